"""The exhibition's own pages: what it is, when and where, its figures, countries, makers and campaign days."""
from __future__ import annotations

import re

from flask import Response, request

from exhibit.actions import site_pages
from exhibit.actions.visiting import midnight_after
from exhibit.front.rendered import Rendered
from exhibit.store import site as reads
from exhibit.store.tables import Exhibition
from exhibit.story import labels
from exhibit.web.visit.addresses import HOME
from exhibit.web.visit.answers import Question, answer, asked, fill, in_words, keep, neutral
from exhibit.web.visit.blueprint import page
from exhibit.web.visit.cache import Offer
from exhibit.web.visit.door import HEADERS
from exhibit.web.visit.silhouettes import outline

OPENS_A_CODE = dict(HEADERS)["Content-Security-Policy"].replace("form-action 'none'", "form-action 'self'")
TYPED = re.compile(r"[0-9A-Za-z]{6}")


@page("/")
def home() -> Response:
    """The exhibition that runs now, else the next, else the last."""
    question = asked()
    found = reads.exhibition_today(question.now.date())
    return _page(found, "", question, HOME) if found else answer(in_words(HOME, "visit/no_event.html", 200, question))


@page("/e/<slug:slug>")
@page("/e/<slug:slug>/<language:language>")
def event(slug: str, language: str = "") -> Response:
    return _asked_for(slug, "", language)


@page("/e/<slug:slug>/figures")
@page("/e/<slug:slug>/figures/<language:language>")
def figures(slug: str, language: str = "") -> Response:
    """The figures in hall order: those who agreed to be listed, in that language, now."""
    question = asked(language)
    found = reads.find_exhibition(slug)
    if found is None:
        return neutral(question)
    listing, offer, chosen = listed(found, question)
    return _answer(found, "figures", offer, chosen, question, figures=listing.by_language.get(chosen, ()), offered=offer.languages, outline=outline)


@page("/e/<slug:slug>/countries")
@page("/e/<slug:slug>/countries/<language:language>")
def countries(slug: str, language: str = "") -> Response:
    return _asked_for(slug, "countries", language)


@page("/e/<slug:slug>/about")
@page("/e/<slug:slug>/about/<language:language>")
def about(slug: str, language: str = "") -> Response:
    return _asked_for(slug, "about", language)


@page("/e/<slug:slug>/campaign")
@page("/e/<slug:slug>/campaign/<language:language>")
def campaign(slug: str, language: str = "") -> Response:
    return _asked_for(slug, "campaign", language)


@page("/go")
def go() -> Response:
    """A typed code leads to its story. Whether there is one, only the story's own page says: here every six characters are the same."""
    typed, language = re.sub(r"[\s.-]", "", request.args.get("code", "")[:40]), request.args.get("in", "")[:3].lower()
    question = asked(language)
    if TYPED.fullmatch(typed):
        look = f"?look={question.look}" if question.look else ""
        path = "/".join(["", typed.upper(), *([language] if language in labels.languages() else [])])
        return answer(Rendered(303, b"", b"", headers=(("Location", path + look),)))
    found = reads.exhibition_today(question.now.date())
    return answer(_rendered(found, "", labels.choose(question.wishes, labels.languages(), site_pages.first_language(found)), question, 422, typed=request.args.get("code", "")[:40])) if found else neutral(question)


def listed(exhibition: Exhibition, question: Question) -> tuple[site_pages.Listing, Offer, str]:
    """Who may be listed now, in which languages that can be read and for how long, and the one to show."""
    listing = site_pages.listing(exhibition, question.now)
    offer = Offer(listing.languages() or labels.languages(), next(iter(listing.by_language), site_pages.first_language(exhibition)), question.epoch, listing.until)
    return listing, offer, offer.best(question.wishes)


def _asked_for(slug: str, name: str, language: str) -> Response:
    question = asked(language)
    found = reads.find_exhibition(slug)
    return _page(found, name, question, f"/e/{slug}/{name}".rstrip("/")) if found else neutral(question)


def _page(exhibition: Exhibition, name: str, question: Question, address: str) -> Response:
    """A page without stories: in any language that has words. One with nothing on it is none."""
    offer = Offer(labels.languages(), site_pages.first_language(exhibition), question.epoch, midnight_after(question.now))
    language = offer.best(question.wishes)
    if name not in site_pages.event(exhibition, language, question.now).pages:
        return neutral(question)
    return keep(address, offer, language, _rendered(exhibition, name, language, question), question)


def _answer(exhibition: Exhibition, name: str, offer: Offer, language: str, question: Question, **facts) -> Response:
    return keep(f"/e/{exhibition.slug}/{name}", offer, language, _rendered(exhibition, name, language, question, **facts), question)


def _rendered(exhibition: Exhibition, name: str, language: str, question: Question, status: int = 200, **facts) -> Rendered:
    shown = site_pages.event(exhibition, language, question.now)
    more = {"countries": site_pages.countries, "campaign": lambda one, _language, now: site_pages.days(one, now)}
    if name in more:
        facts[name] = more[name](exhibition, language, question.now)
    robots = shown.robots(name) if status == 200 else site_pages.HIDDEN
    html = fill(f"visit/{name or 'home'}.html", question.look, language=language, event=shown, name=name, robots=robots, languages=labels.languages(),
                paragraphs=site_pages.paragraphs, written=site_pages.written, **facts)
    return Rendered.of(status, html, headers=(("X-Robots-Tag", robots), ("Content-Security-Policy", OPENS_A_CODE)))
