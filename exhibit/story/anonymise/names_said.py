"""What is said in place of each name: the pseudonym of its person in the form of the mention, or a role where a title tells one."""
from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from exhibit.story.anonymise import endings, slavic
from exhibit.story.anonymise.finds import Find
from exhibit.story.anonymise.grammar import (
    Around,
    Said,
    base,
    capital,
    cases_before,
    framed,
    name_after_particle,
    tables,
)
from exhibit.story.anonymise.named import Named
from exhibit.story.anonymise.passage import folded
from exhibit.story.anonymise.persons import TABLE, Mention, Person, Title, mentions, persons, same
from exhibit.story.anonymise.pseudonyms import chosen, in_script, row_of
from exhibit.story.anonymise.skeleton import skeleton

NO_NAME = "N."  # when every name of the table occurs in the text or in the key
_NOT_WRITTEN = "This pseudonym comes from a text in another script: check how it is written here."
_NO_GENDER = "Whether this is a woman or a man does not show: the name fits both."
_ENDING = "The name takes an ending here: check its form."


@dataclass(frozen=True, slots=True)
class NamesSaid:
    """By find what is said, and the rows that the key must get."""

    said: dict[Find, Said]
    new: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class _Borne:
    pseudonym: str
    gender: str
    sure: bool
    new: bool


def names_said(text: str, language: str, finds: Sequence[Find], key: Sequence[Named], narrator: Named | None) -> NamesSaid:
    """For every find of a name. Persons of the key keep their pseudonym; each other one gets one that nobody bears, in reading order."""
    people = persons(text, language, mentions(text, language, finds))
    rows = [*([narrator] if narrator else []), *(row for row in key if row.kind == "NAME")]
    taken = {skeleton(word) for person in people for word in person.names} | {skeleton(word) for row in rows for word in row.original.split()}
    taken = taken.union(*(_skeletons(row.replacement) for row in rows))
    words = _words(text)
    said: dict[Find, Said] = {}
    new: list[Named] = []
    for person in people:
        row = _row_for(person, rows, language, narrator)
        role = person.role
        if row is None and role is not None:
            said.update(_in_role(text, language, person, role))
            continue
        borne = _borne(person, row, language, text, taken, words)
        if borne.new:
            new.append(Named("NAME", person.full_name(language), borne.pseudonym, borne.gender))
            taken |= _skeletons(borne.pseudonym)
        said.update({mention.find: _as_mentioned(text, language, person, mention, borne) for mention in person.mentions})
    return NamesSaid(said, tuple(new))


def _skeletons(pseudonym: str) -> set[str]:
    """Of a pseudonym in all scripts."""
    known = row_of(pseudonym)
    return {skeleton(form) for form in (known.forms if known else pseudonym.split())}


def _words(text: str) -> frozenset[str]:
    return frozenset(folded(word) for word in re.findall(r"\w[\w\u0300-\u036f\u0900-\u097f\u0e80-\u0eff]*", text))


def _row_for(person: Person, rows: Iterable[Named], language: str, narrator: Named | None) -> Named | None:
    if narrator is not None and person.narrates and not narrator.original:
        return narrator
    return next((row for row in rows if row.original and same(row.original.split(), person.names, base(language))), None)


def _borne(person: Person, row: Named | None, language: str, text: str, taken: set[str], words: frozenset[str]) -> _Borne:
    if row is not None:
        written, sure = in_script(row.replacement, language)
        return _Borne(written, row.gender or person.gender, sure, False)
    found = chosen(" ".join(person.names), person.gender, language, text, taken, words)
    return _Borne(found.shown(language) if found else NO_NAME, person.gender, found is not None, found is not None)


def _as_mentioned(text: str, language: str, person: Person, mention: Mention, borne: _Borne) -> Said:
    """The pseudonym with the title, case, particle and ending of the mention."""
    code = base(language)
    around = Around(text, language, mention.find, " ".join(mention.names))
    name, note, fits = borne.pseudonym, "" if borne.sure else _NOT_WRITTEN, borne.sure
    if code in slavic.LANGUAGES:
        case = _case(around, mention, person.gender)
        name = slavic.name_in_case(name, case, borne.gender, code)
        fits = fits and (case == "nomn" or bool(borne.gender))
    if not borne.gender:
        note = note or _NO_GENDER
    if mention.find.text == mention.find.text.lower() != mention.find.text.upper():
        name = name.lower()
    words = _with_title(mention, name)
    done = endings.attached(mention.particle, words, mention.ending, code)
    said = name_after_particle(around, done) if done == words else Said(done)
    return replace(said, fits=fits, note=note if note or fits else _ENDING)


def _with_title(mention: Mention, name: str) -> str:
    if mention.title is None or not mention.title_text or mention.outside:
        return name
    joint = "-" if f"-{mention.title_text}" in mention.find.text else "" if "\u0e80" <= mention.title_text[0] <= "\u0eff" and " " not in mention.find.text else " "
    return f"{name}{joint}{mention.title_text}" if mention.follows else f"{mention.title_text}{joint}{name}"


def _case(around: Around, mention: Mention, gender: str) -> str:
    """Of a mention in Ukrainian or Russian: what all of its words can be, in the order the preposition before them allows."""
    language = base(around.language)
    wanted = cases_before(around) or slavic.CASES
    if re.search(r"(?<!\w)(?:в|у)\s$", around.before, re.I):
        wanted = ("gent", *wanted)  # у сестри: at somebody's
    titled = bool(mention.title_text) and not mention.follows and not mention.outside
    possible = [slavic.cases_of(word, language, names=not titled, gender=gender) for word in (mention.title_text.split()[-1:] if titled else mention.names)]
    common = set.intersection(*[p for p in possible if p]) if any(possible) else set()
    return next((case for case in (*wanted, *slavic.CASES) if case in common), next((case for case in slavic.CASES if any(case in p for p in possible[:1])), "nomn"))


def _in_role(text: str, language: str, person: Person, title: Title) -> dict[Find, Said]:
    """A role for every mention of a person whom a title tells."""
    said: dict[Find, Said] = {}
    for count, mention in enumerate(person.mentions):
        if mention.outside and mention.title and mention.title.how == "role":
            said[mention.find] = Said("", back=1 if text[mention.find.start - 1] == " " else 0)
            continue
        first = next(m.title_text for m in person.mentions if m.title is title)
        words = (title.first if count == 0 else title.again or title.first).replace("{}", mention.title_text or first)
        said[mention.find] = _role_said(text, language, mention, words, person.gender)
    return said


def _role_said(text: str, language: str, mention: Mention, words: str, gender: str) -> Said:
    code = base(language)
    find = mention.find
    around = Around(text, language, find, mention.title_text or " ".join(mention.names))
    if code in slavic.LANGUAGES:
        words = slavic.declined(words, _case(around, mention, gender), code)
    words = endings.attached(mention.particle, words, mention.ending, code)
    article = tables(TABLE, frozenset({"article"}))[code]["article"]
    back = re.search(rf"(?<!\w)(?:{article})$", around.before, re.I) if article else None
    if back and back.group() and not re.search(r"\w'$", back.group()[:-2] or "x"):
        moved = Find(find.start - len(back.group()), find.end, text[find.start - len(back.group()):find.end], find.kind, find.severity, find.confidence, find.sources)
        told = framed(Around(text, language, moved), "role", Said(words))
        return replace(told, back=told.back + len(back.group()))
    if code in ("fr", "es", "pt"):
        return framed(around, "role", Said(words))
    return Said(capital(words, text, find.start, find.text))
