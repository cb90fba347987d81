"""The public doors on a PostgreSQL role of their own: their work goes on, and the database itself refuses everything else."""
from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import ProgrammingError

from exhibit.actions import approvals, receipts, walks
from exhibit.actions.consent import withdraw
from exhibit.app import create_app
from exhibit.errors import ExhibitError, WrongUse
from exhibit.store import db, queries, rights, schema, uses
from exhibit.store.scans import scans
from exhibit.web.visit.counting import counting
from tests.support.boards import handed_over
from tests.support.desk import Visitor
from tests.support.photos import photo

# SQLite knows no roles; tests/cli/test_roles.py hears it say so
pytestmark = pytest.mark.parametrize("backend", ["postgresql"], indirect=True, scope="session")
ROLE, DOORS = "exhibit_public", ("visit", "person", "hall")
CURATOR, CASEWORKER = "curator@demo.example", "caseworker@demo.example"
NOW = datetime.now(UTC)
PHONE = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Mobile Safari/537.36"


@pytest.fixture
def owner(demo_app):
    """The demo, with its first board printed, a card, a link to read, a walk; and the role made by the SQL that is printed."""
    settings = demo_app.config["EXHIBIT"]
    rights.apply(rights.statements(ROLE, DOORS, rights.database_name(), settings.counts == settings.database_url))
    return demo_app


@pytest.fixture
def public(owner) -> Iterator:
    """The public doors as `exhibit serve --doors visit,person,hall` opens them, signed in as the role."""
    settings = owner.config["EXHIBIT"]
    app = create_app(replace(settings, database_url=settings.database_url.replace("exhibit@", f"{ROLE}@"), doors=DOORS), doors=DOORS)
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def phone(public) -> Visitor:
    return Visitor(public)


def copy_of(code: str):
    return next(c for c in queries.cutouts(queries.exhibition("demo")) if c.testimony.code == code).copies[0]


def test_the_schema_is_looked_at_and_left_alone(public):
    with public.app_context():
        schema.ensure_schema()


def test_a_database_that_is_behind_is_named_and_not_touched(owner, public):
    db.session.execute(text("UPDATE alembic_version SET version_num = '0006'"))
    db.session.commit()
    with public.app_context(), pytest.raises(ExhibitError) as refusal:
        schema.ensure_schema()
    assert "is at revision 0006, this version needs" in refusal.value.sentence and "may not change tables" in refusal.value.sentence


def test_a_visitor_reads_and_is_counted_as_a_number(owner, public, phone):
    code = copy_of("T01").code
    assert phone.page(f"/{code}/en").h1 and phone.get("/ZZZZZZ").status_code == 404 and phone.get("/").status_code == 200
    with public.app_context():
        assert counting(public)  # the doors' own
        counting(public).opened(code, "en", PHONE, NOW)
        assert counting(public).flush()
    assert sum(count.openings for count in scans().counts("demo", 10**6)) >= 1


def test_a_visitor_has_a_story_held(owner, phone):
    code = copy_of("T01").code
    assert phone.client.post(f"/{code}/en/stop", data={"why": "KNOWN"}).status_code == 200
    db.session.expire_all()
    assert queries.testimony("T01").hold == "REQUEST_PENDING" and phone.get(f"/{code}").status_code == 404


def test_she_stops_with_her_card(owner, phone):
    number = receipts.issue(queries.testimony("T01"), "CARD", "en", CASEWORKER, NOW).number
    handed_over(copy_of("T01"), CURATOR, NOW)
    code = copy_of("T01").code
    page = phone.client.post("/card", data={"number": number})
    assert page.status_code == 200
    assert phone.client.post("/card", data={"number": number, "stop": "everything"}).status_code == 200
    assert phone.get(f"/{code}").status_code == 404
    db.session.expire_all()
    assert {grant.state for grant in queries.testimony("T01").grants} == {"withdrawn"} and uses.withdrawals(testimony=queries.testimony("T01"))


