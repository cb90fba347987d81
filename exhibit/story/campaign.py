"""The campaign days, from campaign_days.toml: when they are and where that was laid down. Their words are in visit/campaign.toml."""
from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_name("campaign_days.toml")


@dataclass(frozen=True, slots=True)
class CampaignDay:
    """One day of the year. `source` and `url`: who keeps it."""

    key: str
    month: int
    day: int
    source: str
    url: str

    def in_year(self, year: int) -> date:
        return date(year, self.month, self.day)


@cache
def campaign_days() -> tuple[CampaignDay, ...]:
    """All of them in the order of the calendar. Raises ValueError for a row that is no day, has no source, or stands there twice."""
    rows = [CampaignDay(**row) for row in tomllib.loads(TABLE.read_text(encoding="utf-8"))["day"]]
    for row in rows:
        row.in_year(2026)
        if not row.source or not row.url.startswith("https://"):
            raise ValueError(f"{TABLE.name}: {row.key} needs a source with an address that begins with https://")
    if len({row.key for row in rows}) < len(rows):
        raise ValueError(f"{TABLE.name}: a key stands there twice")
    return tuple(sorted(rows, key=lambda row: (row.month, row.day)))
