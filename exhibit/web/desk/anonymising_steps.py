"""What is done on the page of a source: decide, undo, go on, make the text. With script the working part comes back alone, without it the page."""
from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import jsonify, redirect, render_template, request, url_for
from flask_babel import gettext as _

from exhibit.actions import caseworker_notes, pseudonym_keys, sheets, sources
from exhibit.actions import worksheets as actions
from exhibit.actions.worksheets import Overlapping
from exhibit.errors import Conflict, ExhibitError, Refused, WrongUse
from exhibit.store import worksheets as found_by
from exhibit.web.desk.anonymising import Problem, sheet_page, words_of
from exhibit.web.desk.answers import done, try_then
from exhibit.web.desk.blueprint import blueprint, for_roles, now, who

DECIDERS = for_roles(*sources.MAY_DECIDE)


def _address(worksheet_id: int, place: str = "") -> str:
    return url_for("desk.worksheet", worksheet_id=worksheet_id, _anchor=place or None)


def _number(name: str) -> int:
    """A whole number of the form. Raises WrongUse."""
    try:
        return int(request.form.get(name, ""))
    except ValueError as error:
        raise WrongUse(_("This form was not sent whole. Load the page again; nothing was saved.")) from error


def _step(worksheet_id: int, place: str, action: Callable[[], Any]):
    """Do it and show what stands then; or say why not, with everything that was typed still there."""
    try:
        action()
        problem, status = None, 200
    except ExhibitError as refusal:
        problem, status = _problem(place, refusal), 409 if isinstance(refusal, Conflict) else 422
    if request.headers.get("X-Requested-With") == "fetch":
        return _working_part(worksheet_id, problem, status)
    return sheet_page(worksheet_id, problem, status) if problem else redirect(_address(worksheet_id, place), 303)


def _problem(place: str, refusal: ExhibitError) -> Problem:
    theirs = ""
    if isinstance(refusal, Overlapping):
        ruling = refusal.theirs
        theirs = _("kept") if ruling.action == "KEEP" else ruling.replacement or _("taken out") if ruling.action != "TAG" else _("tagged")
    return Problem(place, refusal.sentence, request.form.to_dict(), theirs)


def _working_part(worksheet_id: int, problem: Problem | None, status: int):
    """For the script: marks, result and counts as they stand now, whatever happened, and the forms it does not have yet."""
    answer = {"sentence": problem.sentence if problem else "", "theirs": problem.theirs if problem else ""}
    try:
        shown = sheets.again(worksheet_id, request.form.get("proposals", ""), who(), now())
    except Refused as refusal:
        return jsonify({**answer, "sentence": refusal.sentence, "gone": True}), 410
    except ExhibitError as refusal:
        return jsonify({**answer, "sentence": refusal.sentence}), 422
    words = words_of(shown, have=frozenset(request.form.get("have", "").split()))
    return jsonify({**answer, "revision": shown.row.revision, "keys": list(words["keyed"]), "html": render_template("desk/anonymise_work.html", **words),
                    "forms": render_template("desk/anonymise_forms.html", **words)}), status


@blueprint.post("/worksheets/<int:worksheet_id>/decide")
@DECIDERS
def decide(worksheet_id: int):
    """About the characters of one find, or of words that were selected."""
    return _step(worksheet_id, request.form.get("place", ""), lambda: _decide(worksheet_id, request.form))


def _decide(worksheet_id: int, sent):
    """Accepting other words than those proposed is a change."""
    action = sent.get("action", "")
    if action == "ACCEPT" and sent.get("replacement", "").strip() != sent.get("proposed", "").strip():
        action = "CHANGE"
    return actions.decide(worksheet_id, _number("start"), _number("end"), sent.get("kind", ""), action, sent.get("replacement", ""), sent.get("reason", ""),
                          sent.get("element", ""), _number("revision"), who(), now())


