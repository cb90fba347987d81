"""The receipt a person keeps: a number that looks like a telephone number, and a signed list of what was agreed (consent model 3.10).

The number is written like an international telephone number, so that a card in a purse is nothing to ask about. It can never be
dialled, for two reasons that do not depend on each other: it has 16 digits, and a number of the international plan has 15 at most
(ITU-T E.164, 6.2.1); and it begins with 89, a range of country codes that is assigned to nobody (E.164 list of assigned codes: 890 to 899
are spare), so an exchange that would cut off the digits too many finds no country to ring. A leading zero, as in a number dialled at
home, would not do: exchanges stop listening after enough digits, and a stranger would answer.

What is signed follows ISO/IEC TS 27560:2023 and the Kantara Consent Receipt 1.1 in what both need to be a proof; it names neither the
person nor the text, and no word of it says what this is about. It is signed like the roots of the history (`signature`), and checked
without a database.
"""
from __future__ import annotations

import hashlib
import hmac
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from exhibit.consent.signature import canonical

DIGITS = 16
PREFIX = "89"
RANDOM_DIGITS = DIGITS - len(PREFIX)  # ten to the fourteenth numbers
_GROUPS = (3, 3, 3, 3, 4)
_IGNORED = re.compile(r"[\s+\-\u2010-\u2015.,()/\u2060\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_LONGEST_TYPED = 80
SCHEMA, KANTARA = "ISO/IEC TS 27560:2023", "KI-CR-v1.1.0"
FORMS = ("PAPER", "CARD", "DIGITAL", "KEPT_BY_CASEWORKER", "NONE_DECLINED")


def number_from(random_digits: str) -> str:
    """The sixteen digits of a number from fourteen that nobody could foresee. Raises ValueError for anything else."""
    if not re.fullmatch(rf"[0-9]{{{RANDOM_DIGITS}}}", random_digits):
        raise ValueError(f"A number needs {RANDOM_DIGITS} random digits.")
    return PREFIX + random_digits


def written(number: str) -> str:
    """As it stands on card and paper: “+89x xxx xxx xxx xxxx”."""
    groups, at = [], 0
    for length in _GROUPS:
        groups.append(number[at:at + length])
        at += length
    return "+" + " ".join(groups)


def typed(text: str) -> str | None:
    """The sixteen digits of what somebody typed: any script's digits, with or without plus, 00, spaces, dots, brackets. None if it is no number."""
    if len(text) > _LONGEST_TYPED:
        return None
    bare = _IGNORED.sub("", text)
    figures = [unicodedata.digit(char, -1) if unicodedata.category(char) == "Nd" else -1 for char in bare]
    if -1 in figures:
        return None
    digits = "".join(map(str, figures))
    if len(digits) == DIGITS + 2 and digits.startswith("00"):
        digits = digits[2:]
    return digits if len(digits) == DIGITS and digits.startswith(PREFIX) else None


def keyed_hash(number: str, key: str) -> str:
    """HMAC-SHA256, hexadecimal: all that is stored of a number. Without the key a stolen database gives no number away."""
    return hmac.new(key.encode(), number.encode(), hashlib.sha256).hexdigest()


def is_alive(died_at: datetime | None, issued_at: datetime, majority_at: datetime | None, now: datetime) -> bool:
    """Does the number open its page? Not after a new one was issued, and one from before the coming of age may be in a guardian's hands."""
    came_of_age = majority_at is not None and issued_at < majority_at <= now
    return died_at is None and not came_of_age


@dataclass(frozen=True, slots=True)
class Line:
    """One permission as it stands on the receipt. `label` and `scope` in the receipt's language; `level` R0 to R3."""

    grant: str
    label: str
    scope: str
    decision: str  # YES, NO, LATER
    level: str
    until: datetime | None


@dataclass(frozen=True, slots=True)
class Responsible:
    """The party a person turns to; what would give away the subject has been left out before."""

    name: str
    contact: str
    officer: str
    authority: str


def payload(receipt_id: str, record_id: str, person_code: str, language: str, jurisdiction: str, issued_at: datetime, method: str,
            notice: Mapping[str, Any], responsible: Responsible, lines: Iterable[Line], ways: Iterable[str]) -> dict[str, Any]:
    """What is signed. `notice`: version, language and sha256 of what the person was told; `ways`: how to stop, in words."""
    return {
        "schema_version": SCHEMA, "version": KANTARA, "receipt_id": receipt_id, "record_id": record_id, "pii_principal_id": person_code,
        "jurisdiction": jurisdiction, "language": language, "consentTimestamp": _time(issued_at), "collectionMethod": method,
        "privacy_notice": dict(notice), "legal_basis": ["eu-gdpr:A6-1-a-explicit-consent", "eu-gdpr:A9-2-a"], "sensitive": True,
        "piiControllers": [{"piiController": responsible.name, "contact": responsible.contact, "dpo": responsible.officer}],
        "services": [{"service": "communication", "purposes": [_purpose(line) for line in lines]}],
        "withdrawal_method": list(ways), "privacy_rights": ["access", "rectification", "portability", "erasure", "withdrawal", "complaint"],
        "authority_party": responsible.authority,
    }


def _purpose(line: Line) -> dict[str, Any]:
    return {"grant": line.grant, "purpose": line.label, "scope": line.scope, "decision": line.decision, "consentType": "EXPLICIT",
            "reversibility": line.level, "valid_until": _time(line.until) if line.until else None}


def _time(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def digest(content: Mapping[str, Any]) -> str:
    """SHA-256 of the canonical form, hexadecimal: what the paper and the history carry of it."""
    return hashlib.sha256(canonical(content)).hexdigest()
