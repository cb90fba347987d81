"""The model for Russian, which also reads Ukrainian by resemblance; a missing file is said."""
import pytest

from exhibit.errors import ExhibitError
from exhibit.story.anonymise import russian
from exhibit.story.anonymise.passage import Passage


def found(text, language):
    passage = Passage(text, language)
    return [(passage.plain[one.start:one.end], one.kind, one.confidence) for one in russian.model_names(passage)]


def test_names_and_places_are_read():
    assert ("Айнура Токтосунова", "NAME", 0.8) in found("Меня зовут Айнура Токтосунова, я из Кочкора.", "ru")
    assert ("Кочкора", "PLACE", 0.8) in found("Меня зовут Айнура Токтосунова, я из Кочкора.", "ru")


def test_ukrainian_is_read_with_less_certainty_and_a_word_of_the_sentence_is_no_name():
    finds = found("Тепер Ельвіра мешкає в Одесі.", "uk")
    assert ("Ельвіра", "NAME", 0.55) in finds and not any(words.startswith("Тепер") for words, _, _ in finds)


def test_countries_and_other_languages_are_left_alone():
    assert found("Мы поехали в Россию.", "ru") == [] and found("My name is Kwabena.", "en") == [] and found("", "ru") == []


def test_a_missing_model_is_said_not_passed_over(monkeypatch):
    monkeypatch.setattr(russian, "PACKAGE", "no_such_package_of_models")
    with pytest.raises(ExhibitError, match="make setup"):
        russian.model_folder()
