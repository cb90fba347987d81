"""What every page of the desk shares: headers, languages, words for templates, error pages."""
from __future__ import annotations

from collections import Counter

from flask import Flask, Response, current_app, render_template, request
from flask_babel import Babel, format_date, format_datetime, gettext
from flask_security import current_user
from flask_wtf.csrf import CSRFError

from exhibit.actions.consent_form import ROW_NUMBERS
from exhibit.consent import vocabulary as consent_words
from exhibit.consent.permissions import PERMISSIONS
from exhibit.consent.reasons import SENTENCES
from exhibit.errors import NotFound
from exhibit.settings import ROOT
from exhibit.story import vocabulary
from exhibit.story.labels import NAMES, direction, language_name
from exhibit.web.desk.blueprint import blueprint, now
from exhibit.web.desk.navigation import navigation
from exhibit.web.desk.words import ROLES, colon, country_name, isolated, last_day, scope_word, state_word

INTERFACE_LANGUAGES = ("en", "fr", "nl", "ar")
HEADERS = {
    "Content-Security-Policy": "default-src 'self'; img-src 'self' data:; style-src 'self'; script-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex, noarchive",
    "Cache-Control": "no-store",
}


def interface_language() -> str:
    """The account's own choice, else the browser's first language that the desk speaks."""
    chosen = getattr(current_user, "language", "")
    return chosen if chosen in INTERFACE_LANGUAGES else request.accept_languages.best_match(INTERFACE_LANGUAGES) or "en"


def configure(app: Flask) -> None:
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(ROOT / "build" / "translations")
    Babel(app, locale_selector=lambda: "en_GB" if interface_language() == "en" else interface_language())
    app.jinja_env.globals.update(WORDS)
    app.after_request(_close_the_desk)
    app.register_error_handler(CSRFError, _stale_form)
    for code in (403, 413):
        app.register_error_handler(code, _explained)


WORDS = {  # globals, not context: macros see them too
    "direction": direction, "language_name": language_name, "country_name": country_name, "state_word": state_word, "last_day": last_day, "isolated": isolated, "colon": colon,
    "permission_label": lambda code: gettext(PERMISSIONS[code].label), "reason_sentence": lambda code: gettext(SENTENCES[code]),
    "role_word": lambda name: ROLES[name], "vocabulary": vocabulary, "known_reasons": SENTENCES, "navigation": navigation, "interface_text_languages": NAMES,
    "consent_words": consent_words, "scope_word": scope_word, "row_number": ROW_NUMBERS.get,
    "has_page": lambda endpoint: endpoint in current_app.view_functions,
    "by_state": lambda grants: Counter(grant.state_at(now()) for grant in grants), "format_date": format_date, "format_datetime": format_datetime,
}


@blueprint.app_context_processor
def _language_of_the_page() -> dict:
    language = interface_language()
    return {"interface_language": language, "interface_languages": {code: NAMES[code] for code in INTERFACE_LANGUAGES}, "text_direction": direction(language), "now": now()}


def _close_the_desk(response: Response) -> Response:
    """Pages behind the sign-in are kept by nobody and framed by nobody."""
    if request.path.startswith(("/desk", "/account")):
        for name, value in HEADERS.items():
            response.headers[name] = value
    return response


def _stale_form(error: CSRFError):
    return render_template("desk/problem.html", title=gettext("This page was open too long"), sentence=gettext(
        "For safety the form was not sent. Go back, copy what you wrote, load the page again and send it once more. Nothing that was saved before has changed.")), 400


def _explained(error):
    sentences = {
        403: gettext("Your account may look at this, but not do this. Ask someone with the right role: %(roles)s.",
                     roles=gettext(", ").join(str(ROLES[name]) for name in error.description) if isinstance(error.description, tuple) else gettext("administrator")),
        413: gettext("That is more than 40 MB: it was not looked at. Ask for a file with smaller pictures.") if request.endpoint in ("desk.preflight", "desk.batch") else gettext(
            "That is more than 4 MB: nothing was sent, and what was saved before has not changed. Send less."),
    }
    if not request.path.startswith(("/desk", "/account")):
        return error.get_response()
    return render_template("desk/problem.html", title=gettext("This was not done"), sentence=sentences[error.code]), error.code


@blueprint.get("/<path:anything>")
def nothing(anything: str):
    """An address of the desk that is none."""
    raise NotFound(gettext("There is no such page at the desk."))


@blueprint.errorhandler(NotFound)
def _nothing_there(error: NotFound):
    return render_template("desk/problem.html", title=gettext("Nothing there"), sentence=error.sentence), 404
