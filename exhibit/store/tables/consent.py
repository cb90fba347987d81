"""Consent as it is on file (consent model 3.1): parties, notices, records, permissions, and the history that only grows."""
from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from exhibit.store.codes import new_grant_code
from exhibit.store.engine import Base, UtcDateTime
from exhibit.store.vault import Sealed

if TYPE_CHECKING:
    from exhibit.store.tables.story import Person, Testimony

ENDS_BY_ITSELF = ("given", "confirmed", "renewed", "update_required")  # states that a date can end


def _uuid() -> str:
    return str(uuid.uuid4())


class Party(Base):
    """An organisation with a part in this: custodian, controller, venue, partner, printer, translator (ISO/IEC TS 27560 party fields)."""

    __tablename__ = "party"
    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    role: Mapped[str] = mapped_column(String(20))  # CUSTODIAN, CONTROLLER, VENUE, PARTNER, PRINTER, TRANSLATOR
    org_type: Mapped[str] = mapped_column(String(40), default="NGO")  # HTCDS org_Type
    address: Mapped[str] = mapped_column(default="")
    contact: Mapped[str] = mapped_column(default="")
    dpo_contact: Mapped[str] = mapped_column(default="")
    authority: Mapped[str] = mapped_column(default="")  # where a complaint goes
    agreement_ref: Mapped[str] = mapped_column(default="")  # data-processing agreement
    dpia_ref: Mapped[str] = mapped_column(default="")


class ConsentNotice(Base):
    """What people were told, word for word, in one language. Never changed: a new wording is a new version."""

    __tablename__ = "consent_notice"
    __table_args__ = (UniqueConstraint("version", "language", "mode"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int]
    language: Mapped[str] = mapped_column(String(12))
    mode: Mapped[str] = mapped_column(String(12), default="PRINTED")  # PRINTED, ORAL, GRAPHICAL, VIDEO
    body: Mapped[str]
    sha256: Mapped[str] = mapped_column(String(64))
    valid_from: Mapped[datetime] = mapped_column(UtcDateTime)
    material: Mapped[bool] = mapped_column(default=False)  # people who agreed under an older version must be asked again
    written_by: Mapped[str] = mapped_column(String(255))


class ConsentRecord(Base):
    """One conversation in which permissions were asked for (ISO/IEC TS 27560 record)."""

    __tablename__ = "consent_record"
    id: Mapped[str] = mapped_column(String(36), primary_key=True, default=_uuid)
    schema_version: Mapped[str] = mapped_column(String(40), default="ISO/IEC TS 27560:2023")
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    testimony_id: Mapped[int] = mapped_column(ForeignKey("testimony.id"), index=True)
    notice_id: Mapped[int | None] = mapped_column(ForeignKey("consent_notice.id"))
    controller_id: Mapped[int | None] = mapped_column(ForeignKey("party.id"))
    form_number: Mapped[str] = mapped_column(String(20), default="")  # of the paper that was filled in by hand
    language: Mapped[str] = mapped_column(String(12))
    jurisdiction: Mapped[str] = mapped_column(String(2), default="")
    legal_basis: Mapped[str] = mapped_column(String(60), default="eu-gdpr:A6-1-a-explicit-consent eu-gdpr:A9-2-a")
    collection_method: Mapped[str] = mapped_column(String(30), default="IN_PERSON")
    collected_country: Mapped[str] = mapped_column(String(2), default="")
    interpreter_present: Mapped[bool] = mapped_column(default=False)
    interpreter_vetted: Mapped[bool] = mapped_column(default=False)
    support_person_present: Mapped[bool] = mapped_column(default=False)
    assistance_independent: Mapped[bool] = mapped_column(default=False)  # told that help does not depend on the answer (GDPR 7(4))
    referral_offered: Mapped[bool] = mapped_column(default=False)
    risk_assessment_ref: Mapped[str] = mapped_column(default="")
    restrictions: Mapped[str] = mapped_column(default="")
    own_risk_view: Mapped[str] = mapped_column(default="")
    added_value_reason: Mapped[str] = mapped_column(default="")  # why this story, why here (Murad Code)
    checklist: Mapped[list] = mapped_column(JSON, default=list)  # HTCDS con_Consent: the numbers answered yes
    details: Mapped[dict] = mapped_column(JSON, default=dict)  # further 27560 fields: storage, retention, recipients, rights
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    made_by: Mapped[str] = mapped_column(String(255))
    notice: Mapped[ConsentNotice | None] = relationship()
    controller: Mapped[Party | None] = relationship()
    grants: Mapped[list[Grant]] = relationship(back_populates="record")
    evidence: Mapped[list[Evidence]] = relationship(back_populates="record", order_by="Evidence.id")
    understanding: Mapped[list[Understanding]] = relationship(back_populates="record", order_by="Understanding.id")


class Grant(Base):
    """One permission, one scope."""

    __tablename__ = "consent_grant"
    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(12), unique=True, index=True, default=new_grant_code, server_default="")  # never used twice, unlike a row number
    record_id: Mapped[str | None] = mapped_column(ForeignKey("consent_record.id"), index=True)
    testimony_id: Mapped[int] = mapped_column(ForeignKey("testimony.id"), index=True)
    permission: Mapped[str] = mapped_column(String(40))
    scope: Mapped[str | None] = mapped_column(String(60))
    state: Mapped[str] = mapped_column(String(20))
    valid_from: Mapped[datetime | None] = mapped_column(UtcDateTime)
    valid_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    given_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    recorded_by: Mapped[str] = mapped_column(String(255))
    given_by: Mapped[str] = mapped_column(String(20), default="SUBJECT")  # SUBJECT or GUARDIAN, as it was when given
    embargo_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    max_copies: Mapped[int | None]
    elements: Mapped[list] = mapped_column(JSON, default=list, server_default="[]")  # facts that might be told when the person said yes
    identity_mode: Mapped[str] = mapped_column(String(24), default="ANONYMOUS", server_default="ANONYMOUS")
    conditions: Mapped[str] = mapped_column(default="", server_default="")
    testimony: Mapped[Testimony] = relationship(back_populates="grants")
    record: Mapped[ConsentRecord | None] = relationship(back_populates="grants")
    events: Mapped[list[ConsentEvent]] = relationship(
        primaryjoin="foreign(ConsentEvent.grant_uid) == Grant.uid", order_by="ConsentEvent.seq", viewonly=True)

    def state_at(self, now: datetime) -> str:
        """The state a person would name: what has passed its last day has ended, whatever the row was last moved to."""
        ended = self.valid_until is not None and self.valid_until <= now and self.state in ENDS_BY_ITSELF
        return "expired" if ended else self.state


