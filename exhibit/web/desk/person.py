"""The person behind a testimony, as little as is needed; and what was offered for her time."""
from __future__ import annotations

from flask import render_template, url_for
from flask_babel import gettext as _

from exhibit.actions import compensation, evidence, people
from exhibit.store import queries, records
from exhibit.web.desk.answers import REFUSALS, attempt, done, status_of
from exhibit.web.desk.blueprint import blueprint, for_roles, now, who
from exhibit.web.desk.forms.person import CompensationForm, PersonForm


def _page(found, form: PersonForm | None = None, offer: CompensationForm | None = None, reference: str = "", sentence: str = ""):
    known = {field: getattr(found.person, field) for field in people.KEPT} | {"custodian": found.person.custodian.code if found.person.custodian else ""}
    form, offer = form or PersonForm(formdata=None, data=known), offer or CompensationForm(formdata=None)
    return render_template("desk/person.html", testimony=found, person=found.person, form=form, offer=offer, offers=records.compensations(found), reference=reference,
                           sentence=sentence, may_read=evidence.may_read(found, "", who())), max(status_of(form), status_of(offer))


@blueprint.get("/testimonies/<code>/person")
def person(code: str):
    return _page(queries.testimony(code))


@blueprint.post("/testimonies/<code>/person")
@for_roles("caseworker")
def save_person(code: str):
    found, form = queries.testimony(code), PersonForm()
    if form.validate_on_submit():
        attempt(form, people.save_person, found, form.values(), who(), now())
        if not form.form_errors:
            return done(_("Saved."), url_for("desk.person", code=code))
    return _page(found, form)


@blueprint.post("/testimonies/<code>/person/reference")
@for_roles("caseworker", "officer")
def read_reference(code: str):
    """Shown once, on this answer only; the reading is written down."""
    found = queries.testimony(code)
    try:
        return _page(found, reference=evidence.read_reference(found, who(), now()))
    except REFUSALS as refusal:
        return _page(found, sentence=refusal.sentence)


@blueprint.post("/testimonies/<code>/compensation")
@for_roles("caseworker")
def record_compensation(code: str):
    found, form = queries.testimony(code), CompensationForm()
    if form.validate_on_submit() and attempt(form, compensation.record_compensation, found, form.kind.data, form.answer.data, form.independent.answer, who(), now(),
                                             offered_on=form.offered_on.data, band=form.band.data):
        return done(_("Written down."), url_for("desk.person", code=code))
    return _page(found, offer=form)
