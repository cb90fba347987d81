"""Brings the database to this version of the tables, by Alembic's migrations only."""
from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect

from exhibit.errors import ExhibitError
from exhibit.store.engine import db

MIGRATIONS = Path(__file__).parent / "migrations"


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return config


def current_and_newest() -> tuple[str | None, str | None]:
    """(revision of the database, newest revision in the code)."""
    with db.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision(), ScriptDirectory.from_config(_config()).get_current_head()


def ensure_schema() -> None:
    """Upgrade when needed. Raises ExhibitError when the database is newer than the code or cannot be reached."""
    try:
        current, newest = current_and_newest()
    except Exception as error:  # every driver has errors of its own; all mean the same to the person
        raise ExhibitError(f"The database cannot be opened ({str(error).splitlines()[0]}). Check DATABASE_URL or the instance folder.") from error
    if current == newest:
        return
    config = _config()
    with db.engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def tables_present() -> set[str]:
    return set(inspect(db.engine).get_table_names())
