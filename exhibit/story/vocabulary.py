"""The words a testimony is described with, as tables: code -> label in English (consent model 2.1, 2.4, 3.4).

Trafficking in persons and smuggling of migrants are different crimes; `validate_attributes` keeps them apart.
"""
from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ExperienceType:
    """`trafficking` True: the three Palermo elements apply; False: they are hidden; None: nobody knows yet."""

    code: str
    label: str
    trafficking: bool | None


@dataclass(frozen=True, slots=True)
class Exploitation:
    """A form of exploitation, with its HTCDS 2.0 value; `in_eu_law`: named by directive 2011/36/EU as amended in 2024."""

    code: str
    label: str
    htcds: str
    in_eu_law: bool


EXPERIENCE_TYPES: dict[str, ExperienceType] = {row.code: row for row in (
    ExperienceType("TIP", "trafficking in persons", True),
    ExperienceType("SOM", "smuggling of migrants", False),
    ExperienceType("SOM_BECAME_TIP", "smuggling that became trafficking", True),
    ExperienceType("SOM_WITH_ABUSE", "smuggling with abuse on the way", False),
    ExperienceType("UNDETERMINED", "not determined", None),
)}

EXPLOITATION: dict[str, Exploitation] = {row.code: row for row in (
    Exploitation("SEXUAL_EXPLOITATION", "sexual exploitation", "SexualExploitation", True),
    Exploitation("FORCED_LABOUR", "forced labour or services", "ForcedLabour", True),
    Exploitation("DOMESTIC_SERVITUDE", "domestic servitude", "Servitude", True),
    Exploitation("SLAVERY_PRACTICES", "slavery or similar practices", "Other", True),
    Exploitation("FORCED_BEGGING", "forced begging", "ForcedBegging", True),
    Exploitation("FORCED_CRIMINALITY", "being made to commit crimes", "Other", True),
    Exploitation("ORGAN_REMOVAL", "removal of organs", "OrganRemoval", True),
    Exploitation("FORCED_MARRIAGE", "forced marriage", "ForcedMarriage", True),
    Exploitation("ILLEGAL_ADOPTION", "illegal adoption", "ForcedAdoption", True),
    Exploitation("SURROGACY_EXPLOITATION", "exploitation of surrogacy", "Surrogacy", True),
    Exploitation("FORCED_MILITARY", "forced recruitment by armed groups", "ForcedMilitaryByNonStateActors", False),
    Exploitation("CHILD_LABOUR", "child labour", "ChildLabour", False),
    Exploitation("OTHER", "another form", "Other", False),
)}

TIP_ACTS = {
    "RECRUITMENT": "recruitment", "TRANSPORTATION": "transportation", "TRANSFER": "transfer", "HARBOURING": "harbouring", "RECEIPT": "receipt",
}
TIP_MEANS = {
    "THREAT_OR_USE_OF_FORCE": "threat or use of force",
    "OTHER_COERCION": "another form of coercion",
    "ABDUCTION": "abduction",
    "FRAUD": "fraud",
    "DECEPTION": "deception",
    "ABUSE_OF_POWER": "abuse of power",
    "ABUSE_OF_POSITION_OF_VULNERABILITY": "abuse of a position of vulnerability",
    "PAYMENTS_OR_BENEFITS_TO_CONTROLLER": "payments or benefits to someone in control of the person",
}
TIP_PURPOSES = {
    "PROSTITUTION_OF_OTHERS_OR_OTHER_SEXUAL_EXPLOITATION": "prostitution of others or other sexual exploitation",
    "FORCED_LABOUR_OR_SERVICES": "forced labour or services, including begging",
    "SLAVERY_OR_SIMILAR_PRACTICES": "slavery or similar practices",
    "SERVITUDE": "servitude",
    "REMOVAL_OF_ORGANS": "removal of organs",
    "EXPLOITATION_OF_CRIMINAL_ACTIVITIES": "exploitation of criminal activities",
    "EXPLOITATION_OF_SURROGACY": "exploitation of surrogacy",
    "EXPLOITATION_OF_FORCED_MARRIAGE": "exploitation of forced marriage",
    "EXPLOITATION_OF_ILLEGAL_ADOPTION": "exploitation of illegal adoption",
}
AGE_BANDS = {  # never an exact age
    "CHILD": "child (6 to 11)", "TEEN": "teenager (12 to 17)", "YOUNG_ADULT": "young adult (18 to 24)", "ADULT": "adult", "OLDER": "older person",
}
GENDERS = {"woman": "woman", "man": "man", "girl": "girl", "boy": "boy", "other": "another gender", "unknown": "not said"}
TERMS = {  # the person chooses the word; "victim of smuggling" is never printed
    "VICTIM": "victim", "SURVIVOR": "survivor", "LIVED_EXPERIENCE": "person with lived experience",
    "SMUGGLED_MIGRANT": "smuggled migrant", "SMUGGLED_PERSON": "person who was smuggled", "OTHER": "another word",
}
SECTORS = {  # kinds of work after the CTDC global dataset's types of labour
    "AGRICULTURE": "agriculture", "AQUAFARMING": "fishing and fish farming", "BEGGING": "begging", "CONSTRUCTION": "construction", "DOMESTIC_WORK": "domestic work",
    "HOSPITALITY": "hotels and restaurants", "ILLICIT": "forbidden trades", "MANUFACTURING": "manufacturing", "MINING": "mining", "PEDDLING": "street trade",
    "TRANSPORT": "transport", "OTHER": "other work",
}
ELEMENTS = {  # the facts a text may tell, each agreed to by itself
    "PSEUDONYM_CHOSEN": "a pseudonym the person chose", "GENDER": "gender", "AGE_BAND": "age band", "NATIONALITY": "nationality", "REGION": "region or place",
    "COUNTRY_EXPLOITATION": "country of exploitation", "YEAR": "year", "SECTOR": "kind of work", "FORM_EXPLOITATION": "form of exploitation",
    "MEANS_OF_CONTROL": "how the person was controlled", "FAMILY_MENTION": "family", "HEALTH": "health", "RELIGION_ETHNICITY": "religion or ethnic group",
    "PERPETRATOR_DESCRIPTION": "description of a perpetrator", "ROUTE": "route", "RESCUE_DETAILS": "how it ended", "PRESENT_LIFE": "present life",
}


