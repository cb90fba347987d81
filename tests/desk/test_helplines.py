"""Help numbers at the desk: loaded, added, changed, called; what runs out is said before it does."""
from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from exhibit.actions import help_numbers
from exhibit.actions.help_table import help_table, read_table
from exhibit.actions.helplines import dial, elsewhere, help_line, standing
from exhibit.errors import WrongUse
from exhibit.store import queries, transaction
from exhibit.store.tables import Helpline

TODAY = date(2026, 11, 29)


def number_of(name: str) -> Helpline:
    return next(row for row in queries.all_helplines() if name in row.name)


def test_a_number_counts_once_somebody_called_and_says_who_answered(sign_in):
    desk = sign_in("curator")
    page = desk.page("/desk/helplines")
    assert "never called: not shown" in page.select_one("table").text
    assert "112, because nobody has verified" in desk.page("/desk/exhibitions/demo").select_one(".band").text
    first = number_of("PAG-ASA")
    address = f"/desk/helplines/{first.id}"
    refused = desk.submit(address, f'form[action="{address}/verify"]', 422, answered=" ")
    assert refused.select_one(".invalid-feedback, [role=alert]")
    page = desk.submit(address, f'form[action="{address}/verify"]', answered="Reception of PAG-ASA, in French")
    row = next(row for row in page.select("table tbody tr") if "PAG-ASA" in row.text)
    assert "curator@demo.example" in row.text and "Reception of PAG-ASA, in French" in row.text
    assert "PAG-ASA" in desk.page("/desk/exhibitions/demo").select_one(".band").text


def test_adding_and_changing(sign_in, now):
    desk = sign_in("curator")
    assert "no telephone number" in desk.submit("/desk/helplines", 'form[action="/desk/helplines"]', 422, country="BE", name="X", number="call me").select_one("[role=alert]").text
    added = desk.submit("/desk/helplines", 'form[action="/desk/helplines"]', country="BE", name="New line", number="0800 12 345", note="Mon-Fri 9-17")
    assert "New line" in added.select_one("table").text
    row = number_of("New line")
    help_numbers.verify_helpline(row.id, "New line", "curator@demo.example", now)
    address = f"/desk/helplines/{row.id}"
    desk.submit(address, f'form[action="{address}"]', note="Mon-Fri 9-18")
    assert number_of("New line").verified_on, "new hours are no new number"
    kept = desk.submit(address, f'form[action="{address}"]', 422, number="seven")
    assert kept.select_one('input[name=number]')["value"] == "seven", "what was typed stays"
    desk.submit(address, f'form[action="{address}"]', number="0800 12 346")
    assert number_of("New line").verified_on is None, "nobody has called the new number"


def test_the_numbers_that_come_along_are_loaded_once(app, now):
    assert help_numbers.load_helplines(now) == len(help_table().numbers) and help_numbers.load_helplines(now) == 0
    rows = queries.all_helplines()
    assert all(row.verified_on is None and row.verified_by == "" and row.source for row in rows)
    assert not {row.country for row in rows} & set(help_table().gaps)


@pytest.mark.parametrize(("days", "expected"), [(0, "current"), (75, "current"), (76, "soon"), (90, "soon"), (91, "overdue")])
def test_fourteen_days_before_the_end_the_desk_asks_for_a_call(days, expected):
    row = Helpline(country="BE", name="x", number="1", emergency=False, verified_on=TODAY - timedelta(days=days), verified_by="a@b.example")
    assert standing(row, TODAY) == expected


def test_what_runs_out_is_said_on_the_page(sign_in, now):
    with transaction():
        for row, days in zip(queries.helplines("BE")[:2], (80, 100), strict=True):
            row.verified_on, row.verified_by = now.date() - timedelta(days=days), "a@b.example"
    page = sign_in("caseworker").page("/desk/helplines").select_one(".alert").text
    assert "1 number was last called more than 90 days ago" in page and "1 number must be called again within 14 days" in page


def test_an_old_number_is_neither_printed_nor_shown(demo_app, now):
    """Ethics rule E14: the 91st day is one too many."""
    with transaction():
        first = queries.helplines("BE")[0]
        first.verified_on, first.verified_by = now.date(), "a@b.example"
    assert help_line("BE", now.date() + timedelta(days=90)).startswith("PAG-ASA") and help_line("BE", now.date() + timedelta(days=91)) == "112"


@pytest.mark.parametrize(("number", "country", "dialled"), [
    ("+32 2 511 64 64", "BE", "+3225116464"), ("02 511 64 64", "BE", "+3225116464"), ("112", "BE", "112"), ("1177", "NP", "1177"),
    ("0800 00 47 47", "MA", "0800004747"), ("111-247-786", "PK", "111247786"), ("+380 44 284 19 15", "UA", "+380442841915")])
def test_a_tap_dials_from_abroad_where_that_works(number, country, dialled):
    assert dial(number, country) == dialled


def test_other_countries_with_their_gaps(demo_app):
    found = {row.country: row for row in elsewhere("BE", TODAY)}
    assert "BE" not in found and {"ML", "NE", "UA", "NP"} <= set(found)
    assert all(row.lines == () for row in found.values()), "nobody called any of them"
    assert (found["UA"].emergency, found["UA"].reaches) == ("102", "police") and found["KG"].emergency == "", "no source, no number"


@pytest.mark.parametrize(("table", "sentence"), [
    ('[[number]]\ncountry="be"\nname="x"\nnumber="1"\nsource="s"\ndoubt=""', "two capitals"),
    ('[[number]]\ncountry="BE"\nname="x"\nnumber="call"\nsource="s"\ndoubt=""', "digits"),
    ('[[emergency]]\ncountries=["BE"]\nnumber="112"\nreaches="fire"\nsource="s"', "reaches"),
    ('[[emergency]]\ncountries=["BE","BE"]\nnumber="112"\nreaches="all"\nsource="s"', "two emergency numbers")])
def test_a_mistake_in_the_table_names_its_row(table, sentence):
    with pytest.raises(ValueError, match=sentence):
        read_table(table)


def test_who_answered_must_be_said(demo_app):
    with pytest.raises(WrongUse, match="who answered"):
        help_numbers.verify_helpline(queries.helplines("BE")[0].id, "  ", "a@b.example", datetime.now(UTC))
