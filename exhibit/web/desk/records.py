"""Consent records: the list, a new one, one with its evidence and its teach-back."""
from __future__ import annotations

import io

from flask import flash, redirect, render_template, send_file, url_for
from flask_babel import gettext as _

from exhibit.actions import evidence, records, understanding
from exhibit.store import queries
from exhibit.store import records as found_by
from exhibit.web.desk.answers import REFUSALS, attempt, done, status_of
from exhibit.web.desk.blueprint import blueprint, for_roles, now, who
from exhibit.web.desk.forms.record import QUESTIONS, EvidenceForm, RecordForm, UnderstandingForm


@blueprint.get("/testimonies/<code>/records")
def consent_records(code: str):
    found = queries.testimony(code)
    return render_template("desk/records.html", testimony=found, records=found_by.records_of(found), obstacle=records.obstacle)


@blueprint.route("/testimonies/<code>/records/new", methods=["GET", "POST"])
@for_roles("caseworker")
def new_record(code: str):
    found = queries.testimony(code)
    form = RecordForm(data={"language": found.person.preferred_language, "jurisdiction": found.person.jurisdiction})
    if form.validate_on_submit():
        made = attempt(form, records.open_record, found, form.values(), who(), now())
        if made:
            return done(_("The record is open. Ask the five questions, add what proves it, then write down each answer."),
                        url_for("desk.consent_record", code=code, record_id=made.id))
    return render_template("desk/record_form.html", testimony=found, form=form), status_of(form)


@blueprint.get("/testimonies/<code>/records/<record_id>")
def consent_record(code: str, record_id: str):
    return _page(found_by.record(record_id))


def _page(record, proof: EvidenceForm | None = None, asked: UnderstandingForm | None = None, locator: tuple[str, str] = ("", ""), sentence: str = ""):
    testimony = found_by.testimony_of(record)
    proof, asked = proof or EvidenceForm(formdata=None), asked or UnderstandingForm(formdata=None)
    readable = {row.uid for row in record.evidence if evidence.may_read(testimony, row.held_by.code if row.held_by else "", who())}
    return render_template("desk/record.html", testimony=testimony, record=record, proof=proof, asked=asked, questions=QUESTIONS, obstacle=records.obstacle(record),
                           readable=readable, locator=locator, sentence=sentence), max(status_of(proof), status_of(asked))


@blueprint.post("/records/<record_id>/understanding")
@for_roles("caseworker")
def check_understanding(record_id: str):
    record, form = found_by.record(record_id), UnderstandingForm()
    if form.validate_on_submit():
        made = attempt(form, understanding.check_understanding, record_id, form.answers(), who(), now(), form.notes.data or "")
        if made:
            return done(_("Written down: everything was understood.") if made.complete else _("Written down. Not everything was understood: explain it again before anything is confirmed."),
                        _address(record))
    return _page(record, asked=form)


@blueprint.post("/records/<record_id>/evidence")
@for_roles("caseworker")
def add_evidence(record_id: str):
    record, form = found_by.record(record_id), EvidenceForm()
    if form.validate_on_submit():
        scan = form.scan.data.read() if form.scan.data else None
        if attempt(form, evidence.add_evidence, record_id, form.values(), who(), now(), scan or None, form.keep_scan.data):
            return done(_("The evidence is on file."), _address(record))
    return _page(record, proof=form)


@blueprint.post("/evidence/<uid>/locator")
@for_roles("caseworker", "officer")
def read_locator(uid: str):
    """Shown once, on this answer only; the reading is written down."""
    record = found_by.evidence(uid).record
    try:
        return _page(record, locator=(uid, evidence.read_locator(uid, who(), now())))
    except REFUSALS as refusal:
        return _page(record, sentence=refusal.sentence)


@blueprint.post("/evidence/<uid>/scan")
@for_roles("caseworker", "officer")
def read_scan(uid: str):
    record = found_by.evidence(uid).record
    try:
        content = evidence.read_scan(uid, who(), now())
    except REFUSALS as refusal:
        flash(refusal.sentence, "danger")
        return redirect(_address(record), 303)
    return send_file(io.BytesIO(content), mimetype="application/octet-stream", as_attachment=True, download_name="evidence.bin")


def _address(record) -> str:
    return url_for("desk.consent_record", code=found_by.testimony_of(record).code, record_id=record.id)
