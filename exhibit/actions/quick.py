"""Entering a whole conversation at once: the paper's head, the teach-back, every permission, the hash of the paper. All of it or nothing."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from exhibit.actions.consent import is_a_child
from exhibit.actions.evidence import add_inside
from exhibit.actions.forms_out import form_out
from exhibit.actions.recording import Answer, midnight, record_inside
from exhibit.actions.records import open_inside
from exhibit.actions.understanding import check_inside
from exhibit.consent.permissions import PERMISSIONS
from exhibit.errors import WrongUse
from exhibit.store import queries, transaction
from exhibit.store.tables import ConsentRecord, Testimony


@dataclass(frozen=True, slots=True)
class Conversation:
    """What one paper says. `head` as for `open_record`; `understanding` as for `check_understanding`; `proof` as for `add_evidence`."""

    head: dict[str, Any]
    understanding: dict[str, bool | None]
    answers: tuple[Answer, ...]
    on: date | None = None
    indicated_by: str = ""
    method: str = ""
    proof: dict[str, Any] = field(default_factory=dict)
    scan: bytes | None = None  # only hashed


def enter_conversation(testimony: Testimony, told: Conversation, by: str, now: datetime) -> ConsentRecord:
    """Record, teach-back, evidence and every answer in one transaction. Raises WrongUse, Refused, Conflict: then nothing was saved."""
    answered = [answer for answer in told.answers if answer.decision]
    if not answered:
        raise WrongUse("No answer is ticked yet. A line without an answer stays a no and is not entered.")
    if told.on and told.on > now.date():
        raise WrongUse("The conversation cannot lie in the future: check its date.")
    at = midnight(told.on) if told.on and told.on < now.date() else None
    with transaction():
        record = open_inside(testimony, told.head, by, now)
        check_inside(record, told.understanding, by, now, at=at)
        if told.proof:
            add_inside(record, {**told.proof, "taken_on": told.on}, by, now, told.scan)
        for answer in answered:
            record_inside(testimony, replace(answer, record_id=record.id, indicated_by=told.indicated_by, method=told.method, occurred_at=at), by, now)
    return record


def permissions_to_ask(testimony: Testimony, form_number: str = "") -> tuple[tuple[str, str], ...]:
    """(permission, scope) of each line: those of the printed form, else the usual ones for this testimony. Raises NotFound for an unknown number."""
    return form_out(testimony, form_number).permissions if form_number.strip() else usual_permissions(testimony)


def usual_permissions(testimony: Testimony) -> tuple[tuple[str, str], ...]:
    """What is usually asked: the table's own list, one line a language the texts are in and a country they hang in. Nothing forbidden for a child."""
    scopes: dict[str, Sequence[str]] = {
        "language": [code for code in dict.fromkeys(v.language for v in testimony.versions) if code != testimony.original_language],
        "country": list(dict.fromkeys(cutout.exhibition.country for cutout in queries.cutouts_of_testimony(testimony))),
    }
    child, lines = is_a_child(testimony), []
    for row in PERMISSIONS.values():
        if row.default == "ask" and (row.child_allowed or not child):
            lines += [(row.code, scope) for scope in scopes.get(row.parameter, ())] if row.parameter else [(row.code, "")]
    return tuple(lines)
