"""A spreadsheet (XLSX or CSV) as lines of plain cells, each with the number it has there.

A cell that holds a formula, a date or an error says nothing that could be kept: the line is refused with the cell's name, nothing is guessed.
"""
from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import islice

import openpyxl
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from exhibit.actions.documents.container import Container
from exhibit.errors import WrongUse

MOST_LINES = 100
MOST_ROWS = 100_000  # empty ones included
MOST_CELL = 400_000  # characters: longer than any text that is kept
MOST_COLUMNS = 100
COLUMNS: dict[str, tuple[str, ...]] = {  # what we call a column -> how it may be headed
    "pseudonym": ("pseudonym",), "language": ("language", "original language"), "country": ("country", "country of origin", "origin"),
    "experience": ("experience", "type of experience", "experience type"), "text": ("text", "testimony", "story"), "file": ("file", "document", "file name"),
    "kind": ("kind", "kind of text"), "age": ("age", "age class", "age when the story was told"), "act": ("act", "acts"), "means": ("means",), "purpose": ("purpose", "purposes"),
    "forms": ("forms", "forms of exploitation", "exploitation"), "gender": ("gender",),
}
NEEDED = ("pseudonym", "language", "country", "experience")
csv.field_size_limit(MOST_CELL)


@dataclass(frozen=True, slots=True)
class TableLine:
    """One line: its number in the spreadsheet, column -> words, and what is wrong with its cells."""

    number: int
    cells: dict[str, str]
    wrong: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    lines: tuple[TableLine, ...]
    notes: tuple[str, ...] = field(default=())


def read_table(content: bytes, name: str) -> Table:
    """Raises WrongUse for what is no spreadsheet, has no headings or too many lines."""
    rows, notes = _sheet(content, name) if content.startswith(b"PK\x03\x04") else _separated(content, name)
    return _headed(rows, notes, name)


def _headed(rows: list[tuple[int, list[str], tuple[str, ...]]], notes: list[str], name: str) -> Table:
    filled = [row for row in rows if any(row[1]) or row[2]]
    if not filled:
        raise WrongUse(f"{name} is empty. The first line names the columns: {', '.join(NEEDED)}, and text or file.")
    heads = [_column(cell) for cell in filled[0][1]]
    missing = [code for code in NEEDED if code not in heads]
    if missing or not {"text", "file"} & set(heads):
        raise WrongUse(f"The first line of {name} must name the columns. Missing: {', '.join([*missing, *([] if {'text', 'file'} & set(heads) else ['text or file'])])}.")
    twice = sorted({code for code in heads if code and heads.count(code) > 1})
    if twice:
        raise WrongUse(f"Two columns of {name} are headed {' and '.join(twice)}: keep one.")
    lines = tuple(TableLine(number, {code: cell for code, cell in zip(heads, cells, strict=False) if code}, wrong) for number, cells, wrong in filled[1:])
    if not lines:
        raise WrongUse(f"{name} has headings and no line below them.")
    if len(lines) > MOST_LINES:
        raise WrongUse(f"{name} has {len(lines)} lines; the most at once is {MOST_LINES}. Send it in parts; nothing was stored.")
    empty = filled[-1][0] - filled[0][0] + 1 - len(filled)
    unknown = sum(1 for head, code in zip(filled[0][1], heads, strict=True) if head and not code)
    return Table(lines, tuple([*notes, *([f"{empty} empty {'line was' if empty == 1 else 'lines were'} passed over."] if empty else []),
                               *([f"{unknown} {'column was' if unknown == 1 else 'columns were'} not read: {'its heading is' if unknown == 1 else 'their headings are'} none of those on this page."] if unknown else [])]))


def _column(heading: str) -> str:
    said = " ".join(heading.casefold().replace("_", " ").split())
    return next((code for code, names in COLUMNS.items() if said in names), "")


def _separated(content: bytes, name: str) -> tuple[list[tuple[int, list[str], tuple[str, ...]]], list[str]]:
    """Lines of a CSV file with comma, semicolon or tab. A line is numbered as a spreadsheet numbers it."""
    try:
        text = content.decode("utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise WrongUse(f"{name} is not in UTF-8 (byte {error.start + 1} cannot be read). Save it as “CSV UTF-8”, or as .xlsx.") from error
    if "\0" in text:
        raise WrongUse(f"{name} is no spreadsheet. Send .xlsx, .csv, or a .zip of documents with one of them.")
    first = text.lstrip("\n\r").split("\n", 1)[0]
    comma = max(",;\t", key=first.count)
    try:
        rows = [list(row[:MOST_COLUMNS]) for row in islice(csv.reader(io.StringIO(text, newline=""), delimiter=comma), MOST_ROWS + 1)]
    except csv.Error as error:
        raise WrongUse(f"{name} cannot be read as lines and columns: a quotation mark is not closed, or a cell is too long. Save it as .xlsx.") from error
    if len(rows) > MOST_ROWS:
        raise _too_many(name)
    return [(number, [cell.strip() for cell in row], ()) for number, row in enumerate(rows, 1)], []


def _too_many(name: str) -> WrongUse:
    return WrongUse(f"{name} has more lines than the {MOST_LINES} that are taken at once. Send it in parts; nothing was stored.")


def _sheet(content: bytes, name: str) -> tuple[list[tuple[int, list[str], tuple[str, ...]]], list[str]]:
    """Lines of the first sheet that is shown. Every part is looked at before: sizes, entities."""
    box = Container(content, name)
    if any("vbaproject" in part.lower() for part in box.names):
        raise WrongUse(f"{name} holds macros, small programs. Save it as an ordinary spreadsheet (.xlsx); nothing was stored.")
    for part in box.names:
        if part.lower().endswith((".xml", ".rels", ".vml")):
            box.xml(part)
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
        shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        if not shown:
            raise box.damaged()
        rows = _rows(shown[0].iter_rows(max_col=MOST_COLUMNS), name)
        book.close()
    except (InvalidFileException, KeyError, ValueError, TypeError, AttributeError, IndexError, OSError, zipfile.BadZipFile) as error:  # what openpyxl raises for a workbook that breaks its own rules
        raise box.damaged() from error
    return rows, ([f"Only the first sheet was read; there are {len(book.worksheets)}."] if len(book.worksheets) > 1 else [])


def _rows(found: Iterable, name: str) -> list[tuple[int, list[str], tuple[str, ...]]]:
    rows = []
    filled = 0
    for number, cells in enumerate(found, 1):
        said = [_said(cell) for cell in cells]
        wrong = tuple(f"Cell {get_column_letter(at)}{number} holds {what}." for at, (_, what) in enumerate(said, 1) if what)
        rows.append((number, [words for words, _ in said], wrong))
        filled += any(rows[-1][1])
        if filled > MOST_LINES + 50 or number > MOST_ROWS:
            raise _too_many(name)
    return rows


def _said(cell) -> tuple[str, str]:
    """The words of a cell, or what else it holds."""
    value = cell.value
    if cell.data_type == "f":
        return "", "a formula: copy the column and paste it as values"
    if cell.data_type == "e":
        return "", "an error of the spreadsheet"
    if isinstance(value, datetime | date | time | timedelta):
        return "", "a date or a time: format the column as text and write it again"
    if isinstance(value, bool):
        return "", "true or false, no words"
    return ("" if value is None else str(value).strip()), ""
