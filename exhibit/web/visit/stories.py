"""The story behind a code, at once, in the phone's language if it is there; in easy words and as plain text where they exist."""
from __future__ import annotations

from datetime import datetime

from flask import Response, current_app

from exhibit.actions import visiting
from exhibit.actions.indexing import Indexing, indexing
from exhibit.actions.visiting import StoryPage
from exhibit.web.visit.addresses import LOOKS, look_of
from exhibit.web.visit.answers import Question, asked, fill, keep, neutral
from exhibit.web.visit.blueprint import page
from exhibit.web.visit.cache import Offer, Rendered
from exhibit.web.visit.transcript import transcript

PLAIN = "text/plain; charset=utf-8"


@page("/<code:code>")
@page("/<code:code>/<language:language>")
def story(code: str, language: str = "") -> Response:
    """The page a code opens. Everything that may not be shown looks the same: one neutral page."""
    return _shown(code, language, "")


@page("/<code:code>/<language:language>/easy")
def easy(code: str, language: str) -> Response:
    """The same story in easy words, where the person agreed to them."""
    return _shown(code, language, "easy")


@page("/<code:code>/<language:language>/text")
def text(code: str, language: str) -> Response:
    """The approved text alone, for whatever a visitor reads with."""
    question = asked(language)
    found = visiting.story_page(code, question.wishes, question.now)
    return neutral(question) if found is None else _kept(found, "text", Rendered.of(200, transcript(found), PLAIN), question)


def _shown(code: str, language: str, form: str) -> Response:
    question = asked(language)
    found = visiting.story_page(code, question.wishes, question.now, form)
    if found is None:
        return neutral(question)
    known = Indexing() if form else indexing(found.code, found.language, found.languages, question.now, current_app.config["EXHIBIT"].base_url)
    page = Rendered.of(200, _html(found, question.look, known), headers=(("X-Robots-Tag", known.robots),))
    return _kept(found, form, page, question, known.until)


def _kept(found: StoryPage, form: str, page: Rendered, question: Question, until: datetime | None = None) -> Response:
    offer = Offer(found.languages, found.fallback, question.epoch, min(found.valid_until, until or found.valid_until))
    return keep(f"/{found.code}{f'/{form}' if form else ''}", offer, found.language, page, question)


def _html(found: StoryPage, look: str, known: Indexing) -> str:
    return fill("visit/story.html", look, page=found, robots=known.robots, card=known.card, looks=looks(look), marks=marks(found), topics=found.topics_in_words)


def marks(found: StoryPage) -> list[str]:
    """What a reader must know about where the words come from, as keys of the words."""
    said = {"form_easy": found.form == "easy", "composed": found.composed, "several": found.speaker.several}
    return [key for key, true in said.items() if true]


def looks(look: str) -> list[tuple[str, bool, str]]:
    """Each look, whether it is on, and the query that turns it over and leaves the others as they are."""
    on = set(look.split(".")) - {""}
    turned = ((name, look_of(tuple(on ^ {name}))) for name in LOOKS)
    return [(name, name in on, f"?look={other}" if other else "") for name, other in turned]
