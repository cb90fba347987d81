"""`exhibit database-role`: the SQL as text, or granted; and what SQLite says."""
from __future__ import annotations

from sqlalchemy import create_engine, text

from tests.cli.test_serve import serving, status


def test_the_role_is_printed_and_granted(typed, demo, backend, databases, monkeypatch):
    said = typed("database-role", "exhibit_public", "--json")
    if backend == "sqlite":
        assert said.code == 1 and said.err.startswith("SQLite knows no roles")
        return
    assert not said.document["applied"] and "GRANT SELECT ON public.testimony TO exhibit_public" in said.document["sql"]
    printed = typed("database-role", "exhibit_public").out
    assert printed.startswith("DO $$ BEGIN") and printed.rstrip().endswith(";") and "PASSWORD" not in printed
    granted = typed("database-role", "exhibit_public", "--apply")
    assert granted.code == 0 and "may now do what the doors visit, person, hall need, and nothing else" in granted.out


def test_desk_and_strange_names_are_wrong_use(typed, demo, backend):
    if backend == "postgresql":
        assert typed("database-role", "exhibit_public", "--doors", "desk").code == 2
        assert typed("database-role", "Exhibit").err.startswith("A role's name has small letters")


def test_the_public_doors_are_served_as_the_role(typed, place, backend, databases, monkeypatch):
    """A real server; on SQLite, where there is no role, as the file's owner."""
    database = databases.fresh("demo", place)
    if backend == "postgresql":
        monkeypatch.setenv("DATABASE_URL", database)
        assert typed("database-role", "exhibit_public", "--apply").code == 0
    engine = create_engine(database)
    with engine.connect() as connection:
        code = connection.scalar(text("SELECT copy.code FROM copy JOIN cutout ON cutout.id = copy.cutout_id JOIN testimony ON testimony.id = cutout.testimony_id WHERE testimony.code = 'T01'"))
    engine.dispose()
    with serving(place, "--workers", "1", "--doors", "visit,person,hall", database=database.replace("exhibit@", "exhibit_public@")) as (process, address, _):
        assert [status(f"{address}{path}") for path in (f"/{code}", "/", "/card", "/h/", "/ZZZZZZ", "/desk/")] == [200, 200, 200, 200, 404, 404]
        process.terminate()
        assert process.wait(15) == 0
