"""Words of the interface that come from tables: countries, states, sheets."""
from __future__ import annotations

import unicodedata
from datetime import date, datetime, timedelta

from babel import Locale
from babel.units import format_unit
from flask_babel import get_locale, gettext, lazy_gettext

from exhibit.story.labels import direction, language_name

STATES = {
    "not_asked": lazy_gettext("not asked"), "requested": lazy_gettext("asked"), "deferred": lazy_gettext("wants to think"), "refused": lazy_gettext("no"),
    "given": lazy_gettext("yes, to be confirmed"), "confirmed": lazy_gettext("yes, confirmed"), "renewed": lazy_gettext("yes, renewed"),
    "update_required": lazy_gettext("to be asked again"), "expired": lazy_gettext("ended"), "withdrawn": lazy_gettext("stopped by the person"),
    "revoked": lazy_gettext("stopped by the organisation"), "invalidated": lazy_gettext("declared invalid"),
}
ANSWERS = {"given": lazy_gettext("Yes"), "refused": lazy_gettext("No"), "deferred": lazy_gettext("Wants to think about it"), "requested": lazy_gettext("Was asked, no answer yet")}
KINDS = {"STORY": lazy_gettext("full story"), "QUOTE": lazy_gettext("quote"), "CUTOUT": lazy_gettext("text on the board"), "ATTRIBUTION": lazy_gettext("who speaks"), "EASY": lazy_gettext("story in easy words")}
AGE_CLASSES = {
    "ADULT": lazy_gettext("adult"), "ADULT_OF_CHILDHOOD": lazy_gettext("adult who speaks of childhood"), "CHILD": lazy_gettext("child (under 18)"),
    "UNCERTAIN": lazy_gettext("age uncertain: treated as a child"),
}
ENTRIES = {  # kinds of entries of the history
    "GRANT": lazy_gettext("permission"), "HOLD": lazy_gettext("hold"), "ASSENT": lazy_gettext("child's answer"), "GUARDIAN": lazy_gettext("guardian"),
    "BEST_INTERESTS": lazy_gettext("best interests of the child"), "MAJORITY": lazy_gettext("coming of age"), "APPROVAL": lazy_gettext("approval of a text"),
    "APPROVAL_LINK": lazy_gettext("approval link"), "ANSWER": lazy_gettext("answer to a text"), "TICK": lazy_gettext("tick on a text"), "BACK_TRANSLATION": lazy_gettext("back-translation"), "FACTS": lazy_gettext("facts told"),
    "UNIQUENESS": lazy_gettext("uniqueness check"), "USE": lazy_gettext("use"), "TASK": lazy_gettext("task after a stop"), "WALK": lazy_gettext("walk through a hall"),
    "RECEIPT": lazy_gettext("receipt of the person"), "RECORD": lazy_gettext("consent record"), "FORM": lazy_gettext("consent form"), "UNDERSTANDING": lazy_gettext("understanding"),
    "EVIDENCE": lazy_gettext("evidence"), "NOTICE": lazy_gettext("consent notice"), "PARTY": lazy_gettext("organisation"), "PERSON": lazy_gettext("person"),
    "COMPENSATION": lazy_gettext("compensation"), "READ": lazy_gettext("somebody read"), "EXPORT": lazy_gettext("file taken out"), "IMPORT": lazy_gettext("file brought in"),
    "SOURCE": lazy_gettext("source of a text"), "ERASURE": lazy_gettext("erasure"), "RESTORE": lazy_gettext("restore of a backup"), "KEYS": lazy_gettext("change of keys"), "DEMO": lazy_gettext("the demo"),
}
HOLDS = {"SAFETY": lazy_gettext("safety"), "LEGAL": lazy_gettext("legal"), "QUALITY": lazy_gettext("quality of the text"), "REQUEST_PENDING": lazy_gettext("somebody asked to take it down")}
VISITORS_SAID = {  # why a visitor stopped a story
    "MINE": lazy_gettext("A visitor says: this is my story."), "KNOWN": lazy_gettext("A visitor says: I know this person."),
    "FOUND": lazy_gettext("A visitor says: something here could get somebody found."),
}
FACES = {"none": lazy_gettext("no face"), "calm": lazy_gettext("calm"), "eyes_closed": lazy_gettext("eyes closed"), "solemn": lazy_gettext("solemn"), "smile": lazy_gettext("smile")}
SHOWN = {  # what an uploaded outline shows, by the permission it needs
    "IMG_SILHOUETTE": lazy_gettext("nobody in particular"), "IMG_DRAWN": lazy_gettext("the person, in a drawing she or he has approved"),
    "IMG_STANDIN": lazy_gettext("somebody else, who agreed to it"), "IMG_OWN_HIDDEN": lazy_gettext("the person, from a photograph, not to be recognised by the outline"),
}
SHEETS = {
    "full": lazy_gettext("one sheet, true size"), "a4": "A4", "a3": "A3", "a2": "A2", "a1": "A1", "a0": "A0", "sra3": "SRA3", "letter": "Letter", "legal": "Legal", "tabloid": "Tabloid",
    "roll610": lazy_gettext("roll, 610 mm"), "roll914": lazy_gettext("roll, 914 mm"), "roll1067": lazy_gettext("roll, 1067 mm"), "own": lazy_gettext("own size"),
}
ORIENTATIONS = {"auto": lazy_gettext("whichever takes fewer sheets"), "portrait": lazy_gettext("upright"), "landscape": lazy_gettext("across")}
ORDERS = {"auto": lazy_gettext("whichever takes fewer sheets"), "across": lazy_gettext("rows first"), "down": lazy_gettext("columns first")}
JOINTS = {"overlap": lazy_gettext("glued, with an overlap"), "gap": lazy_gettext("side by side, with a gap")}
COLOURS = {"amber": lazy_gettext("amber"), "mint": lazy_gettext("mint"), "sky": lazy_gettext("sky"), "coral": lazy_gettext("coral"), "lilac": lazy_gettext("lilac"), "sand": lazy_gettext("sand")}
TEMPLATES = {
    "panel": lazy_gettext("figure with a panel beside"), "body": lazy_gettext("words inside the figure"), "plinth": lazy_gettext("figure behind a low wide panel"),
    "banner": lazy_gettext("roll-up banner, nothing to cut"),
}
SIDES = {"": lazy_gettext("as the language runs"), "left": lazy_gettext("left of the figure"), "right": lazy_gettext("right of the figure")}
LOADS = {
    "T10": lazy_gettext("stands in a quiet room (tilt of 10 degrees)"), "D5": lazy_gettext("staffed hall (draught of an open door)"),
    "N20": lazy_gettext("unstaffed public place (a push)"), "F125": lazy_gettext("fair hall (125 pascal)"),
}
ROLES = {"curator": lazy_gettext("curator"), "caseworker": lazy_gettext("caseworker"), "verifier": lazy_gettext("verifier"), "officer": lazy_gettext("data-protection officer"), "administrator": lazy_gettext("administrator"), "translator": lazy_gettext("translator")}


