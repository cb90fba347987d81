"""Names that are ordinary words too, in English, French, Dutch, Spanish and Portuguese: grace, jolie, fleur, tomás, vitória; and nicknames of
nothing but words: la profe, el Bizco, o Quim da Grua.

How often a language uses the word as a word decides how much must stand beside it: a word used always needs a courtesy or "called", one used now
and then a greeting, a verb, a role or another name beside it, a rare one nothing. In a text without capitals names are shown by no more than that.
The words beside names are names_bold.toml's.
"""
from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from exhibit.errors import ExhibitError
from exhibit.story.anonymise import known_words, name_lists
from exhibit.story.anonymise.first_names import BEING, does
from exhibit.story.anonymise.known_words import Often
from exhibit.story.anonymise.merge import Candidate
from exhibit.story.anonymise.name_lists import Part
from exhibit.story.anonymise.passage import Passage, folded
from exhibit.story.anonymise.people import People

TABLE = Path(__file__).with_name("names_bold.toml")
FIELDS = ("courtesies", "polite", "greets", "parts", "beside", "roles", "own", "nicknamed", "named", "articles", "joins", "inner")
LIKELY, SHOWN, SURE = 0.5, 0.6, 0.8
_MOST = 6  # words in one name
_NEAR = re.compile(r" ?[,.]?,? ?")
_NEXT = re.compile(r"\.? ?")
_SHORTEST = 3  # letters of a name that no courtesy shows
_INITIALS = re.compile(r"(?<![\w.@/-])((?:[A-ZÀ-Þ]\. ?){2,3}|(?:[A-ZÀ-Þ]\. ?){1,3}(?=[A-ZÀ-Þ][a-zà-ÿ]{2}))((?:(?:de|da|do|dos|van|von|el|al|den|der|la) )*[A-ZÀ-Þ][a-zà-ÿ'-]+)?(?![\w@])")
_NO_INITIALS = frozenset("US USA UK UN EU AM PM PS PD NB EG IE SA SL SLU BV NV SRL LTDA DF DC JC BC AD CV ID TV PO RDC RCA CI FR NL EEUU OK QA RU DR NY LA VU NO MR CEO HR GP".split())
_QUOTED = re.compile(r" [«\"“„']?")
_NICK_MOST = 3  # words of a nickname, with "da" and "de la"
_GIVEN = Part.WOMAN | Part.MAN | Part.GIVEN
Phrases = dict[str, tuple[tuple[str, ...], ...]]


def names_bold(passage: Passage) -> Iterator[Candidate]:
    """Names among ordinary words, with and without capitals."""
    if passage.language.split("-")[0] not in known_words.SPELLED:
        return
    people = People.of(passage)
    around = _around(people.language)
    yield from _initials(passage)
    yield from _nicknames(people, around)
    if not people.cased:
        yield from _rows(people, around)
    for at in range(len(people.tokens)):
        if people.cased:
            yield from _at_start(people, at, around)
        else:
            yield from _polite(people, at, around)
            yield from _named(people, at, around)
            yield from _in_small(people, at, around)
            yield from _signed(people, at, around)


def _initials(passage: Passage) -> Iterator[Candidate]:
    """J.P., A. J. Semedo: letters with their points, with the name behind them."""
    for found in _INITIALS.finditer(passage.plain):
        if (re.sub(r"[^A-Z]", "", found.group(1)) not in _NO_INITIALS or found.group(2)) and not _ends_sentence(found, passage.language.split("-")[0]):
            yield Candidate(found.start(), found.end(), "NAME", SHOWN)


def _ends_sentence(found: re.Match[str], language: str) -> bool:
    """Then I. Nobody: one letter with its point, and behind it a word of everyday, closes a sentence."""
    behind = folded(found.group(2) or "")
    usual = Often.NEVER < known_words.often(behind, language) < Often.NOW_AND_THEN
    return len(found.group(1).strip()) == 2 and usual and (found.group(1)[0] == "I" and language == "en" or behind not in name_lists.own(language))


def _step(people: People, at: int) -> Often:
    return known_words.often(people.keys[at], people.language)


def _gap_before(people: People, at: int) -> str:
    return people.gap(at - 1) if at else "\n"


