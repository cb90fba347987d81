"""The translator's view: the approved original, paragraph by paragraph, beside its translation, and nothing else about the person."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from exhibit.actions.boards import copy_url, laid_out, words_of
from exhibit.actions.glossary import terms_for
from exhibit.actions.holds import set_hold
from exhibit.actions.testimonies import KINDS, checked_text, save_text
from exhibit.consent.states import PUBLISHABLE, State
from exhibit.cutout import compose
from exhibit.cutout.errors import CutoutError
from exhibit.errors import Conflict, Refused, WrongUse
from exhibit.store import translations
from exhibit.store.tables import StoryVersion, Testimony
from exhibit.story.labels import NAMES
from exhibit.story.readability import LENGTHS
from exhibit.story.reading import BLANK_LINE
from exhibit.story.terms import UNTRANSLATED, Marked, Term, marked, said_otherwise, word_count

AGREED = PUBLISHABLE | {State.GIVEN}  # a translation is made after her yes and before its confirmation: that needs the translated words
ORDER = ("QUOTE", "CUTOUT", "ATTRIBUTION", "STORY", "EASY")


@dataclass(frozen=True, slots=True)
class Pair:
    """One paragraph of the original with its glossary terms, beside the translation."""

    original: tuple[Marked, ...]
    translation: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One text to translate. `newest`: the translation as saved last; `stale`: it was made from an older original; `length`: words that suit a board."""

    original: StoryVersion
    newest: StoryVersion | None
    pairs: tuple[Pair, ...]
    stale: bool
    length: tuple[int, int] | None
    words: int
    open: int
    otherwise: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Fit:
    """Does the board still hold the words? `words_to_cut` where it is known."""

    fits: bool
    sentence: str


def languages_agreed(testimony: Testimony, now: datetime) -> list[str]:
    """Languages into which the person agreed to be translated; none while the testimony is on hold."""
    if testimony.hold != "NONE":
        return []
    agreed = {grant.scope for grant in testimony.grants if grant.permission == "TRANSLATE" and State(grant.state_at(now)) in AGREED and grant.scope in NAMES}
    return sorted(agreed - {testimony.original_language})


def work(now: datetime) -> list[tuple[Testimony, str, int, int]]:
    """For the list: testimony, target language, how many approved texts there are, and how many of them are translated from the text as it stands."""
    found = []
    for testimony in translations.agreed_to_translate():
        originals = [text for kind in ORDER if (text := testimony.approved(kind, testimony.original_language))]
        found += [(testimony, language, len(originals), sum(_is_done(testimony, text, language) for text in originals)) for language in languages_agreed(testimony, now) if originals]
    return sorted(found, key=lambda row: (row[3] == row[2], row[0].code, row[1]))  # what is left to do first


def _is_done(testimony: Testimony, original: StoryVersion, language: str) -> bool:
    newest = testimony.newest(original.kind, language)
    return newest is not None and UNTRANSLATED not in newest.body and not _is_stale(testimony, original, newest)


def _is_stale(testimony: Testimony, original: StoryVersion, newest: StoryVersion) -> bool:
    """Was it made from other words than the original has now? Of a text without a parent nobody knows: it counts as made from these."""
    parent = next((text for text in testimony.versions if text.id == newest.parent_id), None)
    return parent is not None and parent.sha256 != original.sha256


def demand_agreed(testimony: Testimony, language: str, now: datetime) -> None:
    """Raises Refused where nobody may translate this now."""
    if testimony.hold != "NONE":
        raise Refused("This testimony is on hold: nobody works on it until two people have lifted the hold.")
    if language not in languages_agreed(testimony, now):
        raise Refused(f"The person has not agreed to a translation into {NAMES.get(language, language)}, or it has ended: nothing is shown. A caseworker can ask her.")


def sheets(testimony: Testimony, language: str, now: datetime) -> list[Sheet]:
    """Every approved text of a testimony beside its translation. Raises Refused without the person's yes to this language."""
    demand_agreed(testimony, language, now)
    terms = terms_for(testimony.original_language, language)
    originals = [text for kind in ORDER if (text := testimony.approved(kind, testimony.original_language))]
    return [_sheet(testimony, original, language, terms) for original in originals]


