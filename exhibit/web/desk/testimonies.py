"""Testimonies: the list with search and filters, one testimony, its facts."""
from __future__ import annotations

from flask import render_template, request, url_for
from flask_babel import gettext as _

from exhibit.actions import testimonies as actions
from exhibit.actions.back_translations import read_backs
from exhibit.actions.gate import page_decision
from exhibit.actions.uniqueness import has_been_checked
from exhibit.consent.states import State
from exhibit.store import anonymity_reviews, queries
from exhibit.story.labels import NAMES
from exhibit.web.desk.answers import attempt, done, status_of
from exhibit.web.desk.blueprint import blueprint, for_roles, now, who
from exhibit.web.desk.forms.testimony import NewTextForm, TestimonyForm
from exhibit.web.desk.reading_alone import alone_now
from exhibit.web.desk.words import KINDS

PER_PAGE = 25


@blueprint.get("/testimonies")
def testimonies():
    """One page of testimonies; with htmx only the table is sent."""
    asked = {key: request.args.get(key, "").strip() for key in ("search", "experience_type", "language", "consent_state")}
    at = max(1, request.args.get("page", 1, int))
    found, total = queries.testimonies(**asked, limit=PER_PAGE, offset=(at - 1) * PER_PAGE, now=now())
    template = "desk/testimony_table.html" if request.headers.get("HX-Request") else "desk/testimonies.html"
    return render_template(template, testimonies=found, total=total, asked=asked, at=at, pages=-(-total // PER_PAGE), states=[state.value for state in State], languages=NAMES)


@blueprint.route("/testimonies/new", methods=["GET", "POST"])
@for_roles("curator", "caseworker")
def new_testimony():
    form = TestimonyForm()
    if form.validate_on_submit():
        made = attempt(form, actions.create_testimony, form.values(), who(), now())
        if made:
            return done(_("The testimony is there, without any permission yet: nothing of it can be shown."), url_for("desk.testimony", code=made.code))
    return render_template("desk/testimony_form.html", form=form, testimony=None), status_of(form)


@blueprint.get("/testimonies/<code>")
def testimony(code: str):
    """Texts by language, facts, what may be shown, where it stands."""
    found = queries.testimony(code)
    pages = {language: page_decision(found, language, now()) for language in found.languages()}
    new_text = NewTextForm()
    new_text.kind.choices = list(KINDS.items())
    return render_template("desk/testimony.html", testimony=found, pages=pages, kinds=KINDS, cutouts=queries.cutouts_of_testimony(found), unique=has_been_checked(found),
                           new_text=new_text, read_backs=read_backs(found), alone=alone_now(found), sent_back=anonymity_reviews.texts_sent_back(found))


@blueprint.route("/testimonies/<code>/edit", methods=["GET", "POST"])
@for_roles("curator", "caseworker")
def edit_testimony(code: str):
    found = queries.testimony(code)
    facts = {**found.attributes, "age_class": found.person.age_class}
    form = TestimonyForm() if request.method == "POST" else TestimonyForm(obj=found, data=facts)
    if form.validate_on_submit() and _saved(form, found):
        return done(_("Saved."), url_for("desk.testimony", code=code))
    return render_template("desk/testimony_form.html", form=form, testimony=found), status_of(form)


def _saved(form: TestimonyForm, found) -> bool:
    attempt(form, actions.save_attributes, found, form.values(), who(), now())
    return not form.form_errors
