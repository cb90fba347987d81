"""Help numbers: only what a named person has called within 90 days is printed or shown."""
from __future__ import annotations

from flask import render_template, url_for
from flask_babel import gettext as _

from exhibit.actions import help_numbers as actions
from exhibit.actions.helplines import is_current
from exhibit.store import queries
from exhibit.web.desk.answers import attempt, done, status_of, try_then
from exhibit.web.desk.blueprint import blueprint, for_roles, now, who
from exhibit.web.desk.forms.account import HelplineForm
from exhibit.web.desk.words import isolated


@blueprint.get("/helplines")
def helplines():
    return _page(HelplineForm(formdata=None))


def _page(form: HelplineForm):
    today = now().date()
    return render_template("desk/helplines.html", form=form, rows=[(row, is_current(row, today)) for row in queries.all_helplines()]), status_of(form)


@blueprint.post("/helplines")
@for_roles("curator", "caseworker", "verifier")
def add_helpline():
    form = HelplineForm()
    if form.validate_on_submit() and attempt(form, actions.add_helpline, form.values(), who(), now()):
        return done(_("The number is there. It is printed and shown once somebody has called it and marked it verified."), url_for("desk.helplines"))
    return _page(form)


@blueprint.post("/helplines/<int:helpline_id>/verify")
@for_roles("curator", "caseworker", "verifier")
def verify_helpline(helpline_id: int):
    return try_then(url_for("desk.helplines"), actions.verify_helpline, helpline_id, who(), now(), said=lambda row: _("%(number)s counts as verified for 90 days.", number=isolated(row.number)))


@blueprint.post("/helplines/<int:helpline_id>/remove")
@for_roles("curator", "verifier")
def remove_helpline(helpline_id: int):
    return try_then(url_for("desk.helplines"), actions.remove_helpline, helpline_id, who(), now(), said=lambda number: _("%(number)s was taken out.", number=isolated(number)))
