"""Exhibitions: the list, one exhibition with its figures, and its facts."""
from __future__ import annotations

from flask import render_template, url_for
from flask_babel import gettext as _

from exhibit.actions import exhibitions as actions
from exhibit.actions.helplines import current_numbers
from exhibit.actions.overview import hall
from exhibit.actions.uniqueness import one_person_warnings
from exhibit.store import queries
from exhibit.store.holds import pending_requests
from exhibit.story.uniqueness import LABELS, PAIRS
from exhibit.web.desk.answers import attempt, done, status_of
from exhibit.web.desk.blueprint import blueprint, for_roles, now, who
from exhibit.web.desk.forms.exhibition import ExhibitionForm
from exhibit.web.desk.words import VISITORS_SAID


@blueprint.get("/")
def home():
    """Every exhibition, the newest first; before them what somebody asked to take down."""
    return render_template("desk/exhibitions.html", exhibitions=queries.exhibitions(), today=now().date(), requests=pending_requests(), visitors_said=VISITORS_SAID)


@blueprint.get("/exhibitions/<slug>")
def exhibition(slug: str):
    """The hall: each figure with what the gate says now, and the buttons that print."""
    found = queries.exhibition(slug)
    return render_template("desk/exhibition.html", exhibition=found, hall=hall(found, now()), packs=queries.packs_of(found), help_numbers=current_numbers(found.country, now().date()),
                           one_person=one_person_warnings(found), one_person_words=PAIRS, fact_labels=LABELS)


@blueprint.route("/exhibitions/new", methods=["GET", "POST"])
@for_roles("curator")
def new_exhibition():
    form = ExhibitionForm()
    if form.validate_on_submit():
        made = attempt(form, actions.create_exhibition, form.values(), who(), now())
        if made:
            return done(_("The exhibition is there. Now add figures."), url_for("desk.exhibition", slug=made.slug))
    return render_template("desk/exhibition_form.html", form=form, exhibition=None), status_of(form)


@blueprint.route("/exhibitions/<slug>/edit", methods=["GET", "POST"])
@for_roles("curator")
def edit_exhibition(slug: str):
    found = queries.exhibition(slug)
    form = ExhibitionForm.of(found)
    del form.slug
    if form.validate_on_submit():
        revision = int(form.revision.data) if (form.revision.data or "").isdigit() else 0
        if attempt(form, actions.save_exhibition, found, form.values(), revision, who(), now()):
            return done(_("Saved."), url_for("desk.exhibition", slug=slug))
        form.revision.data = str(found.revision)
    return render_template("desk/exhibition_form.html", form=form, exhibition=found), status_of(form)
