"""What is said in place of towns, regions, organisations and streets: how large, in which part of the country, of which sort.

A second name beside the first (a town, a region; a street, a town) goes: "in a town in the south", not "in a town, a region in the south".
"""
from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from exhibit.story.anonymise import endings
from exhibit.story.anonymise.finds import Find
from exhibit.story.anonymise.gazetteer import Entry, is_place, name_key, places_named
from exhibit.story.anonymise.grammar import (
    Around,
    Said,
    base,
    capital,
    edge,
    framed,
    starts_sentence,
    tables,
    without_quotes,
)
from exhibit.story.anonymise.inflection import base_forms

TABLE = "places_said.toml"
KINDS = frozenset({"PLACE", "REGION", "ORGANISATION", "ADDRESS"})
SIZES = ("village", "town", "city", "big city")
_NEEDED = frozenset({"one", "other", "again", "part", "street", "regions", "sorts", "named", "called"})
_RANK = {size: rank for rank, size in enumerate(SIZES)}
_UNKNOWN = "How large this place is, is not known: village, town or city?"
_NATIVE = "The name says where somebody is from, as an adjective: write it anew."
_GAP = re.compile(r"[\s,،(]{0,3}$")
_LONG_GAP = re.compile(r"[\s,،(]{1,3}(?:[^\W\d_]{1,4}\s){0,2}")
_PREPOSITION = re.compile(r"\s(?:[^\W\d_]{1,3}\s){0,2}$")
_BEFORE = {  # words a place may follow
    "en": frozenset("in from to at of near for".split()), "fr": frozenset("à de en du vers depuis pour au".split()), "nl": frozenset("in uit naar te van bij".split()), "es": frozenset("de en a del desde hasta hacia".split()),
    "pt": frozenset("de em do da no na para a ao".split()), "ru": frozenset("в во из с до под к на через около".split()), "uk": frozenset("в у з із зі до під на через біля".split()),
}
_VILLAGE = re.compile(r"^ບ້ານ|^قرية|^دوار|^گاؤں|\b(?:village|село|аул|айыл|गाउँ)\b", re.I)


@dataclass(slots=True)
class _Told:
    """What this text has named so far."""

    last: str = ""
    phrases: dict[str, tuple[str, int]] = field(default_factory=dict)


def places_said(text: str, language: str, finds: Sequence[Find]) -> dict[Find, Said]:
    """For every find of KINDS, in reading order."""
    told = _Told()
    said: dict[Find, Said] = {}
    for at, find in enumerate(finds):
        if find.kind in KINDS:
            beside = _beside(text, finds, at)
            said[find] = beside or _said(text, language, find, told)
    return said


def _beside(text: str, finds: Sequence[Find], at: int) -> Said | None:
    """Nothing, where the find stands beside one that says more."""
    find = finds[at]
    before = finds[at - 1] if at else None
    after = finds[at + 1] if at + 1 < len(finds) else None
    if find.kind in ("REGION", "ADDRESS") and before is not None:
        gap = text[before.end:find.start]
        joined = _GAP.fullmatch(gap) if find.kind == "REGION" else _GAP.fullmatch(gap) or _LONG_GAP.fullmatch(gap)
        if find.kind == "ADDRESS" and re.search(r"(?:को|का|की)$", before.text):
            joined = None  # "of the town" asks for what is there
        if joined and before.kind in ("PLACE", "REGION") and gap:
            return Said("", back=len(gap), ahead=1 if "(" in gap and text[find.end:find.end + 1] == ")" else 0)
    if find.kind == "PLACE" and before is not None and before.kind == "PLACE" and text[before.end:find.start] == " ":
        return Said("", back=1)  # a village and its district, side by side
    if find.kind in ("REGION", "ADDRESS") and after is not None and after.kind == "PLACE":
        gap = text[find.end:after.start]
        if gap and _GAP.fullmatch(gap):
            return Said("", ahead=len(gap))
        own = re.fullmatch(r"([,،]?)\s(?:[^\W\d_]{1,4}\s){1,2}", gap) if find.kind == "ADDRESS" else None
        if own:  # the place has a preposition of its own, so that of the street goes too
            back = _PREPOSITION.search(text[:find.start])
            return Said("", back=len(back.group()) if back else 0, ahead=len(own.group(1)))
    return None


