"""The lists of words: found whatever their endings, in every language of the house; plain words of a dignified text are not."""
from __future__ import annotations

import pytest

from exhibit.story.ethics import WHYS, agency, experience_words, wording
from exhibit.story.ethics.patterns import Line
from exhibit.story.labels import NAMES

LANGUAGES = {"en", "fr", "nl", "es", "pt", "ru", "uk", "be", "ky", "ar", "ur", "ne", "lo"}
LOADED = (  # language, sentence, the words found, why
    ("en", "They sold us like animals.", "sold us like animals", "SOLD"),
    ("en", "She was rescued by the police.", "was rescued by", "RESCUED"),
    ("en", "An ILLEGAL-MIGRANT, they wrote.", "ILLEGAL-MIGRANT", "ILLEGAL"),
    ("fr", "Des fillettes, ces petites esclaves.", "petites esclaves", "SLAVE"),
    ("fr", "Elles étaient vendues comme du bétail.", "vendues comme du bétail", "SOLD"),
    ("fr", "L’horreur a duré.", "horreur", "SENSATION"),
    ("nl", "De weerloze meisjes zwegen.", "weerloze", "HELPLESS"),
    ("nl", "Ze werden als vee verkocht.", "als vee verkocht", "SOLD"),
    ("es", "Fuimos tratadas como ganado.", "tratadas como ganado", "SOLD"),
    ("es", "Era una niña inocente.", "inocente", "INNOCENT"),
    ("pt", "Foi resgatada pela polícia.", "Foi resgatada pela", "RESCUED"),
    ("pt", "São imigrantes ilegais.", "imigrantes ilegais", "ILLEGAL"),
    ("ru", "Её спасли, беспомощную.", "спасли", "RESCUED"),
    ("ru", "Там работали нелегальные мигранты.", "нелегальные мигранты", "ILLEGAL"),
    ("uk", "Нас тримали, як худобу.", "як худобу", "SOLD"),
    ("uk", "Безпорадна дитина мовчала.", "Безпорадна", "HELPLESS"),
    ("be", "Гэта было жахліва.", "жахліва", "SENSATION"),
    ("be", "Яе выратавалі.", "выратавалі", "RESCUED"),
    ("ky", "Бизди малдай айдашты.", "малдай", "SOLD"),
    ("ky", "Чарасыз кыз унчукпады.", "Чарасыз", "HELPLESS"),
    ("ar", "كانت تجربة مروّعة في الجحيم.", "مروّعة", "SENSATION"),
    ("ar", "وأنقذتها الشرطة.", "وأنقذتها", "RESCUED"),
    ("ar", "وصل المهاجرون غير الشرعيين.", "المهاجرون غير الشرعيين", "ILLEGAL"),
    ("ur", "ہمیں جانوروں کی طرح رکھا گیا۔", "جانوروں کی طرح", "SOLD"),
    ("ur", "وہ معصوم لڑکی تھی۔", "معصوم", "INNOCENT"),
    ("ne", "उनलाई पशुजस्तै राखियो।", "पशुजस्तै", "SOLD"),
    ("ne", "असहाय केटीको कथा।", "असहाय", "HELPLESS"),
    ("lo", "ເຂົາປະຕິບັດກັບຂ້ອຍຄືກັບສັດ.", "ຄືກັບສັດ", "SOLD"),
    ("lo", "ມັນເປັນຝັນຮ້າຍ.", "ຝັນຮ້າຍ", "SENSATION"),
)
PLAIN = (
    ("en", "I sold bread in the market, and the shop closed. Animals stayed in the yard."),
    ("fr", "La porte était fermée. Je connaissais la loi et j’ai parlé à la juge."),
    ("nl", "De hal was licht, en ik hield de tas vast."),
    ("es", "Nací en El Salvador y cuento mi historia."),
    ("ru", "Мы адресовали письмо. Я спасалась от дождя под крышей."),
    ("ar", "كنت أكتب في الدفتر كل ساعة."),
)


def test_every_language_of_the_house_has_all_lists():
    assert set(wording.lists()) == set(agency.lists()) == set(experience_words.lists()) == LANGUAGES
    assert LANGUAGES <= set(NAMES)


@pytest.mark.parametrize(("language", "text", "words", "why"), LOADED)
def test_a_word_of_the_list_is_found_in_its_endings_with_why_and_what_could_stand_there(language, text, words, why):
    found = list(wording.loaded_words(Line(text, language), language))
    assert (words, why) in [(text[one.start:one.end], one.why) for one in found]
    assert all(one.why in WHYS and one.instead for one in found)


@pytest.mark.parametrize(("language", "text"), PLAIN)
def test_plain_words_are_left_alone(language, text):
    assert [text[one.start:one.end] for one in wording.loaded_words(Line(text, language), language)] == []


@pytest.mark.parametrize("hidden", ["innocent", "INNOCENT", "inno\u200bcent", "ínnocent"])
def test_capitals_signs_and_invisible_characters_hide_no_word(hidden):
    assert [one.why for one in wording.loaded_words(Line(f"She was {hidden}.", "en-GB"), "en-GB")] == ["INNOCENT"]


def test_a_pattern_ends_with_its_sentence():
    assert list(wording.loaded_words(Line("I was treated well. As goods go, this was bread.", "en"), "en")) == []


@pytest.mark.parametrize(("language", "text", "experience", "words"), [
    ("en", "I was smuggled over the border.", "TIP", "smuggled"),
    ("fr", "Le passeur a pris l’argent.", "TIP", "passeur"),
    ("nl", "De mensensmokkelaar belde.", "TIP", "mensensmokkelaar"),
    ("es", "Pagué a un coyote.", "TIP", "coyote"),
    ("pt", "Paguei a um coiote.", "TIP", "coiote"),
    ("ru", "Это была торговля людьми.", "SOM", "торговля людьми"),
    ("uk", "Це була торгівля людьми.", "SOM_WITH_ABUSE", "торгівля людьми"),
    ("be", "Гэта быў гандаль людзьмі.", "SOM", "гандаль людзьмі"),
    ("ky", "Бул адам соодасы эле.", "SOM", "адам соодасы"),
    ("ar", "دفعت للمهرّب.", "TIP", "للمهرّب"),
    ("ur", "اسمگلر نے پیسے لیے۔", "TIP", "اسمگلر"),
    ("ne", "यो मानव बेचबिखन थियो।", "SOM", "बेचबिखन"),
    ("lo", "ມັນເປັນການຄ້າມະນຸດ.", "SOM", "ຄ້າມະນຸດ"),
])
def test_words_of_the_other_crime_are_found_and_belong_where_both_happened(language, text, experience, words):
    found = [text[start:end] for start, end in experience_words.foreign_words(Line(text, language), language, experience)]
    assert any(words in one for one in found), found
    assert list(experience_words.foreign_words(Line(text, language), language, "SOM_BECAME_TIP")) == []
