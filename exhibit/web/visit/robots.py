"""What programs that collect pages are told."""
from __future__ import annotations

from flask import Response

from exhibit.web.visit.answers import answer
from exhibit.web.visit.blueprint import page
from exhibit.web.visit.cache import Rendered


@page("/robots.txt")
def robots() -> Response:
    """Pages say noindex themselves; a robot that may not read them could not know."""
    return answer(Rendered.of(200, "User-agent: *\nAllow: /\n", "text/plain; charset=utf-8"))