def _may_bear(people: People, at: int) -> bool:
    """No word of grammar, no country, no day: may it be somebody's name at all?"""
    token = people.tokens[at]
    return len(token.word.key) > 1 and not token.excluded and token.word.key not in people.around.not_names | people.around.large


def _is_given(people: People, at: int) -> bool:
    key = people.keys[at]
    return bool(name_lists.parts(key.removesuffix("'s")) & _GIVEN)


def _end(people: People, at: int, around: dict[str, Phrases]) -> int:
    """Where a name ends that begins here in a text without capitals: over small words inside it, while names follow."""
    last = here = at
    while here + 1 < len(people.tokens) and here + 1 - at < _MOST and people.gap(here) in (" ", "-"):
        here += 1
        token = people.tokens[here]
        if not token.excluded and len(token.word.key) > 2 and (token.listed and _step(people, here) >= Often.USUAL or not token.is_word):
            last = here
        elif not _phrase(people, here, around["inner"]):
            break
    return last


def _polite(people: People, at: int, around: dict[str, Phrases]) -> Iterator[Candidate]:
    """mr chow, mevrouw van loon, tío chema: behind a courtesy any word is a name, over the small words inside of one."""
    hard = _phrase(people, at, around["courtesies"])
    length = hard or _phrase(people, at, around["polite"])
    name, particles = at + 1, 0
    while length and name < len(people.tokens) and particles < 3 and _phrase(people, name, around["inner"]) and _NEXT.fullmatch(people.gap(name - 1)):
        name, particles = name + 1, particles + 1
    if not length or name >= len(people.tokens) or not _NEXT.fullmatch(people.gap(name - 1)) or not _may_bear(people, name):
        return
    step, listed = _step(people, name), people.tokens[name].listed
    if people.cased or step is Often.ALWAYS and not (hard or listed):
        return
    dutch = bool(particles) and people.keys[at + 1] in ("van", "von", "ter", "ten")
    if dutch or step in (Often.NEVER, Often.RARE) or hard and (step >= Often.USUAL or listed) or particles and listed or not particles and (listed and step >= Often.USUAL or step >= Often.NOW_AND_THEN and not _is_verb(people, name)):
        yield people.candidate(at - length + 1, _end(people, name, around), SHOWN if step != Often.ALWAYS else LIKELY)


def _is_verb(people: People, at: int) -> bool:
    """By its ending: what madam or the doctor does is no name of theirs."""
    return people.keys[at].endswith(_VERBS[people.language])


def _in_small(people: People, at: int, around: dict[str, Phrases]) -> Iterator[Candidate]:
    """A given name that is a word, in a text without capitals: alone where the word is rare, else by what stands beside it."""
    if not _may_bear(people, at) or len(people.keys[at]) < _SHORTEST or not people.tokens[at].is_word or not people.tokens[at].listed:
        return
    step = _step(people, at)
    if step == Often.RARE and not _is_verb(people, at):
        yield people.candidate(at, _end(people, at, around), LIKELY)
    elif _is_given(people, at) and step != Often.ALWAYS and _is_shown(people, at, step, around):
        yield people.candidate(at, _end(people, at, around), LIKELY)


def _is_shown(people: People, at: int, step: Often, around: dict[str, Phrases]) -> bool:
    """Does something beside a given name say that it is one? For a word used every day it must be more than a preposition."""
    rare = step >= Often.NOW_AND_THEN
    if people.keys[at].endswith("'s") and rare or does(people, at) and (rare or at + 1 < len(people.tokens) and people.keys[at + 1] not in BEING):
        return True
    if at and _phrase(people, at - 1, around["greets"]) and _NEAR.fullmatch(people.gap(at - 1)) and (rare or _ends_here(people, at)):
        return True
    if _has_role(people, at, around) or _beside_name(people, at, around):
        return True
    return rare and bool(at) and bool(_phrase(people, at - 1, around["beside"]) or _phrase(people, at - 1, around["articles"]) and people.language in ("es", "pt")) and people.gap(at - 1) == " " and _ends_here(people, at) and (at + 1 == len(people.tokens) or people.keys[at + 1] not in _OF)