def shows_tip_elements(experience_type: str) -> bool:
    """Do act, means and purpose belong on the form? Not for smuggling: they would call it trafficking."""
    known = EXPERIENCE_TYPES.get(experience_type)
    return known is not None and known.trafficking is not False


def validate_attributes(experience_type: str, *, tip_act: Iterable[str] = (), tip_means: Iterable[str] = (), tip_purpose: Iterable[str] = (),
                        child: bool = False, exploitation: Iterable[str] = (), elements: Iterable[str] = (), term: str = "",
                        gender: str = "", age_band: str = "") -> list[str]:
    """What is wrong with the facts about a testimony, one sentence each; empty when all is well. Empty values are not checked."""
    known = EXPERIENCE_TYPES.get(experience_type)
    if known is None:
        return [f"There is no type of experience “{experience_type}”. Choose one of: {', '.join(row.label for row in EXPERIENCE_TYPES.values())}."]
    given = {"act": _codes(tip_act), "means": _codes(tip_means), "purpose": _codes(tip_purpose)}
    wrong = _unknown("act", given["act"], TIP_ACTS) + _unknown("means", given["means"], TIP_MEANS) + _unknown("purpose", given["purpose"], TIP_PURPOSES)
    wrong += _unknown("form of exploitation", _codes(exploitation), EXPLOITATION) + _unknown("element", _codes(elements), ELEMENTS)
    wrong += _unknown("term for the person", _codes(term), TERMS) + _unknown("gender", _codes(gender), GENDERS) + _unknown("age band", _codes(age_band), AGE_BANDS)
    if known.trafficking is False:
        return wrong + _smuggling(given, term)
    return wrong + (_trafficking(given, child) if known.trafficking else [])


def _codes(value: Iterable[str]) -> tuple[str, ...]:
    """A form sends one value as a plain string."""
    return tuple(code for code in ((value,) if isinstance(value, str) else value) if code)


def _unknown(what: str, codes: tuple[str, ...], table: Iterable[str]) -> list[str]:
    known = frozenset(table)
    return [f"There is no {what} “{code}”." for code in codes if code not in known]


def _smuggling(given: dict[str, tuple[str, ...]], term: str) -> list[str]:
    named = [what for what, codes in given.items() if codes]
    wrong = [f"Smuggling has no {' and no '.join(named)}: these belong to trafficking. If it became trafficking, choose that type."] if named else []
    return wrong + (["A person who was smuggled is not called a victim of smuggling: choose “smuggled migrant” or “person who was smuggled”."] if term == "VICTIM" else [])


def _trafficking(given: dict[str, tuple[str, ...]], child: bool) -> list[str]:
    """Palermo Protocol art. 3(a); for a child no means are needed, art. 3(c)."""
    needed = ("act", "purpose") if child else ("act", "means", "purpose")
    missing = [what for what in needed if not given[what]]
    if not missing:
        return []
    rule = "an act and a purpose" if child else "an act, a means and a purpose"
    return [f"Trafficking {'of a child ' if child else ''}needs {rule}: please give the {' and the '.join(missing)}."]
