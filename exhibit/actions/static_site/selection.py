"""Which stories go into a copy, in which languages and forms: the gate is asked about each, and what is left out is told with its reasons."""
from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from exhibit.actions.gate import decide, recording_decision
from exhibit.actions.helplines import VERIFIED_FOR, current_numbers
from exhibit.actions.uses import ON_BOARD, ask
from exhibit.consent.gate import all_of
from exhibit.consent.reasons import SENTENCES
from exhibit.consent.records import Decision
from exhibit.store import recordings, sites
from exhibit.store.figure_files import DRAWN_HERE
from exhibit.store.tables import Exhibition, Testimony

COPY = "STATIC_BUILD"
PLAIN_FORMS = ("", "text", "large")  # the story itself, said again: what allows the page allows these
EASY = ("easy", "EASY_READ")
RECORDED = {"AUDIO": ("AUDIO", ("listen", "sound")), "SIGN": ("SIGN_VIDEO", ("sign",))}  # kind of recording -> kind of use, forms of the page that come with it
FILM = "film"  # a telling lies under its sign language, not under the language of the page
LISTED, KIOSK = "WEB_LIST", "kiosk"
BESIDE = ("SEARCH_INDEX", "WEB_ARCHIVE", "PREVIEW_CARD")  # what a page tells machines, where that is permitted; nobody misses it where it is not
WITHOUT_AN_END = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Part:
    """One story in one language. `forms`: those that may go in, if there are any; `decision`: the yes to all of them at once; `signed`: its sign languages."""

    testimony: Testimony
    language: str
    codes: tuple[str, ...]
    forms: tuple[str, ...]
    decision: Decision
    signed: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[int, str]:
        return self.testimony.id, self.language


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What is not in the copy although it is on file: for whoever makes the copy, never for whoever receives it."""

    testimony: str
    language: str
    kind: str
    reasons: tuple[str, ...]

    @property
    def sentences(self) -> str:
        return " ".join(SENTENCES[reason] for reason in self.reasons)

    def document(self) -> dict:
        return {"testimony": self.testimony, "language": self.language, "kind": self.kind, "reasons": list(self.reasons), "sentences": self.sentences}


@dataclass(frozen=True, slots=True)
class Selection:
    """The answer for a whole exhibition at one moment."""

    parts: tuple[Part, ...]
    left_out: tuple[LeftOut, ...]

    @property
    def keys(self) -> frozenset[tuple[int, str]]:
        return frozenset(part.key for part in self.parts)

    def relied(self) -> list[tuple[tuple[int, str], tuple[str, ...], tuple[str, ...]]]:
        """What must be the same when the copy is handed over: stories, languages, forms, permissions."""
        return [(part.key, part.forms, part.decision.grant_ids) for part in self.parts]


def select_stories(exhibition: Exhibition, now: datetime, kiosk: bool, only: Collection[tuple[int, str]] | None = None) -> Selection:
    """Ask the gate about every story, language and form. `only`: nothing but these (testimony, language) pairs, when a copy shrinks."""
    parts: list[Part] = []
    left_out: list[LeftOut] = []
    for testimony, codes in sites.stories_in(exhibition):
        for language in testimony.languages() or [testimony.original_language]:
            if only is not None and (testimony.id, language) not in only:
                continue
            decision = ask(testimony, COPY, language, exhibition, now)
            if not decision.allowed:
                left_out.append(LeftOut(testimony.code, language, COPY, decision.reasons))
                continue
            part, missing = _with_forms(testimony, codes, language, decision, exhibition, now, kiosk)
            parts.append(part)
            left_out += missing
    return Selection(tuple(parts), tuple(left_out))


def _with_forms(testimony: Testimony, codes: tuple[str, ...], language: str, decision: Decision, exhibition: Exhibition, now: datetime,
                kiosk: bool) -> tuple[Part, list[LeftOut]]:
    """The forms of a story that may go in, each asked for by itself; and every permission that anything about it in the copy stands on."""
    asked = list(_asked(testimony, language, exhibition, now))
    granted = [one for one in asked if one[2].allowed]
    kinds = {kind for _, kind, _, _ in granted}
    missing = [LeftOut(testimony.code, language, kind, answer.reasons) for _, kind, answer, _ in asked if kind not in kinds]
    forms = dict.fromkeys(form for names, *_ in granted for form in names if kiosk or form != KIOSK)
    beside = [answer for answer in (ask(testimony, kind, language, exhibition, now) for kind in BESIDE) if answer.allowed]
    whole = all_of([decision, *(answer for _, _, answer, _ in granted), *beside])
    relied = tuple(dict.fromkeys((*whole.grant_ids, *_drawn(testimony, exhibition, now))))
    return Part(testimony, language, codes, (*PLAIN_FORMS, *forms), replace(whole, grant_ids=relied), tuple(spoken for *_, spoken in granted if spoken)), list(dict.fromkeys(missing))


def _asked(testimony: Testimony, language: str, exhibition: Exhibition, now: datetime) -> Iterator[tuple[tuple[str, ...], str, Decision, str]]:
    """(forms, kind of use, the gate's answer, sign language or "") of everything there is beside the page."""
    yield (KIOSK,), LISTED, ask(testimony, LISTED, language, exhibition, now), ""
    if testimony.approved("EASY", language):
        yield EASY[:1], EASY[1], ask(testimony, EASY[1], language, exhibition, now), ""
    for row in recordings.current(testimony):
        if row.text_language == language:
            kind, forms = RECORDED[row.kind]
            yield forms, kind, recording_decision(row, now, exhibition.country), row.language if row.kind == "SIGN" else ""


def _drawn(testimony: Testimony, exhibition: Exhibition, now: datetime) -> tuple[str, ...]:
    """What the list of figures stands on where it draws the board's own outline. The hall's last day ends the board, not the copy."""
    boards = [decide(testimony, "CUTOUT_COPY", cutout.language, exhibition.country, exhibition, now, 0, ON_BOARD, image=DRAWN_HERE)
              for cutout in exhibition.cutouts if cutout.testimony_id == testimony.id]
    return tuple(uid for board in boards for uid in board.grant_ids)


def not_after(selection: Selection, exhibition: Exhibition, now: datetime) -> datetime:
    """The first moment at which anything in the copy must not be shown any more: a permission's end, or 90 days after a help number was verified.

    Where nothing has an end, 30 days: a copy that nobody renews must not outlive everybody's memory of it.
    """
    ends = [part.decision.valid_until for part in selection.parts if part.decision.valid_until]
    numbers, _ = current_numbers(exhibition.country, now.date())
    ends += [_midnight_after(row.verified_on + VERIFIED_FOR) for row in numbers if row.verified_on]
    return min(ends, default=now + WITHOUT_AN_END)


def _midnight_after(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time.min, UTC)

