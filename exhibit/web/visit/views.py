"""The pages a visitor sees. Everything that may not be shown looks the same: one neutral page."""
from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from flask import Blueprint, Response, current_app, request
from werkzeug.exceptions import HTTPException
from werkzeug.routing import BaseConverter

from exhibit.actions import visiting
from exhibit.store import OUT_OF_REACH, look_again
from exhibit.story import labels
from exhibit.web.visit.addresses import HOME, NEUTRAL, wanted
from exhibit.web.visit.cache import Offer, Rendered
from exhibit.web.visit.door import EPOCH, OURS, Kept, wire

blueprint = Blueprint("visit", __name__)
WORDS = {"label": labels.label, "language_name": labels.language_name, "direction": labels.direction, "day": labels.day,
         "words_language": labels.words_language}


class CodeConverter(BaseConverter):
    """Anything shaped like a code, in any letter case."""

    regex = r"[0-9A-Za-z]{6}"


class LanguageConverter(BaseConverter):
    regex = r"[a-zA-Z]{2,3}"


@blueprint.record
def _converters(state) -> None:
    state.app.url_map.converters.update(code=CodeConverter, language=LanguageConverter)


def _page(address: str, **options):
    return blueprint.get(address, strict_slashes=False, provide_automatic_options=False, **options)


@_page("/")
def home() -> Response:
    """What the exhibition is, when and where; no story."""
    wishes, epoch, now = _asked()
    return _answer(_in_words(HOME, "visit/home.html", 200, wishes, epoch, now))


@_page("/<code:code>")
@_page("/<code:code>/<language:language>")
def story(code: str, language: str = "") -> Response:
    """The story behind a code, at once, in the phone's language if it is there."""
    wishes, epoch, now = _asked(language)
    page = visiting.story_page(code, wishes, now)
    if page is None:
        return _neutral(wishes, epoch, now)
    offer = Offer(page.languages, page.fallback, epoch, page.valid_until)
    return _answer(_kept().pages.put(page.code, offer, page.language, Rendered.of(200, _fill("visit/story.html", page=page))))


@blueprint.app_errorhandler(404)
@blueprint.app_errorhandler(405)
def not_found(error: HTTPException) -> Response:
    """An address that is no code gets the neutral page too, after the same work; the desk keeps its own sentence."""
    if request.path.split("/")[1] in _rooms_of_other_doors():
        return error.get_response()
    try:
        wishes, epoch, now = _asked()
        visiting.story_page("", wishes, now)
        return _neutral(wishes, epoch, now)
    except OUT_OF_REACH as fault:
        return _out_of_reach(fault)


def _out_of_reach(fault: Exception) -> Response:
    """The database does not answer: a calm page all the same, with the way out and the emergency number. Nothing of the visitor is logged."""
    current_app.logger.error("The visitor's door cannot reach the database: %s", type(fault).__name__)
    language = labels.choose(wanted(request.environ, ""), labels.languages(), labels.FALLBACK)
    return _answer(Rendered.of(503, _fill("visit/neutral.html", language=language, hall=visiting.closed_hall(language))))


for _kind in OUT_OF_REACH:
    blueprint.register_error_handler(_kind, _out_of_reach)


@_page("/robots.txt")
def robots() -> Response:
    """Pages say noindex themselves; a robot that may not read them could not know."""
    request.environ[OURS] = True
    return Response("User-agent: *\nAllow: /\n", mimetype="text/plain")


def _kept() -> Kept:
    return current_app.extensions[OURS]


def _asked(language: str = "") -> tuple[tuple[str, ...], int, datetime]:
    """(languages wanted, epoch, now). The epoch is read before anything else: a page is never older than it says."""
    look_again()
    epoch = request.environ.get(EPOCH)
    return wanted(request.environ, language.lower()), _kept().watch.epoch() if epoch is None else epoch, datetime.now(UTC)


def _neutral(wishes: Sequence[str], epoch: int, now: datetime) -> Response:
    """The one page for unknown, expired, withdrawn, held and malformed."""
    return _answer(_in_words(NEUTRAL, "visit/neutral.html", 404, wishes, epoch, now))


def _in_words(address: str, template: str, status: int, wishes: Sequence[str], epoch: int, now: datetime) -> Rendered:
    """A page without a story: in any language that has words, kept like the others."""
    kept = _kept().pages.get(address, wishes, epoch, now)
    if kept:
        return kept
    language = labels.choose(wishes, labels.languages(), labels.FALLBACK)
    offer = Offer(labels.languages(), labels.FALLBACK, epoch, visiting.midnight_after(now))
    html = _fill(template, language=language, hall=visiting.hall(language, now), address=current_app.config["EXHIBIT"].host + "/")
    return _kept().pages.put(address, offer, language, Rendered.of(status, html))


def _fill(template: str, **facts) -> str:
    """Render without the framework's context: what other doors put into every template would ask who is signed in."""
    return current_app.jinja_env.get_template(template).render(**WORDS, **facts)


def _answer(page: Rendered) -> Response:
    request.environ[OURS] = True
    status, headers, body = wire(page, request.environ)
    return Response(body, status, headers)


def _rooms_of_other_doors() -> set[str]:
    """First parts of addresses that belong to doors opened in this process beside the visitor's."""
    others = (rule for rule in current_app.url_map.iter_rules() if rule.endpoint != "static" and not rule.endpoint.startswith("visit."))
    return {rule.rule.split("/")[1] for rule in others}
