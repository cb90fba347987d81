"""Which permissions each use needs (consent model 3.5): one row a kind of use, plus language and place."""
from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from exhibit.consent.permissions import PERMISSIONS
from exhibit.consent.records import Story, Use, UseKind


class Step(IntEnum):
    """The step of the gate at which a missing permission is reported; the numbers are those of consent model 3.5."""

    USE = 4
    LANGUAGE = 5
    PLACE = 6


@dataclass(frozen=True, slots=True)
class Wanted:
    """One permission; `scope` is None where the permission takes none, "" where the use does not name what it should."""

    permission: str
    scope: str | None = None

    @property
    def code(self) -> str:
        return self.permission if self.scope is None else f"{self.permission}:{self.scope}"


@dataclass(frozen=True, slots=True)
class Need:
    """Alternatives, any one of which is enough; `absent` is the reason code when nobody has said yes to any."""

    step: Step
    options: tuple[Wanted, ...]
    absent: str


Row = tuple[str, ...]  # alternatives, by permission code
IMAGES: Row = ("IMG_SILHOUETTE", "IMG_DRAWN", "IMG_STANDIN", "IMG_OWN_HIDDEN", "IMG_OWN_OPEN")
VOICES: Row = ("AUD_ACTOR", "AUD_OWN")
REQUIRED: dict[UseKind, tuple[Row, ...]] = {
    UseKind.CUTOUT_COPY: (("PRT_CUTOUT",), IMAGES),
    UseKind.PANEL: (("PRT_PANEL",),),
    UseKind.BROCHURE: (("PRT_BROCHURE",),),
    UseKind.LOAN: (("PRT_CUTOUT",), IMAGES, ("LOAN_PARTNER",)),
    UseKind.QR_TARGET: (("WEB_STORY",),),
    UseKind.WEB_PAGE: (("WEB_STORY",),),
    UseKind.STATIC_BUILD: (("WEB_STORY",),),
    UseKind.WEB_LIST: (("WEB_STORY",), ("WEB_LIST",)),
    UseKind.API: (("WEB_STORY",), ("WEB_LIST",)),
    UseKind.SEARCH_INDEX: (("WEB_STORY",), ("WEB_INDEX",)),
    UseKind.WEB_ARCHIVE: (("WEB_STORY",), ("WEB_ARCHIVE",)),
    UseKind.PREVIEW_CARD: (("WEB_STORY",), ("WEB_PREVIEW",)),
    UseKind.AUDIO: (("WEB_STORY",), VOICES),
    UseKind.SIGN_VIDEO: (("WEB_STORY",), ("AUD_ACTOR",)),  # told by another person; a sign language is a language, so TRANSLATE comes with it
    UseKind.EASY_READ: (("WEB_STORY",), ("EDIT_SHORT",)),  # the same story in plainer and fewer words
    UseKind.SOCIAL_POST: (("SOC_ORG",),),
    UseKind.PRESS_PACK: (("PRESS_FULL",),),
    UseKind.EXPORT: (("LOAN_PARTNER",),),  # the text leaves the house: one yes for each recipient (NNEDV)
}
IN_A_HALL = frozenset({UseKind.CUTOUT_COPY, UseKind.PANEL, UseKind.BROCHURE, UseKind.LOAN})


def same(one: str | None, other: str | None) -> bool:
    """Codes compared without regard to case: "np" must not slip past "NP"."""
    return bool(one) and (one or "").strip().casefold() == (other or "").strip().casefold()


def needs(story: Story, use: Use) -> tuple[Need, ...]:
    """Every permission this use of this story needs, in the order in which the gate reports them."""
    found = [Need(Step.USE, tuple(_wanted(code, use) for code in _narrowed(row, use)), "NOT_ASKED") for row in REQUIRED[use.kind]]
    if not same(use.language, story.original_language):
        found.append(Need(Step.LANGUAGE, (_wanted("TRANSLATE", use),), "LANG"))
    return tuple(found) + (_place_needs(story, use) if use.kind in IN_A_HALL else ())


def _narrowed(row: Row, use: Use) -> Row:
    """When the use says which picture it shows or whose voice is heard, only the permission for that one counts."""
    chosen = use.image if row is IMAGES else use.voice if row is VOICES else ""
    return (chosen,) if chosen in row else row


def _place_needs(story: Story, use: Use) -> tuple[Need, ...]:
    """The country or the one event; and, in the two dangerous countries, a permission of their own."""
    found = [Need(Step.PLACE, (_wanted("EVENT_COUNTRY", use), _wanted("EVENT_ONE", use)), "COUNTRY")]
    if same(use.country, story.origin_country):
        found.append(Need(Step.PLACE, (_wanted("EVENT_ORIGIN", use),), "ORIGIN_COUNTRY"))
    if any(same(use.country, country) for country in story.exploitation_countries):
        found.append(Need(Step.PLACE, (_wanted("EVENT_EXPLOIT", use),), "EXPLOIT_COUNTRY"))
    return tuple(found)


def _wanted(permission: str, use: Use) -> Wanted:
    named = {"language": use.language, "country": use.country, "exhibition": use.exhibition_id or "", "organisation": use.partner}
    parameter = PERMISSIONS[permission].parameter
    return Wanted(permission, named[parameter] if parameter else None)
