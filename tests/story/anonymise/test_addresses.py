"""Street addresses of stories: with their houses, in small letters, in every script; a street without a name is none."""
import pytest

from exhibit.story.anonymise.merge import Heard, merged
from exhibit.story.anonymise.passage import Passage
from exhibit.story.anonymise.street_addresses import street_addresses
from tests.support.finders import read_by_rules

STREETS = (("en", "a house in Alma Street, far", "Alma Street"), ("fr", "Hébergée 14, rue des Tanneurs, à", "14, rue des Tanneurs"), ("fr", "saint-gilles, 12 rue du loriot, vers la gare", "12 rue du loriot"), ("nl", "zeeanemoonstraat dacht ik", "zeeanemoonstraat"),
           ("nl", "postadres Bottermarkt 8", "Bottermarkt 8"), ("es", "un piso de la calle Alcotán, 6, 3.º B, de", "calle Alcotán, 6, 3.º B"), ("es", "vivo en la Calle 45 # 12-30", "Calle 45 # 12-30"), ("pt", "na Travessa do Poço Novo, 5, num", "Travessa do Poço Novo, 5"),
           ("ru", "на улице Пушкина, дом 5, кв. 12", "улице Пушкина, дом 5, кв. 12"), ("ru", "в подольске, проезд строителей, 4", "проезд строителей, 4"), ("uk", "на віа Торре делла Катена, 18", "віа Торре делла Катена, 18"), ("ky", "Токтогул көчөсү, 112", "Токтогул көчөсү, 112"),
           ("ar", "شارع مار مخايل، بناية ١٢", "شارع مار مخايل، بناية ١٢"), ("ur", "مکان نمبر 5، گلی نمبر 3", "مکان نمبر 5، گلی نمبر 3"), ("lo", "ຢູ່ຖະໜົນໄກສອນ ເຮືອນເລກທີ 27", "ຖະໜົນໄກສອນ ເຮືອນເລກທີ 27"))


def found(language, text):
    passage = Passage(text, language)
    return [find.text for find in merged(passage, (Heard(one, "streets") for one in street_addresses(passage)))]


@pytest.mark.parametrize(("language", "text", "piece"), STREETS)
def test_an_address_is_found_whole(language, text, piece):
    assert found(language, text) == [piece]


@pytest.mark.parametrize(("language", "text"), [("en", "Today I drive a bus down the street."), ("en", "i drive in the next street"), ("fr", "par un chemin différent. Le chef"), ("es", "Dormíamos en la calle y en la plaza"), ("ru", "На улице было темно."), ("uk", "На вулиці стояли люди"), ("nl", "Onderweg in de hoofdstraat"), ("ar", "في شارع طويل")])
def test_a_street_without_a_name_is_none(language, text):
    assert found(language, text) == []


def test_a_street_behind_a_glued_preposition_is_one():
    assert [(find.text, find.kind) for find in read_by_rules("سكنت بشارع النيل، ثم عدت.", "ar")] == [("بشارع النيل", "ADDRESS")]


def test_a_sum_behind_a_street_is_no_part_of_it():
    found = [(find.text, find.kind) for find in read_by_rules("عملت بشارع النيل مقابل ٢٥٠ ريالاً.", "ar")]
    assert found == [("بشارع النيل", "ADDRESS"), ("٢٥٠ ريالاً", "MONEY")]
