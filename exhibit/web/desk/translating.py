"""For translators: what there is to translate, one testimony in one language, and translations brought back and read to the person.

These are the only pages that an account with no other role than translator opens (blueprint.py).
"""
from __future__ import annotations

from flask import render_template, request, url_for
from flask_babel import gettext as _
from flask_security import current_user

from exhibit.actions import back_translations as back_actions
from exhibit.actions import lookers
from exhibit.actions import translating as actions
from exhibit.actions.back_translations import READ_TO
from exhibit.errors import Conflict, ExhibitError, NotFound, Refused
from exhibit.store import queries, translations
from exhibit.story.labels import NAMES
from exhibit.story.reading import paragraphs
from exhibit.story.ticks import ON_A_BOARD
from exhibit.web.desk.answers import attempt, done, status_of, try_then
from exhibit.web.desk.blueprint import base_url, blueprint, for_roles, now, only_narrow, who
from exhibit.web.desk.forms.translating import BackForm
from exhibit.web.desk.words import KINDS

TRANSLATORS = ("curator", "caseworker", "translator")


@blueprint.get("/translations")
@for_roles(*TRANSLATORS)
def translations_list():
    """What the person agreed to have translated, and how far it is."""
    return render_template("desk/translations.html", work=actions.work(now()))


@blueprint.get("/translations/<code>/<language>")
@for_roles(*TRANSLATORS)
def translation(code: str, language: str):
    """Every approved text of a testimony beside its translation."""
    return _page(code, language)


@blueprint.post("/translations/<code>/<language>/<kind>")
@for_roles(*TRANSLATORS)
def save_translation(code: str, language: str, kind: str):
    """Save one text, or ask whether the board would hold it. What was typed stays in the fields whatever the answer is."""
    typed, found = request.form.getlist("p"), queries.testimony(code)
    if request.form.get("do") == "fit":
        return _page(code, language, kind, typed, fit=_fit(found, language, kind, typed))
    try:
        saved = actions.save_translation(found, language, kind, typed, _number("based_on"), _number("original") or 0, who(), now())
    except Conflict as refusal:
        return _page(code, language, kind, typed, refusal.sentence, 409)
    except ExhibitError as refusal:
        return _page(code, language, kind, typed, refusal.sentence, 422)
    said = _("Saved as a new version. Paragraphs that are still empty stand as […].") if "[…]" in saved.body else _("Saved as a new version. The next step: somebody else brings it back into the person's language.")
    return done(said, url_for("desk.translation", code=code, language=language, _anchor=kind.lower()))


def _number(name: str) -> int | None:
    value = request.form.get(name, "")
    return int(value) if value.isdigit() else None


def _fit(found, language: str, kind: str, typed: list[str]) -> actions.Fit:
    try:
        actions.demand_agreed(found, language, now())
        return actions.board_fit(found, language, {kind: actions.joined(typed)}, base_url(), now())
    except ExhibitError as refusal:
        return actions.Fit(False, refusal.sentence)


def _page(code: str, language: str, kind: str = "", typed: list[str] | None = None, problem: str = "", status: int = 200, fit: actions.Fit | None = None):
    """The page; `typed` stands in the fields of `kind` in place of what is saved."""
    if language not in NAMES or (kind and kind not in KINDS):
        raise NotFound(_("There is no such language or kind of text."))
    found = queries.testimony(code)
    try:
        sheets = actions.sheets(found, language, now())
    except Refused as refusal:
        return _not_to_be_translated(refusal)
    written = {sheet.original.kind: actions.pairs(sheet.original, actions.joined(typed), _terms(found, language)) for sheet in sheets if typed is not None and sheet.original.kind == kind}
    return render_template("desk/translation.html", testimony=found, language=language, sheets=sheets, written=written, kinds=KINDS, on_a_board=ON_A_BOARD, asked=kind, problem=problem, fit=fit,
                           narrow=only_narrow(current_user), read_backs=back_actions.read_backs(found)), status


def _not_to_be_translated(refusal: Refused):
    return render_template("desk/problem.html", title=_("Not to be translated"), sentence=refusal.sentence), 403


def _terms(found, language: str):
    return actions.terms_for(found.original_language, language)


@blueprint.post("/translations/<code>/<language>/hold")
@for_roles(*TRANSLATORS)
def hold_translation(code: str, language: str):
    """Anyone signed in may hold: a translator knows the place or the person, and nothing more is shown."""
    return try_then(url_for("desk.translations_list"), actions.hold_for_safety, queries.testimony(code), language, who(), now(),
                    said=lambda _held: _("The testimony is on hold: nothing of it is shown, until two people have looked at it."))


@blueprint.route("/texts/<int:version_id>/back", methods=["GET", "POST"])
@for_roles("curator", "caseworker", "verifier", "translator")
def back_translation(version_id: int):
    """The translation alone, to be brought back by somebody who does not look at the original; and who read it to the person."""
    version = queries.version(version_id)
    try:
        actions.demand_agreed(version.testimony, version.language, now())
    except Refused as refusal:
        return _not_to_be_translated(refusal)
    form = BackForm()
    form.language.choices = [(code, NAMES.get(code, code)) for code in sorted(back_actions.languages_of(version))]
    if form.validate_on_submit() and attempt(form, back_actions.write_back, version_id, form.language.data, form.body.data, who(), now()):
        return done(_("The back-translation is on file, encrypted. A caseworker reads it to the person and writes that down."), url_for("desk.back_translation", version_id=version_id))
    rows = [row for row in translations.back_translations(version) if not only_narrow(current_user) or row.by == who()]
    return render_template("desk/translation_back.html", version=version, form=form, rows=rows, kinds=KINDS, read_to=READ_TO, paragraphs=paragraphs(version.body, version.language),
                           narrow=only_narrow(current_user), knows_source=lookers.knows_source(version.testimony, who())), status_of(form)


@blueprint.post("/back-translations/<int:back_id>/read")
@for_roles("caseworker")
def read_back_translation(back_id: int):
    """It was read aloud to the person, or to whom she chose."""
    row = translations.back_translation(back_id)
    return try_then(url_for("desk.back_translation", version_id=row.version_id), back_actions.was_read, back_id, request.form.get("read_to", ""), who(), now(),
                    said=lambda _row: _("Written down: it was read aloud. The person can now say yes to this translation, or no."))