@blueprint.post("/worksheets/<int:worksheet_id>/words")
@DECIDERS
def decide_words(worksheet_id: int):
    """About every place of some words, typed as they stand in the source."""
    return _step(worksheet_id, "words", lambda: actions.decide_words(worksheet_id, request.form.get("words", ""), request.form.get("replacement", ""), _number("revision"), who(), now()))


@blueprint.post("/worksheets/<int:worksheet_id>/undo")
@DECIDERS
def undo(worksheet_id: int):
    return _step(worksheet_id, "undo", lambda: actions.undo(worksheet_id, who(), now()))


@blueprint.post("/worksheets/<int:worksheet_id>/rest")
@DECIDERS
def accept_rest(worksheet_id: int):
    """Accept every proposal that is left, in one step."""
    return _step(worksheet_id, "rest", lambda: actions.accept_rest(worksheet_id, who(), now()))


@blueprint.post("/worksheets/<int:worksheet_id>/state")
@for_roles(*sources.MAY_READ)
def worksheet_state(worksheet_id: int):
    """What others have decided meanwhile, for a page that stands open: nothing while the revision is the same."""
    if found_by.revision(worksheet_id) == _number("revision") and not sources.delete_due(now()):
        return "", 204
    return _working_part(worksheet_id, None, 200)


@blueprint.post("/worksheets/<int:worksheet_id>/finish")
@DECIDERS
def finish_sheet(worksheet_id: int):
    """Make the text. Whatever stands in the way is said on the page."""
    based_on = request.form.get("based_on", "")
    try:
        made = actions.finish(worksheet_id, int(based_on) if based_on.isdigit() else None, who(), now())
    except ExhibitError as refusal:
        return sheet_page(worksheet_id, Problem("finish", refusal.sentence, {}), 409 if isinstance(refusal, Conflict) else 422)
    return done(_("The text is made, with the facts marked that it tells. Somebody else looks at it next."), url_for("desk.text_facts", version_id=made.id))


@blueprint.post("/worksheets/<int:worksheet_id>/reopen")
@DECIDERS
def reopen(worksheet_id: int):
    return try_then(_address(worksheet_id), actions.reopen, worksheet_id, who(), now(), said=lambda _row: _("Open again. The text that was made stays as it is until you make a new one."))


@blueprint.post("/worksheets/<int:worksheet_id>/delete")
@DECIDERS
def delete_source(worksheet_id: int):
    """Let the source go before its time."""
    code = found_by.testimony_of(worksheet_id).code
    return try_then(url_for("desk.anonymise", code=code), sources.delete_now, worksheet_id, who(), now(), said=lambda _row: _("The source is deleted. What was made of it stays."))


@blueprint.post("/worksheets/<int:worksheet_id>/names/<int:key_id>")
@DECIDERS
def change_name(worksheet_id: int, key_id: int):
    """Another pseudonym for a name, in all texts of the person that are worked on."""
    words = found_by.testimony_of(worksheet_id).pseudonym if "narrator" in request.form else request.form.get("replacement", "")
    return _step(worksheet_id, f"name-{key_id}", lambda: pseudonym_keys.change(key_id, words, request.form.get("gender", ""), who(), now()))


@blueprint.post("/worksheets/<int:worksheet_id>/notes")
@for_roles(*sources.MAY_READ)
def ask_caseworker(worksheet_id: int):
    """A question to the caseworker."""
    testimony = found_by.testimony_of(worksheet_id)
    return _step(worksheet_id, "note", lambda: caseworker_notes.ask(testimony, worksheet_id, request.form.get("body", ""), who(), now()))


@blueprint.post("/worksheets/<int:worksheet_id>/notes/<int:note_id>")
@for_roles("caseworker")
def answer_note(worksheet_id: int, note_id: int):
    return _step(worksheet_id, f"note-{note_id}", lambda: caseworker_notes.answer(note_id, request.form.get("answer", ""), who(), now()))
