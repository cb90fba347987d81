"""Every permission has a pictogram of its own and plain words in every language; no word gives away what it is about."""
from __future__ import annotations

import re
import unicodedata
import xml.etree.ElementTree as ET

import pytest
import svgelements

from exhibit.consent.permissions import PERMISSIONS
from exhibit.consent.pictograms import OF_PERMISSION, OF_USE, PICTOGRAMS, pictogram_svg
from exhibit.consent.records import UseKind
from exhibit.consent.words import LANGUAGES, gives_away, permission_label, reversal, word, words_language
from exhibit.consent.words.tables import SUBJECTS, table
from exhibit.story.labels import languages

LEVELS = {"R0", "R1", "R2", "R3"}
SCRIPTS = {"ar": "ARABIC", "ur": "ARABIC", "ne": "DEVANAGARI", "lo": "LAO", "uk": "CYRILLIC", "ru": "CYRILLIC", "be": "CYRILLIC", "ky": "CYRILLIC"}


def test_the_languages_are_those_of_the_visitors_pages():
    assert set(LANGUAGES) == set(languages()) and len(LANGUAGES) == 13


@pytest.mark.parametrize("subject", SUBJECTS)
def test_no_word_is_missing_and_every_value_has_its_place(subject):
    english = table(subject)["en"]
    for language, words in table(subject).items():
        assert list(words) == list(english), language
        assert all(words.values()), language
        for key, text in words.items():
            assert set(re.findall(r"{\w+}", text)) == set(re.findall(r"{\w+}", english[key])), (language, key)


@pytest.mark.parametrize("subject", SUBJECTS)
def test_words_are_in_the_script_of_their_language_and_not_english(subject):
    for language, words in table(subject).items():
        if language == "en":
            continue
        untranslated = {key for key, text in words.items() if text == table(subject)["en"][key] and len(text) > 6}
        assert untranslated <= {"Stop"}, language
        if language in SCRIPTS:
            letters = [unicodedata.name(char, "") for text in words.values() for char in re.sub(r"{\w+}", "", text) if char.isalpha()]
            assert sum(name.startswith(SCRIPTS[language]) for name in letters) > 0.97 * len(letters), language


def test_all_permissions_have_words_and_a_pictogram_of_their_own():
    assert set(table("permissions")["en"]) == set(PERMISSIONS) | LEVELS
    assert set(OF_PERMISSION) == set(PERMISSIONS) and len(set(OF_PERMISSION.values())) == len(PERMISSIONS) == 34
    assert set(OF_PERMISSION.values()) | set(OF_USE.values()) <= set(PICTOGRAMS)
    assert set(OF_USE) == set(UseKind)


def test_two_permissions_never_share_their_words():
    for language in LANGUAGES:
        said = [permission_label(code, language) for code in PERMISSIONS]
        assert len(set(said)) == len(said), language


def test_no_word_a_person_carries_gives_anything_away():
    found = [(subject, language, key) for subject in SUBJECTS for language, words in table(subject).items() for key, text in words.items() if gives_away(text)]
    assert found == []


@pytest.mark.parametrize("text", ["Trafficking", "a VICTIM of", "victime", "Víctimas", "ضحايا الاتجار", "торгівля людьми", "पीडित", "House of Survivors"])
def test_the_give_away_list_knows_case_accents_and_scripts(text):
    assert gives_away(text)


def test_ordinary_words_are_let_through():
    assert not any(gives_away(text) for text in ("Printed figure", "House of friends", "+32 2 555 12 12", "بلجيكا", "Бельгія", "Bruxelles"))


@pytest.mark.parametrize("name", PICTOGRAMS)
def test_a_pictogram_is_well_formed_and_stays_in_its_grid(name):
    drawing = ET.fromstring(pictogram_svg(name))
    assert drawing.attrib["aria-hidden"] == "true" and len(drawing)
    boxes = [svgelements.Path(path.attrib["d"]).bbox() for path in drawing]
    assert min(min(box[:2]) for box in boxes) >= 0.8 and max(max(box[2:]) for box in boxes) <= 23.2


def test_a_language_without_words_gets_them_in_english():
    assert words_language("fa") == "en" and words_language("pt-BR") == "pt"
    assert word("page", "fa", "stop_all") == "Stop everything" and reversal("R3", "en") == "Cannot be taken back."
