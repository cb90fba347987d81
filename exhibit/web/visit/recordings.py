"""`/CODE/LANG/listen` and `/CODE/LANG/sign`: a story to hear or to watch, beside the very words it renders; and the sound and film themselves.

The gate is asked for the page and for every stretch of sound or film: what is stopped is silent with the next request, a second or less of listening away.
"""
from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime

from flask import Flask, Response, current_app, request

from exhibit.actions import recordings, visiting
from exhibit.actions.recordings import KeptFile, Offered
from exhibit.actions.visiting import StoryPage
from exhibit.errors import ExhibitError
from exhibit.story import labels
from exhibit.story.sign_languages import SIGN_LANGUAGES
from exhibit.web.visit.answers import Question, asked, fill, keep, kept, neutral
from exhibit.web.visit.blueprint import blueprint, page
from exhibit.web.visit.cache import Offer, Rendered
from exhibit.web.visit.door import OURS
from exhibit.web.visit.faults import out_of_reach

KINDS = {"listen": "AUDIO", "sign": "SIGN"}
RANGE = re.compile(r"bytes=(\d{0,12})-(\d{0,12})")
NOTHING_ASKED = "bytes=-"
STRETCH = 1_000_000  # bytes at most in one answer to a player: two minutes of speech; it asks for the next by itself, and the gate is asked again
UNASKED = 4 * STRETCH  # bytes at most for whoever asks for no stretch: the server keeps all that a client has not taken yet. The rest comes when it is asked for
FASTER = ("0.75", "1", "1.25", "1.5")


@page("/<code:code>/<language:language>/listen")
def listen(code: str, language: str) -> Response:
    """The reading and its words, where the person agreed to that voice."""
    return _shown(code, language, "listen")


@page("/<code:code>/<language:language>/sign")
def sign(code: str, language: str) -> Response:
    """The story told in sign languages, and its words."""
    return _shown(code, language, "sign")


def _shown(code: str, language: str, form: str) -> Response:
    question = asked(language)
    found = visiting.story_page(code, question.wishes, question.now)
    spoken = found.in_form.get(form, ()) if found else ()
    if found is None or not spoken:
        return neutral(question)
    chosen = labels.choose(question.wishes, spoken, found.fallback if found.fallback in spoken else spoken[0])
    if chosen != found.language:
        found = visiting.story_page(code, (chosen,), question.now)
    offers = recordings.behind(code, chosen, question.now, KINDS[form])
    if found is None or found.language != chosen or not offers:
        return neutral(question)
    return _kept(replace(found, form=form, languages=spoken), offers, question)


def _kept(found: StoryPage, offers: list[Offered], question: Question) -> Response:
    fallback = found.fallback if found.fallback in found.languages else found.languages[0]
    until = min([found.valid_until, *(one.decision.valid_until for one in offers if one.decision.valid_until)])
    html = fill("visit/recording.html", question.look, page=found, recordings=[one.recording for one in offers], sign_names=SIGN_LANGUAGES, faster=FASTER,
                topics=found.topics_in_words)
    return keep(f"/{found.code}/{found.form}", Offer(found.languages, fallback, question.epoch, until), found.language, Rendered.of(200, html), question)


@page("/<code:code>/<language:language>/sound")
def sound(code: str, language: str) -> Response:
    """The bytes of the reading in this language."""
    return _played(code, language, "AUDIO")


@page("/<code:code>/<language:language>/film")
def film(code: str, language: str) -> Response:
    """The bytes of the telling in this sign language (its code of three letters)."""
    return _played(code, language, "SIGN")


def _played(code: str, language: str, kind: str) -> Response:
    question = asked(language)
    file = _heard(code, language, kind, question.now)
    if file is None:
        return neutral(question)
    header = request.headers.get("Range", "")
    stretch = _stretch(header, file.size_bytes)
    if stretch is None:
        return _sent(416, file, 0, (), (("Content-Range", f"bytes */{file.size_bytes}"),))
    first, last = stretch
    if not RANGE.fullmatch(header) or header == NOTHING_ASKED:
        app = current_app._get_current_object()
        return _sent(200, file, file.size_bytes, _while_allowed(app, file, question.epoch, lambda: _heard(code, language, kind, datetime.now(UTC))), ())
    content = file.read(first, last)
    return _sent(206, file, len(content), (content,), (("Content-Range", f"bytes {first}-{last}/{file.size_bytes}"),))


def _heard(code: str, language: str, kind: str, now: datetime) -> KeptFile | None:
    """The file of the one recording of exactly this language that may be heard at this moment."""
    spoken = language.lower()
    found = next((one.recording for one in recordings.behind(code, spoken, now, kind) if one.recording.language == spoken), None)
    return recordings.file_of(found) if found else None


def _stretch(header: str, size: int) -> tuple[int, int] | None:
    """(first byte, last byte) to send; None for a stretch that is not there (RFC 9110 14.2). What cannot be read asks for everything."""
    found = RANGE.fullmatch(header)
    if not found or found[0] == NOTHING_ASKED:
        return 0, size - 1
    if not found[1]:
        first, last = max(0, size - int(found[2])), size - 1
        if found[2].strip("0") == "":
            return None
    else:
        first, last = int(found[1]), min(int(found[2] or size), size - 1)
    return (first, min(last, first + STRETCH - 1)) if first <= last and first < size else None


def _while_allowed(app: Flask, file: KeptFile, epoch: int, heard: Callable[[], KeptFile | None]) -> Iterator[bytes]:
    """All of it, for whoever does not ask in stretches; what is longer than UNASKED breaks off, and any program that loads files goes on from there.

    Before each further part the ledger is looked at: a stop ends the answer in its middle.

    A part has a context of its own: the server may ask for the next one from anywhere.
    """
    for first in range(0, min(file.size_bytes, UNASKED), STRETCH):
        with app.app_context():
            now = kept().watch.epoch()
            if now != epoch and heard() != file:
                return
            epoch, content = now, file.read(first, min(first + STRETCH, file.size_bytes) - 1)
        yield content


def _sent(status: int, file: KeptFile, length: int, body: Iterable[bytes], more: tuple[tuple[str, str], ...]) -> Response:
    """With the headers of every visitor's answer, and nothing of other doors."""
    headers = [*kept().headers, ("Accept-Ranges", "bytes"), ("Content-Type", file.mime), ("Content-Length", str(length)), *more]
    request.environ[OURS] = headers
    return Response(body, status, headers)


blueprint.register_error_handler(ExhibitError, out_of_reach)  # its file is gone, or no key fits: a calm page, and a line in the log
