"""The pages a visitor sees. Everything that may not be shown looks the same: one neutral page."""
from __future__ import annotations

from datetime import UTC, datetime

from flask import Blueprint, Response, render_template, request
from werkzeug.routing import BaseConverter

from exhibit.actions import visiting
from exhibit.actions.helplines import current_numbers
from exhibit.store import epoch
from exhibit.story import labels
from exhibit.web.visit.cache import Kept, PageCache

blueprint = Blueprint("visit", __name__)
pages = PageCache()

HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, noarchive",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "Vary": "Accept-Language, Accept-Encoding",
}


class CodeConverter(BaseConverter):
    """Anything shaped like a code, in any letter case."""

    regex = r"[0-9A-Za-z]{6}"


class LanguageConverter(BaseConverter):
    regex = r"[a-zA-Z]{2,3}"


@blueprint.record
def _converters(state) -> None:
    state.app.url_map.converters.update(code=CodeConverter, language=LanguageConverter)


def _words() -> dict:
    return {"label": labels.label, "language_name": labels.language_name, "direction": labels.direction}


@blueprint.get("/")
def home():
    """What the exhibition is, and when; no story."""
    exhibition = visiting.running_exhibition(datetime.now(UTC))
    language = request.accept_languages.best_match(exhibition.languages if exhibition else ["en"]) or "en"
    html = render_template("visit/home.html", exhibition=exhibition, language=language, **_words())
    return _answer(PageCache().put(("", language), 0, None, 200, html))


@blueprint.get("/<code:code>")
@blueprint.get("/<code:code>/<language:language>")
def story(code: str, language: str = ""):
    """The story behind a code, at once, in the phone's language if it is there."""
    now, wanted = datetime.now(UTC), ([language.lower()] if language else []) + [value.split("-")[0].lower() for value, _ in request.accept_languages]
    key, version = (code.upper(), ",".join(wanted[:6])), epoch()
    kept = pages.get(key, version, now) or _rendered(key, code, wanted, version, now)
    return _answer(kept)


def _rendered(key: tuple[str, str], code: str, wanted: list[str], version: int, now: datetime) -> Kept:
    page = visiting.story_page(code, wanted, now)
    if page is None:
        return Kept(version, None, 404, *_neutral(wanted, now))
    html = render_template("visit/story.html", page=page, **_words())
    return pages.put(key, version, page.valid_until, 200, html)


def _neutral(wanted: list[str], now: datetime) -> tuple[bytes, bytes]:
    """The one page for unknown, expired, withdrawn, held and malformed: rendered afresh each time, the same bytes."""
    exhibition = visiting.running_exhibition(now)
    numbers, emergency = current_numbers(exhibition.country if exhibition else "BE", now.date())
    known = [code for code in wanted[:1] if code in labels.NAMES]
    html = render_template("visit/neutral.html", language=(known or ["en"])[0], help=numbers, emergency=emergency,
                           exit_url=exhibition.exit_url if exhibition else "https://www.weather.com/", **_words())
    kept = PageCache().put(("", ""), 0, None, 404, html)
    return kept.plain, kept.packed


def _answer(kept: Kept) -> Response:
    packed = "gzip" in request.headers.get("Accept-Encoding", "")
    response = Response(kept.packed if packed else kept.plain, kept.status, {**HEADERS, "Content-Type": "text/html; charset=utf-8"})
    if packed:
        response.headers["Content-Encoding"] = "gzip"
    return response


@blueprint.get("/robots.txt")
def robots():
    """Pages say noindex themselves; a robot that may not read them could not know."""
    return Response("User-agent: *\nAllow: /\n", mimetype="text/plain")


@blueprint.app_errorhandler(404)
def not_found(error):
    """An address that is no code gets the neutral page too; the desk keeps its own sentence."""
    if request.path.startswith(("/desk", "/account", "/static")):
        return error.get_response()
    wanted = [value.split("-")[0].lower() for value, _ in request.accept_languages]
    return _answer(Kept(0, None, 404, *_neutral(wanted, datetime.now(UTC))))