def _ends_here(people: People, at: int) -> bool:
    """Does the sentence or a part of it end behind the word?"""
    return at + 1 == len(people.tokens) or people.gap(at).strip()[:1] in (",", ".", "!", "?", ";", ":", ")") and people.gap(at) != " " or people.tokens[at + 1].excluded


def _has_role(people: People, at: int, around: dict[str, Phrases]) -> bool:
    """jolie la voisine, maycol el de la cocina: behind the name, with its article, what the person is."""
    return at + 2 < len(people.tokens) and bool(_NEAR.fullmatch(people.gap(at))) and people.gap(at + 1) == " " and bool(_phrase(people, at + 1, around["articles"]) or _phrase(people, at + 1, around["own"])) and bool(_phrase(people, at + 2, around["roles"]))


def _beside_name(people: People, at: int, around: dict[str, Phrases]) -> bool:
    """chen o tomás, linh and joy: joined to a word that is a name and nothing else."""
    for joint, other in ((at + 1, at + 2), (at - 1, at - 2)):
        if 0 <= other < len(people.tokens) and _phrase(people, joint, around["joins"]):
            token = people.tokens[other]
            if token.listed and not token.is_word and not token.excluded and people.gap(min(at, joint)) == " " == people.gap(min(joint, other)):
                return True
    return False


def _signed(people: People, at: int, around: dict[str, Phrases]) -> Iterator[Candidate]:
    """The last word of a letter behind "kisses", "groetjes": whoever wrote it."""
    if at + 1 == len(people.tokens) and at and _may_bear(people, at) and _phrase(people, at - 1, around["parts"]) and (_step(people, at) >= Often.NOW_AND_THEN or people.tokens[at].listed):
        yield people.candidate(at, at, SHOWN)


def _at_start(people: People, at: int, around: dict[str, Phrases]) -> Iterator[Candidate]:
    """Where a sentence begins, a given name that is seldom a word, or that a role or another name shows; a name that is the whole sentence."""
    token = people.tokens[at]
    if not token.word.first or not token.capital or not token.is_word or not _may_bear(people, at):
        return
    step, given = _step(people, at), _is_given(people, at)
    shown = given and _has_role(people, at, around) or token.listed and _is_alone(people, at)
    does_something = step >= Often.NOW_AND_THEN and not token.word.key.endswith("s") and not _is_verb(people, at) and not token.word.key.endswith(("mente", "ment", "ly", "lijk")) and does(people, at)
    if given and step in (Often.RARE, Often.NEVER) or people.language == "nl" and _is_genitive(people, at) or step != Often.ALWAYS and (shown or given and does(people, at)) or given and _with_capital(people, at, around) or _is_said_elsewhere(people, at) or does_something and people.language != "en" or _is_told_what(people, at, around):
        yield people.candidate(at, people.run(at), LIKELY)


def _is_genitive(people: People, at: int) -> bool:
    """Rodels papieren: a Dutch name with the s of whose it is."""
    key = people.keys[at].removesuffix("s")
    return key != people.keys[at] and bool(name_lists.parts(key) & _GIVEN) and known_words.often(key, "nl") in (Often.RARE, Often.NEVER)


def _is_told_what(people: People, at: int, around: dict[str, Phrases]) -> bool:
    """Merveille, ma voisine, ...: a word alone, and behind a comma what the person is."""
    return at + 2 < len(people.tokens) and _step(people, at) != Often.ALWAYS and people.gap(at) == ", " and _has_role(people, at, around)


def _is_alone(people: People, at: int) -> bool:
    """An answer or a line of a form that is nothing but this word."""
    return at + 1 == len(people.tokens) or people.gap(at).strip(" \"»”')")[:1] in (".", "!", "?", "\n", ",") and people.tokens[at + 1].word.first and people.gap(at) != " "


def _is_said_elsewhere(people: People, at: int) -> bool:
    """Does the text write the same word with a capital inside a sentence, as a name and not small?"""
    return people.tokens[at].listed and people.keys[at] in people.capitals_inside


