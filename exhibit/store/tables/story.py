"""The person behind a code, the testimony, its texts and what was checked about them."""
from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import JSON, ForeignKey, Index, String, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from exhibit.store.engine import Base, UtcDateTime
from exhibit.store.vault import Sealed, SealedDateTime

if TYPE_CHECKING:
    from exhibit.store.tables.consent import BestInterests, Grant, GuardianLink, Party


class Person(Base):
    __tablename__ = "person"
    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(20), unique=True)
    age_class: Mapped[str] = mapped_column(String(20))  # ADULT, ADULT_OF_CHILDHOOD, CHILD, UNCERTAIN
    majority_at: Mapped[datetime | None] = mapped_column("majority_enc", SealedDateTime)  # a birthday in disguise: never in the clear
    custodian_id: Mapped[int | None] = mapped_column(ForeignKey("party.id"))
    custodian_ref: Mapped[str | None] = mapped_column("custodian_ref_enc", Sealed)  # opaque; the custodian alone knows whom it means
    jurisdiction: Mapped[str] = mapped_column(String(2), default="", server_default="")
    preferred_language: Mapped[str] = mapped_column(String(12), default="", server_default="")
    literacy_mode: Mapped[str] = mapped_column(String(12), default="READS", server_default="READS")  # READS, ORAL, PICTOGRAM
    safe_contact: Mapped[str] = mapped_column(String(24), default="VIA_CASEWORKER", server_default="VIA_CASEWORKER")  # NONE, VIA_CASEWORKER, PERSON_CONTACTS_US
    deceased: Mapped[bool] = mapped_column(default=False, server_default=false())
    erase_on_stop: Mapped[bool] = mapped_column(default=False, server_default=false())  # the person's choice: erase the text too
    child_assent: Mapped[bool | None]
    custodian: Mapped[Party | None] = relationship()
    guardians: Mapped[list[GuardianLink]] = relationship(back_populates="person", order_by="GuardianLink.id", lazy="selectin")
    best_interests: Mapped[list[BestInterests]] = relationship(back_populates="person", order_by="BestInterests.id", lazy="selectin")


class Testimony(Base):
    __tablename__ = "testimony"
    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(20), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    pseudonym: Mapped[str] = mapped_column(String(80))
    pseudonym_in_source: Mapped[bool] = mapped_column(default=False, server_default=false())  # it stood in a source that came in, where it may be a real name; until another one is chosen
    experience_type: Mapped[str] = mapped_column(String(20))
    original_language: Mapped[str] = mapped_column(String(12))
    origin_country: Mapped[str] = mapped_column(String(2))
    attributes: Mapped[dict] = mapped_column(JSON, default=dict)  # exploitation, tip_*, gender, age_band, term, elements...
    hold: Mapped[str] = mapped_column(String(20), default="NONE")
    hold_reason: Mapped[str] = mapped_column(default="")
    lift_asked_by: Mapped[str] = mapped_column(String(255), default="", server_default="")  # the first of the two who lift a hold
    uniqueness_checked: Mapped[bool] = mapped_column(default=False)
    person: Mapped[Person] = relationship(lazy="joined")
    versions: Mapped[list[StoryVersion]] = relationship(back_populates="testimony", order_by="StoryVersion.id", lazy="selectin")
    grants: Mapped[list[Grant]] = relationship(back_populates="testimony", order_by="Grant.id", lazy="selectin")
    reviews: Mapped[list[UniquenessReview]] = relationship(order_by="UniquenessReview.id", lazy="selectin")

    def approved(self, kind: str, language: str) -> StoryVersion | None:
        """The newest version of this kind and language that the person approved."""
        fits = [v for v in self.versions if v.kind == kind and v.language == language and v.approved_at]
        return fits[-1] if fits else None

    def newest(self, kind: str, language: str) -> StoryVersion | None:
        """The newest version, approved or not: what the desk edits."""
        fits = [v for v in self.versions if v.kind == kind and v.language == language]
        return fits[-1] if fits else None

    def languages(self, kind: str = "STORY") -> list[str]:
        """Languages with an approved text of this kind, original first."""
        found = {v.language for v in self.versions if v.kind == kind and v.approved_at}
        return sorted(found, key=lambda code: (code != self.original_language, code))


