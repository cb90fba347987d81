"""What a stop sets off: pages closed, prints cancelled, approvals void, and a list whose every task ends with proof."""
from __future__ import annotations

import io
from datetime import timedelta

import pytest
from PIL import Image
from sqlalchemy import select

from exhibit.actions import exhibitions, placing, proofs, tasks, withdrawals
from exhibit.actions.boards import print_copy
from exhibit.actions.children import add_guardian, decide_best_interests, record_assent, set_majority
from exhibit.actions.consent import invalidate, revoke, withdraw
from exhibit.actions.holds import set_hold
from exhibit.actions.packs.jobs import new_job, run_job
from exhibit.actions.uniqueness import review
from exhibit.actions.uses import Whereabouts
from exhibit.errors import Refused, WrongUse
from exhibit.store import db, files, queries, transaction
from exhibit.store import uses as ledger
from exhibit.store.tables import ConsentEvent, Party, Withdrawal
from tests.support.boards import handed_over
from tests.support.photos import PLACE, photo
from tests.support.rooms import opened
from tests.support.scenes import BASE, BEFORE, CASEWORKER, CURATOR, NOW, VERIFIER, a_cutout, a_testimony, permitted

CREW, OTHER = "crew@demo.example", "other@demo.example"


@pytest.fixture
def board(databases, tmp_path):
    """One story with a page and a printed copy."""
    with opened(databases, tmp_path, "board"):
        yield queries.cutouts(queries.exhibition("autumn"))[0]


def the_use(cutout, kind="CUTOUT_COPY"):
    db.session.expire_all()
    return next(use for use in ledger.ledger_of(cutout.testimony) if use.kind == kind)


def on_display(cutout):
    return placing.move_board(the_use(cutout).uid, "on_display", CURATOR, NOW, Whereabouts("Hall 2, left wall"))


def the_list(testimony) -> Withdrawal:
    db.session.expire_all()
    return ledger.withdrawals(testimony=testimony)[0]


def task_of(found, action):
    return next(task for task in found.tasks if task.action == action)


def test_a_page_and_a_board_are_written_down_with_what_they_stand_on(board):
    page, copy = the_use(board, "QR_TARGET"), the_use(board)
    grants = {grant.permission: grant.uid for grant in board.testimony.grants}
    assert page.status == "live" and page.grant_ids == [grants["WEB_STORY"]] and page.exhibition.slug == "autumn"
    assert page.texts == [board.testimony.approved("STORY", "en").sha256]
    assert copy.status == "printed" and copy.holder == "Town hall, Brussels" and set(copy.grant_ids) == {grants["PRT_CUTOUT"], grants["IMG_SILHOUETTE"], grants["EVENT_COUNTRY"]}
    assert copy.copy.staff_code and copy.copy.staff_code != copy.copy.code and len(copy.copy.staff_code) == 8


def test_printing_again_replaces_the_file_and_not_the_place(board):
    use = on_display(board)
    print_copy(board.copies[0], BASE, CURATOR, NOW + timedelta(hours=1))
    again = the_use(board)
    assert len([u for u in ledger.ledger_of(board.testimony) if u.kind == "CUTOUT_COPY"]) == 1
    assert again.uid == use.uid and again.status == "on_display" and again.place == "Hall 2, left wall"


def test_a_stop_closes_the_page_and_lists_what_is_left_in_one_step(board):
    on_display(board)
    withdraw(board.testimony, CASEWORKER, NOW, "SUBJECT")
    found = the_list(board.testimony)
    assert found.everything and found.closed_at is None and found.indicated_by == "SUBJECT"
    assert {task.action: bool(task.done_at) for task in found.tasks} == {
        "GO_DARK": True, "APPROVALS": True, "TAKE_DOWN": False, "RECALL": False, "PRINT_FILES": False, "WORKING_FILES": False, "DRAFTS": False, "BACKUPS": False}
    assert task_of(found, "TAKE_DOWN").due_at == NOW + timedelta(days=1) and task_of(found, "TAKE_DOWN").told == "Town hall, Brussels"
    page = the_use(board, "QR_TARGET")
    assert page.status == "removed" and page.removed_at == NOW
    assert [use.copy_id for use in withdrawals.to_take_down(board.exhibition, NOW)] == [board.copies[0].id]
    states = [event.state for event in db.session.scalars(select(ConsentEvent).order_by(ConsentEvent.seq)) if event.kind in ("TASK", "USE", "APPROVAL")]
    assert states[-1] == "LIST_OPENED" and "VOID" in states and "removed" in states


