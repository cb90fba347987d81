"""Numbers in words have their value in every language of the house."""
import pytest

from exhibit.story.anonymise.line import Line
from exhibit.story.anonymise.numerals import known_languages, read_line
from exhibit.story.anonymise.passage import Passage
from exhibit.story.labels import languages

SAID = (
    ("en", "twenty-six", 26), ("en", "nineteen ninety-eight", 1998), ("en", "three hundred and ten", 310), ("en", "five thousand", 5000), ("fr", "dix-sept", 17), ("fr", "vingt et un", 21),
    ("fr", "quatre-vingt-dix-neuf", 99), ("fr", "soixante-dix-huit", 78), ("fr", "deux mille dix-neuf", 2019), ("nl", "eenentwintig", 21), ("nl", "vijfhonderdtwaalf", 512),
    ("nl", "negentienhonderdachtennegentig", 1998), ("es", "treinta y dos", 32), ("es", "dos mil diecinueve", 2019), ("pt", "vinte e dois", 22), ("pt", "dois mil e dezenove", 2019), ("ru", "двумя", 2),
    ("ru", "сто двадцать пять", 125), ("ru", "трёх", 3), ("uk", "двадцять шість", 26), ("uk", "одинадцятьох", 11), ("be", "дваццаць пяць", 25), ("ky", "жыйырма эки", 22), ("ky", "элүү миң", 50_000),
    ("ar", "خمسة وعشرون", 25), ("ar", "ثلاثة عشر", 13), ("ar", "بأربعين", 40), ("ar", "ألفين وتسعة عشر", 2019), ("ur", "ستائیس", 27), ("ur", "دو ہزار انیس", 2019), ("ne", "बाइस", 22), ("ne", "पैँसट्ठी हजार", 65_000),
    ("lo", "ຊາວສອງຄົນ", 22), ("lo", "ສອງຮ້ອຍຫ້າສິບບາດ", 250), ("en", "1,200", 1200), ("ru", "8 тысяч", 8000), ("ar", "١٥", 15), ("ne", "२०७५", 2075),
)


def line(language: str, text: str) -> Line:
    return read_line(Passage(text, language))


@pytest.mark.parametrize(("language", "text", "value"), SAID)
def test_a_number_in_words_has_its_value(language, text, value):
    assert line(language, text).tokens[0].value == value


def test_every_language_of_the_house_has_its_numbers():
    assert known_languages() == set(languages())


@pytest.mark.parametrize(("language", "text"), [("en", "one day"), ("fr", "un jour"), ("nl", "een huis"), ("es", "una casa"), ("lo", "ສາມາດ"), ("lo", "ຊາວນາ")])
def test_an_article_or_part_of_a_word_is_no_number(language, text):
    assert all(token.value is None for token in line(language, text).tokens)


def test_two_numbers_side_by_side_stay_two():
    assert [token.value for token in line("en", "two or three, four five").tokens if token.value] == [2, 3, 4, 5]


@pytest.mark.parametrize("text", ["dix-\u200bsept ans", "dix\u2011sept ans", "DIX-SEPT ANS"])
def test_a_number_is_read_through_invisible_signs_and_capitals(text):
    assert line("fr", text).text == " <17w> ans "


def test_a_token_knows_its_place_in_the_passage():
    read = line("uk", "Нас було двадцять п'ять.")
    start, end = read.place(read.text.index("<"), read.text.index(">") + 1)
    assert "Нас було двадцять п'ять."[start:end] == "двадцять п'ять"
