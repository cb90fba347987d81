"""Whoever is in the first step of a second look reads that text alone: other pages with words of the same testimony stay closed until the attempts are written."""
from __future__ import annotations

from flask import render_template, request
from flask_security import current_user

from exhibit.actions import lookers
from exhibit.store import anonymity_reviews, queries, recordings
from exhibit.store import worksheets as found_by
from exhibit.store.tables import AnonymityReview, Testimony
from exhibit.web.desk.blueprint import blueprint, who

WITH_WORDS = frozenset({f"desk.{name}" for name in (
    "text", "text_facts", "compare", "margin_notes", "uniqueness", "risk", "risk_beside_others", "approval_links", "export_person_file", "translation", "back_translation", "recording_file",
    "worksheet", "worksheet_state", "reopen", "look", "open_comparison", "pass_look", "send_back")})
"""Pages that show words of a testimony beside the one text that is looked at, or its source, another look with its comparison among them. What stops, holds or erases is never closed."""
ITS_OWN = frozenset({"desk.text_facts"})
"""Of these the page of the very text that is looked at stays open: it shows no other words."""


@blueprint.before_request
def _reads_alone():
    """409 with the way on."""
    if request.endpoint not in WITH_WORDS or not current_user.is_authenticated:
        return None
    asked = request.view_args or {}
    review = lookers.reading_alone(_testimony(asked).id, who())
    if review is None or asked.get("review_id") == review.id or request.endpoint in ITS_OWN and asked.get("version_id") == review.version_id:
        return None
    return render_template("desk/reading_alone.html", review=review), 409


def _testimony(asked: dict) -> Testimony:
    """Whose page it is, by what its address names. Raises NotFound."""
    if "worksheet_id" in asked:
        return found_by.testimony_of(asked["worksheet_id"])
    if "uid" in asked:
        return recordings.recording(asked["uid"]).testimony
    if "review_id" in asked:
        return anonymity_reviews.review(asked["review_id"]).version.testimony
    return queries.version(asked["version_id"]).testimony if "version_id" in asked else queries.testimony(asked["code"])


def alone_now(testimony: Testimony) -> AnonymityReview | None:
    """The look in its first step of whoever is signed in, for a page that stays open without its words."""
    return lookers.reading_alone(testimony.id, who())
