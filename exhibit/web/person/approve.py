"""`/read/<token>`: the person reads her text before anyone else, as it will hang and read, and says yes, change this, or no.

Fetching the address shows a page without a word of the story, so that programs which look at links see nothing and are not counted;
only the button on it opens the text. The token comes with the address of every form; nothing is kept between two.
"""
from __future__ import annotations

from base64 import b64encode
from datetime import UTC, datetime

from flask import Blueprint, Response, current_app, request

from exhibit.actions import approvals
from exhibit.consent.words import LANGUAGES, word, words_language
from exhibit.errors import ExhibitError
from exhibit.store import OUT_OF_REACH, look_again
from exhibit.store.approvals import answers_to
from exhibit.store.tables import ApprovalAnswer, ApprovalLink, StoryVersion
from exhibit.story import labels
from exhibit.story.sentences import sentences
from exhibit.web.person.door import READ

EXIT = "https://www.weather.com/"
NOT_THERE = 404
LONGEST = 200  # characters of Accept-Language worth reading

blueprint = Blueprint("approve", __name__)


@blueprint.get(f"{READ}/<token>", provide_automatic_options=False)
def ask(token: str) -> Response:
    """The closed page: nothing of the text, and a button. An address that opens nothing looks the same whatever the reason."""
    look_again()
    link = approvals.find(token, datetime.now(UTC))
    return _page("approve", _language(), token=token, link=link) if link else _gone()


@blueprint.post(f"{READ}/<token>", provide_automatic_options=False)
def read(token: str) -> Response:
    """The texts in one language, after the answer that was sent with it, if any."""
    now = datetime.now(UTC)
    look_again()
    link = approvals.open_link(token, now)
    if link is None:
        return _gone()
    refused = _sent(token, now) if "answer" in request.form else None
    look_again()
    chosen = request.form.get("text_language", "")
    return _opened(token, link, chosen if chosen in link.languages else _best(link), refused, now)


def _sent(token: str, now: datetime) -> approvals.NotSent | None:
    form, number = request.form, request.form.get("text", "")
    try:
        approvals.answer(token, int(number) if number.isdigit() else 0, form["answer"], form.get("passage", ""), form.get("reason", ""), now)
    except approvals.NotSent as refusal:
        return refusal
    return None


def _opened(token: str, link: ApprovalLink, chosen: str, refused: approvals.NotSent | None, now: datetime) -> Response:
    texts = approvals.texts_to_read(link, chosen)
    story = next((text for text in texts if text.kind == "STORY"), None)
    return _page(
        "approve_read", _language(chosen), 200 if refused is None else 422, token=token, link=link, chosen=chosen, refused=refused,
        asked=request.form.get("text", ""), typed=request.form.get("reason", "") if refused else "", answered_as=request.form.get("answer", ""),
        kept_back=approvals.keeps_back(link, chosen), picture=_picture(link, chosen, now), board=bool(link.cutout_id), quote=next((text.body for text in texts if text.kind == "QUOTE"), ""),
        speaker=next((text.body for text in texts if text.kind == "ATTRIBUTION"), link.testimony.pseudonym),
        paragraphs=[part.strip() for part in story.body.split("\n\n") if part.strip()] if story else [],
        parts=[(text, [piece.text for piece in sentences(text.body, text.language)], _last(text)) for text in texts])


def _picture(link: ApprovalLink, chosen: str, now: datetime) -> str:
    """The board in base64, or nothing. Drawing is loaded when it is asked for: without a board this process never knows it."""
    from exhibit.actions.approval_board import board_picture

    picture = board_picture(link, chosen, current_app.config["EXHIBIT"].base_url, now) if link.cutout_id else None
    return b64encode(picture).decode() if picture else ""


def _last(text: StoryVersion) -> ApprovalAnswer | None:
    found = answers_to(text)
    return found[-1] if found else None


def _best(link: ApprovalLink) -> str:
    return labels.choose(_wishes(), link.languages, link.testimony.original_language if link.testimony.original_language in link.languages else link.languages[0])


def _wishes() -> list[str]:
    return [part.split(";")[0].strip().split("-")[0].lower() for part in request.headers.get("Accept-Language", "")[:LONGEST].split(",")]


def _language(text_language: str = "") -> str:
    """The page speaks the language chosen on it, else that of the text, else the phone's."""
    chosen = request.values.get("language", "")
    if chosen in LANGUAGES:
        return chosen
    return words_language(text_language) if text_language else labels.choose(_wishes(), LANGUAGES, labels.FALLBACK)


def _page(template: str, language: str, status: int = 200, **facts) -> Response:
    """Rendered without the framework's context: what other doors put into every template would ask who is signed in."""
    html = current_app.jinja_env.get_template(f"person/{template}.html").render(
        language=language, direction=labels.direction, language_name=labels.language_name, languages=LANGUAGES, exit_url=EXIT, root=READ,
        say=lambda key, **values: word("approve", language, key, **values), words=labels.label, label=lambda key: labels.label(language, key),
        day=lambda moment: labels.day(moment.date(), language), **facts)
    return Response(html, status, mimetype="text/html")


def _gone(status: int = NOT_THERE, key: str = "gone") -> Response:
    return _page("approve_closed", _language(), status, sentence=key)


@blueprint.errorhandler(429)
def _too_many(_error: Exception) -> Response:
    return _gone(429, "wait")


def _out_of_order(fault: Exception) -> Response:
    """Nothing is pretended: what was asked for was not done. Of the person nothing is logged."""
    current_app.logger.error("The page for reading cannot do its work: %s", type(fault).__name__)
    return _gone(503, "fault")


for _kind in (*OUT_OF_REACH, ExhibitError):
    blueprint.register_error_handler(_kind, _out_of_order)
