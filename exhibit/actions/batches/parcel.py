"""What is sent at once: a spreadsheet, or a ZIP with one spreadsheet and the documents its lines name."""
from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from exhibit.actions.batches.table import Table, read_table
from exhibit.actions.documents.container import MOST_BYTES, Container
from exhibit.errors import WrongUse

PASSED_OVER = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")


@dataclass(frozen=True)
class Parcel:
    """The table, and the documents by the name a line gives."""

    table: Table
    box: Container | None
    members: dict[str, str]  # name as lines may write it -> part of the archive

    def document(self, name: str) -> bytes:
        """A document that a line names. Raises WrongUse when it is not there, or is there twice."""
        key = name.replace("\\", "/").strip().casefold()
        if self.box is None:
            raise WrongUse("A column “file” needs the documents: send a .zip with this spreadsheet and all of them.")
        member = self.members.get(key) or self.members.get(key.rpartition("/")[2])
        if not member:
            raise WrongUse("The document this line names is not in the .zip, or there are two of that name.")
        return self.box.read(member)

    @property
    def notes(self) -> tuple[str, ...]:
        named = {line.cells.get("file", "").replace("\\", "/").strip().casefold().rpartition("/")[2] for line in self.table.lines}
        over = sum(1 for member in set(self.members.values()) if member.casefold().rpartition("/")[2] not in named)
        more = [f"{over} {'document is' if over == 1 else 'documents are'} named by no line and {'was' if over == 1 else 'were'} not read."] if over else []
        return (*self.table.notes, *more)


def opened(content: bytes, filename: str) -> Parcel:
    """Raises WrongUse for what is neither, or holds no table or more than one."""
    if len(content) > MOST_BYTES:
        raise WrongUse(f"The file is larger than {MOST_BYTES // 1_000_000} MB: send it in parts. Nothing was stored.")
    if not content:
        raise WrongUse("The file is empty. Send .xlsx, .csv, or a .zip of documents with one of them.")
    if not content.startswith(b"PK\x03\x04"):
        return Parcel(read_table(content, "The spreadsheet"), None, {})
    box = Container(content, "The file")
    if any(name.startswith("xl/") for name in box.names):
        return Parcel(read_table(content, "The spreadsheet"), None, {})
    members = [name for name in box.names if not name.endswith("/") and not any(mark in name for mark in PASSED_OVER)]
    tables = [name for name in members if name.lower().endswith((".csv", ".xlsx"))]
    if len(tables) != 1:
        raise WrongUse(f"The .zip holds {len(tables) or 'no'} spreadsheet{'s' if len(tables) > 1 else ''}: it needs one (.xlsx or .csv), with a column “file” that names the documents.")
    members.remove(tables[0])
    return Parcel(read_table(box.read(tables[0]), "The spreadsheet"), box, _by_name(members))


def _by_name(members: list[str]) -> dict[str, str]:
    """By path, and by name alone where no two documents share it."""
    alone = Counter(member.casefold().rpartition("/")[2] for member in members)
    return {**{name: member for member in members if alone[name := member.casefold().rpartition("/")[2]] == 1}, **{member.casefold(): member for member in members}}
