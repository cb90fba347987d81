"""The consent of one testimony: each permission by itself. Many may stop, few may start."""
from __future__ import annotations

from flask import current_app, render_template, request, url_for
from flask_babel import gettext as _

from exhibit.actions import children, confirming, holds, recording
from exhibit.actions import consent as actions
from exhibit.actions.gate import best_interests_until, guardian_of
from exhibit.consent.permissions import PERMISSIONS
from exhibit.store import queries
from exhibit.web.desk.answers import attempt, done, status_of, try_then
from exhibit.web.desk.blueprint import blueprint, for_roles, now, who
from exhibit.web.desk.forms.consent import ChildForm, HoldForm, PermissionForm, StopForm

YES_NO = {"": None, "yes": True, "no": False}


@blueprint.route("/testimonies/<code>/consent", methods=["GET"])
def consent(code: str):
    """One row a permission: scope, dates, state; and the buttons each role may press."""
    found = queries.testimony(code)
    return _page(found, PermissionForm(permission=request.args.get("permission", ""), elements=list(found.attributes.get("elements", ()))))


def _page(found, form: PermissionForm):
    asked = {grant.permission for grant in found.grants}
    return render_template(
        "desk/consent.html", testimony=found, form=form, stop_form=StopForm(), hold_form=HoldForm(), child_form=_child_form(found),
        is_child=actions.is_a_child(found), permissions=PERMISSIONS, never_asked=[row for code, row in PERMISSIONS.items() if code not in asked]), status_of(form)


def _child_form(found) -> ChildForm:
    person, words = found.person, {None: "", True: "yes", False: "no"}
    found_guardian = guardian_of(person, now())
    return ChildForm(formdata=None, child_assent=words[person.child_assent], guardian_permits=words[found_guardian.permits], guardian_conflict=found_guardian.conflict,
                     best_interests_until=best_interests_until(person), majority_on=person.majority_at)


@blueprint.post("/testimonies/<code>/consent")
@for_roles("caseworker")
def record_permission(code: str):
    """Write down what the person said about one permission."""
    found, form = queries.testimony(code), PermissionForm()
    if form.validate_on_submit():
        made = attempt(form, recording.record_permission, found, form.permission.data, form.scope.data, form.decision.data, form.valid_from.data, form.valid_until.data, who(), now(),
                       elements=form.elements.data)
        if made:
            return done(_("Written down. A yes counts once another person has confirmed it."), url_for("desk.consent", code=code))
    return _page(found, form)


@blueprint.post("/permissions/<int:grant_id>/confirm")
@for_roles("verifier")
def confirm_permission(grant_id: int):
    hours = current_app.config["EXHIBIT"].cooling_off_hours
    return try_then(_back_to(grant_id), confirming.confirm_permission, grant_id, who(), now(), hours, said=lambda _grant: _("Confirmed."))


@blueprint.post("/permissions/<int:grant_id>/stop")
def stop_permission(grant_id: int):
    """Anyone signed in, on the person's word."""
    grant, form = queries.grant(grant_id), StopForm()
    return try_then(_back_to(grant_id), actions.withdraw, grant.testimony, who(), now(), form.indicated_by.data or "SUBJECT", form.reason.data or "", grant_id,
                    said=lambda stopped: _("Stopped. It is dark everywhere from this moment."))


@blueprint.post("/testimonies/<code>/stop")
def stop_everything(code: str):
    """Anyone signed in, on the person's word: every permission at once."""
    found, form = queries.testimony(code), StopForm()
    return try_then(url_for("desk.consent", code=code), actions.withdraw, found, who(), now(), form.indicated_by.data or "SUBJECT", form.reason.data or "",
                    said=lambda stopped: _("%(count)s permissions stopped. Its pages are dark from this moment and nothing of it prints any more.", count=stopped))


@blueprint.post("/testimonies/<code>/hold")
def hold(code: str):
    """Anyone signed in may hold; two verifiers lift."""
    form = HoldForm()
    return try_then(url_for("desk.consent", code=code), holds.set_hold, queries.testimony(code), form.hold.data or "", form.reason.data or "", who(), now(),
                    said=lambda _held: _("The testimony is on hold: nothing of it is shown."))


@blueprint.post("/testimonies/<code>/lift")
@for_roles("verifier")
def lift_hold(code: str):
    found = queries.testimony(code)
    return try_then(url_for("desk.consent", code=code), holds.set_hold, found, "NONE", "", who(), now(),
                    said=lambda _lifted: _("The hold is lifted.") if found.hold == "NONE" else _("Your wish to lift the hold is noted. A second verifier must agree."))


@blueprint.post("/testimonies/<code>/child")
@for_roles("caseworker")
def child_facts(code: str):
    form = ChildForm()
    return try_then(url_for("desk.consent", code=code), children.save_child_facts, queries.testimony(code), YES_NO[form.child_assent.data or ""],
                    YES_NO[form.guardian_permits.data or ""], form.guardian_conflict.data, form.best_interests_until.data, form.majority_on.data, who(), now(),
                    said=lambda _nothing: _("Saved."))


def _back_to(grant_id: int) -> str:
    return url_for("desk.consent", code=queries.grant(grant_id).testimony.code)
