"""The person's pseudonym was chosen before her words came in. Where it stands in them it may be a real name, and nothing goes out until another one is chosen."""
from __future__ import annotations

import pytest

from exhibit.actions import approvals, left_finds, second_eyes, sources
from exhibit.actions.batch import bring_in
from exhibit.actions.margin_notes import refuse_to_print
from exhibit.actions.meant_words import is_in_source
from exhibit.actions.testimonies import approve_text, create_testimony, save_attributes, save_text
from exhibit.actions.ticks import ticks_on
from exhibit.actions.worksheets import begin, finish
from exhibit.errors import Refused
from exhibit.store import db, history, queries
from exhibit.store.worksheets import names
from tests.support.scenes import CASEWORKER, CURATOR, FACTS, NOW, VERIFIER, a_testimony
from tests.support.second_eyes import compared, looked_at

SOURCE = "My friends called me Miriam. Every evening I wrote my hours down."
STANDS = "The pseudonym stands in a source of this person"
TABLE = "pseudonym,language,country,experience,text\nMiriam,en,CO,UNDETERMINED,My friends called me Miriam.\nNour,en,CO,UNDETERMINED,I wrote my hours down.\n"


@pytest.fixture
def miriam(app):
    return create_testimony({**FACTS, "pseudonym": "Miriam"}, CASEWORKER, NOW)


def rename(testimony, pseudonym: str) -> None:
    save_attributes(testimony, {**FACTS, "pseudonym": pseudonym}, CASEWORKER, NOW)


@pytest.mark.parametrize(("pseudonym", "source", "language", "stands"), [
    ("Miriam", SOURCE, "en", True), ("miriam", SOURCE, "en", True), ("Miriam Lopes", SOURCE, "en", True), ("Rosa", SOURCE, "en", False),
    ("Hope", "I had hope and no money.", "en", False), ("Maria de Lourdes", "De man woonde in een dorp.", "nl", False), ("مريم", "اسمي مريم أحمد.", "ar", True),
    ("Ілона", "Мене звати Ілона.", "uk", True), ("Ilona", "Мене звати Ілона.", "uk", True), ("Miriam", "She wrote to miriam@post.example.", "en", False),
])
def test_a_pseudonym_is_looked_for_as_a_word_in_any_script(app, pseudonym, source, language, stands):
    assert is_in_source(pseudonym, source, language) is stands


def test_nothing_passes_is_approved_read_or_printed_until_another_pseudonym_is_chosen(miriam):
    sheet = begin(miriam, "STORY", "en", SOURCE, "PASTED", CURATOR, NOW)
    assert miriam.pseudonym_in_source
    version = finish(sheet.id, None, CURATOR, NOW, rest=True)
    assert "Miriam" in version.body and left_finds.blocking(version) == (), "no finder sees it: it counts as meant"
    review = compared(version)
    for step in (lambda: second_eyes.pass_text(review.id, (), VERIFIER, NOW), lambda: approve_text(version.id, CASEWORKER, NOW),
                 lambda: approvals.make_link(miriam, ["en"], 14, None, CASEWORKER, NOW), lambda: refuse_to_print([version])):
        with pytest.raises(Refused, match=f"{STANDS}, where it may be somebody's real name. .*Choose another pseudonym") as refused:
            step()
        assert "Miriam" not in refused.value.sentence
    for other in ("Miriam Lopes", "miriam"):
        with pytest.raises(Refused, match="stands in a source text"):
            rename(miriam, other)
    rename(miriam, "Rosa")
    assert not miriam.pseudonym_in_source
    with pytest.raises(Refused, match="still holds a name"):
        approve_text(version.id, CASEWORKER, NOW)
    again = save_text(miriam, "en", "STORY", version.body.replace("Miriam", "Rosa"), version.id, CURATOR, NOW)
    looked_at(again)
    assert approve_text(again.id, CASEWORKER, NOW).approved_at
    assert [event.details.get("pseudonym") for event in history.entries(kind="SOURCE", code=miriam.code) if event.state == "PLACED"] == ["stands in it"]


def test_deleting_the_source_does_not_make_the_name_a_pseudonym(miriam):
    sheet = begin(miriam, "STORY", "en", SOURCE, "PASTED", CURATOR, NOW)
    version = finish(sheet.id, None, CURATOR, NOW, rest=True)
    sources.delete_now(sheet.id, CURATOR, NOW)
    db.session.expire_all()
    with pytest.raises(Refused, match=STANDS):
        approve_text(version.id, CASEWORKER, NOW)
    with pytest.raises(Refused, match="stands in a source text"):
        rename(miriam, "Miriam Lopes")
    save_attributes(miriam, {**FACTS, "pseudonym": "Miriam", "elements": ["GENDER"]}, CASEWORKER, NOW)
    assert miriam.pseudonym_in_source, "other facts may be saved, and it stays"


def test_what_was_a_name_does_not_come_back_as_a_pseudonym_once_the_source_is_gone(miriam):
    sheet = begin(miriam, "STORY", "en", SOURCE, "PASTED", CURATOR, NOW)
    rename(miriam, "Rosa")
    assert [(row.original, row.replacement) for row in names(miriam)] == [("Miriam", "Rosa")], "her texts call her by the new one"
    sources.delete_now(sheet.id, CURATOR, NOW)
    with pytest.raises(Refused, match="somebody's real name"):
        rename(miriam, "Miriam")


def test_a_text_that_passed_before_the_source_came_in_is_looked_at_again_once_the_name_is_another(app):
    rosa = a_testimony()
    version = looked_at(save_text(rosa, "en", "QUOTE", "They call me Rosa. I carry it in my bag.", rosa.newest("QUOTE", "en").id, CURATOR, NOW))
    untouched = looked_at(rosa.newest("CUTOUT", "en"))
    link, _token = approvals.make_link(rosa, ["en"], 14, None, CASEWORKER, NOW)
    assert version.id in {found.id for found in approvals.texts_to_read(link, "en")}
    begin(rosa, "STORY", "en", "At home I was Rosa to everybody.", "PASTED", CURATOR, NOW)
    assert version.id not in {found.id for found in approvals.texts_to_read(link, "en")} and approvals.keeps_back(link, "en"), "she says yes to nothing while her own name may stand there"
    rename(rosa, "Ilona")
    version, untouched = queries.version(version.id), queries.version(untouched.id)
    assert "ANONYMITY" not in ticks_on(version) and not version.marks_checked and "ANONYMITY" in ticks_on(untouched)


def test_many_at_once_say_it_line_by_line(app):
    tried = bring_in(TABLE.encode(), "many.csv", CURATOR, NOW, only_try=True)
    stored = bring_in(TABLE.encode(), "many.csv", CURATOR, NOW)
    for report in (tried, stored):
        first, second = report.rows
        assert first.reason == f"{STANDS}, where it may be somebody's real name. No text is approved until another one is chosen." and second.reason == ""
        assert "real name. No text is approved" in report.csv() and "called me" not in report.csv()
    assert [queries.testimony(row.code).pseudonym_in_source for row in stored.rows] == [True, False]
