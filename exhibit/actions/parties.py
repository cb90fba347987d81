"""Organisations with a part in this: who knows the person, who decides, who shows, prints or translates (ISO/IEC TS 27560 party fields)."""
from __future__ import annotations

import re
import unicodedata
from datetime import datetime
from typing import Any

from exhibit.actions.history import note
from exhibit.consent.vocabulary import ORG_TYPES, PARTY_ROLES
from exhibit.errors import Refused, WrongUse
from exhibit.store import records, transaction
from exhibit.store.tables import Party

FIELDS = {  # field -> as the page calls it
    "name": "Name", "address": "Address", "contact": "Contact", "dpo_contact": "Data-protection officer", "authority": "Authority for complaints",
    "agreement_ref": "Reference of the agreement", "dpia_ref": "Reference of the impact assessment",
}
REQUIRED: dict[str, tuple[str, ...]] = {  # by role; a controller's are those a notice must name (GDPR art. 13, 27560 party_name, _address, _contact)
    "CONTROLLER": ("name", "address", "contact", "dpo_contact", "authority"), "CUSTODIAN": ("name", "contact"),
}


def add_party(fields: dict[str, Any], by: str, now: datetime) -> Party:
    """A new organisation. Raises WrongUse naming every field that is missing."""
    given = _checked(fields)
    with transaction() as session:
        party = Party(code=_free_code(given["name"]), role=fields["role"], org_type=fields.get("org_type") or "NGO", **given)
        session.add(party)
        session.flush()
        note("PARTY", "ADDED", by, now, details={"party": party.code, "role": party.role})
    return party


def change_party(code: str, fields: dict[str, Any], by: str, now: datetime) -> Party:
    """Correct an organisation's particulars. Raises WrongUse; Refused where people agreed to exactly this controller."""
    given = _checked(fields)
    with transaction():
        party = records.party(code)
        if records.records_under(party) and (given["name"] != party.name or fields["role"] != party.role):
            raise Refused("People agreed that this organisation decides about their story: its name and part stay. Another organisation is a new entry, and people are asked again.")
        party.role, party.org_type = fields["role"], fields.get("org_type") or party.org_type
        for name, value in given.items():
            setattr(party, name, value)
        note("PARTY", "CHANGED", by, now, details={"party": party.code, "role": party.role})
    return party


def missing_fields(role: str, fields: dict[str, Any]) -> list[str]:
    """What a party of this role still needs, as the page calls it."""
    return [FIELDS[name] for name in REQUIRED.get(role, ("name",)) if not str(fields.get(name) or "").strip()]


def _checked(fields: dict[str, Any]) -> dict[str, str]:
    if fields.get("role") not in PARTY_ROLES:
        raise WrongUse("Say what the organisation does: custodian, controller, venue, partner, print shop or translator.")
    if (fields.get("org_type") or "NGO") not in ORG_TYPES:
        raise WrongUse("Choose what kind of organisation it is.")
    missing = missing_fields(fields["role"], fields)
    if missing:
        raise WrongUse(f"Please fill in: {', '.join(missing)}. {'Every person must be told them before she agrees.' if fields['role'] == 'CONTROLLER' else ''}".strip())
    return {name: str(fields.get(name) or "").strip() for name in FIELDS}


def _free_code(name: str) -> str:
    """A short name for addresses and for the history, from the organisation's own."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    base = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:32] or "organisation"
    number = 1
    while records.find_party(base if number == 1 else f"{base}-{number}"):
        number += 1
    return base if number == 1 else f"{base}-{number}"
