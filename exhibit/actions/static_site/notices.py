"""What a page of a copy says while it shows no story: before the script has looked at the clock, and when its time has passed."""
from __future__ import annotations

from datetime import datetime

from flask import current_app

from exhibit.actions import visiting
from exhibit.actions.static_site.crawling import Site
from exhibit.actions.static_site.pages import language_of
from exhibit.story import labels


def notices_in(site: Site, now: datetime) -> dict[str, str]:
    """The notice in each language in which a page of the copy has its words, with the help numbers of the event's country."""
    languages = {language_of(answer.text) for answer in site.pages.values() if answer.is_page}
    template = current_app.jinja_env.get_template("visit/copy.html")
    return {language: template.render(language=language, help=visiting.help_in(site.exhibition.country, now), label=labels.label, direction=labels.direction)
            for language in languages}
