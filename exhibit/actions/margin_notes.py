"""What stands in the margin of a text, what of it is answered, and what blocks: nothing is put before the person or printed while a block stands.

An answer belongs to the words a note is about, in their sentence: it holds over versions as long as these stay. Block rules wait for no answer
except E05, where two people may say why an exact detail can stay; what identifies by itself is settled on the worksheet and in the
second look (left_finds.py), an exact age or date by answers here.
"""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from exhibit.actions import left_finds
from exhibit.actions.meant_words import refuse_while_in_source
from exhibit.actions.ticks import ticks_on
from exhibit.errors import Refused
from exhibit.store import margin_answers
from exhibit.store.tables import MarginAnswer, StoryVersion, Testimony
from exhibit.story.anonymise import Find
from exhibit.story.anonymise.kinds import Severity
from exhibit.story.ethics import RULES, Note, Settled, Text, notes_on
from exhibit.story.ticks import Tick
from exhibit.story.vocabulary import validate_attributes

ELEMENTS = ("tip_act", "tip_means", "tip_purpose", "exploitation", "term")
NAMED = 3  # notes a refusal names; of more it says how many


@dataclass(frozen=True, slots=True)
class Margin:
    """One note with the answers to it, oldest first; `settled`: nothing waits here any more."""

    note: Note
    answers: tuple[MarginAnswer, ...]
    settled: bool

    @property
    def stops(self) -> bool:
        return self.note.blocks and not self.settled


def notes_for(version: StoryVersion) -> tuple[Margin, ...]:
    """The margin of a version on file, read now: about a second for 2,000 words."""
    finds = left_finds.finds_in(version)
    alone = frozenset((find.start, find.end) for find in left_finds.left_in(version, read_already=finds).blocking)
    found = notes_for_text(version.testimony, version.kind, version.language, version.body, version.telling, finds)
    return tuple(_unless_agreed(margin, alone) for margin in found)


def notes_for_text(testimony: Testimony, kind: str, language: str, body: str, telling: str = "", finds: Iterable[Find] = ()) -> tuple[Margin, ...]:
    """The margin of words that are no version yet, such as what a worksheet comes to. `finds`: what the finders saw, where their details are to be noted too."""
    by_note: dict[tuple[str, str], list[MarginAnswer]] = defaultdict(list)
    for row in margin_answers.answers_of(testimony):
        if (row.kind, row.language) == (kind, language):
            by_note[row.rule, row.words_sha256].append(row)
    text = Text(body, language, kind, testimony.experience_type, telling, facts_wrong(testimony))
    return tuple(_margin(note, by_note[note.rule, note.sha256]) for note in notes_on(text, finds))


def _margin(note: Note, answers: list[MarginAnswer]) -> Margin:
    people = {row.by.casefold() for row in answers}
    settled = len(people) >= RULES[note.rule].answers > 0 and note.settled_by in (Settled.ANSWER, Settled.TWO) and note.severity is not Severity.ALONE
    return Margin(note, tuple(answers), settled)


def _unless_agreed(margin: Margin, alone: frozenset[tuple[int, int]]) -> Margin:
    """What identifies by itself is settled where the second look agreed to it, and not here."""
    note = margin.note
    agreed = note.severity is Severity.ALONE and (note.start, note.end) not in alone
    return Margin(note, margin.answers, agreed) if note.severity is Severity.ALONE else margin


def facts_wrong(testimony: Testimony) -> tuple[str, ...]:
    """What rule E11 says of the facts of a testimony: the elements of trafficking, none for smuggling."""
    known = testimony.attributes or {}
    child = testimony.person.age_class in ("CHILD", "UNCERTAIN")
    return tuple(validate_attributes(testimony.experience_type, child=child, **{name: known.get(name) or "" for name in ELEMENTS}))


def waiting_on(versions: Iterable[StoryVersion]) -> list[tuple[StoryVersion, tuple[Margin, ...]]]:
    """Of these texts each with the notes that nothing has settled, block rules among them; texts without any are left out."""
    found = ((version, tuple(margin for margin in notes_for(version) if not margin.settled)) for version in versions)
    return [(version, margins) for version, margins in found if margins]


def blocking(version: StoryVersion) -> tuple[Margin, ...]:
    """Notes of block rules that nothing has settled, without what identifies by itself: that stands in `left_finds.blocking`."""
    return tuple(margin for margin in notes_for(version) if margin.stops and margin.note.severity is not Severity.ALONE)


def refuse_while_blocking(version: StoryVersion, what: str) -> None:
    """Raises Refused while a block rule stands. `what`: what was not done, as a sentence. A detail is named by its kind, never by its words."""
    stopped = blocking(version)
    if stopped:
        more = f" And {len(stopped) - NAMED} more." if len(stopped) > NAMED else ""
        raise Refused(f"The {version.kind.lower()} in {version.language}: {' '.join(map(_in_a_refusal, stopped[:NAMED]))}{more} {what} The margin notes of the text say what helps.")


def refuse_to_print(versions: Iterable[StoryVersion]) -> None:
    """Raises Refused where words on their way to a board break a block rule, or a pseudonym may be a real name. What identifies by itself is asked of texts that no second person has ticked."""
    for version in versions:
        refuse_while_in_source(version.testimony, "Nothing was printed.")
        refuse_while_blocking(version, "Nothing was printed.")
        if Tick.ANONYMITY not in ticks_on(version):
            left_finds.refuse_while_blocking(version, "Nothing was printed.")


def _in_a_refusal(margin: Margin) -> str:
    note = margin.note
    if note.rule == "E05":
        return f"{str(note.values['kind']).capitalize()} still stands there."
    return f"“{note.words}” may not stand there." if note.settled_by is Settled.TEXT else note.sentence