class ConsentEvent(Base):
    """The history: rows are only ever added; the database refuses to change or delete one, and each carries the hash of the one before.

    It names the testimony, the person and the permission by code, so that it stays readable when the testimony is erased.
    """

    __tablename__ = "consent_event"
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[str] = mapped_column(String(20), index=True)  # GRANT, HOLD, ASSENT, GUARDIAN, APPROVAL, USE, TASK, RECEIPT, READ...
    testimony_code: Mapped[str] = mapped_column(String(20), default="", index=True)
    person_code: Mapped[str] = mapped_column(String(20), default="")
    grant_uid: Mapped[str | None] = mapped_column(String(12), index=True)
    permission: Mapped[str] = mapped_column(String(40), default="")
    scope: Mapped[str] = mapped_column(String(60), default="")
    state: Mapped[str] = mapped_column(String(24))
    occurred_at: Mapped[datetime] = mapped_column(UtcDateTime)
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    indicated_by: Mapped[str] = mapped_column(String(20), default="")  # SUBJECT, GUARDIAN, LEGAL_REP, CONTROLLER, AUTHORITY, SYSTEM
    indication_method: Mapped[str] = mapped_column(String(24), default="")
    recorded_by: Mapped[str] = mapped_column(String(255))
    reason: Mapped[str] = mapped_column(default="")
    details: Mapped[dict] = mapped_column(JSON, default=dict)
    prev_hash: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))


