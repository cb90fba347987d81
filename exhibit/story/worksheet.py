"""A source text on its way to an anonymised one, as plain values: what is marked in it, what was decided, and the text that comes out.

Everything the curator does is a ruling about [start, end) characters of the source; the result is never edited by itself. So undo is
leaving a ruling out, and two people can work at once.
"""
from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from exhibit.story.anonymise.finds import Find
from exhibit.story.anonymise.kinds import KINDS, Severity
from exhibit.story.anonymise.plan import Proposal
from exhibit.story.elements import Span, Spans, merged

EDIT = "EDIT"  # kind of words that somebody changed without a find
ABOUT_WORDS = frozenset({"ACCEPT", "CHANGE", "KEEP"})
ACTIONS = ABOUT_WORDS | {"TAG"}
_CLOSING = frozenset(".,;:!?)]»”’…،؛؟۔।")


@dataclass(frozen=True, slots=True)
class Ruling:
    """What somebody decided about [start, end) of the source. `number` grows with time. `element`: the fact that the words left there tell."""

    number: int
    start: int
    end: int
    kind: str
    action: str
    replacement: str = ""
    element: str = ""
    by: str = ""

    def meets(self, start: int, end: int) -> bool:
        return start < self.end and self.start < end


@dataclass(frozen=True, slots=True)
class Place:
    """A marked piece of the source: a find with its proposal, a ruling, or both."""

    start: int
    end: int
    kind: str
    proposal: Proposal | None = None
    ruling: Ruling | None = None

    @property
    def severity(self) -> Severity:
        return self.proposal.find.severity if self.proposal else Severity.LOOK

    @property
    def state(self) -> str:
        """open, replaced or kept."""
        if self.ruling is None:
            return "open"
        return "kept" if self.ruling.action == "KEEP" else "replaced"

    @property
    def replaces(self) -> bool:
        """Do other words stand here in the result?"""
        return self.state == "replaced" or (self.state == "open" and self.proposal is not None and self.proposal.find.is_replaced)

    @property
    def words(self) -> str:
        """The words that stand here in the result, where they are other words."""
        if self.ruling:
            return self.ruling.replacement
        return self.proposal.replacement if self.proposal else ""

    @property
    def element(self) -> str:
        """The fact the words left here tell, if any: as decided, else as the kind of find proposes."""
        if self.ruling:
            return self.ruling.element
        return KINDS[self.kind].element if self.kind in KINDS else ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the result: `text` stands for [start, end) of the source and begins at `at` in the result."""

    start: int
    end: int
    at: int
    text: str
    place: Place | None = None


def in_force(rulings: Iterable[Ruling]) -> tuple[Ruling, ...]:
    """Of several rulings about the same characters the last; in reading order. Tags are none of them."""
    kept: list[Ruling] = []
    for ruling in sorted((r for r in rulings if r.action in ABOUT_WORDS), key=lambda r: r.number, reverse=True):
        if not any(ruling.meets(later.start, later.end) for later in kept):
            kept.append(ruling)
    return tuple(sorted(kept, key=lambda r: r.start))


def tags(rulings: Iterable[Ruling]) -> Spans:
    """Facts that words of the source were said to tell. A tag without an element takes away those that stood on its words."""
    kept: list[Span] = []
    for ruling in sorted((r for r in rulings if r.action == "TAG"), key=lambda r: r.number):
        if ruling.element:
            kept.append(Span(ruling.start, ruling.end, ruling.element))
        else:
            kept = [part for span in kept for part in _without(span, ruling.start, ruling.end)]
    return merged(kept)


def _without(span: Span, start: int, end: int) -> Iterable[Span]:
    for first, last in ((span.start, min(span.end, start)), (max(span.start, end), span.end)):
        if first < last:
            yield Span(first, last, span.element)


def places(source: str, proposals: Iterable[Proposal], rulings: Iterable[Ruling]) -> tuple[Place, ...]:
    """All marked pieces in reading order, none over another. Of a find that a ruling covers in part the rest stays open."""
    rulings = in_force(rulings)
    found: list[Place] = []
    exact: dict[tuple[int, int], Proposal] = {}
    for proposal in proposals:
        exact[proposal.find.start, proposal.find.end] = proposal
        found += _left_open(source, proposal, rulings)
    found += [Place(r.start, r.end, r.kind, exact.get((r.start, r.end)), r) for r in rulings]
    return tuple(sorted(found, key=lambda place: place.start))


def _left_open(source: str, proposal: Proposal, rulings: Sequence[Ruling]) -> Iterable[Place]:
    """What of a find nobody has decided about. Where that is not all of it, the proposal stands for its first rest and the others go."""
    find = proposal.find
    met = [r for r in rulings if r.meets(find.start, find.end)]
    if not met:
        yield Place(find.start, find.end, find.kind, proposal)
        return
    words = proposal.replacement
    for start, end in pairwise([find.start, *(edge for r in met for edge in (r.start, r.end)), find.end]):
        rest = source[max(start, find.start):end] if start < end else ""
        taken = any(r.start <= start and end <= r.end for r in met)
        if taken or not any(char.isalnum() for char in rest):
            continue
        first = start + len(rest) - len(rest.lstrip())
        last = first + len(rest.strip())
        piece = Find(first, last, source[first:last], find.kind, find.severity, find.confidence, find.sources)
        yield Place(first, last, find.kind, Proposal(piece, words, fits=False, note=proposal.note))
        words = ""


def pieces(source: str, marked: Sequence[Place]) -> tuple[Piece, ...]:
    """The result, cut where a place begins or ends. Where words go without others in their place, one of the blanks around them goes too."""
    found: list[Piece] = []
    at = length = 0
    for place in marked:
        start, end = _with_blank(source, place) if place.replaces else (place.start, place.end)
        start = max(start, at)
        length = _add(found, Piece(at, start, length, source[at:start]))
        length = _add(found, Piece(start, end, length, place.words if place.replaces else source[start:end], place))
        at = end
    _add(found, Piece(at, len(source), length, source[at:]))
    return tuple(found)


def _add(found: list[Piece], piece: Piece) -> int:
    """Returns how long the result is with this piece."""
    if piece.text or piece.place:
        found.append(piece)
    return piece.at + len(piece.text)


def _with_blank(source: str, place: Place) -> tuple[int, int]:
    start, end = place.start, place.end
    if place.words:
        return start, end
    before = source[start - 1] if start else "\n"
    after = source[end] if end < len(source) else "\n"
    if before.isspace() and after in " \t":
        return start, end + 1
    if before in " \t" and (after in _CLOSING or after.isspace()):
        return start - 1, end
    return start, end


@dataclass(frozen=True, slots=True)
class Outcome:
    """The anonymised text, and which of its words tell which fact."""

    text: str
    spans: Spans


def outcome(source: str, marked: Sequence[Place], tagged: Spans = ()) -> Outcome:
    """What comes out as things stand. Facts are those of the places whose words are other or kept, and the tags."""
    cut = pieces(source, marked)
    text = "".join(piece.text for piece in cut)
    first = len(text) - len(text.lstrip())
    shown = text.strip()
    spans = [*_of_places(cut), *(part for span in tagged for part in _carried(span, cut))]
    moved = (Span(max(0, s.start - first), min(len(shown), s.end - first), s.element) for s in spans)
    return Outcome(shown, merged(s for s in moved if s.start < s.end and shown[s.start:s.end].strip()))


def _of_places(cut: Iterable[Piece]) -> Iterable[Span]:
    for piece in cut:
        place = piece.place
        if place and place.element and piece.text and (place.ruling or place.replaces):
            yield Span(piece.at, piece.at + len(piece.text), place.element)


def _carried(span: Span, cut: Iterable[Piece]) -> Iterable[Span]:
    """A tag on words of the source, on the words that stand for them."""
    for piece in cut:
        if not (span.start < piece.end and piece.start < span.end and piece.text):
            continue
        whole = piece.place is not None and piece.place.replaces
        start = piece.at if whole else piece.at + max(0, span.start - piece.start)
        end = piece.at + (len(piece.text) if whole else min(len(piece.text), span.end - piece.start))
        yield Span(start, end, span.element)


def kept_in_result(source: str, marked: Sequence[Place]) -> tuple[tuple[Find, Ruling], ...]:
    """Finds that somebody kept, each where it stands in the text that comes out, with what was decided."""
    cut = pieces(source, marked)
    text = "".join(piece.text for piece in cut)
    first = len(text) - len(text.lstrip())
    kept = [(piece, piece.place) for piece in cut if piece.place and piece.place.state == "kept"]
    return tuple((replace(place.proposal.find, start=piece.at - first, end=piece.at - first + len(piece.text), text=piece.text), place.ruling)
                 for piece, place in kept if place.proposal and place.ruling)


@dataclass(frozen=True, slots=True)
class Count:
    """How many finds of a severity there are, and how many nobody has decided about."""

    severity: Severity
    all: int
    left: int


def counts(marked: Iterable[Place]) -> tuple[Count, ...]:
    """One row a severity, the one that leads furthest first. What was changed by hand is no find and is not counted."""
    finds = [place for place in marked if place.proposal]
    rows = ((severity, [place for place in finds if place.severity is severity]) for severity in Severity)
    return tuple(Count(severity, len(of), sum(place.state == "open" for place in of)) for severity, of in rows)


def occurrences(source: str, words: str) -> tuple[tuple[int, int], ...]:
    """Every place where exactly these words stand, not inside a longer word where they begin and end with letters."""
    found: list[tuple[int, int]] = []
    at = source.find(words) if words else -1
    while at >= 0:
        end = at + len(words)
        inside = (words[0].isalnum() and at > 0 and source[at - 1].isalnum()) or (words[-1].isalnum() and end < len(source) and source[end].isalnum())
        if not inside:
            found.append((at, end))
        at = source.find(words, end)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Cell:
    """A stretch of the source from character `start` on, beside what stands for it."""

    start: int
    source: str
    result: str
    place: Place | None = None


def rows(source: str, cut: Iterable[Piece]) -> tuple[tuple[Cell, ...], ...]:
    """Source and result side by side, one row a line of the source: what belongs together stays together, however long either grows."""
    found: list[list[Cell]] = [[]]
    for piece in cut:
        if piece.place:
            found[-1].append(Cell(piece.start, source[piece.start:piece.end], piece.text, piece.place))
            continue
        start = piece.start
        for number, line in enumerate(piece.text.split("\n")):
            if number:
                found.append([])
            if line:
                found[-1].append(Cell(start, line, line))
            start += len(line) + 1
    return tuple(tuple(row) for row in found if row)
