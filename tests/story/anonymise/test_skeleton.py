"""One name in many scripts has one skeleton; what only sounds a little alike does not join."""
import pytest
from hypothesis import given
from hypothesis import strategies as st

from exhibit.story.anonymise.skeleton import alike, romanised, script, skeleton

ONE = (
    "Fatima فاطمة Фатима फातिमा ຟາຕິມາ فاطمہ Fatma Fatimah", "Maria Мария Марія ماريا मारिया ມາຣີອາ", "Khadija Хадижа خديجة खदिजा Khadidja", "Hassan Хасан حسن हसन ຮາຊັນ Hasan",
    "Amina Амина أمينة अमिना ອາມິນາ", "Sunita सुनिता Сунита", "Karim كريم Карим करिम", "Layla ليلى Лейла लैला ໄລລາ", "Phonsavan ພອນສະຫວັນ", "Somchai ສົມໃຈ", "Yulia Юлія يوليا",
)


@pytest.mark.parametrize("spellings", ONE)
def test_spellings_of_one_name_are_alike(spellings):
    first, *others = spellings.split()
    assert {other: alike(first, other) for other in others} == dict.fromkeys(others, True)


@pytest.mark.parametrize(("one", "other"), [("Rosa", "Lisa"), ("Maria", "Omar"), ("Karim", "Samir"), ("Анна", "Нина"), ("Fatima", "Tamim"), ("سميرة", "Karim"), ("", "Ana"), ("Ea", "Io")])
def test_other_names_are_not(one, other):
    assert not alike(one, other)


@pytest.mark.parametrize(("text", "expected"), [("Фатима", "fatima"), ("ຟາຕິມາ", "fatima"), ("ໄມເຢັ້ງ", "maiyeang"), ("कल्पना", "klpna"), ("Nguyễn", "nguyen")])
def test_letters_become_latin_ones(text, expected):
    assert romanised(text) == expected


@pytest.mark.parametrize(("text", "expected"), [("Аня", "CYRILLIC"), ("«Ana", "LATIN"), ("سلمى", "ARABIC"), ("माया", "DEVANAGARI"), ("ມາລີ", "LAO"), ("12", ""), ("林", "")])
def test_the_script_is_that_of_the_first_letter(text, expected):
    assert script(text) == expected


@given(st.text(st.characters(categories=["L", "M"]), max_size=12))
def test_a_skeleton_is_of_small_latin_letters_and_alike_is_the_same_both_ways(word):
    assert skeleton(word).isascii() and skeleton(word) == skeleton(word).lower()
    assert alike(word, "Fatima") == alike("Fatima", word)
