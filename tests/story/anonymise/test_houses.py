"""Houses, floors and flats with all their parts, in the habit of each language; a floor or a house alone is none."""
from __future__ import annotations

import time

import pytest

from exhibit.story.anonymise.houses import TABLE, houses, numbered_names
from exhibit.story.anonymise.passage import Passage
from tests.story.anonymise.test_more_forms import seen
from tests.support.finders import read_by_rules


@pytest.mark.parametrize(("language", "text", "address"), [
    ("en", "The agency was on the third floor of Baraka Plaza.", "the third floor of Baraka Plaza"),
    ("en", "Write to P.O. Box 1107 or c/o Agnes Mwila.", "P.O. Box 1107"),
    ("fr", "Logée au 9 rue des Ormes, bâtiment D, 2e étage, chez elle.", "9 rue des Ormes, bâtiment D, 2e étage"),
    ("fr", "On dormait dans la chambre 31.", "chambre 31"),
    ("nl", "Verblijft nu: Elzenhof 12, 3e etage, Assen", "Elzenhof 12, 3e etage"),
    ("nl", "Post naar 9711 LM Groningen.", "9711 LM"),
    ("es", "Vivía en la calle Cordeleros, 8, entresuelo izquierda.", "calle Cordeleros, 8, entresuelo izquierda"),
    ("es", "El taller quedaba sobre Aranguren al 2300, arriba.", "Aranguren al 2300"),
    ("pt", "Morava na Rua das Giestas, 15, 2.º Dto., sozinha.", "Rua das Giestas, 15, 2.º Dto."),
    ("pt", "O dono do número 58 viu tudo.", "número 58"),
    ("ru", "Проживает: с. Берёзовка, 2-я линия, д. 17.", "с. Берёзовка, 2-я линия, д. 17"),
    ("ru", "Контора на Лесной, 14.", "Лесной, 14"),
    ("uk", "Контора була на Садовській, 9.", "Садовській, 9"),
    ("uk", "Мешкає: м. Суми, буд. 4, кв. 31.", "буд. 4, кв. 31"),
    ("ky", "Ал 7-үй, 12-батирде турат.", "7-үй, 12-батирде"),
    ("ar", "أسكننا في الطابق الثالث، درب العطارين، رقم ٦.", "الطابق الثالث، درب العطارين، رقم ٦"),
    ("ur", "میں فلیٹ بی 12 میں تھی۔", "فلیٹ بی 12"),
    ("ur", "پتہ: مکان 7-اے، بلاک ڈی", "مکان 7-اے، بلاک ڈی"),
    ("ne", "ठेगाना: शिवमार्ग, घर नं. ३१, तेस्रो तला", "शिवमार्ग, घर नं. ३१, तेस्रो तला"),
    ("lo", "ທີ່ຢູ່ ຖະໜົນສາມແສນໄທ ເລກ ໒໔, ອີເມວ", "ຖະໜົນສາມແສນໄທ ເລກ ໒໔"),
    ("lo", "ຢູ່ ໜ່ວຍ 9 ເຮືອນເລກທີ 44 ບ້ານ", "ໜ່ວຍ 9 ເຮືອນເລກທີ 44"),
])
def test_an_address_is_seen_with_all_its_parts(language, text, address):
    assert seen(text, language, address)


@pytest.mark.parametrize(("language", "text"), [
    ("en", "We slept on the second floor, four to a room, and I left in 2019."), ("fr", "Au premier étage, à gauche, il y avait un lit."), ("es", "En el segundo piso dormían; en la casa 2 personas."),
    ("pt", "No terceiro andar a luz ardia."), ("nl", "Op de eerste verdieping was het koud."), ("ru", "На втором этаже, в доме 5 человек спали."), ("uk", "На третьому поверсі було холодно."), ("ky", "Экинчи кабатта суук болчу."),
    ("ar", "في الطابق الثاني كنا ننام، والبيت كبير."), ("ur", "دوسری منزل پر ہم سوتے تھے، گھر بڑا تھا۔"), ("ne", "दोस्रो तलामा बस्थ्यौँ, घर ठूलो थियो।"), ("ru", "На рождество, 7 января, пели."),
])
def test_a_floor_alone_is_no_address(language, text):
    assert [find.text for find in read_by_rules(text, language) if find.kind == "ADDRESS"] == []


def test_every_language_has_its_parts():
    assert list(houses(Passage("Flat 3", "zz"))) == []
    assert TABLE.stat().st_size < 150_000


@pytest.mark.parametrize(("language", "text"), [("en", "flat 1, " * 8_000), ("en", "Ab " * 20_000), ("ur", "گلی " * 15_000), ("ne", "टोल" * 20_000), ("lo", "ຖະໜົນ" * 12_000), ("ar", "زنقة " * 12_000), ("en", "on Ab" * 12_000)])
def test_parts_without_end_take_no_minute(language, text):
    passage = Passage(text, language)
    list(houses(Passage("flat 1", language)))
    began = time.process_time()
    list(houses(passage)), list(numbered_names(passage))
    assert time.process_time() - began < 5


@pytest.mark.parametrize(("language", "text"), [
    ("en", "There were 3 rooms for 40 of us, and block after block we cleaned lots of floors."), ("fr", "Il y avait 3 chambres et j'ai fait des lots de 12 chemises."), ("es", "Había 3 cuartos; la casa tenía 2 pisos."),
    ("nl", "Er waren 3 kamers en de hal was leeg."), ("pt", "Havia 3 quartos; a casa tinha 2 andares."), ("ru", "В доме 2 этажа, 22 номера в день."), ("uk", "У домі 2 поверхи, 3 кімнати."), ("ar", "البيت له 2 طوابق وباب الدار مغلق."),
])
def test_rooms_and_floors_that_are_counted_are_no_houses(language, text):
    assert [find.text for find in read_by_rules(text, language) if find.kind in ("ADDRESS", "IDENTITY_NUMBER")] == []
