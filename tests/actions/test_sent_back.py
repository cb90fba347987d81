"""The reason for which a text is sent back may repeat its source: it is read by those who may read that, and goes with it."""
from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select, text

from exhibit.actions import lookers, second_eyes, sources
from exhibit.actions.accounts import add_user
from exhibit.actions.holds import set_hold
from exhibit.actions.sent_back import sent_back
from exhibit.actions.testimonies import approve_text, save_text
from exhibit.actions.worksheets import begin, finish
from exhibit.errors import Refused
from exhibit.store import accounts, db, queries, transaction, worksheets
from exhibit.store.holds import PENDING
from exhibit.store.tables import AnonymityReview, ConsentEvent, Party
from tests.support.boards import the_person
from tests.support.rooms import opened
from tests.support.scenes import CASEWORKER, CURATOR, NOW, VERIFIER, a_testimony
from tests.support.second_eyes import compared

SOURCE = "Mrs Peeters kept my passport in rue Haute 4. Every evening I wrote my hours down."
WHY = "Mrs Peeters of rue Haute 4 still shines through the second sentence."
OFFICER = "officer@demo.example"


@pytest.fixture
def rosa(databases, tmp_path):
    with opened(databases, tmp_path, "person"):
        yield the_person()


@pytest.fixture
def version(rosa):
    """A text made of a source, sent back with words of that source."""
    sheet = begin(rosa, "QUOTE", "en", SOURCE, "PASTED", CURATOR, NOW)
    made = finish(sheet.id, rosa.newest("QUOTE", "en").id, CURATOR, NOW, rest=True)
    second_eyes.send_back(compared(made).id, WHY, VERIFIER, NOW)
    return made


def readings(testimony):
    wanted = select(ConsentEvent).where(ConsentEvent.testimony_code == testimony.code, ConsentEvent.kind == "READ", ConsentEvent.state == "REASON").order_by(ConsentEvent.seq)
    return [event.recorded_by for event in db.session.scalars(wanted)]


def sheet_of(version):
    [row] = worksheets.with_source(version.testimony)
    return row


def test_it_is_read_by_those_who_may_read_the_source_and_by_nobody_else(version):
    told = {by: sent_back(version, by, NOW) for by in (CURATOR, CASEWORKER, VERIFIER, OFFICER)}
    assert {by: row.reason for by, row in told.items()} == {CURATOR: WHY, CASEWORKER: WHY, VERIFIER: WHY, OFFICER: ""}
    assert told[OFFICER].by == VERIFIER and told[OFFICER].at == NOW and not told[OFFICER].gone
    with transaction():
        accounts.user(CASEWORKER).organisation = "elsewhere"
        version.testimony.person.custodian = Party(code="shelter", name="Shelter", role="CUSTODIAN")
    assert sent_back(version, CASEWORKER, NOW).reason == "", "a caseworker of another organisation reads no source of hers"
    set_hold(version.testimony, PENDING, "", CURATOR, NOW)
    assert sent_back(version, CURATOR, NOW).reason == ""
    assert WHY not in db.session.execute(text("SELECT reason_enc FROM anonymity_review")).scalar()


def test_each_reading_of_it_is_in_the_history_once_an_hour_and_its_author_s_in_none(version):
    for by, minutes in ((VERIFIER, 0), (CURATOR, 0), (CURATOR, 30), (CASEWORKER, 31), (CURATOR, 90), (OFFICER, 91)):
        sent_back(version, by, NOW + timedelta(minutes=minutes))
    assert readings(version.testimony) == [CURATOR, CASEWORKER, CURATOR]
    events = db.session.scalars(select(ConsentEvent).where(ConsentEvent.testimony_code == version.testimony.code))
    assert "Peeters" not in "".join(event.reason + str(event.details) for event in events)


def test_whoever_has_read_it_is_no_second_for_any_text_of_the_story(version):
    story = version.testimony.newest("STORY", "en")
    assert lookers.may_look(version, CASEWORKER) and lookers.may_look(story, CASEWORKER)
    sent_back(version, CASEWORKER, NOW)
    assert lookers.why_not(version, CASEWORKER) and lookers.why_not(story, CASEWORKER).startswith("You have read a source of this story")
    assert lookers.may_look(version, VERIFIER), "its author may look at the next one"


def test_it_goes_with_the_source(version):
    sources.delete_now(sheet_of(version).id, CURATOR, NOW)
    told = sent_back(version, CURATOR, NOW)
    assert told.reason == "" and told.gone
    row = db.session.scalars(select(AnonymityReview)).one()
    assert (row.reason, row.verdict) == (None, "SENT_BACK") and row.searches, "that it was sent back stays, and what the reviewer wrote before she saw the source"


def test_it_goes_when_the_time_of_the_source_is_over(version):
    assert sent_back(version, CURATOR, NOW + timedelta(days=59)).reason == WHY
    assert sent_back(version, CURATOR, NOW + timedelta(days=60)).gone


def test_the_source_of_another_story_takes_no_reason_along(version):
    other = begin(a_testimony(), "QUOTE", "en", "I sewed in the evenings.", "PASTED", CURATOR, NOW)
    sources.delete_now(other.id, CURATOR, NOW)
    unread = begin(version.testimony, "STORY", "en", "I sewed in the evenings.", "PASTED", CURATOR, NOW)
    sources.delete_now(unread.id, CURATOR, NOW)
    assert sent_back(version, CURATOR, NOW).reason == WHY


def test_without_a_source_to_go_with_it_quotes_nothing(version):
    sources.delete_now(sheet_of(version).id, CURATOR, NOW)
    add_user("second@demo.example", ["verifier"], "a long enough passphrase for tests")
    for by in (VERIFIER, "second@demo.example"):
        review = compared(version, by)
        with pytest.raises(Refused, match="What still leads to the person: .* Nothing that leads to a person is kept here"):
            second_eyes.send_back(review.id, "Call +32 470 12 34 56 and Ms Jordan Castellanos answers.", by, NOW)
        second_eyes.send_back(review.id, "The name in the second sentence is still there.", by, NOW)
    assert sent_back(version, CASEWORKER, NOW).reason.startswith("The name in the second sentence")
    assert sent_back(version, OFFICER, NOW).reason == "" and readings(version.testimony) == [], "it repeats no source"


def test_a_source_that_ends_with_the_approval_takes_the_reason_with_it(version):
    better = save_text(version.testimony, "en", "QUOTE", "I wrote my hours down.", version.id, CURATOR, NOW)
    approve_text(better.id, CASEWORKER, NOW)
    sources.delete_due(NOW)
    assert sent_back(queries.version(version.id), CURATOR, NOW).gone and sent_back(better, CURATOR, NOW) is None
