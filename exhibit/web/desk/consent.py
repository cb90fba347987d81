"""The consent of one testimony: each permission by itself, and what it stands on. Many may stop, few may start."""
from __future__ import annotations

from flask import current_app, render_template, request, url_for
from flask_babel import gettext as _

from exhibit.actions import confirming, recording
from exhibit.actions.consent import is_a_child
from exhibit.consent.permissions import PERMISSIONS
from exhibit.store import queries, records
from exhibit.web.desk.answers import attempt, done, status_of, try_then
from exhibit.web.desk.blueprint import blueprint, for_roles, now, who
from exhibit.web.desk.forms.consent import HoldForm, PermissionForm, StopForm


@blueprint.get("/testimonies/<code>/consent")
def consent(code: str):
    """One part a permission: state, scope, dates, what it stands on; and the buttons each role may press."""
    found, known = queries.testimony(code), records.records_of(queries.testimony(code))
    facts = list(found.attributes.get("elements", ()))
    return _page(found, PermissionForm(testimony=found, permission=request.args.get("permission", ""), elements=facts, record_id=known[0].id if known else ""))


def _page(found, form: PermissionForm):
    grants = records.grants_with_grounds(found)
    asked = {grant.permission for grant in grants}
    return render_template(
        "desk/consent.html", testimony=found, grants=grants, form=form, stop_form=StopForm(), hold_form=HoldForm(), is_child=is_a_child(found), permissions=PERMISSIONS,
        records=records.records_of(found), never_asked=[row for code, row in PERMISSIONS.items() if code not in asked]), status_of(form)


@blueprint.post("/testimonies/<code>/consent")
@for_roles("caseworker")
def record_permission(code: str):
    """Write down what the person said about one permission."""
    found = queries.testimony(code)
    form = PermissionForm(testimony=found)
    if form.validate_on_submit():
        made = attempt(form, recording.record_permission, found, form.permission.data, form.scope.data, form.decision.data, form.valid_from.data, form.valid_until.data, who(), now(),
                       **form.more(now()))
        if made:
            return done(_("Written down. A yes counts once another person has confirmed it."), url_for("desk.consent", code=code))
    return _page(found, form)


@blueprint.post("/permissions/<int:grant_id>/confirm")
@for_roles("verifier")
def confirm_permission(grant_id: int):
    hours = current_app.config["EXHIBIT"].cooling_off_hours
    target = url_for("desk.consent", code=queries.grant(grant_id).testimony.code)
    return try_then(target, confirming.confirm_permission, grant_id, who(), now(), hours, said=lambda _grant: _("Confirmed."))
