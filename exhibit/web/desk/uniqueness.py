"""The uniqueness check of one testimony."""
from __future__ import annotations

from flask import render_template, url_for
from flask_babel import gettext as _

from exhibit.actions import uniqueness as actions
from exhibit.actions.facts import newest_texts
from exhibit.store import queries, reference
from exhibit.story.uniqueness import COARSER, FREE_FACTS, LABELS, QUASI_IDENTIFIERS, K
from exhibit.story.vocabulary import AGE_BANDS, EXPLOITATION, GENDERS, SECTORS
from exhibit.web.desk.answers import attempt, done, status_of
from exhibit.web.desk.blueprint import blueprint, for_roles, now, who
from exhibit.web.desk.forms.uniqueness import FactsForm, ReasonsForm
from exhibit.web.desk.words import KINDS, country_name

_TABLES = {"age_band": AGE_BANDS, "gender": GENDERS, "sector": SECTORS}


def value_in_words(fact: str, value: str) -> str:
    """The value of a fact as the page shows it: codes as their labels, the rest as it is."""
    if not value:
        return _("told, but not written down yet")
    if fact in ("nationality", "exploitation_country"):
        return _(", ").join(country_name(code) for code in value.split("+"))
    if fact == "form":
        return _(", ").join(_(EXPLOITATION[code].label) if code in EXPLOITATION else code for code in value.split("+"))
    return _(_TABLES[fact][value]) if value in _TABLES.get(fact, ()) else value


@blueprint.get("/testimonies/<code>/uniqueness")
def uniqueness(code: str):
    """Everything the texts tell about the person, together, and what the rule says of it."""
    found = queries.testimony(code)
    return _page(found, _form(found), ReasonsForm(formdata=None))


def _form(found, **sent) -> FactsForm:
    """Only what the texts tell is asked: a value that stands nowhere is nobody's business."""
    form, told = FactsForm(data=actions.values(found), **sent), actions.told_by(found, newest_texts(found))
    for name in actions.DESCRIBED:
        if QUASI_IDENTIFIERS[name] and QUASI_IDENTIFIERS[name] not in told:
            del form[name]
    return form


def _page(found, form: FactsForm, reasons: ReasonsForm):
    verdict, asked = actions.verdict_of(found), [name for name in actions.DESCRIBED if name in form]
    return render_template(
        "desk/uniqueness.html", testimony=found, form=form, reasons=reasons, verdict=verdict, asked=asked, labels=LABELS, coarser=COARSER, k=K, free=FREE_FACTS,
        combination=_(", ").join(_(LABELS[name]) for name in verdict.combination), in_words=value_in_words, current=actions.current_review(found), finished=actions.is_finished, texts=newest_texts(found), kinds=KINDS, sources=reference.sources()), status_of(form) if form.errors else status_of(reasons)


@blueprint.post("/testimonies/<code>/uniqueness")
@for_roles("caseworker", "verifier")
def review_uniqueness(code: str):
    found = queries.testimony(code)
    form = _form(found)
    if form.validate_on_submit():
        made = attempt(form, actions.review, found, form.data, who(), now())
        if made:
            said = _("Reviewed: these facts may stand together.") if actions.is_finished(made) else _("Reviewed. A second person must give reasons, or the texts must tell less.")
            return done(said, url_for("desk.uniqueness", code=code))
    return _page(found, form, ReasonsForm(formdata=None))


@blueprint.post("/testimonies/<code>/uniqueness/second")
@for_roles("caseworker", "verifier")
def second_review(code: str):
    found, form = queries.testimony(code), ReasonsForm()
    if form.validate_on_submit() and attempt(form, actions.second_review, found, form.reasons.data, who(), now()):
        return done(_("Your reasons are on file. The check is complete."), url_for("desk.uniqueness", code=code))
    return _page(found, _form(found, formdata=None), form)
