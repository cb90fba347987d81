"""Sums by a sign or short form beside the number, and ages in forms."""
from __future__ import annotations

import pytest

from exhibit.story.anonymise.passage import Passage
from exhibit.story.anonymise.plan import plan
from exhibit.story.anonymise.written_sums import ages_in_forms, written_sums
from tests.support.finders import read_by_rules


@pytest.mark.parametrize(("language", "text", "sum_"), [
    ("en", "She took US$3,150 for it.", "US$3,150"), ("en", "The debt was £22k by then.", "£22k"), ("en", "I paid KSh 64,000 to her.", "KSh 64,000"), ("es", "Prometido: S/ 1.450; nada más.", "S/ 1.450"),
    ("pt", "Saldo: R$ 3.915,40 negativos.", "R$ 3.915,40"), ("ne", "ऋण भा.रु. ६,५०० थियो।", "भा.रु. ६,५००"), ("ru", "Отдал 23 тыщи сразу.", "23 тыщи"), ("uk", "Винна 1450 зл.", "1450 зл."),
])
def test_a_sum_by_its_sign_is_found_whole(language, text, sum_):
    finds = read_by_rules(text, language)
    assert sum_.rstrip(".") in " ".join(find.text for find in finds if find.kind == "MONEY")
    assert all(one.replacement for one in plan(text, language, finds).proposals if one.find.kind == "MONEY")


@pytest.mark.parametrize(("language", "text", "age"), [("en", "Age: 31 Nationality", "31"), ("es", "Edad: 19 País", "19"), ("nl", "Leeftijd: 27", "27"), ("uk", "Вік: 22 Звідки", "22"), ("ky", "Жашы: 41", "41"), ("ne", "उमेर: २८ ठेगाना", "२८"), ("ur", "عمر: ۳۴ شہر", "۳۴"), ("lo", "ອາຍຸ: 25", "25")])
def test_an_age_in_a_form_is_found(language, text, age):
    assert age in " ".join(find.text for find in read_by_rules(text, language) if find.kind == "AGE")


@pytest.mark.parametrize(("language", "text"), [("en", "We ran 5 km in ward 4, age 3 months."), ("nl", "Een kind van 3 m, 5 kg."), ("ru", "5 м ткани")])
def test_measures_are_no_sums(language, text):
    passage = Passage(text, language)
    assert [*written_sums(passage), *ages_in_forms(passage)] == []