def _said(text: str, language: str, find: Find, told: _Told) -> Said:
    code = base(language)
    inner = _inner(find, code)
    if inner is not find:
        said = _said(text, language, inner, told)
        return replace(said, back=said.back - (inner.start - find.start))
    around = _around(text, code, find)
    gone = _named_already(around)
    if gone:
        return gone
    if find.kind == "PLACE" and _sort_inside(around):
        said, group = Said(_sort(around, "regions")), "thing"
    elif find.kind == "PLACE":
        said, group = _place(around, told), "place"
    elif find.kind == "ADDRESS":
        said, group = Said(str(_table(code)["street"])), "street"
    else:
        said, group = Said(_sort(around, "regions" if find.kind == "REGION" else "sorts")), "thing"
    said = framed(around, group, said)
    quotes = without_quotes(around) if find.kind == "ORGANISATION" and not said.back else (0, 0)
    words = endings.attached(_particle(around), said.words, around.tail, code)
    return replace(said, words=words, back=said.back + quotes[0], ahead=said.ahead + quotes[1])


def _inner(find: Find, language: str) -> Find:
    """A find of a place that begins with other words (a preposition, a verb): the part of it that is the place."""
    words = find.text.split(" ")
    if find.kind != "PLACE" or language not in _BEFORE or len(words) < 2 or any(places_named(form) for form in _forms(name_key(find.text))):
        return find
    for at in range(1, len(words)):
        if words[at - 1].lower() in _BEFORE[language] and any(places_named(form) for form in _forms(name_key(" ".join(words[at:])))):
            shift = len(" ".join(words[:at])) + 1
            return replace(find, start=find.start + shift, text=find.text[shift:])
    return find


def _sort_inside(around: Around) -> bool:
    """Does the name itself say that it is no town: a district, a governorate, a lake?"""
    rows: list[list[str]] = _table(around.language)["regions"]  # type: ignore[assignment]
    return any(row[0] and re.search(row[0], around.inside, re.I) for row in rows) and not _VILLAGE.search(around.core) and all(entry.size == "region" for entry in _known(around)[1])


@cache
def _table(language: str) -> dict[str, object]:
    table = dict(tables(TABLE, _NEEDED)[language])
    for group in ("one", "other", "again"):
        if set(table[group]) != set(SIZES):
            raise ValueError(f"{TABLE} [{language}] {group}: not every size has its words")
    return table


def _around(text: str, language: str, find: Find) -> Around:
    """The find with what is written together with its last (or, in Arabic, first) word cut off."""
    words = find.text.strip("«»“”\"").split(" ")
    if language == "ar":
        known = frozenset({words[0]}) if is_place(name_key(find.text)) or find.kind != "PLACE" and not words[0].startswith("ب") else frozenset()
        _, words[0], _ = endings.cut(words[0], language, known, sure=True)
        return Around(text, language, find, " ".join(words))
    if language == "ky" and is_place(name_key(find.text)):
        return Around(text, language, find, find.text)
    _, words[-1], ending = endings.cut(words[-1], language, sure=True)
    return Around(text, language, find, " ".join(words), ending)


def _particle(around: Around) -> str:
    if around.language != "ar":
        return ""
    first = around.find.text.split(" ")[0]
    return endings.cut(first, "ar", frozenset({around.core.split(" ")[0]}), sure=True)[0]


def _named_already(around: Around) -> Said | None:
    """A noun beside the name says the sort: the name goes. After "is called" a word that says it was taken out."""
    table = _table(around.language)
    quote = without_quotes(around)
    before = around.before[:len(around.before) - quote[0]]
    called_after = re.match(rf"\s(?:{table['called_after']})(?!\w)", around.text[around.find.end + quote[1]:around.find.end + 40], re.I) if "called_after" in table else None
    if around.language == "ky" and called_after and around.find.kind == "ORGANISATION":
        return Said(capital("бир", around.text, around.find.start, around.find.text), back=quote[0], ahead=quote[1] + len(called_after.group()))
    called = re.search(rf"{edge(around.language)}(?:{table['called']})[\s:]*$", before, re.I)
    if around.find.kind in ("ORGANISATION", "PLACE") and (called or called_after):
        return Said(str(tables("roles_said.toml", frozenset({"removed"}))[around.language]["removed"]["name"]), back=quote[0], ahead=quote[1])
    noun = re.search(rf"{edge(around.language)}(?:{table['named']})(,?\s+)$", before, re.I) if around.language != "ky" else None
    if around.find.kind in ("ORGANISATION", "PLACE", "REGION") and noun:
        comma = noun.group(1).startswith(",") and around.text[around.find.end + quote[1]:around.find.end + quote[1] + 1] == ","
        return Said("", back=len(noun.group(1)) + quote[0], ahead=quote[1] + comma)
    after = re.match(rf"\s(?:{table['named']})(?!\w)", around.text[around.find.end + quote[1]:around.find.end + 40], re.I)
    if around.language == "ky" and around.find.kind in ("PLACE", "REGION"):
        owned = re.match(r"\s(айыл|шаар|район|облус|дарыя|көчө)([а-яёңөү]*)", around.text[around.find.end:around.find.end + 40])
        if owned:  # Ош шаарында, "in the city of Osh": бир шаарда
            words = endings.attached("", f"бир {owned.group(1)}", _owned_case(owned.group(2)), "ky")
            return Said(capital(words, around.text, around.find.start, around.find.text), ahead=len(owned.group()))
    if around.language in ("ky", "ur") and after and around.find.kind != "ADDRESS":
        return Said(capital("бир", around.text, around.find.start, around.find.text) if around.language == "ky" else "ایک", back=quote[0], ahead=quote[1])
    return None


