"""Loads the demo exhibition from its data files: fictional, composed, labelled so."""
from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

from exhibit.actions import demo_facts, demo_grants, demo_margin, demo_records, demo_site
from exhibit.actions.accounts import ROLES, add_user
from exhibit.actions.help_numbers import missing_helplines
from exhibit.actions.history import note
from exhibit.actions.scans import forget_counts
from exhibit.actions.uses import follow_decisions
from exhibit.errors import Conflict
from exhibit.store import accounts, queries, raise_epoch, removal, transaction
from exhibit.store.counts import free_code, free_staff_code
from exhibit.store.engine import before_commit
from exhibit.store.tables import Copy, Cutout, Exhibition, Helpline, StoryVersion, Testimony

SLUG = "demo"
CONTENT = Path(__file__).parents[1] / "demo_content"
RECORDER, VERIFIER = "caseworker@demo.example", "verifier@demo.example"
HEIGHTS_MM = {"woman": 1580, "man": 1700, "girl": 1610, "boy": 1660}  # mean of the 13 countries (NCD-RisC 2016, 1996 cohort); WHO 2007 median in the middle of 12 to 17
TEXTS = {"story": "STORY", "quote": "QUOTE", "cutout": "CUTOUT", "attribution": "ATTRIBUTION", "easy": "EASY"}  # by table of the file; not every story is there in easy words


def load_demo(now: datetime) -> Exhibition:
    """The demo exhibition with its cutouts, texts and consents. Raises Conflict when it is already there."""
    with transaction() as session:
        exhibition = _load(session, now)
    return exhibition


def _load(session, now: datetime) -> Exhibition:
    if any(e.slug == SLUG for e in queries.exhibitions()):
        raise Conflict("The demo exhibition is already loaded. `exhibit demo --reset` starts it afresh.")
    about = tomllib.loads((CONTENT / "exhibition.toml").read_text(encoding="utf-8"))
    exhibition = _exhibition(about, now)
    session.add(exhibition)
    demo_records.prepare(session, now)
    demo_site.tell_site(session, exhibition, now)
    known = {(row.country, row.number) for row in queries.all_helplines()}
    session.add_all(row for row in _helplines(about) if (row.country, row.number) not in known)
    session.flush()
    with session.no_autoflush:  # rows go to the database in bulk; whoever needs a number asks for it
        for position, told in enumerate(told_testimonies(), 1):
            _figure(session, exhibition, position, told, now)
    raise_epoch()
    return exhibition


def told_testimonies() -> list[dict]:
    """The demo's testimonies as their data files say, in hall order."""
    return [tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted((CONTENT / "testimonies").glob("*.toml"))]


def reset_demo(now: datetime, packs: Path | None = None, report: Callable[[dict[str, int]], None] = lambda removed: None) -> Exhibition:
    """Take out what the demo made and nothing else, then load it again with new codes. Accounts and help numbers stay.

    `packs`: folder of its finished packs; `report` is told how many of what were removed. One transaction: when loading
    fails, the old demo is still there. Raises Conflict when another exhibition uses a testimony of the demo.
    """
    with transaction() as session:
        removed, files = _remove(now)
        exhibition = _load(session, now)
    forget_counts({told["code"] for told in told_testimonies()}, SLUG)
    for name in files if packs else ():
        (packs / name).unlink(missing_ok=True)
    report(removed)
    return exhibition


def _remove(now: datetime) -> tuple[dict[str, int], list[str]]:
    testimonies = removal.composed_testimonies({told["code"] for told in told_testimonies()})
    used = removal.shown_elsewhere(testimonies, SLUG)
    if used:
        raise Conflict(f"Testimonies of the demo are shown elsewhere ({', '.join(used)}). Take those figures out first; nothing was removed.")
    for testimony in removal.rows_of(testimonies):
        note("DEMO", "REMOVED", "exhibit demo --reset", now, testimony=testimony)
    return removal.remove(SLUG, testimonies)


def demo_accounts() -> list[tuple[str, str, str]]:
    """One account a role, each with a random password shown once: (role, e-mail, password)."""
    made = []
    for role in ROLES:
        if not accounts.user(f"{role}@demo.example"):
            user, password = add_user(f"{role}@demo.example", [role])
            made.append((role, user.email, password))
    return made


def _exhibition(about: dict, now: datetime) -> Exhibition:
    starts, ends = date.fromisoformat(about["starts_on"]), date.fromisoformat(about["ends_on"])
    if ends < now.date() + timedelta(days=30):  # a demo tried in a later year is still running
        starts, ends = now.date() - timedelta(days=7), now.date() + timedelta(days=60)
    return Exhibition(
        slug=SLUG, name=about["name"], theme=about["theme"], city=about["city"], venue=about["venue"], country=about["country"],
        languages=about["languages"], starts_on=starts, ends_on=ends, credits=about["credits"], disclaimer=about["disclaimer"], exit_url=about["exit_url"])


def _helplines(about: dict) -> list[Helpline]:
    """The numbers that come with the program, none of them verified, and the event's emergency number."""
    return [*missing_helplines(), *(Helpline(country=country, name="112" if number == "112" else "Emergency", number=number, emergency=True)
                                    for country, number in about["emergency"].items())]


def _figure(session, exhibition: Exhibition, position: int, told: dict, now: datetime) -> None:
    code, staff_code, testimony = free_code(), free_staff_code(), _testimony(told, now)
    session.add(testimony)
    session.flush()
    demo_margin.answer_all(session, testimony, told, now)
    demo_grants.give_all(testimony, told, exhibition, now)
    jitter_mm = 10 * (position * 7 % 5 - 2)  # never the person's own height: a median, rounded, moved by up to 20 mm
    cutout = Cutout(exhibition=exhibition, testimony=testimony, position=position, language=told["board_language"], figure=told["figure"],
                    face=told["face"], height_mm=HEIGHTS_MM[told["gender"]] + jitter_mm, palette=told["palette"], template=told.get("template", "panel"),
                    second_language=told.get("second_language", ""))
    cutout.copies.append(Copy(code=code, staff_code=staff_code, number=1))
    session.add(cutout)
    session.flush()
    if told["consent"] == "unconfirmed":
        demo_facts.read_by_person(session, testimony, cutout, now)
    if told["consent"] == "withdrawn":
        demo_grants.show_and_stop(testimony, cutout, now)
    before_commit(follow_decisions, (testimony, VERIFIER, now))  # the last word on this testimony is that of today


def _testimony(told: dict, now: datetime) -> Testimony:
    person = demo_records.person_of(told, "P" + free_code(), now)
    testimony = Testimony(
        code=told["code"], person=person, pseudonym=told["pseudonym"], experience_type=told["experience_type"],
        original_language=told["original_language"], origin_country=told["origin_country"],
        attributes={key: told.get(key, []) for key in ("exploitation", "exploitation_countries", "tip_act", "tip_means", "tip_purpose", "gender", "age_band", "term", "elements")}
        | {"sector": told.get("sector", ""), "composed": True, "fictional": True})
    for table, kind in TEXTS.items():
        for language, body in told.get(table, {}).items():
            body = body.strip()
            testimony.versions.append(StoryVersion(language=language, kind=kind, body=body, sha256=hashlib.sha256(body.encode()).hexdigest(),
                                                   spans=demo_facts.marked(told, table, language, body),
                                                   telling=demo_margin.telling_of(kind), written_at=now, written_by=RECORDER, approved_at=now, approved_by=RECORDER))
            demo_facts.tick_all(testimony.versions[-1], now)
    demo_facts.review(testimony, RECORDER, VERIFIER, now)
    return testimony
