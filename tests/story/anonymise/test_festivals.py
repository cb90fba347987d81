"""Feasts by name in every language of the house."""
import pytest

from exhibit.story.anonymise.festivals import festivals
from exhibit.story.anonymise.numerals import read_line
from exhibit.story.anonymise.passage import Passage
from exhibit.story.anonymise.rules import table
from exhibit.story.labels import languages

FEASTS = (("en", "after Eid we", "Eid"), ("fr", "un soir de Noël", "Noël"), ("nl", "Na Phagwa", "Phagwa"), ("es", "Pasó San Juan", "San Juan"), ("pt", "véspera de São João", "São João"), ("ru", "на Пасху", "Пасху"), ("uk", "на Великдень", "Великдень"),
          ("be", "на Каляды", "Каляды"), ("ky", "орозо айтта", "орозо айтта"), ("ar", "في عيد الأضحى", "في عيد الأضحى"), ("ur", "شب برات تھی", "شب برات"), ("ne", "दसैँको टीका", "दसैँको"), ("lo", "ຕອນບຸນປີໃໝ່ລາວ", "ບຸນປີໃໝ່ລາວ"))


def found(language, text):
    passage = Passage(text, language)
    return [passage.plain[one.start:one.end] for one in festivals(read_line(passage), language)]


@pytest.mark.parametrize(("language", "text", "piece"), FEASTS)
def test_a_feast_is_found_by_name(language, text, piece):
    assert found(language, text) == [piece.removeprefix("في ")]


@pytest.mark.parametrize(("language", "text"), [("ru", "спасибо вам, вы спасли меня"), ("ar", "كان البيت بعيد جدا"), ("en", "a cook lent me her phone"), ("ky", "мага айт деди"), ("uk", "проводити час")])
def test_words_that_only_begin_alike_are_no_feasts(language, text):
    assert found(language, text) == []


@pytest.mark.parametrize("name", ["festivals.toml", "times.toml", "amounts.toml", "traits.toml", "professions.toml", "beliefs.toml"])
def test_every_language_of_the_house_has_its_row_in_each_table(name):
    assert set(table(name)) == set(languages())
