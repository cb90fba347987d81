"""Reads about the public site, each named by the question it answers."""
from __future__ import annotations

from datetime import date

from sqlalchemy import select

from exhibit.store.engine import db
from exhibit.store.tables import CountryPanel, Cutout, Exhibition, Grant

NOW, NEXT, LAST = "now", "next", "last"


def find_exhibition(slug: str) -> Exhibition | None:
    return db.session.scalars(select(Exhibition).where(Exhibition.slug == slug)).first()


def exhibition_today(today: date) -> Exhibition | None:
    """The one that runs, else the next to open, else the one that closed last; None before the first. Of two that run, the one that opened last."""
    running = select(Exhibition).where(Exhibition.starts_on <= today, Exhibition.ends_on >= today).order_by(Exhibition.starts_on.desc(), Exhibition.id.desc())
    coming = select(Exhibition).where(Exhibition.starts_on > today).order_by(Exhibition.starts_on, Exhibition.id)
    over = select(Exhibition).where(Exhibition.ends_on < today).order_by(Exhibition.ends_on.desc(), Exhibition.id.desc())
    return next((found for wanted in (running, coming, over) if (found := db.session.scalars(wanted.limit(1)).first())), None)


def where_in_time(exhibition: Exhibition, today: date) -> str:
    """NOW, NEXT or LAST."""
    return NOW if exhibition.starts_on <= today <= exhibition.ends_on else NEXT if today < exhibition.starts_on else LAST


def panels(exhibition: Exhibition) -> list[CountryPanel]:
    """Every country panel of an exhibition, in every language."""
    wanted = select(CountryPanel).where(CountryPanel.exhibition_id == exhibition.id).order_by(CountryPanel.country, CountryPanel.language)
    return list(db.session.scalars(wanted))


def panel(exhibition: Exhibition, country: str, language: str) -> CountryPanel | None:
    wanted = select(CountryPanel).where(CountryPanel.exhibition_id == exhibition.id, CountryPanel.country == country, CountryPanel.language == language)
    return db.session.scalars(wanted).first()


def cutouts_asked_to_be_listed(exhibition: Exhibition) -> list[Cutout]:
    """Figures in hall order of stories about which somebody was asked whether they may be listed; the gate says which may."""
    asked = select(Grant.testimony_id).where(Grant.permission == "WEB_LIST")
    wanted = select(Cutout).where(Cutout.exhibition_id == exhibition.id, Cutout.testimony_id.in_(asked)).order_by(Cutout.position)
    return list(db.session.scalars(wanted).unique())


def cutouts_asked_to_be_found() -> list[Cutout]:
    """Figures of stories about which somebody was asked whether search engines may know them; the gate says which may."""
    asked = select(Grant.testimony_id).where(Grant.permission == "WEB_INDEX")
    return list(db.session.scalars(select(Cutout).where(Cutout.testimony_id.in_(asked)).order_by(Cutout.exhibition_id, Cutout.position)).unique())
