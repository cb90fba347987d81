"""Names of persons in Lao, which has neither capitals nor blanks between words: titles and kinship, "called", and a list of names.

A name begins behind its title and goes on until a word that is no part of names (people.toml, `stops`), a sign or a blank; a name of a
list may have a family name behind a blank.
"""
from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from exhibit.story.anonymise import name_lists
from exhibit.story.anonymise.gazetteer import name_key
from exhibit.story.anonymise.kinship import Beside, beside
from exhibit.story.anonymise.lao import cut_words, rows, toned
from exhibit.story.anonymise.lao_cut import cut
from exhibit.story.anonymise.merge import Candidate
from exhibit.story.anonymise.passage import Passage

LISTED, TITLED, AGAIN = 0.85, 0.8, 0.8
_SHORTEST_LISTED = 4  # characters: shorter names are syllables of other words
_LONGEST = 14  # characters of a name without a blank
_LAO = "\u0e80-\u0ecf"
_BEHIND_VOWEL = "\u0eb0-\u0ebc\u0ec6-\u0ece"  # what cannot begin a word


def lao_names(passage: Passage) -> Iterator[Candidate]:
    """Names behind titles and "called", names of the list, and each of them wherever it stands again."""
    if passage.language.split("-")[0] != "lo":
        return
    plain = passage.plain
    ends = {piece.start: piece.end for piece in cut(plain, cut_words())}
    found = [*_announced(plain, ends), *_listed(plain, ends)]
    yield from (Candidate(start, end, "NAME", sure) for start, end, sure, _ in found)
    names = {piece for _, _, _, name in found for piece in name.split(" ") if len(piece) >= 3 and not _titles().fullmatch(piece)}
    for name in sorted(names, key=len, reverse=True):
        for again in re.finditer(rf"{re.escape(name)}(?![{_BEHIND_VOWEL}])", plain):
            yield Candidate(*again.span(), "NAME", AGAIN)


def _announced(plain: str, ends: dict[int, int]) -> Iterator[tuple[int, int, float, str]]:
    """[start, end) with the title, how sure, and the name alone. `ends`: of the words, by their starts; a title is no part of a longer word."""
    for pattern, with_title in ((_titles(), True), (_called(), False)):
        for title in pattern.finditer(plain):
            if title.start() not in ends or ends[title.start()] > len(title.group().rstrip(" :")) + title.start():
                continue
            if any(toned(plain[title.start():further]) in rows()["common"] for further in range(title.end() + 1, min(title.end() + 9, len(plain)) + 1)):
                continue
            end = _name_end(plain, ends, title.end())
            if end > title.end() + 1:
                yield title.start() if with_title else title.end(), end, TITLED, plain[title.end():end]


def _name_end(plain: str, ends: dict[int, int], start: int) -> int:
    """Where the name that begins there ends; `start` itself when none does."""
    end = _piece_end(plain, ends, start)
    if end == start or not plain[end:end + 1].isspace() or plain[end:end + 1] == "\n":
        return end
    further = _piece_end(plain, ends, end + 1)
    behind = plain[end + 1:further]
    whole = not re.match(rf"[{_LAO}]", plain[further:further + 1] or ".")
    return further if behind and (name_lists.parts(behind) or (whole and 2 <= len(behind) <= _LONGEST and toned(behind) not in rows()["common"])) else end


def _piece_end(plain: str, ends: dict[int, int], start: int) -> int:
    """A name of a list, or the words from here that no story uses, or that names are made of as well."""
    run = re.compile(rf"[{_LAO}]{{0,{_LONGEST + 8}}}").match(plain, start)
    text = run.group() if run else ""
    for length in range(min(len(text), _LONGEST), 2, -1):
        if name_lists.parts(text[:length]) and not re.match(f"[{_BEHIND_VOWEL}]", text[length:length + 1] or " "):
            return start + length
    if _stops().match(text) or _titles().match(text):
        return start
    at = start
    while at in ends and at - start < _LONGEST and _of_names(plain[at:ends[at]]):
        at = ends[at]
    name = toned(plain[start:at])
    return at if name in rows()["nicknames"] or name not in rows()["common"] else start


def _of_names(word: str) -> bool:
    spelled = toned(word)
    return bool(re.match(f"[{_LAO}]", word)) and (spelled not in rows()["common"] or spelled in rows()["joins"] | rows()["nicknames"] and name_key(word) not in rows()["does"])


def _listed(plain: str, ends: dict[int, int]) -> Iterator[tuple[int, int, float, str]]:
    for found in _names().finditer(plain):
        if found.start() not in ends or toned(found.group()) in rows()["common"]:
            continue
        end = _name_end(plain, ends, found.start())
        yield found.start(), max(end, found.end()), LISTED, found.group()


@cache
def _words() -> Beside:
    return beside("lo")


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))


@cache
def _titles() -> re.Pattern[str]:
    words = [*_words().titles, *_words().kin]
    return re.compile(rf"(?:{_any(word for word in words if word[:1] >= '຀')})(?![{_BEHIND_VOWEL}]) ?")


@cache
def _called() -> re.Pattern[str]:
    return re.compile(rf"(?:{_any(word for word in _words().called if word[:1] >= '຀')})(?![{_BEHIND_VOWEL}])[ :]{{0,2}}")


@cache
def _stops() -> re.Pattern[str]:
    return re.compile(rf"(?:{_any(_words().stops)})(?![{_BEHIND_VOWEL}])")


@cache
def _ordinary() -> frozenset[str]:
    return _words().stops


@cache
def _names() -> re.Pattern[str]:
    return re.compile(rf"(?:{_any(name for part in (name_lists.Part.WOMAN, name_lists.Part.MAN, name_lists.Part.FAMILY) for name in name_lists.names_of('lo', part) if len(name) >= _SHORTEST_LISTED and name not in _words().not_names)})(?![{_BEHIND_VOWEL}])")
