"""Organisations are found by the word for their kind with a name beside it; the word alone is none."""
import pytest

from exhibit.story.anonymise import organisations, organisations_plain
from exhibit.story.anonymise.merge import SURE
from exhibit.story.anonymise.passage import Passage

FOUND = (  # language, text, the letters that must be found
    ("en", "I cleaned at the Pearl Crescent Hotel for months.", "Pearl Crescent Hotel"), ("en", "She is at Nyamande Mission Hospital now.", "Nyamande Mission Hospital"), ("en", "Wrenhollow Homecare sent us.", "Wrenhollow Homecare"),
    ("en", "the shop was called moonbeam saree house.", "moonbeam saree house"), ("en", "Then KDFV paid nothing.", "KDFV"), ("fr", "Le chalutier « Reine des Flots » partait.", "Reine des Flots"), ("fr", "le salon s'appelle chez mabanza coiffure, ici.", "chez mabanza coiffure"),
    ("nl", "Wij gingen naar de Sint-Barbarakerk.", "Sint-Barbarakerk"), ("nl", "Het bedrijf Groenfruit BV betaalde niet.", "Groenfruit BV"), ("es", "El invernadero era de Agrosol S.L. entonces.", "Agrosol S.L"), ("es", "La finca La Milagrosa quedaba lejos.", "La Milagrosa"),
    ("pt", "O empreiteiro, Campos & Veredas Lda, fugiu.", "Campos & Veredas Lda"), ("ru", "Судно «Капитан Лебедев» ушло.", "Капитан Лебедев"), ("ru", "Кафе называется «шашлычный ручеёк», приходите.", "шашлычный ручеёк"), ("uk", "Бачимося в бібліотеці імені Ольжича.", "бібліотеці імені Ольжича"),
    ("ky", "«Ак-Жол» коомдук фонду жардам берди.", "Ак-Жол"), ("ar", "كان إمام مسجد الهدى طيبا.", "مسجد الهدى"), ("ar", "الشركة اسمها فروتا ديل سول.", "فروتا ديل سول"), ("ur", "وہ گل رنگ ٹیکسٹائل میں تھے۔", "گل رنگ ٹیکسٹائل"), ("ur", "کمپنی کا نام یلماز پلاسٹک تھا۔", "یلماز پلاسٹک"),
    ("ne", "मैले कम्पनी मेरान्ती जया। छोडेँ", "मेरान्ती जया"), ("lo", "ເຮັດວຽກຢູ່ຮ້ານ ດາວທອງ ທຸກມື້.", "ດາວທອງ"), ("lo", "ລົງເຮືອຫາປາຊື່ ໂຊກນາວາ ໘.", "ໂຊກນາວາ ໘"),
)
HARMLESS = (
    ("en", "The hotel was cold and the school was far. A clinic helped. The EU and an NGO paid by SMS."), ("fr", "Le restaurant était fermé, l'école aussi."), ("nl", "Het restaurant was dicht en de school ook."), ("es", "El hotel estaba lejos de la escuela."),
    ("pt", "A fazenda era longe da escola."), ("ru", "Ресторан закрыли, школа далеко. Завод стоял у реки."), ("uk", "Готель зачинили, школа далеко. На заводі було холодно."), ("ky", "Мейманкана жабык, мектеп алыс."), ("ar", "كان المطعم مغلقا والمدرسة بعيدة، وعملت في مصنع كبير."),
    ("ur", "ہوٹل بند تھا اور اسکول دور تھا۔"), ("ne", "होटल बन्द थियो, स्कुल टाढा थियो।"), ("lo", "ຮ້ານປິດແລ້ວ ໂຮງຮຽນຢູ່ໄກ."),
)


def finds(language, text):
    passage = Passage(text, language)
    voices = (*organisations.named(passage), *organisations_plain.named_plainly(passage))
    return [text[slice(*passage.place(one.start, one.end))] for one in voices if one.confidence >= SURE and one.kind == "ORGANISATION"]


@pytest.mark.parametrize(("language", "text", "name"), FOUND, ids=[row[1] for row in FOUND])
def test_an_organisation_is_found_with_its_whole_name(language, text, name):
    assert any(name in found for found in finds(language, text))


@pytest.mark.parametrize(("language", "text"), HARMLESS, ids=[row[0] for row in HARMLESS])
def test_the_word_for_the_kind_alone_is_no_find(language, text):
    assert finds(language, text) == []
