"""Paper that goes out to be filled in by hand: its number says which permissions were asked, so that the answers are entered quickly."""
from __future__ import annotations

import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from exhibit.actions.history import note
from exhibit.consent.permissions import PERMISSIONS
from exhibit.errors import NotFound, WrongUse
from exhibit.store import records, transaction
from exhibit.store.codes import ALPHABET
from exhibit.store.tables import ConsentNotice, Testimony


@dataclass(frozen=True, slots=True)
class FormOut:
    """A form as it was printed: `permissions` are (code, scope) in the order of the paper; `notice` the wording it was printed with."""

    number: str
    permissions: tuple[tuple[str, str], ...]
    notice: ConsentNotice | None
    language: str


def new_form_number(testimony: Testimony, permissions: Iterable[str], notice: ConsentNotice | None, language: str, by: str, now: datetime) -> str:
    """A number for a form that is about to be printed, kept with what it asks. `permissions`: "WEB_STORY", "TRANSLATE:fr". Raises WrongUse.

    Opens a transaction of its own.
    """
    asked = [wanted.strip() for wanted in permissions]
    unknown = [wanted for wanted in asked if wanted.partition(":")[0] not in PERMISSIONS]
    if unknown or not asked:
        raise WrongUse(f"There is no permission {unknown[0]}. docs/permissions.md lists all of them." if unknown else "Choose at least one permission to ask for.")
    number = "-".join("".join(secrets.choice(ALPHABET) for _each in range(4)) for _group in range(2))  # about one in a million million
    with transaction():
        note("FORM", "PRINTED", by, now, testimony=testimony, details={
            "form": number, "permissions": asked, "language": language, "notice_version": notice.version if notice else None,
            "notice_language": notice.language if notice else "", "notice_mode": notice.mode if notice else ""})
    return number


def form_out(testimony: Testimony, number: str) -> FormOut:
    """What was asked on the paper with this number. Raises NotFound."""
    wanted = canonical(number)
    for entry in reversed(records.entries(testimony, "FORM")):
        if entry.details.get("form") == wanted:
            split = (asked.partition(":") for asked in entry.details["permissions"])
            return FormOut(wanted, tuple((code, scope) for code, _colon, scope in split), _notice_of(entry.details), entry.details["language"])
    raise NotFound(f"No form {wanted} was printed for this testimony. Check the number at the head of the paper, or leave it empty and enter the answers one by one.")


def _notice_of(details: dict) -> ConsentNotice | None:
    return records.notice_version(details["notice_version"], details["notice_language"], details["notice_mode"]) if details["notice_version"] else None


def canonical(number: str | None) -> str:
    """A form's number as it is kept, however it was typed: capitals, in groups of four."""
    plain = re.sub(r"[^0-9A-Z]", "", (number or "").upper())
    return "-".join(plain[at:at + 4] for at in range(0, len(plain), 4))
