"""The four ticks on a text, and which of them an edit clears. Each tick is set by another person.

| tick | says | set by | cleared by |
|---|---|---|---|
| CONSENT | the person said yes to these words | the person, or a caseworker who writes down her words | any changed word |
| ANONYMITY | nobody can be recognised from it | a verifier | a change in a sentence that tells a fact, new words that may tell one, other marks |
| LANGUAGE | it reads well and says what the original says | somebody who did not write it | any changed word, here or in the original it was translated from |
| LAYOUT | it stands well on the board | a curator | any change of a text that is on a board, blanks and line ends included |

An edit is one `Change`; CLEARS says what it clears on the text itself, CLEARS_TRANSLATIONS what it clears on texts translated from it.
"""
from __future__ import annotations

from enum import StrEnum

from exhibit.story.anonymise import found_in
from exhibit.story.anonymise.words import never_a_name
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
    PLAIN_WORDS = "PLAIN_WORDS"  # other words in sentences that tell no fact
    TELLING_WORDS = "TELLING_WORDS"  # other words in a sentence that tells one, or words that may tell one


ALL = frozenset(Tick)
ON_A_BOARD = frozenset({"QUOTE", "CUTOUT", "ATTRIBUTION"})
CLEARS: dict[Change, frozenset[Tick]] = {
    Change.SPACING: frozenset({Tick.LAYOUT}),
    Change.MARKS: frozenset({Tick.ANONYMITY}),
    Change.PLAIN_WORDS: frozenset({Tick.CONSENT, Tick.LANGUAGE, Tick.LAYOUT}),
    Change.TELLING_WORDS: ALL,
}
CLEARS_TRANSLATIONS: dict[Change, frozenset[Tick]] = {
    Change.SPACING: frozenset(), Change.MARKS: frozenset(),
    Change.PLAIN_WORDS: frozenset({Tick.LANGUAGE}), Change.TELLING_WORDS: frozenset({Tick.LANGUAGE}),
}


def changes(old_text: str, old_spans: Spans | None, new_text: str, new_spans: Spans | None, language: str) -> frozenset[Change]:
    """What the edit amounts to; empty when nothing changed. In a text that nobody marked every sentence counts as telling a fact."""
    made = edit(old_text, new_text, language)
    if not made.same_words:
        unmarked = old_spans is None or new_spans is None
        telling = unmarked or _tells(made, old_spans or (), new_spans or ()) or _may_tell(made, old_text)
        return frozenset({Change.TELLING_WORDS if telling else Change.PLAIN_WORDS})
    found = {Change.SPACING} if old_text != new_text else set()
    return frozenset(found | ({Change.MARKS} if _facts(old_text, old_spans) != _facts(new_text, new_spans) else set()))


def _facts(text: str, spans: Spans | None) -> frozenset[tuple[str, str]] | None:
    """Marks as words with their element, so that a mark that only moved is the same mark."""
    return None if spans is None else frozenset(("".join(text[span.start:span.end].split()), span.element) for span in spans)


def _tells(made: Edit, old_spans: Spans, new_spans: Spans) -> bool:
    return any(tagged(sentence, old_spans) for sentence in made.gone) or any(tagged(sentence, new_spans) for sentence in made.new)


def _may_tell(made: Edit, old_text: str) -> bool:
    """New words with a figure, a country, language, day or month among them, or with a find: nobody has looked at them yet."""
    known = {find.text for find in found_in(old_text)}
    loose = any(any(char.isdigit() for char in word) or (len(word) > 3 and word.casefold() in never_a_name()) for word in made.new_words)
    return loose or any(find.text not in known for sentence in made.new for find in found_in(sentence.text))


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
