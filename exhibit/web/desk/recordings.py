"""Recordings of one testimony: those on file and whether they may be heard now, adding one, the person's yes, the end."""
from __future__ import annotations

from flask import Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from exhibit.actions import recordings as actions
from exhibit.actions.gate import recording_decision
from exhibit.errors import ExhibitError
from exhibit.store import queries
from exhibit.store import recordings as found_by
from exhibit.story.sign_languages import SIGN_LANGUAGES
from exhibit.web.desk.answers import attempt, done, status_of, try_then
from exhibit.web.desk.blueprint import blueprint, for_roles, now, who
from exhibit.web.desk.forms.recording import RecordingForm

ADDING = "desk.recordings"
FORM_BYTES = max(actions.LARGEST.values()) + 100_000  # the film, and what a form adds


@blueprint.url_value_preprocessor
def _room_for_a_film(endpoint: str | None, _values: dict | None) -> None:
    """Before anything reads the form: a film is larger than whatever else the desk accepts."""
    if endpoint == ADDING and request.method == "POST":
        request.max_content_length = FORM_BYTES


@blueprint.route("/testimonies/<code>/recordings", methods=["GET", "POST"])
@for_roles("curator", "caseworker", "verifier", "officer")
def recordings(code: str):
    testimony = queries.testimony(code)
    form = RecordingForm(testimony)
    if form.is_submitted():
        return _added(testimony, form)
    return _page(testimony, form)


@for_roles("curator")
def _added(testimony, form: RecordingForm):
    if form.validate():
        content = form.file.data.read()
        if attempt(form, actions.add, testimony, *form.values(), content, who(), now()):
            return done(_("The recording is on file. Nobody hears it before somebody else has played it to the person and written down the yes."), _address(testimony.code))
    return _page(testimony, form)


def _page(testimony, form: RecordingForm):
    rows = [(row, recording_decision(row, now())) for row in found_by.of_testimony(testimony)]
    return render_template("desk/recordings.html", testimony=testimony, rows=rows, form=form, sign_names=SIGN_LANGUAGES), status_of(form)


@blueprint.post("/recordings/<uid>/approve")
@for_roles("caseworker", "verifier")
def approve_recording(uid: str):
    return try_then(_address(found_by.recording(uid).testimony.code), actions.approve, uid, who(), now(), said=lambda row: _("Written down: the person has agreed to this recording."))


@blueprint.post("/recordings/<uid>/end")
def end_recording(uid: str):
    """Whoever is signed in may take something off."""
    return try_then(_address(found_by.recording(uid).testimony.code), actions.end, uid, who(), now(), said=lambda row: _("The recording is off, everywhere, from this moment on."))


@blueprint.get("/recordings/<uid>/file")
@for_roles("caseworker", "verifier", "curator")
def recording_file(uid: str):
    """To play it to the person before she answers."""
    row = found_by.recording(uid)
    try:
        content = actions.whole(row)
    except ExhibitError as refusal:
        flash(refusal.sentence, "danger")
        return redirect(_address(row.testimony.code), 303)
    return Response(content, mimetype=row.mime, headers={"Content-Disposition": "inline"})


def _address(code: str) -> str:
    return url_for("desk.recordings", code=code)
