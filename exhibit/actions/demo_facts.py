"""The demo's marks, ticks, uniqueness reviews and a read link, as they would be on file."""
from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from exhibit.actions.facts import newest_texts
from exhibit.actions.history import note
from exhibit.actions.uniqueness import facts_told, fingerprint, text_digest
from exhibit.store.codes import new_code
from exhibit.store.tables import (
    ApprovalAnswer,
    ApprovalLink,
    ApprovalOpening,
    Cutout,
    StoryVersion,
    Testimony,
    UniquenessReview,
    VersionTick,
)
from exhibit.story import elements
from exhibit.story.sentences import sentences
from exhibit.story.ticks import ON_A_BOARD, Tick
from exhibit.story.uniqueness import judge

RECORDER = "caseworker@demo.example"
REASONS = ("Gender, age band and kind of work are shared by thousands; place, year, nationality and every name are left out of all texts, "
           "so that these facts together lead to nobody.")
TICKED_BY = {Tick.ANONYMITY: "verifier@demo.example", Tick.LANGUAGE: "translator@demo.example", Tick.LAYOUT: "curator@demo.example"}


def marked(told: dict, table: str, language: str, body: str) -> list[list]:
    """The spans of one text: the exact words its data file names for each fact."""
    rows = told["marks"][table][language]
    return elements.as_rows(elements.merged(elements.of_words(body, element, words) for element, pieces in rows.items() for words in pieces))


def tick_all(version: StoryVersion, now: datetime) -> None:
    """All ticks there are for this kind, each by another person."""
    version.marks_checked = True
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


def read_by_person(session, testimony: Testimony, cutout: Cutout, now: datetime) -> None:
    """A link by which the person read everything: she said yes, and wished for one word, which was changed before this text was saved."""
    made_at, ends = now - timedelta(days=12), now - timedelta(days=2)
    link = ApprovalLink(testimony=testimony, cutout_id=cutout.id, token_hash=secrets.token_hex(32), mark=new_code(), languages=[testimony.original_language],
                        made_at=made_at, made_by=RECORDER, expires_at=ends)
    session.add(link)
    note("APPROVAL_LINK", "made", RECORDER, made_at, testimony=testimony, details={"mark": link.mark, "languages": link.languages, "until": ends.isoformat()})
    link.openings = [ApprovalOpening(at=made_at + timedelta(hours=hours)) for hours in (5, 29)]
    board = testimony.newest("CUTOUT", testimony.original_language)
    link.answers = [ApprovalAnswer(version=board, answer="CHANGE", passage=sentences(board.body, board.language)[0].text, reason="It was a violin, not a cello.",
                                   at=made_at + timedelta(hours=5), settled_at=made_at + timedelta(hours=20))]
    link.answers += [ApprovalAnswer(version=testimony.newest(kind, testimony.original_language), answer="YES", at=made_at + timedelta(hours=29)) for kind in ("QUOTE", "CUTOUT", "STORY")]
    note("ANSWER", "CHANGE", f"link {link.mark}", made_at + timedelta(hours=5), testimony=testimony, indicated_by="SUBJECT", method="APPROVAL_LINK")
