"""The crew's pages: type or scan a code, read keep or take down, say that it stands or is down. Every page works without script."""
from __future__ import annotations

from datetime import UTC, datetime

from flask import Blueprint, Response, current_app, redirect, request, url_for

from exhibit.actions import crew, walks
from exhibit.actions.proofs import LARGEST_BYTES
from exhibit.errors import ExhibitError, NotFound, Refused, WrongUse
from exhibit.store import OUT_OF_REACH, look_again
from exhibit.store.tables import Walk
from exhibit.story import hall_words, labels
from exhibit.web.hall.door import PATH, WALK

blueprint = Blueprint("hall", __name__)
LONGEST = 200  # characters of Accept-Language worth reading
DAY_S = 24 * 3600
FORM_BYTES = LARGEST_BYTES + 100_000  # the picture, and what a form adds


@blueprint.before_request
def _room_for_a_photo() -> None:
    """A telephone's picture is larger than anything the other doors accept."""
    request.max_content_length = FORM_BYTES


@blueprint.get(f"{PATH}/", strict_slashes=False)
def ask() -> Response:
    """Where a code is typed; a typed code leads to its page."""
    code = "".join(request.args.get("code", "").split()).upper()
    return redirect(url_for("hall.board", code=code[:20], language=_chosen()), 303) if code.isalnum() and code.isascii() else _page("ask", walk=_walk())


@blueprint.get("/H/<code>")
def printed(code: str) -> Response:
    """The code on the back is printed in capital letters, which make it smaller."""
    return redirect(url_for("hall.board", code=code), 302)


@blueprint.get(f"{PATH}/<code>", strict_slashes=False)
def board(code: str) -> Response:
    """Keep or take down. A visitor's code, an unknown one and a mistyped one get the same page: ask the office."""
    look_again()
    walk, verdict = _walk(), ""
    if walk:
        verdict = walks.scan(walk.id, code, _now())
    found = crew.board(code, _now())
    if found is None:
        return _page("unknown", 404, walk=walk)
    return _page("board", board=found, verdict=walks.WRONG_PLACE if verdict == walks.WRONG_PLACE else found.verdict, walk=walk, said=request.args.get("said", ""))


@blueprint.post(f"{PATH}/<code>/stands")
def stands(code: str) -> Response:
    """The crew has set it up here."""
    return _then(code, "stands_done", lambda: crew.stands_here(code, request.form.get("place", ""), _now()), "words_wrong")


@blueprint.post(f"{PATH}/<code>/down")
def down(code: str) -> Response:
    """The crew has taken it down, and the photo shows it."""
    photo = request.files.get("photo")
    return _then(code, "down_done", lambda: crew.taken_down(code, photo.read(FORM_BYTES) if photo else b"", _now()), "photo_wrong")


def _then(code: str, done: str, action, wrong: str) -> Response:
    """Do it, then show the board again with what happened; a board that may not stand says so by itself."""
    said = done
    try:
        action()
    except NotFound:
        return _page("unknown", 404, walk=_walk())
    except Refused as refusal:
        said = wrong if "Nothing that leads" in refusal.sentence else ""
    except WrongUse:
        said = wrong
    return redirect(url_for("hall.board", code=code.upper(), said=said, language=_chosen()), 303)


@blueprint.get(f"{PATH}/walk/<token>")
def walk(token: str) -> Response:
    """From here on, every code this telephone opens counts for the walk, until it is signed or a day has passed."""
    look_again()
    found = walks.by_token(token, _now())
    answer = _page("walk", 200 if found else 404, walk=found)
    if found:
        answer.set_cookie(WALK, token, max_age=DAY_S, path=PATH, httponly=True, samesite="Lax", secure=current_app.config["EXHIBIT"].base_url.startswith("https"))
    return answer


def _walk() -> Walk | None:
    return walks.by_token(request.cookies[WALK], _now()) if WALK in request.cookies else None


def _now() -> datetime:
    return datetime.now(UTC)


def _chosen() -> str | None:
    """The language chosen on the page, to be carried on."""
    return request.args.get("language") if request.args.get("language") in hall_words.languages() else None


def _language() -> str:
    """The one chosen on the page, else the telephone's, else English."""
    if _chosen():
        return _chosen()
    header = request.headers.get("Accept-Language", "")[:LONGEST]
    wishes = [part.split(";")[0].strip().split("-")[0].lower() for part in header.split(",")]
    return labels.choose(wishes, hall_words.languages(), labels.FALLBACK)


def _page(template: str, status: int = 200, walk: Walk | None = None, **facts) -> Response:
    """Rendered without the framework's context: what other doors put into every template would ask who is signed in."""
    language = _language()
    counted = walks.walk_list(walk) if walk else None
    html = current_app.jinja_env.get_template(f"hall/{template}.html").render(
        language=language, direction=labels.direction(language), languages={code: labels.language_name(code) for code in hall_words.languages()},
        say=lambda key, **values: hall_words.word(language, key, **values), day=lambda value: labels.day(value, language), walking=counted, path=PATH, here=request.path, **facts)
    return Response(html, status, mimetype="text/html")


@blueprint.errorhandler(429)
def _too_many(_error: Exception) -> Response:
    return _page("sorry", 429, key="wait")


@blueprint.errorhandler(413)
def _too_large(_error: Exception) -> Response:
    return _page("sorry", 413, key="photo_wrong")


def _out_of_order(fault: Exception) -> Response:
    """Nothing is pretended: the crew asks the office."""
    current_app.logger.error("The crew's door cannot do its work: %s", type(fault).__name__)
    return _page("sorry", 503, key="fault")


for _kind in (*OUT_OF_REACH, ExhibitError):
    blueprint.register_error_handler(_kind, _out_of_order)
