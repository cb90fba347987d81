"""The balance of a text (E09): how many of its sentences tell of skills, choices, the present life or what the person wants changed.

A count of words and nothing more: it knows a list of words in each language, not what a sentence means. It gives a hint.
"""
from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from exhibit.story.ethics.patterns import Line, base, checked, pattern
from exhibit.story.sentences import sentences

LIST, FIELDS = "agency", ("own", "harm", "person")
SHARE = 3  # one sentence in so many, at least
FEWEST = 3  # sentences a text needs for a balance to mean something


@dataclass(frozen=True, slots=True)
class Balance:
    """`own` of `sentences` sentences hold such words; `ends_in_harm`: the last one holds words for what was done, and none of them."""

    sentences: int
    own: int
    ends_in_harm: bool

    @property
    def wanted(self) -> int:
        """The fewest sentences that are a third."""
        return -(-self.sentences // SHARE)

    @property
    def holds(self) -> bool:
        return self.own >= self.wanted


@cache
def lists() -> dict[str, dict[str, str]]:
    """Language -> field -> patterns. Raises ValueError where a language is not whole."""
    return checked(LIST, FIELDS)


def balance(text: str, language: str) -> Balance | None:
    """The balance; None for a language without a list, and for a text of fewer than FEWEST sentences."""
    row, found = lists().get(base(language)), sentences(text, language)
    if row is None or len(found) < FEWEST:
        return None
    own, harm = pattern(row["own"], base(language)), pattern(row["harm"], base(language))
    told = [_has(piece.text, own, language) for piece in found]
    return Balance(len(found), sum(told), not told[-1] and _has(found[-1].text, harm, language))


def _has(sentence: str, words: re.Pattern[str], language: str) -> bool:
    return next(Line(sentence, language).places(words), None) is not None
