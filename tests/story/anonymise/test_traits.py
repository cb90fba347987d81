"""Marks, professions, ties, health, belief, events and third persons, with what belongs to them."""
import tomllib
from pathlib import Path

import pytest

from exhibit.story.anonymise import Severity, codes, dialled, festivals, street_addresses, times, traits
from exhibit.story.anonymise.lines import on_line
from exhibit.story.anonymise.merge import Heard, merged
from exhibit.story.anonymise.passage import Passage

DEMO = Path(__file__).parents[3] / "exhibit" / "demo_content" / "testimonies"
TOLD = (  # language, text, the piece found, its kind
    ("en", "I have a scar above my left eyebrow.", "a scar above my left eyebrow", "MARK"), ("fr", "une cicatrice au poignet", "une cicatrice au poignet", "MARK"), ("nl", "een litteken op mijn linkerwang", "een litteken op mijn linkerwang", "MARK"),
    ("es", "un lunar en la frente", "un lunar en la frente", "MARK"), ("ru", "шрам на левой щеке", "шрам на левой щеке", "MARK"), ("uk", "накульгує на ліву ногу", "накульгує на ліву ногу", "MARK"), ("ky", "сол бетинде тырыгы", "сол бетинде тырыгы", "MARK"),
    ("ar", "ندبة على خدي الأيسر", "ندبة على خدي الأيسر", "MARK"), ("ur", "بائیں گال پر زخم کا نشان", "بائیں گال پر زخم کا نشان", "MARK"), ("lo", "ມີປານດຳຢູ່ຄໍເບື້ອງຊ້າຍ", "ປານດຳຢູ່ຄໍເບື້ອງຊ້າຍ", "MARK"),
    ("en", "the mayor's niece", "the mayor's niece", "RELATION"), ("es", "la sobrina del alcalde", "la sobrina del alcalde", "RELATION"), ("ru", "племянница мэра", "племянница мэра", "RELATION"), ("ar", "ابنة أخت العمدة", "ابنة أخت العمدة", "RELATION"),
    ("ne", "मेयरको भान्जी", "मेयरको भान्जी", "RELATION"), ("fr", "la coépouse de ma mère", "la coépouse de ma mère", "RELATION"), ("pt", "parteira", "parteira", "PROFESSION"), ("ky", "манасчы", "манасчы", "PROFESSION"),
    ("en", "I was pregnant", "pregnant", "HEALTH"), ("fr", "j'étais enceinte", "enceinte", "HEALTH"), ("ne", "मधुमेहको औषधि", "मधुमेहको", "HEALTH"), ("ur", "دمے کی دوا", "دمے", "HEALTH"), ("en", "We are Dalit", "Dalit", "BELIEF"), ("ne", "थारू हुँ", "थारू", "BELIEF"),
    ("uk", "кримська татарка", "кримська татарка", "BELIEF"), ("en", "My little sister", "My little sister", "THIRD_PERSON"), ("fr", "mon cousin", "mon cousin", "THIRD_PERSON"), ("ru", "моя мама", "моя мама", "THIRD_PERSON"), ("ar", "وأختي الصغيرة", "وأختي الصغيرة", "THIRD_PERSON"),
    ("ne", "बहिनीलाई", "बहिनीलाई", "THIRD_PERSON"), ("ky", "сиңдим", "сиңдим", "THIRD_PERSON"),
)
OTHERWISE = (("ru", "моя тетрадь, моя женщина, его брать, поэтому"), ("uk", "моє дитинство, мої сині очі, моя батьківщина"), ("ar", "بدون أن يراني أحد، على الفور، إلى الأمام، في البداية"), ("ur", "پیسے کی کمی"), ("ky", "менин кызматым, Казакстанга"), ("fr", "une boîte d'allumettes"), ("en", "the dress fits"), ("pt", "a sala cheia"))
ALL = on_line(traits.traits, traits.events)


def found(language, text):
    passage = Passage(text, language)
    return [(find.text, find.kind) for find in merged(passage, (Heard(one, "traits") for one in ALL(passage)))]


@pytest.mark.parametrize(("language", "text", "piece", "kind"), TOLD)
def test_what_singles_out_is_found_with_what_belongs_to_it(language, text, piece, kind):
    assert found(language, text) == [(piece, kind)]


@pytest.mark.parametrize(("language", "text"), OTHERWISE)
def test_words_that_only_look_alike_are_no_finds(language, text):
    assert found(language, text) == []


def test_an_event_goes_on_to_the_end_of_its_clause_but_not_into_a_name_or_a_date():
    assert found("uk", "Це район, де повінь знесла обидва мости, і все.") == [("де повінь знесла обидва мости", "EVENT")]
    assert found("en", "In 2014 the flood took the bridge at Kandal.") == [("the flood took the bridge at", "EVENT")]


def test_a_third_person_is_worth_a_look_and_a_mark_identifies_together_with_others():
    passage = Passage("My sister has a tattoo.", "en")
    assert [find.severity for find in merged(passage, (Heard(one, "traits") for one in ALL(passage)))] == [Severity.LOOK, Severity.TOGETHER]


@pytest.mark.parametrize("path", sorted(DEMO.glob("*.toml")), ids=lambda path: path.stem)
def test_the_demo_texts_hold_nothing_that_identifies_alone(path):
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    voices = (dialled.dialled, codes.codes, street_addresses.street_addresses, on_line(times.dates, times.durations, festivals.festivals, traits.traits))
    texts = [(language, text) for kind in ("story", "quote", "cutout") for language, text in told[kind].items()]
    heard = [(text, merged(Passage(text, language), (Heard(one, "mine") for voice in voices for one in voice(Passage(text, language))))) for language, text in texts]
    assert [(find.text, find.kind) for _, finds in heard for find in finds if find.severity is Severity.ALONE] == []
