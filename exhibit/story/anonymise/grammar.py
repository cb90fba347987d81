"""How words fit where a find stood: what is before it, the capital of a sentence, elision, contractions, cases and endings.

`Around` is a find in its sentence. `Said` is what is said there, over how many characters before and after the find. Rows of frames_said.toml
tell how a preposition or article before it changes; slavic.py and endings.py know the forms of words.
"""
from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from exhibit.story.anonymise import slavic
from exhibit.story.anonymise.finds import Find

TABLE = Path(__file__).with_name("frames_said.toml")
LANGUAGES = ("en", "fr", "nl", "es", "pt", "ru", "uk", "ky", "ar", "ur", "ne", "lo")
AGREES = "The verb beside these words may have to agree with them."
_ALIKE = str.maketrans("’‘ʼ`′‐‑‒–−\u00a0\u202f\n\t", "'''''-----    ")
_ENDS = ".!?…\n«“\"؟۔।"
_FAR = 60  # characters before a find that may bear on its words
_VOWEL = "aeiouhàâäéèêëîïôöùûüœæ"
_ELISION = re.compile(rf"\b([Dd]e|[Qq]ue|[Jj]usque) (?=[{_VOWEL}])", re.I)
_CONTRACTED = {
    "pt": ((re.compile(r"\bem (um|uma|uns|umas)\b"), r"n\1"), (re.compile(r"\bem (ess[ea]s?)\b"), r"n\1"), (re.compile(r"\bde (ess[ea]s?)\b"), r"d\1"), (re.compile(r"\bem (outr[oa]s?)\b"), r"n\1"),
           *((re.compile(rf"\b{apart}\b"), one) for apart, one in (("de o", "do"), ("de a", "da"), ("em o", "no"), ("em a", "na"), ("por o", "pelo"), ("por a", "pela"))),
           (re.compile(r"\bEm (uma?|ess[ea]|outr[oa])\b"), r"N\1"), (re.compile(r"\bDe (ess[ea])\b"), r"D\1")),
    "es": ((re.compile(r"\bde el\b"), "del"), (re.compile(r"\ba el\b"), "al"), (re.compile(r"\by (?=[Hh]?[IiÍí](?![aeou]))"), "e "), (re.compile(r"\bo (?=[Hh]?[OoÓó])"), "u ")),
    "uk": ((re.compile(r"\bу (?=[аеєиіїоуюя])"), "в "), (re.compile(r"\bв (?=[вф])"), "у "), (re.compile(r"\bВ (?=[вф])"), "У ")),
    "fr": ((re.compile(r"\bde le\b"), "du"), (re.compile(r"\bde les\b"), "des"), (re.compile(r"\bà le\b"), "au")),
}


@dataclass(frozen=True, slots=True)
class Said:
    """Words for a find; they stand over `back` characters before it and `ahead` after it as well."""

    words: str
    back: int = 0
    ahead: int = 0
    fits: bool = True
    note: str = ""


@dataclass(frozen=True, slots=True)
class Around:
    """A find in its text. `core` is the part of it that says something: without an ending or particle written with it (`tail`), which is kept."""

    text: str
    language: str
    find: Find
    core: str = ""
    tail: str = ""

    @property
    def before(self) -> str:
        """Up to 60 characters before the find, apostrophes, hyphens and blanks of one kind."""
        return self.text[max(0, self.find.start - _FAR):self.find.start].translate(_ALIKE)

    @property
    def after(self) -> str:
        return self.text[self.find.end:self.find.end + _FAR].translate(_ALIKE)

    @property
    def inside(self) -> str:
        return self.find.text.translate(_ALIKE)


@cache
def tables(name: str, needed: frozenset[str]) -> Mapping[str, Mapping[str, Any]]:
    """A table of words by language. Raises ValueError where a language of LANGUAGES lacks one of the fields `needed`."""
    read: dict[str, dict[str, Any]] = tomllib.loads(Path(__file__).with_name(name).read_text(encoding="utf-8"))
    for language in LANGUAGES:
        missing = needed - read.get(language, {}).keys()
        if missing:
            raise ValueError(f"{name} [{language}] lacks {', '.join(sorted(missing))}")
    return read


def base(language: str) -> str:
    return language.split("-")[0]


def edge(language: str) -> str:
    """A pattern for where a word may begin: anywhere in Lao, which writes no blanks."""
    return "" if language == "lo" else r"(?<![\w'])"


def starts_sentence(text: str, at: int) -> bool:
    """Does a sentence begin at this character?"""
    before = text[:at].rstrip(" -–—'’(«“\"¿¡\t")[-1:]
    return not before or before in _ENDS


def capital(words: str, text: str, at: int, was: str) -> str:
    """With a capital where a sentence begins and its first word had one."""
    first = was.lstrip("«“\"'¿¡(")[:1]
    return words[:1].upper() + words[1:] if first and not first.islower() and starts_sentence(text, at) else words


