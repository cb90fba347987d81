"""One person's file as a document that other systems read: ISO/IEC TS 27560 fields (W3C DPVCG mapping) with terms of DPV 2.3.

Plain values in, a JSON document out, and back: `read(write(file)) == file`. It holds what is kept of the person and no name, because none is.
"""
from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any, TypeVar, get_type_hints

from exhibit.consent.permissions import PERMISSIONS
from exhibit.consent.states import DPV_STATUS, PUBLISHABLE, State

FORMAT = "exhibit person file 1"
SCHEMA = "ISO/IEC TS 27560:2023"
CONTEXT = {"dpv": "https://w3id.org/dpv#", "eu-gdpr": "https://w3id.org/dpv/legal/eu/gdpr#"}
PURPOSES = ("dpv:PublicBenefit", "dpv:NonCommercialPurpose")
CONSENT_TYPE = "dpv:ExplicitlyExpressedConsent"
NOTICES = {"PRINTED": "dpv:PrintedNotice", "ORAL": "dpv:OralNotice", "GRAPHICAL": "dpv:GraphicalNotice", "VIDEO": "dpv:ConsentNotice"}
ENTITIES = {"SUBJECT": "dpv:DataSubject", "GUARDIAN": "dpv:GuardianOfDataSubject", "LEGAL_REP": "dpv:Representative", "CONTROLLER": "dpv:DataController",
            "AUTHORITY": "dpv:DataProtectionAuthority"}
VERIFIED = "dpv:HumanInvolvementForVerification"


