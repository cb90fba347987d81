"""Rules over a `Line`: regular expressions whose classes are word lists by language, from a TOML table beside the module that uses them.

In a rule `{n}` is a number, `{N}` one from two on, `{a}` an age, and any other `{class}` a word list of the language's row. Lists are separated
by commas; `*` stands for any ending; `=` before an Arabic entry: never with a preposition or article written together with it; « » marks the piece that is the find where the rule looks at more. Rules and lists are folded as words of texts are.
"""
from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from exhibit.story.anonymise.line import Line, keyed
from exhibit.story.anonymise.merge import Candidate
from exhibit.story.anonymise.passage import folded

HERE = Path(__file__).parent
NUMBERS = {"n": r"<\d+[wc]?>", "N": r"<(?!1[w>])(?!0)\d+w?>", "a": r"<[1-9]\d?w?>", "day": r"<(?:[1-9]|[12]\d|3[01])[wo]?>", "figures": r"<\d+>",
           "word": r"[^ <]+", "end": r"[.,;:!?()\"»”—–।؛،۔؟…-]"}
_CLASS = re.compile(r"\{([A-Za-z_]+)\}")
_ARABIC_LEADS = "(?:[وف]?(?:لل|[بلك]?(?:ال)?))"


@cache
def table(name: str) -> dict[str, dict[str, str]]:
    """A table of word lists, one row a language. ValueError when a row lacks a list that another row has."""
    rows: dict[str, dict[str, str]] = tomllib.loads((HERE / name).read_text(encoding="utf-8"))
    common = rows.pop("all", {})
    fields = {field for row in rows.values() for field in row}
    for language, row in rows.items():
        if missing := fields - set(row):
            raise ValueError(f"{name} [{language}] lacks {', '.join(sorted(missing))}.")
    return {language: common | row for language, row in rows.items()}


def row_of(name: str, language: str) -> Mapping[str, str]:
    """The row of a language (BCP 47); a language without a row is read as English, the language of caseworkers' papers."""
    rows = table(name)
    return rows.get(language.split("-")[0], rows["en"])


def alternatives(words: str, language: str) -> str:
    """A word list as a regular expression, longest first; matches nothing when the list is empty."""
    entries = [word.strip() for word in words.split(",") if word.strip()]
    whole, listed = (sorted({_entry(word.lstrip("="), language) for word in entries if word.startswith("=") is alone}, key=lambda entry: (-len(entry), entry)) for alone in (True, False))
    leads = _ARABIC_LEADS if language == "ar" else ""
    return "|".join(filter(None, (f"{leads}(?:{'|'.join(listed)})" if listed else "", "|".join(whole)))) or r"(?!)"


def _entry(word: str, language: str) -> str:
    """One entry. Hyphens and, in Latin script, apostrophes are blanks in lines."""
    word = keyed(word.replace("-", " "))
    if word.isascii():
        word = word.replace("'", " ")
    ending = "" if language == "lo" else "[^ ]*"
    return "".join(ending if char == "*" else char if char == " " else re.escape(char) for char in word)


def compiled(rule: str, row: Mapping[str, str], language: str) -> re.Pattern[str]:
    """A rule with its classes filled in. KeyError for a class that the row lacks."""
    filled = ""
    for place, part in enumerate(_CLASS.split(rule)):
        if place % 2:
            filled += NUMBERS[part] if part in NUMBERS else f"(?:{alternatives(row[part], language)})"
        else:
            filled += part.lower() if part.isascii() else folded(part)
    filled = filled.replace("(?p<", "(?P<").replace("«", "(?P<find>").replace("»", ")")
    if language == "lo":
        return re.compile(filled.replace(" ", ""))
    return re.compile(f"(?<= )(?:{filled})(?= )")


@dataclass(frozen=True)
class Rule:
    """A compiled rule and what its finds are. A rule that catches a group `not` finds nothing there."""

    kind: str
    confidence: float
    pattern: re.Pattern[str]

    def finds(self, line: Line) -> Iterator[Candidate]:
        named = self.pattern.groupindex
        for found in self.pattern.finditer(line.text):
            if "no" in named and found.group("no"):
                continue
            start, end = found.span("find") if "find" in named and found.group("find") is not None else found.span()
            if end > start:
                yield Candidate(*line.place(start, end), self.kind, self.confidence)
