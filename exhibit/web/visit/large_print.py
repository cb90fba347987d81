"""A story in large print, as a tagged PDF: made when it is asked for, one at a time in a process, and kept like a page."""
from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from threading import BoundedSemaphore

from flask import Response

from exhibit.actions import visiting
from exhibit.actions.visiting import StoryPage
from exhibit.web.visit.answers import (
    Question,
    answer,
    asked,
    asked_again,
    best_language,
    fill,
    kept,
    neutral,
)
from exhibit.web.visit.blueprint import page
from exhibit.web.visit.cache import Offer, Rendered

WAITING = 3  # requests that may wait for a sheet in a process, the one at work included: the other threads go on serving pages
PATIENCE_S = 5.0
AGAIN_S = 5
TRIES = 2  # a sheet that something was changed under is made once more
NOT_SANDBOXED = "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
"""A browser shows a PDF with a page of its own, which a policy without objects and styles would leave blank. There is nothing in the file that could run."""
HEADERS = (("Content-Disposition", 'inline; filename="reading.pdf"'), ("Content-Security-Policy", NOT_SANDBOXED))

_room, _bench = BoundedSemaphore(WAITING), BoundedSemaphore(1)


@page("/<code:code>/<language:language>/large")
def large_print(code: str, language: str) -> Response:
    """The gate is asked as for the page, at every request that is not answered by a kept sheet of this very moment."""
    question = asked(language)
    found = visiting.story_page(code, question.wishes, question.now)
    if found is None:
        return neutral(question)
    sheet = _kept(found, question)
    if sheet:
        return sheet
    with _turn() as mine:
        return _in_turn(code, language) if mine else _busy(question)


def _in_turn(code: str, language: str) -> Response:
    """Waiting and setting type take seconds: the gate is asked anew when the turn has come, and no sheet goes out that something has changed under."""
    for _ in range(TRIES):
        question = asked_again(language)
        found = visiting.story_page(code, question.wishes, question.now)
        if found is None:
            return neutral(question)
        sheet = _kept(found, question) or _made(found, question)
        if kept().watch.epoch() == question.epoch and datetime.now(UTC) < found.valid_until:
            return sheet
    question = asked_again(language)
    return _busy(question) if visiting.story_page(code, question.wishes, question.now) else neutral(question)


def _address(found: StoryPage) -> str:
    return f"/{found.code}/large"


def _kept(found: StoryPage, question: Question) -> Response | None:
    """A sheet is the same in every look: it is kept once."""
    ready = kept().pages.get(_address(found), (found.language,), question.epoch, question.now)
    return answer(ready) if ready else None


def _made(found: StoryPage, question: Question) -> Response:
    """Setting type is loaded when it is asked for: a process whose visitors want no paper never knows it."""
    from exhibit.actions import large_print as paper

    offer = Offer(found.languages, found.fallback, question.epoch, found.valid_until)
    sheet = Rendered.file(paper.large_print(found, question.now), "application/pdf", HEADERS)
    return answer(kept().pages.put(_address(found), offer, found.language, sheet.ready(kept().headers)))


@contextmanager
def _turn() -> Iterator[bool]:
    """One sheet at a time, and few who wait: a flood of requests for paper takes no thread from the pages."""
    if not _room.acquire(blocking=False):
        yield False
        return
    try:
        mine = _bench.acquire(timeout=PATIENCE_S)
        try:
            yield mine
        finally:
            if mine:
                _bench.release()
    finally:
        _room.release()


def _busy(question: Question) -> Response:
    """Come again in a moment: a calm page with the way out."""
    language = best_language(question.wishes)
    html = fill("visit/later.html", question.look, language=language, hall=visiting.hall(language, question.now))
    return answer(Rendered.of(503, html, headers=(("Retry-After", str(AGAIN_S)),)))
