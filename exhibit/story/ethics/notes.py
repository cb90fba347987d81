"""What stands in the margin of one text: each note with its rule, the words it is about, what is wrong with them and what could stand there."""
from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from exhibit.story.anonymise.finds import Find
from exhibit.story.anonymise.kinds import KINDS, Severity
from exhibit.story.ethics.agency import balance
from exhibit.story.ethics.experience_words import FOREIGN, foreign_words, victims_of_smuggling
from exhibit.story.ethics.patterns import Line
from exhibit.story.ethics.quotation import SPOKEN, Telling, is_wrapped, quoted, speaks_in_first_person
from exhibit.story.ethics.rules import RULES, SENTENCES, SUGGESTIONS, WHYS
from exhibit.story.ethics.wording import loaded_words
from exhibit.story.months import months
from exhibit.story.sentences import Piece, sentences
from exhibit.story.vocabulary import EXPERIENCE_TYPES

BALANCED = frozenset({"STORY", "CUTOUT", "EASY"})
"""Kinds of text long enough for a balance."""
_DAY = re.compile(r"(?<!\d)\d{1,2}(?!\d)")
_FIGURES = {zero + value: str(value) for zero in (0x660, 0x6F0, 0x966, 0xED0) for value in range(10)}
_BAND = re.compile(r"\d+\s*[-–—/]\s*\d+")


class Settled(StrEnum):
    """What settles a note."""

    ANSWER = "ANSWER"  # one person answers
    TWO = "TWO"  # two people answer, one of them a verifier
    TELLING = "TELLING"  # somebody says how the text came about
    FACTS = "FACTS"  # the facts of the testimony are changed
    TEXT = "TEXT"  # other words, nothing else


_SETTLED: dict[str, Settled] = {"E05": Settled.TWO, "E10_TELLING": Settled.TELLING, "E11_TYPE": Settled.FACTS, "E11_ELEMENTS": Settled.FACTS, "E12B": Settled.TEXT}


@dataclass(frozen=True, slots=True)
class Text:
    """One text as the rules see it. `telling`: a value of Telling, or empty; `wrong`: what `validate_attributes` says of the testimony's facts."""

    body: str
    language: str
    kind: str
    experience_type: str
    telling: str = ""
    wrong: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """One note. [start, end) of the text, (0, 0) where it is about all of it; `key`: row of SENTENCES, with what is filled in; `suggestion` is in
    the language of the text where `in_text_language`; `sha256` is of the words with their sentence, or of the whole text: an answer holds as
    long as that stays."""

    rule: str
    key: str
    start: int
    end: int
    words: str
    sha256: str
    values: Mapping[str, str | int] = field(default_factory=dict)
    suggestion: str = ""
    in_text_language: bool = False
    severity: Severity | None = None

    @property
    def blocks(self) -> bool:
        return RULES[self.rule].blocks

    @property
    def settled_by(self) -> Settled:
        return _SETTLED.get(self.key, Settled.ANSWER)

    @property
    def sentence(self) -> str:
        """What it says, in English."""
        return SENTENCES[self.key] % self.values


def notes_on(text: Text, finds: Iterable[Find] = ()) -> tuple[Note, ...]:
    """All notes of a text: those on the whole of it first, then in reading order. `finds`: what the finders saw in it (`reading.read`)."""
    line, pieces = Line(text.body, text.language), sentences(text.body, text.language)
    found = [*_details(text, pieces, finds), *_loaded(text, line, pieces), *_other_crime(text, line, pieces), *_speech_inside(text, pieces)]
    return (*_whole(text, line), *sorted(found, key=lambda note: (note.start, note.rule)))


def _whole(text: Text, line: Line) -> Iterator[Note]:
    known = EXPERIENCE_TYPES.get(text.experience_type)
    if known is None or known.trafficking is None:
        yield _on_all(text, "E11", "E11_TYPE")
    elif text.wrong:
        yield _on_all(text, "E11", "E11_ELEMENTS", wrong=" ".join(text.wrong))
    if text.kind in SPOKEN and not text.telling and speaks_in_first_person(line, text.language):
        yield _on_all(text, "E10", "E10_TELLING")
    if text.kind == "QUOTE" and is_wrapped(text.body):
        yield _on_all(text, "E10", "E10_QUOTES")
    found = balance(text.body, text.language) if text.kind in BALANCED else None
    if found and not found.holds:
        yield _on_all(text, "E09", "E09_SHARE", own=found.own, all=found.sentences, wanted=found.wanted)
    if found and found.ends_in_harm:
        yield _on_all(text, "E09", "E09_ENDING")


def _details(text: Text, pieces: tuple[Piece, ...], finds: Iterable[Find]) -> Iterator[Note]:
    for find in finds:
        if find.severity is not Severity.LOOK and KINDS[find.kind].e05 and not _is_coarse(find, text.language):
            yield _on_words(text, pieces, "E05", "E05", find.start, find.end, severity=find.severity, kind=KINDS[find.kind].seems)


def _is_coarse(find: Find, language: str) -> bool:
    """A year, a season or a decade may stand in place of a date, a band in place of an age (E05)."""
    plain = find.text.translate(_FIGURES)
    if find.kind == "DATE":
        return not _DAY.search(plain) and not months(re.findall(r"[^\W\d_]+", find.text), language)
    return find.kind == "AGE" and bool(_BAND.search(plain))


def _loaded(text: Text, line: Line, pieces: tuple[Piece, ...]) -> Iterator[Note]:
    for found in loaded_words(line, text.language):
        yield _on_words(text, pieces, "E08", "E08", found.start, found.end, suggestion=found.instead, why=WHYS[found.why])


def _other_crime(text: Text, line: Line, pieces: tuple[Piece, ...]) -> Iterator[Note]:
    never = list(victims_of_smuggling(line, text.language))
    for start, end in never:
        yield _on_words(text, pieces, "E12B", "E12B", start, end)
    for start, end in foreign_words(line, text.language, text.experience_type):
        if not any(start < last and first < end for first, last in never):
            yield _on_words(text, pieces, "E12", f"E12_{FOREIGN[text.experience_type].upper()}", start, end)


def _speech_inside(text: Text, pieces: tuple[Piece, ...]) -> Iterator[Note]:
    if text.kind in SPOKEN - {"QUOTE"} and text.telling == Telling.VERBATIM:
        for start, end in quoted(text.body):
            yield _on_words(text, pieces, "E10", "E10_VERBATIM", start, end)


def _on_all(text: Text, rule: str, key: str, **values: str | int) -> Note:
    return Note(rule, key, 0, 0, "", _digest(key, text.body), values, SUGGESTIONS.get(rule, ""))


def _on_words(text: Text, pieces: tuple[Piece, ...], rule: str, key: str, start: int, end: int, suggestion: str = "", severity: Severity | None = None, **values: str) -> Note:
    words = " ".join(text.body[start:end].split())
    around = " ".join(piece.text for piece in pieces if piece.meets(start, end))
    return Note(rule, key, start, end, words, _digest(key, words, around), {"words": words, **values}, suggestion or SUGGESTIONS.get(rule, ""), bool(suggestion), severity)


def _digest(*parts: str) -> str:
    """SHA-256 of words whatever their blanks. Never of the words alone: a short word could be guessed from it."""
    return hashlib.sha256("\n".join(" ".join(part.split()) for part in parts).encode()).hexdigest()
