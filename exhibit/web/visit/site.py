"""The exhibition's own pages: what it is, when and where; no story."""
from __future__ import annotations

from flask import Response

from exhibit.web.visit.addresses import HOME
from exhibit.web.visit.answers import answer, asked, in_words
from exhibit.web.visit.blueprint import page


@page("/")
def home() -> Response:
    """The exhibition that runs now."""
    return answer(in_words(HOME, "visit/home.html", 200, asked()))
