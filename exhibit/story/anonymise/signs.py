"""What a word shows of itself and of its neighbours, as signs that a model of sequences can weigh (weighing.py).

A unit is a word of the passage or a run of figures between words. Its signs: how it is written, what lists and dictionaries say of it,
which finders saw it, and the same of the two units on either side; beside these the words themselves, each marked with its language.
"""
from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from exhibit.story.anonymise import known_words, name_lists
from exhibit.story.anonymise.gazetteer import name_key, places_named
from exhibit.story.anonymise.inflection import base_forms
from exhibit.story.anonymise.kinds import KINDS, Severity
from exhibit.story.anonymise.merge import SURE, Heard
from exhibit.story.anonymise.name_lists import Part
from exhibit.story.anonymise.passage import Passage, Word
from exhibit.story.anonymise.people import capitals_speak

_FIGURES = re.compile(r"\d+(?:[.,:/°º-]\d+)*")
_GIVEN = Part.WOMAN | Part.MAN | Part.GIVEN
_GAPS = (("\n", "n"), ("\"«»“”„‘’'", "q"), ("(", "("), (")", ")"), (".!?।؟۔…", "."), (",،;؛", ","), (":", ":"), ("-—–", "-"), ("/№#", "/"))
_LONGEST = 9  # letters; longer words are all one length
_FAR = 2


@dataclass(slots=True)
class Unit:
    """[start, end) in `Passage.plain`; `key`: the word as lists keep it, figures by their number; `seen`: the finders that saw it."""

    start: int
    end: int
    key: str
    shape: str
    lists: str = ""
    place: str = ""
    seen: list[str] = field(default_factory=list)
    sure: bool = False
    taken: bool = False  # replaced already as what identifies together: an age, a sum, a date

    @property
    def is_grammar(self) -> bool:
        """A word of grammar, a country, a day."""
        return self.lists.endswith("x")

    @property
    def is_word(self) -> bool:
        """An ordinary word or one of grammar, and no name and no place in any list."""
        return self.is_grammar or self.lists == "1" and not self.place

    @property
    def state(self) -> str:
        """Does a finder of what identifies alone replace it, doubt it, or not see it?"""
        return "2" if self.sure else "1" if self.seen else "0"


def units(passage: Passage, heard: Iterable[Heard]) -> list[Unit]:
    """The units of a passage in order, with what finders heard of each."""
    language = passage.language.split("-")[0]
    cased = language not in known_words.WITHOUT_CAPITALS and capitals_speak(passage.words)
    found = [_of_word(word, language, cased) for word in passage.words]
    found += [_of_figures(start, end, passage.plain[start:end]) for start, end in _figures(passage)]
    found.sort(key=lambda unit: unit.start)
    _mark_seen(found, heard)
    return found


def _of_word(word: Word, language: str, cased: bool) -> Unit:
    written = "U" if word.text.isupper() and len(word.text) > 1 else "C" if word.capital else "l"
    return Unit(word.start, word.end, word.key, f"{written}{'c' if cased else 'n'}{'1' if word.first else ''}", _lists(word.key, language), _place(word.key))


def _of_figures(start: int, end: int, text: str) -> Unit:
    digits = sum(char.isdigit() for char in text)
    return Unit(start, end, f"#{min(digits, _LONGEST)}", f"#{'s' if digits < end - start else ''}{min(digits, _LONGEST)}")


def _figures(passage: Passage) -> Iterator[tuple[int, int]]:
    """Runs of figures that are no part of a word."""
    starts = [word.start for word in passage.words]
    for found in _FIGURES.finditer(passage.plain):
        at = bisect_left(starts, found.end()) - 1
        if at < 0 or passage.words[at].end <= found.start():
            yield found.span()


def _lists(key: str, language: str) -> str:
    """What dictionaries and lists of names say of a word, in a few letters."""
    use, parts = known_words.use(key, language), name_lists.listed(key)
    excluded = known_words.is_common(key, language) or known_words.never(key)
    own = key in name_lists.keys_of(language)
    return f"{int(use)}{'g' if parts & _GIVEN else ''}{'f' if parts & Part.FAMILY else ''}{'o' if own else ''}{'x' if excluded else ''}"


