"""The tables. Names follow docs/design: person, testimony, story version, grant, consent event, exhibition, cutout, copy, use.

No column holds a person's name, phone or address: identity stays with the custodian.
"""
from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from exhibit.store.engine import Base, UtcDateTime

ENDS_BY_ITSELF = ("given", "confirmed", "renewed", "update_required")  # states that a date can end


class Person(Base):
    __tablename__ = "person"
    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(20), unique=True)
    age_class: Mapped[str] = mapped_column(String(20))  # ADULT, ADULT_OF_CHILDHOOD, CHILD, UNCERTAIN
    majority_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    child_assent: Mapped[bool | None]
    guardian_permits: Mapped[bool | None]
    guardian_conflict: Mapped[bool] = mapped_column(default=False)
    best_interests_until: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Testimony(Base):
    __tablename__ = "testimony"
    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(20), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    pseudonym: Mapped[str] = mapped_column(String(80))
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
    """One language, one kind (STORY, QUOTE, CUTOUT, ATTRIBUTION); never changed once written: an edit is a new row."""

    __tablename__ = "story_version"
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
    testimony: Mapped[Testimony] = relationship(back_populates="versions")


class Grant(Base):
    """One permission, one scope."""

    __tablename__ = "consent_grant"
    id: Mapped[int] = mapped_column(primary_key=True)
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
    testimony: Mapped[Testimony] = relationship(back_populates="grants")
    events: Mapped[list[ConsentEvent]] = relationship(order_by="ConsentEvent.id")

    def state_at(self, now: datetime) -> str:
        """The state a person would name: what has passed its last day has ended, whatever the row was last moved to."""
        ended = self.valid_until is not None and self.valid_until <= now and self.state in ENDS_BY_ITSELF
        return "expired" if ended else self.state


class ConsentEvent(Base):
    """Append-only history of a grant."""

    __tablename__ = "consent_event"
    id: Mapped[int] = mapped_column(primary_key=True)
    grant_id: Mapped[int] = mapped_column(ForeignKey("consent_grant.id"), index=True)
    state: Mapped[str] = mapped_column(String(20))
    occurred_at: Mapped[datetime] = mapped_column(UtcDateTime)
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    indicated_by: Mapped[str] = mapped_column(String(20))
    recorded_by: Mapped[str] = mapped_column(String(255))
    reason: Mapped[str] = mapped_column(default="")


class Exhibition(Base):
    __tablename__ = "exhibition"
    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[dict] = mapped_column(JSON)  # language -> text
    theme: Mapped[str] = mapped_column(default="")
    city: Mapped[str] = mapped_column(default="")
    venue: Mapped[str] = mapped_column(default="")
    country: Mapped[str] = mapped_column(String(2))
    languages: Mapped[list] = mapped_column(JSON)
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    credits: Mapped[list] = mapped_column(JSON, default=list)
    disclaimer: Mapped[dict] = mapped_column(JSON, default=dict)
    exit_url: Mapped[str] = mapped_column(default="https://www.weather.com/")
    revision: Mapped[int] = mapped_column(default=1)
    cutouts: Mapped[list[Cutout]] = relationship(back_populates="exhibition", order_by="Cutout.position")

    def title(self, language: str = "en") -> str:
        return self.name.get(language) or self.name.get("en") or next(iter(self.name.values()))


class Helpline(Base):
    __tablename__ = "helpline"
    id: Mapped[int] = mapped_column(primary_key=True)
    country: Mapped[str] = mapped_column(String(2), index=True)
    name: Mapped[str]
    number: Mapped[str] = mapped_column(String(40))
    note: Mapped[str] = mapped_column(default="")
    source: Mapped[str] = mapped_column(default="")
    emergency: Mapped[bool] = mapped_column(default=False)
    verified_on: Mapped[date | None]
    verified_by: Mapped[str] = mapped_column(default="")


class Cutout(Base):
    __tablename__ = "cutout"
    __table_args__ = (UniqueConstraint("exhibition_id", "position"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    exhibition_id: Mapped[int] = mapped_column(ForeignKey("exhibition.id"), index=True)
    testimony_id: Mapped[int] = mapped_column(ForeignKey("testimony.id"), index=True)
    position: Mapped[int]
    language: Mapped[str] = mapped_column(String(12))
    figure: Mapped[str] = mapped_column(String(60))
    face: Mapped[str] = mapped_column(String(20))
    height_mm: Mapped[int]
    template: Mapped[str] = mapped_column(String(30), default="panel")
    palette: Mapped[str] = mapped_column(String(30), default="amber")
    exhibition: Mapped[Exhibition] = relationship(back_populates="cutouts", lazy="joined")
    testimony: Mapped[Testimony] = relationship(lazy="joined")
    copies: Mapped[list[Copy]] = relationship(back_populates="cutout", order_by="Copy.number", lazy="selectin")


class Copy(Base):
    """One numbered printed board with its own code."""

    __tablename__ = "copy"
    id: Mapped[int] = mapped_column(primary_key=True)
    cutout_id: Mapped[int] = mapped_column(ForeignKey("cutout.id"), index=True)
    code: Mapped[str] = mapped_column(String(12), unique=True)
    number: Mapped[int]
    cutout: Mapped[Cutout] = relationship(back_populates="copies", lazy="joined")


class UseRecord(Base):
    """What was shown or handed out, and the grants it stood on."""

    __tablename__ = "use_record"
    id: Mapped[int] = mapped_column(primary_key=True)
    copy_id: Mapped[int | None] = mapped_column(ForeignKey("copy.id"))
    testimony_id: Mapped[int] = mapped_column(ForeignKey("testimony.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    language: Mapped[str] = mapped_column(String(12))
    grant_ids: Mapped[list] = mapped_column(JSON)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    by: Mapped[str] = mapped_column(String(255))
    file_sha256: Mapped[str] = mapped_column(String(64), default="")


class Job(Base):
    """A pack in the making: the progress bar reads this row."""

    __tablename__ = "job"
    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    exhibition_id: Mapped[int] = mapped_column(ForeignKey("exhibition.id"))
    started_by: Mapped[str] = mapped_column(String(255))
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    state: Mapped[str] = mapped_column(String(12), default="waiting")  # waiting, running, ready, failed
    sentence: Mapped[str] = mapped_column(default="")
    left_out: Mapped[list] = mapped_column(JSON, default=list)
    boards: Mapped[list] = mapped_column(JSON, default=list, server_default="[]")  # what the finished pack holds, as in its manifest
    file_name: Mapped[str] = mapped_column(default="")
