"""The demo's marks, ticks and uniqueness reviews, as they would be on file."""
from __future__ import annotations

from datetime import datetime, timedelta

from exhibit.actions.facts import newest_texts
from exhibit.actions.uniqueness import facts_told, fingerprint, text_digest
from exhibit.store.tables import StoryVersion, Testimony, UniquenessReview, VersionTick
from exhibit.story import elements
from exhibit.story.ticks import ON_A_BOARD, Tick
from exhibit.story.uniqueness import judge

REASONS = ("Gender, age band and kind of work are shared by thousands; place, year, nationality and every name are left out of all texts, "
           "so that these facts together lead to nobody.")
TICKED_BY = {Tick.ANONYMITY: "verifier@demo.example", Tick.LANGUAGE: "translator@demo.example", Tick.LAYOUT: "curator@demo.example"}


def marked(told: dict, table: str, language: str, body: str) -> list[list]:
    """The spans of one text: the exact words its data file names for each fact."""
    rows = told["marks"][table][language]
    return elements.as_rows(elements.merged(elements.of_words(body, element, words) for element, pieces in rows.items() for words in pieces))


def tick_all(version: StoryVersion, now: datetime) -> None:
    """All ticks there are for this kind, each by another person."""
    version.ticks = [VersionTick(tick=Tick.CONSENT, at=now, by=version.approved_by)]
    version.ticks += [VersionTick(tick=tick, at=now, by=who) for tick, who in TICKED_BY.items() if tick is not Tick.LAYOUT or version.kind in ON_A_BOARD]


def review(testimony: Testimony, first: str, second: str, now: datetime) -> None:
    """Two people looked at the facts together; the second gave reasons where the rule asks for them."""
    verdict = judge(facts_told(testimony), ())
    testimony.uniqueness_checked = True
    testimony.reviews.append(UniquenessReview(
        fingerprint=fingerprint(testimony), texts=[text_digest(version) for version in newest_texts(testimony)], facts=dict(verdict.facts), smallest=None,
        needs_second=verdict.needs_reasons, at=now - timedelta(days=6), by=first, reasons=REASONS if verdict.needs_reasons else "",
        second_at=now - timedelta(days=5) if verdict.needs_reasons else None, second_by=second if verdict.needs_reasons else ""))
