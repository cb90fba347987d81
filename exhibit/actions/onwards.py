"""The next figure in the hall: only one whose story may be listed and read now, by the line that says who speaks."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from exhibit.actions.gate import page_decision
from exhibit.actions.speaker import granted, speaker, told_on_page
from exhibit.consent.records import Decision
from exhibit.store import beside
from exhibit.store.tables import Cutout, Testimony
from exhibit.story import labels

LOOKED_AT = 4  # figures asked about: a longer row that all said no in the same minute is not worth a slow page


@dataclass(frozen=True, slots=True)
class Onwards:
    """`line` is "" where nobody may be named; `until`: the first moment this no longer holds by itself."""

    code: str
    language: str
    line: str
    until: datetime | None


def next_in_hall(cutout: Cutout, wanted: Sequence[str], now: datetime) -> Onwards | None:
    """The first figure after this one that may be listed now, in the best of the wanted languages."""
    found = (_listed(one, wanted, now) for one in beside.listed_after(cutout, LOOKED_AT))
    return next((one for one in found if one), None)


def _listed(cutout: Cutout, wanted: Sequence[str], now: datetime) -> Onwards | None:
    testimony = cutout.testimony
    answers = {code: page_decision(testimony, code, now, "WEB_LIST", cutout.exhibition.country) for code in testimony.languages()}
    allowed = {code: answer for code, answer in answers.items() if answer.allowed}
    if not allowed or not cutout.copies:
        return None
    language = labels.choose(wanted, tuple(allowed), cutout.language if cutout.language in allowed else next(iter(allowed)))
    return Onwards(cutout.copies[0].code, language, _line(testimony, language, allowed[language]), min((a.valid_until for a in allowed.values() if a.valid_until), default=None))


def _line(testimony: Testimony, language: str, decision: Decision) -> str:
    return speaker(testimony, language, granted(testimony, decision), told_on_page(testimony, language, "STORY")).line
