"""The ledger of uses: whatever shows a story is written down when it begins, followed while it is out, and closed with its end."""
from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from exhibit.actions.gate import RECORDED, cutout_decision, decide, page_decision, recording_decision
from exhibit.actions.history import note
from exhibit.consent.records import Decision, UseKind
from exhibit.consent.standing import BY_STATE
from exhibit.consent.states import PUBLISHABLE, State
from exhibit.consent.uses import KINDS, PAGES, STATUSES, may_move
from exhibit.errors import Refused
from exhibit.store import db, recordings, sites, transaction
from exhibit.store import uses as ledger
from exhibit.store.tables import Copy, Exhibition, Proof, Testimony, UseRecord

ON_BOARD = ("QUOTE", "CUTOUT")
TEXTS: dict[str, tuple[str, ...]] = {UseKind.CUTOUT_COPY: ON_BOARD, UseKind.PANEL: ON_BOARD, UseKind.LOAN: ON_BOARD, UseKind.EASY_READ: ("EASY",)}  # every other kind shows the story
CARRYING = frozenset({UseKind.STATIC_BUILD, UseKind.BROCHURE})  # uses that show more than their words, on permissions of their own
ENGINES = {UseKind.SEARCH_INDEX: "WEB_INDEX", UseKind.WEB_ARCHIVE: "WEB_ARCHIVE"}  # who may take a page away -> the permission it takes
Halls = dict[int, Exhibition]  # by number: where a story stands
IN_USE = frozenset({"live", "on_display", "in_store", "lent", "printed"})


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where a use is and who has it: `party_id` for an organisation on file, `holder` in words for anybody else."""

    place: str = ""
    holder: str = ""
    party_id: int | None = None


NOWHERE = Whereabouts()


def texts_of(kind: str) -> tuple[str, ...]:
    """Kinds of text that a use of this kind shows."""
    return TEXTS.get(kind, ("STORY",))


def may_still(use: UseRecord, now: datetime, printed: dict[int, set[int]] | None = None) -> Decision:
    """Asks the gate whether this use may go on. `printed`: copies printed of each testimony, where the caller has looked already."""
    if use.status == "lent":
        return ask(use.testimony, "LOAN", use.language, use.exhibition, now, use.holder)
    if use.kind == "CUTOUT_COPY" and use.copy:
        return cutout_decision(use.copy.cutout, now, use.language, use.copy, printed[use.testimony_id] if printed else None, use.second_language)
    if use.kind in PAGES:
        return page_decision(use.testimony, use.language, now, use.kind, use.exhibition.country if use.exhibition else "")
    if use.kind in RECORDED.values() and use.file_sha256:
        return _may_still_be_heard(use, now)
    decision = ask(use.testimony, use.kind, use.language, use.exhibition, now, use.holder, texts_in(use) if use.kind == UseKind.BROCHURE else ())
    return _with_all_it_carries(use, decision, now) if use.kind in CARRYING else decision


def _may_still_be_heard(use: UseRecord, now: datetime) -> Decision:
    recording = recordings.with_file(use.testimony, use.file_sha256)
    return recording_decision(recording, now, use.exhibition.country if use.exhibition else "") if recording else Decision(False, ("NOT_REVIEWED_BY_PERSON",), (), None, ())


def _with_all_it_carries(use: UseRecord, decision: Decision, now: datetime) -> Decision:
    """A copy of the site may hold readings, easy words and a list beside the page, a booklet a figure beside the words: such a use may go on only while each
    permission it was made on still holds."""
    held = {(grant.permission, grant.scope) for grant in use.testimony.grants if grant.state_at(now) in PUBLISHABLE}
    ended = [grant for grant in use.testimony.grants if grant.uid in use.grant_ids and (grant.permission, grant.scope) not in held]
    if not decision.allowed or not ended:
        return decision
    reasons = dict.fromkeys(BY_STATE.get(State(grant.state_at(now)), "NOT_ASKED") for grant in ended)
    return Decision(False, tuple(reasons), (), None, decision.requires)


def ask(testimony: Testimony, kind: str, language: str, exhibition: Exhibition | None, now: datetime, partner: str = "", texts: tuple[str, ...] = (), printed: int = 0) -> Decision:
    """The gate's answer about a use of any kind. `partner`: who receives it, where it leaves the house; `texts`: what it shows, where that is known;
    `printed`: copies made already."""
    return decide(testimony, kind, language, exhibition.country if exhibition else "", exhibition, now, printed, texts or texts_of(kind), partner)


def texts_in(use: UseRecord) -> tuple[str, ...]:
    """Kinds of text that this very use shows, by the hashes written down with it: one booklet holds the story, another quote and short text."""
    return tuple(sorted({version.kind for version in use.testimony.versions if version.sha256 in use.texts and version.language == use.language}))


def write_down(testimony: Testimony, kind: str, language: str, decision: Decision, by: str, now: datetime, *, exhibition: Exhibition | None = None,
               copy: Copy | None = None, second: str = "", where: Whereabouts = NOWHERE, file_sha256: str = "", texts: tuple[str, ...] = (), copies: int = 1) -> UseRecord:
    """A new row of the ledger. Inside a transaction, after the gate has said yes. `texts`: kinds it shows, where they are not those of every such use."""
    use = UseRecord(
        testimony=testimony, copy=copy, exhibition=exhibition, kind=kind, language=language, second_language=second,
        grant_ids=list(decision.grant_ids), texts=_hashes(testimony, kind, language, second, texts=texts), status=KINDS[kind].begins, place=where.place, holder=where.holder, holder_id=where.party_id,
        at=now, by=by, file_sha256=file_sha256, copies=copies)
    db.session.add(use)
    db.session.flush()
    _note(use, by, now)
    return use


def _hashes(testimony: Testimony, kind: str, *languages: str, texts: tuple[str, ...] = ()) -> list[str]:
    found = [testimony.approved(text, language) for language in languages if language for text in texts or texts_of(kind)]
    return [version.sha256 for version in found if version]


def _note(use: UseRecord, by: str, now: datetime, **more: str) -> None:
    details = {"use": use.uid, "kind": use.kind, "grants": use.grant_ids, **({"copy": use.copy.code} if use.copy else {}), **more}
    note("USE", use.status, by, now, testimony=use.testimony, details=details)


def board_handed_over(copy: Copy, language: str, decision: Decision, file_sha256: str, by: str, now: datetime, second: str = "") -> UseRecord:
    """A board's file leaves the house. Printing a copy again that nobody has lost replaces its file, not its place. Inside a transaction."""
    use = ledger.board_of(copy, language)
    if use is None or use.status == "missing":
        venue = ", ".join(part for part in (copy.cutout.exhibition.venue, copy.cutout.exhibition.city) if part)
        return write_down(copy.cutout.testimony, "CUTOUT_COPY", language, decision, by, now, exhibition=copy.cutout.exhibition, copy=copy, second=second,
                          where=Whereabouts(holder=venue[:120]), file_sha256=file_sha256)
    use.grant_ids, use.texts, use.file_sha256 = list(decision.grant_ids), _hashes(use.testimony, use.kind, language, second), file_sha256
    use.second_language = second
    _note(use, by, now, again=file_sha256)
    return use


