"""Quotation marks and the spaces beside signs, by language: added when a text is set, never to the text itself.

Marks: the outer pair of CLDR 44 (common/main/LANGUAGE.xml, delimiters). Two rows differ on purpose: Arabic boards take « », which no reader mistakes
for the marks of a foreign name, where CLDR has ” “; and Brazil's “ ” stand for Portuguese unless the language says pt-PT.
"""
from __future__ import annotations

import re
from collections.abc import Sequence

GUILLEMETS, HIGH = ("«", "»"), ("“", "”")
QUOTES: dict[str, tuple[str, str]] = {
    "am": GUILLEMETS, "ar": GUILLEMETS, "be": GUILLEMETS, "bm": GUILLEMETS, "el": GUILLEMETS, "es": GUILLEMETS, "fa": GUILLEMETS,
    "it": GUILLEMETS, "ky": GUILLEMETS, "pt-PT": GUILLEMETS, "ru": GUILLEMETS, "sq": GUILLEMETS, "uk": GUILLEMETS, "zgh": GUILLEMETS,
    "fr": ("«\u202f", "\u202f»"),
    "de": ("„", "“"), "bg": ("„", "“"), "cs": ("„", "“"), "sk": ("„", "“"), "lt": ("„", "“"), "sr": ("„", "“"),
    "pl": ("„", "”"), "ro": ("„", "”"), "hu": ("„", "”"),
    "nl": ("‘", "’"), "ur": ("”", "“"), "sv": ("”", "”"), "fi": ("”", "”"),
    "en": HIGH, "pt": HIGH, "ne": HIGH, "lo": HIGH, "ha": HIGH,
}
OPENING = frozenset("«“„‘‹”\"'")
CLOSING = frozenset("»”“’›\"'")
NARROW = "\u202f"
_ANY_SPACE = "[ \u00a0\u2009\u202f]*"

# French: a narrow no-break space before ; : ! ? and inside « » (Imprimerie nationale, Lexique des règles typographiques). Not inside a time or an address.
_FRENCH = (
    (re.compile(rf"«{_ANY_SPACE}(?=\S)"), f"«{NARROW}"),
    (re.compile(rf"(?<=\S){_ANY_SPACE}»"), f"{NARROW}»"),
    (re.compile(rf"(?<=[^\s(\[!?;:«]){_ANY_SPACE}([!?;:]+)(?=[\s»”’\")\].,…]|$)"), rf"{NARROW}\1"),
)
SPACING: dict[str, Sequence[tuple[re.Pattern[str], str]]] = {"fr": _FRENCH}


def quotation_marks(language: str) -> tuple[str, str]:
    """Opening and closing mark of a language, the whole tag before its primary part; “ ” where the table has none."""
    return QUOTES.get(language) or QUOTES.get(language.split("-")[0].lower(), HIGH)


def quoted(text: str, marks: tuple[str, str]) -> str:
    """The text between the marks; marks of any kind that its writer put around the whole of it are not doubled."""
    text = text.strip()
    inner = text[1:-1]
    around = len(text) > 2 and text[0] in OPENING and text[-1] in CLOSING and not any(sign in inner for sign in "«»“”„\"‹›")
    return marks[0] + (inner.strip() if around and marks[0] else text) + marks[1]


def spaced(paragraph: str, language: str) -> str:
    """The paragraph with the spaces its language sets beside signs."""
    for pattern, put in SPACING.get(language.split("-")[0].lower(), ()):
        paragraph = pattern.sub(put, paragraph)
    return paragraph


def opening_of(text: str) -> str:
    """The quotation mark a text begins with and the narrow space after it, "" if it begins with none."""
    if not text or text[0] not in OPENING:
        return ""
    return text[:2] if text[1:2] == NARROW else text[0]
