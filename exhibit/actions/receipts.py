"""Receipts: issued, replaced, kept, declined. The number is seen once, by the caseworker and the person; here only its keyed hash stays."""
from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from flask import current_app

from exhibit.actions.history import note
from exhibit.actions.spoken import lines_of
from exhibit.consent import receipt as rules
from exhibit.consent.receipt import Responsible
from exhibit.consent.signature import SignatureRefused, check, public_key_of, signed
from exhibit.consent.words import gives_away, word, words_language
from exhibit.errors import Refused, WrongUse
from exhibit.settings import secret
from exhibit.store import db, papers, records, transaction
from exhibit.store.signing import signing_key
from exhibit.store.tables import Receipt, Testimony

DECLINED = "NONE_DECLINED"
OLD_NUMBER_USED = "OLD_NUMBER_USED"
PAGE = "/card"


@dataclass(frozen=True, slots=True)
class Issued:
    """A receipt, and its number as it is shown this one time; "" where the person declined one."""

    receipt: Receipt
    number: str


def issue(testimony: Testimony, form: str, language: str, by: str, now: datetime, replaces: bool = False) -> Issued:
    """A receipt in the form the person chose. Raises WrongUse for an unknown form, Refused while another number still works.

    `replaces`: the person lost it or fears that somebody has it; every number issued before opens nothing from now on.
    """
    if form not in rules.FORMS:
        raise WrongUse("Choose the form of the receipt: paper, card, file, kept by the caseworker, or none.")
    with transaction():
        living = papers.living_receipts(testimony)
        if living and not replaces and form != DECLINED:
            raise Refused("The person has a receipt whose number works. If it is lost or somebody else may have it, issue a new one in its place: the old number then opens nothing.")
        for old in living if replaces else ():
            old.died_at = now
            note("RECEIPT", "REPLACED", by, now, testimony=testimony, details={"receipt": old.id})
        return _issued(testimony, form, words_language(language), by, now)


def _issued(testimony: Testimony, form: str, language: str, by: str, now: datetime) -> Issued:
    number = "" if form == DECLINED else rules.number_from(f"{secrets.randbelow(10 ** rules.RANDOM_DIGITS):0{rules.RANDOM_DIGITS}d}")
    record = papers.latest_record(testimony)
    row = Receipt(id=str(uuid4()), testimony=testimony, record_id=record.id if record else None, form=form, language=language, issued_at=now, delivered_by=by)
    if number:
        row.code_hash = _hash(number)
        document = signed(_payload(row, record, now), signing_key())
        row.signature = document.pop("signature")
        row.payload, row.payload_sha256 = document, rules.digest(document)
    db.session.add(row)
    db.session.flush()
    note("RECEIPT", "ISSUED" if number else "DECLINED", by, now, testimony=testimony,
         details={"receipt": row.id, "form": form, "payload_sha256": row.payload_sha256})
    return Issued(row, rules.written(number) if number else "")


def _hash(number: str) -> str:
    return rules.keyed_hash(number, secret(current_app.config["EXHIBIT"].instance, "receipt"))


def _payload(row: Receipt, record: Any, now: datetime) -> dict[str, Any]:
    testimony, language = row.testimony, row.language
    notice = {"version": record.notice.version, "language": record.notice.language, "sha256": record.notice.sha256} if record and record.notice else {}
    return rules.payload(
        row.id, row.record_id or "", testimony.person.code, language, record.jurisdiction if record else testimony.person.jurisdiction, row.issued_at,
        record.collection_method if record else "IN_PERSON", notice, responsible_for(testimony), lines_of(testimony, language, now), ways_to_stop(testimony, language))


def responsible_for(testimony: Testimony) -> Responsible:
    """Whom the person turns to; a name or address that says what this is about is left out."""
    party = papers.controller_of(testimony)
    told = (party.name, contact_of(testimony), party.dpo_contact, party.authority) if party else ("", contact_of(testimony), "", "")
    return Responsible(*(_neutral(text) for text in told))