def test_a_stop_of_the_page_leaves_the_board(board):
    on_display(board)
    web = next(grant for grant in board.testimony.grants if grant.permission == "WEB_STORY")
    withdraw(board.testimony, CASEWORKER, NOW, grant_id=web.id)
    found = the_list(board.testimony)
    assert [task.action for task in found.tasks] == ["GO_DARK"] and found.closed_at == NOW
    assert the_use(board).status == "on_display" and withdrawals.to_take_down(board.exhibition, NOW) == []
    assert board.testimony.approved("STORY", "en"), "what she approved for the board stays approved"


def test_printers_and_translators_on_file_are_named_where_files_are_out(board):
    with transaction() as session:
        session.add_all([Party(code="print", name="Print shop", role="PRINTER"), Party(code="words", name="Word house", role="TRANSLATOR"), Party(code="hall", name="Town", role="VENUE")])
    withdraw(board.testimony, "receipt", NOW)
    found = the_list(board.testimony)
    assert (task_of(found, "PRINT_FILES").told, task_of(found, "WORKING_FILES").told, task_of(found, "DRAFTS").told) == ("Print shop", "Word house", "")
    assert task_of(found, "DRAFTS").owner == "" and task_of(found, "TAKE_DOWN").owner == CURATOR, "a card sees to nothing: somebody takes it on"


def test_what_the_gate_still_allows_is_left_alone(board):
    """Two rows of one permission: an earlier one that ended, and the yes that holds. Taking back the earlier one ends nothing."""
    on_display(board)
    old = next(grant for grant in board.testimony.grants if grant.permission == "PRT_CUTOUT")
    old.valid_until = NOW - timedelta(days=1)
    db.session.commit()
    permitted(board.testimony, (("PRT_CUTOUT", None),))
    revoke(old, "written down twice", VERIFIER, NOW)
    assert [task.action for task in the_list(board.testimony).tasks if task.use] == [] and withdrawals.to_take_down(board.exhibition, NOW) == []


def test_stopping_again_opens_no_second_list_and_asks_for_nothing_twice(board):
    on_display(board)
    first = next(grant for grant in board.testimony.grants if grant.permission == "PRT_CUTOUT")
    withdraw(board.testimony, CASEWORKER, NOW, grant_id=first.id)
    withdraw(board.testimony, CASEWORKER, NOW)
    withdraw(board.testimony, CASEWORKER, NOW)
    lists = ledger.withdrawals(testimony=board.testimony)
    assert len(lists) == 2
    pairs = [(task.use_id, task.action) for found in lists for task in found.tasks]
    assert len(pairs) == len(set(pairs))


def test_revoked_and_invalid_open_a_list_too(board):
    grants = {grant.permission: grant for grant in board.testimony.grants}
    revoke(grants["PRT_CUTOUT"], "the project ends", VERIFIER, NOW)
    invalidate(grants["WEB_STORY"], "asked by somebody who gives help", VERIFIER, NOW)
    assert [found.cause for found in ledger.withdrawals(testimony=board.testimony)] == ["INVALID", "REVOKED"]


def test_a_hold_takes_down_without_final_tasks_and_its_end_opens_the_page_again(board):
    from exhibit.actions.accounts import add_user
    from tests.support.desk import PASSWORD

    add_user("second@demo.example", ["verifier"], PASSWORD)
    on_display(board)
    set_hold(board.testimony, "SAFETY", "somebody asked for her", CURATOR, NOW)
    assert ledger.withdrawals(testimony=board.testimony) == [] and withdrawals.recalls_due(NOW) == []
    assert len(withdrawals.to_take_down(board.exhibition, NOW)) == 1
    assert the_use(board, "QR_TARGET").status == "removed"
    for who in (VERIFIER, "second@demo.example"):
        set_hold(board.testimony, "NONE", "", who, NOW + timedelta(hours=1))
    pages = [use.status for use in ledger.ledger_of(board.testimony) if use.kind == "QR_TARGET"]
    assert pages == ["removed", "live"] and withdrawals.to_take_down(board.exhibition, NOW) == []