def test_a_child_stops_too(owner, phone):
    child = next(c.testimony for c in queries.cutouts(queries.exhibition("demo")) if c.testimony.person.age_class == "CHILD")
    number = receipts.issue(child, "CARD", "en", CASEWORKER, NOW).number
    assert phone.client.post("/card", data={"number": number, "stop": "everything"}).status_code == 200
    db.session.expire_all()
    assert queries.testimony(child.code).person.child_assent is False


def test_an_old_number_puts_everything_on_hold(owner, phone):
    old = receipts.issue(queries.testimony("T01"), "CARD", "en", CASEWORKER, NOW).number
    receipts.issue(queries.testimony("T01"), "CARD", "en", CASEWORKER, NOW, replaces=True)
    phone.client.post("/card", data={"number": old})
    db.session.expire_all()
    assert queries.testimony("T01").hold == "REQUEST_PENDING"


def test_she_reads_says_yes_a_wish_and_no(owner, phone):
    testimony = queries.testimony("T15")
    token = approvals.make_link(testimony, ["en"], 14, queries.cutouts_of_testimony(testimony)[0].id, CASEWORKER, NOW)[1]
    quote, story = testimony.newest("QUOTE", "en"), testimony.newest("STORY", "en")
    quote.approved_at = None
    db.session.commit()
    assert phone.client.post(f"/read/{token}", data={"text_language": "en"}).status_code == 200
    for fields in ({"text": quote.id, "answer": "YES"}, {"text": story.id, "answer": "CHANGE", "passage": "0", "reason": "Softer, please."}, {"text": story.id, "answer": "NO", "reason": "Not like this."}):
        assert phone.client.post(f"/read/{token}", data={**fields, "text_language": "en"}).status_code == 200
    db.session.expire_all()
    assert queries.version(quote.id).approved_at and not queries.version(story.id).approved_at


def test_the_crew_says_stands_and_down_and_walks(owner, phone):
    copy = copy_of("T01")
    handed_over(copy, CURATOR, NOW)
    walk = walks.start_walk(queries.exhibition("demo"), CURATOR, NOW)
    phone.client.get(f"/h/walk/{walks.token(walk)}")
    assert "KEEP" in phone.page(f"/h/{copy.staff_code}").text
    assert phone.client.post(f"/h/{copy.staff_code}/stands", data={"place": "Hall 2"}).status_code == 303
    db.session.expire_all()
    assert uses.board_of(copy).status == "on_display" and len(uses.walk(walk.id).scans) == 1
    withdraw(queries.testimony("T01"), CASEWORKER, NOW)
    sent = phone.client.post(f"/h/{copy.staff_code}/down", data={"photo": (io.BytesIO(photo()), "photo.jpg")}, content_type="multipart/form-data")
    assert sent.status_code == 303 and "said=down_done" in sent.location
    db.session.expire_all()
    assert uses.board_of(copy).status == "removed"


