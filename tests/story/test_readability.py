"""Readability by published formulas where there is one, and nothing made up where there is none."""
from __future__ import annotations

import pytest

from exhibit.story.labels import NAMES
from exhibit.story.readability import FORMULAS, length_for, reading, syllables

PLAIN = {
    "en": ("I worked in a house. I cooked and I cleaned. At night I wrote.", "The organisational administration systematically misrepresented contractual obligations concerning accommodation and remuneration."),
    "fr": ("Je lavais le sol. Je gardais les petits. Le soir, je notais tout.", "L'administration organisationnelle dissimulait systématiquement les obligations contractuelles concernant l'hébergement et la rémunération."),
    "nl": ("Ik werkte in een huis. Ik kookte elke dag. Ik sliep op de vloer.", "De organisatorische verantwoordelijkheid betreffende huisvesting en arbeidsvoorwaarden werd systematisch verkeerd voorgesteld."),
    "es": ("Yo vivía en una casa. De noche no dormía. Hoy tengo mi llave.", "La administración organizativa tergiversaba sistemáticamente las obligaciones contractuales relacionadas con el alojamiento y la remuneración."),
    "pt": ("Eu morava na casa. De noite eu não dormia. Hoje tenho a chave.", "A administração organizacional deturpava sistematicamente as obrigações contratuais relacionadas com o alojamento e a remuneração."),
    "ru": ("Я жила в доме. Я мыла пол. Сегодня у меня есть ключ.", "Административное руководство систематически искажало договорные обязательства относительно предоставления жилья и вознаграждения."),
}


@pytest.mark.parametrize("language", FORMULAS)
def test_short_words_in_short_sentences_read_easier(language):
    easy, hard = (reading(text, language) for text in PLAIN[language])
    assert easy.ease > 70 > 40 > hard.ease and easy.ease_word in ("easy", "plain") and hard.ease_word == "hard"


def test_flesch_of_a_sentence_counted_by_hand():
    """Ten words, one sentence, 12 syllables: 206.835 - 1.015 * 10 - 84.6 * 1.2 = 95.2; grade 0.39 * 10 + 11.8 * 1.2 - 15.59 = 2.5, so age 7."""
    found = reading("My mother gave me a little book with a lock.", "en")
    assert (found.words, found.sentences) == (10, 1) and found.ease == pytest.approx(95.2) and found.reading_age == 7


@pytest.mark.parametrize("language", sorted(set(NAMES) - set(FORMULAS)))
def test_where_no_formula_is_published_no_figure_is_made_up(language):
    found = reading("ຂ້ອຍເຮັດວຽກຢູ່ໂຮງງານ." if language == "lo" else "Ба ка да. Ва га.", language)
    assert found.formula is None and found.ease is None and found.reading_age is None and found.ease_word == "" and found.words >= 4


def test_a_few_words_get_no_figure():
    assert reading("I work.", "en").ease is None and reading("", "en").words == 0


@pytest.mark.parametrize(("word", "language", "count"), [
    ("house", "en", 1), ("table", "en", 2), ("idea", "en", 2), ("the", "en", 1), ("работала", "ru", 4), ("в", "ru", 1), ("maison", "fr", 2), ("porte", "fr", 1), ("été", "fr", 2), ("слово", "ru", 2)])
def test_syllables(word, language, count):
    assert syllables(word, language) == count


@pytest.mark.parametrize(("kind", "words", "expected"), [("CUTOUT", 59, (60, 100, -1)), ("CUTOUT", 100, (60, 100, 0)), ("QUOTE", 30, (12, 25, 5)), ("STORY", 9000, None)])
def test_length_on_a_board(kind, words, expected):
    assert length_for(kind, words) == expected
