"""Names of persons are found by lists, titles, "called" and capitals, in every language of the house, also where capitals say nothing."""
import gc
import tomllib
import weakref
from pathlib import Path

import pytest

from exhibit.story.anonymise import people, people_lao
from exhibit.story.anonymise.merge import SURE
from exhibit.story.anonymise.passage import Passage

DEMO = Path(__file__).parents[3] / "exhibit" / "demo_content" / "testimonies"
FINDERS = (people.known_names, people.titled, people.called, people.capitals, people.unknown, people.again, people_lao.lao_names)
FOUND = (  # language, text, what must be covered
    ("en", "We went there with Zanele, and it was cold.", "Zanele"),
    ("en", "The woman we called Small Abena held the keys.", "Small Abena"),
    ("en", "Then Auntie Ngwurube took my papers.", "Auntie Ngwurube"),
    ("en", "She gave them to Yvrandel.", "Yvrandel"),
    ("fr", "Là-bas, l'imam Touré m'a aidée.", "l'imam Touré"),
    ("fr", "C'était tantie Rokia qui gardait la clé.", "tantie Rokia"),
    ("nl", "Daar wachtte oom Kobus op ons.", "oom Kobus"),
    ("es", "Me llamo Yurani Mosquera y soy de lejos.", "Yurani Mosquera"),
    ("es", "La casa era de doña Hermelinda.", "doña Hermelinda"),
    ("pt", "Quem mandava era seu Adalberto, e ninguém falava.", "seu Adalberto"),
    ("pt", "Na roça me chamavam Zé.", "Zé"),
    ("ru", "Паспорт забрала тётя Люба.", "тётя Люба"),
    ("ru", "Я передала письмо Оксане Ивановой.", "Оксане Ивановой"),
    ("ru", "по прозвищу Боцман", "Боцман"),
    ("uk", "Ми жили з Оленкою та Петренком.", "Оленкою"),
    ("uk", "Я просила дядька Василя.", "дядька Василя"),
    ("ky", "Паспортту Нурлан байке алды.", "Нурлан байке"),
    ("ky", "Мага Айгүлдөн кат келди.", "Айгүлдөн"),
    ("ar", "اسمي خديجة بنعلي وأنا من القرية", "خديجة بنعلي"),
    ("ar", "أخذنا الحاج محروس إلى السوق", "الحاج محروس"),
    ("ar", "أدعو لنعيمة في كل صلاة", "لنعيمة"),
    ("ur", "میرا نام شازیہ بٹ ہے", "شازیہ بٹ"),
    ("ur", "وہاں شکیلہ باجی رہتی تھیں", "شکیلہ باجی"),
    ("ne", "मेरो नाम सुनिता गुरुङ हो", "सुनिता गुरुङ"),
    ("ne", "पासाङ भाइले काम छ भन्यो", "पासाङ भाइले"),
    ("lo", "ຂ້ອຍຊື່ ບຸນມີ ວົງສະຫວັນ ຢູ່ບ້ານ", "ບຸນມີ ວົງສະຫວັນ"),
    ("lo", "ອ້າຍສີພອນພາຂ້ອຍໄປ", "ອ້າຍສີພອນ"),
)
SMALL = (  # texts written small, as people write from a telephone
    ("en", "hi its thandiwe again, auntie rudo has my papers and the shop was closed", ("thandiwe", "auntie rudo")),
    ("es", "soy yesenia, la del taller, doña chayo me tiene el acta y el celular", ("yesenia", "doña chayo")),
    ("pt", "sou jussara, a dona hermínia ficou com os meus papéis e foi embora", ("jussara", "dona hermínia")),
    ("ru", "это ксюша, дядя гурам держит мои документы", ("ксюша", "дядя гурам")),
    ("uk", "це оксана, ми були зі свєтою на складі, там був дядя міша", ("оксана", "свєтою", "дядя міша")),
)
HARMLESS = (
    ("en", "Hope is a small word. Grace came later, in the spring."), ("en", "On Friday the Embassy gave us a Nepali book."), ("en", "Auntie said nothing. My uncle was kind."),
    ("fr", "Rose de honte, je suis partie. La tante dormait."), ("nl", "Belangrijker was de sleutel. 's Avonds aten wij samen."), ("es", "Mercedes no había; había pan. El tío dormía."),
    ("pt", "Esperança é uma palavra pequena."), ("ru", "Вера и надежда остались. Потом дядя спал."), ("uk", "Віра повертається поволі. Зірка світила."), ("ky", "Үмүт деген сөз. Азыр биз бактылуубуз."),
    ("ar", "كان الأمل جميلا والعمل كثيرا"), ("ur", "امید اور سکون جیسے لفظ"), ("ne", "आशा सानो बिरुवा जस्तै हुन्छ"), ("lo", "ນາງມີຄວາມສຸກ ແລະ ໄດ້ກັບບ້ານ"),
)


def covered(text, language):
    passage = Passage(text, language)
    return {at for find in FINDERS for found in find(passage) if found.confidence >= SURE for at in range(found.start, found.end)}, passage.plain


def is_covered(text, language, piece):
    places, plain = covered(text, language)
    start = plain.index(Passage(piece, language).plain)
    return all(at in places for at in range(start, start + len(Passage(piece, language).plain)) if plain[at].isalnum())


@pytest.mark.parametrize(("language", "text", "piece"), FOUND)
def test_a_name_is_found(language, text, piece):
    assert is_covered(text, language, piece)


@pytest.mark.parametrize(("language", "text", "pieces"), SMALL)
@pytest.mark.parametrize("written", (str, str.upper), ids=("small", "large"))
def test_names_are_found_where_capitals_say_nothing(language, text, pieces, written):
    assert [piece for piece in pieces if not is_covered(written(text), language, written(piece))] == []


@pytest.mark.parametrize(("language", "text"), HARMLESS)
def test_ordinary_words_name_nobody(language, text):
    places, plain = covered(text, language)
    assert "".join(char for at, char in enumerate(plain) if at in places) == ""


def test_what_was_once_a_name_is_one_everywhere_with_any_ending():
    assert is_covered("Менин атым Чолпонай. Кийин мага Чолпонайга окшош кыз келди.", "ky", "Чолпонайга")


def test_an_invisible_sign_or_a_line_end_hides_no_name():
    assert is_covered("Then Zan\u200bele\nMokoena came.", "en", "Zan\u200bele\nMokoena")


@pytest.mark.parametrize("path", sorted(DEMO.glob("*.toml")), ids=lambda path: path.stem)
def test_the_demo_stories_name_nobody_but_by_the_pseudonym(path):
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    agreed = {word.key for name in (told["pseudonym"], *told["attribution"].values()) for word in Passage(name, "en").words}
    for kind in ("story", "quote", "cutout"):
        for language, text in told[kind].items():
            passage = Passage(text, language)
            sure = (found for find in FINDERS for found in find(passage) if found.confidence >= SURE)
            assert [passage.plain[found.start:found.end] for found in sure if not {word.key for word in Passage(passage.plain[found.start:found.end], language).words} <= agreed] == []


def test_what_was_read_of_a_text_goes_with_it():
    passage = Passage("Then Zanele came.", "en")
    assert list(people.known_names(passage)) and passage in people._READ
    gone = weakref.ref(passage)
    del passage
    gc.collect()
    assert gone() is None
