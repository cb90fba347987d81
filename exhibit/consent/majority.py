"""When a child comes of age, by country. Eighteen unless the table says otherwise; never earlier, whatever a law allows (CRC art. 1).

Only countries whose later age is certain are listed; a country that is missing has eighteen. A custodian's lawyer knows better: the
day itself can always be given by hand.
"""
from __future__ import annotations

from dataclasses import dataclass
from datetime import date

DEFAULT_AGE = 18


@dataclass(frozen=True, slots=True)
class Majority:
    """`age` in years; `under_court_guardian` where a guardian appointed by a court makes it later; `source` the law."""

    age: int
    source: str
    under_court_guardian: int | None = None


JURISDICTIONS: dict[str, Majority] = {
    "CM": Majority(21, "Civil Code, art. 488"),
    "DZ": Majority(19, "Civil Code, art. 40"),
    "EG": Majority(21, "Civil Code (Law 131 of 1948), art. 44"),
    "HN": Majority(21, "Civil Code, art. 269"),
    "KR": Majority(19, "Civil Act, art. 4"),
    "KW": Majority(21, "Civil Code (Law 67 of 1980), art. 96"),
    "NE": Majority(21, "Civil Code, art. 488"),
    "NZ": Majority(20, "Age of Majority Act 1970, s. 4"),
    "PK": Majority(18, "Majority Act 1875, s. 3", under_court_guardian=21),
    "SG": Majority(21, "common law"),
    "TH": Majority(20, "Civil and Commercial Code, s. 19"),
}


def age_of_majority(country: str, court_guardian: bool = False) -> int:
    """Years after which a person decides alone, by the country's law; 18 where the table has no row."""
    row = JURISDICTIONS.get(country.strip().upper())
    if row is None:
        return DEFAULT_AGE
    return max(DEFAULT_AGE, (row.under_court_guardian or row.age) if court_guardian else row.age)


def majority_date(born: date, country: str, court_guardian: bool = False) -> date:
    """The first day on which the person is of age. Somebody born on 29 February comes of age on 1 March of a common year."""
    year = born.year + age_of_majority(country, court_guardian)
    try:
        return born.replace(year=year)
    except ValueError:
        return date(year, 3, 1)
