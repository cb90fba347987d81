"""Where one use of a story is, from the plan to its end, and which moves are possible (consent model 3.1 `use`, 3.9)."""
from __future__ import annotations

from dataclasses import dataclass

from exhibit.consent.records import UseKind


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of use. `thing`: paper or board that somebody holds; `begins`: its state when it is written down."""

    label: str
    thing: bool
    begins: str
    by_desk: bool  # the desk may write one down after asking the gate; pages and copies are written down by the program itself


@dataclass(frozen=True, slots=True)
class Status:
    """`shown`: somebody may see it now. `held`: if it is a thing, it still exists. `accounted`: somebody has said where it is."""

    label: str
    shown: bool = False
    held: bool = False
    accounted: bool = False


KINDS: dict[str, Kind] = {
    UseKind.CUTOUT_COPY: Kind("printed cutout", True, "printed", False),
    UseKind.PANEL: Kind("printed panel or poster", True, "printed", True),
    UseKind.BROCHURE: Kind("brochure or catalogue", True, "printed", True),
    UseKind.LOAN: Kind("board lent to a partner", True, "lent", True),
    UseKind.QR_TARGET: Kind("page behind the code", False, "live", False),
    UseKind.WEB_PAGE: Kind("story page", False, "live", False),
    UseKind.WEB_LIST: Kind("list on the public site", False, "live", True),
    UseKind.SEARCH_INDEX: Kind("entry in search engines", False, "live", True),
    UseKind.WEB_ARCHIVE: Kind("copy in a web archive", False, "live", True),
    UseKind.PREVIEW_CARD: Kind("preview card of a shared link", False, "live", True),
    UseKind.AUDIO: Kind("reading to listen to", False, "live", True),
    UseKind.SIGN_VIDEO: Kind("story told in a sign language", False, "live", False),
    UseKind.EASY_READ: Kind("story in easy words", False, "live", False),
    UseKind.SOCIAL_POST: Kind("post on social media", False, "live", True),
    UseKind.PRESS_PACK: Kind("press pack", False, "live", True),
    UseKind.EXPORT: Kind("text handed to a partner", False, "live", True),
    UseKind.STATIC_BUILD: Kind("copy of the site without network", False, "live", True),
    UseKind.API: Kind("answer to another program", False, "live", False),
}

STATUSES: dict[str, Status] = {
    "planned": Status("planned"),
    "approved": Status("approved, not made yet"),
    "live": Status("can be read", shown=True),
    "printed": Status("printed, place not known yet", held=True),
    "on_display": Status("on display", shown=True, held=True, accounted=True),
    "in_store": Status("in store", held=True, accounted=True),
    "lent": Status("lent", shown=True, held=True, accounted=True),
    "recalled": Status("asked back, no answer yet", held=True),
    "removed": Status("taken down", held=True, accounted=True),
    "returned": Status("given back", accounted=True),
    "destroyed": Status("destroyed", accounted=True),
    "missing": Status("missing", held=True),
    "cannot_recall": Status("cannot be called back"),
}

OF_THINGS: dict[str, frozenset[str]] = {state: frozenset(targets.split()) for state, targets in {
    "planned": "approved removed",
    "approved": "printed removed",
    "live": "",
    "printed": "on_display in_store lent recalled removed returned destroyed missing cannot_recall",
    "on_display": "in_store lent recalled removed returned destroyed missing cannot_recall",
    "in_store": "on_display lent recalled removed returned destroyed missing cannot_recall",
    "lent": "on_display in_store recalled removed returned destroyed missing cannot_recall",
    "recalled": "in_store removed returned destroyed missing cannot_recall",
    "removed": "on_display in_store recalled returned destroyed missing cannot_recall",
    "returned": "in_store destroyed",
    "destroyed": "",
    "missing": "on_display in_store removed returned destroyed cannot_recall",
    "cannot_recall": "",
}.items()}
OF_PAGES: dict[str, frozenset[str]] = {
    "planned": frozenset({"approved", "removed"}), "approved": frozenset({"live", "removed"}), "live": frozenset({"removed", "cannot_recall"}),
}
PAGES: dict[str, str] = {UseKind.QR_TARGET: "STORY", UseKind.EASY_READ: "EASY"}  # pages behind a code, which open and close by themselves -> kind of text they show
SHOWING = frozenset({"live", "on_display", "lent"})  # moves that show something to somebody: the gate is asked first
PLACED_BY_HAND = ("on_display", "in_store", "lent", "removed", "returned", "destroyed", "missing")
NEEDS_PROOF = frozenset({"destroyed"})
NEEDS_NOTE = frozenset({"missing"})


def is_thing(kind: str) -> bool:
    """Paper or a board: something that somebody holds."""
    return KINDS[kind].thing


def may_move(kind: str, current: str, wanted: str) -> bool:
    """Is this move in the table of the kind?"""
    return wanted in (OF_THINGS if is_thing(kind) else OF_PAGES).get(current, frozenset())


def still_out(kind: str, status: str) -> bool:
    """Can it still be seen, or does somebody still hold it? A missing board counts: nobody can say that it is gone."""
    return STATUSES[status].shown or (is_thing(kind) and STATUSES[status].held)


def accounted_for(status: str) -> bool:
    """Of a printed copy: has somebody said where it is, or how it ended?"""
    return STATUSES[status].accounted


@dataclass(frozen=True, slots=True)
class Count:
    """Printed against accounted for: `by_status` adds up to `printed`."""

    printed: int
    by_status: tuple[tuple[str, int], ...]

    @property
    def accounted(self) -> int:
        return sum(count for status, count in self.by_status if accounted_for(status))

    @property
    def open(self) -> int:
        """Copies of which nobody can say where they are."""
        return self.printed - self.accounted


def reconcile(statuses: list[str]) -> Count:
    """The count of printed copies, in the order of the table of states."""
    return Count(len(statuses), tuple((status, statuses.count(status)) for status in STATUSES if status in statuses))
