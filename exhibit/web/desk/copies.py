"""Numbered copies: one more, and the print file of one."""
from __future__ import annotations

import io

from flask import flash, redirect, render_template, request, send_file, url_for
from flask_babel import gettext as _

from exhibit.actions import back_labels, boards, exhibitions, print_papers
from exhibit.actions.packs.order import Order
from exhibit.actions.packs.single import everything_of
from exhibit.cutout.sheets.options import SheetOptions
from exhibit.cutout.sheets.plan import plan
from exhibit.store import queries
from exhibit.web.desk.answers import REFUSALS, try_then
from exhibit.web.desk.blueprint import base_url, blueprint, for_roles, now, who
from exhibit.web.desk.forms.sheets import PrintForm


@blueprint.post("/cutouts/<int:cutout_id>/copies")
@for_roles("curator")
def add_copy(cutout_id: int):
    return try_then(url_for("desk.cutout", cutout_id=cutout_id), exhibitions.add_copy, queries.cutout(cutout_id), who(), now(),
                    said=lambda copy: _("Copy %(number)s has its own code: %(code)s.", number=copy.number, code=copy.code))


@blueprint.post("/copies/<code>/print")
@for_roles("curator")
def print_copy(code: str):
    """The print file, its code read back before it is handed out."""
    copy, form = queries.copy(code), PrintForm()
    back = url_for("desk.cutout", cutout_id=copy.cutout_id)
    if not form.validate_on_submit():
        flash(form.problems(), "danger")
        return redirect(back, 303)
    try:
        printed = boards.print_copy(copy, base_url(), who(), now(), form.options() or "full")
    except REFUSALS as refusal:
        flash(refusal.sentence, "danger")
        return redirect(back, 303)
    return send_file(io.BytesIO(printed.pdf), mimetype="application/pdf", as_attachment=True, download_name=printed.file_name)


@blueprint.post("/copies/<code>/everything")
@for_roles("curator")
def everything(code: str):
    """Everything of one copy in one archive: what the chosen shop wants, sheets, feet, back label, ticket."""
    copy, form = queries.copy(code), PrintForm()
    back = url_for("desk.cutout", cutout_id=copy.cutout_id)
    if not form.validate_on_submit():
        flash(form.problems(), "danger")
        return redirect(back, 303)
    try:
        name, archive = everything_of(copy, Order(base_url(), who(), now(), form.options() or SheetOptions()))
    except REFUSALS as refusal:
        flash(refusal.sentence, "danger")
        return redirect(back, 303)
    return send_file(io.BytesIO(archive), mimetype="application/zip", as_attachment=True, download_name=name)


@blueprint.get("/copies/<code>/sheets")
@for_roles("curator")
def sheet_count(code: str):
    """How many sheets it will be, before there are any, as a fragment; or why there can be none."""
    copy, form = queries.copy(code), PrintForm(request.args, meta={"csrf": False})
    if not form.validate():
        return render_template("desk/sheet_count.html", sentence=form.problems())
    try:
        options = form.options()
        grid = plan(boards.compose(boards.board_spec(copy, base_url(), now())), options) if options else None
    except REFUSALS as refusal:
        return render_template("desk/sheet_count.html", sentence=refusal.sentence)
    return render_template("desk/sheet_count.html", plan=grid)


@blueprint.get("/copies/<code>/back-label.pdf")
@for_roles("curator")
def back_label(code: str):
    """What is glued to the back of this copy: the crew's code, which says keep or take down."""
    return _paper(queries.copy(code), back_labels.back_label, "back-label")


@blueprint.get("/copies/<code>/job-ticket.pdf")
@for_roles("curator")
def ticket_page(code: str):
    """The job ticket as a page, for whoever prints and cuts."""
    return _paper(queries.copy(code), print_papers.ticket_page, "job-ticket")


def _paper(copy, draw, name: str):
    """A PDF that goes with a copy, or the reason why there is none now."""
    try:
        paper = draw(copy, base_url(), now())
    except REFUSALS as refusal:
        flash(refusal.sentence, "danger")
        return redirect(url_for("desk.cutout", cutout_id=copy.cutout_id), 303)
    return send_file(io.BytesIO(paper), mimetype="application/pdf", as_attachment=True, download_name=f"{copy.code}-{name}.pdf")


@blueprint.get("/copies/<code>/job-ticket.json")
def ticket(code: str):
    """What the shop and the crew need to know about this board."""
    copy = queries.copy(code)
    try:
        return print_papers.ticket_of(copy.cutout.exhibition, boards.compose(boards.board_spec(copy, base_url(), now())))
    except REFUSALS as refusal:
        flash(refusal.sentence, "danger")
        return redirect(url_for("desk.cutout", cutout_id=copy.cutout_id), 303)
