"""A screen in the hall: the figures that may be listed as large touch targets, their stories, and no way that leads off them."""
from __future__ import annotations

from dataclasses import replace

from flask import Response

from exhibit.actions import kiosk, site_pages, visiting
from exhibit.actions.static_site.markup import with_links
from exhibit.store import site as reads
from exhibit.web.visit.answers import Question, asked, fill, keep, neutral
from exhibit.web.visit.blueprint import page
from exhibit.web.visit.cache import Offer, Rendered
from exhibit.web.visit.silhouettes import outline
from exhibit.web.visit.site import listed
from exhibit.web.visit.stories import looks, marks


@page("/e/<slug:slug>/kiosk")
@page("/e/<slug:slug>/kiosk/<language:language>")
def kiosk_start(slug: str, language: str = "") -> Response:
    """Its start: who may be listed, in that language, now."""
    question = asked(language)
    found = reads.find_exhibition(slug)
    if found is None:
        return neutral(question)
    listing, offer, chosen = listed(found, question)
    html = fill("visit/kiosk.html", question.look, language=chosen, event=site_pages.event(found, chosen, question.now), start=kiosk.start_of(found.slug),
                figures=listing.by_language.get(chosen, ()), offered=listing.languages(), outline=outline)
    return keep(kiosk.start_of(found.slug), offer, chosen, Rendered.of(200, html), question)


@page("/<code:code>/<language:language>/kiosk")
def kiosk_story(code: str, language: str) -> Response:
    """One story on that screen, if it may be listed there."""
    question = asked(language)
    story = visiting.story_page(code, question.wishes, question.now)
    screen = kiosk.screen_of(code, question.now)
    if story is None or screen is None or story.code not in screen.codes.get(story.language, ()):
        return neutral(question)
    languages = tuple(spoken for spoken in story.languages if story.code in screen.codes.get(spoken, ()))
    offer = Offer(languages, story.fallback if story.fallback in languages else languages[0], question.epoch, min(story.valid_until, screen.until))
    shown = replace(story, languages=languages, exit_url=screen.start)
    return keep(f"/{story.code}/kiosk", offer, story.language, Rendered.of(200, _html(shown, screen, question)), question)


def _html(story: visiting.StoryPage, screen: kiosk.Screen, question: Question) -> str:
    """The story's own page, drawn as ever; then every link that would lead off the screen is taken out of it."""
    html = fill("visit/kiosk_story.html", question.look, page=story, looks=looks(question.look), marks=marks(story),
                topics=story.topics_in_words, start=screen.start)
    return with_links(html, screen.lead)
