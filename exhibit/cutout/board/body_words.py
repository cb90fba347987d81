"""The words inside a silhouette: the story from the shoulders down, the small texts below it, all following the outline."""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from exhibit.cutout.board.flow import LEAST_CHARS, LEAST_NOTE_CHARS, LEAST_QUOTE_CHARS, Flowed, Voicing, flow
from exhibit.cutout.board.grow import grown
from exhibit.cutout.board.layout import GAP_MM
from exhibit.cutout.board.measures import BodyMeasures
from exhibit.cutout.board.notes import CREDIT_PT, NOTE_SIZES_PT, Said, credit_says, help_says, who_says
from exhibit.cutout.board.outline import Inside
from exhibit.cutout.board.placed import SetBlock
from exhibit.cutout.board.voices import Voice
from exhibit.cutout.board.words import COMFORT_PT, MAX_LINE_EM, QUOTE_PT, TESTIMONY_PT, gap_mm
from exhibit.cutout.errors import CutoutError, TextTooLong, UnknownCharacter
from exhibit.cutout.spec import CutoutSpec
from exhibit.cutout.type.typeset import glue_of, quotation_marks, words_of

SHOULDERS = (0.72, 0.85, 0.6)  # of the body's greatest width: where the words begin, tried in this order
GROUP_GAP = 0.9  # mm between who speaks, help and credits, for each point of the notes' size
NARROW = ("The body of this figure is too narrow for words at a size that can be read: choose the template panel, or a figure with folded arms, "
          "wide clothes or more height.")
NO_ROOM = "The notes, help number and credits do not fit inside this figure: shorten the attribution or the credits, or choose the template panel."


@dataclass(frozen=True, slots=True)
class BodyText:
    """Everything inside the outline but the code and its words."""

    blocks: tuple[SetBlock, ...]
    sizes_pt: dict[str, float]


@dataclass(frozen=True, slots=True)
class _Story:
    quote: Flowed
    testimony: Flowed
    quote_pt: float
    testimony_pt: float


def fill_body(spec: CutoutSpec, voice: Voice, room: Inside, form: BodyMeasures, between_mm: tuple[float, float] | None, credits_alone: bool) -> BodyText:
    """Story and small texts. `between_mm` says where they part around the code; None: the notes follow the story.

    `credits_alone`: who speaks and where help is stand elsewhere.
    """
    refusals: list[CutoutError] = []
    for share in SHOULDERS:
        top = _shoulder(room, share)
        low = between_mm[0] if between_mm else room.bottom_mm
        words_room = room.part(top, low).calmed(form.slope)
        try:
            return _filled(spec, voice, room, words_room, form, between_mm, credits_alone)
        except UnknownCharacter:
            raise
        except CutoutError as refusal:
            refusals.append(refusal)
    counted = [refusal for refusal in refusals if isinstance(refusal, TextTooLong)]
    raise min(counted, key=lambda refusal: refusal.words_to_cut) if counted else refusals[0]


def _shoulder(room: Inside, share: float) -> float:
    """The highest place where the body has this share of its greatest width."""
    widths = room.right - room.left
    upper = widths[: max(1, int(len(widths) * 0.6))]
    return room.top_mm - 2.0 * int((upper >= share * upper.max()).argmax())


def _filled(spec: CutoutSpec, voice: Voice, room: Inside, words_room: Inside, form: BodyMeasures, between_mm: tuple[float, float] | None,
            credits_alone: bool) -> BodyText:
    def with_notes(story: _Story) -> tuple[float, tuple[SetBlock, ...]] | None:
        top = between_mm[1] if between_mm else story.testimony.bottom_mm - 1.5 * GAP_MM
        return _largest_notes(_groups(spec, voice, credits_alone), room.part(top, room.bottom_mm).calmed(form.slope), top)

    def fits(story: _Story) -> bool:
        return between_mm is not None or with_notes(story) is not None  # around a code the notes have a place of their own

    story = _story(voice, words_room, fits)
    noted = with_notes(story)
    if noted is None:
        raise CutoutError(NO_ROOM)
    note_pt, notes = noted
    return BodyText((*story.quote.blocks, *story.testimony.blocks, *notes), {"quote": story.quote_pt, "testimony": story.testimony_pt, "note": note_pt})


