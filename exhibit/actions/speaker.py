"""Who speaks, and what the story touches on, told only as far as the permission for the page goes (consent model 3.4)."""
from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from exhibit.actions.facts import shown_with, told_by
from exhibit.consent.records import Decision
from exhibit.store.tables import Grant, Testimony

SHOWING_WORDS = "WEB_STORY"
NAMED: dict[str, str | None] = {"PSEUDONYM_CHOSEN": "PSEUDONYM_CHOSEN", "PSEUDONYM_ASSIGNED": None, "COMPOSITE": None}
"""How the person wants to appear -> the fact that must be granted with it. A name somebody else thought of tells no fact; under any other mode no name is shown."""
SMUGGLING: dict[str, tuple[str, ...]] = {"SOM": ("smuggling",), "SOM_WITH_ABUSE": ("smuggling", "harm_on_the_way"), "SOM_BECAME_TIP": ("smuggling",)}


@dataclass(frozen=True, slots=True)
class Speaker:
    """`line` is "" where no name may stand; `age_band` "" where it may not be told or the line tells it already. `several`: composed of more than one account."""

    line: str
    age_band: str
    named: bool
    several: bool


@dataclass(frozen=True, slots=True)
class Granted:
    """What the permissions behind one page allow of the person: facts, and how she or he is called."""

    elements: frozenset[str]
    modes: frozenset[str]

    @property
    def may_name(self) -> bool:
        return bool(self.modes) and all(mode in NAMED and (NAMED[mode] is None or NAMED[mode] in self.elements) for mode in self.modes)


def granted(testimony: Testimony, decision: Decision) -> Granted:
    """The facts that every permission to show the words allows, among those the gate relied on."""
    relied = [grant for grant in testimony.grants if grant.uid in decision.grant_ids and grant.permission == SHOWING_WORDS]
    return Granted(_common(relied), frozenset(grant.identity_mode or "ANONYMOUS" for grant in relied))


def _common(grants: Iterable[Grant]) -> frozenset[str]:
    sets = [frozenset(grant.elements or ()) for grant in grants]
    return frozenset.intersection(*sets) if sets else frozenset()


def speaker(testimony: Testimony, language: str, allowed: Granted, told: frozenset[str]) -> Speaker:
    """The approved line where all of it may be told; else what is left of name and age band."""
    several, line = "COMPOSITE" in allowed.modes, testimony.approved("ATTRIBUTION", language)
    if line and allowed.may_name and told_by(testimony, [line]) <= allowed.elements:
        return Speaker(line.body, "", True, several)
    band = testimony.attributes.get("age_band") or ""
    return Speaker(testimony.pseudonym if allowed.may_name else "", band if "AGE_BAND" in allowed.elements & told else "", allowed.may_name, several)


def told_on_page(testimony: Testimony, language: str, kind: str) -> frozenset[str]:
    """Facts that the texts of a page tell. `kind`: the text it is made for."""
    return told_by(testimony, shown_with(testimony, language, (kind,)))


def topics(testimony: Testimony, allowed: Granted, told: frozenset[str]) -> tuple[str, ...]:
    """What a reader is told before the story, in general words: codes of story.toml's topics. A form is named only where it may be told and is."""
    known, way = testimony.experience_type, SMUGGLING.get(testimony.experience_type, ())
    if known in ("SOM", "SOM_WITH_ABUSE"):
        return way
    forms = tuple(form.lower() for form in testimony.attributes.get("exploitation") or ())
    return way + (forms if forms and "FORM_EXPLOITATION" in allowed.elements & told else ("exploitation",))
