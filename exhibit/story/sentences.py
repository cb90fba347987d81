"""Sentences and words of a text in any script, cut by ICU (Unicode Annex 29), and which of them an edit changed."""
from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from icu4py.breakers import SentenceBreaker, WordBreaker


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
    """What an edit changed: sentences gone from the old text, sentences new in the new one, and its new words."""

    gone: tuple[Piece, ...]
    new: tuple[Piece, ...]
    new_words: tuple[str, ...]

    @property
    def same_words(self) -> bool:
        return not self.gone and not self.new


def edit(old: str, new: str, language: str) -> Edit:
    """Which sentences changed. Blanks and line ends between the same words change none."""
    old_words, new_words = words(old, language), words(new, language)
    steps = _steps([w.text for w in old_words], [w.text for w in new_words])
    gone = [word for _, first, last, _, _ in steps for word in old_words[first:last]]
    came = [word for _, _, _, first, last in steps for word in new_words[first:last]]
    if not gone and not came:
        return Edit((), (), ())
    left, right = sentences(old, language), sentences(new, language)
    moved = _steps([_flat(s) for s in left], [_flat(s) for s in right])
    return Edit(tuple(s for _, first, last, _, _ in moved for s in left[first:last]), tuple(s for _, _, _, first, last in moved for s in right[first:last]),
                tuple(word.text for word in came))


def _flat(sentence: Piece) -> str:
    return " ".join(sentence.text.split())


def _steps(old: list[str], new: list[str]) -> list[tuple[str, int, int, int, int]]:
    return [step for step in SequenceMatcher(None, old, new, autojunk=False).get_opcodes() if step[0] != "equal"]


def same_places(old: tuple[Piece, ...], new: tuple[Piece, ...]) -> dict[int, int]:
    """For each word of the old text that survives: its index there -> its index in the new text."""
    matcher = SequenceMatcher(None, [w.text for w in old], [w.text for w in new], autojunk=False)
    return {block.a + step: block.b + step for block in matcher.get_matching_blocks() for step in range(block.size)}
