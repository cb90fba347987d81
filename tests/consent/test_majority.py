"""The day a child comes of age: eighteen, later where the law is sure to say so, never earlier."""
from __future__ import annotations

from datetime import date

import pytest

from exhibit.consent.majority import DEFAULT_AGE, JURISDICTIONS, age_of_majority, majority_date


@pytest.mark.parametrize(("country", "court", "age"), [("BE", False, 18), ("EG", False, 21), ("NE", False, 21), ("PK", False, 18), ("PK", True, 21), ("th", False, 20), ("", False, 18)])
def test_the_age_of_majority(country, court, age):
    assert age_of_majority(country, court) == age


def test_every_row_is_later_than_the_convention_and_names_its_law():
    assert all(row.source and max(row.age, row.under_court_guardian or 0) > DEFAULT_AGE and len(code) == 2 for code, row in JURISDICTIONS.items())


@pytest.mark.parametrize(("born", "country", "day"), [
    (date(2010, 6, 5), "BE", date(2028, 6, 5)), (date(2008, 2, 29), "UA", date(2026, 3, 1)), (date(2008, 2, 29), "NZ", date(2028, 2, 29))])
def test_the_day_itself(born, country, day):
    assert majority_date(born, country) == day
