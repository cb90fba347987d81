"""What is answered when there is no such page, or nothing can be looked up: calm, the same for all, with the way out."""
from __future__ import annotations

from flask import Response, current_app, request
from werkzeug.exceptions import HTTPException

from exhibit.actions import visiting
from exhibit.store import OUT_OF_REACH
from exhibit.web.visit.addresses import wanted
from exhibit.web.visit.answers import answer, asked, best_language, fill, kept, neutral, wait
from exhibit.web.visit.blueprint import blueprint
from exhibit.web.visit.cache import Rendered


@blueprint.before_request
def _slow_down() -> Response | None:
    """Asked before anything about a code is looked up: what a network that guesses is told does not depend on what it asks for."""
    if "code" in (request.view_args or {}) and kept().guesses.must_wait(request.remote_addr or ""):
        return _waiting(str(request.view_args.get("language", "")))
    return None


def _waiting(language: str = "") -> Response:
    try:
        return wait(asked(language))
    except OUT_OF_REACH as fault:
        return out_of_reach(fault)


@blueprint.app_errorhandler(404)
@blueprint.app_errorhandler(405)
def not_found(error: HTTPException) -> Response:
    """An address that is no code gets the neutral page too, after the same work; the desk keeps its own sentence."""
    if request.path.split("/")[1] in _rooms_of_other_doors():
        return error.get_response()
    if kept().guesses.must_wait(request.remote_addr or ""):
        return _waiting()
    try:
        question = asked()
        visiting.story_page("", question.wishes, question.now)
        return neutral(question)
    except OUT_OF_REACH as fault:
        return out_of_reach(fault)


def out_of_reach(fault: Exception) -> Response:
    """The database does not answer: a calm page all the same, with the way out and the emergency number. Nothing of the visitor is logged."""
    current_app.logger.error("The visitor's door cannot reach the database: %s", type(fault).__name__)
    language = best_language(wanted(request.headers.get("Accept-Language", "")))
    return answer(Rendered.of(503, fill("visit/neutral.html", language=language, hall=visiting.closed_hall(language))))


for _kind in OUT_OF_REACH:
    blueprint.register_error_handler(_kind, out_of_reach)


def _rooms_of_other_doors() -> set[str]:
    """First parts of addresses that belong to doors opened in this process beside the visitor's."""
    others = (rule for rule in current_app.url_map.iter_rules() if rule.endpoint != "static" and not rule.endpoint.startswith("visit."))
    return {rule.rule.split("/")[1] for rule in others}
