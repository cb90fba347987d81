"""What programs that collect pages are told: they may read everything, and each page says itself what they may keep."""
from __future__ import annotations

from flask import Response, current_app

from exhibit.web.visit.answers import answer
from exhibit.web.visit.blueprint import page
from exhibit.web.visit.cache import Rendered


@page("/robots.txt")
def robots() -> Response:
    """No path is named, so none is given away; a robot that may not read a page could not know that it says noindex."""
    return answer(Rendered.of(200, f"User-agent: *\nAllow: /\nSitemap: {current_app.config['EXHIBIT'].base_url}/sitemap.xml\n", "text/plain; charset=utf-8"))
