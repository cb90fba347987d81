"""What a person must be told before she agrees (GDPR art. 13): ten items, each with a heading and model words by language in notice.toml.

A notice is plain text: for each item its heading on a line, its words below, and an empty line before the next. Nothing is left out.
"""
from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

ITEMS: dict[str, str] = {  # item -> what it must say
    "controller": "who decides what is done with the story, and how to reach them and their data-protection officer",
    "purposes": "what the story is shown for, and what it is not used for",
    "basis": "that it rests on the person's own yes alone",
    "recipients": "who gets to see it",
    "transfers": "whether anything leaves the country or the European Union",
    "retention": "how long it is kept",
    "rights": "what the person may ask for at any time",
    "withdrawal": "how to stop it, and what cannot be taken back",
    "complaint": "where to complain",
    "automated": "that no machine decides anything about the person",
}


@cache
def _table() -> dict[str, dict[str, str]]:
    return tomllib.loads(Path(__file__).with_name("notice.toml").read_text(encoding="utf-8"))


def languages() -> tuple[str, ...]:
    """Languages with headings and model words."""
    return tuple(_table())


def heading(item: str, language: str) -> str:
    """The heading in this language; in English where the table has none."""
    return _table().get(language.split("-")[0], _table()["en"])[item]


def model_answers(language: str, **names: str) -> dict[str, str]:
    """Model words for every item; `names` fills in controller, contact, officer and authority."""
    words = _table().get(language.split("-")[0], _table()["en"])
    return {item: words[f"{item}_text"].format_map(_Gaps(names)) for item in ITEMS}


def missing(answers: Mapping[str, str]) -> list[str]:
    """Items that say nothing yet, in order."""
    return [item for item in ITEMS if not (answers.get(item) or "").strip()]


def compose(language: str, answers: Mapping[str, str]) -> str:
    """The notice as one plain text."""
    blocks = (f"{heading(item, language)}\n{re.sub(chr(10) + '{2,}', chr(10), answers[item].strip().replace(chr(13), ''))}" for item in ITEMS)
    return "\n\n".join(blocks)


def sections(body: str) -> list[tuple[str, str]]:
    """(heading, words) of each item of a composed notice, for paper and pages."""
    split = (block.partition("\n") for block in body.split("\n\n"))
    return [(head, words) for head, _line, words in split]


def sha256_of(body: str) -> str:
    return hashlib.sha256(body.encode()).hexdigest()


class _Gaps(dict[str, str]):
    """What is not known yet stays visible as a gap to fill in."""

    def __missing__(self, name: str) -> str:
        return "…"
