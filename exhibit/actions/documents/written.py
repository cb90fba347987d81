"""What is read from a document: its text, and what was left behind, by kind and count and never by its words."""
from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

KINDS_LEFT: dict[str, tuple[str, str]] = {  # code -> one of it, several of it
    "AUTHOR": ("the author's name", "names of authors"),
    "PROPERTY": ("a property of the document", "properties of the document"),
    "COMMENT": ("a comment", "comments"),
    "CHANGE": ("a tracked change", "tracked changes"),
    "HEADER": ("a header or footer", "headers or footers"),
    "PAGE_NUMBER": ("a page number", "page numbers"),
    "HIDDEN": ("a hidden passage", "hidden passages"),
    "FIELD": ("a field that names its author or its file", "fields that name their author or their file"),
    "LINK": ("the target of a link", "targets of links"),
    "PICTURE": ("a picture", "pictures"),
    "EMBEDDED": ("an embedded file", "embedded files"),
    "SCRIPT": ("a script", "scripts"),
    "PLACEHOLDER": ("an empty form field", "empty form fields"),
}


@dataclass(frozen=True, slots=True)
class Written:
    """`kind`: TXT, DOCX, ODT or PDF; `left`: code of KINDS_LEFT -> how many; `footnotes`: how many were taken into the text."""

    text: str
    kind: str
    left: dict[str, int]
    footnotes: int = 0

    @property
    def sentence(self) -> str:
        """What was left behind, for the page; empty when nothing was."""
        said = [f"Left out: {', '.join(in_words(self.left))}. Nothing of it was kept."] if self.left else []
        if self.left.get("CHANGE"):
            said.append("Tracked changes were taken as accepted.")
        if self.footnotes:
            said.append("1 footnote stands below the paragraph it belongs to." if self.footnotes == 1 else f"{self.footnotes} footnotes stand below the paragraphs they belong to.")
        return " ".join(said)


def in_words(left: dict[str, int]) -> list[str]:
    """2 comments, a tracked change: in the order of KINDS_LEFT."""
    return [one if left[code] == 1 else f"{left[code]} {several}" for code, (one, several) in KINDS_LEFT.items() if left.get(code)]


def counted(left: Counter[str]) -> dict[str, int]:
    return {code: left[code] for code in KINDS_LEFT if left[code]}


def tidied(paragraphs: list[str]) -> str:
    """Paragraphs with an empty line between; blanks at line ends and empty ones gone."""
    clean = ("\n".join(line.rstrip(" \u00a0") for line in paragraph.split("\n")).strip() for paragraph in paragraphs)
    return "\n\n".join(part for part in clean if part)
