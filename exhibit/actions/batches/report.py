"""What happened to each of many testimonies: numbers, kinds and reasons, and no word of any text. File names stay on the screen: they may name somebody."""
from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from exhibit.story.anonymise.finds import Find
from exhibit.story.anonymise.kinds import KINDS, Severity

HEADINGS = ("line", "what happened", "testimony", "came as", "lead to the person alone", "lead to the person together", "worth a look", "kinds", "left out", "reason")
STORED, TRIED, REFUSED, NOT_DONE, WRITTEN = "STORED", "TRIED", "REFUSED", "NOT_DONE", "WRITTEN"
HAPPENED = {STORED: "stored", TRIED: "can be stored", REFUSED: "refused", NOT_DONE: "not stored, because another line was refused", WRITTEN: "written"}


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One line or file. `name`: of a file in a folder, for the screen alone; `written`: name of the new file."""

    line: int
    what: str
    code: str = ""
    came_as: str = ""
    kinds: dict[str, int] = field(default_factory=dict)
    severities: dict[int, int] = field(default_factory=dict)
    left: str = ""
    reason: str = ""
    name: str = ""
    written: str = ""

    def of(self, severity: Severity) -> int:
        return self.severities.get(int(severity), 0)

    @property
    def finds(self) -> int:
        return sum(self.kinds.values())

    @property
    def said_kinds(self) -> str:
        return "; ".join(f"{code} {count}" for code, count in self.kinds.items())


def counted(finds: Iterable[Find]) -> tuple[dict[str, int], dict[int, int]]:
    """How many of each kind, in the order of KINDS, and of each severity."""
    found = tuple(finds)
    kinds = Counter(find.kind for find in found)
    return {code: kinds[code] for code in KINDS if kinds[code]}, dict(Counter(int(find.severity) for find in found))


@dataclass(frozen=True, slots=True)
class Report:
    rows: tuple[ReportRow, ...]
    notes: tuple[str, ...] = ()

    @property
    def refused(self) -> int:
        return sum(row.what == REFUSED for row in self.rows)

    @property
    def stored(self) -> int:
        return sum(row.what == STORED for row in self.rows)

    def csv(self) -> str:
        """For a spreadsheet, in UTF-8 with its mark. No cell begins like a formula."""
        out = io.StringIO(newline="")
        writer = csv.writer(out)
        writer.writerow(HEADINGS)
        for row in self.rows:
            writer.writerow([row.written or row.line, HAPPENED[row.what], row.code, row.came_as, row.of(Severity.ALONE), row.of(Severity.TOGETHER), row.of(Severity.LOOK), row.said_kinds, row.left,
                             _no_formula(row.reason)])
        return "\ufeff" + out.getvalue()

    def document(self) -> dict:
        """For `--json`."""
        return {"files": [{"file": row.name, "written": row.written, "what": HAPPENED[row.what], "came_as": row.came_as, "kinds": row.kinds, "alone": row.of(Severity.ALONE),
                           "together": row.of(Severity.TOGETHER), "look": row.of(Severity.LOOK), "left_out": row.left, "reason": row.reason} for row in self.rows], "notes": list(self.notes)}

    def text(self) -> str:
        """For the terminal."""
        return "\n".join([*(_in_a_line(row) for row in self.rows), *self.notes])


def _no_formula(words: str) -> str:
    return f"'{words}" if words[:1] in tuple("=+-@\t\r") else words


def _in_a_line(row: ReportRow) -> str:
    if row.what == REFUSED:
        return f"{row.name}: refused. {row.reason}"
    return f"{row.written}  {row.name} ({row.came_as}): {row.finds} finds, {row.of(Severity.ALONE)} of them lead to a person alone. {row.left}".rstrip()
