"""A find does not depend on which name it is, on the figures, on invisible signs, on line ends or on the case of letters."""
from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator

import pytest

from benchmarks.anonymise.passages import Label, Labelled, passages
from exhibit.story.anonymise.kinds import Severity
from exhibit.story.anonymise.merge import SURE
from exhibit.story.anonymise.reading import read

LANGUAGES = ("en", "fr", "nl", "es", "pt", "ru", "uk", "ky", "ar", "ur", "ne", "lo")
CASED = LANGUAGES[:8]
OTHER_NAMES = {
    "en": ("Thandiwe Mokoena", "Farai Chikwanha", "Olena Marchenko"), "fr": ("Kadiatou Sidibé", "Moussa Traoré", "Aïssa Maïga"), "nl": ("Lindiwe Dube", "Joost Verbeek", "Anneke Smits"),
    "es": ("Yolima Restrepo", "Wilmer Quintero", "Luz Dary Gómez"), "pt": ("Rosângela Batista", "Edivaldo Nogueira", "Jussara Pinheiro"), "ru": ("Светлана Кузнецова", "Рустам Алиев", "Галина Морозова"),
    "uk": ("Оксана Коваленко", "Богдан Шевчук", "Леся Мельник"), "ky": ("Айгүл Асанова", "Бакыт Токтогулов", "Нургүл Сыдыкова"), "ar": ("فاطمة الزهراء", "محمود عبد الله", "خديجة بنعلي"),
    "ur": ("شازیہ بی بی", "غلام رسول", "نسرین اختر"), "ne": ("सरिता तामाङ", "विष्णु गुरुङ", "मिना श्रेष्ठ"), "lo": ("ບຸນມີ ວົງສະຫວັນ", "ຄຳຫຼ້າ ພົມມະຈັນ", "ມະນີວັນ ສີສຸກ"),
}
KNOWING = frozenset({"names", "kinship", "called", "titles", "introductions", "gazetteer", "emails", "links", "phones", "papers", "streets", "accounts"})
WORDS_TOO = frozenset({"étoile des lagunes", "merveille", "santa maría de la ría", "pasto", "codó", "maliana", "ferreira do alentejo", "maria", "сорок", "хмільнику", "василеві"})  # each a word of the language as well
HIDDEN = "\u200b"  # a zero-width space, as copied from a web page
OTHER_FIGURES = str.maketrans("0123456789", "4812073965")


def places_seen(text: str, language: str) -> set[int]:
    return {at for find in read(text, language) if find.confidence >= SURE for at in range(find.start, find.end)}


def seen(passage: Labelled, label: Label, places: set[int]) -> bool:
    return all(at in places for at in range(label.start, label.end) if passage.text[at].isalnum())


def changed(passage: Labelled, change: Callable[[Label, str], str]) -> Labelled:
    """The passage with the words of each label changed, its labels moved along."""
    parts, labels, at, length = [], [], 0, 0
    for label in passage.labels:
        before, words = passage.text[at:label.start], change(label, passage.text[label.start:label.end])
        labels.append(Label(length + len(before), length + len(before) + len(words), label.kind))
        parts += [before, words]
        length, at = length + len(before) + len(words), label.end
    return Labelled(passage.id, passage.language, "".join([*parts, passage.text[at:]]), tuple(labels))


def lost(language: str, change: Callable[[Label, str], str], wanted: Callable[[Label], bool]) -> Iterator[str]:
    """Words that were seen before the change and are no longer seen after it."""
    for passage in (p for p in passages("tune") if p.language == language):
        before, other = places_seen(passage.text, language), changed(passage, change)
        after = places_seen(other.text, language)
        for old, new in zip(passage.labels, other.labels, strict=True):
            if wanted(old) and seen(passage, old, before) and not seen(other, new, after):
                yield f"{passage.id}: {other.text[new.start:new.end]!r}"


def is_alone(label: Label) -> bool:
    return label.severity == Severity.ALONE


@pytest.mark.parametrize("language", LANGUAGES)
def test_another_name_of_the_same_language_is_found_as_well(language):
    for other in OTHER_NAMES[language]:
        assert list(lost(language, lambda label, words, other=other: other if label.kind == "NAME" else words, lambda label: label.kind == "NAME")) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_other_figures_are_found_as_well(language):
    numbers = ("IDENTITY_NUMBER", "ADDRESS", "DATE", "AGE", "DURATION", "COUNT", "MONEY")
    kept_first = lambda label, words: words[:1] + words[1:].translate(OTHER_FIGURES) if label.kind in ("IDENTITY_NUMBER", "ADDRESS", "MONEY") else words  # noqa: E731
    assert list(lost(language, kept_first, lambda label: label.kind in numbers)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_invisible_sign_in_a_word_hides_nothing(language):
    assert list(lost(language, lambda label, words: _after_letter(words, HIDDEN), is_alone)) == []


def _after_letter(words: str, sign: str) -> str:
    """The sign behind the second letter, never between a letter and its vowel sign."""
    at = next((index for index in range(2, len(words)) if unicodedata.category(words[index])[0] != "M"), len(words))
    return words[:at] + sign + words[at:]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_line_that_ends_inside_a_name_hides_nothing(language):
    assert list(lost(language, lambda label, words: words.replace(" ", "\n"), is_alone)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_figures_of_another_script_are_figures(language):
    native = str.maketrans("0123456789", "".join(chr({"ar": 0x660, "ur": 0x6F0, "ne": 0x966, "lo": 0xED0}.get(language, 0x660) + figure) for figure in range(10)))
    assert list(lost(language, lambda label, words: words.translate(native) if label.kind not in ("EMAIL", "LINK") else words, is_alone)) == []


@pytest.mark.parametrize("language", CASED)
@pytest.mark.parametrize("case", [str.lower, str.upper], ids=["small", "capitals"])
def test_the_case_of_letters_hides_nothing_that_lists_titles_or_forms_know(language, case):
    """Whole texts in one case. A name that is a word of the language too is told from it by its capital alone; all others stay."""
    gone = []
    for passage in (p for p in passages("tune") if p.language == language):
        other = case(passage.text)
        assert len(other) == len(passage.text)
        finds, after = read(passage.text, language), places_seen(other, language)
        known = {at for find in finds if find.confidence >= SURE and KNOWING & set(find.sources) for at in range(find.start, find.end)}
        gone += [other[label.start:label.end] for label in passage.labels if is_alone(label) and seen(passage, label, known) and not any(at in after for at in range(label.start, label.end))]
    assert {words.casefold() for words in gone} <= WORDS_TOO