def test_what_ends_by_the_calendar_is_called_back_once(board):
    on_display(board)
    end = max(grant.valid_until for grant in board.testimony.grants)
    assert withdrawals.open_recalls(CURATOR, NOW) == []
    (found,) = withdrawals.open_recalls(CURATOR, end + timedelta(days=1))
    assert found.cause == "EXPIRED" and found.indicated_by == "SYSTEM" and not found.everything
    assert {task.action for task in found.tasks} == {"GO_DARK", "TAKE_DOWN", "RECALL", "PRINT_FILES"}
    assert withdrawals.open_recalls(CURATOR, end + timedelta(days=2)) == []


def test_the_end_of_one_exhibition_calls_back_its_boards_alone(app):
    story = permitted(a_testimony())
    summer = a_cutout(story, slug="summer", ends_on=NOW.date() + timedelta(days=3))
    autumn = a_cutout(story)
    for cutout in (summer, autumn):
        handed_over(cutout.copies[0], CURATOR, NOW)
    (found,) = withdrawals.open_recalls(CURATOR, NOW + timedelta(days=5))
    assert {task.use.exhibition.slug for task in found.tasks if task.use} == {"summer"}
    assert {use.status for use in ledger.ledger_in(autumn.exhibition)} == {"printed", "live"}


def test_a_child_who_says_no_is_called_back(app):
    story = a_testimony(age_class="CHILD", elements=["GENDER"])
    record_assent(story, True, CASEWORKER, BEFORE)
    add_guardian(story, {"kind": "PARENT", "permits": True, "conflict_of_interest": "NONE"}, CASEWORKER, BEFORE)
    decide_best_interests(story, {"decided_by": "child-protection officer", "favourable": True, "no_risk_to_others": True}, CASEWORKER, BEFORE)
    set_majority(story, CASEWORKER, BEFORE, majority_on=NOW.date() + timedelta(days=900))
    cutout = a_cutout(permitted(story))
    handed_over(cutout.copies[0], CURATOR, NOW)
    assert the_use(cutout, "QR_TARGET").status == "live"
    record_assent(story, False, CASEWORKER, NOW)
    assert the_use(cutout, "QR_TARGET").status == "removed", "whatever closes a page writes it down"
    (found,) = withdrawals.open_recalls(CURATOR, NOW)
    assert found.cause == "WITHDRAWN" and {"TAKE_DOWN", "RECALL"} <= {task.action for task in found.tasks}


def test_packs_in_the_making_are_given_up(board, tmp_path):
    job = new_job(board.exhibition, CURATOR, NOW)
    withdraw(board.testimony, CASEWORKER, NOW)
    db.session.expire_all()
    assert queries.job(job.id).state == "failed" and "Nothing was handed out" in queries.job(job.id).sentence
    run_job(job.id, tmp_path / "packs", BASE, NOW)
    assert not (tmp_path / "packs").exists()
    assert task_of(the_list(board.testimony), "CANCEL_PRINT").outcome == "DONE"


def test_each_task_ends_with_an_outcome_of_its_own_and_its_proof(board):
    on_display(board)
    withdraw(board.testimony, CASEWORKER, NOW)
    found = the_list(board.testimony)
    down, back = task_of(found, "TAKE_DOWN"), task_of(found, "RECALL")
    with pytest.raises(WrongUse, match="Choose how it ended"):
        tasks.finish_task(down.id, "DESTROYED", CREW, NOW)
    with pytest.raises(WrongUse, match="needs a proof: a photo"):
        tasks.finish_task(down.id, "REMOVED", CREW, NOW, words="it is down")
    with pytest.raises(Refused, match="Nothing that leads to a person"):
        tasks.finish_task(back.id, "MISSING", CREW, NOW, words="call +32 470 12 34 56")
    tasks.finish_task(down.id, "REMOVED", CREW, NOW, photo=photo())
    use = the_use(board)
    assert use.status == "removed" and use.proof.kind == "PHOTO" and task_of(the_list(board.testimony), "RECALL").done_at is None
    kept = proofs.read(use.proof)
    assert not Image.open(io.BytesIO(kept)).getexif() and PLACE.encode() not in kept
    assert b"JFIF" in kept and b"JFIF" not in (files.folder(proofs.FOLDER) / use.proof.file_name).read_bytes()
    with pytest.raises(Refused, match="done already"):
        tasks.finish_task(down.id, "REMOVED", CREW, NOW, photo=photo())
    tasks.finish_task(back.id, "DESTROYED", CREW, NOW, words="Certificate 17 of the paper mill", proof_kind="CERTIFICATE")
    assert the_use(board).status == "destroyed" and withdrawals.to_take_down(board.exhibition, NOW) == []


