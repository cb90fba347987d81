"""The largest size at which a text fills its place, or how many words must go."""
from __future__ import annotations

from dataclasses import dataclass

from exhibit.cutout.errors import TextTooLong
from exhibit.cutout.type.characters import check_characters
from exhibit.cutout.type.marks import quoted
from exhibit.cutout.type.typeset import TextBlock, block_of, break_text, glue_of, hang_of, words_of

STEP_PT = 0.5
EVEN_STEPS = 3
DISPLAY_SLACK = 0.9  # a balanced text may be set this much smaller than it could be, for the sake of its lines
LINE_COST = 0.05  # one line more weighs as much as all lines falling a twentieth short
MOST_WORDS = 1_000  # no board holds more, so no more are tried


@dataclass(frozen=True, slots=True)
class Place:
    """Where and how a text is set. `marks` stand around it; `what` names it in a refusal. `hang_mm`: how far its opening mark may stand out of the
    column, on the side where lines begin."""

    language: str
    width_mm: float
    height_mm: float
    bold: bool = False
    leading: float = 1.3
    balance: bool = False
    what: str = "text"
    marks: tuple[str, str] = ("", "")
    hang_mm: float = 0.0

    def tried(self, text: str, size_pt: float, even: bool = False) -> TextBlock | None:
        """The text at a size, None when it is too high or a word too wide."""
        marked = quoted(text, self.marks) if self.marks[0] else text.strip()
        hang_mm = hang_of(marked, self.language, size_pt, self.bold, self.hang_mm)
        lines = break_text(marked, self.language, size_pt, self.width_mm, self.bold, self.balance, even, hang_mm)
        if lines is None:
            return None
        block = block_of(lines, self.language, size_pt, self.width_mm, self.leading, hang_mm=hang_mm)
        return block if block.height_mm <= self.height_mm else None


def fit_text(text: str, place: Place, min_pt: float, max_pt: float) -> TextBlock:
    """The largest setting, in half points. Raises TextTooLong saying how many words to cut, UnknownCharacter."""
    check_characters(text, place.language, place.bold)
    low, high = 0, int((max_pt - min_pt) / STEP_PT)
    best = place.tried(text, min_pt) if len(text) < 20 * MOST_WORDS else None
    if best is None:
        raise _too_long(text, place, min_pt)
    while low < high:
        middle = (low + high + 1) // 2
        tried = place.tried(text, min_pt + middle * STEP_PT)
        if tried:
            low, best = middle, tried
        else:
            high = middle - 1
    even = _evenly(best, text, place, min_pt)
    return _calmest(even, text, place, min_pt) if place.balance else even


def _evenly(best: TextBlock, text: str, place: Place, min_pt: float) -> TextBlock:
    """Lines as even as they come, a step or two smaller where a letter that now hangs from the last line would not fit."""
    for step in range(EVEN_STEPS + 1):
        size_pt = best.size_pt - step * STEP_PT
        even = place.tried(text, size_pt, even=True) if size_pt >= min_pt else None
        if even:
            return even
    return best


def _calmest(best: TextBlock, text: str, place: Place, min_pt: float) -> TextBlock:
    """Among the sizes just below the largest, the one whose lines are the most even."""
    found, size_pt = best, best.size_pt - 1
    while size_pt >= max(min_pt, best.size_pt * DISPLAY_SLACK):
        tried = place.tried(text, size_pt, even=True)
        if tried and _ragged(tried) < _ragged(found) - 0.03:
            found = tried
        size_pt -= 1
    return found


def _ragged(block: TextBlock) -> float:
    """How far the lines of a block fall short of its longest, 0 to 1 on average; more lines count against it."""
    widths = [line.width for line in block.lines]
    return sum(1 - width / max(widths) for width in widths) / len(widths) + LINE_COST * len(widths)


def _too_long(text: str, place: Place, size_pt: float) -> TextTooLong:
    words, glue = words_of(text, place.language), glue_of(place.language)
    low, high = 0, min(MOST_WORDS, len(words) - 1)
    while low < high:
        middle = (low + high + 1) // 2
        if place.tried(glue.join(words[:middle]), size_pt):
            low = middle
        else:
            high = middle - 1
    cut = max(1, len(words) - low)
    return TextTooLong(f"The {place.what} is too long for its place by {cut} {'word' if cut == 1 else 'words'}: "
                       "shorten it by that many and try again.", cut, place.what)