def _with_capital(people: People, at: int, around: dict[str, Phrases]) -> bool:
    """Rodel and Joy, Grace en een ander: joined to a capital that is no country."""
    other = at + 2
    return other < len(people.tokens) and bool(_phrase(people, at + 1, around["joins"])) and people.tokens[other].word.capital and not people.tokens[other].word.first and people.keys[other] not in people.around.large


def _named(people: People, at: int, around: dict[str, Phrases]) -> Iterator[Candidate]:
    """me llamo esperanza, my name is hope: behind these any word that is not of grammar is a name."""
    name = at + 1
    if not _phrase(people, at, around["named"]) or name >= len(people.tokens) or not _QUOTED.fullmatch(people.gap(at)):
        return
    name += bool(_phrase(people, name, around["articles"])) and name + 1 < len(people.tokens)
    if _may_bear(people, name) and not _is_verb(people, name):
        yield people.candidate(name, _end(people, name, around), SHOWN)


def _rows(people: People, around: dict[str, Phrases]) -> Iterator[Candidate]:
    """lily, rose and daisy: three or more names in a row, or two of which one is no word, are names all of them."""
    row: list[int] = []
    for at in range(len(people.tokens) + 1):
        joined = at < len(people.tokens) and row and _is_joined(people, row[-1], at, around)
        if at < len(people.tokens) and joined and _is_item(people, at):
            row.append(at)
        elif not (joined and _phrase(people, at, around["joins"])):
            yield from _of_row(people, row)
            row = [at] if at < len(people.tokens) and _is_item(people, at) else []


def _is_joined(people: People, last: int, at: int, around: dict[str, Phrases]) -> bool:
    """Does only a comma, a blank or "and" stand between the two?"""
    return at - last == 1 and people.gap(last) in (" ", ", ") or at - last == 2 and bool(_phrase(people, last + 1, around["joins"])) and people.gap(last) in (" ", ", ") and people.gap(last + 1) == " "


def _is_item(people: People, at: int) -> bool:
    return _may_bear(people, at) and len(people.keys[at]) >= _SHORTEST and (_is_given(people, at) or people.tokens[at].listed and not people.tokens[at].is_word)


def _of_row(people: People, row: list[int]) -> Iterator[Candidate]:
    sure = sum(not people.tokens[at].is_word for at in row)
    if sure and len(row) > 1 or len(row) > 2 and sum(_step(people, at) >= Often.USUAL for at in row) > 1:
        yield from (people.candidate(at, at, LIKELY) for at in row if people.tokens[at].is_word and (_step(people, at) >= Often.USUAL or sure > 1))


def _nicknames(people: People, around: dict[str, Phrases]) -> Iterator[Candidate]:
    """Nicknames with their article, and the same article and word wherever it stands."""
    said: set[tuple[str, ...]] = set()
    for at in range(len(people.tokens)):
        for found in _nickname(people, at, around):
            yield found
            if _is_nicknamed(people, at, around):
                said.add(tuple(people.keys[at:at + 2]))
    for at in range(len(people.tokens) - 1) if said else ():
        if tuple(people.keys[at:at + 2]) in said and people.gap(at) == " ":
            yield people.candidate(at, at + 1, SHOWN)


def _nickname(people: People, at: int, around: dict[str, Phrases]) -> Iterator[Candidate]:
    """el Bizco, le Suisse, de Notaris, o Quim da Grua; without capitals only behind "they call him": le dicen la profe."""
    if at + 1 >= len(people.tokens) or not _phrase(people, at, around["articles"]) or people.tokens[at].word.capital and not people.tokens[at].word.first or not _QUOTED.fullmatch(people.gap(at)):
        return
    token = people.tokens[at + 1]
    called = _is_nicknamed(people, at, around)
    if people.cased:
        named = token.word.capital and not token.word.text.isupper() and len(token.word.key) > 2
        if named and (called or people.language in ("es", "pt", "fr") and token.capital and _is_nick(people, at + 1, around)):
            yield people.candidate(at, _nick_end(people, at + 1, around), SHOWN)
    elif called and len(token.word.key) > 2 and not known_words.is_common(token.word.key, people.language) and not token.word.key.endswith("mente") or _is_person_word(people, at + 1) and _step(people, at + 1) >= Often.USUAL and does(people, at + 1):
        yield people.candidate(at, _nick_end(people, at + 1, around), SHOWN)


