"""Lists cost a bounded number of statements, and search finds what a curator types."""
from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
from sqlalchemy import event

from exhibit.actions import overview
from exhibit.actions.boards import in_words
from exhibit.store import db, queries, raise_epoch
from exhibit.store import tables as rows
from tests.support.scenes import CURATOR, FIGURE, HALL

NOW = datetime.now(UTC)


@contextmanager
def statements():
    """The statements sent to the database meanwhile."""
    seen: list[str] = []

    def note(_connection, _cursor, statement, *_rest) -> None:
        seen.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


def many(count: int, start: int = 0) -> list[rows.Testimony]:
    made = []
    for number in range(start, start + count):
        testimony = rows.Testimony(code=f"X{number:05}", person=rows.Person(code=f"P{number:05}", age_class="ADULT"), pseudonym=f"Name {number}", experience_type="TIP",
                                   original_language="uk", origin_country="UA", attributes={}, uniqueness_checked=True)
        for kind in ("STORY", "QUOTE", "CUTOUT"):
            testimony.versions.append(rows.StoryVersion(language="uk", kind=kind, body=f"Хліб номер {number}", sha256="0" * 64, written_at=NOW, written_by=CURATOR, approved_at=NOW))
        testimony.grants.append(rows.Grant(permission="PRT_CUTOUT", state="given" if number % 2 else "refused", recorded_by="w"))
        made.append(testimony)
    db.session.add_all(made)
    db.session.commit()
    return made


def test_two_hundred_testimonies_cost_as_many_statements_as_two(app):
    many(200)
    costs = []
    for limit in (2, 200):
        db.session.expunge_all()
        with statements() as seen:
            found, total = queries.testimonies(search="хліб", experience_type="TIP", language="uk", limit=limit)
            assert total == 200 and len(found) == limit and all(t.person.code and t.versions and t.grants for t in found)
        costs.append(len(seen))
    assert max(costs) <= 9 and costs[1] - costs[0] <= 1  # the ticks of six hundred texts come in two statements


def test_a_hall_of_many_figures_costs_as_many_statements_as_one_of_few(app):
    costs = []
    for count, slug in ((2, "few"), (60, "many")):
        exhibition = rows.Exhibition(**{**HALL, "slug": slug})
        for position, testimony in enumerate(many(count, start=1000 * count), 1):
            exhibition.cutouts.append(rows.Cutout(testimony=testimony, position=position, face="none", **FIGURE, copies=[
                rows.Copy(code=f"{slug[0].upper()}{position:05}", number=1), rows.Copy(code=f"{slug[1].upper()}{position:05}", number=2)]))
        db.session.add(exhibition)
        raise_epoch()
        db.session.commit()
        db.session.expunge_all()
        with statements() as seen:
            listed = overview.copies_of(queries.exhibition(slug), "https://voices.eu", NOW)
            assert len(listed) == 2 * count and all(in_words(tuple(row["reasons"])) for row in listed)
        costs.append(len(seen))
        db.session.expunge_all()
        with statements() as seen:
            assert len(overview.hall(queries.exhibition(slug), NOW)) == count
        costs.append(len(seen))
    assert costs[:2] == costs[2:] and max(costs) <= 22


@pytest.mark.parametrize(("typed", "found"), [("ХЛІБ НОМЕР 7", 1), ("хліб", 12), ("name 1", 3), ("x00003", 1), ("100%", 0), ("_", 0), ("нічого", 0)])
def test_search_finds_words_of_any_script_in_any_letter_case(app, typed, found):
    many(12)
    assert queries.testimonies(search=typed)[1] == found


def test_filters_narrow_and_pages_follow(app):
    many(12)
    assert queries.testimonies(consent_state="refused")[1] == 6 and queries.testimonies(language="fr")[1] == 0
    first, second = queries.testimonies(limit=5)[0], queries.testimonies(limit=5, offset=5)[0]
    assert [t.code for t in first + second] == [f"X{n:05}" for n in range(10)]