class StoryVersion(Base):
    """One language, one kind (STORY, QUOTE, CUTOUT, ATTRIBUTION, EASY); never changed once written: an edit is a new row."""

    __tablename__ = "story_version"
    __table_args__ = (Index("ix_story_version_text", "testimony_id", "kind", "language", "id"),)  # which version of a text is the newest
    id: Mapped[int] = mapped_column(primary_key=True)
    testimony_id: Mapped[int] = mapped_column(ForeignKey("testimony.id"), index=True)
    language: Mapped[str] = mapped_column(String(12))
    kind: Mapped[str] = mapped_column(String(20))
    body: Mapped[str]
    sha256: Mapped[str] = mapped_column(String(64))
    written_at: Mapped[datetime] = mapped_column(UtcDateTime)
    written_by: Mapped[str] = mapped_column(String(255))
    approved_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    approved_by: Mapped[str] = mapped_column(String(255), default="", server_default="")  # who wrote down that the person said yes
    spans: Mapped[list | None] = mapped_column(JSON)  # [[start, end, element], ...] in characters; None: nobody has marked this text
    marks_checked: Mapped[bool] = mapped_column(default=False, server_default=false())  # a verifier has ticked its anonymity since it was marked
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("story_version.id"))  # the text it was translated or shortened from
    telling: Mapped[str] = mapped_column(String(12), default="", server_default="")  # first-person words are VERBATIM, EDITED (with approval) or COMPOSITE; ethics rule E10
    testimony: Mapped[Testimony] = relationship(back_populates="versions")
    ticks: Mapped[list[VersionTick]] = relationship(back_populates="version", order_by="VersionTick.id", cascade="all, delete-orphan", lazy="selectin")


class Recording(Base):
    """A reading of one approved text to listen to (AUDIO), or its telling in a sign language (SIGN). The file lies encrypted in the instance folder."""

    __tablename__ = "recording"
    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(36), unique=True)
    testimony_id: Mapped[int] = mapped_column(ForeignKey("testimony.id"), index=True)
    kind: Mapped[str] = mapped_column(String(12))  # AUDIO, SIGN
    language: Mapped[str] = mapped_column(String(12))  # spoken language; of SIGN the sign language (ISO 639-3: vgt, sfb, bfi...)
    text_language: Mapped[str] = mapped_column(String(12))  # language of the text it renders
    text_sha256: Mapped[str] = mapped_column(String(64))  # of the approved text it renders: another text, and it is not offered any more
    voice: Mapped[str] = mapped_column(String(8))  # ACTOR, OWN
    file_name: Mapped[str] = mapped_column(String(80))
    file_sha256: Mapped[str] = mapped_column(String(64))
    mime: Mapped[str] = mapped_column(String(40))
    size_bytes: Mapped[int]
    seconds: Mapped[int]
    added_at: Mapped[datetime] = mapped_column(UtcDateTime)
    added_by: Mapped[str] = mapped_column(String(255))
    approved_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # the person has heard or seen it and said yes
    approved_by: Mapped[str] = mapped_column(String(255), default="", server_default="")  # who wrote that down, another than who added it
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    testimony: Mapped[Testimony] = relationship()


class VersionTick(Base):
    """One of the four ticks on a text: CONSENT, ANONYMITY, LANGUAGE, LAYOUT, each by another person."""

    __tablename__ = "version_tick"
    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("story_version.id"), index=True)
    tick: Mapped[str] = mapped_column(String(12))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    by: Mapped[str] = mapped_column(String(255))
    carried_from: Mapped[int | None]  # the version whose tick still holds for these words
    version: Mapped[StoryVersion] = relationship(back_populates="ticks")


class UniquenessReview(Base):
    """Whether the facts told single the person out; void when the facts' fingerprint changes."""

    __tablename__ = "uniqueness_review"
    id: Mapped[int] = mapped_column(primary_key=True)
    testimony_id: Mapped[int] = mapped_column(ForeignKey("testimony.id"), index=True)
    fingerprint: Mapped[str] = mapped_column(String(64))  # of the facts' values
    facts: Mapped[dict] = mapped_column(JSON)  # quasi-identifier -> value, as seen by the reviewer
    texts: Mapped[list] = mapped_column(JSON)  # digests of the texts looked at, each over the words that tell its facts
    smallest: Mapped[int | None]  # smallest reference count of a combination; None: no reference loaded
    needs_second: Mapped[bool]  # the rule asks a second reviewer for reasons
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    by: Mapped[str] = mapped_column(String(255))
    second_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    second_by: Mapped[str] = mapped_column(String(255), default="")
    reasons: Mapped[str] = mapped_column(default="")


class ReferenceCount(Base):
    """One row of the reference counts the organisation loaded: how many people share these values."""

    __tablename__ = "reference_count"
    id: Mapped[int] = mapped_column(primary_key=True)
    facts: Mapped[dict] = mapped_column(JSON)
    people: Mapped[int]
    source: Mapped[str] = mapped_column(default="")
    loaded_at: Mapped[datetime] = mapped_column(UtcDateTime)