class FileRefused(Exception):
    """The document is no person's file, or not a whole one; `sentence` says what is missing."""

    def __init__(self, sentence: str):
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Party:
    """An organisation, as 27560 names parties."""

    code: str
    name: str
    role: str
    org_type: str = "NGO"
    address: str = ""
    contact: str = ""
    dpo_contact: str = ""
    authority: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened to a permission; `at` ISO 8601 UTC, `recorded_by` an account."""

    at: str
    state: str
    indicated_by: str = ""
    method: str = ""
    recorded_by: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Permission:
    """One permission in one scope with its history."""

    uid: str
    permission: str
    scope: str
    state: str
    given_by: str = "SUBJECT"
    given_at: str = ""
    valid_from: str = ""
    valid_until: str = ""
    max_copies: int | None = None
    elements: tuple[str, ...] = ()
    identity_mode: str = "ANONYMOUS"
    conditions: str = ""
    events: tuple[Event, ...] = ()


@dataclass(frozen=True, slots=True)
class Proof:
    """Evidence: its kind, hash and holder. Where it lies is known to the custodian alone."""

    uid: str
    kind: str
    sha256: str
    held_by: str
    taken_on: str


@dataclass(frozen=True, slots=True)
class Record:
    """One conversation. `extra`: the further 27560 fields as they were said."""

    record_id: str
    language: str
    made_at: str
    jurisdiction: str = ""
    legal_basis: str = ""
    collection_method: str = ""
    collected_country: str = ""
    controller: str = ""
    notice_version: int | None = None
    notice_language: str = ""
    notice_mode: str = ""
    notice_sha256: str = ""
    restrictions: str = ""
    own_risk_view: str = ""
    checklist: tuple[str, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)
    permissions: tuple[Permission, ...] = ()
    evidence: tuple[Proof, ...] = ()


@dataclass(frozen=True, slots=True)
class Text:
    """A text as written, with the day the person approved it ("" when she has not)."""

    kind: str
    language: str
    body: str
    written_at: str
    approved_at: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """What she told, as it was sent in, while it is still kept: of what kind of text, since when and until when. Never its words."""

    kind: str
    language: str
    since: str
    until: str


@dataclass(frozen=True, slots=True)
class Use:
    """Where the story was shown."""

    kind: str
    language: str
    at: str
    status: str
    place: str = ""
    holder: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """Who looked at what of the file, and when."""

    at: str
    by: str
    what: str


@dataclass(frozen=True, slots=True)
class PersonFile:
    """Everything that is kept of one person and her testimony. `person`, `facts`: values by name, as on file."""

    person_code: str
    testimony_code: str
    exported_at: str
    person: Mapping[str, Any]
    facts: Mapping[str, Any]
    parties: tuple[Party, ...] = ()
    texts: tuple[Text, ...] = ()
    records: tuple[Record, ...] = ()
    loose: tuple[Permission, ...] = ()  # permissions that stand on no record, from earlier versions
    uses: tuple[Use, ...] = ()
    readings: tuple[Reading, ...] = ()
    sources: tuple[Source, ...] = ()


def write(file: PersonFile) -> dict[str, Any]:
    """The document. Its `exhibit` part is what `read` needs; the rest says the same in 27560 fields and DPV terms for others."""
    return {
        "@context": CONTEXT, "format": FORMAT, "exported_at": file.exported_at,
        "consent_records": [_record(record, file) for record in file.records],
        "exhibit": asdict(file),
    }


def _record(record: Record, file: PersonFile) -> dict[str, Any]:
    controllers = [party for party in file.parties if party.code == record.controller]
    return {
        "@type": "dpv:ConsentRecord", "schema_version": SCHEMA, "record_id": record.record_id, "pii_principal_id": file.person_code,
        "language": record.language, "jurisdiction": record.jurisdiction, "lawful_basis": record.legal_basis.split(),
        "privacy_notice": {"@type": NOTICES.get(record.notice_mode, "dpv:ConsentNotice"), "version": record.notice_version, "language": record.notice_language,
                           "sha256": record.notice_sha256},
        "collection_method": record.collection_method, "geographic_restrictions": record.restrictions,
        "storage_locations": record.extra.get("storage_location", ""), "retention_period": record.extra.get("retention_rule", ""),
        "recipient_third_parties": record.extra.get("recipients", ""), "withdrawal_method": record.extra.get("withdrawal_method", ""),
        "privacy_rights": record.extra.get("privacy_rights", ""),
        "pii_information": [{"pii_type": kind, "pii_optional": True, "special_pii_category": list(record.extra.get("special_categories", ()))}
                            for kind in record.extra.get("pii_types", ("the story",))],
        "pii_controllers": [_party(party) for party in controllers], "authority_party": next((party.authority for party in controllers), ""),
        "processing": [_processing(row, file) for row in record.permissions],
    }


def _party(party: Party) -> dict[str, Any]:
    return {"party_id": party.code, "party_name": party.name, "party_address": party.address, "party_contact": party.contact, "party_type": party.org_type,
            "party_role": "dpv:DataController", "data_protection_officer": party.dpo_contact}


def _processing(row: Permission, file: PersonFile) -> dict[str, Any]:
    known = PERMISSIONS.get(row.permission)
    return {
        "service": file.testimony_code, "purpose": known.label if known else row.permission, "purpose_type": list(PURPOSES), "permission": row.permission, "scope": row.scope,
        "dpv:hasProcessing": f"dpv:{known.dpv_verb}" if known else "dpv:Use", "dpv:hasConsentStatus": f"dpv:{DPV_STATUS[State(row.state)]}",
        "events": [_event(event, row) for event in row.events],
    }


def _event(event: Event, row: Permission) -> dict[str, Any]:
    state = State(event.state)
    told = {"event_time": event.at, "event_type": CONSENT_TYPE, "event_state": f"dpv:{DPV_STATUS[state]}", "entity_id": ENTITIES.get(event.indicated_by, event.indicated_by),
            "dpv:hasIndicationMethod": event.method, "validity_duration": {"@type": "dpv:UntilTimeDuration", "until": row.valid_until}}
    return {**told, "dpv:hasOrganisationalMeasure": VERIFIED} if state in PUBLISHABLE else told


def read(document: Mapping[str, Any]) -> PersonFile:
    """The file again. Raises FileRefused for another document, or one in which something is missing or of the wrong kind."""
    if document.get("format") != FORMAT:
        raise FileRefused("This is no person's file of Exhibit. `exhibit person export` writes one.")
    try:
        return _read(PersonFile, document["exhibit"])
    except (KeyError, TypeError, ValueError) as error:
        raise FileRefused(f"The file is not whole: {error}. Export it again.") from error


T = TypeVar("T")


def _read(kind: type[T], told: Mapping[str, Any]) -> T:
    unknown = set(told) - {row.name for row in fields(kind)}  # type: ignore[arg-type]
    if unknown:
        raise ValueError(f"{kind.__name__} has no {', '.join(sorted(unknown))}")
    hints = get_type_hints(kind)
    return kind(**{name: _value(hints[name], value) for name, value in told.items()})


def _value(hint: Any, value: Any) -> Any:
    """A value of a document in the type the field has. Raises TypeError."""
    if getattr(hint, "__origin__", None) is tuple:
        [inner, _rest] = hint.__args__
        make: Callable[[Any], Any] = (lambda one: _read(inner, one)) if hasattr(inner, "__dataclass_fields__") else (lambda one: _value(inner, one))
        if not isinstance(value, list | tuple):
            raise TypeError("a list was expected")
        return tuple(make(one) for one in value)
    expected = {"str": str, "Mapping": Mapping}.get(getattr(hint, "__name__", ""), object)
    if not isinstance(value, expected):
        raise TypeError("a value of another kind was expected")  # never the value: the sentence goes into a cookie
    return value
