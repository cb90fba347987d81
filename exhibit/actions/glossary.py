"""The house's words: how a term is said in another language, so that fifteen stories and five translators say it alike. No names."""
from __future__ import annotations

import unicodedata
from datetime import datetime

from exhibit.actions.free_text import checked_note
from exhibit.errors import Conflict, WrongUse
from exhibit.store import transaction, translations
from exhibit.store.tables import GlossaryTerm
from exhibit.story.labels import NAMES
from exhibit.story.terms import Term

LONGEST, LONGEST_NOTE = 120, 500  # characters


def save_term(language: str, term: str, target_language: str, translation: str, remark: str, by: str, now: datetime, term_id: int | None = None) -> GlossaryTerm:
    """A new term, or an old one changed. Raises WrongUse, Conflict for one that is there already, Refused for a name."""
    words = _checked(language, term, target_language, translation)
    kept = checked_note(remark, "Note")[:LONGEST_NOTE]
    with transaction() as session:
        there = translations.same_term(language, words[0], target_language)
        if there and there.id != term_id:
            raise Conflict(f"“{there.term}” is in the glossary already for these languages, as “{there.translation}”: change that line. Nothing was saved.")
        row = translations.term(term_id) if term_id else GlossaryTerm()
        row.language, row.target_language = language, target_language
        row.term, row.translation = words
        row.note, row.at, row.by = kept, now, by
        session.add(row)
    return row


def _checked(language: str, term: str, target_language: str, translation: str) -> tuple[str, str]:
    if language not in NAMES or target_language not in NAMES:
        raise WrongUse("Choose the language of the term and the one it is translated into.")
    if language == target_language:
        raise WrongUse("Choose two different languages.")
    said = [" ".join(unicodedata.normalize("NFC", words).split()) for words in (term, translation)]
    if not all(said):
        raise WrongUse("Write the term and how the house says it in the other language.")
    if max(map(len, said)) > LONGEST:
        raise WrongUse(f"A term has at most {LONGEST} characters.")
    return checked_note(said[0], "Term"), checked_note(said[1], "Translation")


def remove_term(term_id: int) -> str:
    """Take a term out; returns it. Raises NotFound."""
    with transaction() as session:
        row = translations.term(term_id)
        words = row.term
        session.delete(row)
    return words


def terms_for(language: str, target_language: str) -> tuple[Term, ...]:
    """The house's words from one language into another."""
    return tuple(Term(row.term, row.translation, row.note) for row in translations.glossary(language, target_language))
