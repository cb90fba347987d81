"""What a stop asks to be done about each use: tasks, due times, possible outcomes, who is told (consent model 3.9). All of it is tables."""
from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from exhibit.consent.records import UseKind
from exhibit.consent.uses import KINDS, STATUSES, is_thing, still_out

AT_ONCE = timedelta(0)
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a task can end. `proofs`: kinds of proof of which one is needed; `note`: words are needed; `status`: what becomes of the use."""

    label: str
    proofs: tuple[str, ...] = ()
    note: bool = False
    status: str = ""
    good: bool = True  # False: the use could not be taken back, and the person is told so


@dataclass(frozen=True, slots=True)
class Action:
    """One thing to do. `tell`: roles of those outside who must be told; `limit`: what it cannot undo, said honestly."""

    label: str
    due: timedelta
    outcomes: tuple[str, ...]
    tell: tuple[str, ...] = ()
    at_once: bool = False  # the program itself does it in the same step as the stop
    limit: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """Uses of these kinds in these states ask for these actions."""

    kinds: frozenset[str]
    statuses: frozenset[str]
    actions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UseFacts:
    """One use as it is on file. `grants`: the permissions it relied on."""

    uid: str
    kind: str
    status: str
    grants: frozenset[str]
    holder: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """One row of the list that a stop opens; `use` is "" for what concerns the story as a whole."""

    use: str
    action: str
    due_at: datetime
    told: str = ""

    @property
    def at_once(self) -> bool:
        return ACTIONS[self.action].at_once


OUTCOMES: dict[str, Outcome] = {
    "DONE": Outcome("done"),
    "REQUESTED": Outcome("removal asked for", note=True),
    "REMOVED": Outcome("taken down", proofs=("PHOTO", "SIGNED_LIST"), status="removed"),
    "NOT_ON_DISPLAY": Outcome("was not on display", note=True, status="recalled"),
    "DESTROYED": Outcome("destroyed", proofs=("CERTIFICATE", "PHOTO"), status="destroyed"),
    "RETURNED": Outcome("given back", proofs=("CERTIFICATE", "PHOTO", "WRITTEN"), status="returned"),
    "MISSING": Outcome("not found", note=True, status="missing", good=False),
    "NOTIFIED": Outcome("told, and the stock is stopped", note=True, status="removed"),
    "CANNOT_RECALL": Outcome("cannot be called back", note=True, status="cannot_recall", good=False),
    "DELETED": Outcome("deleted", status="removed"),
    "ASKED": Outcome("ours deleted, those who shared it were asked", note=True, status="removed", good=False),
    "CONFIRMED": Outcome("confirmed by all who had files", note=True),
    "SEALED": Outcome("sealed"),
    "ERASED": Outcome("erased"),
    "ROTATED": Outcome("older backups are gone"),
}

ACTIONS: dict[str, Action] = {
    "GO_DARK": Action("page off, neutral page instead", AT_ONCE, ("DONE",), at_once=True,
                      limit="Whoever read the page before may remember it or have kept a picture of it."),
    "APPROVALS": Action("approvals that relied on it are void", AT_ONCE, ("DONE",), at_once=True),
    "CANCEL_PRINT": Action("planned prints cancelled", AT_ONCE, ("DONE",), at_once=True),
    "DELIST": Action("ask search engines to forget the page", DAY, ("REQUESTED", "DONE"), limit="A search engine may show an old extract for some days."),
    "REBUILD": Action("make the copy of the site anew and send it to every place", DAY, ("DONE",), tell=("VENUE", "PARTNER"),
                      limit="A copy without network shows the story until it is replaced or its last day has passed."),
    "PURGE": Action("caches in front forget the page", DAY, ("DONE",),
                    limit="A cache that does not answer shows what it has until its own time is over."),
    "PRINT_FILES": Action("tell whoever has print files to destroy them", DAY, ("NOTIFIED", "DONE"), tell=("PRINTER",)),
    "TAKE_DOWN": Action("take the board down", DAY, ("REMOVED", "NOT_ON_DISPLAY", "MISSING"), tell=("VENUE", "PARTNER"),
                        limit="Visitors may have taken pictures of the board."),
    "RECALL": Action("call the board back: destroy it or give it back", 14 * DAY, ("DESTROYED", "RETURNED", "MISSING"), tell=("VENUE", "PARTNER")),
    "STOP_STOCK": Action("stop the stock and tell everyone who received it", 3 * DAY, ("NOTIFIED", "CANNOT_RECALL"), tell=("PARTNER", "PRINTER"),
                         limit="What was handed out cannot be collected again."),
    "DELETE_POST": Action("delete our posts and ask those who shared them", DAY, ("DELETED", "ASKED"), limit="Copies made by others may stay."),
    "ASK_ARCHIVE": Action("ask the archive to take its copy out", 3 * DAY, ("REQUESTED", "CANNOT_RECALL"), limit="A web archive decides by itself what it keeps."),
    "TELL_RECIPIENT": Action("tell everyone who received it that it may not be used any more", 3 * DAY, ("NOTIFIED", "CANNOT_RECALL"), tell=("PARTNER",),
                             limit="What was printed or broadcast by others cannot be called back."),
    "WORKING_FILES": Action("translators, voices and designers delete their files and confirm it", 7 * DAY, ("CONFIRMED",), tell=("TRANSLATOR", "PARTNER")),
    "DRAFTS": Action("drafts sealed or erased, as the person chose", 30 * DAY, ("SEALED", "ERASED")),
    "BACKUPS": Action("backups from before are gone", 90 * DAY, ("ROTATED",)),
}


def _kinds(*names: str) -> frozenset[str]:
    return frozenset(UseKind(name).value for name in names)


OUR_PAGES = _kinds("QR_TARGET", "WEB_PAGE", "WEB_LIST", "PREVIEW_CARD", "API", "AUDIO", "SIGN_VIDEO", "EASY_READ")
BOARDS = _kinds("CUTOUT_COPY", "PANEL", "LOAN")
HANDED_ON = _kinds("PRESS_PACK", "EXPORT")
LIVE = frozenset({"live"})
CACHED = OUR_PAGES | _kinds("SEARCH_INDEX", "STATIC_BUILD")  # what a cache in front of the house may have a copy of
RULES: tuple[Rule, ...] = (
    Rule(OUR_PAGES, LIVE, ("GO_DARK",)),
    Rule(_kinds("SEARCH_INDEX"), LIVE, ("GO_DARK", "DELIST")),
    Rule(_kinds("WEB_ARCHIVE"), LIVE, ("ASK_ARCHIVE",)),
    Rule(_kinds("STATIC_BUILD"), LIVE, ("REBUILD",)),
    Rule(_kinds("SOCIAL_POST"), LIVE, ("DELETE_POST",)),
    Rule(HANDED_ON, LIVE, ("TELL_RECIPIENT",)),
    Rule(frozenset(KINDS), frozenset({"planned", "approved"}), ("CANCEL_PRINT",)),
    Rule(BOARDS, frozenset({"printed", "on_display", "lent"}), ("TAKE_DOWN", "RECALL")),
    Rule(BOARDS, frozenset({"in_store", "recalled", "removed", "missing"}), ("RECALL",)),
    Rule(_kinds("BROCHURE"), frozenset(state for state, row in STATUSES.items() if row.held), ("STOP_STOCK",)),
)
WHOLE_STORY = ("APPROVALS", "WORKING_FILES", "DRAFTS", "BACKUPS")  # asked for when everything is stopped
HOLD = "HOLD"  # cause of a list that no stop has opened
OUT_OF_HAND = frozenset({"REBUILD"})  # of what a stop asks for each use, what a hold asks for as well
EACH_TIME = frozenset({"PURGE"})  # what was asked before this stop may have been answered before it, too
AFTER_AT_ONCE = {"GO_DARK": "removed", "CANCEL_PRINT": "removed"}  # what becomes of the use when the program has done it
AFTER_DONE = {"REBUILD": "removed"}  # the same for what is done later, where the outcome itself does not say
ASKED_BACK = {"in_store": "recalled"}  # what a RECALL makes of a board before anybody has answered


def actions_for(kind: str, status: str) -> tuple[str, ...]:
    """What a stop asks for one use of this kind in this state; () when nothing is out there."""
    return tuple(action for rule in RULES if kind in rule.kinds and status in rule.statuses for action in rule.actions)


def touched(use: UseFacts, stopped: frozenset[str], everything: bool) -> bool:
    """Does a stop of these permissions concern this use? A partial stop touches only what relied on what ended."""
    return everything or bool(use.grants & stopped)


def tasks_for(uses: Iterable[UseFacts], stopped: frozenset[str], everything: bool, now: datetime,
              already: frozenset[tuple[str, str]] = frozenset(), caches: bool = False) -> tuple[Task, ...]:
    """The list of one stop. `already`: (use, action) pairs that an earlier list still has open; they are not asked for twice.

    `caches`: something stands in front of the house that keeps copies of pages.
    """
    concerned = [use for use in uses if touched(use, stopped, everything)]
    found: list[tuple[str, str, UseFacts | None]] = [(use.uid, action, use) for use in concerned for action in actions_for(use.kind, use.status)]
    if any(is_thing(use.kind) and still_out(use.kind, use.status) for use in concerned):
        found.append(("", "PRINT_FILES", None))
    if caches and any(use.kind in CACHED and use.status in LIVE for use in concerned):
        found.append(("", "PURGE", None))
    if everything:
        found += [("", action, None) for action in WHOLE_STORY]
    return tuple(Task(uid, action, now + ACTIONS[action].due, _told(action, use)) for uid, action, use in found
                 if (uid, action) not in already or action in EACH_TIME)


def tasks_while_held(uses: Iterable[UseFacts], now: datetime, already: frozenset[tuple[str, str]] = frozenset(), caches: bool = False) -> tuple[Task, ...]:
    """What a hold asks of copies that are out of our hands: made anew without the story, forgotten by caches. `uses`: those that were open when it began.

    What is in our hands waits dark until the hold is lifted; only a stop calls it back.
    """
    asked = [use for use in uses if use.kind in CACHED]
    found: list[tuple[str, str, UseFacts | None]] = [(use.uid, action, use) for use in asked for action in actions_for(use.kind, use.status) if action in OUT_OF_HAND]
    if caches and asked:
        found.append(("", "PURGE", None))
    return tuple(Task(uid, action, now + ACTIONS[action].due, _told(action, use)) for uid, action, use in found if (uid, action) not in already)


def _told(action: str, use: UseFacts | None) -> str:
    """Who outside the office has it, where that action tells somebody."""
    return use.holder if use and ACTIONS[action].tell else ""


def needs(outcome: str) -> tuple[tuple[str, ...], bool]:
    """(kinds of proof of which one is needed, whether words are needed) for an outcome."""
    return OUTCOMES[outcome].proofs, OUTCOMES[outcome].note


def limits(actions: Iterable[str]) -> tuple[str, ...]:
    """What these actions cannot undo, each sentence once."""
    return tuple(dict.fromkeys(ACTIONS[action].limit for action in actions if ACTIONS[action].limit))


SETTLED_BY: dict[str, tuple[str, ...]] = {  # a use that got into this state has answered tasks with these outcomes
    "removed": ("REMOVED", "DELETED"),
    "destroyed": ("DESTROYED", "REMOVED"),
    "returned": ("RETURNED", "REMOVED"),
    "missing": ("MISSING",),
}


def settled(action: str, status: str) -> str:
    """The outcome that a use's new state gives to an open task; "" when the task stays open."""
    return next((outcome for outcome in SETTLED_BY.get(status, ()) if outcome in ACTIONS[action].outcomes), "")
