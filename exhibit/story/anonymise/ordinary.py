"""Ordinary words of the languages whose script has no capitals: a word that is none of them, where a place or a name would stand, may be one.

data/ordinary.xz is built by tools/build_gazetteer.py from dictionaries and counts of words (NOTICE names them).
"""
from __future__ import annotations

from array import array
from bisect import bisect_left
from functools import cache
from pathlib import Path
from zlib import crc32

from exhibit.story.anonymise.gazetteer import unpacked

FILE = Path(__file__).with_name("data") / "ordinary.xz"


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
    return {language: array("L", sorted(found)) for language, found in blocks.items()}
