"""The four ticks on a text, and which of them an edit clears. Each tick is set by another person.

| tick | says | set by | cleared by |
|---|---|---|---|
| CONSENT | the person said yes to these words | the person, or a caseworker who writes down her words | any changed word |
| ANONYMITY | nobody can be recognised from it | a verifier, by the second look (exhibit/actions/second_eyes.py) | any word that came or went, any change in a sentence that tells a fact, other marks |
| LANGUAGE | it reads well and says what the original says | somebody who did not write it | any changed word, here or in the original it was translated from |
| LAYOUT | it stands well on the board | a curator | any change of a text that is on a board, blanks and line ends included |

An edit is one `Change`; CLEARS says what it clears on the text itself, CLEARS_TRANSLATIONS what it clears on texts translated from it.
"""
from __future__ import annotations

import unicodedata
from enum import StrEnum

from exhibit.story.elements import Spans, tagged
from exhibit.story.sentences import Edit, edit


class Tick(StrEnum):
    CONSENT = "CONSENT"
    ANONYMITY = "ANONYMITY"
    LANGUAGE = "LANGUAGE"
    LAYOUT = "LAYOUT"


class Change(StrEnum):
    """What an edit amounts to, mildest first."""

    SPACING = "SPACING"  # other blanks or line ends between the same words
    MARKS = "MARKS"  # the same words, other marks
    SIGNS = "SIGNS"  # the same words with other signs between them, in sentences that tell no fact
    WORDS = "WORDS"  # words that came or went, or any change in a sentence that tells a fact


ALL = frozenset(Tick)
ON_A_BOARD = frozenset({"QUOTE", "CUTOUT", "ATTRIBUTION"})
CLEARS: dict[Change, frozenset[Tick]] = {
    Change.SPACING: frozenset({Tick.LAYOUT}),
    Change.MARKS: frozenset({Tick.ANONYMITY}),
    Change.SIGNS: frozenset({Tick.CONSENT, Tick.LANGUAGE, Tick.LAYOUT}),
    Change.WORDS: ALL,
}
CLEARS_TRANSLATIONS: dict[Change, frozenset[Tick]] = {
    Change.SPACING: frozenset(), Change.MARKS: frozenset(),
    Change.SIGNS: frozenset({Tick.LANGUAGE}), Change.WORDS: frozenset({Tick.LANGUAGE}),
}


def changes(old_text: str, old_spans: Spans | None, new_text: str, new_spans: Spans | None, language: str) -> frozenset[Change]:
    """What the edit amounts to; empty when nothing changed. In a text that nobody marked every sentence counts as telling a fact."""
    made = edit(old_text, new_text, language)
    if not made.same_words:
        unmarked = old_spans is None or new_spans is None
        telling = unmarked or _tells(made, old_spans or (), new_spans or ()) or _has_other_words(made)
        return frozenset({Change.WORDS if telling else Change.SIGNS})
    found = {Change.SPACING} if old_text != new_text else set()
    return frozenset(found | ({Change.MARKS} if _facts(old_text, old_spans) != _facts(new_text, new_spans) else set()))


def _facts(text: str, spans: Spans | None) -> frozenset[tuple[str, str]] | None:
    """Marks as words with their element, so that a mark that only moved is the same mark."""
    return None if spans is None else frozenset(("".join(text[span.start:span.end].split()), span.element) for span in spans)


def _tells(made: Edit, old_spans: Spans, new_spans: Spans) -> bool:
    return any(tagged(sentence, old_spans) for sentence in made.gone) or any(tagged(sentence, new_spans) for sentence in made.new)


def _has_other_words(made: Edit) -> bool:
    """Words that came or went. A word taken out may be the “not” of its sentence, which languages say with words, endings and beginnings alike.
    A comma is no word; whatever is no punctuation, as € or a drawn face, is one."""
    return any(not all(unicodedata.category(char).startswith("P") for char in word) for word in (*made.gone_words, *made.new_words))


def ticks_after(old_text: str, old_spans: Spans | None, new_text: str, new_spans: Spans | None, kind: str, language: str) -> frozenset[Tick]:
    """Ticks that go on with the new text. A text that is on no board has no LAYOUT to lose."""
    cleared = _of(CLEARS, changes(old_text, old_spans, new_text, new_spans, language))
    return ALL - (cleared if kind in ON_A_BOARD else cleared - {Tick.LAYOUT})


def ticks_of_translations_after(old_text: str, old_spans: Spans | None, new_text: str, new_spans: Spans | None, language: str,
                                is_translation: bool) -> frozenset[Tick]:
    """Ticks that stay on the translations of an edited text. Editing a translation touches no other."""
    return ALL if is_translation else ALL - _of(CLEARS_TRANSLATIONS, changes(old_text, old_spans, new_text, new_spans, language))


def _of(table: dict[Change, frozenset[Tick]], made: frozenset[Change]) -> frozenset[Tick]:
    return frozenset(tick for change in made for tick in table[change])
