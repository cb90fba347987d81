"""Accounts of the desk, for administrators; and the language the desk speaks, for everyone."""
from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask_babel import gettext as _

from exhibit.actions import accounts as actions
from exhibit.store import accounts as queries
from exhibit.store import records
from exhibit.web.desk.answers import attempt, status_of, try_then
from exhibit.web.desk.blueprint import blueprint, for_roles, who
from exhibit.web.desk.forms.account import AccountForm
from exhibit.web.desk.wiring import INTERFACE_LANGUAGES


@blueprint.route("/accounts", methods=["GET", "POST"])
@for_roles("administrator")
def accounts():
    """All accounts; a new one's password is random and shown on this page once."""
    form, made = AccountForm(), None
    if form.validate_on_submit():
        made = attempt(form, actions.add_user, form.email.data, form.roles.data)
        form = form if made is None else AccountForm(formdata=None)
    return render_template("desk/accounts.html", form=form, made=made, users=queries.users(), parties=records.parties()), status_of(form)


@blueprint.post("/accounts/<email>/close")
@for_roles("administrator")
def close_account(email: str):
    return try_then(url_for("desk.accounts"), actions.close_account, email, who(), said=lambda user: _("%(email)s can no longer sign in.", email=user.email))


@blueprint.post("/accounts/<email>/open")
@for_roles("administrator")
def open_account(email: str):
    return try_then(url_for("desk.accounts"), actions.open_account, email, said=lambda user: _("%(email)s can sign in again.", email=user.email))


@blueprint.post("/language")
def language():
    """The language the desk speaks to this account."""
    chosen = request.form.get("language", "")
    if chosen in INTERFACE_LANGUAGES:
        actions.set_language(who(), chosen)
    back = request.form.get("back", "")
    return redirect(back if back.startswith("/desk/") and "//" not in back[1:] else url_for("desk.home"), 303)


@blueprint.get("/components")
def components():
    """Every building block of the desk's pages, for those who build them."""
    return render_template("desk/components.html", form=AccountForm(formdata=None))
