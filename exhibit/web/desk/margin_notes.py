"""The margin of a text: each note with the words it is about, what could stand there, and its answer; and whose words the text has."""
from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from flask import render_template, request, url_for
from flask_babel import gettext as _

from exhibit.actions import margin_answering as answering
from exhibit.actions import margin_notes as actions
from exhibit.actions.margin_notes import Margin
from exhibit.store import queries
from exhibit.store.tables import StoryVersion
from exhibit.story.ethics import RULES, SENTENCES, Settled, Telling
from exhibit.story.ethics.quotation import SPOKEN, TELLING_WORDS
from exhibit.web.desk.answers import try_then
from exhibit.web.desk.blueprint import blueprint, for_roles, now, who
from exhibit.web.desk.words import KINDS

TABLE_WORDS = ("why", "kind")  # values of a note that are rows of tables in English; the others are words of the text, numbers or sentences


def in_words(margin: Margin) -> str:
    """What a note says, in the language of the page."""
    note = margin.note
    return _(SENTENCES[note.key]) % {name: _(str(value)) if name in TABLE_WORDS else apart(value) if name == "words" else value for name, value in note.values.items()}


def apart(words: str | int) -> str:
    """Words of a text inside a sentence of the page, whose direction may be the other one (Unicode FSI, PDI)."""
    return f"\u2068{words}\u2069"


def for_template(version: StoryVersion, notes: Iterable[Margin]) -> dict:
    """What the macro of components/margin_notes.html needs for a version on file."""
    return {**without_answers(notes), "tellings": TELLING_WORDS, "speaks": version.kind in SPOKEN, "longest": answering.LONGEST, "shortest": answering.SHORTEST}


def without_answers(notes: Iterable[Margin]) -> dict:
    """What the macro needs for words that are no version yet: notes to read, none to answer."""
    return {"margins": list(notes), "margin_words": in_words, "rules": RULES, "settled_by": Settled}


def margin_of(version: StoryVersion | None) -> dict:
    """The same for a page that may have no version yet."""
    return for_template(version, actions.notes_for(version)) if version else {"margins": None}


def pieces(body: str, margins: Iterable[Margin]) -> list[tuple[str, list[int]]]:
    """The text cut where a note begins or ends: each piece with the numbers of the notes about it, as the list counts them."""
    numbered = [(number, margin.note) for number, margin in enumerate(margins, 1) if margin.note.end]
    cuts = sorted({0, len(body), *(note.start for _number, note in numbered), *(note.end for _number, note in numbered)})
    return [(body[start:end], [number for number, note in numbered if note.start < end and start < note.end]) for start, end in pairwise(cuts)]


@blueprint.get("/texts/<int:version_id>/notes")
def margin_notes(version_id: int):
    """The text and its margin, read now."""
    version = queries.version(version_id)
    margins = actions.notes_for(version)
    return render_template("desk/margin_notes.html", version=version, kinds=KINDS, pieces=pieces(version.body, margins),
                           newest=version.testimony.newest(version.kind, version.language), **for_template(version, margins))


@blueprint.post("/texts/<int:version_id>/notes")
@for_roles("curator", "caseworker", "verifier")
def answer_margin_note(version_id: int):
    sent = request.form
    return try_then(url_for("desk.margin_notes", version_id=version_id), answering.answer_note, version_id, sent.get("rule", ""), sent.get("words_sha256", ""), sent.get("answer", ""),
                    who(), now(), said=lambda _row: _("Your answer is kept. It holds as long as these words stay."))


@blueprint.post("/texts/<int:version_id>/telling")
@for_roles("curator", "caseworker")
def say_how_told(version_id: int):
    said = {Telling.VERBATIM: _("Kept: her own words, word for word."), Telling.EDITED: _("Kept: her own words, edited with her approval."), Telling.COMPOSITE: _("Kept: composed from several accounts.")}
    return try_then(url_for("desk.margin_notes", version_id=version_id), answering.say_how_told, version_id, request.form.get("telling", ""), who(), now(), said=lambda version: said[version.telling])
