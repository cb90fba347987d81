"""Help numbers: only what a named person has called within 90 days is printed or shown."""
from __future__ import annotations

from flask import render_template, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from exhibit.actions import help_numbers as actions
from exhibit.actions.help_table import help_table
from exhibit.actions.helplines import standing
from exhibit.store import queries
from exhibit.store.tables import Helpline
from exhibit.web.desk.answers import attempt, done, status_of, try_then
from exhibit.web.desk.blueprint import blueprint, for_roles, now, who
from exhibit.web.desk.forms.account import CalledForm, HelplineForm
from exhibit.web.desk.words import isolated

URGENT = ("overdue", "soon", "never")  # what is to be called first


@blueprint.get("/helplines")
def helplines():
    return _list(HelplineForm(formdata=None))


def _list(form: HelplineForm):
    today = now().date()
    rows = [(row, standing(row, today)) for row in queries.all_helplines()]
    have = {row.country for row, _state in rows if not row.emergency}
    return render_template(
        "desk/helplines.html", form=form, rows=rows, counts={state: sum(found == state for _row, found in rows) for state in URGENT},
        gaps=[country for country in help_table().gaps if country not in have], missing=len(actions.missing_helplines())), status_of(form)


@blueprint.post("/helplines")
@for_roles("curator", "caseworker", "verifier")
def add_helpline():
    form = HelplineForm()
    if form.validate_on_submit() and attempt(form, actions.add_helpline, form.values(), who(), now()):
        return done(_("The number is there. It is printed and shown once somebody has called it and marked it verified."), url_for("desk.helplines"))
    return _list(form)


@blueprint.post("/helplines/load")
@for_roles("curator", "verifier")
def load_helplines():
    return try_then(url_for("desk.helplines"), actions.load_helplines, now(),
                    said=lambda count: ngettext("%(num)d number was added; nobody has called it yet.", "%(num)d numbers were added; nobody has called them yet.", count))


@blueprint.get("/helplines/<int:helpline_id>")
@for_roles("curator", "caseworker", "verifier")
def helpline(helpline_id: int):
    row = queries.helpline(helpline_id)
    return _one(row, HelplineForm(formdata=None, obj=row), CalledForm(formdata=None))


def _one(row: Helpline, form: HelplineForm, called: CalledForm):
    return render_template("desk/helpline.html", row=row, state=standing(row, now().date()), form=form, called=called), max(status_of(form), status_of(called))


@blueprint.post("/helplines/<int:helpline_id>")
@for_roles("curator", "caseworker", "verifier")
def edit_helpline(helpline_id: int):
    row, form = queries.helpline(helpline_id), HelplineForm()
    if form.validate_on_submit() and attempt(form, actions.edit_helpline, helpline_id, form.values(), who(), now()):
        return done(_("Saved. After a change of name or number it counts as not called."), url_for("desk.helplines"))
    return _one(row, form, CalledForm(formdata=None))


@blueprint.post("/helplines/<int:helpline_id>/verify")
@for_roles("curator", "caseworker", "verifier")
def verify_helpline(helpline_id: int):
    row, called = queries.helpline(helpline_id), CalledForm()
    if called.validate_on_submit() and attempt(called, actions.verify_helpline, helpline_id, called.answered.data, who(), now()):
        return done(_("%(number)s counts as verified for 90 days.", number=isolated(row.number)), url_for("desk.helplines"))
    return _one(row, HelplineForm(formdata=None, obj=row), called)


@blueprint.post("/helplines/<int:helpline_id>/remove")
@for_roles("curator", "verifier")
def remove_helpline(helpline_id: int):
    return try_then(url_for("desk.helplines"), actions.remove_helpline, helpline_id, who(), now(), said=lambda number: _("%(number)s was taken out.", number=isolated(number)))
