"""The permissions a person can agree to one by one (consent model 3.2). A new permission is a row here."""
from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Permission:
    """`reversibility` R0 stops at once, R1 can be recalled, R2 partly, R3 cannot be undone. `max_months` None: bound by something else."""

    code: str
    label: str
    reversibility: str
    default: str  # "ask" or "deny"
    child_allowed: bool
    max_months: int | None
    dpv_verb: str
    parameter: str | None = None  # what the scope names, for the parameterised ones


_ROWS: tuple[tuple[str, str, str, str, bool, int | None, str], ...] = (
    ("PRT_CUTOUT", "life-size printed cutout", "R1", "ask", True, 24, "Display"),
    ("PRT_PANEL", "other printed panel or poster at an event", "R1", "ask", True, 24, "Display"),
    ("PRT_BROCHURE", "brochure or catalogue visitors take home", "R3", "ask", False, 12, "Disseminate"),
    ("VIS_PHOTO", "visitors may photograph or film the cutout", "R3", "deny", False, 24, "Disseminate"),
    ("WEB_STORY", "story page reached by code or link", "R2", "ask", True, 24, "MakeAvailable"),
    ("WEB_LIST", "listed on the public site, not only by code", "R0", "ask", True, 24, "MakeAvailable"),
    ("WEB_INDEX", "search engines may index", "R2", "deny", False, 12, "MakeAvailable"),
    ("WEB_ARCHIVE", "web archives may keep a copy", "R3", "deny", False, None, "Disseminate"),
    ("WEB_PREVIEW", "preview card when the link is shared", "R2", "deny", False, 12, "MakeAvailable"),
    ("SOC_ORG", "organiser's own social media", "R2", "deny", False, 12, "Disseminate"),
    ("PRESS_QUOTE", "short quote to press", "R3", "deny", False, None, "Disseminate"),
    ("PRESS_FULL", "full story to press", "R3", "deny", False, None, "Disseminate"),
    ("BROADCAST", "radio, television, film", "R3", "deny", False, None, "Disseminate"),
    ("AUD_ACTOR", "text read by another voice", "R0", "ask", True, 24, "Record"),
    ("AUD_OWN", "own voice (a voice can identify)", "R2", "deny", False, 12, "Record"),
    ("IMG_SILHOUETTE", "neutral silhouette or model figure", "R1", "ask", True, 24, "Display"),
    ("IMG_DRAWN", "illustration approved by the person", "R1", "ask", True, 24, "Display"),
    ("IMG_STANDIN", "actor or stock person, labelled as such", "R1", "ask", True, 24, "Display"),
    ("IMG_OWN_HIDDEN", "own photo, not recognisable", "R2", "deny", False, 12, "Display"),
    ("IMG_OWN_OPEN", "own recognisable photo", "R3", "deny", False, 12, "Display"),
    ("TRANSLATE", "translation into one language", "R0", "ask", True, None, "Transform"),
    ("EDIT_SHORT", "shortening by editors; the person sees the result", "R0", "ask", True, None, "Adapt"),
    ("EVENT_COUNTRY", "shown at events in one country", "R1", "ask", True, 24, "CrossBorderTransfer"),
    ("EVENT_ORIGIN", "shown in the country of origin", "R1", "deny", False, None, "CrossBorderTransfer"),
    ("EVENT_EXPLOIT", "shown in the country of exploitation", "R1", "deny", False, None, "CrossBorderTransfer"),
    ("EVENT_ONE", "one event only", "R1", "ask", True, None, "Display"),
    ("LOAN_PARTNER", "lend to one named partner", "R1", "deny", False, None, "Share"),
    ("EDU", "teaching and training material", "R2", "deny", False, 24, "Disseminate"),
    ("FUNDRAISE", "fundraising or donor reports", "R2", "deny", False, 12, "Use"),
    ("RESEARCH_TEXT", "research on the text", "R2", "deny", False, 24, "Analyse"),
    ("STATS", "counts, only of eleven or more", "R3", "ask", True, None, "Aggregate"),
    ("ARCHIVE_SEALED", "sealed deposit after the project", "R1", "deny", False, None, "Store"),
    ("AI_EXTERNAL", "text sent to an outside translation or AI service", "R3", "deny", False, None, "Disclose"),
    ("RECONTACT", "may be asked again about renewal, by safe contact only", "R0", "ask", True, 24, "Use"),
)
_PARAMETERS = {"TRANSLATE": "language", "EVENT_COUNTRY": "country", "EVENT_ONE": "exhibition", "LOAN_PARTNER": "organisation"}

PERMISSIONS: dict[str, Permission] = {row[0]: Permission(*row, parameter=_PARAMETERS.get(row[0])) for row in _ROWS}
