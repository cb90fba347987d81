"""The table of materials, a house's own over it, and what fire rules say about both."""
from datetime import date

import pytest

from exhibit.cutout.errors import CutoutError
from exhibit.cutout.stand import fire_warnings, library, material, material_names
from exhibit.cutout.stand.fire import RULES, rule_for
from exhibit.cutout.stand.fire_classes import NATIONAL, fire_class

SECTION_FOUR = {"pvc-foam-10": 5.0, "pvc-foam-5": 3.5, "dibond-3": 3.83, "dibond-4": 4.75, "alucobond-3": 4.5, "alucobond-4": 5.5, "fr-core-4": 7.6,
                "forex-smart-10": 2.0, "foamboard-10": 0.9, "correx-5": 1.0, "honeycomb-16": 2.6}
OWN = """
[pvc-foam-10]
fire_class = "B-s1,d0"
certificate = { number = "KB-1", issuer = "Institute", valid_until = 2027-10-31 }
[cardboard-20]
title = "Cardboard honeycomb 20 mm"
kg_m2 = 3.1
thickness_mm = 20
e_mpa = 550
sigma_mpa = 1.8
fire_class = ""
kind = "cardboard"
source = "our supplier"
"""


def own_shelf(folder, text=OWN):
    path = folder / "ours.toml"
    path.write_text(text, encoding="utf-8")
    return library(path)


def test_masses_are_those_of_section_four():
    assert {name: material(name).kg_m2 for name in material_names()} == SECTION_FOUR
    assert material("fr-core-4").fire_class == "B-s1,d0"


@pytest.mark.parametrize("name", SECTION_FOUR)
def test_every_row_says_where_it_comes_from_and_claims_no_certificate(name):
    row = material(name)
    assert row.source and row.certificate is None


def test_a_certificate_alone_is_enough_for_a_known_material(tmp_path):
    ours = own_shelf(tmp_path)
    assert ours["pvc-foam-10"].kg_m2 == 5.0 and ours["pvc-foam-10"].certificate.valid_until == date(2027, 10, 31)
    assert material("cardboard-20", ours).thickness_mm == 20 and set(material_names(ours)) == {*SECTION_FOUR, "cardboard-20"}
    assert material("pvc-foam-10").certificate is None, "the table that comes along is not changed"


@pytest.mark.parametrize(("text", "sentence"), [
    ("[x]\ntitle = 'X'", "ours.toml, x: missing e_mpa, fire_class"),
    ("[pvc-foam-10]\nweight = 3", "ours.toml, pvc-foam-10: unknown weight"),
    ("[pvc-foam-10]\nkg_m2 = 0", "kg_m2 is 0; give a number between 0.1 and 60"),
    ("[pvc-foam-10]\nthickness_mm = '10'", "thickness_mm is '10'; give a number"),
    ("[pvc-foam-10]\nkg_m2 = nan", "kg_m2 is nan"),
    ("[pvc-foam-10]\nkind = 'straw'", "the kind “straw” is not known"),
    ("[pvc-foam-10]\nfire_class = 'very good'", "“very good” is no fire class"),
    ("[pvc-foam-10]\ncertificate = 'yes'", "a certificate has number, issuer and valid_until"),
    ("[pvc-foam-10]\ncertificate = { number = '1', issuer = 'I', valid_until = 'soon' }", "a certificate has number, issuer and valid_until"),
    ("pvc = 1", "“pvc” stands outside a table"),
    ("[pvc", "ours.toml is no TOML table")])
def test_a_mistake_in_ones_own_table_is_named(tmp_path, text, sentence):
    with pytest.raises(CutoutError) as refused:
        own_shelf(tmp_path, text)
    assert sentence in refused.value.sentence


def test_a_table_that_is_not_there_is_said(tmp_path):
    with pytest.raises(CutoutError, match="nowhere.toml cannot be read: check EXHIBIT_MATERIALS"):
        library(tmp_path / "nowhere.toml")


def test_an_unknown_material_is_said():
    with pytest.raises(CutoutError, match="There is no material “marble”. Known: pvc-foam-10"):
        material("marble")


@pytest.mark.parametrize(("better", "worse"), [("A1", "B-s1,d0"), ("B-s1,d0", "C-s2,d0"), ("B-s1,d0", "M1"), ("M1", "C-s3,d0"), ("B-s1,d0", "B-s1,d0"), ("C-s2,d0", "B1")])
def test_classes_that_are_as_good(better, worse):
    assert fire_class(better).as_good_as(fire_class(worse))


@pytest.mark.parametrize(("one", "other"), [("C-s2,d0", "B-s3,d0"), ("B-s1,d2", "C-s2,d0"), ("B-s3,d0", "C-s2,d0"), ("B", "C-s2,d0"), ("E", "M1")])
def test_classes_that_are_not(one, other):
    assert not fire_class(one).as_good_as(fire_class(other))


def test_every_rule_names_a_class_that_exists():
    for rule in (*RULES.values(), rule_for("XX")):
        assert fire_class(rule.least)
    assert all(fire_class(euro) for euro in NATIONAL.values())


def test_france_asks_from_half_a_square_metre():
    pvc = material("pvc-foam-10")
    assert fire_warnings(pvc, 0.5, "FR", None) == ()
    unknown, no_paper = fire_warnings(pvc, 0.51, "FR", None)
    assert "M0, M1 or an equal Euroclass" in unknown and "0.51 m²" in unknown and "No certificate is on file" in no_paper


def test_a_german_fair_lets_no_polystyrene_in():
    first, *others = fire_warnings(material("forex-smart-10"), 0.3, "de", None)
    assert "may not come in. Choose another material" in first and others


@pytest.mark.parametrize(("fire", "country", "fits"), [
    ("B-s1,d0", "DE", True), ("B1", "DE", True), ("D-s1,d0", "DE", False), ("B-s1,d0", "FR", True), ("M1", "FR", True), ("B1", "FR", False), ("C-s2,d0", "GB", False)])
def test_a_class_against_a_rule(tmp_path, fire, country, fits):
    ours = own_shelf(tmp_path, OWN.replace("B-s1,d0", fire))
    warned = fire_warnings(ours["pvc-foam-10"], 1.2, country, date(2027, 10, 22))
    assert (warned == ()) == fits, warned


def test_a_certificate_that_ends_before_the_event_is_said(tmp_path):
    ours = own_shelf(tmp_path)
    assert fire_warnings(ours["pvc-foam-10"], 1.2, "DE", date(2027, 10, 31)) == ()
    (warning,) = fire_warnings(ours["pvc-foam-10"], 1.2, "DE", date(2027, 11, 1))
    assert warning == "The certificate KB-1 of Institute ends on 2027-10-31, before the event does: ask for a new one."


def test_a_country_we_know_nothing_of_is_said(tmp_path):
    (warning,) = fire_warnings(own_shelf(tmp_path)["pvc-foam-10"], 1.2, "BE", date(2027, 10, 18))
    assert "ask the hall which class it wants" in warning