def _sheet(testimony: Testimony, original: StoryVersion, language: str, terms: Sequence[Term]) -> Sheet:
    newest = testimony.newest(original.kind, language)
    body = newest.body if newest else ""
    return Sheet(original, newest, pairs(original, body, terms), newest is not None and _is_stale(testimony, original, newest), LENGTHS.get(original.kind),
                 word_count(body, language) if body else 0, body.count(UNTRANSLATED), said_otherwise(original.body, original.language, body, language, terms) if body else ())


def pairs(original: StoryVersion, translation: str, terms: Sequence[Term]) -> tuple[Pair, ...]:
    """Paragraphs side by side. A translation with more paragraphs than the original keeps them all, in the last field."""
    said, told = _paragraphs(original.body), _paragraphs(translation)
    beside = [*told[:len(said) - 1], "\n\n".join(told[len(said) - 1:])]
    beside += [""] * (len(said) - len(beside))
    return tuple(Pair(marked(paragraph, original.language, terms), other) for paragraph, other in zip(said, beside, strict=True))


def _paragraphs(text: str) -> list[str]:
    """The paragraphs of a text; one that is not translated yet is empty."""
    return [part.strip().removeprefix(UNTRANSLATED) for part in BLANK_LINE.split(text) if part.strip()]


def joined(paragraphs: Sequence[str]) -> str:
    """Fields as one text, so that the paragraphs of both texts keep their numbers: an empty line within a field becomes a line end, except in the last."""
    said = [part.strip().replace("\r\n", "\n") for part in paragraphs]
    kept = [*(BLANK_LINE.sub("\n", part) for part in said[:-1]), *said[-1:]]
    return "\n\n".join(part or UNTRANSLATED for part in kept) if any(kept) else ""


def save_translation(testimony: Testimony, language: str, kind: str, paragraphs: Sequence[str], based_on: int | None, original_id: int, by: str, now: datetime) -> StoryVersion:
    """A new version of the translation, with the text it was made from. Raises Conflict when either text changed meanwhile; nothing is overwritten."""
    demand_agreed(testimony, language, now)
    if kind not in KINDS:
        raise WrongUse("There is no such kind of text.")
    original = testimony.approved(kind, testimony.original_language)
    if original is None:
        raise Refused("The original has no approved text of this kind any more: nothing was saved. Keep your words elsewhere until the person has approved one.")
    if original.id != original_id:
        raise Conflict("The person approved new words of the original while you were translating. They stand beside your translation now: look at them, change what is needed and save again. "
                       "Nothing was lost.")
    return save_text(testimony, language, kind, joined(paragraphs), based_on, by, now, parent_id=original.id)


def board_fit(testimony: Testimony, language: str, typed: Mapping[str, str], base_url: str, now: datetime) -> Fit:
    """Would the board hold these words? `typed`: kind -> words; what is not typed is taken as saved. The real board is set, nothing is kept."""
    cutout = translations.board_of(testimony, language)
    if cutout is None:
        return Fit(False, "This testimony has no figure in an exhibition yet: the count of words is the measure.")
    said = {kind: typed.get(kind) or (saved.body if (saved := testimony.newest(kind, language)) else "") for kind in ("QUOTE", "CUTOUT", "ATTRIBUTION")}
    missing = [word for kind, word in (("QUOTE", "quote"), ("CUTOUT", "text on the board")) if not said[kind]]
    if missing:
        return Fit(False, f"A board needs both a quote and a text. Missing in this language: {' and '.join(missing)}.")
    words = words_of(cutout, {kind: checked_text(body) for kind, body in said.items() if body}, language)
    try:
        code = copy_url(cutout.copies[0], base_url) if cutout.copies else None
        compose(laid_out(cutout, words, now=now, url=code, slug="fit", copy=(1, max(1, len(cutout.copies))), shown_until=cutout.exhibition.ends_on.isoformat()))
    except CutoutError as refusal:
        return Fit(False, refusal.sentence)
    return Fit(True, "These words fit on the board at a size that is read from where visitors stand.")


def hold_for_safety(testimony: Testimony, language: str, by: str, now: datetime) -> None:
    """Whoever translates it recognises somebody: nothing of the testimony is shown from now on, until two people lift it. Raises Refused."""
    demand_agreed(testimony, language, now)
    set_hold(testimony, "SAFETY", "Somebody who translates it says that a detail could get somebody found.", by, now)
