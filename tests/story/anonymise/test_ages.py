"""Exact ages in every language; bands and years of birth are none."""
import pytest

from exhibit.story.anonymise.ages import ages
from exhibit.story.anonymise.merge import Heard, merged
from exhibit.story.anonymise.numerals import read_line
from exhibit.story.anonymise.passage import Passage

AGES = (
    ("en", "I was 16 when he came", "16"), ("en", "She was sixteen years old.", "sixteen years old"), ("en", "her 5-year-old son", "5-year-old"), ("en", "I turned eighteen there", "eighteen"), ("en", "By the age of 12 I worked", "12"),
    ("fr", "J'avais treize ans quand", "treize ans"), ("fr", "à 17 ans", "17 ans"), ("fr", "Mme X, malgache, 36 ans, passeport", "36 ans"), ("nl", "en was tweeëndertig toen", "tweeëndertig"), ("nl", "op mijn zeventiende", "zeventiende"),
    ("es", "tenía 15 años", "15 años"), ("es", "A los quince la vio", "quince"), ("pt", "Eu tinha 14 anos", "14 anos"), ("ru", "Мне было восемнадцать, когда", "восемнадцать"), ("ru", "в 15 лет", "15 лет"), ("ru", "шестнадцатилетняя девушка", "шестнадцатилетняя"),
    ("uk", "мені було 14 років", "14 років"), ("uk", "їй виповнилося двадцять три, вона", "двадцять три"), ("be", "Мне было шаснаццаць гадоў", "шаснаццаць гадоў"), ("ky", "азыр 26 жашта", "26 жашта"), ("ar", "عمري ١٥ سنة", "١٥ سنة"),
    ("ar", "وعمري سبعطاشر سنة", "سبعطاشر سنة"), ("ur", "عمر 31 سال", "31 سال"), ("ur", "سترہ سالہ لڑکی", "سترہ سالہ"), ("ne", "म सोह्र वर्षको थिएँ", "सोह्र वर्षको"), ("lo", "ອາຍຸ 15 ປີ", "15 ປີ"), ("lo", "ຕອນອາຍຸສິບຫົກປີ", "ສິບຫົກປີ"),
)


def found(language, text):
    passage = Passage(text, language)
    return [find.text for find in merged(passage, (Heard(one, "ages") for one in ages(read_line(passage), language)))]


@pytest.mark.parametrize(("language", "text", "piece"), AGES)
def test_an_age_is_found_with_its_words(language, text, piece):
    assert found(language, text) == [piece]


@pytest.mark.parametrize(("language", "text"), [("en", "25-34 years old"), ("en", "born in 1998"), ("en", "I was 20 minutes late"), ("fr", "Il y avait 16 portes"), ("nl", "na twee jaar"), ("ar", "عندي ثلاثة أطفال"), ("lo", "ຢູ່ໄດ້ສາມປີ")])
def test_bands_years_and_other_numbers_are_no_ages(language, text):
    assert found(language, text) == []
