"""What was offered for the person's time: never a price for what is told."""
from __future__ import annotations

from datetime import date, datetime

from exhibit.actions.history import note
from exhibit.consent.vocabulary import COMPENSATION_ANSWERS, COMPENSATION_BANDS, COMPENSATION_KINDS
from exhibit.errors import Refused, WrongUse
from exhibit.store import transaction
from exhibit.store.tables import Compensation, Testimony


def record_compensation(testimony: Testimony, kind: str, answer: str, independent: bool | None, by: str, now: datetime, *,
                        offered_on: date | None = None, band: str = "") -> Compensation:
    """Write down an offer and its answer. Raises WrongUse; Refused for a payment that depends on what is told or permitted."""
    if kind not in COMPENSATION_KINDS or answer not in COMPENSATION_ANSWERS:
        raise WrongUse("Say what was offered (money, expenses, in kind) and what the person answered.")
    if band and band not in COMPENSATION_BANDS:
        raise WrongUse("Choose the band of the amount, or leave it open.")
    if offered_on and offered_on > now.date():
        raise WrongUse("The offer cannot lie in the future: check the date.")
    if independent is None:
        raise WrongUse("Say whether the offer is the same whatever the person tells or permits.")
    if not independent:
        raise Refused("Payment that depends on what the person tells or permits buys a yes: no permission could rest on it. Offer it anew, the same for any answer.")
    with transaction() as session:
        row = Compensation(testimony_id=testimony.id, offered_on=offered_on or now.date(), kind=kind, band=band, answer=answer, independent_of_content=True, recorded_by=by)
        session.add(row)
        note("COMPENSATION", answer, by, now, testimony=testimony, details={"kind": kind, "band": band, "offered_on": row.offered_on.isoformat()})
    return row