@cache
def _frames(language: str, group: str) -> tuple[tuple[re.Pattern[str], str, tuple[str, ...]], ...]:
    table = tables(TABLE.name, frozenset({"any"}))[language]
    groups = {"role": ("role",), "street": ("street", "thing", "any")}.get(group, (group, "any"))
    rows = [row for name in groups for row in table.get(name, ())]
    return tuple((re.compile(rf"{edge(language)}(?:{row[0]})$", re.I), row[1], tuple(row[2].split()) if len(row) > 2 else ()) for row in rows)


def framed(around: Around, group: str, said: Said) -> Said:
    """`said` with the words before the find changed as its frame wants; `group` is "place", "thing", "street" or "role". Words of Ukrainian and Russian are
    given in the nominative and come back in the case of the original."""
    before = around.before
    for pattern, template, cases in _frames(base(around.language), group):
        found = pattern.search(before)
        if found:
            words = _in_case(around, said.words, cases) if cases else said.words
            told = template.replace("{0}", found.group()).replace("{1}", found.group(1) if pattern.groups else "").replace("{}", words)
            return _joined(around, replace(said, words=told), len(found.group()))
    words = _in_case(around, said.words, ())
    agrees = base(around.language) not in slavic.LANGUAGES or slavic.agrees(around.before, around.after, words, base(around.language))
    return _joined(around, replace(said, words=words, fits=said.fits and agrees, note=said.note if agrees else AGREES), 0)


def cases_before(around: Around) -> tuple[str, ...]:
    """The cases that the preposition before the find can ask for (Ukrainian, Russian)."""
    return next((cases for pattern, _, cases in _frames(base(around.language), "place") if cases and pattern.search(around.before)), ())


def _in_case(around: Around, words: str, cases: tuple[str, ...]) -> str:
    language = base(around.language)
    if language not in slavic.LANGUAGES:
        return words
    if not cases and slavic.after_noun(around.before, language):
        cases = ("gent", *slavic.CASES)
    case = slavic.case_of(around.core or around.inside, language, cases)
    return slavic.declined(words, case, language)


def _joined(around: Around, said: Said, back: int) -> Said:
    start = around.find.start - back
    words = smooth(said.words, base(around.language))
    return replace(said, words=capital(words, around.text, start, around.text[start:around.find.end]), back=back + said.back)


def smooth(words: str, language: str) -> str:
    """Elision in French, contractions in Portuguese, Spanish and French, в and у in Ukrainian."""
    for pattern, short in _CONTRACTED.get(language, ()):
        words = pattern.sub(short, words)
    if language == "fr":
        words = _ELISION.sub(lambda found: found.group(1)[:-1] + "'", words)
    return words


def name_after_particle(around: Around, words: str) -> Said:
    """A name after d', de, qu', que (French) or y, e, o, u (Spanish): the particle fits the new name as it did the old one. It always goes
    with the name, so that another pseudonym later stands over the same characters."""
    if base(around.language) == "fr":
        found = re.search(r"(?<![\w'])(de |d'|que |qu')$", around.before, re.I)
        if found:
            written = found.group()
            full = {"d'": "de ", "qu'": "que "}.get(written.lower(), written)
            return Said(smooth(written[0] + full[1:] + words, "fr"), len(written))
    if base(around.language) == "es":
        found = re.search(r"(?<!\w)([yeou]) $", around.before)
        if found:
            return Said(smooth({"e": "y", "u": "o"}.get(found.group(1), found.group(1)) + " " + words, "es"), 2)
    return Said(words)


def without_quotes(around: Around) -> tuple[int, int]:
    """How many characters of quotation marks stand directly before and after the find."""
    before, after = around.text[around.find.start - 1:around.find.start] if around.find.start else "", around.text[around.find.end:around.find.end + 1]
    return (1, 1) if before and after and (before + after) in {"«»", "“”", '""', "''", "‘’", "„“", "„”"} else (0, 0)


Frame = tuple[re.Match[str] | None, str]


def in_frame(around: Around, rows: list[list[str]]) -> Frame | None:
    """The first of the rows [before, said instead] that fits what stands before the find."""
    for pattern, template in rows:
        found = re.search(rf"{edge(around.language)}(?:{pattern})$", around.before, re.I)
        if found:
            return found, template
    return None


def fitted(around: Around, frame: Frame | None, words: str) -> Said:
    """Words in a frame, with elision, contraction and capital."""
    found, template = frame or (None, "{}")
    back = len(found.group()) if found else 0
    if found:
        template = template.replace("{0}", found.group()).replace("{1}", found.group(1) or "" if found.re.groups else "")
    return _joined(around, Said(template.replace("{}", words)), back)
