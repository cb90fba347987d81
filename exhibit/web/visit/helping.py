"""Help numbers: the event's country first, then every other country that anything is known about, with the gaps said plainly."""
from __future__ import annotations

from flask import Response

from exhibit.actions import site_pages
from exhibit.actions.help_table import help_table
from exhibit.actions.helplines import elsewhere
from exhibit.actions.site_pages import country_name
from exhibit.actions.visiting import midnight_after
from exhibit.front.rendered import Rendered
from exhibit.store import site as reads
from exhibit.story import labels
from exhibit.web.visit.answers import asked, fill, keep, neutral
from exhibit.web.visit.blueprint import page
from exhibit.web.visit.cache import Offer


@page("/e/<slug:slug>/help")
@page("/e/<slug:slug>/help/<language:language>")
def help_numbers(slug: str, language: str = "") -> Response:
    """Only numbers that a named person called within 90 days are shown: the page ends with the day at the latest."""
    question = asked(language)
    found = reads.find_exhibition(slug)
    if found is None:
        return neutral(question)
    offer = Offer(labels.languages(), site_pages.first_language(found), question.epoch, midnight_after(question.now))
    chosen = offer.best(question.wishes)
    html = fill("visit/help_page.html", question.look, language=chosen, event=site_pages.event(found, chosen, question.now), name="help", languages=labels.languages(),
                here=country_name(found.country, chosen), country_name=country_name, gaps=frozenset(help_table().gaps),
                others=by_name(elsewhere(found.country, question.now.date()), chosen))
    return keep(f"/e/{slug}/help", offer, chosen, Rendered.of(200, html), question)


def by_name(countries, language: str) -> list:
    """In the order of their names, as far as code points know an alphabet."""
    return sorted(countries, key=lambda one: country_name(one.country, language).casefold())
