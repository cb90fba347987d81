"""One address, `/card`: type the number, see what is shown, stop it. The number comes with every form; nothing is kept between two."""
from __future__ import annotations

import time
from datetime import UTC, datetime

from flask import Blueprint, Response, current_app, request

from exhibit.actions import by_number
from exhibit.actions.spoken import grants_to_stop, tasks_after_stops
from exhibit.consent.pictograms import pictogram_svg
from exhibit.consent.words import LANGUAGES, word, words_language
from exhibit.errors import ExhibitError
from exhibit.store import OUT_OF_REACH, look_again
from exhibit.store.tables import Receipt
from exhibit.story import labels
from exhibit.web.person.door import PATH
from exhibit.web.person.limits import FAILED, same_time

EXIT = "https://www.weather.com/"
EVERYTHING = "everything"
LONGEST = 200  # characters of Accept-Language worth reading

LARGEST_FORM = 4_000  # bytes: a number, a language, a button

blueprint = Blueprint("person", __name__)


@blueprint.before_request
def _small_forms_only() -> None:
    request.max_content_length = LARGEST_FORM


@blueprint.get(PATH, provide_automatic_options=False)
def ask() -> Response:
    """The empty field. The page names nobody."""
    return _page("ask", _language())


@blueprint.post(PATH, provide_automatic_options=False)
def card() -> Response:
    """What the number opens; with `stop`, that is done first. Wrong, unknown and old numbers get the same answer after the same time."""
    began, now = time.monotonic(), datetime.now(UTC)
    look_again()
    found = by_number.opened(request.form.get("number", ""), now)
    if found is None:
        same_time(began)
        return _page("ask", _language(), FAILED, sentence="wrong")
    language = _language(found.language)
    if "stop" in request.form:
        return _stopped(found, request.form["stop"], language, now)
    return _opened("page", found, language, now)


def _stopped(found: Receipt, chosen: str, language: str, now: datetime) -> Response:
    """What was done, said once it is; a button of an old page whose permission is not hers does nothing and says nothing."""
    ended = by_number.stop(found, "" if chosen == EVERYTHING else chosen, now) if chosen else None
    return _opened("page" if ended is None else "stopped", found, language, now)


def _opened(template: str, found: Receipt, language: str, now: datetime) -> Response:
    testimony = found.testimony
    return _page(template, language, number=request.form["number"], grants=grants_to_stop(testimony, language, now),
                 tasks=tasks_after_stops(testimony, language), everything=EVERYTHING)


def _language(own: str = "") -> str:
    """The one chosen on the page, else the receipt's, else the phone's."""
    chosen = request.values.get("language", "")
    if chosen in LANGUAGES:
        return chosen
    header = request.headers.get("Accept-Language", "")[:LONGEST]
    wishes = [part.split(";")[0].strip().split("-")[0].lower() for part in header.split(",")]
    return words_language(own) if own else labels.choose(wishes, LANGUAGES, labels.FALLBACK)


def _page(template: str, language: str, status: int = 200, **facts) -> Response:
    """Rendered without the framework's context: what other doors put into every template would ask who is signed in."""
    html = current_app.jinja_env.get_template(f"person/{template}.html").render(
        language=language, direction=labels.direction, language_name=labels.language_name, languages=LANGUAGES, pictogram=pictogram_svg, path=PATH, exit_url=EXIT,
        say=lambda key, **values: word("page", language, key, **values), limits=word("receipt", language, "limits"),
        words=labels.label, label=lambda key: labels.label(language, key), number_in_words=lambda count: labels.number(count, language), **facts)
    return Response(html, status, mimetype="text/html")


@blueprint.errorhandler(429)
def _too_many(_error: Exception) -> Response:
    return _page("ask", _language(), 429, sentence="wait")


def _out_of_order(fault: Exception) -> Response:
    """Nothing is pretended: what was asked for was not done. Of the person nothing is logged."""
    current_app.logger.error("The door behind the number cannot do its work: %s", type(fault).__name__)
    return _page("ask", _language(), 503, sentence="fault")


for _kind in (*OUT_OF_REACH, ExhibitError):
    blueprint.register_error_handler(_kind, _out_of_order)