def test_a_board_destroyed_on_the_ledger_answers_both_its_tasks(board):
    use = on_display(board)
    withdraw(board.testimony, CASEWORKER, NOW)
    with pytest.raises(WrongUse, match="needs a proof"):
        placing.move_board(use.uid, "destroyed", CREW, NOW)
    placing.move_board(use.uid, "destroyed", CREW, NOW, photo=photo())
    found = the_list(board.testimony)
    assert task_of(found, "TAKE_DOWN").outcome == "REMOVED" and task_of(found, "RECALL").outcome == "DESTROYED"


def test_the_list_is_closed_by_a_second_person_when_everything_is_done(board):
    on_display(board)
    withdraw(board.testimony, CASEWORKER, NOW)
    found = the_list(board.testimony)
    with pytest.raises(Refused, match="tasks are not done yet"):
        tasks.close_list(found.uid, OTHER, NOW)
    for task in list(found.tasks):
        if task.done_at is None:
            outcome = {"TAKE_DOWN": "REMOVED", "RECALL": "DESTROYED", "PRINT_FILES": "DONE", "WORKING_FILES": "CONFIRMED", "DRAFTS": "SEALED", "BACKUPS": "ROTATED"}[task.action]
            tasks.finish_task(task.id, outcome, CREW, NOW + timedelta(hours=1), words="done as agreed", photo=photo() if outcome in ("REMOVED", "DESTROYED") else None)
    with pytest.raises(Refused, match="somebody else looks at it"):
        tasks.close_list(found.uid, CREW.upper(), NOW)
    assert tasks.close_list(found.uid, OTHER, NOW + timedelta(days=1)).closed_by == OTHER
    with pytest.raises(Refused, match="closed already"):
        tasks.close_list(found.uid, OTHER, NOW)


def test_a_stopped_board_is_not_put_up_again(board):
    use = on_display(board)
    withdraw(board.testimony, CASEWORKER, NOW)
    placing.move_board(use.uid, "removed", CREW, NOW, photo=photo())
    with pytest.raises(Refused, match="stopped this use"):
        placing.move_board(use.uid, "on_display", CURATOR, NOW)


def test_a_missing_board_is_looked_for_and_recalled_when_it_is_found(board):
    use = on_display(board)
    withdraw(board.testimony, CASEWORKER, NOW)
    found = the_list(board.testimony)
    with pytest.raises(WrongUse, match="needs words"):
        tasks.finish_task(task_of(found, "RECALL").id, "MISSING", CREW, NOW)
    tasks.finish_task(task_of(found, "RECALL").id, "MISSING", CREW, NOW, words="not in the hall nor in crate 3")
    assert the_use(board).status == "missing"
    with transaction():
        found = the_list(board.testimony)
        found.closed_at = NOW
    assert withdrawals.open_recalls(CURATOR, NOW + timedelta(days=1)) == []
    placing.move_board(use.uid, "in_store", CREW, NOW + timedelta(days=2), Whereabouts("crate 4"))
    (again,) = withdrawals.open_recalls(CURATOR, NOW + timedelta(days=2))
    assert [task.action for task in again.tasks if task.use] == ["RECALL"]


