"""The gazetteer: names of places from village to city and of regions, in native script, with where in which country each lies.

data/places.xz is built by tools/build_gazetteer.py; names that its sources lack are in places.toml and more_places/. All are read once, at the first question.
"""
from __future__ import annotations

import lzma
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from exhibit.errors import ExhibitError
from exhibit.story.anonymise.passage import folded

FILE = Path(__file__).with_name("data") / "places.xz"
TABLE = Path(__file__).with_name("places.toml")
MORE = Path(__file__).with_name("more_places")
PARTS = {"n": "north", "s": "south", "e": "east", "w": "west", "c": "centre"}
SIZES = {"1": "village", "2": "town", "3": "city", "4": "big city", "r": "region"}
_LOOSE = str.maketrans({  # spelt either way by people who write in these scripts
    "ँ": "ं", "ी": "ि", "ू": "ु", "श": "स", "ष": "स", "व": "ब", "़": None, "\u200c": None, "\u200d": None, "ण": "न", "ञ": "न", "ङ": "न",
    "່": None, "້": None, "໊": None, "໋": None, "໌": None, "ຣ": "ລ", "ຼ": "ລ", "ໝ": "ມ", "ໜ": "ນ",
    "-": " ",
})
_NASALS = (("न्", "ं"), ("म्", "ं"), ("ຫລ", "ລ"), ("ຫມ", "ມ"), ("ຫນ", "ນ"), ("\u0ecd\u0eb2", "ຳ"))


@dataclass(frozen=True, slots=True)
class Entry:
    """A place or region: ISO 3166 country, the part of the country it lies in (a word of PARTS), how large it is (a word of SIZES; towns
    from 5,000 inhabitants, cities from 50,000, big cities from 500,000). `common`: the name is an ordinary word of some language as well;
    `by_hand`: a person put it on the list."""

    country: str
    part: str
    size: str
    common: bool
    by_hand: bool


def name_key(name: str) -> str:
    """A name as the gazetteer keeps it: `folded`, hyphens as blanks, Devanagari and Lao without what writers vary."""
    return " ".join(loosened(folded(name)).split())


def loosened(key: str) -> str:
    """What `name_key` does to a word that is `folded` already."""
    key = key.translate(_LOOSE)
    if "\u0900" <= key[:1] < "\u0f00":
        for written, kept in _NASALS:
            key = key.replace(written, kept)
    return key


def places_named(key: str) -> tuple[Entry, ...]:
    """All that bear the name, larger ones first; `key` is a `name_key`. None: an empty tuple."""
    codes = _names().get(key)
    return tuple(_entry(codes[at:at + 5]) for at in range(0, len(codes), 5)) if codes else ()


def is_place(key: str) -> bool:
    return key in _names()


@cache
def first_words() -> dict[str, int]:
    """First words of names of several words: how many words the longest of these names has."""
    longest: dict[str, int] = {}
    for name in _names():
        if " " in name:
            first, count = name.split(" ", 1)[0], name.count(" ") + 1
            longest[first] = max(count, longest.get(first, 0))
    return longest


@cache
def glued_names() -> dict[str, tuple[str, ...]]:
    """Names in Lao script, which writes no blanks, by their first two letters, longest first."""
    found: dict[str, list[str]] = {}
    for name in _names():
        if "\u0e80" <= name[0] <= "\u0eff" and len(name) > 2:
            found.setdefault(name[:2], []).append(name)
    return {first: tuple(sorted(names, key=lambda name: (-len(name), name))) for first, names in found.items()}


@cache
def _entry(code: str) -> Entry:
    country, part, size, common = code[:2], code[2], code[3], code[4]
    return Entry(country, PARTS[part], SIZES[size], common == "!", common == "+")


@cache
def _names() -> dict[str, str]:
    """Each name with the codes of its entries, five characters an entry: country, part, size, "!" for an ordinary word, "+" for by hand or "."."""
    names: dict[str, str] = {}
    codes: dict[str, str] = {}
    for line in unpacked(FILE, "places").splitlines():
        if not line.startswith("#"):
            name, code = line.split("\t")
            names[name] = codes.setdefault(code, code)
    for name, code in _by_hand():
        names[name] = code + names.get(name, "")
    return names


def _by_hand() -> Iterator[tuple[str, str]]:
    """Rows of places.toml: [[named]] with country, part, size and a list of names; `common`: these are ordinary words as well.
    more_places/LANGUAGE.toml: the same, the names in one text with blanks between them and a low line inside a name."""
    for path in (TABLE, *sorted(MORE.glob("*.toml"))):
        for row in tomllib.loads(path.read_text(encoding="utf-8"))["named"]:
            code = _code(row)
            names = row["names"].split() if isinstance(row["names"], str) else row["names"]
            yield from ((name_key(name.replace("_", " ")), code) for name in names)


def _code(row: dict[str, Any]) -> str:
    size = next((letter for letter, word in SIZES.items() if word == row.get("size")), "")
    part = next((letter for letter, word in PARTS.items() if word == row.get("part")), "")
    country = row.get("country", "")
    if not size or not part or len(country) != 2 or set(row) - {"country", "part", "size", "common", "names"}:
        raise ExhibitError(f"places.toml or more_places/ of exhibit/story/anonymise: a row of names needs a country of two letters, a part ({', '.join(PARTS.values())}) and a size ({', '.join(SIZES.values())}), and nothing else but common. The row begins with “{next(iter(row.get('names', [''])), '')[:20]}”.")
    return f"{country}{part}{size}{'!' if row.get('common') else '+'}"


def unpacked(file: Path, holds: str) -> str:
    """The text of a list that came with Exhibit. Raises ExhibitError when it is missing or damaged."""
    try:
        return lzma.decompress(file.read_bytes()).decode("utf-8")
    except (OSError, lzma.LZMAError, UnicodeDecodeError) as error:
        raise ExhibitError(f"The list of {holds} (exhibit/story/anonymise/data/{file.name}) is missing or damaged. Install Exhibit again: without it texts cannot be read.") from error
