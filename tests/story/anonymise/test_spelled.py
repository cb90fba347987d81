"""Numbers and addresses that are dictated in words, short numbers and desks, handles and groups of the net; counts and years said in words are none."""
from __future__ import annotations

import time

import pytest

from exhibit.story.anonymise.accounts import accounts
from exhibit.story.anonymise.passage import Passage
from exhibit.story.anonymise.reading import read
from exhibit.story.anonymise.spelled import emails_in_words, numbered_in_words, numbers_in_words
from tests.story.anonymise.test_more_forms import seen

KINDS = ("PHONE", "IDENTITY_NUMBER", "EMAIL", "LINK")


@pytest.mark.parametrize(("language", "text", "words"), [
    ("en", "my number is oh seven double four, one nine two, six three five ok", "oh seven double four, one nine two, six three five"),
    ("fr", "appelle le zéro six quarante-deux onze zéro trois seize demain", "zéro six quarante-deux onze zéro trois seize"),
    ("nl", "bel nul zes dertien eenentwintig vierenvijftig tachtig", "nul zes dertien eenentwintig vierenvijftig tachtig"),
    ("es", "es el seis uno dos, treinta y cuatro, cero siete, noventa", "seis uno dos, treinta y cuatro, cero siete, noventa"),
    ("pt", "o zap é nove um meia dois sete sete oito três", "nove um meia dois sete sete oito três"),
    ("ru", "номер девятьсот пять триста двадцать один ноль восемь сорок звони", "девятьсот пять триста двадцать один ноль восемь сорок"),
    ("uk", "мій нуль дев'яносто шість двісті десять тридцять три вісім", "нуль дев'яносто шість двісті десять тридцять три вісім"),
    ("ky", "номурум нөл жети жүз беш он бир кырк эки алтымыш", "нөл жети жүз беш он бир кырк эки алтымыш"),
    ("ar", "رقمي صفر سبعة واحد خمسة ثمانية اثنين ستة تسعة", "صفر سبعة واحد خمسة ثمانية اثنين ستة تسعة"),
    ("ur", "نمبر زیرو تھری فور فائیو سکس ون ٹو نائن", "زیرو تھری فور فائیو سکس ون ٹو نائن"),
    ("ne", "फोन नौ आठ पाँच एक दुई सात शून्य चार", "नौ आठ पाँच एक दुई सात शून्य चार"),
    ("lo", "ເບີ ສູນສອງສູນ ເຈັດຫົກ ສາມສີ່ຫ້າ", "ສູນສອງສູນ ເຈັດຫົກ ສາມສີ່ຫ້າ"),
    ("es", "Toque en el número treinta y siete.", "treinta y siete"),
    ("en", "write to lena dot ruiz at post dot org", "lena dot ruiz at post dot org"),
    ("es", "mi correo es lia punto roca arroba correo punto com", "lia punto roca arroba correo punto com"),
    ("ru", "почта вера точка лис собака мейл точка ру", "вера точка лис собака мейл точка ру"),
    ("ur", "ای میل سنا ایٹ جی میل ڈاٹ کام", "سنا ایٹ جی میل ڈاٹ کام"),
    ("ky", "Телефон: 0312 64-09-17.", "0312 64-09-17"),
    ("ru", "Писать Е. Лис, доб. 318.", "318"),
    ("fr", "Demandez le poste 227.", "227"),
    ("en", "If he comes, call 999.", "999"),
    ("lo", "ເຂົາໃຊ້ເຟສຊື່ mai.pakse.77 ເດີ້", "mai.pakse.77"),
    ("ne", "फेसबुकमा sarmila नामले खोज्नु", "sarmila"),
    ("en", "look for big_joe_lagos there", "big_joe_lagos"),
    ("ru", "Нашла в группе «Работа у моря 24» объявление.", "Работа у моря 24"),
])
def test_what_is_dictated_is_found(language, text, words):
    assert seen(text, language, words)


@pytest.mark.parametrize(("language", "text"), [
    ("en", "I counted one, two, three, four, five, six and slept."), ("en", "In nineteen ninety-eight we were twenty-four people, in two thousand and six none."), ("fr", "Il y avait deux, trois ou quatre filles."),
    ("es", "En mil novecientos noventa y ocho éramos treinta y dos."), ("ru", "В тысяча девятьсот девяносто восьмом нас было двадцать пять."), ("en", "We met at the dot on the map. I called 300 times in 2019."),
    ("nl", "We waren met drie, vier of vijf."), ("en", "I saw it on facebook. Then I left. He came at 5 p.m. from the U.S."),
])
def test_counts_and_years_in_words_are_no_numbers(language, text):
    assert [find.text for find in read(text, language) if find.kind in KINDS] == []


@pytest.mark.parametrize("text", ["one " * 15_000, "a dot " * 10_000, "at " * 20_000, "a_" * 30_000, "a." * 30_000, "group \"" * 9_000])
def test_words_without_end_take_no_minute(text):
    passage = Passage(text, "en")
    list(numbers_in_words(Passage("one", "en")))
    began = time.process_time()
    list(numbers_in_words(passage)), list(numbered_in_words(passage)), list(emails_in_words(passage)), list(accounts(passage))
    assert time.process_time() - began < 5
