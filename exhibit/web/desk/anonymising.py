"""The anonymising desk: putting a source in, and its page with finds, decisions and result. What is done there is in anonymising_steps.py."""
from __future__ import annotations

import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from flask import render_template, url_for
from flask_babel import gettext as _

from exhibit.actions import margin_notes, sheets, sources
from exhibit.actions import worksheets as actions
from exhibit.actions.sent_back import sent_back
from exhibit.errors import ExhibitError, NotFound
from exhibit.store import queries
from exhibit.store import worksheets as found_by
from exhibit.store.tables import Testimony, Worksheet
from exhibit.story.anonymise.kinds import KINDS as FINDS
from exhibit.story.anonymise.kinds import SEVERITY_WORDS, Severity
from exhibit.story.anonymise.reading import SHOWN
from exhibit.story.elements import told
from exhibit.story.readability import length_for, reading
from exhibit.story.vocabulary import ELEMENTS
from exhibit.story.worksheet import EDIT, Place
from exhibit.web.desk.answers import done, status_of
from exhibit.web.desk.blueprint import blueprint, for_roles, now, who
from exhibit.web.desk.forms.anonymising import SourceForm
from exhibit.web.desk.margin_notes import without_answers
from exhibit.web.desk.words import KINDS

SIGNS = {Severity.ALONE: "▲", Severity.TOGETHER: "◆", Severity.LOOK: "○"}
LETTERS = {  # after t: which fact the words tell
    "PSEUDONYM_CHOSEN": "p", "GENDER": "g", "AGE_BAND": "a", "NATIONALITY": "n", "REGION": "r", "COUNTRY_EXPLOITATION": "c", "YEAR": "y", "SECTOR": "w",
    "FORM_EXPLOITATION": "e", "MEANS_OF_CONTROL": "m", "FAMILY_MENTION": "f", "HEALTH": "h", "RELIGION_ETHNICITY": "b", "PERPETRATOR_DESCRIPTION": "d",
    "ROUTE": "o", "RESCUE_DETAILS": "x", "PRESENT_LIFE": "l",
}


@dataclass(frozen=True, slots=True)
class Problem:
    """Why something was not done, beside the field it was typed into: `place` is the form's id, `typed` what was sent."""

    place: str
    sentence: str
    typed: dict
    theirs: str = ""


@blueprint.route("/testimonies/<code>/anonymise", methods=["GET", "POST"])
@for_roles("curator", "caseworker", "verifier", "officer")
def anonymise(code: str):
    """Sources of a testimony, with the days they have left; and a new one. The officer sees that they exist, not their words."""
    testimony = queries.testimony(code)
    form = SourceForm(language=testimony.original_language)
    if form.is_submitted():
        return _begun(testimony, form)
    return _list(testimony, form)


@for_roles(*sources.MAY_DECIDE)
def _begun(testimony: Testimony, form: SourceForm):
    if form.validate():
        try:
            made = actions.begin(testimony, form.kind.data, form.language.data, *form.text(), who(), now())
        except ExhibitError as refusal:
            form.form_errors.append(refusal.sentence)
        else:
            return done(_("The text is kept, encrypted. Nobody but those who work on it can read it, and each reading is written down."), url_for("desk.worksheet", worksheet_id=made.id))
    return _list(testimony, form)


def _list(testimony: Testimony, form: SourceForm):
    sources.delete_due(now())
    rows = [(row, sources.goes_at(row)) for row in found_by.of_testimony(testimony)]
    return render_template("desk/anonymise.html", testimony=testimony, rows=rows, form=form, kinds=KINDS, origins=actions.ORIGINS, days_left=days_left,
                           may_read=sources.may_read(testimony, who())), status_of(form)


def days_left(goes_at: datetime) -> int:
    """Whole days, rounded down."""
    return max(0, (goes_at - now()).days)


@blueprint.get("/worksheets/<int:worksheet_id>")
@for_roles(*sources.MAY_READ)
def worksheet(worksheet_id: int):
    """A source with its finds, and what comes out."""
    return sheet_page(worksheet_id)


def sheet_page(worksheet_id: int, problem: Problem | None = None, status: int = 200):
    """The whole page. What was typed stands where it was typed, with what was wrong beside it."""
    testimony = found_by.testimony_of(worksheet_id)
    try:
        shown = sheets.sheet(worksheet_id, who(), now())
    except NotFound:
        raise
    except ExhibitError as refusal:
        return render_template("desk/anonymise_gone.html", testimony=testimony, sentence=refusal.sentence), 410 if found_by.worksheet(worksheet_id).source_deleted_at else 403
    newest = testimony.newest(shown.row.kind, shown.row.language)
    return render_template("desk/anonymise_sheet.html", **words_of(shown, problem), names=found_by.names(testimony), notes=found_by.notes(testimony),
                           newest=newest, sent_back=sent_back(newest, who(), now()) if newest else None), status


def words_of(shown: sheets.Sheet, problem: Problem | None = None, have: frozenset[str] = frozenset()) -> dict:
    """What the page and its parts are rendered with. `have`: keys of forms a page has already."""
    row, made, works = shown.row, shown.outcome, may_work(shown.row)
    element_words = {code: _(label) for code, label in ELEMENTS.items()}
    figures = reading(made.text, row.language)
    margins = margin_notes.notes_for_text(row.testimony, row.kind, row.language, made.text, row.version.telling if row.version else "")
    return {
        **without_answers(margins),
        "sheet": shown, "row": row, "testimony": row.testimony, "token": sheets.packed(shown), "figures": figures, "length": length_for(row.kind, figures.words), "made": made,
        "element_words": element_words, "letters": LETTERS, "signs": SIGNS, "finds": FINDS, "severity_words": SEVERITY_WORDS, "voice_words": _voices, "edit": EDIT, "kinds": KINDS,
        "origins": actions.ORIGINS, "days": days_left(sources.goes_at(row)), "goes_at": sources.goes_at(row), "works": works, "problem": problem,
        "keyed": {_key(place, works): place for place in shown.places}, "have": have, "told_words": _(", ").join(words for code, words in element_words.items() if code in told(made.spans)),
        "rulings": {decision.id: decision for decision in row.decisions},
    }


def _key(place: Place, works: bool) -> str:
    """Another one whenever the form for this place would be another; it tells no word."""
    proposed = zlib.crc32(place.proposal.replacement.encode()) if place.proposal else 0
    return f"{place.start}-{place.end}.{place.ruling.number if place.ruling else 0}.{proposed}{'' if works else '.read'}"


def _voices(codes: Iterable[str]) -> str:
    """Finders by the names they have for the curator."""
    return _(", ").join(_(SHOWN[code]) for code in codes)


def may_work(row: Worksheet) -> bool:
    """May whoever is signed in decide here now?"""
    return row.closed_at is None and sources.may_decide(row.testimony, who())
