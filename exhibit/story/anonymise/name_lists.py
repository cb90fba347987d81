"""Given and family names of many countries, in their own script and in Latin letters: data/names.xz, built by tools/build_names.py, and more_names/, written by hand."""
from __future__ import annotations

import lzma
import tomllib
from collections.abc import Iterator
from enum import IntFlag
from functools import cache
from pathlib import Path

from exhibit.errors import ExhibitError
from exhibit.story.anonymise.inflection import base_forms
from exhibit.story.anonymise.passage import folded
from exhibit.story.anonymise.remembered import remembered

FILE = Path(__file__).with_name("data") / "names.xz"
MORE = Path(__file__).with_name("more_names")
_SHORTEST = 2  # letters; in Latin script single letters and pairs are initials and articles
_LATIN_SHORTEST = 3


class Part(IntFlag):
    """What a word can be in a name."""

    WOMAN = 1  # a woman's given name
    MAN = 2
    GIVEN = 4  # a given name, of whom the lists do not say
    FAMILY = 8


_PARTS = {"women": Part.WOMAN, "men": Part.MAN, "given": Part.GIVEN, "family": Part.FAMILY}


def parts(key: str) -> Part:
    """What the word (`passage.folded`) can be in a name, in any language; nothing when no list holds it."""
    return Part(_by_key().get(key, 0))


@remembered
def listed(key: str) -> Part:
    """The same for a word with the ending or particle of its sentence: Оксані, لنعيمة, सुनितालाई."""
    known = _by_key()
    if key in known or key < "\u0400":
        return Part(known.get(key, 0) or known.get(key[:-2] if key.endswith("'s") else "", 0))
    return Part(next((known[base] for base in base_forms(key) if len(base) > _SHORTEST and base in known), 0))


def listed_in_urdu(key: str) -> Part:
    """The same for a word of Urdu, which writes no particle together with a word: a name itself or in its oblique form."""
    known = _by_key()
    if key in known or len(key) <= _SHORTEST + 1 or not key.endswith("ے"):
        return Part(known.get(key, 0))
    return Part(known.get(key[:-1] + "ا", 0) or known.get(key[:-1] + "ه", 0))


def names_of(language: str, part: Part) -> tuple[str, ...]:
    """Names of one language ("uk", or "uk-Latn" for Latin letters) as they are written, in the order of the alphabet."""
    return tuple(name for of, one, name in _rows() if of == language and one & part)


@cache
def keys_of(language: str) -> frozenset[str]:
    """The names of one language, each as `passage.folded`: what is a name in Urdu may be a word in Arabic."""
    return frozenset(key for of, _, name in _rows() if of == language for key in _keys(name))


@cache
def own(language: str) -> frozenset[str]:
    """The names of the lists of a language itself, in its script or in Latin letters: "hem" is a name in Nepal, and a Dutch word."""
    return keys_of(language) | keys_of(f"{language}-Latn")


@cache
def _by_key() -> dict[str, int]:
    found: dict[str, int] = {}
    for _, part, name in _rows():
        for key in _keys(name):
            found[key] = found.get(key, 0) | int(part)
    return found


def _keys(name: str) -> Iterator[str]:
    """A name of several words is known by the whole of it; of a name with a hyphen each half is a name too."""
    key = folded(name)
    if len(key) >= (_LATIN_SHORTEST if key < "\u0400" else _SHORTEST):
        yield key
        if "-" in key:
            yield from (half for half in key.split("-") if len(half) > _LATIN_SHORTEST)


def _rows() -> Iterator[tuple[str, Part, str]]:
    language, part = "", Part(0)
    for line in _text().split("\n"):
        if line.startswith("@"):
            language, which = line[1:].split(" ")
            part = _PARTS[which]
        else:
            yield language, part, line
    yield from _by_hand()


def _by_hand() -> Iterator[tuple[str, Part, str]]:
    """more_names/LANGUAGE.toml: lists of names under women, men, given and family, blanks between names; names of two words with a low line."""
    for path in sorted(MORE.glob("*.toml")):
        for which, names in tomllib.loads(path.read_text(encoding="utf-8")).items():
            yield from ((path.stem, _PARTS[which], name.replace("_", " ")) for name in names.split())


def _text() -> str:
    try:
        return lzma.decompress(FILE.read_bytes()).decode("utf-8")
    except (OSError, lzma.LZMAError) as error:
        raise ExhibitError("The list of names (exhibit/story/anonymise/data/names.xz) is missing or damaged. Install Exhibit again: without it names would be missed.") from error
