"""What a visitor's page shows, asked of the gate at the moment of use."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from exhibit.actions.gate import page_decision
from exhibit.actions.helplines import EMERGENCY, current_numbers
from exhibit.store import ledger, queries
from exhibit.store.tables import Copy, Exhibition, Helpline
from exhibit.story import labels

EXIT = "https://www.weather.com/"  # where the exit leads when no exhibition has chosen a place
COUNTRY = "BE"  # whose help numbers are shown then
EXPERIENCE = {"TIP": "tip", "SOM": "som", "SOM_WITH_ABUSE": "som", "SOM_BECAME_TIP": "both"}
CHARACTERS_A_MINUTE = 900  # about 180 words of 5 letters: counts scripts without spaces as well


@dataclass(frozen=True, slots=True)
class Phrase:
    """A text with the language it is written in, which may not be the page's."""

    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Help:
    """Telephone numbers: those that a named person verified lately, and the emergency number."""

    lines: tuple[Helpline, ...]
    emergency: str


@dataclass(frozen=True, slots=True)
class StoryPage:
    """Everything on one story page; nothing else of the testimony leaves this room."""

    code: str
    language: str
    languages: tuple[str, ...]
    fallback: str
    quote: str
    attribution: str
    paragraphs: tuple[str, ...]
    minutes: int
    experience: str  # "tip", "som", "both" or "" when nobody knows
    composed: bool
    palette: str
    exhibition: Phrase
    credits: tuple[Phrase, ...]
    disclaimer: Phrase
    exit_url: str
    help: Help
    valid_until: datetime


@dataclass(frozen=True, slots=True)
class Hall:
    """What a visitor sees of the exhibition itself, without any story. `name` is None when there is no exhibition."""

    name: Phrase | None
    theme: str
    place: str
    starts_on: date | None
    ends_on: date | None
    credits: tuple[Phrase, ...]
    disclaimer: Phrase
    exit_url: str
    help: Help


def midnight_after(now: datetime) -> datetime:
    """The next 00:00 UTC: help numbers, permissions and exhibitions begin and end with a day, so no page is kept longer."""
    return datetime.combine(now.astimezone(UTC).date() + timedelta(days=1), time.min, UTC)


def open_languages(copy: Copy, now: datetime) -> dict[str, datetime | None]:
    """Languages in which this story may be shown now, with the moment each yes ends."""
    testimony = copy.cutout.testimony
    answers = {code: page_decision(testimony, code, now, country=copy.cutout.exhibition.country) for code in testimony.languages()}
    return {code: answer.valid_until for code, answer in answers.items() if answer.allowed}


def story_page(code: str, wanted: Sequence[str], now: datetime) -> StoryPage | None:
    """The page behind a code in the best of the wanted languages; None whatever the reason it may not be shown.

    A code that does not exist costs the same work as one that does: the nearest copy is looked up and put to the gate in
    its place, so that the time of an answer does not tell a withdrawn story from a mistyped code.
    """
    copy = queries.nearest_copy(code)
    allowed = open_languages(copy, now) if copy and not ledger.restored() else {}  # asked here too: a story without words must cost the same
    if copy is None or copy.code != code.upper() or not allowed:
        return None
    fallback = copy.cutout.language if copy.cutout.language in allowed else next(iter(allowed))
    return _page(copy, labels.choose(wanted, tuple(allowed), fallback), fallback, allowed, now)


def _page(copy: Copy, language: str, fallback: str, allowed: dict[str, datetime | None], now: datetime) -> StoryPage:
    testimony, exhibition = copy.cutout.testimony, copy.cutout.exhibition
    body = testimony.approved("STORY", language).body
    quote, attribution = testimony.approved("QUOTE", language), testimony.approved("ATTRIBUTION", language)
    return StoryPage(
        code=copy.code, language=language, languages=tuple(allowed), fallback=fallback,
        quote=quote.body if quote else "", attribution=attribution.body if attribution else testimony.pseudonym,
        paragraphs=tuple(p.strip() for p in body.split("\n\n") if p.strip()), minutes=max(1, round(len(body) / CHARACTERS_A_MINUTE)),
        experience=EXPERIENCE.get(testimony.experience_type, ""), composed=bool(testimony.attributes.get("composed")), palette=copy.cutout.palette,
        exhibition=_in_language(exhibition.name, language), credits=_credits(exhibition), disclaimer=_in_language(exhibition.disclaimer, language),
        exit_url=exhibition.exit_url, help=help_in(exhibition.country, now),
        valid_until=min([midnight_after(now), *(end for end in allowed.values() if end)]))


def _in_language(texts: dict[str, str], language: str) -> Phrase:
    """The text in the language, else in English, else in any."""
    found = next((code for code in (language, labels.FALLBACK, *texts) if texts.get(code)), language)
    return Phrase(texts.get(found, ""), found)


def _credits(exhibition: Exhibition) -> tuple[Phrase, ...]:
    """Credit lines are typed once, in the exhibition's first language."""
    return tuple(Phrase(line, exhibition.languages[0]) for line in exhibition.credits)


def closed_hall(language: str) -> Hall:
    """What can be said when nothing can be looked up: the way out and the emergency number."""
    return Hall(None, "", "", None, None, (), Phrase("", language), EXIT, Help((), EMERGENCY[COUNTRY]))


def hall(language: str, now: datetime) -> Hall:
    """The exhibition running now; also the one whose help and exit the neutral page uses, the same for every code."""
    shown = queries.exhibitions()
    running = next((e for e in shown if e.starts_on <= now.date() <= e.ends_on), shown[0] if shown else None)
    if running is None:
        return Hall(None, "", "", None, None, (), Phrase("", language), EXIT, help_in(COUNTRY, now))
    return Hall(
        name=_in_language(running.name, language), theme=running.theme, place=", ".join(part for part in (running.venue, running.city) if part),
        starts_on=running.starts_on, ends_on=running.ends_on, credits=_credits(running), disclaimer=_in_language(running.disclaimer, language),
        exit_url=running.exit_url, help=help_in(running.country, now))


def help_in(country: str, now: datetime) -> Help:
    """Help in the event's country: the visitor is there, not where the story began."""
    return Help(*current_numbers(country, now.date()))
