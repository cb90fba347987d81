"""Cuts a line of Lao into words: the fewest and best known that make it up, with syllables that belong to none of them left over.

ICU's dictionary cuts as well, but knows neither loan words nor what stories say, and parts a name it does not know into words that it does.
"""
from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from exhibit.story.anonymise import name_lists
from exhibit.story.anonymise.gazetteer import glued_names, name_key
from exhibit.story.anonymise.ordinary import MORE, is_ordinary
from exhibit.story.anonymise.remembered import remembered

RUN = re.compile("[\u0e80-\u0ecf\u0edc-\u0edf]+")
_LONGEST = 18
_BEFORE = frozenset("ເແໂໄໃ")
_BEHIND = frozenset("\u0eb0\u0eb1\u0eb2\u0eb3\u0eb4\u0eb5\u0eb6\u0eb7\u0eb8\u0eb9\u0eba\u0ebb\u0ebc\u0ebd\u0ec6\u0ec8\u0ec9\u0eca\u0ecb\u0ecc\u0ecd")
"""Signs that no word begins with: vowels and tones behind or above their letter."""
_LETTER = "ກຂຄງຈສຊຍດຕຖທນບປຜຝພຟມຢລວຫອຮຣໜໝ"
_ONSET = rf"(?:ຫ[ງຍວລຼຣນມ](?=[ະ-ໍເ-ໄອ]|[{_LETTER}])|[{_LETTER}][ຼຣ](?=[ະ-ໍອຽວ])|[{_LETTER}]ວ(?=[ັ-ົາຳະ່-ໍ])|[{_LETTER}])"
_TONE = "[່-໋]?"
_FINAL = r"(?:[ກງດບນມຍວຽຕປຣລສຊທຟ]໌?(?![ັ-ົຼະາຳຽ່-໋ໍ]))?"
_SYLLABLE = re.compile(rf"(?:[ເແໂ]{_ONSET}[ັ-ົ]?{_TONE}(?:ຽ|ຍ|ອ(?![ັ-ົາຳ])|າະ|າ|ະ)?{_FINAL}ະ?|[ໄໃ]{_ONSET}{_TONE}|{_ONSET}(?:[ັ-ູົໍ]{_TONE}|{_TONE}[ະາຳ]|{_TONE})(?:[ວຽອ](?![ັ-ົາຳ])ະ?|ະ)?{_FINAL})[ໆ໌]?")
_WORD, _LISTED, _DICTIONARY, _LEFT_OVER, _LETTER_ALONE = 1.0, 1.5, 2.3, 4.0, 3.0
"""What a piece costs: a word of stories, a name or place of a list, a word of the dictionary only, a syllable of none, and what a letter that makes no syllable costs beside."""


class Piece(NamedTuple):
    """[start, end) in the text; `known`: a word of stories."""

    start: int
    end: int
    known: bool


@cache
def more_words() -> frozenset[str]:
    """Words by hand, of one spelling (`lao.toned`)."""
    read = tomllib.loads((MORE / "lo.toml").read_text(encoding="utf-8"))
    return frozenset(_toned(word) for word in read["words"].split())


def _toned(text: str) -> str:
    return text.replace("ຫມ", "ໝ").replace("ຫນ", "ໜ").replace("ຫລ", "ຫຼ").replace("\u0ecd\u0eb2", "ຳ")


@remembered
def cut(plain: str, words: frozenset[str]) -> tuple[Piece, ...]:
    """The pieces of every run of Lao letters of a text; `words`: those of stories."""
    costs: dict[str, float] = {}
    return tuple(piece for run in RUN.finditer(plain) for piece in _cut_run(run.group(), run.start(), words, costs))


def _cut_run(run: str, start: int, words: frozenset[str], costs: dict[str, float]) -> Iterator[Piece]:
    """The cheapest way through a run, from its end to its head. `costs`: of what was looked up in this text before."""
    size = len(run)
    best: list[tuple[float, int, bool]] = [(0.0, size, False)] * (size + 1)
    for at in range(size - 1, -1, -1):
        end = _syllable_end(run, at)
        best[at] = (best[end][0] + _LEFT_OVER + 0.5 * (end - at) + (_LETTER_ALONE if end - at == 1 else 0), end, False)
        if run[at] in _BEHIND or at and run[at - 1] in _BEFORE:
            continue
        for end in range(at + 2, min(size, at + _LONGEST) + 1):
            if end < size and run[end] in _BEHIND or run[end - 1] in _BEFORE:
                continue
            text = run[at:end]
            cost = costs.get(text, -1.0)
            if cost < 0:
                cost = costs[text] = _cost(text, words)
            if cost and cost + best[end][0] < best[at][0]:
                best[at] = (cost + best[end][0], end, cost == _WORD)
    at = 0
    while at < size:
        _, end, known = best[at]
        yield Piece(start + at, start + end, known)
        at = end


def _syllable_end(run: str, at: int) -> int:
    """Where the syllable that begins here ends; one letter with its signs when the letters make none."""
    found = _SYLLABLE.match(run, at)
    end = found.end() if found else at + 1
    while end < len(run) and run[end] in _BEHIND:
        end += 1
    return end


@cache
def _of_places() -> frozenset[str]:
    return frozenset(name for names in glued_names().values() for name in names if len(name) > 3)


def _cost(text: str, words: frozenset[str]) -> float:
    """0: no word at all."""
    spelled = _toned(text)
    if spelled in words or spelled.endswith("ໆ") and spelled[:-1] in words:
        return _WORD
    return _cost_by_lists(spelled) if len(text) > 2 else 0.0


@cache
def _of_names() -> frozenset[str]:
    every = name_lists.Part.WOMAN | name_lists.Part.MAN | name_lists.Part.GIVEN | name_lists.Part.FAMILY
    return frozenset(name_key(name) for name in name_lists.names_of("lo", every) if len(name) > 2)


def _cost_by_lists(text: str) -> float:
    key = name_key(text)
    if len(key) > 2 and (key in _of_names() or key in _of_places()):
        return _LISTED
    return _DICTIONARY if len(key) > 3 and is_ordinary(key, "lo") else 0.0