def _place(key: str) -> str:
    """The size of the largest place of that name; "?" where the name is a word as well, "*" where an ending was taken off."""
    forms = [key] if key < "\u0370" else [key, *(form for form in base_forms(key) if len(form) > 2)]
    for at, form in enumerate(forms):
        entries = places_named(name_key(form))
        if entries:
            return f"{entries[0].size}{'?' if all(entry.common for entry in entries) else ''}{'*' if at else ''}"
    return ""


def _mark_seen(found: Sequence[Unit], heard: Iterable[Heard]) -> None:
    starts = [unit.start for unit in found]
    for one in heard:
        candidate = one.candidate
        alone = KINDS[candidate.kind].severity is Severity.ALONE
        together = KINDS[candidate.kind].severity is Severity.TOGETHER
        sure = candidate.confidence >= SURE
        sign = f"{one.source}/{candidate.kind if alone else '-'}{'' if sure else '?'}"
        at = max(0, bisect_left(starts, candidate.start) - 1)
        while at < len(found) and found[at].start < candidate.end:
            unit = found[at]
            if unit.end > candidate.start and sign not in unit.seen:
                unit.seen.append(sign)
                unit.sure, unit.taken = unit.sure or (alone and sure), unit.taken or (together and sure)
            at += 1


def signs(passage: Passage, found: Sequence[Unit]) -> list[list[str]]:
    """For each unit its signs and those of its neighbours."""
    language = passage.language.split("-")[0]
    own = [_own(unit) for unit in found]
    gaps = [_gap(passage.plain[before.end:after.start]) for before, after in zip(found, found[1:], strict=False)]
    return [_around(language, found, own, gaps, at) for at in range(len(found))]


def _own(unit: Unit) -> list[str]:
    return [f"s={unit.shape}", f"l={unit.lists}", f"p={unit.place}", f"a={unit.lists}/{unit.place}/{unit.shape}", f"n={min(unit.end - unit.start, _LONGEST)}", f"t={unit.state}"]


def _around(language: str, found: Sequence[Unit], own: Sequence[list[str]], gaps: Sequence[str], at: int) -> list[str]:
    unit, last = found[at], len(found) - 1
    shown = [f"{where}{sign}" for where in range(-_FAR, _FAR + 1) if 0 <= at + where <= last for sign in own[at + where]]
    shown += [f"{where}v={sign}" for where in (-1, 0, 1) if 0 <= at + where <= last for sign in found[at + where].seen]
    before, after = gaps[at - 1] if at else "|", gaps[at] if at < last else "|"
    shown += [f"g-{before}", f"g+{after}", f"g{before}{after}", f"v{min(len(unit.seen), 4)}", f"ts={unit.state}{unit.shape}"]
    keys = [found[there].key if 0 <= there <= last else "" for there in range(at - _FAR, at + _FAR + 1)]
    return [*shown, *(f"{language}:{sign}" for sign in _words(keys)), f"{language}:s={unit.shape}", f"{language}:t={unit.state}", f"{language}:a={unit.lists}/{unit.place}/{unit.shape[0]}", *(f"{language}:v={sign}" for sign in unit.seen)]


def _words(keys: Sequence[str]) -> Iterator[str]:
    """The word, its beginning and end, and the words beside it."""
    two_before, before, key, after, two_after = keys
    yield from (f"w={key}", f"w-1={before}", f"w+1={after}", f"w-2={two_before}", f"w+2={two_after}", f"w-21={two_before}_{before}")
    yield from (f"e2={key[-2:]}", f"e3={key[-3:]}", f"b2={key[:2]}", f"b3={key[:3]}", f"e-1={before[-2:]}")


def _gap(between: str) -> str:
    """What stands between two units, by the sign that divides most."""
    if between in ("", " "):
        return "0" if not between else "_"
    return next((code for chars, code in _GAPS if any(char in between for char in chars)), "o")
