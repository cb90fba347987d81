"""The public site: words of one language, the house behind the exhibition, a country panel with its sources."""
from __future__ import annotations

from flask import request
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, StringField, TextAreaField

from exhibit.story.public_site import TEXTS

ROLE_WORDS = {
    "organiser": _l("organiser"), "survivors": _l("advice by people with lived experience"), "partner": _l("partner"), "venue": _l("venue"), "funder": _l("funder"),
    "care": _l("support for those who tell"), "translation": _l("translation"), "design": _l("design and print"),
}
EMPTY_PARTNERS, EMPTY_SOURCES = 3, 2  # rows to fill in beside those that are there


class WordsForm(FlaskForm):
    theme = StringField(_l("Theme line"), description=_l("Shown under the name where it says something else."))
    hours = TextAreaField(_l("Opening hours"))
    way = TextAreaField(_l("How to get there"), description=_l("Stops, entrances, parking for bicycles. A blank line begins a new paragraph."))
    access = TextAreaField(_l("Access for everyone"), description=_l("Steps, lifts, seats, a quiet room, induction loops, assistance dogs."))
    about = TextAreaField(_l("About the exhibition"), description=_l("Who you are and why. No name of a person, no telephone number: contact has a place of its own."))
    revision = HiddenField()

    def texts(self) -> dict[str, str]:
        return {field: self[field].data or "" for field in TEXTS}


class HouseForm(FlaskForm):
    listed = BooleanField(_l("Search engines may know these pages"), description=_l("Home, countries, about and campaign days. A story is found only if its person agreed to exactly that, whatever stands here."))
    place_link = StringField(_l("The venue on the web"), description=_l("With https:// in front."))
    contact_name = StringField(_l("Whom to ask"), description=_l("A department, not a person."))
    contact_email = StringField(_l("E-mail"), description=_l("A mailbox of the house, such as info@…"))
    contact_phone = StringField(_l("Telephone"))
    contact_link = StringField(_l("Web address of the house"))
    revision = HiddenField()

    def values(self) -> dict:
        """What the action takes."""
        contact = {key: self[f"contact_{key}"].data or "" for key in ("name", "email", "phone", "link")}
        return {"listed": self.listed.data, "place_link": self.place_link.data or "", "contact": contact, "partners": sent_rows("partner", ("name", "role", "link"))}


class PanelForm(FlaskForm):
    body = TextAreaField(_l("About the country"), description=_l("One or two calm sentences about law and help. Never about a person, and no figure without a source that says how it was counted."))
    revision = HiddenField()


def sent_rows(prefix: str, columns: tuple[str, ...]) -> list[dict[str, str]]:
    """Rows of equal fields as they were sent: partner_name, partner_role, partner_link, each as often as there are rows."""
    sent = [request.form.getlist(f"{prefix}_{column}") for column in columns]
    return [dict(zip(columns, row, strict=True)) for row in zip(*sent, strict=False)]
