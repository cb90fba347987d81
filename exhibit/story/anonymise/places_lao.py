"""Places in Lao, which writes no blanks between words: names of the list at any place of a line, and what stands after "village", "district", "at"."""
from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from exhibit.story.anonymise.gazetteer import TABLE, Entry, glued_names, loosened, places_named
from exhibit.story.anonymise.lao import cut_words, rows, toned
from exhibit.story.anonymise.lao_cut import cut
from exhibit.story.anonymise.merge import Candidate
from exhibit.story.anonymise.ordinary import is_ordinary
from exhibit.story.anonymise.passage import Passage
from exhibit.story.anonymise.tokens import table

_LAO = re.compile(r"[\u0e80-\u0eff]")
_SIGNS = frozenset("\u0eb0\u0eb1\u0eb2\u0eb3\u0eb4\u0eb5\u0eb6\u0eb7\u0eb8\u0eb9\u0ebb\u0ebc\u0ebd")  # a syllable goes on
_LONGEST_NAME = 5  # words of the dictionary in a name that the dictionary does not know


def lao(passage: Passage) -> Iterator[Candidate]:
    """Places and regions; nothing for a text without Lao letters."""
    if _LAO.search(passage.plain):
        yield from _listed(passage)
        yield from _announced(passage)


def _listed(passage: Passage) -> Iterator[Candidate]:
    text, places = _loose(passage.plain)
    starts = {word.start for word in passage.words} | {piece.start for piece in cut(passage.plain, cut_words())}
    at = 0
    while at < len(text):
        name = next((name for name in glued_names().get(text[at:at + 2], ()) if text.startswith(name, at) and text[at + len(name):at + len(name) + 1] not in _SIGNS), "")
        if name:
            start, end = places[at], places[at + len(name) - 1] + 1
            confidence = _confidence(passage, name, start, _with_tone(passage.plain, end), start in starts)
            if confidence:
                yield Candidate(start, _with_tone(passage.plain, end), _kind(places_named(name)), confidence)
        at += len(name) or 1


def _loose(plain: str) -> tuple[str, list[int]]:
    """The text as names are kept, and where each of its letters stands in the plain text."""
    letters: list[str] = []
    places: list[int] = []
    silent = -1
    for at, char in enumerate(plain):
        if char == "ຫ" and plain[at + 1:at + 2] in ("ລ", "ມ", "ນ", "ຼ"):
            silent = at
            continue
        for letter in loosened(char):
            letters.append(letter)
            places.append(at - 1 if silent == at - 1 >= 0 else at)
    return "".join(letters), places


def _with_tone(plain: str, end: int) -> int:
    """A tone mark after the last letter belongs to the name."""
    while plain[end:end + 1] and "\u0ec8" <= plain[end] <= "\u0ecd":
        end += 1
    return end


def _kind(entries: tuple[Entry, ...]) -> str:
    return "REGION" if all(entry.size == "region" for entry in entries) else "PLACE"


def _confidence(passage: Passage, name: str, start: int, end: int, at_word: bool) -> float:
    """By the word before it; a long name that is no word of the dictionary needs none."""
    before = passage.plain[max(0, start - 10):start].rstrip()
    if before.endswith(_words("before") + _words("region_before")):
        return 0.9
    if toned(passage.plain[start:end]) in rows()["common"]:
        return 0.1
    if is_ordinary(name, "lo-told") or (is_ordinary(name, "lo") and len(name) < 5):
        return 0.3
    if before.endswith(_words("strong")):
        return 0.9 if len(name) > 3 else 0.4
    return 0.75 if len(name) > 4 and at_word else 0.4


@cache
def _words(subject: str) -> tuple[str, ...]:
    return table(TABLE)["lo"][subject]


@cache
def _cue() -> re.Pattern[str]:
    return re.compile("|".join(sorted(_words("before") + _words("region_before"), key=len, reverse=True)))


def _announced(passage: Passage) -> Iterator[Candidate]:
    """The word for a village or district with its name: both are one name in Lao."""
    plain = passage.plain
    for cue in _cue().finditer(plain):
        if plain[:cue.start()].endswith(_words("not_before")):
            continue
        end = _name_end(passage, cue.end())
        if end and toned(plain[cue.start():end]) not in rows()["common"]:
            kind = "REGION" if cue.group() in _words("region_before") else "PLACE"
            yield Candidate(cue.start(), end, kind, 0.8)


def _name_end(passage: Passage, start: int) -> int:
    """Where a name that begins here ends: at a blank, at a word that goes on with the sentence, after a few words; 0: none begins here."""
    plain = passage.plain
    gap = len(plain[start:]) - len(plain[start:].lstrip(" "))
    if gap > 1 or plain.startswith(_words("not_name"), start + gap) or (gap and not plain[start:start + gap + 1].strip()):
        return 0
    if gap:
        return 0
    run = re.match(r"[\u0e80-\u0eff]+", plain[start:])
    if not run:
        return 0
    stop = start + run.end()
    inside = [word for word in passage.words if start < word.start < stop]
    for count, word in enumerate(inside):
        if plain.startswith(_words("ends"), word.start) or count >= _LONGEST_NAME - 1:
            return word.start
    return stop
