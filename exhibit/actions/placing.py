"""What the desk writes into the ledger of uses: where a board is now and how it ended, and uses made outside this program."""
from __future__ import annotations

from datetime import datetime

from exhibit.actions import proofs
from exhibit.actions.free_text import OF_A_PLACE, checked_note
from exhibit.actions.gate import cutout_decision
from exhibit.actions.tasks import settle
from exhibit.actions.uses import NOWHERE, Whereabouts, ask, move_inside, write_down
from exhibit.consent.reasons import SENTENCES
from exhibit.consent.records import Decision
from exhibit.consent.uses import KINDS, NEEDS_NOTE, NEEDS_PROOF, PAGES, PLACED_BY_HAND, SHOWING, is_thing
from exhibit.errors import NotFound, Refused, WrongUse
from exhibit.store import db, queries, transaction
from exhibit.store import uses as ledger
from exhibit.store.tables import Exhibition, Party, Testimony, UseRecord


def move_board(uid: str, status: str, by: str, now: datetime, where: Whereabouts = NOWHERE, words: str = "", photo: bytes | None = None) -> UseRecord:
    """Say where a printed thing is now, or how it ended. Showing it again asks the gate; destroying it needs a proof.

    Raises NotFound, WrongUse, and Refused where the gate or the table says no.
    """
    if status not in PLACED_BY_HAND:
        raise WrongUse("Choose where it is now: on display, in store, lent, taken down, given back, destroyed or missing.")
    words, place = checked_note(words, "Note"), checked_note(where.place, "Place", OF_A_PLACE)
    with transaction():
        use = ledger.use(uid)
        if not is_thing(use.kind):
            raise WrongUse("Only something printed has a place. A page is closed by stopping its permission.")
        _check_words(status, words, photo)
        party = ledger.party(where.party_id) if where.party_id else None
        holder = _holder(where, party, use)
        if status in SHOWING:
            use.grant_ids = list(_demand(_may_show(use, status, holder, now)).grant_ids)
        if use.status != status:
            move_inside(use, status, by, now, proofs.keep(by, now, photo, words) if photo or words else None)
        use.place, use.holder, use.holder_id = place[:120], holder, where.party_id
        db.session.flush()
        settle(use, by, now)
    return use


def _may_show(use: UseRecord, status: str, holder: str, now: datetime) -> Decision:
    """A board lent needs the person's yes to that very partner; one that hangs here the yes to the hall."""
    if status == "lent":
        return ask(use.testimony, "LOAN", use.language, use.exhibition, now, holder)
    if use.kind == "CUTOUT_COPY" and use.copy:
        return cutout_decision(use.copy.cutout, now, use.language, use.copy, second=use.second_language)
    return ask(use.testimony, use.kind, use.language, use.exhibition, now, holder)


def _holder(where: Whereabouts, party: Party | None, use: UseRecord) -> str:
    return party.name[:120] if party else checked_note(where.holder, "Who has it")[:120] or use.holder


def _check_words(status: str, words: str, photo: bytes | None) -> None:
    if status in NEEDS_PROOF and not (photo or words):
        raise WrongUse("Destroying a board needs a proof: a photo, or the words and number of a certificate.")
    if status in NEEDS_NOTE and not words:
        raise WrongUse("Write where it was looked for, and when it was seen last.")


def _demand(decision: Decision) -> Decision:
    if not decision.allowed:
        raise Refused(" ".join(SENTENCES[reason] for reason in decision.reasons), decision.reasons)
    return decision


def record_use(testimony: Testimony, kind: str, language: str, exhibition: Exhibition | None, where: Whereabouts, by: str, now: datetime) -> UseRecord:
    """Write down a use made outside this program: a panel, a brochure, a press pack, a post, a loan. The gate is asked first.

    Raises WrongUse, and Refused with the gate's reasons.
    """
    if kind not in KINDS or not KINDS[kind].by_desk:
        raise WrongUse("Choose what is made of the story. Pages and printed cutouts are written down by the program itself.")
    if not language:
        raise WrongUse("Choose the language it is in.")
    place, holder = checked_note(where.place, "Place", OF_A_PLACE), checked_note(where.holder, "Who has it")
    with transaction():
        party = ledger.party(where.party_id) if where.party_id else None
        holder = party.name if party else holder
        decision = _demand(ask(testimony, kind, language, exhibition, now, holder))
        return write_down(testimony, kind, language, decision, by, now, exhibition=exhibition, where=Whereabouts(place[:120], holder[:120], where.party_id))


def end_use(uid: str, by: str, now: datetime) -> UseRecord:
    """A page, post or build of ours is off before anybody asked. Raises Refused for a thing: that one has a place."""
    with transaction():
        use = ledger.use(uid)
        if is_thing(use.kind) and use.status not in ("planned", "approved"):
            raise Refused("Something printed does not end by itself: say that it was destroyed, given back or is missing.")
        if use.kind in PAGES:
            raise Refused("The page closes when its permission is stopped, and opens with it.")
        move_inside(use, "removed", by, now)
    return use


def exhibition_or_none(slug: str) -> Exhibition | None:
    """The exhibition of this short name; None for an empty name. Raises NotFound for one that is none."""
    if not slug:
        return None
    found = next((one for one in queries.exhibitions() if one.slug == slug), None)
    if found is None:
        raise NotFound(f"There is no exhibition called “{slug}”.")
    return found
