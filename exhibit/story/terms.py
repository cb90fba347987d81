"""Words of a glossary in a text: where they stand, and whether a translation says them as the house does."""
from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from exhibit.story.sentences import Piece, words

UNTRANSLATED = "[…]"
"""Stands for a paragraph that nobody has translated yet; a text that holds it is approved by nobody."""
ENDING = 3  # letters that may follow a word of five letters or more: contract, contracts, contracted


@dataclass(frozen=True, slots=True)
class Term:
    words: str
    translation: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Marked:
    """A piece of a text; `term` is the row it stands for, None between terms. All pieces in order are the text."""

    text: str
    term: Term | None = None


def marked(text: str, language: str, terms: Iterable[Term]) -> tuple[Marked, ...]:
    """The text in pieces; of two terms that begin at one place the longer one counts."""
    pieces = words(text, language)
    keys = [_key(piece.text) for piece in pieces]
    known = sorted(((tuple(_key(piece.text) for piece in words(term.words, language)), term) for term in terms), key=lambda row: -len(row[0]))
    found: list[Marked] = []
    at = index = 0
    while index < len(pieces):
        term, length = next(((term, len(key)) for key, term in known if key and _stands(key, keys[index:index + len(key)])), (None, 0))
        if term is None:
            index += 1
            continue
        first, last = pieces[index], pieces[index + length - 1]
        found += [Marked(text[at:first.start]), Marked(text[first.start:last.end], term)]
        at, index = last.end, index + length
    return tuple(piece for piece in (*found, Marked(text[at:])) if piece.text)


def terms_in(text: str, language: str, terms: Iterable[Term]) -> tuple[Term, ...]:
    """The terms that stand in a text, each once, in order."""
    return tuple(dict.fromkeys(piece.term for piece in marked(text, language, terms) if piece.term))


def said_otherwise(original: str, language: str, translation: str, target_language: str, terms: Iterable[Term]) -> tuple[Term, ...]:
    """Terms of the original whose house translation does not stand in the translation. A hint: grammar may change a word beyond recognition."""
    told = [Term(term.translation, term.translation) for term in terms]
    there = {term.words for term in terms_in(translation, target_language, told)}
    flat = _flat(translation)
    return tuple(term for term in terms_in(original, language, terms) if term.translation not in there and _flat(term.translation) not in flat)


def _stands(key: tuple[str, ...], here: list[str]) -> bool:
    return len(here) == len(key) and all(_same(one, other) for one, other in zip(key, here, strict=True))


def _same(word: str, here: str) -> bool:
    """The word, or the word with an ending."""
    return here == word or (len(word) > 4 and here.startswith(word) and len(here) - len(word) <= ENDING)


def _key(word: str) -> str:
    return unicodedata.normalize("NFKC", word).casefold()


def _flat(text: str) -> str:
    return " ".join(_key(text).split())


def word_count(text: str, language: str) -> int:
    """Words that hold a letter or a figure; Lao is cut by its dictionary."""
    return sum(1 for piece in words(text, language) if _is_word(piece))


def _is_word(piece: Piece) -> bool:
    return any(char.isalnum() for char in piece.text)
