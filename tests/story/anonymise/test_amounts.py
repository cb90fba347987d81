"""Sums of money and exact counts, with their nouns."""
import pytest

from exhibit.story.anonymise import amounts
from exhibit.story.anonymise.merge import Heard, merged
from exhibit.story.anonymise.numerals import read_line
from exhibit.story.anonymise.passage import Passage

SUMS = (
    ("en", "five hundred dollars", "five hundred dollars"), ("en", "Promised £900 a month", "£900"), ("en", "AED 1,200 each", "AED 1,200"), ("fr", "185 000 francs CFA", "185 000 francs CFA"), ("nl", "Elke week € 115 af", "€ 115"),
    ("es", "ciento veinte soles", "ciento veinte soles"), ("es", "5000 córdobas", "5000 córdobas"), ("pt", "dois mil reais", "dois mil reais"), ("ru", "8 тысяч рублей", "8 тысяч рублей"), ("uk", "900 злотих", "900 злотих"), ("uk", "пять тисяч гривень", "пять тисяч гривень"),
    ("be", "пяць тысяч долараў", "пяць тысяч долараў"), ("ky", "45 миң рубль", "45 миң рубль"), ("ky", "30 000 сом", "30 000 сом"), ("ar", "٣٠٠٠ دينار", "٣٠٠٠ دينار"), ("ar", "بأربعين أورو", "بأربعين أورو"), ("ur", "ساڑھے چار لاکھ روپے", "ساڑھے چار لاکھ روپے"),
    ("ne", "पैँसट्ठी हजार रुपैयाँ", "पैँसट्ठी हजार रुपैयाँ"), ("lo", "ສອງລ້ານກີບ", "ສອງລ້ານກີບ"), ("lo", "໙.໐໐໐ ບາດ", "໙.໐໐໐ ບາດ"), ("en", "I still owed him 40,000.", "40,000"),
)
COUNTS = (
    ("en", "There were six of us", "six of us"), ("en", "Eight women shared", "Eight women"), ("en", "We were nine in one room", "nine"), ("fr", "Nous étions onze dans la benne", "onze"), ("fr", "deux apprenties", "deux apprenties"), ("nl", "drie andere meisjes", "drie andere meisjes"),
    ("es", "Cosíamos veintidós personas", "veintidós personas"), ("pt", "trinta e dois meninos", "trinta e dois meninos"), ("ru", "нас было двадцать шесть человек", "двадцать шесть человек"), ("ru", "нас там шестеро", "шестеро"), ("uk", "нас було одинадцятеро", "одинадцятеро"),
    ("be", "Нас было дзевяць.", "дзевяць"), ("ky", "он төрт келин", "он төрт келин"), ("ar", "ثلاثة عشر شابا", "ثلاثة عشر شابا"), ("ar", "كنا تسعة ننام", "تسعة"), ("ur", "نو عورتوں کے", "نو عورتوں"), ("ne", "सात जना केटाकेटी", "सात जना केटाकेटी"), ("lo", "ສິບສາມຄົນ", "ສິບສາມຄົນ"),
)


def found(finder, language, text):
    passage = Passage(text, language)
    return [find.text for find in merged(passage, (Heard(one, "amounts") for one in finder(read_line(passage), language)))]


@pytest.mark.parametrize(("language", "text", "piece"), SUMS)
def test_a_sum_is_found_with_its_currency(language, text, piece):
    assert found(amounts.sums, language, text) == [piece]


@pytest.mark.parametrize(("language", "text", "piece"), COUNTS)
def test_a_count_is_found_with_what_it_counts(language, text, piece):
    assert found(amounts.counts, language, text) == [piece]


@pytest.mark.parametrize(("language", "text"), [("en", "one day, two hands, both women"), ("en", "two or three women"), ("en", "about forty people"), ("en", "a dozen reasons"), ("fr", "environ dix femmes"), ("ru", "около десяти человек"), ("ar", "حوالي عشرة رجال"), ("es", "unas diez personas")])
def test_what_is_rough_or_small_talk_is_no_count(language, text):
    assert found(amounts.counts, language, text) == []
