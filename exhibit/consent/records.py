"""The plain facts the gate decides on. Frozen; no clock, no database."""
from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from exhibit.consent.states import State


class UseKind(StrEnum):
    """Every way a story can be shown (consent model 3.1, `use.kind`, and the web's own surfaces)."""

    CUTOUT_COPY = "CUTOUT_COPY"
    QR_TARGET = "QR_TARGET"
    WEB_PAGE = "WEB_PAGE"
    WEB_LIST = "WEB_LIST"
    SEARCH_INDEX = "SEARCH_INDEX"
    WEB_ARCHIVE = "WEB_ARCHIVE"
    PREVIEW_CARD = "PREVIEW_CARD"
    PANEL = "PANEL"
    BROCHURE = "BROCHURE"
    AUDIO = "AUDIO"
    SIGN_VIDEO = "SIGN_VIDEO"
    EASY_READ = "EASY_READ"
    SOCIAL_POST = "SOCIAL_POST"
    PRESS_PACK = "PRESS_PACK"
    EXPORT = "EXPORT"
    LOAN = "LOAN"
    STATIC_BUILD = "STATIC_BUILD"
    API = "API"


@dataclass(frozen=True, slots=True)
class Grant:
    """One permission with one scope, as it is on file. `elements`: the facts about the person that may be told under it."""

    id: str
    permission: str
    state: State
    scope: str | None = None
    valid_from: datetime | None = None
    valid_until: datetime | None = None
    confirmed_at: datetime | None = None
    given_at: datetime | None = None
    max_copies: int | None = None
    embargo_until: datetime | None = None
    elements: frozenset[str] = frozenset()
    given_by: str = "SUBJECT"  # SUBJECT or GUARDIAN


@dataclass(frozen=True, slots=True)
class Guardian:
    """What is known of a child's guardians. `permits` None: nobody was asked; `disagree`: two said different things.

    `conflict`: the guardian may be involved in what happened; then only `kind` COURT_APPOINTED or INSTITUTION may act.
    """

    permits: bool | None = None
    conflict: bool = False
    disagree: bool = False
    kind: str = "PARENT"  # PARENT, LEGAL_GUARDIAN, COURT_APPOINTED, INSTITUTION
    valid_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Story:
    """The version that would be shown, in one language, and the facts of the person behind it."""

    code: str
    language: str
    original_language: str
    approved_by_person: bool = False
    hold: str = "NONE"
    age_class: str = "UNCERTAIN"  # ADULT, ADULT_OF_CHILDHOOD, CHILD, UNCERTAIN
    majority_at: datetime | None = None
    child_assent: bool | None = None
    guardian: Guardian = field(default_factory=Guardian)
    best_interests_until: datetime | None = None
    origin_country: str = ""
    exploitation_countries: frozenset[str] = frozenset()
    elements: frozenset[str] = frozenset()
    uniqueness_checked: bool = False


@dataclass(frozen=True, slots=True)
class Use:
    """What is asked: which surface, in which language, where. `copies_printed` counts copies already made.

    `partner` names who receives a loan or an export; `image` the permission of the picture shown, `voice` that of the voice heard ("" where any will do).
    """

    kind: UseKind
    language: str
    country: str = ""
    exhibition_id: str | None = None
    exhibition_ends_at: datetime | None = None
    copies_printed: int = 0
    partner: str = ""
    image: str = ""
    voice: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """The answer. `reasons` is empty exactly when allowed; `valid_until` is the first moment it no longer holds."""

    allowed: bool
    reasons: tuple[str, ...] = ()
    grant_ids: tuple[str, ...] = ()
    valid_until: datetime | None = None
    requires: tuple[str, ...] = ()
