"""Stopping and holding: anyone may stop on the person's word; a hold is lifted by two; the organisation and the officer end with a reason."""
from __future__ import annotations

from flask import request, url_for
from flask_babel import gettext as _

from exhibit.actions import consent as actions
from exhibit.actions import holds
from exhibit.store import queries
from exhibit.web.desk.answers import try_then
from exhibit.web.desk.blueprint import blueprint, for_roles, now, who
from exhibit.web.desk.forms.consent import HoldForm, StopForm


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


@blueprint.post("/permissions/<int:grant_id>/revoke")
@for_roles("administrator")
def revoke_permission(grant_id: int):
    """The organisation responsible takes it back."""
    return try_then(_back_to(grant_id), actions.revoke, queries.grant(grant_id), request.form.get("reason", ""), who(), now(),
                    said=lambda _nothing: _("Taken back by the organisation. It is dark everywhere from this moment."))


@blueprint.post("/permissions/<int:grant_id>/invalidate")
@for_roles("officer")
def invalidate_permission(grant_id: int):
    """The data-protection officer declares that it never held."""
    return try_then(_back_to(grant_id), actions.invalidate, queries.grant(grant_id), request.form.get("reason", ""), who(), now(),
                    said=lambda _nothing: _("Declared invalid. It is dark everywhere from this moment."))


@blueprint.post("/testimonies/<code>/hold")
def hold(code: str):
    """Anyone signed in may hold; two lift."""
    form = HoldForm()
    return try_then(url_for("desk.consent", code=code), holds.set_hold, queries.testimony(code), form.hold.data or "", form.reason.data or "", who(), now(),
                    said=lambda _held: _("The testimony is on hold: nothing of it is shown."))


@blueprint.post("/testimonies/<code>/lift")
@for_roles("verifier", "officer")
def lift_hold(code: str):
    found = queries.testimony(code)
    return try_then(url_for("desk.consent", code=code), holds.set_hold, found, "NONE", "", who(), now(),
                    said=lambda _lifted: _("The hold is lifted.") if found.hold == "NONE" else _("Your wish to lift the hold is noted. A second verifier must agree."))


def _back_to(grant_id: int) -> str:
    return url_for("desk.consent", code=queries.grant(grant_id).testimony.code)
