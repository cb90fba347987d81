"""Dates of sources, and the table of campaign days."""
from __future__ import annotations

from datetime import date

import pytest

from exhibit.story import labels
from exhibit.story.campaign import campaign_days
from exhibit.story.public_site import ROLES, Source, first_day, last_day


@pytest.mark.parametrize(("written", "first", "last"), [
    ("2016", date(2016, 1, 1), date(2016, 12, 31)), ("2016-02", date(2016, 2, 1), date(2016, 2, 29)), ("2016-12", date(2016, 12, 1), date(2016, 12, 31)),
    ("2016-10-06", date(2016, 10, 6), date(2016, 10, 6)),
])
def test_a_date_means_its_whole_span(written, first, last):
    assert (first_day(written), last_day(written)) == (first, last)


@pytest.mark.parametrize("written", ["", "16", "2016-13", "2016-02-30", "2016-2", "October 2016", "2016-10-06T00:00", "-2016"])
def test_what_is_no_date(written):
    with pytest.raises(ValueError):
        last_day(written)


@pytest.mark.parametrize(("written", "today", "old"), [("2023", date(2026, 12, 30), False), ("2023", date(2027, 1, 1), True), ("2023-05-17", date(2026, 5, 16), False), ("2023-05-17", date(2026, 5, 17), True)])
def test_a_source_is_old_after_three_years(written, today, old):
    assert Source("Report", "https://source.example", written).is_old(today) is old


def test_the_days_are_in_order_with_words_and_a_source_each():
    days = campaign_days()
    assert {(row.month, row.day) for row in days} >= {(7, 30), (10, 18), (12, 2)}
    assert [row.in_year(2028) for row in days] == sorted(row.in_year(2028) for row in days)
    for row in days:
        assert row.url.startswith("https://") and all(labels.label(code, f"day_{row.key}{ending}") for code in labels.NAMES for ending in ("", "_about"))


def test_every_role_has_words():
    assert all(labels.label(code, f"role_{role}") for code in labels.NAMES for role in ROLES)
