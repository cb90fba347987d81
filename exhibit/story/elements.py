"""Marks on a text: which words tell which fact about the person (consent model 3.4).

A mark is a span of characters with one element of `vocabulary.ELEMENTS`. Spans of different elements may overlap, because one
word can tell two facts; two of the same element may not. A version that nobody marked has None in place of its spans.
"""
from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from exhibit.story.sentences import Piece, same_places, sentences, words
from exhibit.story.vocabulary import ELEMENTS


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """[start, end) in characters tells `element`."""

    start: int
    end: int
    element: str


Spans = tuple[Span, ...]


def problems(spans: Iterable[Span], text: str) -> list[str]:
    """What is wrong with the marks, one sentence each; empty when all is well."""
    wrong: list[str] = []
    last: dict[str, Span] = {}
    for span in sorted(spans):
        if span.element not in ELEMENTS:
            wrong.append(f"There is no fact “{span.element}” to mark. docs/facts-and-uniqueness.md lists all of them.")
        if not 0 <= span.start < span.end <= len(text) or not text[span.start:span.end].strip():
            wrong.append(f"The mark from {span.start} to {span.end} holds no words of this text: mark words of the text.")
        before = last.get(span.element)
        if before and span.start < before.end:
            wrong.append(f"Two marks of “{ELEMENTS.get(span.element, span.element)}” overlap at character {span.start}: make them one.")
        last[span.element] = span
    return wrong


def merged(spans: Iterable[Span]) -> Spans:
    """Overlapping and touching spans of one element made one; in reading order."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.element, s.start, s.end)):
        if kept and kept[-1].element == span.element and span.start <= kept[-1].end:
            kept[-1] = Span(kept[-1].start, max(kept[-1].end, span.end), span.element)
        else:
            kept.append(span)
    return tuple(sorted(kept))


def told(spans: Iterable[Span]) -> frozenset[str]:
    """The elements the text tells."""
    return frozenset(span.element for span in spans)


def moved(spans: Iterable[Span], old: str, new: str, language: str) -> Spans:
    """The spans in an edited text: those whose words are all still there, side by side; the others fall away and are to be marked anew."""
    before, after = words(old, language), words(new, language)
    places = same_places(before, after)
    found = (_moved(span, before, after, places) for span in spans)
    return merged(span for span in found if span is not None)


def _moved(span: Span, before: Sequence[Piece], after: Sequence[Piece], places: dict[int, int]) -> Span | None:
    covered = [index for index, word in enumerate(before) if word.meets(span.start, span.end)]
    there = [places[index] for index in covered if index in places]
    if not covered or len(there) < len(covered) or there != list(range(there[0], there[0] + len(there))):
        return None
    first, last = after[there[0]], after[there[-1]]
    start = first.start + max(0, span.start - before[covered[0]].start)
    end = last.end - max(0, before[covered[-1]].end - span.end)
    return Span(start, end, span.element)


def tagged(sentence: Piece, spans: Iterable[Span]) -> frozenset[str]:
    """Elements a sentence tells."""
    return frozenset(span.element for span in spans if sentence.meets(span.start, span.end))


def by_sentence(text: str, language: str, spans: Iterable[Span]) -> tuple[tuple[Piece, frozenset[str]], ...]:
    """Each sentence with the elements it tells."""
    marks = tuple(spans)
    return tuple((sentence, tagged(sentence, marks)) for sentence in sentences(text, language))


def with_ticked_sentences(text: str, language: str, spans: Iterable[Span], ticked: Sequence[frozenset[str]]) -> Spans:
    """The marks after somebody ticked elements sentence by sentence: a mark that stands stays as fine as it is, a new tick marks its whole
    sentence, a tick taken away takes its marks in that sentence with it. `ticked` has one set for each sentence, in order."""
    marks = tuple(spans)
    kept: list[Span] = []
    for sentence, wanted in zip(sentences(text, language), ticked, strict=True):
        inside = [_cut(span, sentence) for span in marks if sentence.meets(span.start, span.end)]
        kept += [span for span in inside if span.element in wanted]
        kept += [Span(sentence.start, sentence.end, element) for element in wanted - told(inside)]
    return merged(kept)


def _cut(span: Span, sentence: Piece) -> Span:
    return Span(max(span.start, sentence.start), min(span.end, sentence.end), span.element)


def segments(text: str, spans: Iterable[Span]) -> list[tuple[str, tuple[str, ...]]]:
    """The text cut where a mark begins or ends: each piece with the elements it tells, in the vocabulary's order."""
    marks = tuple(spans)
    cuts = sorted({0, len(text), *(span.start for span in marks), *(span.end for span in marks)})
    pieces = ((text[start:end], {s.element for s in marks if s.start < end and start < s.end}) for start, end in pairwise(cuts))
    return [(piece, tuple(code for code in ELEMENTS if code in found)) for piece, found in pieces]


def of_words(text: str, element: str, piece: str) -> Span:
    """The mark on the first place where exactly these words stand. Raises ValueError when they do not."""
    start = text.index(piece)
    return Span(start, start + len(piece), element)


def as_rows(spans: Iterable[Span]) -> list[list[int | str]]:
    """As a version keeps them."""
    return [[span.start, span.end, span.element] for span in spans]


def from_rows(rows: Iterable[Sequence[int | str]] | None) -> Spans | None:
    """The marks a version keeps; None where nobody marked it. Raises ValueError for rows that are no marks."""
    if rows is None:
        return None
    return tuple(Span(int(start), int(end), str(element)) for start, end, element in rows)
