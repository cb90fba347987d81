"""Approval links: what they open and for how long, what the person answers, and what follows from it."""
from __future__ import annotations

import io
from datetime import timedelta

import pytest
from PIL import Image
from sqlalchemy import inspect

from exhibit.actions import approval_board, approvals
from exhibit.actions.consent import withdraw
from exhibit.actions.gate import page_decision
from exhibit.actions.holds import set_hold
from exhibit.actions.testimonies import approve_text, save_text
from exhibit.actions.ticks import ticks_on
from exhibit.errors import Conflict, Refused, WrongUse
from exhibit.store import approvals as on_file
from exhibit.store import db, queries
from exhibit.store.tables import ApprovalLink, ApprovalOpening, ConsentEvent
from exhibit.story.ticks import Tick
from tests.support.boards import the_person
from tests.support.rooms import opened
from tests.support.scenes import BASE, CASEWORKER, CURATOR, NOW, a_cutout, a_testimony
from tests.support.second_eyes import looked_at

NEW = "I carry my passport in my own bag, and nobody asks me for it any more."


@pytest.fixture
def rosa(databases, tmp_path):
    with opened(databases, tmp_path, "person"):
        yield the_person()


@pytest.fixture
def link(rosa):
    """(link, token) for the English texts of somebody who has a board."""
    return approvals.make_link(rosa, ["en"], 14, a_cutout(rosa).id, CASEWORKER, NOW)


def rewrite(testimony, kind: str = "QUOTE", body: str = NEW):
    return save_text(testimony, "en", kind, body, testimony.newest(kind, "en").id, CURATOR, NOW)


def test_of_the_token_only_a_hash_is_kept(link):
    made, token = link
    row = {column.key: getattr(made, column.key) for column in inspect(ApprovalLink).columns}
    assert len(token) >= 32 and token not in map(str, row.values()) and len(made.token_hash) == 64
    assert approvals.find(token, NOW).id == made.id and approvals.find(token + "x", NOW) is None and approvals.find(made.token_hash, NOW) is None


def test_a_link_ends_by_itself_is_revoked_and_closes_on_a_hold(link, rosa):
    made, token = link
    assert approvals.find(token, NOW + timedelta(days=14, seconds=-1)) and approvals.find(token, NOW + timedelta(days=14)) is None
    set_hold(rosa, "SAFETY", "", CURATOR, NOW)
    assert approvals.find(token, NOW) is None
    db.session.get(ApprovalLink, made.id).testimony.hold = "NONE"
    db.session.commit()
    approvals.revoke_link(made.id, CASEWORKER, NOW)
    approvals.revoke_link(made.id, CASEWORKER, NOW + timedelta(hours=1))
    assert approvals.find(token, NOW) is None and made.revoked_at == NOW
    with pytest.raises(approvals.NotSent):
        approvals.answer(token, rosa.newest("QUOTE", "en").id, "YES", "", "", NOW)


def test_a_stop_of_everything_closes_the_link_too(link, rosa):
    withdraw(rosa, CASEWORKER, NOW)
    assert approvals.find(link[1], NOW) is None
    assert all(not ticks_on(version) and version.approved_at is None for version in rosa.versions)


def test_every_opening_is_written_down_with_its_time_and_nothing_else(link):
    made, token = link
    for minutes in (0, 5):
        approvals.open_link(token, NOW + timedelta(minutes=minutes))
    assert approvals.open_link("other", NOW) is None
    assert [opening.at for opening in made.openings] == [NOW, NOW + timedelta(minutes=5)]
    assert {column.key for column in inspect(ApprovalOpening).columns} == {"id", "link_id", "at"}


@pytest.mark.parametrize(("languages", "days", "sentence"), [([], 14, "Choose the languages"), (["fr"], 14, "among those that have a text"), (["en"], 0, "from 1 to 60 days"), (["en"], 61, "from 1 to 60 days")])
def test_a_link_that_cannot_be_made_says_why(rosa, languages, days, sentence):
    with pytest.raises(WrongUse, match=sentence):
        approvals.make_link(rosa, languages, days, None, CASEWORKER, NOW)


