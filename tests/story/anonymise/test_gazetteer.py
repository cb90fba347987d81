"""The list of places holds villages in the script they are written in, and says where each lies."""
import lzma

import pytest

from exhibit.errors import ExhibitError
from exhibit.story.anonymise import gazetteer
from exhibit.story.anonymise.gazetteer import PARTS, SIZES, glued_names, name_key, places_named
from exhibit.story.anonymise.ordinary import is_ordinary

HELD = (  # name, country, size
    ("Бердичів", "UA", "city"), ("Великі Коровинці", "UA", "village"), ("Кочкор", "KG", "town"), ("Пинск", "BY", "city"), ("हेटौँडा", "NP", "city"), ("سيدي يحيى الغرب", "MA", "village"),
    ("ملوي", "EG", "city"), ("چنیوٹ", "PK", "town"), ("Kolokani", "ML", "town"), ("Arlit", "NE", "city"), ("Codó", "BR", "city"), ("Istmina", "CO", "town"), ("Polokwane", "ZA", "city"), ("ປາກຊ່ອງ", "LA", "town"),
)


@pytest.mark.parametrize(("name", "country", "size"), HELD)
def test_places_of_the_thirteen_countries_are_held_in_their_script(name, country, size):
    assert (country, size) in {(entry.country, entry.size) for entry in places_named(name_key(name))}


@pytest.mark.parametrize("name", ["Україна", "Pakistan", "नेपाल", "مصر", "Nederlands", "lundi"])
def test_countries_languages_and_days_are_not_on_the_list(name):
    assert places_named(name_key(name)) == ()


def test_the_part_of_the_country_is_told():
    assert {entry.part for entry in places_named(name_key("Odesa")) if entry.size == "big city"} == {"south"}


def test_spellings_that_people_vary_are_one_key():
    assert name_key("हेटौँडा") == name_key("हेटौंडा") and name_key("Кара-Суу") == name_key("Кара Суу") and name_key("São Félix") == "sao felix" and name_key("ບ້ານ") == name_key("ບານ")


def test_the_file_names_its_source_and_every_line_is_whole():
    head, *rest = lzma.decompress(gazetteer.FILE.read_bytes()).decode("utf-8").splitlines()
    assert any("GeoNames" in line and "Attribution 4.0" in line for line in rest[:3]) and head.startswith("#")
    lines = [line.split("\t") for line in rest if not line.startswith("#")]
    assert len(lines) > 200_000 and gazetteer.FILE.stat().st_size < 3_500_000
    for name, codes in lines[::97]:
        assert name_key(name) == name
        assert len(codes) % 5 == 0 and all(codes[at + 2] in PARTS and codes[at + 3] in SIZES for at in range(0, len(codes), 5))


def test_lao_names_are_tried_longest_first():
    names = glued_names()[name_key("ຈຳປາສັກ")[:2]]
    assert list(names) == sorted(names, key=lambda name: (-len(name), name)) and name_key("ຈຳປາສັກ") in names


def test_a_damaged_list_is_an_error_with_its_fix(tmp_path):
    (tmp_path / "places.xz").write_bytes(b"not a list")
    with pytest.raises(ExhibitError) as told:
        gazetteer.unpacked(tmp_path / "places.xz", "places")
    assert told.value.sentence == "The list of places (exhibit/story/anonymise/data/places.xz) is missing or damaged. Install Exhibit again: without it texts cannot be read."


def test_a_row_by_hand_without_its_size_is_refused():
    with pytest.raises(ExhibitError, match="“Nowhere”"):
        gazetteer._code({"country": "XX", "part": "centre", "names": ["Nowhere"]})


@pytest.mark.parametrize(("word", "language", "is_one"), [
    ("المطبخ", "ar", True), ("کھانا", "ur", True), ("पानी", "ne", True), ("ບ້ານ", "lo", True), ("работа", "ru", True), ("робота", "uk", True),
    ("كومبولتشا", "ar", False), ("житомир", "uk", False), ("المطبخ", "ky", False),
])
def test_ordinary_words_are_told_from_others(word, language, is_one):
    assert is_ordinary(name_key(word), language) is is_one
