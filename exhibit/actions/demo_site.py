"""The demo's public site from its data file, held to the same checks as what a curator types."""
from __future__ import annotations

import tomllib
from datetime import datetime
from pathlib import Path

from exhibit.actions.country_panels import checked_panel
from exhibit.actions.site import checked_house, checked_words
from exhibit.store.tables import CountryPanel, Exhibition
from exhibit.story.public_site import TEXTS

CONTENT = Path(__file__).parents[1] / "demo_content" / "site.toml"
CURATOR = "curator@demo.example"


def tell_site(session, exhibition: Exhibition, now: datetime) -> None:
    """Words, house and country panels. Inside the transaction that makes the exhibition."""
    told = tomllib.loads(CONTENT.read_text(encoding="utf-8"))
    languages = list(dict.fromkeys(code for field in TEXTS for code in told.get(field, {})))
    words = {code: checked_words({field: told.get(field, {}).get(code, "") for field in TEXTS}) for code in languages}
    exhibition.site = checked_house(told, exhibition.country) | {field: {code: text[field] for code, text in words.items() if text[field]} for field in TEXTS}
    session.flush()
    for country, row in told["country"].items():
        session.add_all(_panel(exhibition, country, code, body, row["sources"], now) for code, body in row.items() if code != "sources")


def _panel(exhibition: Exhibition, country: str, language: str, body: str, sources: list[dict], now: datetime) -> CountryPanel:
    code, text, checked = checked_panel(country, language, body, sources, now)
    return CountryPanel(exhibition_id=exhibition.id, country=code, language=language, body=text, sources=checked, written_by=CURATOR, written_at=now)
