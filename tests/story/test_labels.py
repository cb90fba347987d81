"""The visitor's words: complete in every language, in its own script, with its own punctuation."""
from __future__ import annotations

import re
import string
import unicodedata
from datetime import date

import pytest

from exhibit.story import labels
from exhibit.story.sentences import sentences

WORDS = labels._labels()
SCRIPTS = {"ar": "ARABIC", "ur": "ARABIC", "ne": "DEVANAGARI", "lo": "LAO", "uk": "CYRILLIC", "ru": "CYRILLIC", "be": "CYRILLIC", "ky": "CYRILLIC"}
ALLOWED_LATIN = {"Shift", "PDF"}  # what stands on the key, what a file is called everywhere


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def letters(text: str) -> list[str]:
    bare = re.sub(r"\{\w+\}", "", text)
    for word in ALLOWED_LATIN:
        bare = bare.replace(word, "")
    return [letter for letter in bare if letter.isalpha()]


@pytest.mark.parametrize("language", labels.NAMES)
def test_every_language_has_every_word_with_its_values(language):
    assert set(WORDS[language]) == set(WORDS["en"])
    for key, text in WORDS[language].items():
        assert text.strip() == text != "", key
        assert fields(text) == fields(WORDS["en"][key]), key
        assert language == "en" or text != WORDS["en"][key], key


@pytest.mark.parametrize("language", labels.NAMES)
def test_every_word_is_written_in_the_script_of_its_language(language):
    script = SCRIPTS.get(language, "LATIN")
    for key, text in WORDS[language].items():
        strangers = [letter for letter in letters(text) if not unicodedata.name(letter).startswith(script)]
        assert not strangers, (key, strangers)
        assert unicodedata.normalize("NFC", text) == text, key


@pytest.mark.parametrize(("language", "wrong"), [
    ("fr", r"[^\u00a0]:|[^\u202f][;?!]|'"), ("en", r"'|\""), ("nl", r"'|\""), ("ar", r"[,;?]"), ("ur", r"[,;?]|\.(?!\d)"), ("ne", r"\.$|\. "),
    ("uk", r" —|[ыэъё]|'"), ("ru", r" —|[іїєґ]"), ("be", r" —|[иїєґщъ]"), ("ky", r" —"), ("es", r"'|\""), ("pt", r"'|\""),
])
def test_punctuation_and_letters_of_the_language(language, wrong):
    assert not {key: text for key, text in WORDS[language].items() if re.search(wrong, text)}


@pytest.mark.parametrize("language", labels.NAMES)
def test_whole_sentences_end_like_sentences(language):
    for key in ("note", "note_choice", "opening", "consent", "composed", "several", "unverified", "exit_note", "tip", "som", "act_today", "act_sign_1", "act_careful", "stop_how", "not_shown"):
        assert WORDS[language][key][-1] in ".؟?।۔", key
    for key in ("exit", "help", "act", "title", "not_real_name", "emergency"):
        assert WORDS[language][key][-1] not in ".।۔", key


@pytest.mark.parametrize("language", labels.NAMES)
def test_each_of_the_two_is_told_in_two_sentences(language):
    assert [len(sentences(WORDS[language][key], language)) for key in ("tip", "som")] == [2, 2]


def test_trafficking_and_smuggling_are_never_one_word():
    for language, words in WORDS.items():
        assert words["story_tip"] != words["story_som"] and words["tip"].split()[0:2] != words["som"].split()[0:2], language
    assert "victim" not in " ".join(WORDS["en"].values()) and "victime" not in " ".join(WORDS["fr"].values())


@pytest.mark.parametrize(("language", "shown"), [("en", "Reading time: about 3 min"), ("ne", "पढ्न लाग्ने समय: करिब ३ मिनेट"), ("de", "Reading time: about 3 min"), ("uk-UA", "Час читання: приблизно 3 хв")])
def test_numbers_in_the_digits_of_the_language(language, shown):
    assert labels.label(language, "minutes", n=3).replace("\u00a0", " ") == shown


def test_a_telephone_number_stays_as_it_is_dialled():
    assert labels.label("ne", "emergency", number="112").endswith("112")


@pytest.mark.parametrize(("language", "shown"), [("en", "18 October 2026"), ("fr", "18 octobre 2026"), ("lo", "18 ຕຸລາ 2026"), ("uk", "18 жовтня 2026 р."), ("xx", "18 October 2026")])
def test_days_as_the_language_writes_them(language, shown):
    assert labels.day(date(2026, 10, 18), language).replace("\u202f", " ").replace("\u00a0", " ") == shown


@pytest.mark.parametrize(("wanted", "offered", "chosen"), [
    (("ar", "en"), ("en", "ar"), "ar"), (("de",), ("en", "ar"), "fallback"), ((), ("en",), "fallback"), (("de", "fr", "en"), ("en", "fr"), "fr"),
])
def test_the_first_wish_that_can_be_met(wanted, offered, chosen):
    assert labels.choose(wanted, offered, "fallback") == chosen


def test_names_and_directions():
    assert {code for code in labels.NAMES if labels.direction(code) == "rtl"} == {"ar", "ur"}
    assert labels.language_name("ur") == "اردو" and labels.language_name("xx") == "xx" and labels.words_language("de") == "en"
