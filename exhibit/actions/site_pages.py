"""What the exhibition's own pages show a visitor: only what a curator wrote, and of stories only what the gate lets be listed now."""
from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date, datetime

from babel import Locale
from babel.dates import format_skeleton

from exhibit.actions.gate import decide, page_decision
from exhibit.actions.speaker import Granted, speaker, told_on_page
from exhibit.actions.visiting import EXIT, Help, Phrase, help_in, midnight_after
from exhibit.consent.records import Decision
from exhibit.store import site as reads
from exhibit.store.figure_files import DRAWN_HERE
from exhibit.store.tables import CountryPanel, Cutout, Exhibition, Testimony
from exhibit.story import labels
from exhibit.story.campaign import CampaignDay, campaign_days
from exhibit.story.public_site import ROLES, Source

NEUTRAL_FIGURE = "neutral"
INDEXED, HIDDEN = "noarchive", "noindex, noarchive"  # help numbers grow old in somebody's archive
WITHOUT_STORIES = ("", "countries", "about", "campaign")  # pages that search engines may know once the curator has opened them


@dataclass(frozen=True, slots=True)
class Partner:
    name: str
    link: str


@dataclass(frozen=True, slots=True)
class Contact:
    """A department, never a person; any of it may be ""."""

    name: str
    email: str
    phone: str
    link: str


@dataclass(frozen=True, slots=True)
class Event:
    """One exhibition as its pages tell it. `texts`: field -> what a curator wrote, without the empty ones; `pages`: those with something on them."""

    slug: str
    name: Phrase
    theme: Phrase | None
    when: str  # now, next, last
    place: str
    place_link: str
    starts_on: date
    ends_on: date
    texts: dict[str, Phrase]
    partners: tuple[tuple[str, tuple[Partner, ...]], ...]  # by role, in the order of the table of roles
    contact: Contact | None
    languages: tuple[str, ...]  # of the exhibition, of those with words of their own
    pages: tuple[str, ...]
    listed: bool
    exit_url: str
    help: Help
    credits: tuple[Phrase, ...]
    disclaimer: Phrase

    def robots(self, page: str) -> str:
        return INDEXED if self.listed and page in WITHOUT_STORIES else HIDDEN


@dataclass(frozen=True, slots=True)
class Figure:
    """One story in the list: the code that opens it, the line that says who speaks ("" for nobody), the outline to draw."""

    code: str
    line: str
    outline: str
    palette: str


@dataclass(frozen=True, slots=True)
class Listing:
    """Figures in hall order by language, and the first moment one of them no longer holds by itself."""

    by_language: dict[str, tuple[Figure, ...]]
    until: datetime

    def languages(self) -> tuple[str, ...]:
        return tuple(self.by_language)


@dataclass(frozen=True, slots=True)
class Country:
    """One country panel: name in the language of the page, sentences in theirs, sources with a year for those that are old."""

    name: str
    paragraphs: tuple[str, ...]
    language: str
    sources: tuple[tuple[Source, bool], ...]


@dataclass(frozen=True, slots=True)
class Day:
    """A campaign day in the year of today."""

    about: CampaignDay
    on: date
    during: bool


def event(exhibition: Exhibition, language: str, now: datetime) -> Event:
    """Everything on the exhibition's pages but figures, countries and days."""
    site, today = exhibition.site or {}, now.date()
    name = phrase(exhibition.name, language) or Phrase(exhibition.slug, language)
    texts = {field: found for field in ("hours", "way", "access", "about") if (found := phrase(site.get(field), language))}
    return Event(
        slug=exhibition.slug, name=name, theme=_theme(exhibition, language, name), when=reads.where_in_time(exhibition, today),
        place=", ".join(part for part in (exhibition.venue, exhibition.city) if part), place_link=site.get("place_link", ""),
        starts_on=exhibition.starts_on, ends_on=exhibition.ends_on, texts=texts, partners=_partners(site), contact=_contact(site),
        languages=tuple(code for code in exhibition.languages if code in labels.languages()), pages=pages_of(exhibition),
        listed=bool(site.get("listed")), exit_url=exhibition.exit_url or EXIT, help=help_in(exhibition.country, now, exhibition.slug),
        credits=tuple(Phrase(line, exhibition.languages[0]) for line in exhibition.credits), disclaimer=phrase(exhibition.disclaimer, language) or Phrase("", language))


def first_language(exhibition: Exhibition) -> str:
    """What somebody reads who asked for no language that has words: the exhibition's first that does."""
    return labels.choose(exhibition.languages, labels.languages(), labels.FALLBACK)


def phrase(texts: dict[str, str] | None, language: str) -> Phrase | None:
    """The text in the language, else in English, else in any; None when nobody wrote it."""
    known = texts or {}
    found = next((code for code in (language, labels.FALLBACK, *known) if known.get(code)), None)
    return Phrase(known[found], found) if found else None


def _theme(exhibition: Exhibition, language: str, name: Phrase) -> Phrase | None:
    """The theme line, unless it is the name again."""
    found = phrase((exhibition.site or {}).get("theme"), language) or (Phrase(exhibition.theme, labels.FALLBACK) if exhibition.theme else None)
    return None if found and found.text in (name.text, *exhibition.name.values()) else found


def _partners(site: dict) -> tuple[tuple[str, tuple[Partner, ...]], ...]:
    found = {role: tuple(Partner(row["name"], row.get("link", "")) for row in site.get("partners", ()) if row["role"] == role) for role in ROLES}
    return tuple((role, partners) for role, partners in found.items() if partners)


