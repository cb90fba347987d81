"""Ordinary words of the languages whose script has no capitals: a word that is none of them, where a place or a name would stand, may be one.

data/ordinary.xz is built by tools/build_gazetteer.py from dictionaries and counts of words (NOTICE names them). more_words/LANGUAGE.toml is
written by hand: "words" that are ordinary as well, and "names", words of the data that are somebody's or a place's name and no ordinary word.
"""
from __future__ import annotations

import tomllib
from array import array
from bisect import bisect_left
from functools import cache
from pathlib import Path
from zlib import crc32

from exhibit.errors import ExhibitError
from exhibit.story.anonymise.gazetteer import name_key, unpacked

FILE = Path(__file__).with_name("data") / "ordinary.xz"
MORE = Path(__file__).with_name("more_words")


def is_ordinary(key: str, language: str) -> bool:
    """Is the word (a `gazetteer.name_key`) one of the dictionary of the language ("ar", "ur", "ne", "lo")? No dictionary: no."""
    sums = _sums().get(language)
    if sums is None:
        return False
    wanted = crc32(key.encode("utf-8"))
    at = bisect_left(sums, wanted)
    return at < len(sums) and sums[at] == wanted


@cache
def _sums() -> dict[str, array[int]]:
    """A sorted checksum for each word: a few bytes a word, and one word in twenty thousand taken for another."""
    blocks: dict[str, list[int]] = {}
    language = ""
    for line in unpacked(FILE, "ordinary words").splitlines():
        if line.startswith("# "):
            language = line[2:]
            blocks[language] = []
        else:
            blocks[language].append(crc32(line.encode("utf-8")))
    for language, (words, names) in _by_hand().items():
        blocks[language] = [*(set(blocks.get(language, ())) - names | words)]
    return {language: array("L", sorted(found)) for language, found in blocks.items()}


def _by_hand() -> dict[str, tuple[set[int], set[int]]]:
    """By language, checksums of the words to add and of those to take away. Raises ExhibitError for a key that is neither."""
    found: dict[str, tuple[set[int], set[int]]] = {}
    for path in sorted(MORE.glob("*.toml")):
        rows = tomllib.loads(path.read_text(encoding="utf-8"))
        if set(rows) - {"words", "names"}:
            raise ExhibitError(f"exhibit/story/anonymise/more_words/{path.name} has rows that nothing reads: name them words or names.")
        words, names = ({crc32(name_key(word).encode("utf-8")) for word in rows.get(which, "").split()} for which in ("words", "names"))
        found[path.stem] = words, names - words
    return found
