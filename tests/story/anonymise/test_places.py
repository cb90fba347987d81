"""Places are found in every language, in any form, known to a list or not; countries and ordinary words are not."""
import tomllib
from pathlib import Path

import pytest

from exhibit.story.anonymise import organisations, organisations_plain, places, places_lao
from exhibit.story.anonymise.merge import SURE
from exhibit.story.anonymise.passage import Passage

VOICES = (places.listed, places.announced, places_lao.lao, organisations.named, organisations_plain.named_plainly)
DEMO = Path(__file__).parents[3] / "exhibit" / "demo_content" / "testimonies"
FOUND = (  # language, text, what is found of it
    ("en", "We came from Kitwe by lorry.", {"Kitwe"}), ("en", "She lived in the village of Oakmoor Hollow then.", {"Oakmoor Hollow"}), ("en", "They took me to Zelmarrow.", {"Zelmarrow"}),
    ("en", "On Lake Volta we fished.", {"Lake Volta"}), ("fr", "Je suis partie d'Agadez vers Sebha.", {"Agadez", "Sebha"}), ("fr", "On vivait près de Kolokani.", {"Kolokani"}),
    ("nl", "Ze bracht mij naar 's-Gravenzande.", {"'s-Gravenzande"}), ("nl", "Wij woonden aan de Kwittarivier.", {"Kwittarivier"}), ("es", "Crucé el río Atrato hasta Bojayá.", {"río Atrato", "Bojayá"}),
    ("pt", "Fui perto de São Félix do Xingu.", {"São Félix do Xingu"}), ("ru", "Мы жили под Апатитами и в Бельцах.", {"Апатитами", "Бельцах"}), ("ru", "Она родом из Кочкора, это Нарынская область.", {"Кочкора", "Нарынская область"}),
    ("uk", "Живу в Білій Церкві, а мати в селі Підгайці.", {"Білій Церкві", "Підгайці"}), ("uk", "це юля з кривого рогу, ви просили", {"кривого рогу"}), ("ky", "Мен Кара-Сууда жашайм.", {"Кара-Сууда"}),
    ("ky", "Ал Нарын дарыясынын боюнда.", {"Нарын дарыясынын"}), ("ar", "سافرت إلى طبرق وعملت بطنطا.", {"طبرق", "بطنطا"}), ("ar", "أهلي في قرية كرينك.", {"كرينك"}), ("ar", "من محافظة المنيا جئت.", {"محافظة المنيا"}),
    ("ur", "میں ملکوال کا رہنے والا ہوں۔", {"ملکوال"}), ("ur", "ہم حفر الباطن کے پاس تھے۔", {"حفر الباطن"}), ("ne", "घर हेटौँडामा हो।", {"हेटौँडामा"}), ("ne", "म मेलम्चीबाट आएँ।", {"मेलम्चीबाट"}),
    ("lo", "ຂ້ອຍຢູ່ບ້ານໂພນງາມ ເມືອງຈຳພອນ.", {"ບ້ານໂພນງາມ", "ເມືອງຈຳພອນ"}), ("lo", "ພາໄປມຸກດາຫານ ແລ້ວໄປສົງຂາ.", {"ມຸກດາຫານ", "ສົງຂາ"}),
)
HARMLESS = (
    ("en", "I came from Nepal to Europe in March and learnt Arabic."), ("en", "The farm was cold. Every morning we went to the market in the town."), ("fr", "Je suis venue du Mali en France, au mois de mars, et je parle français."),
    ("nl", "Ik kwam uit Oekraïne naar Nederland en leerde Nederlands."), ("es", "Vine de Colombia a España y trabajé en el campo. Gracias a Dios."), ("pt", "Vim do Brasil para Portugal em maio."),
    ("ru", "Мы приехали из Киргизии в Россию. Потом была весна."), ("uk", "Я поїхала до Польщі, а потім додому. Віра повертається."), ("ky", "Түркияга бардым, кайра Кыргызстанга келдим."), ("ar", "سافرت من المغرب إلى إسبانيا وعملت في المطبخ."),
    ("ur", "میں پاکستان سے یونان گیا اور گھر میں کام کیا۔"), ("ne", "म नेपालबाट मलेसिया गएँ, घरमा बस्छु।"), ("lo", "ຂ້ອຍກັບບ້ານ ຢູ່ບ້ານດຽວກັນ ໃນຕົວເມືອງ."),
)


def finds(language, text):
    passage = Passage(text, language)
    return {text[slice(*passage.place(one.start, one.end))] for voice in VOICES for one in voice(passage) if one.confidence >= SURE}


@pytest.mark.parametrize(("language", "text", "expected"), FOUND, ids=[row[1] for row in FOUND])
def test_places_are_found(language, text, expected):
    assert expected <= finds(language, text)


@pytest.mark.parametrize(("language", "text"), HARMLESS, ids=[row[1] for row in HARMLESS])
def test_countries_and_ordinary_words_are_no_finds(language, text):
    assert finds(language, text) == set()


@pytest.mark.parametrize("path", sorted(DEMO.glob("*.toml")), ids=lambda path: path.stem)
def test_the_demo_stories_name_no_place_and_no_organisation(path):
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    assert {language: found for kind in ("story", "quote", "cutout") for language, text in told[kind].items() if (found := finds(language, text))} == {}


@pytest.mark.parametrize(("language", "text", "name"), [("en", "We came from Kitwe to Polokwane that year.", "Polokwane"), ("uk", "Ми їхали через Жмеринку до Бердичева вночі.", "Бердичева"), ("fr", "On m'a conduite à Tamanrasset ce soir.", "Tamanrasset")])
@pytest.mark.parametrize("changed", [str, str.lower, str.upper, lambda text: text.replace(" ", "\n"), lambda text: "\u200b".join(text)], ids=["as it is", "small", "capitals", "lines", "zero width"])
def test_case_and_hidden_signs_hide_no_place(language, text, name, changed):
    assert any(changed(name).strip("\u200b") in found for found in finds(language, changed(text)))


def test_a_region_is_a_region_and_a_town_a_place():
    kinds = {(one.kind) for one in places.announced(Passage("Рахівський район, село Ясіня", "uk"))}
    assert kinds == {"REGION", "PLACE"}