def _contact(site: dict) -> Contact | None:
    row = {key: (site.get("contact") or {}).get(key, "") for key in ("name", "email", "phone", "link")}
    return Contact(**row) if any(row.values()) else None


def pages_of(exhibition: Exhibition) -> tuple[str, ...]:
    """Names of the pages that have something on them, "" for the first."""
    site = exhibition.site or {}
    empty = set() if reads.panels(exhibition) else {"countries"}
    if not (site.get("about") or site.get("partners") or _contact(site)):
        empty.add("about")
    return tuple(page for page in ("", "figures", "countries", "about", "campaign") if page not in empty)


def listing(exhibition: Exhibition, now: datetime) -> Listing:
    """Which figures may be listed now, in each language that has words. What may not be listed is not counted, numbered or hinted at."""
    ends, found, by_story = [], {}, {}
    for cutout in reads.cutouts_asked_to_be_listed(exhibition):
        if cutout.testimony_id not in by_story:
            by_story[cutout.testimony_id] = _listed(cutout, now)
        answers = by_story[cutout.testimony_id]
        if not answers or not cutout.copies:
            continue
        board = decide(cutout.testimony, "CUTOUT_COPY", cutout.language, exhibition.country, exhibition, now, 0, ("QUOTE", "CUTOUT"), image=DRAWN_HERE)
        ends += [answer.valid_until for answer in (board, *answers.values())]
        for language, answer in answers.items():
            found.setdefault(language, []).append(_figure(cutout, language, answer, board.allowed))
    ordered = {code: tuple(found[code]) for code in (*exhibition.languages, *labels.languages()) if code in found}
    return Listing(ordered, min([midnight_after(now), *(end for end in ends if end)]))


def _listed(cutout: Cutout, now: datetime) -> dict[str, Decision]:
    """Language -> the gate's yes to being listed in it."""
    testimony, country = cutout.testimony, cutout.exhibition.country
    answers = {code: page_decision(testimony, code, now, "WEB_LIST", country) for code in testimony.languages() if code in labels.languages()}
    return {code: answer for code, answer in answers.items() if answer.allowed}


def _figure(cutout: Cutout, language: str, answer: Decision, drawn: bool) -> Figure:
    """`drawn`: the board's own figure may be shown; else, and for every figure a curator brought, the outline of nobody."""
    testimony = cutout.testimony
    line = speaker(testimony, language, _granted(testimony, answer), told_on_page(testimony, language, "STORY")).line
    own = cutout.figure.startswith("own-")
    return Figure(cutout.copies[0].code, line, cutout.figure if drawn and not own else NEUTRAL_FIGURE, cutout.palette)


def _granted(testimony: Testimony, answer: Decision) -> Granted:
    """How the person may be called where both the page and the list agree to it."""
    relied = [grant for grant in testimony.grants if grant.uid in answer.grant_ids and grant.permission in ("WEB_STORY", "WEB_LIST")]
    facts = [frozenset(grant.elements or ()) for grant in relied]
    return Granted(frozenset.intersection(*facts) if facts else frozenset(), frozenset(grant.identity_mode or "ANONYMOUS" for grant in relied))


def countries(exhibition: Exhibition, language: str, now: datetime) -> tuple[Country, ...]:
    """The panels, by the countries' names in the language; each in the language, else in English, else as it was written."""
    by_country: dict[str, dict[str, CountryPanel]] = {}
    for panel in reads.panels(exhibition):
        by_country.setdefault(panel.country, {})[panel.language] = panel
    shown = [_country(country, panels, language, now) for country, panels in by_country.items()]
    return tuple(sorted(shown, key=lambda row: _unaccented(row.name)))


def _unaccented(name: str) -> str:
    """As a dictionary sorts it: Égypte between Colombie and Kirghizstan."""
    return "".join(letter for letter in unicodedata.normalize("NFD", name) if not unicodedata.combining(letter)).casefold()


def _country(country: str, panels: dict[str, CountryPanel], language: str, now: datetime) -> Country:
    panel = next(panels[code] for code in (language, labels.FALLBACK, *panels) if code in panels)
    sources = tuple(Source(row["title"], row["url"], row["date"]) for row in panel.sources)
    return Country(country_name(country, language), paragraphs(panel.body), panel.language, tuple((source, source.is_old(now.date())) for source in sources))


def country_name(country: str, language: str) -> str:
    """The country's name as the language writes it (CLDR)."""
    return Locale(labels.words_language(language)).territories.get(country, country)


def written(given: str, language: str) -> str:
    """The date of a source in words, as exact as it is known: 2016, October 2016, 6 October 2016."""
    parts, code = [int(part) for part in given.split("-")], labels.words_language(language)
    if len(parts) == 1:
        return labels.number(parts[0], code)
    return labels.day(date(*parts), code) if len(parts) == 3 else format_skeleton("yMMMM", date(*parts, 1), locale=labels.LOCALES.get(code, code)).translate(labels.DIGITS.get(code, {}))


def paragraphs(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split("\n\n") if part.strip())


def days(exhibition: Exhibition, now: datetime) -> tuple[Day, ...]:
    """The campaign days of this year, in the order of the calendar."""
    return tuple(Day(row, on, exhibition.starts_on <= on <= exhibition.ends_on) for row in campaign_days() for on in (row.in_year(now.date().year),))
