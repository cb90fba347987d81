"""Sentences and words of a text in any script, cut by ICU (Unicode Annex 29), and which of them an edit changed."""
from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from icu4py.breakers import SentenceBreaker, WordBreaker

from exhibit.story.row_diff import NEW, SAME, row_diff


@dataclass(frozen=True, slots=True)
class Piece:
    """[start, end) in characters of the text it was cut from, outer blanks left out."""

    start: int
    end: int
    text: str

    def meets(self, start: int, end: int) -> bool:
        return start < self.end and self.start < end


def sentences(text: str, language: str) -> tuple[Piece, ...]:
    """Sentences in order. A paragraph's end ends its sentence; what holds no letter and no figure belongs to the sentence before."""
    found: list[Piece] = []
    for piece in _pieces(text, SentenceBreaker(text, language).segments()):
        if found and not any(char.isalnum() for char in piece.text):
            found[-1] = Piece(found[-1].start, piece.end, text[found[-1].start:piece.end])
        else:
            found.append(piece)
    return tuple(found)


def words(text: str, language: str) -> tuple[Piece, ...]:
    """Words and signs in order, without blanks; Lao is cut by its dictionary."""
    return tuple(_pieces(text, WordBreaker(text, language).segments()))


def _pieces(text: str, segments: Iterable[tuple[int, int]]) -> Iterable[Piece]:
    at = _characters(text)
    for start, end in segments:
        first, last = at[start], at[end]
        part = text[first:last]
        kept = part.strip()
        if kept:
            first += len(part) - len(part.lstrip())
            yield Piece(first, first + len(kept), kept)


def _characters(text: str) -> list[int]:
    """From ICU's offsets, which count a character above U+FFFF twice, to characters."""
    at: list[int] = []
    for index, char in enumerate(text):
        at += [index] * (2 if ord(char) > 0xFFFF else 1)
    return [*at, len(text)]


@dataclass(frozen=True, slots=True)
class Edit:
    """What an edit changed: sentences gone from the old text, sentences new in the new one, and the words and signs that went or came."""

    gone: tuple[Piece, ...]
    new: tuple[Piece, ...]
    gone_words: tuple[str, ...]
    new_words: tuple[str, ...]

    @property
    def same_words(self) -> bool:
        return not self.gone and not self.new


def edit(old: str, new: str, language: str) -> Edit:
    """Which sentences changed. Blanks and line ends between the same words change none."""
    old_words, new_words = words(old, language), words(new, language)
    gone, came = _changed(old_words, new_words, [word.text for word in old_words], [word.text for word in new_words])
    if not gone and not came:
        return Edit((), (), (), ())
    left, right = sentences(old, language), sentences(new, language)
    return Edit(*_changed(left, right, [_flat(s) for s in left], [_flat(s) for s in right]), tuple(word.text for word in gone), tuple(word.text for word in came))


def _flat(sentence: Piece) -> str:
    return " ".join(sentence.text.split())


def _changed(old: tuple[Piece, ...], new: tuple[Piece, ...], old_items: list[str], new_items: list[str]) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Pieces gone from the old text, and those that came; two pieces are the same where their items are."""
    gone: list[Piece] = []
    came: list[Piece] = []
    at_old = at_new = 0
    for step, count in row_diff(old_items, new_items):
        if step != NEW:
            gone += () if step == SAME else old[at_old:at_old + count]
            at_old += count
        if step in (NEW, SAME):
            came += () if step == SAME else new[at_new:at_new + count]
            at_new += count
    return tuple(gone), tuple(came)


def same_places(old: tuple[Piece, ...], new: tuple[Piece, ...]) -> dict[int, int]:
    """For each word of the old text that survives: its index there -> its index in the new text."""
    found: dict[int, int] = {}
    at_old = at_new = 0
    for step, count in row_diff([word.text for word in old], [word.text for word in new]):
        if step == SAME:
            found.update(zip(range(at_old, at_old + count), range(at_new, at_new + count), strict=True))
        at_old, at_new = at_old + (step != NEW) * count, at_new + (step in (NEW, SAME)) * count
    return found
