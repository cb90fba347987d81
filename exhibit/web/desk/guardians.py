"""A child speaks: assent, guardians, best interests, the day of majority."""
from __future__ import annotations

from flask import render_template, request, url_for
from flask_babel import gettext as _

from exhibit.actions import children
from exhibit.actions.consent import is_a_child
from exhibit.actions.gate import best_interests_until, guardian_of
from exhibit.consent.children import INDEPENDENT_GUARDIANS
from exhibit.store import queries, records
from exhibit.web.desk.answers import attempt, done, status_of, try_then
from exhibit.web.desk.blueprint import blueprint, for_roles, now, who
from exhibit.web.desk.forms.child import AssentForm, BestInterestsForm, GuardianForm, MajorityForm, RelationshipForm

YES_NO = {"yes": True, "no": False}


@blueprint.get("/testimonies/<code>/guardians")
def guardians(code: str):
    return _page(queries.testimony(code))


def _page(found, **sent):
    forms = {"assent": AssentForm, "guardian": GuardianForm, "best": BestInterestsForm, "relationship": RelationshipForm, "majority": MajorityForm}
    more = {"guardian": {"testimony": found}}
    shown = {name: sent.get(name) or form(formdata=None, prefix=name, **more.get(name, {})) for name, form in forms.items()}
    together = guardian_of(found.person, now())
    return render_template(
        "desk/guardians.html", testimony=found, person=found.person, is_child=is_a_child(found), forms=shown, together=together, best_until=best_interests_until(found.person),
        conflict=together.disagree or (together.conflict and together.kind not in INDEPENDENT_GUARDIANS), relationship=found.attributes.get("relationship_to_trafficker", ""),
    ), max(status_of(form) for form in shown.values())


def _answered(code: str, name: str, form, action, *args, said: str):
    """One form of the page: do it and come back, or show what stands in the way."""
    found = queries.testimony(code)
    if form.validate_on_submit():
        attempt(form, action, found, *args, who(), now())
        if not form.form_errors:
            return done(said, url_for("desk.guardians", code=code))
    return _page(found, **{name: form})


@blueprint.post("/testimonies/<code>/assent")
@for_roles("caseworker")
def record_assent(code: str):
    form = AssentForm(prefix="assent")
    return _answered(code, "assent", form, lambda found, by, at: children.record_assent(found, form.assent.answer, by, at, form.may_be_told.data), said=_("Written down."))


@blueprint.post("/testimonies/<code>/guardians")
@for_roles("caseworker")
def add_guardian(code: str):
    form = GuardianForm(prefix="guardian", testimony=queries.testimony(code))
    return _answered(code, "guardian", form, children.add_guardian, form.values(), said=_("The guardian's answer is written down."))


@blueprint.post("/testimonies/<code>/relationship")
@for_roles("caseworker", "officer")
def save_relationship(code: str):
    form = RelationshipForm(prefix="relationship")
    return _answered(code, "relationship", form, children.save_relationship, form.relationship.data, said=_("Written down. Every guardian was looked at again."))


@blueprint.post("/testimonies/<code>/best-interests")
@for_roles("caseworker", "officer")
def decide_best_interests(code: str):
    form = BestInterestsForm(prefix="best")
    return _answered(code, "best", form, children.decide_best_interests, form.values(), said=_("The decision is written down."))


@blueprint.post("/testimonies/<code>/majority")
@for_roles("caseworker")
def set_majority(code: str):
    form = MajorityForm(prefix="majority")
    return _answered(code, "majority", form, lambda found, by, at: children.set_majority(found, by, at, form.majority_on.data, form.born_on.data), said=_("Saved, sealed."))


@blueprint.post("/guardians/<int:guardian_id>/answer")
@for_roles("caseworker")
def answer_of_guardian(guardian_id: int):
    return try_then(_back(guardian_id), children.answer_of_guardian, guardian_id, YES_NO.get(request.form.get("permits", "")), who(), now(), said=lambda _row: _("Written down."))


@blueprint.post("/guardians/<int:guardian_id>/end")
@for_roles("caseworker", "officer")
def end_guardian(guardian_id: int):
    return try_then(_back(guardian_id), children.end_guardian, guardian_id, who(), now(), said=lambda _row: _("This guardian does not speak for the child any more."))


def _back(guardian_id: int) -> str:
    return url_for("desk.guardians", code=records.testimony_of_person(records.guardian(guardian_id).person).code)
