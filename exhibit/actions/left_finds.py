"""What identifies by itself and still stands in a text. It blocks the second look and the person's approval, and nobody alone can wave it through.

A find falls away only when two people say that it is none: the curator keeps it with a reason on the worksheet, and whoever looks at the
text as the second agrees. Reading a text loads the finders, so they are imported when a text is read: a door that reads none never knows them.
"""
from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from exhibit.actions.meant_words import agreed_words
from exhibit.errors import Refused
from exhibit.store import anonymity_reviews
from exhibit.store.anonymity_reviews import PASSED, versions_of_text
from exhibit.store.tables import AnonymityReview, SpanDecision, StoryVersion, Worksheet
from exhibit.story.anonymise import KINDS, Find
from exhibit.story.anonymise.kinds import Severity
from exhibit.story.sentences import sentences
from exhibit.story.terms import UNTRANSLATED
from exhibit.story.ticks import Tick

NAMED = 5  # finds a sentence names; of more it says how many


@dataclass(frozen=True, slots=True)
class Kept:
    """A find of severity one that the curator keeps; `key` names it in a form, `reason` is the curator's, empty once the source is gone."""

    key: str
    find: Find
    reason: str


@dataclass(frozen=True, slots=True)
class Left:
    """What one reading of a text finds: what blocks it, and what of that the curator keeps, to which the second look may agree one by one."""

    blocking: tuple[Find, ...]
    kept: tuple[Kept, ...]


def left_in(version: StoryVersion, agreed_now: Iterable[str] = (), read_already: Iterable[Find] | None = None) -> Left:
    """Read a text once. `agreed_now`: words of it to which the look that is being finished agrees; `read_already`: its finds (`finds_in`), where it
    has been read. Takes about a second for 2,000 words."""
    finds = tuple(find for find in (finds_in(version) if read_already is None else read_already) if find.severity is Severity.ALONE)
    if not finds:
        return Left((), ())
    reasons = _kept(version)
    excused = set(reasons) & (_agreed(version) | {_same(words) for words in agreed_now})
    kept = (Kept(f"{find.start}-{find.end}-{find.kind}", find, reasons[_same(find.text)]) for find in finds if _same(find.text) in reasons)
    return Left(tuple(find for find in finds if _same(find.text) not in excused), tuple(kept))


def blocking(version: StoryVersion) -> tuple[Find, ...]:
    """Finds that identify by themselves, without those of which two people say that they are none, in reading order."""
    return left_in(version).blocking


def refuse_while_blocking(version: StoryVersion, what: str) -> None:
    """Raises Refused when something that identifies by itself still stands in the text. `what`: what was not done, as a sentence."""
    if UNTRANSLATED in version.body:
        raise Refused(f"The {version.kind.lower()} in {version.language} is not translated to its end. {what} The translator finishes it first.")
    left = blocking(version)
    if left:
        raise Refused(f"The {version.kind.lower()} in {version.language} still holds {where(version, left)}. {what} Open the text for anonymising and put other words there. "
                      "If it leads to nobody, keep it there with a reason; a second person must agree when looking at the text.")


def where(version: StoryVersion, finds: Iterable[Find]) -> str:
    """Kinds and places of finds without their words: “a name (sentence 2), a telephone number (sentence 5)”."""
    cut = sentences(version.body, version.language)
    places = list(dict.fromkeys(f"{KINDS[find.kind].seems} (sentence {next(number for number, piece in enumerate(cut, 1) if find.start < piece.end)})" for find in finds))
    return ", ".join(places[:NAMED]) + (f" and {len(places) - NAMED} more" if len(places) > NAMED else "")


def finds_in(version: StoryVersion) -> tuple[Find, ...]:
    """What the finders see as the text stands, of any severity; the testimony's pseudonym, in any script, and the words of its key are meant to stand there."""
    from exhibit.story.anonymise.reading import read

    pseudonym = version.testimony.pseudonym
    agreed = agreed_words(version.testimony)
    finds = read(version.body, version.language, agreed=agreed)
    return tuple(find for find in finds if not _is_written_otherwise(pseudonym, find) and not _is_titled(agreed, find, version.language))


def _is_titled(agreed: Iterable[str], find: Find, language: str) -> bool:
    """Is the find a title or a word of kinship with a pseudonym, as “Mrs Maria” where Mrs Peeters stood? Any other word beside it leaves it a find."""
    from exhibit.story.anonymise.kinship import beside, phrase_ending
    from exhibit.story.anonymise.passage import Passage

    if find.kind != "NAME":
        return False
    said, known = [word.key for word in Passage(find.text, language).words], {word.key for words in agreed for word in Passage(words, language).words}
    around = beside(language)
    named, covered = {at for at, key in enumerate(said) if key in known}, {at for at, key in enumerate(said) if key in around.articles | around.particles}
    for at in range(len(said)):
        length = max(phrase_ending(said, at, phrases) for phrases in (around.titles, around.kin, around.after))
        covered |= set(range(at + 1 - length, at + 1))
    return bool(named) and named | covered == set(range(len(said)))


def _is_written_otherwise(pseudonym: str, find: Find) -> bool:
    """Is the find the pseudonym in another script: Ілона for Ilona? In its own script only the pseudonym itself is."""
    from exhibit.story.anonymise.skeleton import alike, script

    words = find.text.split()
    return find.kind == "NAME" and all(any(script(word) != script(known) and alike(word, known) for known in pseudonym.split()) for word in words)


def _kept(version: StoryVersion) -> dict[str, str]:
    """Words the curator keeps -> the reason. Once the source is gone: words of which an earlier look has agreed that they were kept."""
    sheets = [sheet for sheet in anonymity_reviews.worksheets_of(version) if sheet.source is not None]
    if sheets:
        return {words: reason for sheet in sheets for words, reason in _kept_on(sheet)}
    return dict.fromkeys(_agreed_in(anonymity_reviews.reviews_of(other.id for other in versions_of_text(version))), "")


def _agreed(version: StoryVersion) -> frozenset[str]:
    """Words of which the look that passed this text, or the one whose tick still holds for it, says that they are no finds."""
    carried = {row.carried_from for row in version.ticks if row.tick == Tick.ANONYMITY and row.carried_from}
    return _agreed_in(anonymity_reviews.reviews_of({version.id, *carried}))


def _kept_on(sheet: Worksheet) -> Iterator[tuple[str, str]]:
    """Of several decisions about the same characters the last that is not undone holds."""
    standing = [decision for decision in sheet.decisions if decision.undone_at is None]
    for number, decision in enumerate(standing):
        if decision.action == "KEEP" and (decision.reason or "").strip() and not any(_meet(decision, later) for later in standing[number + 1:]):
            yield _same((sheet.source or "")[decision.start:decision.end]), (decision.reason or "").strip()


def _meet(one: SpanDecision, other: SpanDecision) -> bool:
    return other.action != "TAG" and one.start < other.end and other.start < one.end


def _agreed_in(reviews: Iterable[AnonymityReview]) -> frozenset[str]:
    return frozenset(_same(review.version.body[start:end]) for review in reviews if review.verdict == PASSED for start, end, _kind in review.agreed)


def _same(words: str) -> str:
    return " ".join(words.split()).casefold()
