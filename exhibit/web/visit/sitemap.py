"""The list for search engines: pages of exhibitions that a curator has opened to them, stories whose people said yes to being listed and found."""
from __future__ import annotations

from xml.sax.saxutils import escape

from flask import Response, current_app

from exhibit.actions.indexing import pages_to_be_found
from exhibit.actions.visiting import midnight_after
from exhibit.web.visit.answers import answer, asked, keep, kept
from exhibit.web.visit.blueprint import page
from exhibit.web.visit.cache import Offer, Rendered

ADDRESS = "/sitemap.xml"
KIND = "application/xml; charset=utf-8"
NO_LANGUAGE = "en"  # kept under one language: the list has none


@page(ADDRESS)
def sitemap() -> Response:
    """Asked of the gate, then kept like a page until the ledger moves or a permission ends."""
    question = asked()
    found = kept().pages.get(ADDRESS, (NO_LANGUAGE,), question.epoch, question.now)
    if found:
        return answer(found)
    paths, ends = pages_to_be_found(question.now)
    offer = Offer((NO_LANGUAGE,), NO_LANGUAGE, question.epoch, min(midnight_after(question.now), ends or midnight_after(question.now)))
    return keep(ADDRESS, offer, NO_LANGUAGE, Rendered.of(200, _listed(paths), KIND), question)


def _listed(paths: tuple[str, ...]) -> str:
    """The protocol of sitemaps.org, without dates: they would tell when somebody said yes."""
    base = current_app.config["EXHIBIT"].base_url
    rows = "".join(f"<url><loc>{escape(base + path)}</loc></url>\n" for path in paths)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{rows}</urlset>\n'
