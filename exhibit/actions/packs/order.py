"""How a pack is wanted."""
from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from exhibit.cutout.sheets.options import SheetOptions

Progress = Callable[[int, int], None]
OF_A_JOB = ("paper", "margin_mm", "overlap_mm", "gap_mm", "orientation", "order", "marks", "labels", "two_sided")


@dataclass(frozen=True, slots=True)
class Order:
    """`base_url` stands in the codes; `by` is written into the ledger; `sheets` is the paper of the tiled boards."""

    base_url: str
    by: str
    now: datetime
    sheets: SheetOptions = field(default_factory=SheetOptions)
    with_contact_sheet: bool = True


def sheets_of(options: Mapping[str, Any]) -> SheetOptions:
    """The sheets a job's row asks for; what it does not name is as usual. Raises CutoutError for options that cannot be."""
    return SheetOptions(**{name: options[name] for name in OF_A_JOB if name in options})


def options_of(sheets: SheetOptions) -> dict[str, Any]:
    """The sheets as a job's row keeps them."""
    return asdict(sheets)