def test_other_uses_are_asked_for_before_they_are_written_down(board):
    story = board.testimony
    with pytest.raises(Refused, match="Nobody has said yes"):
        placing.record_use(story, "PRESS_PACK", "en", None, Whereabouts(holder="Daily paper"), CURATOR, NOW)
    with pytest.raises(WrongUse, match="written down by the program itself"):
        placing.record_use(story, "CUTOUT_COPY", "en", board.exhibition, Whereabouts(), CURATOR, NOW)
    permitted(story, (("PRESS_FULL", None), ("LOAN_PARTNER", "Daily paper")))
    use = placing.record_use(story, "PRESS_PACK", "en", None, Whereabouts(holder="Daily paper"), CURATOR, NOW)
    assert use.status == "live" and use.holder == "Daily paper"
    with transaction() as session:
        session.add(Party(code="paper", name="Daily paper", role="PARTNER"))
    party = ledger.parties()[0]
    lent = placing.record_use(story, "LOAN", "en", board.exhibition, Whereabouts("foyer", party_id=party.id), CURATOR, NOW)
    assert lent.status == "lent" and lent.holder == "Daily paper"
    withdraw(story, CASEWORKER, NOW)
    found = the_list(story)
    assert task_of(found, "TELL_RECIPIENT").told == "Daily paper" and {task.told for task in found.tasks} >= {"Daily paper", "Town hall, Brussels"}


def test_a_board_is_lent_only_to_the_partner_the_person_agreed_to(board):
    use = the_use(board)
    with pytest.raises(Refused, match="Nobody has said yes"):
        placing.move_board(use.uid, "lent", CURATOR, NOW, Whereabouts("foyer", "school network"))
    permitted(board.testimony, (("LOAN_PARTNER", "school network"),))
    with pytest.raises(Refused):
        placing.move_board(use.uid, "lent", CURATOR, NOW, Whereabouts("foyer", "another partner"))
    placing.move_board(use.uid, "lent", CURATOR, NOW, Whereabouts("foyer", "school network"))
    loan = next(grant for grant in board.testimony.grants if grant.permission == "LOAN_PARTNER")
    assert loan.uid in the_use(board).grant_ids and withdrawals.to_take_down(board.exhibition, NOW) == []
    withdraw(board.testimony, CASEWORKER, NOW, grant_id=loan.id)
    found = the_list(board.testimony)
    assert {task.told for task in found.tasks if task.use} == {"school network"} and len(withdrawals.to_take_down(board.exhibition, NOW)) == 1
    tasks.finish_task(task_of(found, "TAKE_DOWN").id, "REMOVED", CREW, NOW, photo=photo())
    placing.move_board(use.uid, "on_display", CURATOR, NOW, Whereabouts("hall 2", "Town hall, Brussels"))
    assert loan.uid not in the_use(board).grant_ids, "here it may stand: only the loan was stopped"


def test_the_end_of_another_language_leaves_the_page_in_the_first(app):
    from exhibit.actions.testimonies import approve_text, save_text

    story = permitted(a_testimony())
    approve_text(save_text(story, "fr", "STORY", "Aujourd’hui j’ouvre la porte avec ma clé.", None, CURATOR, NOW).id, CASEWORKER, NOW)
    a_cutout(story)
    review(story, {}, VERIFIER, NOW)
    permitted(story, (("TRANSLATE", "fr"),))
    assert {use.language for use in ledger.open_pages(story)} == {"en", "fr"}
    french = next(grant for grant in story.grants if grant.permission == "TRANSLATE")
    withdraw(story, CASEWORKER, NOW, grant_id=french.id)
    db.session.expire_all()
    assert {use.language for use in ledger.open_pages(story)} == {"en"}
    assert story.approved("STORY", "fr") is None and story.approved("STORY", "en")


def test_taking_a_figure_out_closes_its_page(app):
    from exhibit.actions.hall import remove_cutout

    cutout = a_cutout(permitted(a_testimony()))
    story = cutout.testimony
    assert len(ledger.open_pages(story)) == 1
    exhibitions.add_copy(cutout, CURATOR, NOW)
    remove_cutout(cutout, CURATOR, NOW)
    assert ledger.open_pages(story) == []


@pytest.mark.parametrize("wrong", [b"", b"GIF89a not a photo", photo()[:200]])
def test_a_photo_that_cannot_be_read_is_refused_in_words(board, wrong):
    with pytest.raises(WrongUse, match="photo"):
        placing.move_board(the_use(board).uid, "destroyed", CREW, NOW, photo=wrong or b"x")
