"""Which characters a text may hold: kept, taken out unseen, or refused by name and place. Nothing is ever set as an empty box.

Kept although unseen: joiners, which shape Persian, Urdu and Devanagari words; places where a line may or may not break; marks of direction and isolates.
Taken out: what a word processor leaves behind and nobody sees. Refused: what has no letter, or none that means the same to everybody.
"""
from __future__ import annotations

import unicodedata
from functools import lru_cache

from icu4py.breakers import CharacterBreaker

from exhibit.cutout.errors import UnknownCharacter
from exhibit.cutout.type.fonts import FontFace, stack

KEPT_UNSEEN = frozenset({0x200B, 0x200C, 0x200D, 0x2060, 0x200E, 0x200F, 0x061C, *range(0x2066, 0x206A)})
"""Zero-width space, joiners, no-break mark; marks of direction; isolates."""
TAKEN_OUT = frozenset({
    0xFEFF, 0xAD, 0x34F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0,  # byte-order mark, soft hyphen, grapheme joiner, fillers
    *range(0x202A, 0x202F),  # embeddings and overrides: the order comes from the letters, and an override can make a text say another thing
    *range(0x2061, 0x2066), *range(0x206A, 0x2070), *range(0x180B, 0x1810), *range(0xFE00, 0xFE10), *range(0xE0000, 0xE1000),  # variants, tags, deprecated
})
SPACES_OF_ANY_FACE = frozenset({0xA0, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000})
"""HarfBuzz makes these from a face's plain space, with their own width, where the face has none."""
STAND_IN = {0x2011: 0x2010}
"""Characters HarfBuzz draws with another's glyph where a face lacks them: the no-break hyphen."""
DOTTED_CIRCLE = "\u25cc"
WORDS_BEFORE = 4
"""Words of the text that a refusal repeats, so that the place is found."""
_TABLE = dict.fromkeys(TAKEN_OUT)


def clean(text: str) -> str:
    """NFC, one kind of line end, tabs as spaces, without what nobody sees and nothing needs (`TAKEN_OUT`)."""
    return unicodedata.normalize("NFC", "\n".join(text.translate(_TABLE).splitlines()).replace("\t", " "))


def covers(face: FontFace, point: int) -> bool:
    """Has the face a glyph for the code point, or can HarfBuzz do without one?"""
    return point in face.covers or point in KEPT_UNSEEN or (point in SPACES_OF_ANY_FACE and 0x20 in face.covers) or STAND_IN.get(point) in face.covers


@lru_cache(maxsize=4_000)
def _refusal(char: str) -> str:
    """What is wrong with a character in any font, "" if nothing is."""
    point, category = ord(char), unicodedata.category(char)
    if category == "Cs":
        return "is half of a pair and no character by itself"
    if point & 0xFFFE == 0xFFFE or 0xFDD0 <= point <= 0xFDEF:
        return "is set aside by Unicode and never a character"
    if category == "Co":
        return "is for private use and means something else in every font"
    if category == "Cc" and not char.isspace():
        return "is a control character and has no shape"
    return "stands where a character was lost or a thing was embedded" if point in (0xFFFC, 0xFFFD) else ""


@lru_cache(maxsize=2_000)
def check_characters(text: str, language: str, bold: bool) -> None:
    """Raises UnknownCharacter, naming it and its place in the text, for the first character that cannot be set."""
    if any(map(_refusal, set(text))):
        at = next(at for at, char in enumerate(text) if _refusal(char))
        raise UnknownCharacter(f"{named(text[at])}, {_place(text, at)}, {_refusal(text[at])}: replace it and try again.")
    cleaned, faces = clean(text), stack(language, bold)
    if all(covers(faces[0], ord(char)) and not _is_mark(char) for char in set(cleaned) - {"\n"}):
        return
    at = 0
    for cluster in CharacterBreaker(cleaned, language):
        _check_cluster(cluster, faces, text, cleaned, at)
        at += len(cluster)


def _check_cluster(cluster: str, faces: tuple[FontFace, ...], text: str, cleaned: str, at: int) -> None:
    mark = next(filter(_is_mark, cluster), "")
    if mark and unicodedata.category(cluster[0])[0] not in "LNPS":
        raise UnknownCharacter(f"{named(mark)}, {_place(text, _original(text, cleaned, at, mark))}, has no letter to stand on: "
                               "put it after its letter or replace it, and try again.")
    if not cluster.isspace() and not any(all(covers(face, ord(char)) for char in cluster) for face in faces):
        culprit = missing(cluster, faces)
        raise UnknownCharacter(f"{named(culprit)}, {_place(text, _original(text, cleaned, at, culprit))}, is in none of the fonts here: replace it and try again.")


def _is_mark(char: str) -> bool:
    return not char.isascii() and unicodedata.category(char)[0] == "M"


def missing(cluster: str, faces: tuple[FontFace, ...]) -> str:
    """The character of a cluster that no face has; its last where faces have them all but none has them together."""
    return next((char for char in cluster if not any(covers(face, ord(char)) for face in faces)), cluster[-1])


def named(char: str) -> str:
    """The character as a sentence names it; one that cannot be shown by its number alone."""
    shown = f"“{char}” " if unicodedata.category(char)[0] in "LNPS" or char.isspace() else ""
    name = unicodedata.name(char, "")
    return f"The character {shown}(U+{ord(char):04X}{', ' if name else ''}{name})"


def _original(text: str, cleaned: str, at: int, culprit: str) -> int:
    """Where in the text as it was written the culprit at `at` of the cleaned text stands."""
    found, place = cleaned[:at].count(culprit), -1
    for _ in range(found + 1):
        place = text.find(culprit, place + 1)
    return place if place >= 0 else at


def _place(text: str, at: int) -> str:
    """The number of a character in its text and the words before it."""
    before = "".join(char for char in " ".join(text[:at].split()[-WORDS_BEFORE:])[-40:] if not _refusal(char))
    return f"number {at + 1} of the text" + (f" after “{before}”" if before else "")