def copy_made_anew(use: UseRecord, decision: Decision, place: str, manifest_sha256: str, by: str, now: datetime) -> UseRecord:
    """A copy of the site was made into the same folder again: its row goes on with the new copy. Inside a transaction."""
    use.grant_ids, use.texts, use.file_sha256, use.place = list(decision.grant_ids), _hashes(use.testimony, use.kind, use.language), manifest_sha256, place
    _note(use, by, now, again=manifest_sha256)
    return use


def follow_pages(testimony: Testimony, now: datetime, by: str) -> None:
    """Open a row for each page that has become readable, close each that no longer is. Inside the transaction that changed it."""
    halls = {hall.id: hall for hall in sites.halls_of(testimony)}
    wanted = _readable(testimony, halls, now)
    for use in ledger.open_pages(testimony):
        if wanted.pop((use.kind, use.exhibition_id, use.language, tuple(use.grant_ids), tuple(use.texts)), None) is None:
            close_use(use, by, now)
    for (kind, _, language, _, _), (exhibition, decision) in wanted.items():
        write_down(testimony, kind, language, decision, by, now, exhibition=exhibition)
    _follow_recordings(testimony, halls, now, by)
    _follow_engines(testimony, halls, now, by)


def _follow_engines(testimony: Testimony, halls: Halls, now: datetime, by: str) -> None:
    """Search engines and archives that may have taken a page by now: written down so that a stop asks them to forget; nothing but a stop closes it."""
    if not any(grant.permission in ENGINES.values() for grant in testimony.grants):
        return
    live = {(use.kind, use.exhibition_id, use.language): use for use in ledger.ledger_of(testimony) if use.kind in ENGINES and use.status == "live"}
    for language, hall in [(language, hall) for language in testimony.languages() for hall in halls.values()]:
        found, kept = (page_decision(testimony, language, now, kind, hall.country) for kind in ENGINES)
        for kind, decision in ((UseKind.SEARCH_INDEX, found), (UseKind.WEB_ARCHIVE, kept if found.allowed else found)):  # a page nobody may find says noarchive too
            use = live.get((kind, hall.id, language))
            if decision.allowed and use is None:
                write_down(testimony, kind, language, decision, by, now, exhibition=hall)
            elif decision.allowed and use and use.grant_ids != list(decision.grant_ids):
                use.grant_ids = list(decision.grant_ids)
                _note(use, by, now)


