"""`/CODE/LANG/stop`: whoever reads a story may stop it, quietly: one choice of three, no word, no cookie."""
from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from flask import Response, current_app, request

from exhibit.actions import visiting
from exhibit.actions.visiting import StoryPage
from exhibit.actions.visitor_stops import CHOICES, ask_to_stop
from exhibit.errors import ExhibitError
from exhibit.story import labels
from exhibit.web.visit import headers
from exhibit.web.visit.answers import answer, asked, asked_again, fill, keep, neutral
from exhibit.web.visit.blueprint import blueprint, page
from exhibit.web.visit.cache import Offer, Rendered
from exhibit.web.visit.guesses import network_of
from exhibit.web.visit.pace import Pace

PACE = "exhibit.visit.stops"  # in app.extensions
MOST, SECONDS = 3, 3_600  # from one network: whoever walks through a hall to darken it is slowed down, whoever fears for somebody is not
ELSEWHERE = ("cross-site", "same-site")  # Sec-Fetch-Site of a form on another page, sent by a phone whose owner knows nothing of it
BODY_BYTES = 1_000  # a choice has ten; nobody keeps a thread busy with more
POLICY = headers.POLICY.replace("form-action 'none'", "form-action 'self'")


@blueprint.record
def _pace(state) -> None:
    state.app.extensions[PACE] = Pace(MOST, SECONDS)


@page("/<code:code>/<language:language>/stop")
def stop(code: str, language: str) -> Response:
    """The form, for a story that is shown now; anything else is the neutral page."""
    question = asked(language)
    found = visiting.story_page(code, question.wishes, question.now)
    if found is None:
        return neutral(question)
    return keep(f"/{found.code}/stop", Offer(found.languages, found.fallback, question.epoch, found.valid_until), found.language, _page(found, question.look), question)


@blueprint.post("/<code:code>/<language:language>/stop", strict_slashes=False, merge_slashes=False)
def stop_now(code: str, language: str) -> Response:
    """Dark before the answer is written. What is dark already, unknown or sent from another site gets the neutral page, and nothing changes."""
    question, pace = asked(language), current_app.extensions[PACE]
    found = visiting.story_page(code, question.wishes, question.now)
    if found is None or _sent_from_elsewhere():
        return neutral(question)
    choice = request.form.get("why", "") if (request.content_length or 0) <= BODY_BYTES else ""
    if choice not in CHOICES:
        return answer(_page(found, question.look, 422, problem="stop_needed"))
    network = network_of(request.remote_addr or "")
    if not pace.take(network):
        return answer(_page(found, question.look, 429, problem="stop_too_many"))
    try:
        stopped = ask_to_stop(code, choice, datetime.now(UTC))
    except ExhibitError as fault:
        pace.give_back(network)
        current_app.logger.error("A visitor's stop could not be written: %s", type(fault).__name__)
        return answer(_page(found, question.look, 503, problem="stop_failed"))
    if not stopped:
        pace.give_back(network)
        return neutral(replace(asked_again(language), look=question.look))
    return answer(_page(found, question.look, stopped=True))


def _sent_from_elsewhere() -> bool:
    """A form on another page. Telephones too old for Sec-Fetch-Site name the host of the page in Origin ("null" from ours, which tell nobody where they are)."""
    told = request.headers.get("Sec-Fetch-Site", "")
    if told:
        return told in ELSEWHERE
    host = request.headers.get("Origin", "").partition("://")[2].lower()
    return bool(host) and host not in (request.host.lower(), current_app.config["EXHIBIT"].host)


def _page(found: StoryPage, look: str, status: int = 200, *, problem: str = "", stopped: bool = False) -> Rendered:
    html = fill("visit/stop.html", look, ui=labels.words_language(found.language), page=found, choices=tuple(CHOICES), problem=problem, stopped=stopped)
    return Rendered.of(status, html, headers=(("Content-Security-Policy", POLICY),))
