"""How the visitor's pages are answered: read once what was asked, render without the framework's context, keep what may be kept."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from flask import Response, current_app, request

from exhibit.actions import visiting
from exhibit.front.early import ASKING, status_line
from exhibit.front.rendered import Headers, Ready
from exhibit.store import look_again
from exhibit.story import labels
from exhibit.web.visit.addresses import A_STORY, NEUTRAL, WAIT, read_look, wanted
from exhibit.web.visit.cache import Offer, Rendered
from exhibit.web.visit.door import OURS, Kept
from exhibit.web.visit.guesses import SECONDS_A_TRY

WORDS = {"label": labels.label, "language_name": labels.language_name, "direction": labels.direction, "day": labels.day,
         "words_language": labels.words_language, "number": labels.number}


@dataclass(frozen=True, slots=True)
class Question:
    """One request: languages in order of wish, the ledger's epoch before anything was read, the moment, the look."""

    wishes: tuple[str, ...]
    epoch: int
    now: datetime
    look: str = ""


def asked(language: str = "") -> Question:
    """The question of this request. The epoch is read before anything else: a page is never older than it says."""
    look_again()
    asking = request.environ.get(ASKING)
    epoch = asking.epoch if asking and asking.epoch is not None else kept().watch.epoch()
    return Question(wanted(request.headers.get("Accept-Language", ""), language.lower()), epoch, datetime.now(UTC),
                    read_look(request.query_string.decode("ascii", "ignore")))


def asked_again(language: str = "") -> Question:
    """The same question after something that took its time: what was looked at before may not be true any more."""
    asking = request.environ.get(ASKING)
    if asking:
        asking.epoch = None
    return asked(language)


def kept() -> Kept:
    return current_app.extensions[OURS]


def fill(template: str, look: str = "", **facts) -> str:
    """Render without the framework's context: what other doors put into every template would ask who is signed in.

    `with_look(path)` in a template is the path with the visitor's look, so that it is kept from page to page by the address alone.
    """
    suffix = f"?look={look}" if look else ""
    return current_app.jinja_env.get_template(template).render(**WORDS, look=look, with_look=lambda path: path + suffix, **facts)


def keep(address: str, offer: Offer, language: str, page: Rendered, question: Question) -> Response:
    """The answer, kept for everybody who asks the same until the epoch moves or `offer.until` has come. A story's own page is counted."""
    opens = (address[1:], language) if page.status == 200 and A_STORY.fullmatch(address) else None
    ready = kept().pages.put(address, offer, language, page.ready(kept().headers, opens), question.look)
    if opens and request.method == "GET":
        kept().counting.opened(*opens, request.headers.get("User-Agent", ""), question.now)
    return answer(ready)


def answer(page: Rendered | Ready) -> Response:
    """As the door sends it; nothing of other doors is added."""
    ready = page.ready(kept().headers) if isinstance(page, Rendered) else page
    body = ready.fitting(request.headers.get("Accept-Encoding", ""))
    request.environ[OURS] = body.headers
    return Response(body.content, status_line(ready.status), list(body.headers))


def neutral(question: Question) -> Response:
    """The one page for unknown, expired, withdrawn, held and malformed. A code that leads here is a try, whatever the reason."""
    code = (request.view_args or {}).get("code")
    if code:
        kept().guesses.missed(request.remote_addr or "", code.upper())
    _in_step()
    return answer(in_words(NEUTRAL, "visit/neutral.html", 404, question))


def _in_step() -> None:
    """The gate's work is not the same for every story; when the answer leaves is."""
    asking = request.environ.get(ASKING)
    if asking:
        asking.in_step = True


def wait(question: Question) -> Response:
    """For a network that has tried too many codes: the same page for every code, found or not."""
    return answer(in_words(WAIT, "visit/wait.html", 429, question, (("Retry-After", str(SECONDS_A_TRY)),)))


def in_words(address: str, template: str, status: int, question: Question, headers: Headers = ()) -> Ready:
    """A page without a story: in any language that has words, kept like the others."""
    found = kept().pages.get(address, question.wishes, question.epoch, question.now, question.look)
    if found:
        return found
    language = best_language(question.wishes)
    offer = Offer(labels.languages(), labels.FALLBACK, question.epoch, visiting.midnight_after(question.now))
    html = fill(template, question.look, language=language, hall=visiting.hall(language, question.now), address=current_app.config["EXHIBIT"].host + "/")
    return kept().pages.put(address, offer, language, Rendered.of(status, html, headers=headers).ready(kept().headers), question.look)


def best_language(wishes: Sequence[str]) -> str:
    """The first wish that has words of its own."""
    return labels.choose(wishes, labels.languages(), labels.FALLBACK)
