"""What search engines, web archives and shared links may do with one story's page: each a permission of its own, asked of the gate now."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from exhibit.actions.gate import page_decision
from exhibit.actions.site_pages import WITHOUT_STORIES, pages_of, phrase
from exhibit.consent.records import Decision, UseKind
from exhibit.store import queries
from exhibit.store import site as reads
from exhibit.store.tables import Copy, Exhibition

HIDDEN, FOUND, KEPT = "noindex, noarchive", "noarchive", "all"
KINDS = (UseKind.SEARCH_INDEX, UseKind.WEB_ARCHIVE, UseKind.PREVIEW_CARD)
ASKED_FOR = frozenset({"WEB_INDEX", "WEB_ARCHIVE", "WEB_PREVIEW"})  # permissions without which the three are a no
PICTURE = "/static/vendor/preview.png"  # the same for every story: it shows nobody


@dataclass(frozen=True, slots=True)
class Card:
    """What a shared link shows: the exhibition, never the person's words, name or figure. `theme` may be ""."""

    title: str
    theme: str
    picture: str


@dataclass(frozen=True, slots=True)
class Indexing:
    """`robots`: value of the header and the tag; `until`: the first moment one of these permissions ends by itself."""

    robots: str = HIDDEN
    card: Card | None = None
    until: datetime | None = None


def indexing(code: str, language: str, languages: Sequence[str], now: datetime, base_url: str) -> Indexing:
    """For the page of this code in this language. Without a yes nobody may keep, find or preview it.

    `languages`: all that the page can be read in; its end is the same for each of them, as they are kept together.
    """
    copy = queries.find_copy(code)
    if copy is None or not any(grant.permission in ASKED_FOR for grant in copy.cutout.testimony.grants):
        return Indexing()  # nobody was ever asked: no further work on the way to a page
    answers = {one: {kind: _ask(copy, kind, one, now) for kind in KINDS} for one in {language, *languages}}
    ends = [answer.valid_until for row in answers.values() for answer in row.values() if answer.allowed and answer.valid_until]
    found, kept, shared = (answers[language][kind].allowed for kind in KINDS)
    robots = (KEPT if kept else FOUND) if found else HIDDEN
    return Indexing(robots, _card(copy.cutout.exhibition, language, base_url) if shared else None, min(ends, default=None))


def _ask(copy: Copy, kind: UseKind, language: str, now: datetime) -> Decision:
    return page_decision(copy.cutout.testimony, language, now, kind, copy.cutout.exhibition.country)


def _card(exhibition: Exhibition, language: str, base_url: str) -> Card:
    name, theme = phrase(exhibition.name, language), phrase((exhibition.site or {}).get("theme"), language)
    told = theme.text if theme else exhibition.theme
    return Card(name.text if name else exhibition.slug, "" if name and told == name.text else told, base_url + PICTURE)


def pages_to_be_found(now: datetime) -> tuple[tuple[str, ...], datetime | None]:
    """(paths of everything that may be listed and found now, the first moment one no longer may). A story needs both yeses in that language."""
    paths, ends = [], []
    for exhibition in queries.exhibitions():
        paths += _site(exhibition)
    for cutout in reads.cutouts_asked_to_be_found():
        copy = cutout.copies[0] if cutout.copies else None
        for language in cutout.testimony.languages() if copy else ():
            answers = [_ask(copy, kind, language, now) for kind in (UseKind.WEB_LIST, UseKind.SEARCH_INDEX)]
            if all(answer.allowed for answer in answers):
                paths.append(f"/{copy.code}/{language}")
                ends += [answer.valid_until for answer in answers if answer.valid_until]
    return tuple(paths), min(ends, default=None)


def _site(exhibition: Exhibition) -> list[str]:
    """Pages without stories, once the curator has opened them to search engines."""
    if not (exhibition.site or {}).get("listed"):
        return []
    return [f"/e/{exhibition.slug}/{name}".rstrip("/") for name in pages_of(exhibition) if name in WITHOUT_STORIES]