def _owned_case(ending: str) -> str:
    """The case of a Kyrgyz noun with the ending of "its": шаарында, айылынан, дарыясынын."""
    found = re.fullmatch(r"(?:с?[ыиуү])(?:(н[дт][аеоө]г[ыиуү])|(н[дт][аеоө])|(н[аеоө]н)|(н[аеоө])|(н[ыиуү]н)|(н))?", ending)
    return next((case for case, part in zip(("at", "loc", "abl", "dat", "gen", "acc"), found.groups(), strict=True) if part), "") if found else ""


def _place(around: Around, told: _Told) -> Said:
    key, entries = _known(around)
    size, part = _size_and_part(around, entries)
    if entries and all(entry.size == "region" for entry in entries):
        return Said(_sort(around, "regions"))
    note = "" if entries or _VILLAGE.search(around.core) else _UNKNOWN
    table = _table(around.language)
    oblique = "oblique" in table and _before_postposition(around)
    one = _phrase(table, "oblique" if oblique else "one", size, part)
    same = told.last == key and key in told.phrases
    clash = any(other != key and phrase in (size + part, size + phrase.removeprefix(size) if not part else "") and "." not in around.text[at:around.find.start] for other, (phrase, at) in told.phrases.items())
    told.last, told.phrases[key] = key, (size + part, around.find.end)
    if same:
        return Said(table["again"][size], note=note)  # type: ignore[index]
    native = around.language == "ur" and around.core.endswith("ی") and name_key(around.inside) != key and bool(re.match(r"\s(?:ہوں|ہے|ہیں)", around.after))
    return Said(_phrase(table, "oblique_other" if oblique else "other", size, part) if clash else one, fits=not native, note=_NATIVE if native else note)


def _phrase(table: dict[str, object], group: str, size: str, part: str) -> str:
    words = str(table[group][size])  # type: ignore[index]
    parts = table["part_direct" if "part_direct" in table and group in ("one", "other") else "part"]
    return str(parts[part]).replace("{}", words) if part else words  # type: ignore[index]


def _before_postposition(around: Around) -> bool:
    postpositions = str(tables("frames_said.toml", frozenset({"any"}))["ur"]["postpositions"])
    return bool(re.match(rf"\s(?:{postpositions})(?!\w)", around.after))


def _known(around: Around) -> tuple[str, tuple[Entry, ...]]:
    """The name in the form the gazetteer has, and what bears it. Where an ending allows several names, the one of the larger place."""
    key = name_key(around.core)
    found = [(candidate, entries) for candidate in dict.fromkeys(_forms(name_key(around.inside), key)) if (entries := places_named(candidate))]
    return max(found, key=lambda one: max((_RANK.get(entry.size, -1) for entry in one[1] if not entry.by_hand), default=-1), default=(key, ()))


def _forms(*keys: str) -> Iterator[str]:
    for key in keys:
        yield key
        first, _, last = key.rpartition(" ")
        for form in base_forms(last):
            yield f"{first} {form}".strip()
            if first and " " not in first:
                yield from (f"{other} {form}" for other in base_forms(first))


def _size_and_part(around: Around, entries: Sequence[Entry]) -> tuple[str, str]:
    """Of several places of one name the largest; a part of the country only where all agree."""
    if _VILLAGE.search(around.core):
        return "village", ""
    placed = [entry for entry in entries if entry.size != "region"]
    placed = [entry for entry in placed if not entry.by_hand] or placed
    if not placed:
        return "town", ""
    parts = {entry.part for entry in placed} - {"centre"}
    return placed[0].size, placed[0].part if len(parts) == 1 and all(entry.part in parts for entry in placed) else ""


def _sort(around: Around, group: str) -> str:
    rows = _table(around.language)[group]
    before = re.search(r"(?:\w+\s){0,2}\w+[\s«“\"]*$" if group == "regions" else r"\w+[\s«“\"]*$", around.before)
    seen = f"{before.group() if before and not starts_sentence(around.text, around.find.start) else ''} {around.inside}"
    row = next(row for row in rows if re.search(row[0], seen, re.I))  # type: ignore[attr-defined]
    return str(row[-1] if len(row) > 2 and _before_postposition(around) else row[1])
