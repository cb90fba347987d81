"""What a visitor's page shows, asked of the gate at the moment of use."""
from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from exhibit.actions.gate import page_decision
from exhibit.actions.helplines import current_numbers
from exhibit.store import queries
from exhibit.store.tables import Copy, Exhibition, Helpline


@dataclass(frozen=True, slots=True)
class StoryPage:
    """Everything on one story page; nothing else of the testimony leaves this room."""

    code: str
    language: str
    languages: tuple[str, ...]
    quote: str
    attribution: str
    paragraphs: tuple[str, ...]
    minutes: int
    smuggling: bool
    trafficking: bool
    composed: bool
    credits: tuple[str, ...]
    disclaimer: str
    exit_url: str
    help: tuple[Helpline, ...]
    emergency: str
    valid_until: datetime | None


def open_languages(copy: Copy, now: datetime) -> dict[str, datetime | None]:
    """Languages in which this story may be shown now, with the moment each yes ends."""
    testimony = copy.cutout.testimony
    answers = {code: page_decision(testimony, code, now, country=copy.cutout.exhibition.country) for code in testimony.languages()}
    return {code: answer.valid_until for code, answer in answers.items() if answer.allowed}


def story_page(code: str, wanted: list[str], now: datetime) -> StoryPage | None:
    """The page behind a code in the best of the wanted languages; None whatever the reason it may not be shown."""
    copy = queries.find_copy(code)
    if copy is None:
        return None
    allowed = open_languages(copy, now)
    if not allowed:
        return None
    language = next((w for w in wanted if w in allowed), copy.cutout.language if copy.cutout.language in allowed else next(iter(allowed)))
    return _page(copy, language, tuple(allowed), min((end for end in allowed.values() if end), default=None), now)


def _page(copy: Copy, language: str, languages: tuple[str, ...], valid_until: datetime | None, now: datetime) -> StoryPage:
    testimony, exhibition = copy.cutout.testimony, copy.cutout.exhibition
    body = testimony.approved("STORY", language).body
    quote, attribution = testimony.approved("QUOTE", language), testimony.approved("ATTRIBUTION", language)
    numbers, emergency = current_numbers(exhibition.country, now.date())
    return StoryPage(
        code=copy.code, language=language, languages=languages, quote=quote.body if quote else "", attribution=attribution.body if attribution else testimony.pseudonym,
        paragraphs=tuple(p.strip() for p in body.split("\n\n") if p.strip()), minutes=max(1, round(len(body.split()) / 200) or round(len(body) / 900)),
        smuggling="SOM" in testimony.experience_type, trafficking="TIP" in testimony.experience_type, composed=bool(testimony.attributes.get("composed")),
        credits=tuple(exhibition.credits), disclaimer=exhibition.disclaimer.get(language) or exhibition.disclaimer.get("en", ""), exit_url=exhibition.exit_url,
        help=numbers, emergency=emergency, valid_until=valid_until)


def running_exhibition(now: datetime) -> Exhibition | None:
    """The exhibition whose help and exit the neutral page uses: the same for every code."""
    shown = queries.exhibitions()
    return next((e for e in shown if e.starts_on <= now.date() <= e.ends_on), shown[0] if shown else None)
