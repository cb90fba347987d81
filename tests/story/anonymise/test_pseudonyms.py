"""Pseudonyms: every one has its forms, none is taken that somebody bears, and none says whose it is."""
import pytest

from exhibit.story.anonymise.grammar import LANGUAGES
from exhibit.story.anonymise.pseudonyms import agreed_words, chosen, in_script, people_of, row_of, table
from exhibit.story.anonymise.skeleton import script, skeleton

SCRIPTS = {"ru": "CYRILLIC", "uk": "CYRILLIC", "ky": "CYRILLIC", "ar": "ARABIC", "ur": "ARABIC", "ne": "DEVANAGARI", "lo": "LAO"}


def test_every_row_has_a_form_in_the_script_of_every_language():
    wrong = [(row.forms[0], language) for row in table() for language in LANGUAGES if script(row.shown(language)) != SCRIPTS.get(language, "LATIN")]
    assert wrong == []


def test_a_language_has_names_enough_for_a_long_story():
    for language in LANGUAGES:
        taken: set[str] = set()
        for _ in range(8):
            for gender in ("woman", "man"):
                row = chosen("X", gender, language, "a text", taken)
                assert row is not None and row.gender == gender
                taken |= {skeleton(form) for form in row.forms}


def test_a_name_that_somebody_bears_is_not_taken_in_any_script():
    free = [row for row in table() if row.gender == "woman" and row.people == "west"]
    taken = {skeleton(row.forms[3]) for row in free}  # borne in Arabic letters
    found = chosen("Ana", "woman", "en", "a text", taken)
    assert found is not None and not {skeleton(form) for form in found.forms} & taken


def test_none_is_left_when_all_are_borne():
    assert chosen("Ana", "woman", "en", "a text", {skeleton(form) for row in table() for form in row.forms}) is None


def test_which_is_taken_turns_with_the_text_and_not_with_the_name():
    assert len({chosen("Ana", "woman", "en", f"text {n}", ()).forms[0] for n in range(30)}) > 5
    assert {chosen(name, "woman", "en", "a text", ()).forms[0] for name in ("Ana", "Beatrix", "Zoe")} == {chosen("Cleo", "woman", "en", "a text", ()).forms[0]}


@pytest.mark.parametrize(("name", "language", "people"), [
    ("Kwabena Asante", "en", "africa"), ("Mohamed Ali", "fr", "arab"), ("Айнура Токтосунова", "ru", "turkic"), ("Ana", "es", "west"), ("Оксана", "uk", "slavic"), ("Sunita Tamang", "en", "nepal"), ("فاطمة", "ar", "arab"), ("Anja", "de", "west"),
])
def test_a_name_is_of_the_people_it_is_usual_among(name, language, people):
    assert people_of(name, language) == people


def test_a_pseudonym_is_known_again_in_every_spelling():
    assert {row_of(form) for form in ("Lucía", "Lúcia", "Lucie", "Лючия", "لوسيا")} == {row_of("Lucia")}
    assert (in_script("Роза", "es"), in_script("Rosa", "ar"), in_script("Zsófia", "ru"), in_script("Юстина", "en")) == (("Rosa", True), ("روزا", True), ("Zsófia", False), ("Yustina", False))


def test_the_finders_are_told_the_cases_of_a_pseudonym():
    assert {"Марія", "Марією", "Марії"} <= set(agreed_words(["Maria"], "uk"))
    assert agreed_words(["Rosa"], "en") == ("Rosa",)
