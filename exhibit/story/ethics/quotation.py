"""Whose words a text has (E10): first person, how it came about, and quotation marks that nobody needs."""
from __future__ import annotations

import re
from enum import StrEnum

from exhibit.story.ethics.agency import lists
from exhibit.story.ethics.patterns import Line, base, pattern


class Telling(StrEnum):
    """How first-person words came about."""

    VERBATIM = "VERBATIM"
    EDITED = "EDITED"
    COMPOSITE = "COMPOSITE"


TELLING_WORDS: dict[str, str] = {
    Telling.VERBATIM: "her own words, word for word",
    Telling.EDITED: "her own words, edited with her approval",
    Telling.COMPOSITE: "composed from several accounts, and labelled so",
}
SPOKEN = frozenset({"STORY", "QUOTE", "CUTOUT", "EASY"})
"""Kinds of text that say “I”; who speaks (ATTRIBUTION) says nothing."""
_DOUBLE, _SINGLE, _SINGLE_CLOSES = frozenset("\"“”„«»「『〝"), frozenset("‘‚‹'"), frozenset("’‘›'")
_QUOTED = re.compile(r"[“„«「](.+?)[”“»」]", re.S)


def speaks_in_first_person(line: Line, language: str) -> bool:
    """Does the text say “I” or “we”? Yes for a language without a list: then somebody must look."""
    row = lists().get(base(language))
    return row is None or next(line.places(pattern(row["person"], base(language))), None) is not None


def is_wrapped(text: str) -> bool:
    """Does the text begin with a quotation mark? Single ones count when the text also ends with one: ’t Is begins with none."""
    words = text.strip()
    return words[:1] in _DOUBLE or words[:1] in _SINGLE and words[-1:] in _SINGLE_CLOSES


def quoted(text: str) -> list[tuple[int, int]]:
    """[start, end) of words between quotation marks inside a text, marks included."""
    return [found.span() for found in _QUOTED.finditer(text)]


def telling_after_edit(telling: str) -> str:
    """What still holds of a text whose words were changed: word for word it is no more; who changed them says anew."""
    return "" if telling == Telling.VERBATIM else telling
