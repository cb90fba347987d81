"""What a find can be: its name to the curator, and how far it leads by itself."""
from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class Severity(IntEnum):
    """How far a detail leads (after E05 of the ethics rules)."""

    ALONE = 1  # it identifies by itself: it never stays
    TOGETHER = 2  # it identifies together with others: made coarser
    LOOK = 3  # worth a look


SURE = 0.5
"""Confidence from which words are proposed in the place of a find; below it the find is worth a look and its words stay."""
SEVERITY_WORDS = {Severity.ALONE: "identifies alone", Severity.TOGETHER: "identifies together with other details", Severity.LOOK: "worth a look"}


@dataclass(frozen=True, slots=True)
class Kind:
    """One row: `seems` goes after "seems to be"; `element` is the element of consent model 3.4 that words of this kind tell, if any;
    `e05` tells whether ethics rule E05 blocks it as well."""

    code: str
    seems: str
    severity: Severity
    element: str = ""
    e05: bool = False


_ROWS = (  # strongest first: where finds overlap the earlier row gives the kind
    Kind("EMAIL", "an e-mail address", Severity.ALONE, e05=True),
    Kind("LINK", "a link or account on the net", Severity.ALONE, e05=True),
    Kind("PHONE", "a telephone number", Severity.ALONE, e05=True),
    Kind("IDENTITY_NUMBER", "a number of a paper, file or car", Severity.ALONE, e05=True),
    Kind("ADDRESS", "a street address", Severity.ALONE, e05=True),
    Kind("ORGANISATION", "a named organisation, firm, school or vessel", Severity.ALONE, e05=True),
    Kind("NAME", "a name", Severity.ALONE, e05=True),
    Kind("PLACE", "a village, town or city", Severity.ALONE, "REGION", e05=True),
    Kind("REGION", "a region, river or mountain", Severity.TOGETHER, "REGION"),
    Kind("DATE", "a date or year", Severity.TOGETHER, "YEAR", e05=True),
    Kind("FESTIVAL", "a feast day", Severity.TOGETHER, "RELIGION_ETHNICITY"),
    Kind("AGE", "an exact age", Severity.TOGETHER, "AGE_BAND", e05=True),
    Kind("DURATION", "an exact length of time", Severity.TOGETHER),
    Kind("MONEY", "a sum of money", Severity.TOGETHER),
    Kind("COUNT", "an exact count", Severity.TOGETHER),
    Kind("EVENT", "a rare event", Severity.TOGETHER),
    Kind("MARK", "a mark or trait of a person", Severity.TOGETHER),
    Kind("PROFESSION", "a rare profession", Severity.TOGETHER, "SECTOR"),
    Kind("RELATION", "a relationship that singles somebody out", Severity.TOGETHER, "FAMILY_MENTION"),
    Kind("HEALTH", "a fact about health", Severity.TOGETHER, "HEALTH"),
    Kind("BELIEF", "a religion, people or caste", Severity.TOGETHER, "RELIGION_ETHNICITY"),
    Kind("THIRD_PERSON", "another person in the story", Severity.LOOK, "FAMILY_MENTION"),
)
KINDS: dict[str, Kind] = {row.code: row for row in _ROWS}
RANK: dict[str, int] = {code: rank for rank, code in enumerate(KINDS)}
