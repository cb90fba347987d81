"""For every board and every page: which permission it stands on."""
from __future__ import annotations

import json

from exhibit.actions.consent import withdraw
from exhibit.store import queries


def test_every_open_board_and_page_names_its_permissions(sign_in):
    page = sign_in("officer").page("/desk/exhibitions/demo/grounds")
    sections = page.select("section.grounds")
    assert len(sections) == len(queries.exhibition("demo").cutouts)
    for section in sections:
        headings, tables = section.select("h3"), section.select("table")
        assert headings and len(tables) == len(section.select(".verdict-yes")) and all(table.select("tbody tr") for table in tables)


def test_the_file_holds_codes_and_dates_and_no_word_of_a_story(sign_in, now):
    desk, testimony = sign_in("officer"), queries.testimony("T01")
    answer = desk.get("/desk/exhibitions/demo/grounds.json")
    found = json.loads(answer.data)
    boards = [row for row in found["surfaces"] if row["kind"] == "CUTOUT_COPY"]
    assert len(boards) == 15 and sum(row["allowed"] for row in boards) == 12
    assert all(row["stands_on"] and row["valid_until"] for row in found["surfaces"] if row["allowed"])
    assert all(row["reasons"] and not row["stands_on"] for row in found["surfaces"] if not row["allowed"])
    assert all(version.body[:30] not in answer.get_data(as_text=True) for version in testimony.versions)
    withdraw(testimony, "officer@demo.example", now)
    stopped = [row for row in json.loads(desk.get("/desk/exhibitions/demo/grounds.json").data)["surfaces"] if row["testimony"] == "T01"]
    assert stopped and all(row["reasons"] == ["WITHDRAWN"] for row in stopped)