def _is_nicknamed(people: People, at: int, around: dict[str, Phrases]) -> bool:
    """Does "they call her" stand before the article, at most two small words back: ze noemen hem de lange?"""
    return any(_phrase(people, back, around["nicknamed"]) and all(people.tokens[here].excluded for here in range(back + 1, at)) for back in range(max(0, at - 3), at) if not re.search(r"[.;!?\n]", people.plain[people.tokens[back].word.end:people.tokens[at].word.start]))


def _is_nick(people: People, at: int, around: dict[str, Phrases]) -> bool:
    """Behind an article inside a sentence: a given name, which has none elsewhere in Spanish or French, or a word with what tells this one from others."""
    token = people.tokens[at]
    if token.word.first or token.word.key in people.around.offices:
        return False
    goes_on = at + 1 < len(people.tokens) and people.gap(at) == " " and people.tokens[at + 1].capital
    if _is_given(people, at) and not goes_on and people.language == "es":
        return True
    tail = _nick_end(people, at, around) > at
    return tail and _is_given(people, at) and people.language == "pt" or _is_person_word(people, at) and not goes_on and not tail


def _is_person_word(people: People, at: int) -> bool:
    """A word for how somebody is (Bizco, Rubio, Flaca), which offices and works do not have for a name."""
    return people.tokens[at].is_word and people.keys[at] in _of_persons(people.language)


def _nick_end(people: People, at: int, around: dict[str, Phrases]) -> int:
    """With "da Grua", "de la Barca" behind it, and the capitals right after it."""
    last = here = at
    while here + 1 < len(people.tokens) and here - at < _NICK_MOST and people.gap(here) == " ":
        here += 1
        if people.cased and people.tokens[here].word.capital:
            last = here
        elif not (people.cased and people.keys[here] in ("da", "do", "de", "del", "das", "dos", "la", "du")):
            break
    return last


def _phrase(people: People, at: int, phrases: Phrases) -> int:
    """How many words up to `at` are one of the phrases; 0 for none."""
    for phrase in phrases.get(people.keys[at], ()):
        if len(phrase) == 1 or tuple(people.keys[max(0, at + 1 - len(phrase)):at + 1]) == phrase:
            return len(phrase)
    return 0


@cache
def _around(language: str) -> dict[str, Phrases]:
    """The words of one language by what they show, phrases by their last word, longest first."""
    return {field: _by_last(_table()[language].get(field, "")) for field in FIELDS}


@cache
def _of_persons(language: str) -> frozenset[str]:
    return frozenset(map(folded, _table()[language].get("traits", "").split()))


@cache
def _table() -> dict[str, dict[str, str]]:
    table = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    unknown = {field for rows in table.values() for field in rows} - {*FIELDS, "traits"}
    if unknown or set(table) != set(known_words.SPELLED):
        raise ExhibitError(f"names_bold.toml has rows that nothing reads ({', '.join(sorted(unknown))}) or lacks a language. Name its rows as its head says, one table for each of {', '.join(known_words.SPELLED)}.")
    return table


def _by_last(row: str) -> Phrases:
    found: dict[str, list[tuple[str, ...]]] = {}
    for written in row.split():
        phrase = tuple(folded(word) for word in re.split(r"[_.]", written) if word)
        found.setdefault(phrase[-1], []).append(phrase)
    return {last: tuple(sorted(phrases, key=lambda phrase: -len(phrase))) for last, phrases in found.items()}


_OF = frozenset("de da do das dos del of van".split())
_VERBS = {
    "en": ("ed", "ing"), "fr": ("ait", "aient", "er", "ez", "ons", "ent", "ant"), "nl": ("te", "ten", "de", "den"),
    "es": ("aba", "aban", "aron", "ieron", "ando", "iendo", "aste", "iste", "emos", "amos", "arme", "arse", "aria", "ar", "er", "ir"),
    "pt": ("ava", "avam", "aram", "eram", "ando", "endo", "indo", "aste", "este", "emos", "amos", "ou", "eu", "iu", "ar", "er", "ir"),
}
