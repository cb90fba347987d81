"""What a curator writes for the public site of an exhibition: words in each language, the house behind it, country panels with their sources.

Exhibition.site holds {"listed": bool, "partners": [{"name", "role", "link"}], "contact": {"name", "email", "phone", "link"}, "place_link": address,
"theme" | "hours" | "way" | "access" | "about": {language: text}, "revisions": {part: number}}. Each part has a number of its own, so that
two people who write in two languages do not stand in each other's way.
"""
from __future__ import annotations

import re
from datetime import datetime
from urllib.parse import urlsplit

import phonenumbers

from exhibit.actions.free_text import OF_A_PLACE, checked_note
from exhibit.errors import Conflict, WrongUse
from exhibit.store import raise_epoch, transaction
from exhibit.store.tables import Exhibition
from exhibit.story.anonymise import found_in
from exhibit.story.labels import NAMES
from exhibit.story.public_site import MOST_PARTNERS, ROLES, TEXTS

HOUSE = "house"
FIELDS = {"theme": "Theme line", "hours": "Opening hours", "way": "How to get there", "access": "Access for everyone", "about": "About the exhibition"}
OF_AN_ORGANISATION = frozenset({"NAME", "ADDRESS", "LINK"})  # what the name of a house may look like
LATER = "Somebody else saved this while you were writing. Nothing was lost: your words are still here, and what was saved meanwhile stands beside each field that differs. Bring the two together and save again."


def part_of(language: str) -> str:
    """The part of the site that holds the words of one language."""
    return f"words:{language}"


def revision_of(exhibition: Exhibition, part: str) -> int:
    """How often this part was saved; what a form sends back to show what it began with."""
    return (exhibition.site or {}).get("revisions", {}).get(part, 0)


def save_words(exhibition: Exhibition, language: str, texts: dict[str, str], revision: int, by: str, now: datetime) -> Exhibition:
    """The texts of one language; an empty one is taken off. Raises WrongUse, Refused for what leads to a person, Conflict when somebody saved since `revision`."""
    if language not in NAMES:
        raise WrongUse("Choose one of the languages in the list.")
    checked = checked_words(texts)
    with transaction():
        site = _fresh(exhibition, part_of(language), revision)
        for field, text in checked.items():
            kept = {code: words for code, words in site.get(field, {}).items() if code != language}
            site[field] = kept | ({language: text} if text else {})
        exhibition.site = site
        raise_epoch()
    return exhibition


def save_house(exhibition: Exhibition, fields: dict, revision: int, by: str, now: datetime) -> Exhibition:
    """Who makes it, whom to ask, whether search engines may know these pages. Raises WrongUse, Refused, Conflict."""
    checked = checked_house(fields, exhibition.country)
    with transaction():
        exhibition.site = _fresh(exhibition, HOUSE, revision) | checked
        raise_epoch()
    return exhibition


def _fresh(exhibition: Exhibition, part: str, revision: int) -> dict:
    """A copy of the site as it is now, with the part's number raised. Inside a transaction. Raises Conflict."""
    if revision_of(exhibition, part) != revision:
        raise Conflict(LATER)
    site = dict(exhibition.site or {})
    return site | {"revisions": site.get("revisions", {}) | {part: revision + 1}}


def checked_words(texts: dict[str, str]) -> dict[str, str]:
    """Every text of one language, "" for one that is not written. Raises WrongUse, Refused."""
    return {field: _checked_text(field, texts.get(field)) for field in TEXTS}


def checked_house(fields: dict, country: str) -> dict:
    """Partners, contact and settings as they are kept. `country`: whose telephone numbers need no code. Raises WrongUse, Refused."""
    partners = [row for row in fields.get("partners", ()) if any((value or "").strip() for key, value in row.items() if key != "role")]
    if len(partners) > MOST_PARTNERS:
        raise WrongUse(f"At most {MOST_PARTNERS} partners fit on a page that people read: leave the others to the about text.")
    return {
        "listed": bool(fields.get("listed")), "place_link": checked_link(fields.get("place_link"), "Address of the venue on the web"),
        "partners": [_checked_partner(row) for row in partners], "contact": _checked_contact(fields.get("contact") or {}, country),
    }


def _checked_text(field: str, given: str | None) -> str:
    text = re.sub(r"\r\n?", "\n", (given or "").strip())
    if len(text) > TEXTS[field]:
        raise WrongUse(f"{FIELDS[field]}: {len(text)} characters, and {TEXTS[field]} fit. Take {len(text) - TEXTS[field]} out.")
    return checked_note(text, FIELDS[field], OF_A_PLACE)


def checked_link(given: str | None, what: str) -> str:
    """A web address or "". Raises WrongUse for anything a browser would not open as a page."""
    link = (given or "").strip()
    if not link:
        return ""
    try:
        parts = urlsplit(link)
        known = parts.scheme in ("http", "https") and "." in (parts.hostname or "") and not parts.username and not re.search(r"[\s<>\"]", link)
    except ValueError:
        known = False
    if not known or len(link) > 300:
        raise WrongUse(f"{what}: “{link[:80]}” is no web address. It begins with https:// or http:// and has at most 300 characters.")
    return link


def _checked_partner(row: dict) -> dict:
    name = checked_note(row.get("name"), "Partner", OF_AN_ORGANISATION)
    if not name or len(name) > 120:
        raise WrongUse("Each partner needs a name of at most 120 characters: the name of the organisation, not of a person.")
    if row.get("role") not in ROLES:
        raise WrongUse(f"Choose what {name} does from the list.")
    return {"name": name, "role": row["role"], "link": checked_link(row.get("link"), f"Web address of {name}")}


def _checked_contact(row: dict, country: str) -> dict:
    name = checked_note(row.get("name"), "Whom to ask", OF_A_PLACE)
    if len(name) > 120:
        raise WrongUse("Whom to ask: a department in at most 120 characters.")
    return {"name": name, "email": _checked_email(row.get("email")), "phone": _checked_phone(row.get("phone"), country), "link": checked_link(row.get("link"), "Web address of the house")}


def _checked_email(given: str | None) -> str:
    """A mailbox of the house: one whose name reads like a person's is asked for again."""
    email = (given or "").strip()
    if not email:
        return ""
    if len(email) > 200 or not re.fullmatch(r"[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+", email):
        raise WrongUse(f"“{email[:80]}” is no e-mail address.")
    if found_in(" ".join(word.title() for word in re.split(r"[._-]", email.split("@")[0]))):
        raise WrongUse(f"“{email}” reads like the mailbox of one person. Give one of the house, for example info@{email.split('@')[1]}.")
    return email


def _checked_phone(given: str | None, country: str) -> str:
    """The number as it is dialled from abroad."""
    number = (given or "").strip()
    if not number:
        return ""
    try:
        parsed = phonenumbers.parse(number, country)
    except phonenumbers.NumberParseException:
        parsed = None
    if parsed is None or not phonenumbers.is_valid_number(parsed):
        raise WrongUse(f"“{number[:40]}” is no telephone number that can be called: give it with + and the code of the country, for example +32 2 555 12 12.")
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
