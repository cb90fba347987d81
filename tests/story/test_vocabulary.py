"""The words for a testimony, and the line between trafficking and smuggling."""
import pytest

from exhibit.story import vocabulary as words
from exhibit.story.vocabulary import EXPERIENCE_TYPES, EXPLOITATION, shows_tip_elements, validate_attributes

FULL = {"tip_act": ["RECRUITMENT"], "tip_means": ["DECEPTION"], "tip_purpose": ["FORCED_LABOUR_OR_SERVICES"]}


def without(*keys):
    return {key: value for key, value in FULL.items() if key not in keys}


@pytest.mark.parametrize(("experience_type", "facts", "wrong"), [
    ("TIP", FULL, []),
    ("SOM_BECAME_TIP", FULL, []),
    ("UNDETERMINED", {}, []),
    ("UNDETERMINED", without("tip_means"), []),
    ("SOM", {}, []),
    ("SOM_WITH_ABUSE", {}, []),
    ("TIP", {}, ["Trafficking needs an act, a means and a purpose: please give the act and the means and the purpose."]),
    ("TIP", without("tip_means"), ["Trafficking needs an act, a means and a purpose: please give the means."]),
    ("TIP", {**without("tip_means"), "child": True}, []),
    ("TIP", {**FULL, "child": True}, []),
    ("TIP", {"child": True, "tip_act": "TRANSFER"}, ["Trafficking of a child needs an act and a purpose: please give the purpose."]),
    ("SOM", FULL, ["Smuggling has no act and no means and no purpose: these belong to trafficking. If it became trafficking, choose that type."]),
    ("SOM_WITH_ABUSE", {"tip_means": ["FRAUD"]}, ["Smuggling has no means: these belong to trafficking. If it became trafficking, choose that type."]),
    ("SOM", {"term": "VICTIM"}, ["A person who was smuggled is not called a victim of smuggling: choose “smuggled migrant” or “person who was smuggled”."]),
    ("TIP", {**FULL, "tip_act": ["KIDNAP"]}, ["There is no act “KIDNAP”."]),
    ("TIP", {**FULL, "exploitation": ["SLAVERY"], "elements": ["NAME"], "age_band": "17"},
     ["There is no form of exploitation “SLAVERY”.", "There is no element “NAME”.", "There is no age band “17”."]),
])
def test_what_is_wrong_is_said_in_sentences(experience_type, facts, wrong):
    assert validate_attributes(experience_type, **facts) == wrong


def test_an_unknown_type_is_one_sentence():
    [sentence] = validate_attributes("SMUGGLING", **FULL)
    assert sentence.startswith("There is no type of experience “SMUGGLING”. Choose one of: trafficking in persons, smuggling of migrants")


@pytest.mark.parametrize("code", EXPERIENCE_TYPES)
def test_smuggling_shows_no_elements_of_trafficking(code):
    assert shows_tip_elements(code) == (code not in ("SOM", "SOM_WITH_ABUSE"))
    assert not shows_tip_elements("nonsense")


@pytest.mark.parametrize("table", ["TIP_ACTS", "TIP_MEANS", "TIP_PURPOSES", "AGE_BANDS", "GENDERS", "TERMS", "ELEMENTS"])
def test_every_code_has_a_label(table):
    rows = getattr(words, table)
    assert rows and all(code and label.strip() for code, label in rows.items())
    assert len(set(rows.values())) == len(rows)


def test_nowhere_is_there_a_victim_of_smuggling():
    labels = [row.label for row in (*EXPERIENCE_TYPES.values(), *EXPLOITATION.values())] + [*words.TERMS.values()]
    assert not [label for label in labels if "victim" in label and "smuggl" in label]


def test_thirteen_forms_each_with_its_htcds_value():
    assert len(EXPLOITATION) == 13 and all(row.htcds for row in EXPLOITATION.values())


def test_seventeen_elements_and_no_exact_age():
    assert len(words.ELEMENTS) == 17 and "AGE" not in words.ELEMENTS
