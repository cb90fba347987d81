"""The story behind a code, at once, in the phone's language if it is there."""
from __future__ import annotations

from flask import Response

from exhibit.actions import visiting
from exhibit.web.visit.answers import asked, fill, keep, neutral
from exhibit.web.visit.blueprint import page
from exhibit.web.visit.cache import Offer, Rendered


@page("/<code:code>")
@page("/<code:code>/<language:language>")
def story(code: str, language: str = "") -> Response:
    """The page a code opens. Everything that may not be shown looks the same: one neutral page."""
    question = asked(language)
    found = visiting.story_page(code, question.wishes, question.now)
    if found is None:
        return neutral(question)
    offer = Offer(found.languages, found.fallback, question.epoch, found.valid_until)
    return keep(f"/{found.code}", offer, found.language, Rendered.of(200, fill("visit/story.html", question.look, page=found)), question)