def test_a_board_of_somebody_else_is_no_board_for_this_link(rosa):
    other = a_cutout(a_testimony(pseudonym="Lila"))
    with pytest.raises(WrongUse, match="Choose a board that shows this testimony"):
        approvals.make_link(rosa, ["en"], 14, other.id, CASEWORKER, NOW)


def test_a_yes_approves_exactly_these_words(link, rosa):
    version = looked_at(rewrite(rosa))
    made = approvals.answer(link[1], version.id, "YES", "", "thank you", NOW)
    assert version.approved_at == NOW and version.approved_by == f"link {link[0].mark}" and made.reason == ""
    assert set(ticks_on(version)) == {Tick.CONSENT, Tick.ANONYMITY}
    event = db.session.query(ConsentEvent).filter_by(kind="APPROVAL").order_by(ConsentEvent.seq.desc()).first()
    assert (event.state, event.indicated_by, event.indication_method, event.details["sha256"]) == ("approved", "SUBJECT", "APPROVAL_LINK", version.sha256)


def test_a_yes_to_words_that_changed_meanwhile_is_not_taken(link, rosa):
    old = rewrite(rosa)
    rewrite(rosa, body=NEW + " Today.")
    with pytest.raises(approvals.NotSent) as refused:
        approvals.answer(link[1], old.id, "YES", "", "", NOW)
    assert refused.value.key == "meanwhile" and queries.version(old.id).approved_at is None


def test_words_written_after_the_link_wait_for_a_second_pair_of_eyes_and_a_no_does_not(link, rosa):
    version = rewrite(rosa)
    assert version.id not in [text.id for text in approvals.texts_to_read(link[0], "en")]
    with pytest.raises(approvals.NotSent) as refused:
        approvals.answer(link[1], version.id, "YES", "", "", NOW)
    assert refused.value.key == "meanwhile" and version.approved_at is None
    approvals.answer(link[1], version.id, "NO", "", "Not these words.", NOW)
    assert rosa.approved("QUOTE", "en") is None
    looked_at(version)
    assert version.id in [text.id for text in approvals.texts_to_read(link[0], "en")]


@pytest.mark.parametrize("left", ["Call me on +32 470 12 34 56.", "My name is Miriam Tesfaye."])
def test_no_link_is_made_and_no_yes_written_down_while_something_identifies(rosa, left):
    version = rewrite(rosa, body=f"I carry my passport. {left}")
    for refused in (lambda: approvals.make_link(rosa, ["en"], 14, None, CASEWORKER, NOW), lambda: approve_text(version.id, CASEWORKER, NOW)):
        with pytest.raises(Refused) as error:
            refused()
        assert error.value.sentence.startswith("The quote in en still holds ") and "(sentence 2)" in error.value.sentence and "for anonymising" in error.value.sentence
        assert "Miriam" not in error.value.sentence and "470" not in error.value.sentence
    assert on_file.links_of(rosa) == [] and version.approved_at is None


def test_a_wish_names_its_passage_and_its_reason(link, rosa):
    version = rosa.newest("QUOTE", "en")
    made = approvals.answer(link[1], version.id, "CHANGE", "1", " I carry it elsewhere now. ", NOW)
    assert (made.passage, made.reason) == ("Now I carry it in my own bag.", "I carry it elsewhere now.")
    assert approvals.answer(link[1], version.id, "CHANGE", "1", "I carry it elsewhere now.", NOW).id == made.id, "the page was sent twice"
    assert version.approved_at is not None, "a wish stops nothing: a no does"
    assert len(on_file.answers_of(rosa)) == 1


@pytest.mark.parametrize(("said", "reason", "key"), [("CHANGE", " ", "need_reason"), ("NO", "", "need_reason"), ("CHANGE", "My aunt Maria Lopez knows it", "no_names"), ("MAYBE", "x", "gone")])
def test_what_is_not_sent_says_why(link, rosa, said, reason, key):
    with pytest.raises(approvals.NotSent) as refused:
        approvals.answer(link[1], rosa.newest("QUOTE", "en").id, said, "", reason, NOW)
    assert refused.value.key == key and on_file.answers_of(rosa) == []


