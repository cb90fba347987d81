"""Organisations with a part in this, and which of them an account belongs to."""
from __future__ import annotations

from flask import render_template, request, url_for
from flask_babel import gettext as _

from exhibit.actions import accounts
from exhibit.actions import parties as actions
from exhibit.store import records
from exhibit.web.desk.answers import attempt, done, status_of, try_then
from exhibit.web.desk.blueprint import blueprint, for_roles, now, who
from exhibit.web.desk.forms.person import PartyForm

KEEPERS = ("caseworker", "officer", "administrator")


@blueprint.get("/parties")
def parties():
    """Everybody with a part, and an empty form."""
    return _list(PartyForm(formdata=None))


def _list(form: PartyForm):
    return render_template("desk/parties.html", form=form, parties=records.parties()), status_of(form)


@blueprint.post("/parties")
@for_roles(*KEEPERS)
def add_party():
    form = PartyForm()
    if form.validate_on_submit():
        made = attempt(form, actions.add_party, form.values(), who(), now())
        if made:
            return done(_("%(name)s is on the list.", name=made.name), url_for("desk.parties"))
    return _list(form)


@blueprint.route("/parties/<party_code>", methods=["GET", "POST"])
@for_roles(*KEEPERS)
def party(party_code: str):
    found = records.party(party_code)
    form = PartyForm(obj=found)
    if form.validate_on_submit() and attempt(form, actions.change_party, party_code, form.values(), who(), now()):
        return done(_("Saved."), url_for("desk.parties"))
    return render_template("desk/party.html", form=form, party=found), status_of(form)


@blueprint.post("/accounts/<email>/organisation")
@for_roles("administrator")
def account_organisation(email: str):
    """Whose papers this account may ask for."""
    return try_then(url_for("desk.accounts"), accounts.set_organisation, email, request.form.get("organisation", ""), said=lambda _nothing: _("Saved."))
