"""A translation brought back into the person's language by somebody else, and read to her before she says yes to it (consent model, idea 10)."""
from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from exhibit.actions.history import note
from exhibit.actions.testimonies import approve_text, checked_text
from exhibit.errors import Conflict, Refused, WrongUse
from exhibit.store import queries, transaction, translations
from exhibit.store.tables import BackTranslation, StoryVersion, Testimony
from exhibit.story.terms import UNTRANSLATED

READ_TO: dict[str, str] = {"PERSON": "the person", "DELEGATE": "somebody the person chose"}


class Reading(StrEnum):
    """Where a text stands between its translation and the person's yes."""

    NOT_NEEDED = "NOT_NEEDED"  # in the language she told it in
    MISSING = "MISSING"
    WRITTEN = "WRITTEN"
    READ = "READ"


@dataclass(frozen=True, slots=True)
class ReadBack:
    """The state of one text, with the back-translation that says so."""

    state: Reading
    row: BackTranslation | None = None


def write_back(version_id: int, language: str, body: str, by: str, now: datetime) -> BackTranslation:
    """Keep a back-translation of exactly this text, encrypted. Raises Refused for the translator's own, WrongUse, Conflict for an older text."""
    text = checked_text(body)
    with transaction() as session:
        version = queries.version(version_id)
        testimony = version.testimony
        if version.language == testimony.original_language:
            raise WrongUse("This text is in the language in which the story was told: it needs no back-translation.")
        if testimony.newest(version.kind, version.language).id != version.id:
            raise Conflict("There is a newer translation by now: bring that one back. Nothing was saved.")
        if UNTRANSLATED in version.body:
            raise Refused("This translation is not finished: its translator fills the empty paragraphs first. Nothing was saved.")
        if language not in languages_of(version):
            raise WrongUse("A back-translation is in the language in which the story was told, or in the one the person prefers.")
        if by.casefold() in _translators(version):
            raise Refused("You worked on this translation: somebody else brings it back, without looking at the original.")
        check_may_bring_back(testimony, by)
        row = BackTranslation(version=version, language=language, body=text, at=now, by=by)
        session.add(row)
        note("BACK_TRANSLATION", "written", by, now, testimony=testimony, details={"text": version.id, "sha256": version.sha256, "language": language})
    return row


def check_may_bring_back(testimony: Testimony, by: str) -> None:
    """Raises Refused for whoever knows a source of the story: she would write what she knows, and not what the translation says."""
    from exhibit.actions import lookers  # imported here: it knows the accounts, as only a process with a desk may

    if lookers.knows_source(testimony, by):
        raise Refused("You know a source of this story: the translation is brought back by somebody who knows nothing but its words.")


def languages_of(version: StoryVersion) -> frozenset[str]:
    """Into which languages a text is brought back: the one the story was told in, and the one the person prefers."""
    return frozenset({version.testimony.original_language, version.testimony.person.preferred_language} - {"", version.language})


def _translators(version: StoryVersion) -> frozenset[str]:
    """Everybody who saved a version of this kind and language."""
    return frozenset(one.written_by.casefold() for one in version.testimony.versions if (one.kind, one.language) == (version.kind, version.language))


def was_read(back_id: int, read_to: str, by: str, now: datetime) -> BackTranslation:
    """It was read aloud to the person, or to whom she chose. Raises WrongUse, Conflict when the translation has changed since."""
    if read_to not in READ_TO:
        raise WrongUse("Say to whom it was read: to the person, or to somebody the person chose.")
    with transaction():
        row = translations.back_translation(back_id)
        version = row.version
        if version.testimony.newest(version.kind, version.language).sha256 != version.sha256:
            raise Conflict("The translation has changed since: bring the new one back and read that. Nothing was written down.")
        if row.read_at is None:
            row.read_to, row.read_at, row.read_by = read_to, now, by
            note("BACK_TRANSLATION", "read", by, now, testimony=version.testimony, indicated_by="SUBJECT" if read_to == "PERSON" else "",
                 details={"text": version.id, "sha256": version.sha256, "to": read_to})
    return row


def read_back(version: StoryVersion) -> ReadBack:
    """Where this text stands. Blanks that changed alone do not undo a reading: it holds for the same words."""
    if version.language == version.testimony.original_language:
        return ReadBack(Reading.NOT_NEEDED)
    return _state(translations.of_versions(translations.with_the_same_words(version)))


def read_backs(testimony: Testimony) -> dict[int, ReadBack]:
    """The same for every text of a testimony, by its number, in one question."""
    texts = testimony.versions
    rows = translations.of_versions([text.id for text in texts])
    by_id = {text.id: text for text in texts}

    def of(text: StoryVersion) -> ReadBack:
        if text.language == testimony.original_language:
            return ReadBack(Reading.NOT_NEEDED)
        return _state(row for row in rows if (other := by_id[row.version_id]).sha256 == text.sha256 and (other.kind, other.language) == (text.kind, text.language))

    return {text.id: of(text) for text in texts}


def _state(rows: Iterable[BackTranslation]) -> ReadBack:
    found = list(rows)
    heard = next((row for row in found if row.read_at), None)
    if heard:
        return ReadBack(Reading.READ, heard)
    return ReadBack(Reading.WRITTEN, found[0]) if found else ReadBack(Reading.MISSING)


def approve_translation(version_id: int, reads_it: bool, by: str, now: datetime) -> StoryVersion:
    """A caseworker writes down the person's yes to a text. A translation was read back to her before, or she reads that language herself
    (`reads_it`, which the history keeps). Raises Refused.
    """
    version = queries.version(version_id)
    if version.approved_at is None and read_back(version).state in (Reading.MISSING, Reading.WRITTEN):
        if not reads_it:
            raise Refused("Nobody has read a back-translation of this text to the person yet. Have it brought back and read it to her; or tick that she reads this language herself. "
                          "Nothing was recorded.")
        approved = approve_text(version_id, by, now)
        with transaction():
            note("BACK_TRANSLATION", "she reads it herself", by, now, testimony=approved.testimony, details={"text": approved.id, "sha256": approved.sha256})
        return approved
    return approve_text(version_id, by, now)