REFUSED = (
    'SELECT password FROM "user"', "SELECT * FROM user_role", "SELECT * FROM compensation", "SELECT * FROM tombstone", "SELECT * FROM reference_count",
    "UPDATE story_version SET body = 'Something else.'", "UPDATE story_version SET sha256 = ''", "INSERT INTO story_version (testimony_id) VALUES (1)",
    "UPDATE testimony SET pseudonym = 'Known'", "UPDATE testimony SET hold = 'NONE'", "UPDATE testimony SET hold = 'SAFETY', lift_asked_by = 'verifier@demo.example'", "UPDATE person SET child_assent = true", "UPDATE person SET age_class = 'ADULT'",
    "UPDATE consent_grant SET state = 'confirmed'", "UPDATE consent_grant SET valid_until = NULL", "UPDATE consent_grant SET permission = 'WEB_STORY'",
    "INSERT INTO consent_grant (uid, testimony_id, permission, state, recorded_by) SELECT 'NEWGRANT', id, 'WEB_STORY', 'confirmed', 'x' FROM testimony LIMIT 1",
    "INSERT INTO consent_grant (uid, testimony_id, permission, state, recorded_by) SELECT 'NEWGRANT', id, 'WEB_STORY', 'given', 'x' FROM testimony LIMIT 1",
    "UPDATE consent_event SET reason = 'x'", "UPDATE ledger SET restored = false", "UPDATE exhibition SET exit_url = 'https://x.example'", "UPDATE helpline SET number = '1'",
    "UPDATE copy SET code = 'AAAAAA'", "UPDATE approval_link SET expires_at = now()", "INSERT INTO recording (uid) VALUES ('x')", "CREATE TABLE mine (id int)",
    "ALTER TABLE testimony ADD COLUMN x int", "DROP TABLE copy", "TRUNCATE copy", "CREATE ROLE other", "ALTER TABLE consent_grant DISABLE ROW LEVEL SECURITY",
    "INSERT INTO version_tick (version_id, tick, at, by) SELECT id, 'ANONYMITY', now(), 'x' FROM story_version LIMIT 1", "SET ROLE exhibit",
)


@pytest.mark.parametrize("statement", REFUSED, ids=lambda text: text[:60])
def test_the_database_refuses(owner, public, statement):
    with public.app_context(), db.engine.connect() as connection, pytest.raises(ProgrammingError, match="denied|row-level security|must be owner"):
        connection.execute(text(statement))


def test_nothing_is_deleted_but_the_tick_that_a_no_takes_back(owner, public):
    rows = {name: db.session.scalar(text(f'SELECT count(*) FROM "{name}"')) for name in schema_tables()}
    with public.app_context():
        for name in rows:
            with db.engine.connect() as connection:
                if name == "version_tick":
                    connection.execute(text("DELETE FROM version_tick WHERE tick <> 'CONSENT'"))
                    connection.commit()
                    continue
                with pytest.raises(ProgrammingError, match="denied"):
                    connection.execute(text(f'DELETE FROM "{name}"'))
    assert rows == {name: db.session.scalar(text(f'SELECT count(*) FROM "{name}"')) for name in rows}


def schema_tables() -> list[str]:
    return list(db.session.scalars(text("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")))


def test_fewer_doors_have_fewer_rights(owner):
    sql = list(rights.statements("exhibit_visit", ("visit",), rights.database_name(), True))
    rights.apply(sql)
    written = {name for statement in sql for name in re.findall(r"GRANT (?:INSERT|UPDATE|DELETE)[^;]* ON public\.(\w+)", statement)}
    assert written == {"consent_event", "ledger", "testimony", "use_record"}
    engine = create_engine(owner.config["EXHIBIT"].database_url.replace("exhibit@", "exhibit_visit@"))
    with engine.connect() as connection, pytest.raises(ProgrammingError, match="denied"):
        connection.execute(text("UPDATE consent_grant SET state = 'withdrawn'"))
    engine.dispose()


def test_granting_again_changes_nothing(owner):
    settings = owner.config["EXHIBIT"]
    rights.apply(rights.statements(ROLE, DOORS, rights.database_name(), settings.counts == settings.database_url))


@pytest.mark.parametrize("doors", [("desk",), ("visit", "account"), ()])
def test_desk_and_accounts_get_no_role(backend, doors):
    with pytest.raises(WrongUse, match="public doors"):
        rights.rights_of(doors)


@pytest.mark.parametrize("name", ["Robert'); DROP TABLE copy;--", "", "1st", "a" * 60, "Public"])
def test_a_role_has_a_plain_name(backend, name):
    with pytest.raises(WrongUse, match="role's name"):
        list(rights.statements(name, DOORS, "x", False))


def test_every_door_only_reads_what_is_there(backend):
    for door in DOORS:
        assert rights.rights_of((door,)).read