def _follow_recordings(testimony: Testimony, halls: Halls, now: datetime, by: str) -> None:
    """The same for readings and films: each row names the file that is heard, and the text it renders."""
    wanted = {}
    for recording, hall in [(recording, hall) for recording in recordings.current(testimony) for hall in halls.values()]:
        decision = recording_decision(recording, now, hall.country)
        if decision.allowed:
            wanted[hall.id, recording.file_sha256, decision.grant_ids] = (recording, hall, decision)
    for use in ledger.open_recordings(testimony):
        if wanted.pop((use.exhibition_id, use.file_sha256, tuple(use.grant_ids)), None) is None:
            close_use(use, by, now)
    for recording, hall, decision in wanted.values():
        use = write_down(testimony, RECORDED[recording.kind], recording.language, decision, by, now, exhibition=hall, file_sha256=recording.file_sha256)
        use.texts = [recording.text_sha256]


def follow_decisions(decisions: list[tuple[Testimony, str, datetime]]) -> None:
    """What decisions of one action have opened or closed, whichever action it was: nobody can forget to write it down."""
    for testimony, by, now in {testimony.id: (testimony, by, now) for testimony, by, now in decisions if testimony in db.session}.values():
        follow_pages(testimony, now, by)


def follow_everything(by: str, now: datetime) -> None:
    """Bring the ledger of pages up to date: a page that has ended by its date, and pages of a database from before the ledger."""
    with transaction():
        for testimony in ledger.testimonies_in_use():
            follow_pages(testimony, now, by)


def _readable(testimony: Testimony, halls: Halls, now: datetime) -> dict[tuple, tuple[Exhibition, Decision]]:
    found = {}
    for kind, language in [(kind, language) for kind, text in PAGES.items() for language in testimony.languages(text)]:
        for hall in halls.values():
            decision = page_decision(testimony, language, now, kind, hall.country)
            if decision.allowed:
                found[kind, hall.id, language, decision.grant_ids, tuple(_hashes(testimony, kind, language))] = (hall, decision)
    return found


def close_use(use: UseRecord, by: str, now: datetime) -> None:
    """It is off: a page nobody can read any more, a plan that is cancelled. Inside a transaction."""
    use.status, use.removed_at = "removed", now
    _note(use, by, now)


def move_inside(use: UseRecord, status: str, by: str, now: datetime, proof: Proof | None = None) -> None:
    """One move of the table, with its note. Inside a transaction. Raises Refused for a move that is not in it."""
    if status not in STATUSES or not may_move(use.kind, use.status, status):
        raise Refused(f"What is “{STATUSES[use.status].label}” cannot become “{STATUSES[status].label if status in STATUSES else status}”. "
                      "Look at the list again: somebody may have moved it meanwhile.")
    use.status = status
    use.removed_at = None if status in IN_USE else use.removed_at or now
    if proof:
        use.proof = proof
    _note(use, by, now, **({"proof": proof.uid, "sha256": proof.sha256} if proof else {}))
