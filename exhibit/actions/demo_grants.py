"""The demo's permissions: asked, given on a record, mostly confirmed by another person; one renewed, one expired, one stopped with its list."""
from __future__ import annotations

from datetime import datetime, timedelta

from exhibit.actions import demo_records
from exhibit.actions.consent import ask_anew, move, stop_inside
from exhibit.actions.gate import cutout_decision
from exhibit.actions.proofs import keep
from exhibit.actions.recording import Answer, record_inside
from exhibit.actions.tasks import finish_inside
from exhibit.actions.uses import Whereabouts, board_handed_over, follow_pages, move_inside, write_down
from exhibit.consent.records import Decision
from exhibit.store import db
from exhibit.store import uses as ledger
from exhibit.store.tables import ConsentRecord, Cutout, Exhibition, Grant, Testimony

RECORDER, VERIFIER, CURATOR = "caseworker@demo.example", "verifier@demo.example", "curator@demo.example"
GIVEN_DAYS_AGO = {"expired": 500, "unconfirmed": 1, "withdrawn": 60}
COOLED = timedelta(days=4)  # confirmed so long after the yes
DONE = {"PRINT_FILES": ("DONE", ""), "TAKE_DOWN": ("REMOVED", "Seen gone on the walk of that evening."), "WORKING_FILES": ("CONFIRMED", "Translator and designer wrote that nothing is left.")}


def give_all(testimony: Testimony, told: dict, exhibition: Exhibition, now: datetime) -> None:
    """Every permission of one testimony with its record, as its data file says."""
    consent, file = told["consent"], demo_records.on_file(told["code"])
    given = now - timedelta(days=GIVEN_DAYS_AGO.get(consent, 40))
    record = demo_records.conversation(testimony, given)
    if told["age_class"] == "CHILD":
        demo_records.around_a_child(testimony, record, given)
    demo_records.compensate(db.session, testimony, given)
    if file.get("renewed"):
        _earlier_year(testimony, told, now)
    for permission, scope in _usual(told, exhibition):
        _give(testimony, told, (permission, scope), record, given, confirmed=consent != "unconfirmed", renewed=bool(file.get("renewed")) and permission == "WEB_STORY")
    for permission, scope, state in file.get("also", ()):
        _also(testimony, told, (permission, scope or None), state, record, given)


def _usual(told: dict, exhibition: Exhibition) -> list[tuple[str, str | None]]:
    wanted: list[tuple[str, str | None]] = [("PRT_CUTOUT", None), ("IMG_SILHOUETTE", None), ("EDIT_SHORT", None), ("EVENT_COUNTRY", exhibition.country)]
    wanted += [("TRANSLATE", language) for language in told["story"] if language != told["original_language"]]
    return wanted + ([("WEB_STORY", None)] if told["consent"] != "no_web" else [])


def _give(testimony: Testimony, told: dict, what: tuple[str, str | None], record: ConsentRecord, given: datetime, *, confirmed: bool = True, renewed: bool = False) -> Grant:
    """A yes, and its confirmation by a second person after the cooling-off."""
    child = told["age_class"] == "CHILD"
    lasts = timedelta(days=360 if child or told["consent"] == "expired" else 700)
    row = _answer(testimony, told, what, "given", record, given, (given + lasts).date())
    if confirmed:
        row.confirmed_at = given + COOLED
        texts = sorted(v.sha256 for v in testimony.versions if row.permission != "TRANSLATE" or v.language == row.scope)
        move(row, "renewed" if renewed else "confirmed", VERIFIER, row.confirmed_at, row.given_by, details={"record": record.id, "texts": texts})
    return row


def _answer(testimony: Testimony, told: dict, what: tuple[str, str | None], decision: str, record: ConsentRecord, at: datetime, until=None) -> Grant:
    chosen = "PSEUDONYM_CHOSEN" if "PSEUDONYM_CHOSEN" in told["elements"] else "PSEUDONYM_ASSIGNED"
    return record_inside(testimony, Answer(
        what[0], what[1], decision, valid_until=until, elements=told["elements"], record_id=record.id, identity_mode=chosen,
        method=demo_records.on_file(told["code"]).get("method", "SIGNED_PAPER")), RECORDER, at)


def _also(testimony: Testimony, told: dict, what: tuple[str, str | None], state: str, record: ConsentRecord, given: datetime) -> None:
    if state not in ("confirmed", "update_required"):
        _answer(testimony, told, what, state, record, given)
        return
    row = _give(testimony, told, what, record, given)
    if state == "update_required":
        ask_anew(row, "The partner wants to use it for another age group than was said.", VERIFIER, given + timedelta(days=30))


def _earlier_year(testimony: Testimony, told: dict, now: datetime) -> None:
    """The page was agreed to once before, ended, and was asked for again: nothing goes on by silence."""
    before = now - timedelta(days=410)
    row = _give(testimony, {**told, "consent": "expired"}, ("WEB_STORY", None), demo_records.conversation(testimony, before), before)
    assert row.valid_until and row.valid_until < now


def show_and_stop(testimony: Testimony, cutout: Cutout, now: datetime) -> None:
    """Shown, handed out, and stopped by the person three days ago: what could be done at once is done, some tasks are finished, some are open."""
    copy, printed = cutout.copies[0], now - timedelta(days=20)
    follow_pages(testimony, now - timedelta(days=30), VERIFIER)
    board = board_handed_over(copy, cutout.language, cutout_decision(cutout, printed), "", CURATOR, printed)
    move_inside(board, "on_display", CURATOR, now - timedelta(days=7))
    brochure = next(grant for grant in testimony.grants if grant.permission == "PRT_BROCHURE")
    write_down(testimony, "BROCHURE", testimony.original_language, Decision(True, (), (brochure.uid,)), CURATOR, printed, exhibition=cutout.exhibition,
               where=Whereabouts("reading room", "Northern Schools Network"))
    stop_inside(testimony, RECORDER, now - timedelta(days=3), "SUBJECT")
    for task in ledger.withdrawals(testimony=testimony)[0].tasks:
        if task.action in DONE and not task.done_at:
            outcome, words = DONE[task.action]
            at = now - timedelta(days=2)
            finish_inside(task, outcome, CURATOR, at, words, keep(CURATOR, at, None, words, "SIGNED_LIST") if outcome == "REMOVED" else None)
