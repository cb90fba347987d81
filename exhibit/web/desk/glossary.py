"""The glossary: the house's words from one language into another."""
from __future__ import annotations

from flask import render_template, request, url_for
from flask_babel import gettext as _

from exhibit.actions import glossary as actions
from exhibit.store import translations
from exhibit.web.desk.answers import attempt, done, status_of, try_then
from exhibit.web.desk.blueprint import blueprint, for_roles, now, who
from exhibit.web.desk.forms.translating import PairForm, TermForm


@blueprint.route("/glossary", methods=["GET", "POST"])
@for_roles("curator", "caseworker", "translator")
def glossary():
    """All terms of one pair of languages, or of all; and a form for one more."""
    pair = PairForm(request.args)
    form = TermForm(data={"language": pair.language.data or "en", "target_language": pair.target_language.data or "fr"})
    if form.validate_on_submit() and attempt(form, actions.save_term, *form.values(), who(), now()):
        return done(_("The term is in the glossary."), url_for("desk.glossary", language=form.language.data, target_language=form.target_language.data))
    return render_template("desk/glossary.html", pair=pair, form=form, terms=translations.glossary(pair.language.data or "", pair.target_language.data or "")), status_of(form)


@blueprint.route("/glossary/<int:term_id>", methods=["GET", "POST"])
@for_roles("curator", "caseworker", "translator")
def glossary_term(term_id: int):
    row = translations.term(term_id)
    form = TermForm(obj=row)
    if form.validate_on_submit() and attempt(form, actions.save_term, *form.values(), who(), now(), term_id=term_id):
        return done(_("Saved."), url_for("desk.glossary", language=form.language.data, target_language=form.target_language.data))
    return render_template("desk/glossary_term.html", form=form, row=row), status_of(form)


@blueprint.post("/glossary/<int:term_id>/remove")
@for_roles("curator")
def remove_glossary_term(term_id: int):
    return try_then(url_for("desk.glossary"), actions.remove_term, term_id, said=lambda term: _("“%(term)s” is out of the glossary.", term=term))