class Evidence(Base):
    """Proof of what the person said. The paper stays with its holder; here are its hash and where it lies."""

    __tablename__ = "evidence"
    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(36), unique=True, default=_uuid)
    record_id: Mapped[str] = mapped_column(ForeignKey("consent_record.id"), index=True)
    kind: Mapped[str] = mapped_column(String(24))  # SIGNED_PAPER, THUMBPRINT, AUDIO_STATEMENT, WITNESSED_ORAL, E_SIGNATURE, COURT_ORDER
    held_by_id: Mapped[int | None] = mapped_column(ForeignKey("party.id"))
    locator: Mapped[str | None] = mapped_column("locator_enc", Sealed)
    sha256: Mapped[str] = mapped_column(String(64), default="")
    taken_on: Mapped[date]
    taken_by: Mapped[str] = mapped_column(String(255))
    witness_role: Mapped[str] = mapped_column(String(60), default="")
    file_name: Mapped[str] = mapped_column(String(80), default="")  # only where the custodian chose to upload it, encrypted
    record: Mapped[ConsentRecord] = relationship(back_populates="evidence")
    held_by: Mapped[Party | None] = relationship()


class Understanding(Base):
    """The teach-back: five questions, kept apart from the consent itself. A failed one does not undo an earlier yes."""

    __tablename__ = "understanding"
    id: Mapped[int] = mapped_column(primary_key=True)
    record_id: Mapped[str] = mapped_column(ForeignKey("consent_record.id"), index=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    by: Mapped[str] = mapped_column(String(255))
    knows_what: Mapped[bool]
    knows_where: Mapped[bool]
    knows_risk: Mapped[bool]
    knows_free: Mapped[bool]
    knows_stop: Mapped[bool]
    nobody_with_power_present: Mapped[bool] = mapped_column(default=False)
    notes: Mapped[str] = mapped_column(default="")
    record: Mapped[ConsentRecord] = relationship(back_populates="understanding")

    @property
    def complete(self) -> bool:
        return all((self.knows_what, self.knows_where, self.knows_risk, self.knows_free, self.knows_stop, self.nobody_with_power_present))


class GuardianLink(Base):
    """Somebody who may speak for a child, and what she said. Known by kind only, never by name."""

    __tablename__ = "guardian_link"
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))  # PARENT, LEGAL_GUARDIAN, COURT_APPOINTED, INSTITUTION
    permits: Mapped[bool | None]
    conflict_of_interest: Mapped[str] = mapped_column(String(12), default="NONE")  # NONE, SUSPECTED, CONFIRMED
    evidence_id: Mapped[int | None] = mapped_column(ForeignKey("evidence.id"))
    valid_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    recorded_by: Mapped[str] = mapped_column(String(255))
    person: Mapped[Person] = relationship(back_populates="guardians")


class BestInterests(Base):
    """A qualified person's decision that showing this is in the child's interest; twelve months at most."""

    __tablename__ = "best_interests"
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    decided_by: Mapped[str] = mapped_column(String(120))  # role, never a name
    panel: Mapped[list] = mapped_column(JSON, default=list)
    favourable: Mapped[bool]
    no_risk_to_others: Mapped[bool] = mapped_column(default=False, server_default=false())  # child, siblings, peers (UNICEF I.6)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    valid_until: Mapped[datetime] = mapped_column(UtcDateTime)
    recorded_by: Mapped[str] = mapped_column(String(255))
    person: Mapped[Person] = relationship(back_populates="best_interests")


class Compensation(Base):
    """What was offered for the person's time, independent of what she says."""

    __tablename__ = "compensation"
    id: Mapped[int] = mapped_column(primary_key=True)
    testimony_id: Mapped[int] = mapped_column(ForeignKey("testimony.id"), index=True)
    offered_on: Mapped[date]
    kind: Mapped[str] = mapped_column(String(12))  # MONEY, EXPENSES, IN_KIND
    band: Mapped[str] = mapped_column(String(20), default="")
    answer: Mapped[str] = mapped_column(String(12))  # ACCEPTED, DECLINED, NOT_ALLOWED
    independent_of_content: Mapped[bool]
    recorded_by: Mapped[str] = mapped_column(String(255))


class Tombstone(Base):
    """What remains after an erasure: codes, dates and hashes; no text, no facts about the person."""

    __tablename__ = "tombstone"
    id: Mapped[int] = mapped_column(primary_key=True)
    testimony_code: Mapped[str] = mapped_column(String(20), unique=True)
    person_code: Mapped[str] = mapped_column(String(20))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    by: Mapped[str] = mapped_column(String(255))
    kept: Mapped[dict] = mapped_column(JSON)
    delete_after: Mapped[datetime | None] = mapped_column(UtcDateTime)
