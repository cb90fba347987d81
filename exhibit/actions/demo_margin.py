"""The demo's margin notes, as they would be on file: its first-person texts are composed and say so, and a curator has answered what the data file answers."""
from __future__ import annotations

from datetime import datetime

from exhibit.actions.margin_notes import notes_for_text
from exhibit.store.tables import MarginAnswer, Testimony
from exhibit.story.ethics import Settled, Telling
from exhibit.story.ethics.quotation import SPOKEN

CURATOR = "curator@demo.example"


def telling_of(kind: str) -> str:
    """Every text of the demo that says “I” is composed."""
    return Telling.COMPOSITE if kind in SPOKEN else ""


def answer_all(session, testimony: Testimony, told: dict, now: datetime) -> None:
    """The answers of the data file (`margin`: rule -> answer) to the notes on its words, one a note."""
    answers: dict[str, str] = told.get("margin", {})
    for version in testimony.versions if answers else ():
        for margin in notes_for_text(testimony, version.kind, version.language, version.body, version.telling):
            note = margin.note
            if note.rule in answers and note.settled_by is Settled.ANSWER:
                session.add(MarginAnswer(testimony_id=testimony.id, kind=version.kind, language=version.language, rule=note.rule, words_sha256=note.sha256,
                                         answer=answers[note.rule], at=now, by=CURATOR))