def test_a_no_takes_back_what_was_approved_of_this_text_and_is_never_refused(link, rosa):
    assert page_decision(rosa, "en", NOW).allowed
    made = approvals.answer(link[1], rosa.newest("STORY", "en").id, "NO", "", "Mrs Lopez would know me", NOW)
    assert made.reason == "[left out: seems to hold a name]"
    assert page_decision(rosa, "en", NOW).reasons == ("NOT_REVIEWED_BY_PERSON",)
    assert rosa.approved("QUOTE", "en") and not ticks_on(rosa.newest("STORY", "en"))


def test_nobody_answers_for_another_testimony_or_another_language(link):
    lila = a_testimony(pseudonym="Lila")
    with pytest.raises(approvals.NotSent):
        approvals.answer(link[1], lila.newest("QUOTE", "en").id, "NO", "", "x", NOW)
    french = save_text(link[0].testimony, "fr", "QUOTE", "Mon passeport est dans mon sac, le mien, à moi seule.", None, CURATOR, NOW)
    with pytest.raises(approvals.NotSent):
        approvals.answer(link[1], french.id, "YES", "", "", NOW)
    assert french.approved_at is None


def test_she_sees_the_newest_words_on_the_board_though_nothing_is_permitted(link, rosa):
    for grant in list(rosa.grants):
        withdraw(rosa, CASEWORKER, NOW, grant_id=grant.id)
    before = approval_board.board_picture(link[0], "en", BASE, NOW)
    looked_at(rewrite(rosa))
    after = approval_board.board_picture(link[0], "en", BASE, NOW)
    assert before != after and Image.open(io.BytesIO(after)).size[0] == approval_board.PICTURE_PX
    looked_at(rewrite(rosa, "CUTOUT", "word " * 900))
    assert approval_board.board_picture(link[0], "en", BASE, NOW) is None, "a text too long for the board has no picture"


def test_the_picture_is_for_a_live_link_and_its_languages_alone(link):
    made = link[0]
    assert approval_board.board_picture(made, "fr", BASE, NOW) is None and approvals.texts_to_read(made, "fr") == []
    approvals.revoke_link(made.id, CASEWORKER, NOW)
    assert approval_board.board_picture(made, "en", BASE, NOW) is None


def test_the_mark_is_burned_into_the_picture(link):
    made = link[0]
    marked = Image.open(io.BytesIO(approval_board.board_picture(made, "en", BASE, NOW)))
    made.mark = "OTHER2"
    other = Image.open(io.BytesIO(approval_board.board_picture(made, "en", BASE, NOW)))
    db.session.rollback()
    assert marked.size == other.size and marked.tobytes() != other.tobytes()


def test_a_wish_is_dealt_with_once_and_a_yes_needs_nothing(link, rosa):
    wish = approvals.answer(link[1], rosa.newest("QUOTE", "en").id, "CHANGE", "", "shorter", NOW)
    assert approvals.settle(wish.id, CURATOR, NOW).settled_at == NOW
    yes = approvals.answer(link[1], rosa.newest("STORY", "en").id, "YES", "", "", NOW)
    with pytest.raises(Conflict):
        approvals.settle(yes.id, CURATOR, NOW)


def test_words_whose_saving_began_before_a_link_and_ended_after_it_are_kept_back(rosa):
    """A worksheet takes seconds to become a text; the moment it began passed for the moment its words were there."""
    _link, token = approvals.make_link(rosa, ["en"], 14, None, CASEWORKER, NOW)
    save_text(rosa, "en", "QUOTE", "My name is Miriam Tesfaye.", rosa.newest("QUOTE", "en").id, CURATOR, NOW - timedelta(seconds=2))
    link = approvals.find(token, NOW)
    assert approvals.keeps_back(link, "en") and all("Miriam" not in version.body for version in approvals.texts_to_read(link, "en"))
