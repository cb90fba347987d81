"""Weighs all signs of a word together: what a model of sequences has learned, from invented passages, about words that lead to a person.

Finders each know one sign. Whether "رحمت" is a mercy or a man is decided by many weak ones at once: what stands beside it, what lists
say, which finders doubt. A conditional random field (Lafferty, McCallum and Pereira 2001; CRFsuite) weighs them. It is trained by
tools/train_weights.py on the passages under benchmarks/anonymise that may be looked at, and calls no service.
"""
from __future__ import annotations

import lzma
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

from exhibit.errors import ExhibitError
from exhibit.story.anonymise.known_words import WITHOUT_CAPITALS
from exhibit.story.anonymise.merge import SURE, Candidate, Heard
from exhibit.story.anonymise.passage import Passage
from exhibit.story.anonymise.signs import Unit, signs, units

FILE = Path(__file__).with_name("data") / "weights.crf.xz"
NONE = "-"
CLASSES = {"NAME": "N", "PLACE": "P", "ORGANISATION": "O", "ADDRESS": "A", "IDENTITY_NUMBER": "I", "PHONE": "I", "EMAIL": "I", "LINK": "I"}
"""Kinds that identify alone, as the model tells them apart."""
_KINDS = {"N": "NAME", "P": "PLACE", "O": "ORGANISATION", "A": "ADDRESS", "I": "IDENTITY_NUMBER"}
_SURE_FROM, _SURE_WITHOUT_CAPITALS = 0.1, 0.05
"""Chance from which a unit is replaced: a word too many costs a curator a click, a word too few may cost a person her safety."""
_WORD_FROM, _GRAMMAR_FROM = 0.1, 0.2  # a word that is no name and no place in any list; a word of grammar
_GOES_ON_FROM, _WORD_GOES_ON_FROM = 0.02, 0.05  # beside a unit that is replaced
_AGAIN_FROM, _AGAIN_LEAST = 0.5, 0.01  # from the first on the same word elsewhere in the text is replaced too, if its own chance there is the second
_FIRM_FROM = 0.5
_MOST_WORDS = 10
_LOCK = Lock()  # a tagger holds the text it reads


@dataclass(frozen=True, slots=True)
class Weighed:
    """A unit with the chance that it leads to a person by itself, and its likeliest kind; none where there is next to no chance."""

    unit: Unit
    chance: float
    kind: str

    @property
    def is_firm(self) -> bool:
        return self.unit.sure or self.chance >= _FIRM_FROM


def weighed(passage: Passage, heard: Iterable[Heard]) -> Iterator[Candidate]:
    """Words in a row that the model takes for one thing, given what the finders heard."""
    found = chances(passage, heard)
    chosen = _chosen(found, passage.language.split("-")[0])
    row: list[Weighed] = []
    for at, one in enumerate(found):
        if chosen[at] and (not row or _joined(passage, row[-1], one)):
            row.append(one)
            continue
        yield from _candidate(row)
        row = [one] if chosen[at] else []
    yield from _candidate(row)


def chances(passage: Passage, heard: Iterable[Heard]) -> list[Weighed]:
    """Every unit of the passage, weighed."""
    read = units(passage, heard)
    if not read:
        return []
    with _LOCK:
        tagger = _tagger()
        tagger.set(signs(passage, read))
        labels = [label for label in tagger.labels() if label != NONE]
        chance = [1 - tagger.marginal(NONE, at) for at in range(len(read))]
        found = [Weighed(unit, chance[at], _likeliest(tagger, labels, at) if chance[at] >= _AGAIN_LEAST else "") for at, unit in enumerate(read)]
        tagger.set([])  # no word of a text stays
    return found


def _likeliest(tagger: Any, labels: Sequence[str], at: int) -> str:
    return _KINDS[max(labels, key=lambda label: tagger.marginal(label, at))[1]]


def _chosen(found: Sequence[Weighed], language: str) -> list[bool]:
    """Which units are replaced: likely ones, what is likely elsewhere in the text, and their neighbours that may belong to them."""
    sure_from = _SURE_WITHOUT_CAPITALS if language in WITHOUT_CAPITALS else _SURE_FROM
    again = {one.unit.key for one in found if one.chance >= _AGAIN_FROM and len(one.unit.key) > 2 and one.unit.key[0] != "#"}
    sure = [one.chance >= _from(one.unit, sure_from) or one.unit.key in again and one.chance >= _AGAIN_LEAST for one in found]
    shown = [chosen or one.unit.sure for chosen, one in zip(sure, found, strict=True)]
    around = [sum(shown[max(0, at - 1):at]) + sum(shown[at + 1:at + 2]) for at in range(len(found))]
    return [(chosen or _goes_on(one, near)) and (one.unit.sure or not one.unit.taken) for chosen, near, one in zip(sure, around, found, strict=True)]


def _goes_on(one: Weighed, near: int) -> bool:
    """May it belong to its neighbours, of which `near` are replaced? A word of grammar only between two of them."""
    return near > one.unit.is_grammar and one.chance >= (_WORD_GOES_ON_FROM if one.unit.is_word else _GOES_ON_FROM)


def _from(unit: Unit, sure_from: float) -> float:
    return max(sure_from, _GRAMMAR_FROM if unit.is_grammar else _WORD_FROM if unit.is_word else 0)


def _joined(passage: Passage, before: Weighed, after: Weighed) -> bool:
    """One thing? What is only a little likely is no part of what is sure: its words stay a find of their own."""
    return before.kind == after.kind and before.is_firm == after.is_firm and passage.plain[before.unit.end:after.unit.start] in ("", " ", "-", "'")


def _candidate(row: Sequence[Weighed]) -> Iterator[Candidate]:
    if row and _may_be(row):
        yield Candidate(row[0].unit.start, row[-1].unit.end, row[0].kind, SURE + max(one.chance for one in row) * (0.9 - SURE))


def _may_be(row: Sequence[Weighed]) -> bool:
    """Not in a text that repeats itself without end: a number or an address has a figure in it, no name has eleven words. What a finder saw may be anything."""
    if any(one.unit.seen or one.unit.key.startswith("#") for one in row):
        return True
    return row[0].kind not in ("IDENTITY_NUMBER", "ADDRESS") and len(row) <= _MOST_WORDS


@cache
def _tagger() -> Any:
    """The model, opened once."""
    import pycrfsuite
    tagger = pycrfsuite.Tagger()
    tagger.open_inmemory(_weights())
    return tagger


@cache
def _weights() -> bytes:
    """The model's bytes; the tagger reads from them where they lie, so they are kept. Raises ExhibitError when its file is missing or damaged."""
    try:
        return lzma.decompress(FILE.read_bytes())
    except (OSError, lzma.LZMAError) as error:
        raise ExhibitError("The weights of the finders (exhibit/story/anonymise/data/weights.crf.xz) are missing or damaged. Install Exhibit again: without them texts cannot be read.") from error