def _story(voice: Voice, room: Inside, fits: Callable[[_Story], bool]) -> _Story:
    """First the testimony to a comfortable size, then the quote, then the testimony again. Raises TextTooLong."""
    def tried(quote_pt: float, testimony_pt: float) -> _Story | None:
        story = _set(voice, room, quote_pt, testimony_pt)
        return story if story and fits(story) else None

    best = tried(QUOTE_PT[0], TESTIMONY_PT[0])
    if best is None:
        raise _too_long(voice, room)
    best = grown(best, lambda size: tried(QUOTE_PT[0], size), TESTIMONY_PT[0], TESTIMONY_PT[0] + COMFORT_PT)
    first_pt = best.testimony_pt
    best = grown(best, lambda size: tried(size, first_pt), QUOTE_PT[0], QUOTE_PT[1])
    quote_pt = best.quote_pt
    return grown(best, lambda size: tried(quote_pt, size), first_pt, TESTIMONY_PT[1])


def _set(voice: Voice, room: Inside, quote_pt: float, testimony_pt: float) -> _Story | None:
    how = Voicing("quote", voice.language, bold=True, leading=1.14, marks=quotation_marks(voice.language), least_chars=LEAST_QUOTE_CHARS)
    quote = flow(voice.quote, how, quote_pt, room.top_mm, room)
    if quote is None:
        return None
    running = Voicing("testimony", voice.language, spread=True, least_chars=LEAST_CHARS, most_em=MAX_LINE_EM)
    testimony = flow(voice.testimony, running, testimony_pt, quote.bottom_mm - gap_mm(quote_pt), room)
    return _Story(quote, testimony, quote_pt, testimony_pt) if testimony else None


def _too_long(voice: Voice, room: Inside) -> CutoutError:
    """How many words must go from the testimony, or from the quote where no testimony fits; or that the body is too narrow for any."""
    for what in ("testimony", "quote"):
        words, glue = words_of(getattr(voice, what), voice.language), glue_of(voice.language)
        low, high = 0, min(len(words) - 1, 400)
        while low < high:
            middle = (low + high + 1) // 2
            shorter = replace(voice, **{what: glue.join(words[:middle])})
            if what == "quote":
                shorter = replace(shorter, testimony=words_of(voice.testimony, voice.language)[0])
            low, high = (middle, high) if _set(shorter, room, QUOTE_PT[0], TESTIMONY_PT[0]) else (low, middle - 1)
        if low:
            cut = len(words) - low
            return TextTooLong(f"The {what} is too long for its place by {cut} {'word' if cut == 1 else 'words'}: shorten it by that many and try again.", cut, what)
    return CutoutError(NARROW)


def _groups(spec: CutoutSpec, voice: Voice, credits_alone: bool) -> list[tuple[Said, ...]]:
    """Who speaks, where help is, and last the credits."""
    return [credit_says(spec)] if credits_alone else [who_says(voice), help_says(voice, spec.helpline), credit_says(spec)]


def _largest_notes(groups: list[tuple[Said, ...]], room: Inside, top_mm: float) -> tuple[float, tuple[SetBlock, ...]] | None:
    """The small texts as large as they fit under a height."""
    for size_pt in NOTE_SIZES_PT:
        blocks = _notes(groups, room, top_mm, size_pt)
        if blocks is not None:
            return size_pt, blocks
    return None


def _notes(groups: list[tuple[Said, ...]], room: Inside, top_mm: float, size_pt: float) -> tuple[SetBlock, ...] | None:
    """Each text flowing down the outline from where the last ended; the credits keep their size."""
    blocks: list[SetBlock] = []
    y = top_mm
    for says in groups:
        unit_pt = CREDIT_PT if says is groups[-1] else size_pt
        for said in says:
            how = Voicing(said.role, said.language, bold=said.bold, leading=1.25, least_chars=LEAST_NOTE_CHARS)
            flowed = flow(said.text, how, unit_pt * said.ratio, y, room)
            if flowed is None:
                return None
            blocks += flowed.blocks
            y = flowed.bottom_mm - (said.gap_em * unit_pt if said is not says[-1] else GROUP_GAP * size_pt)
    return tuple(blocks)
