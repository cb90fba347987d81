"""The booklet “Know their stories”: who may be in it, how it looks, and handing it over. People give it to people: no public page offers it."""
from __future__ import annotations

import io

from flask import flash, redirect, render_template, request, send_file, url_for

from exhibit.actions import leaflets
from exhibit.actions.uses import NOWHERE
from exhibit.store import queries
from exhibit.store.tables import Exhibition
from exhibit.web.desk.answers import REFUSALS, attempt, status_of
from exhibit.web.desk.blueprint import base_url, blueprint, for_roles, now, who
from exhibit.web.desk.forms.leaflet import LeafletForm


@blueprint.get("/exhibitions/<slug>/leaflet")
@for_roles("curator")
def leaflet(slug: str):
    """In one language: the stories that may be in it, those that may not and why, and the form."""
    found = queries.exhibition(slug)
    return _page(found, LeafletForm(language=_language(found), back_to=found.print_contact))


@blueprint.post("/exhibitions/<slug>/leaflet")
@for_roles("curator")
def hand_over_leaflet(slug: str):
    """The file, with a use of each story in it written down in the same step."""
    form = LeafletForm()
    made = attempt(form, leaflets.hand_over, slug, form.order(base_url(), who(), now())) if form.validate_on_submit() else None
    if made is None:
        return _page(queries.exhibition(slug), form)
    return send_file(io.BytesIO(made.file), mimetype="application/pdf", as_attachment=True, download_name=made.file_name)


@blueprint.get("/exhibitions/<slug>/leaflet.png")
@for_roles("curator")
def leaflet_picture(slug: str):
    """All pages side by side, too small to be printed from."""
    found = queries.exhibition(slug)
    order = leaflets.Order(_language(found), 1, NOWHERE, found.print_contact or "–", base_url(), who(), now(), imposed=False)
    try:
        return send_file(io.BytesIO(leaflets.pages_png(found, order)), mimetype="image/png")
    except REFUSALS as refusal:
        flash(refusal.sentence, "danger")
        return redirect(url_for("desk.leaflet", slug=slug), 303)


def _language(found: Exhibition) -> str:
    """The one asked for, if any text of the hall is in it; else the exhibition's first."""
    spoken = leaflets.languages_of(found)
    asked = request.args.get("language", "")
    return asked if asked in spoken else next(iter(spoken), found.languages[0])


def _page(found: Exhibition, form: LeafletForm):
    spoken = leaflets.languages_of(found)
    language = form.language.data if form.language.data in spoken else _language(found)
    included, left_out = leaflets.choose(found, language, base_url(), now())
    return render_template("desk/leaflet.html", exhibition=found, form=form, language=language, languages=spoken, included=included, left_out=left_out), status_of(form)
