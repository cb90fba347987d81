"""Brings the database to this version of the tables, by Alembic's migrations only."""
from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from exhibit.errors import ExhibitError
from exhibit.store.engine import db, take_the_pen

MIGRATIONS = Path(__file__).parent / "migrations"


def config() -> Config:
    """What Alembic needs to know to find the migrations."""
    settings = Config()
    settings.set_main_option("script_location", str(MIGRATIONS))
    return settings


def current_and_newest() -> tuple[str | None, str | None]:
    """(revision of the database, newest revision in the code)."""
    with db.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision(), ScriptDirectory.from_config(config()).get_current_head()


def ensure_schema() -> None:
    """Upgrade when needed. Raises ExhibitError when the database is newer than the code or cannot be reached."""
    try:
        current, newest = current_and_newest()
    except Exception as error:  # every driver has errors of its own; all mean the same to the person
        raise ExhibitError(f"The database cannot be opened ({str(error).splitlines()[0]}). Check DATABASE_URL or the instance folder.") from error
    if current == newest:
        return
    if current not in {None, *(script.revision for script in ScriptDirectory.from_config(config()).walk_revisions())}:
        raise ExhibitError(f"The database was made by a newer Exhibit (its revision {current} is not known here). Start that version, or restore a backup.")
    if not _may_change_tables():
        raise ExhibitError(f"The database is at revision {current or 'none'}, this version needs {newest}, and the role this process signs in with may not change tables. "
                           "Run `exhibit doctor` once with the DATABASE_URL of the owner, and `exhibit database-role` again; then serve.")
    _upgrade()


def _may_change_tables() -> bool:
    """False for a role made for the public doors alone: nothing is tried, the owner does it."""
    if db.engine.dialect.name != "postgresql":
        return True
    with db.engine.connect() as connection:
        return bool(connection.exec_driver_sql("SELECT has_schema_privilege(current_schema(), 'CREATE')").scalar())


def _upgrade() -> None:
    """One process upgrades, the others wait: the revision is asked again once the pen is held."""
    settings = config()
    with db.engine.begin() as connection:
        take_the_pen(connection)
        if MigrationContext.configure(connection).get_current_revision() == ScriptDirectory.from_config(settings).get_current_head():
            return
        settings.attributes["connection"] = connection
        command.upgrade(settings, "head")
