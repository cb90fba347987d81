"""Patterns of words, as the word lists write them, sought in a text whatever its endings, capitals, signs and blanks.

A pattern is words one after another: `word*` has any ending and `*word` any beginning, `a|b` is either word, `_` up to two other words in between. Sought within one
sentence, on words as lists keep them (`passage.folded`); what French elides is a word of its own (d êtres). Arabic words are found with the letters that are written together with them.
"""
from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from pathlib import Path

from exhibit.story.anonymise.passage import Passage, folded

LISTS = Path(__file__).parent
_WRITTEN_TOGETHER = {"ar": "(?:[وف]?(?:لل|[بكل]?ال|[بكل])?)?"}  # and, then, by, like, for, the
_BETWEEN = r"(?:[^\s.]+ ){0,2}"
_ELIDED = re.compile(r"([^\W\d_]+)'$")  # l'État is two words: l, État
_ENDS = frozenset(".!?…:;؟۔।\n")


class Line:
    """The words of a text in one line, with a full stop where a sentence ends, and the way back to characters of the text."""

    def __init__(self, text: str, language: str):
        self.passage = Passage(text, language)
        self.without_blanks = language.split("-")[0] == "lo"

    @cached_property
    def _read(self) -> tuple[str, list[int]]:
        """The line, and where each word begins in it."""
        parts: list[str] = []
        begins: list[int] = []
        length, end = 0, 0
        gap = "" if self.without_blanks else " "
        for word in self.passage.words:
            before = self.passage.plain[end:word.start]
            stop = "." + gap if begins and _ENDS & set(before) else ""
            begins.append(length + len(stop))
            elided = _ELIDED.search(before)
            piece = stop + (folded(elided[1]) + " " if elided else "") + word.key.replace("-", " ") + gap
            parts.append(piece)
            length, end = length + len(piece), word.end
        return "".join(parts), begins

    def places(self, pattern: re.Pattern[str]) -> Iterator[tuple[int, int]]:
        """[start, end) in characters of the text of everything the pattern finds, whole words."""
        line, begins = self._read
        words = self.passage.words
        for found in pattern.finditer(line):
            first, last = bisect_right(begins, found.start()) - 1, bisect_right(begins, found.end() - 1) - 1
            yield self.passage.place(words[first].start, words[last].end)


@cache
def pattern(words: str, language: str) -> re.Pattern[str]:
    """A list of patterns, parted by commas, as one. Raises ValueError for an empty one."""
    listed = [one.strip() for one in words.split(",") if one.strip()]
    if not listed:
        raise ValueError("a list of words is empty")
    if language == "lo":
        return re.compile("|".join(re.escape(folded(one)) for one in sorted(listed, key=len, reverse=True)))
    forms = sorted(map(_one, listed, [_WRITTEN_TOGETHER.get(language, "")] * len(listed)), key=len, reverse=True)
    return re.compile(rf"(?<!\S)(?:{'|'.join(forms)})(?!\S)")


def _one(written: str, together: str) -> str:
    found = ""
    for token in written.split():
        if token == "_":
            found += _BETWEEN
        else:
            found += "(?:" + "|".join(together + _word(form) for form in token.split("|")) + ") "
    return found.removesuffix(" ")


def _word(form: str) -> str:
    stem = re.escape(folded(form.strip("*")).replace("-", " "))
    return (r"\S*" if form.startswith("*") else "") + stem + (r"\S*" if form.endswith("*") else "")


@cache
def word_list(name: str) -> dict[str, dict[str, object]]:
    """A list of this folder by language: `name` of its file without ending."""
    return tomllib.loads((LISTS / f"{name}.toml").read_text(encoding="utf-8"))


def base(language: str) -> str:
    """The language without region or script, as the lists are kept: pt for pt-BR."""
    return language.split("-")[0].lower()


def checked(name: str, fields: Iterable[str]) -> dict[str, dict[str, str]]:
    """A list whose languages have exactly these fields, each a list of patterns. Raises ValueError that names what is wrong."""
    wanted, found = set(fields), word_list(name)
    for language, row in found.items():
        if set(row) != wanted:
            raise ValueError(f"{name}.toml [{language}]: the fields must be {', '.join(sorted(wanted))}")
        for words in row.values():
            pattern(str(words), language)
    return {language: {key: str(words) for key, words in row.items()} for language, row in found.items()}