def contact_of(testimony: Testimony) -> str:
    """Where the person calls: her own organisation, else the one responsible; "" where that would give something away."""
    parties = (testimony.person.custodian, papers.controller_of(testimony))
    return next((party.contact for party in parties if party and party.contact and not gives_away(party.contact)), "")


def _neutral(text: str) -> str:
    return "" if gives_away(text) else text


def address_of_the_page() -> str:
    """Where the number is typed, as one reads it aloud."""
    return f"{current_app.config['EXHIBIT'].host}{PAGE}"


def ways_to_stop(testimony: Testimony, language: str) -> tuple[str, ...]:
    """By the number, by word of mouth, by telephone where a number is on file."""
    contact = contact_of(testimony)
    ways = [word("receipt", language, "stop_code", address=address_of_the_page()), word("receipt", language, "stop_word")]
    return (*ways, word("receipt", language, "stop_phone", contact=contact)) if contact else tuple(ways)


def keep(receipt_id: str, by: str, now: datetime) -> Receipt:
    """The person has put it away: only now may the page with the number be closed. Doing it again changes nothing."""
    with transaction():
        found = papers.receipt(receipt_id)
        if found.kept_at is None:
            found.kept_at = now
            note("RECEIPT", "KEPT", by, now, testimony=found.testimony, details={"receipt": found.id})
    return found


def kill(receipt_id: str, by: str, now: datetime) -> Receipt:
    """The person wants no number any more, for her safety: it opens nothing from now on. Doing it again changes nothing."""
    with transaction():
        found = papers.receipt(receipt_id)
        if found.died_at is None:
            found.died_at = now
            note("RECEIPT", "ENDED", by, now, testimony=found.testimony, details={"receipt": found.id})
    return found


def end_older_inside(testimony: Testimony, moment: datetime, by: str, now: datetime, details: dict[str, str]) -> int:
    """End every working number issued before a moment, inside a transaction. Returns 1 when there was one."""
    older = [row for row in papers.living_receipts(testimony) if row.issued_at < moment]
    for row in older:
        row.died_at = now
        note("RECEIPT", "ENDED", by, now, testimony=testimony, details={"receipt": row.id, **details})
    return int(bool(older))


def old_numbers_used(testimony: Testimony) -> list[datetime]:
    """When somebody typed a number that had been replaced, the newest first."""
    return [entry.occurred_at for entry in reversed(records.entries(testimony, "RECEIPT")) if entry.state == OLD_NUMBER_USED]


def find(number: str) -> Receipt | None:
    """The receipt of a number, alive or dead."""
    return papers.receipt_with(_hash(number))


def checked_number(receipt: Receipt, number: str) -> str:
    """The number as it is written, sent back from the page that showed it. Raises Refused when it is not this receipt's."""
    digits = rules.typed(number)
    if digits is None or receipt.code_hash != _hash(digits):
        raise Refused("This number does not belong to the receipt. It was shown once, when it was issued: if it is lost, issue a new one in its place.")
    return rules.written(digits)


def document_of(receipt: Receipt) -> dict[str, Any]:
    """The signed file, as it can be checked without us. Raises Refused where the person declined a receipt."""
    if not receipt.signature:
        raise Refused("The person declined a receipt: there is no file of it.")
    return {**receipt.payload, "signature": receipt.signature}


def printed_key() -> str:
    """The installation's public key, as it stands on paper."""
    return public_key_of(signing_key())


def verify(document: dict[str, Any], key: str) -> str:
    """One sentence when the file is what was signed with this key. Raises Refused when not, WrongUse for what is no receipt. Needs no database."""
    if "receipt_id" not in document or "services" not in document:
        raise WrongUse("This file is no receipt: it must hold what was agreed and a signature.")
    try:
        check(document, key)
    except SignatureRefused as refusal:
        raise Refused(refusal.sentence) from refusal
    return f"Genuine: receipt {document['receipt_id']} of {document['consentTimestamp'][:10]} is as it was signed."
