"""The consent form on paper: which permissions are asked for, in which language."""
from __future__ import annotations

import io

from flask import render_template, send_file
from flask_babel import gettext as _

from exhibit.actions import consent_form
from exhibit.actions.consent_form import Asked
from exhibit.actions.quick import usual_permissions
from exhibit.consent.permissions import PERMISSIONS
from exhibit.consent.words import words_language
from exhibit.store import queries
from exhibit.web.desk.answers import attempt, status_of
from exhibit.web.desk.blueprint import blueprint, for_roles, now, who
from exhibit.web.desk.forms.receipt import PaperForm

SCOPE_FIELDS = {"TRANSLATE": "translations", "EVENT_COUNTRY": "countries", "EVENT_ONE": "events", "LOAN_PARTNER": "partners"}


@blueprint.get("/testimonies/<code>/form")
@for_roles("caseworker")
def paper_form(code: str):
    """Choose the rows; what is offered to everybody is ticked."""
    found = queries.testimony(code)
    language = words_language(found.person.preferred_language or found.original_language)
    usual = usual_permissions(found)
    scopes = {field: ", ".join(scope for name, scope in usual if name == code) for code, field in SCOPE_FIELDS.items()}
    return _page(found, PaperForm(formdata=None, language=language, permissions=[name for name, scope in usual if not scope], **scopes))


def _page(found, form: PaperForm):
    form.permissions.choices = [(name, words) for name, words in form.permissions.choices if not PERMISSIONS[name].parameter]
    return render_template("desk/paper_form.html", testimony=found, form=form), status_of(form)


@blueprint.post("/testimonies/<code>/form")
@for_roles("caseworker")
def print_form(code: str):
    """The PDF; its number stands at the foot of each page and goes into quick entry."""
    found, form = queries.testimony(code), PaperForm()
    if form.validate_on_submit():
        made = attempt(form, consent_form.form_pdf, found, form.language.data, _rows(form), who(), now())
        if made:
            number, pdf = made
            return send_file(io.BytesIO(pdf), mimetype="application/pdf", as_attachment=True, download_name=_("form-%(number)s.pdf", number=number))
    return _page(found, form)


def _rows(form: PaperForm) -> list[Asked]:
    """The ticked permissions, and one row for each scope that was named."""
    plain = [Asked(name) for name in form.permissions.data if not PERMISSIONS[name].parameter]
    return plain + [Asked(name, scope) for name, field in SCOPE_FIELDS.items() for scope in _scopes(name, form[field].data or "")]


def _scopes(permission: str, typed: str) -> list[str]:
    case = {"language": str.lower, "country": str.upper, "exhibition": str.lower, "organisation": str}[PERMISSIONS[permission].parameter or ""]
    return [case(part.strip()) for part in typed.split(",") if part.strip()]
