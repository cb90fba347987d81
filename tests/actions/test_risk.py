"""The risk of a testimony on file: with and without counts, with details left, and between its languages."""
from __future__ import annotations

import pytest

from exhibit.actions.cross_checks import read_texts, traces_between
from exhibit.actions.exhibitions import add_cutout
from exhibit.actions.risk import risk_of
from exhibit.actions.testimonies import save_text
from exhibit.actions.uniqueness import load_counts
from exhibit.store import queries, transaction
from tests.support.scenes import CURATOR, FIGURE, NOW, a_cutout, a_testimony

COUNTS = b"gender,sector,people\nwoman,DOMESTIC_WORK,4\nwoman,AGRICULTURE,56\nman,DOMESTIC_WORK,9\n"


@pytest.fixture
def rosa(app):
    return a_testimony(reviewed=False, gender="woman", elements=["GENDER", "SECTOR"])


def test_the_counts_on_file_say_how_many_share_it_and_what_leaving_a_fact_out_does(rosa):
    with transaction():
        rosa.attributes = {**rosa.attributes, "sector": "DOMESTIC_WORK"}
    assert risk_of(read_texts(rosa)).small_sample
    load_counts(COUNTS, "register", CURATOR, NOW)
    found = risk_of(read_texts(rosa))
    assert (found.k, found.small_sample, found.sentence) == (4, False, "In the counts on file 4 people share what this text tells: woman, DOMESTIC_WORK.")
    assert [(change.fact, change.k) for change in found.changes] == [("sector", 60), ("gender", 13)]


def test_a_detail_left_in_a_translation_alone_counts_and_is_named(rosa):
    before = risk_of(read_texts(rosa))
    save_text(rosa, "fr", "STORY", "J’ai répondu à une annonce le 3 mai 2019.\n\nAujourd’hui, j’ouvre la porte avec ma propre clé.", None, CURATOR, NOW)
    readings = read_texts(rosa)
    (only,) = readings.uneven["STORY"]
    assert "3 mai 2019" in only.words and (only.language, only.gone_from) == ("fr", ("en",))
    after = risk_of(readings)
    assert after.left == before.left + 1 and after.score > before.score


def test_a_detail_that_all_languages_tell_counts_once(rosa):
    save_text(rosa, "en", "STORY", "I left on 3 May 2019. Today I open my own door.", rosa.newest("STORY", "en").id, CURATOR, NOW)
    save_text(rosa, "fr", "STORY", "Je suis partie le 3 mai 2019. Aujourd’hui, j’ouvre ma porte.", None, CURATOR, NOW)
    readings = read_texts(rosa)
    assert readings.uneven == {} and [find.kind for find in readings.details] == ["DATE"]


def test_a_date_in_two_stories_of_an_exhibition_joins_them(rosa):
    exhibition = a_cutout(rosa).exhibition
    other = a_testimony(reviewed=False, pseudonym="Mara")
    add_cutout(exhibition, {**FIGURE, "testimony_code": other.code}, CURATOR, NOW)
    for testimony, body in ((rosa, "On 3 May 2019 the shop closed."), (other, "We met on 3 May 2019 by the river.")):
        save_text(testimony, "en", "STORY", body, testimony.newest("STORY", "en").id, CURATOR, NOW)
    found = traces_between(queries.exhibition("autumn"), rosa.code)
    assert ("DATE", tuple(sorted((rosa.code, other.code)))) in {(one.kind, one.codes) for one in found}
