"""Exhibitions, their help numbers, figures, numbered copies and packs."""
from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from exhibit.store.engine import Base, UtcDateTime

if TYPE_CHECKING:
    from exhibit.store.tables.story import Testimony


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
    print_profile: Mapped[str] = mapped_column(String(30), default="plain", server_default="plain")  # the print shop, a name in press/profiles.toml
    material: Mapped[str] = mapped_column(String(30), default="pvc-foam-10", server_default="pvc-foam-10")  # a name in stand/materials.toml
    load_class: Mapped[str] = mapped_column(String(10), default="D5", server_default="D5")  # how hard a board may be pushed: T10, D5, N20, F125
    print_contact: Mapped[str] = mapped_column(String(200), default="", server_default="")  # whom shop and crew ask: a place and a number of the house
    site: Mapped[dict] = mapped_column(JSON, default=dict, server_default="{}")  # what the public site tells beyond this row: see actions/site.py
    cutouts: Mapped[list[Cutout]] = relationship(back_populates="exhibition", order_by="Cutout.position")

    def title(self, language: str = "en") -> str:
        return self.name.get(language) or self.name.get("en") or next(iter(self.name.values()))


class CountryPanel(Base):
    """A few sentences about one country in one language, each with a dated source, on the exhibition's public site."""

    __tablename__ = "country_panel"
    __table_args__ = (UniqueConstraint("exhibition_id", "country", "language"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    exhibition_id: Mapped[int] = mapped_column(ForeignKey("exhibition.id"), index=True)
    country: Mapped[str] = mapped_column(String(2))
    language: Mapped[str] = mapped_column(String(12))
    body: Mapped[str]
    sources: Mapped[list] = mapped_column(JSON, default=list)  # [{"title", "url", "date"}, ...]
    written_by: Mapped[str] = mapped_column(String(255))
    written_at: Mapped[datetime] = mapped_column(UtcDateTime)
    revision: Mapped[int] = mapped_column(default=1)


class StaticBuild(Base):
    """A copy of the site without network: where it was put, until when it may show anything."""

    __tablename__ = "static_build"
    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(36), unique=True)
    exhibition_id: Mapped[int] = mapped_column(ForeignKey("exhibition.id"), index=True)
    folder: Mapped[str] = mapped_column(String(400))  # as it was asked for, on the machine that made it
    place: Mapped[str] = mapped_column(String(120), default="", server_default="")  # where it went from there, in words: a stick, a kiosk, a host
    built_at: Mapped[datetime] = mapped_column(UtcDateTime)
    built_by: Mapped[str] = mapped_column(String(255))
    not_after: Mapped[datetime] = mapped_column(UtcDateTime)
    manifest_sha256: Mapped[str] = mapped_column(String(64))
    epoch: Mapped[int]  # of the ledger when it was made
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    exhibition: Mapped[Exhibition] = relationship()


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
    panel_side: Mapped[str] = mapped_column(String(5), default="", server_default="")  # left, right; empty: as the language runs
    second_language: Mapped[str] = mapped_column(String(12), default="", server_default="")  # empty: one language
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
    staff_code: Mapped[str | None] = mapped_column(String(12), unique=True, index=True)  # on the back: for the crew, without an account
    cutout: Mapped[Cutout] = relationship(back_populates="copies", lazy="joined")


class Job(Base):
    """A pack in the making: the progress bar reads this row."""

    __tablename__ = "job"
    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    exhibition_id: Mapped[int] = mapped_column(ForeignKey("exhibition.id"))
    started_by: Mapped[str] = mapped_column(String(255))
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    state: Mapped[str] = mapped_column(String(12), default="waiting")  # waiting, running, ready, failed, cancelled
    sentence: Mapped[str] = mapped_column(default="")
    left_out: Mapped[list] = mapped_column(JSON, default=list)
    boards: Mapped[list] = mapped_column(JSON, default=list, server_default="[]")  # what the finished pack holds, as in its manifest
    file_name: Mapped[str] = mapped_column(default="")
    options: Mapped[dict] = mapped_column(JSON, default=dict, server_default="{}")  # how the pack is wanted: sheet, overlap, marks...