def state_word(state: str) -> str:
    return str(STATES[state])


def last_day(end: datetime) -> date:
    """The last day on which something that ends at `end` still holds."""
    return (end - timedelta(seconds=1)).date()


def country_name(code: str) -> str:
    """The country's name in the interface language (CLDR)."""
    return _locale().territories.get(code, code)


def scope_word(permission: str, scope: str | None) -> str:
    """What a permission is limited to, in words: a language, a country, or the name as it is."""
    named = {"TRANSLATE": language_name, "EVENT_COUNTRY": country_name}.get(permission, str)
    return named(scope) if scope else ""


def countries() -> list[tuple[str, str]]:
    """All countries as (code, name), in the order of the interface language."""
    names = {code: name for code, name in _locale().territories.items() if len(code) == 2 and code.isalpha() and code not in ("EU", "EZ", "UN", "XA", "XB", "ZZ", "QO")}
    return [("", gettext("Choose a country")), *sorted(names.items(), key=lambda item: _unaccented(item[1]))]


def _unaccented(name: str) -> str:
    """The name as a dictionary sorts it: Égypte between Danemark and Finlande."""
    return "".join(letter for letter in unicodedata.normalize("NFD", name) if not unicodedata.combining(letter)).casefold()


def with_detail(what: object, detail: object) -> str:
    """“what: detail” with the colon of the interface language."""
    return gettext("%(what)s: %(detail)s", what=what, detail=detail)


def colon(what: object) -> str:
    """The words before a colon, with it: some languages set a space between."""
    return gettext("%(what)s:", what=what)


def isolated(value: str) -> str:
    """A telephone number or a name for a sentence: in a right-to-left sentence its parts would otherwise change places (Unicode FSI, PDI)."""
    return f"\u2068{value}\u2069" if direction(_locale().language) == "rtl" else value


def metres(height_mm: float) -> str:
    """A height in metres with the decimal mark and the unit of the interface language (CLDR)."""
    return format_unit(height_mm / 1000, "length-meter", "short", format="0.00", locale=_locale())


def _locale() -> Locale:
    return get_locale() or Locale("en")
