"""What is said in place of other persons, of numbers and addresses to reach somebody, and of traits: words so general that they are true of anybody."""
from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from exhibit.story.anonymise import endings, slavic
from exhibit.story.anonymise.finds import Find
from exhibit.story.anonymise.grammar import Around, Said, base, cases_before, edge, fitted, tables, without_quotes

TABLE = "roles_said.toml"
CONTACTS = ("PHONE", "EMAIL", "LINK", "IDENTITY_NUMBER")
PEOPLE = {"THIRD_PERSON": "close", "RELATION": "knows"}
TRAITS = ("PROFESSION", "HEALTH", "BELIEF", "MARK", "EVENT")
KINDS = frozenset({*CONTACTS, *PEOPLE, *TRAITS})
_NEEDED = frozenset({"removed", "contact", "numbered", "close", "knows", "another", "owned", "frames", *TRAITS})
_NEVER_SURE = frozenset({"BELIEF", "MARK", "EVENT"})  # as often a clause or an adjective as a noun
_LONG = 4  # words: a health fact of more is likely a clause
_TRAIT = "These words stand for a whole phrase: check the sentence."
_AGREES = "Verbs and adjectives around may have to agree with these words."
_WOMEN = {  # of whom the word speaks, where the language needs to know
    "fr": re.compile(r"\b(?:mère|sœur|fille|tante|femme|épouse|cousine|nièce|grand-mère|marraine|amie)\b", re.I),
    "es": re.compile(r"\b(?:madre|mamá|hermana|hija|tía|mujer|esposa|prima|sobrina|abuela|madrina|amiga|cuñada|suegra)\b", re.I),
    "pt": re.compile(r"\b(?:mãe|irmã|filha|tia|mulher|esposa|prima|sobrinha|avó|madrinha|amiga|comadre|cunhada)\b", re.I),
    "ar": re.compile(r"^و?(?:أم|أخت|خالت|عمت|بنت|ابنت|زوج[تة]|حمات|خطيبت|جدت)"),
}


def roles_said(text: str, language: str, finds: Sequence[Find]) -> dict[Find, Said]:
    """For every find of KINDS. A relationship that follows a name as its explanation goes: "an aunt", not "an aunt, an acquaintance"."""
    said: dict[Find, Said] = {}
    for at, find in enumerate(finds):
        if find.kind in KINDS:
            said[find] = (find.kind == "RELATION" and at and _explains(text, finds[at - 1], find)) or _said(Around(text, base(language), find), _second(text, finds[:at], find))
    return said


def _explains(text: str, named: Find, find: Find) -> Said | None:
    gap = text[named.end:find.start]
    if named.kind != "NAME" or not re.fullmatch(r"[,،] ", gap):
        return None
    return Said("", back=len(gap), ahead=1 if text[find.end:find.end + 1] in {",", "،"} else 0)


@cache
def table(language: str) -> dict[str, Any]:
    """The words of a language. Raises ValueError where a kind has none."""
    row = dict(tables(TABLE, _NEEDED)[language])
    if set(row["contact"]) != set(CONTACTS) or len(row["close"]) != 3 or len(row["knows"]) != 3:
        raise ValueError(f"{TABLE} [{language}]: contact, close or knows not complete")
    return row


def _second(text: str, earlier: Sequence[Find], find: Find) -> bool:
    """Was another person of this kind spoken of in the same sentence?"""
    last = next((one for one in reversed(earlier) if one.kind == find.kind), None)
    return last is not None and last.text.casefold() != find.text.casefold() and not re.search(r"[.!?؟۔।]", text[last.end:find.start])


def _said(around: Around, second: bool) -> Said:
    kind = around.find.kind
    if kind in CONTACTS:
        return _contact(around)
    return _person(around, second) if kind in PEOPLE else _trait(around)


def _contact(around: Around) -> Said:
    """After a noun that says what it is, that it was taken out; else what it was."""
    row = table(around.language)
    removed = row["removed"]["address" if around.find.kind in ("EMAIL", "LINK") else "number"]
    if re.search(rf"{edge(around.language)}(?:{row['numbered']})[\s:,(]*$", around.before, re.I) or around.before.rstrip().endswith(":"):
        return Said(removed)
    words = row["contact"][around.find.kind]
    if around.language in slavic.LANGUAGES:
        words = slavic.declined(words, (cases_before(around) or ("nomn",))[0], around.language)
    return _framed(around, words)


def _framed(around: Around, words: str, fits: bool = True, note: str = "") -> Said:
    for kind, pattern, template, *cases in table(around.language)["frames"]:
        found = re.search(rf"{edge(around.language)}(?:{pattern})$", around.before, re.I) if kind == around.find.kind else None
        if found:
            if cases:
                words = slavic.declined(words, cases[0], around.language)
            said = fitted(around, (found, template), words)
            return Said(said.words, said.back, 0, fits, note)
    return Said(fitted(around, None, words).words, 0, 0, fits, note)


def _person(around: Around, second: bool) -> Said:
    code = around.language
    row = table(code)
    who = _gender(around)
    words = row[PEOPLE[around.find.kind]][{"woman": 0, "man": 1}.get(who, 2)]
    another = row["another"] if second and around.find.kind == "THIRD_PERSON" else ""
    if another and code not in slavic.LANGUAGES:
        words = another
    if code == "en" and re.search(r"'s?$", around.inside):
        return _framed(around, row["owned"], note="")
    if code in slavic.LANGUAGES:
        case = slavic.case_of(around.find.text, code, cases_before(around))
        return _framed(around, (another or "{}").replace("{}", slavic.one_of(words, case, code)), bool(who), "" if who else _AGREES)
    if code == "ar":
        particle, _, _ = endings.cut(around.find.text.split(" ")[0], "ar", frozenset({"والدي", "والدتي", "ولدي", "ولد", "والد"}), sure=False)
        particle = particle or ("و" if re.match(r"و(?!ا?لد)", around.find.text) else "")
        words = endings.attached(particle, words, "", "ar")
    fits = True
    if code in ("ne", "ky"):
        _, _, ending = endings.cut(around.find.text.split(" ")[-1], code)
        words = endings.attached("", words, ending, code)
        fits = code == "ne" or not ending
    return _framed(around, words, fits, "" if fits else _AGREES)


def _gender(around: Around) -> str:
    code = around.language
    if code in slavic.LANGUAGES:
        return slavic.person_gender(around.find.text, code)
    if code in _WOMEN:
        return "woman" if _WOMEN[code].search(around.find.text) else "man"
    return ""


def _trait(around: Around) -> Said:
    kind = around.find.kind
    words = table(around.language)[kind]
    count = len(around.find.text.split())
    fits = kind not in _NEVER_SURE and (kind != "HEALTH" or count < _LONG)
    if around.language in slavic.LANGUAGES:
        case = slavic.case_of(around.find.text, around.language, cases_before(around)) if kind in ("PROFESSION", "HEALTH", "MARK") else "nomn"
        words = slavic.declined(words, case, around.language)
    if around.language == "ne":
        _, _, ending = endings.cut(around.find.text.split(" ")[-1], "ne", sure=kind == "HEALTH")
        words = endings.attached("", words, ending, "ne")
    if around.language == "ky" and kind == "HEALTH":
        _, _, ending = endings.cut(around.find.text.split(" ")[-1], "ky")
        words = endings.attached("", words, ending, "ky")
    said = _framed(around, words, fits, "" if fits else _TRAIT)
    quotes = without_quotes(around) if not said.back else (0, 0)
    return Said(said.words, said.back + quotes[0], quotes[1], said.fits, said.note)
