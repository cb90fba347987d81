"""Openings at the desk: numbers that cannot be subtracted, for two roles, as page and as file."""
from __future__ import annotations

import csv
import io
from datetime import UTC, datetime, timedelta

from exhibit.actions import erasure, scans
from exhibit.store import queries, transaction, uses
from exhibit.store.scans import Opened, hour_of
from exhibit.store.scans import scans as store

PAGE = "/desk/exhibitions/demo/scans"
NOON = datetime.now(UTC).replace(hour=12, minute=0, second=0, microsecond=0) - timedelta(days=3)


def count(openings: dict[tuple[str, str, int], int]) -> None:
    """(testimony, language, hours after noon three days ago) -> openings."""
    codes = {cutout.testimony.code: cutout.copies[0].code for cutout in queries.cutouts(queries.exhibition("demo"))}
    store().add({Opened(codes[figure], language, hour_of(NOON) + hours): number for (figure, language, hours), number in openings.items()})


def test_a_page_without_openings_says_so(sign_in):
    assert "Nothing was opened yet." in sign_in("curator").page(PAGE).text


def test_numbers_are_rounded_down_and_few_are_few(sign_in):
    count({("T01", "en", 0): 12, ("T01", "fr", 1): 3, ("T02", "en", 24): 7, ("T03", "ar", 24): 1})
    page = sign_in("officer").page(PAGE)
    assert page.h1.text == "Openings, not people"
    rows = {row.th.text.strip(): [cell.text.strip() for cell in row.select("td")] for row in page.select("#by-figure ~ .table-responsive tbody tr")}
    assert rows["1 · T01"] == ["few", "10", "few", "15"] and rows["2 · T02"] == ["few", "5", "few", "5"] and rows["3 · T03"] == ["few"] * 4
    assert [cell.text.strip() for cell in page.select("tfoot td")] == ["few", "15", "few", ""]
    assert [row.td.text.strip() for row in page.select("#by-day ~ details tbody tr")] == ["15", "5"]
    hours = [row.td.text.strip() for row in page.select("#by-hour ~ details tbody tr")]
    assert len(hours) == 24 and sorted(set(hours)) == ["20", "few"] and "Europe/Brussels" in page.text
    assert len(page.select("#by-hour ~ svg rect")) == 24 and not page.select("[style], script:not([src])")
    raw = {"12", "3", "7", "19", "22", "23"}
    assert not raw & {cell.text.strip() for cell in page.select("td")}


def test_one_figure_in_one_language(sign_in):
    count({("T01", "en", 0): 12, ("T01", "fr", 1): 3, ("T02", "en", 24): 7})
    page = sign_in("curator").page(f"{PAGE}?figure=T01&language=en")
    assert page.select_one("#figure option[selected]").text == "T01" and [row.td.text.strip() for row in page.select("#by-day ~ details tbody tr")] == ["10"]
    assert "Nothing was opened of this yet." in sign_in("curator").page(f"{PAGE}?figure=T09").text


def test_the_file_holds_what_the_page_shows(sign_in):
    count({("T01", "en", 0): 12, ("T01", "fr", 1): 3})
    answer = sign_in("curator").get(f"{PAGE}.csv")
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert answer.mimetype == "text/csv" and rows[0]["openings_not_people"] == "10" and rows[1]["openings_not_people"] == "few"
    assert {row["openings_not_people"] for row in rows} <= {"few", "10", "15"}


def test_the_hour_that_runs_is_not_told(sign_in):
    """Otherwise two looks, one before and one after a visitor, would tell of that one."""
    codes = queries.cutouts(queries.exhibition("demo"))[0].copies[0].code
    store().add({Opened(codes, "en", hour_of(datetime.now(UTC))): 9})
    assert "Nothing was opened yet." in sign_in("curator").page(PAGE).text


def test_other_roles_do_not_see_it(sign_in):
    for role in ("caseworker", "verifier"):
        assert sign_in(role).get(PAGE).status_code == sign_in(role).get(f"{PAGE}.csv").status_code == 403


def test_an_erasure_takes_the_counts_along(demo_app, now):
    count({("T10", "en", 0): 12, ("T01", "en", 0): 12})
    with transaction():
        for stop in uses.withdrawals(testimony=queries.testimony("T10")):
            for task in stop.tasks:
                task.done_at = now
    erasure.ask(queries.testimony("T10"), "officer@demo.example", now)
    erasure.erase(queries.testimony("T10"), "administrator@demo.example", now)
    assert store().figures() == {"T01"}
    assert scans.forget_strays() == 0


def test_counts_whose_testimony_is_gone_are_removed_by_the_doctor(demo_app):
    count({("T01", "en", 0): 12})
    with store()._writing() as connection:
        connection.exec_driver_sql(f"UPDATE {'counts.' if connection.dialect.name == 'postgresql' else ''}scan_count SET figure = 'TGONE'")
    assert scans.forget_strays() == 1 and store().figures() == set()
