"""What is stored, where, how long, and how it is protected: made from the tables themselves and one line a column (columns.toml)."""
from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from exhibit.store import accounts  # noqa: F401  its tables belong to the same metadata
from exhibit.store.engine import Base
from exhibit.store.vault import Sealed, SealedDateTime

TABLE = Path(__file__).with_name("columns.toml")
KEPT: dict[str, str] = {
    "HISTORY": "for good: codes, dates and hashes, so that everything can be proved",
    "TOMBSTONE": "for the years that the setting on evidence says (ten unless changed), then deleted",
    "TESTIMONY": "until the testimony is erased: drafts after 6 months, ended ones after 12, on the person's wish at once",
    "SOURCE": "the source until the text made of it is approved, and never longer than the setting on sources says; the rest until the testimony is erased",
    "EXHIBITION": "as long as the exhibition is on file",
    "ACCOUNT": "as long as the account is on file; a closed account stays, because the history names it",
    "ALWAYS": "as long as the installation exists",
}
ABOUT: dict[str, str] = {"person": "the person whose story it is", "staff": "people who work with Exhibit", "nobody": "nobody"}
FILES: tuple[tuple[str, str, str], ...] = (  # outside the database: what, where, how long
    ("encrypted scans of evidence, only where the custodian wants them here, and photographs of boards taken down", "files/*.sealed", KEPT["TESTIMONY"]),
    ("packs for the print shop, with the words of the boards", "files/packs", "until made anew, or until a story in them is erased"),
    ("keys: session, passwords, signature, encryption; readable by the server alone", "*.key", KEPT["ALWAYS"]),
    ("list of stops: codes and dates", "EXHIBIT_STOPS", KEPT["HISTORY"]),
    ("backups: everything, encrypted", "exhibit backup", "90 days at most: after that the erased words in them must go"),
    ("visitors: no cookie, no address, no log of requests", "–", "–"),
)


@dataclass(frozen=True, slots=True)
class Described:
    """One column: what it holds, and whether it is kept encrypted."""

    name: str
    words: str
    sealed: bool


@dataclass(frozen=True, slots=True)
class DescribedTable:
    """One table: whom it tells about (key of ABOUT), how long it is kept (key of KEPT), its columns."""

    name: str
    about: str
    keep: str
    columns: tuple[Described, ...]


@cache
def _told() -> dict[str, dict[str, str]]:
    return tomllib.loads(TABLE.read_text(encoding="utf-8"))


def tables() -> list[DescribedTable]:
    """Every table the code knows, those about the person first. Raises KeyError for a table or column that nobody has described."""
    found = [_table(table) for table in Base.metadata.sorted_tables]
    return sorted(found, key=lambda table: (tuple(ABOUT).index(table.about), table.name))


def _table(table) -> DescribedTable:
    own, common = _told()[table.name], _told()["common"]
    columns = tuple(Described(column.name, own.get(column.name) or common[column.name], isinstance(column.type, Sealed | SealedDateTime)) for column in table.columns)
    return DescribedTable(table.name, own["about"], own["keep"], columns)


def words() -> list[str]:
    """Every sentence of the description, for translators."""
    told = [*KEPT.values(), *ABOUT.values(), *(text for what, _where, long in FILES for text in (what, long) if text != "–")]
    return list(dict.fromkeys((*told, *(column.words for table in tables() for column in table.columns))))
