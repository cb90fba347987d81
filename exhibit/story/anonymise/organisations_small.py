"""Organisations in texts that are written without capitals throughout: the word for the kind with the words that stand right beside it.

There nothing else tells a name from a description, so more is proposed than elsewhere: "bar los dos compadres", "hollins farm", кафе уют,
"the boat was the lucky star 8". Words of grammar, describing words and verbs end the name; a describing word with another word of the name beside it does not.
"""
from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from exhibit.story.anonymise.inflection import base_forms
from exhibit.story.anonymise.known_words import Often, grammemes, is_common, is_verb, never, often, use
from exhibit.story.anonymise.merge import Candidate
from exhibit.story.anonymise.name_lists import Part, listed
from exhibit.story.anonymise.organisations import PAPERS, TABLE, Row, kind_at
from exhibit.story.anonymise.organisations_runs import same_line, with_number
from exhibit.story.anonymise.passage import Passage
from exhibit.story.anonymise.people import capitals_speak
from exhibit.story.anonymise.tokens import phrases, script_of, table, tokens

SMALL = Path(__file__).with_name("organisations_small.toml")
LANGUAGES = ("en", "fr", "nl", "es", "pt", "ru", "uk", "ky")
LIKELY = 0.55
_WRITTEN_BEFORE = ("en", "nl", "ky")
_SLAVIC = ("ru", "uk")
_LONGEST = 4
_ELIDED = re.compile(r"(?:[cdjlmnst]|qu)'$", re.I)
_OF = frozenset("du des d da do das dos del".split())
_IN = frozenset("at in from to near called".split())
_IN_COUNTRIES = frozenset("mundo monde world wereld northern southern eastern western united islands africa europa europe europeen america asia norte sul nord sud noord zuid oost san santa santo saint sainte sint union african european asian мир мира європа европа азия азія юг север восток запад".split())
"""Words of names of countries and continents that stand in names of firms as well."""
_GIVEN = Part.WOMAN | Part.MAN | Part.GIVEN
_PAST: dict[str, dict[str, tuple[str, ...]]] = {
    "es": {"ia": ("er", "ir"), "ian": ("er", "ir")},
    "pt": {"eu": ("er",), "iu": ("ir",), "ia": ("er", "ir"), "iam": ("er", "ir")},
    "fr": {"a": ("er",), "it": ("ir", "re"), "irent": ("ir", "re")},
}
"""Endings of what was done or used to be done, and of the infinitive then."""
_BEHIND_VERBS = frozenset("un una unos unas a al todo toda todos tarde temprano pronto ayer antes despues cuando porque muy mas nos me te se lo le mucho poco nada su sus mi mis".split())
_NO_PAST = frozenset("united sacred blessed beloved anointed redeemed seed speed weed shed sled creed reed wicked naked crooked".split())
_AT_SOMEBODY = frozenset(("у", "при"))
_BOUND_TO = frozenset("the a an this that my our his her their its your le la les un une el los las un una o a os as um uma de het een".split())


def small(passage: Passage) -> Iterator[Candidate]:
    """Organisations of a text without capitals, in languages that have them; nothing for another text."""
    language = passage.language.split("-")[0]
    row = tokens(passage)
    if language not in LANGUAGES or not written_small(passage, row):
        return
    for place, token in enumerate(row):
        script = script_of(token.key)
        if script not in ("latin", "cyrillic"):
            continue
        count = kind_at(row, place, "before", script) or phrases(SMALL, "leads", script, language).at(row, place)
        if count:
            yield from _after(passage, row, place, count, language)
        count = kind_at(row, place, "after", script) or phrases(TABLE, "legal", script).at(row, place)
        if count:
            yield from _before(passage, row, place, count, language)


def written_small(passage: Passage, row: Row) -> bool:
    """Is the text without capitals, or with so few, or so many, that they say nothing?"""
    return bool(row) and (not any(token.cased for token in row) or not capitals_speak(passage.words))


def _after(passage: Passage, row: Row, place: int, count: int, language: str) -> Iterator[Candidate]:
    """The words after the one for the kind, over "is" and an article (el, de, the) that says that a name begins."""
    at = place + count
    if at < len(row) and row[at].key in words_of(language, "copulas") and beside(passage, row, at):
        yield from _is(passage, row, at + 1, language)
        return
    articles = words_of(language, "articles")
    with_article = at < len(row) and (row[at].key in articles or _is_elided_article(passage, row, at)) and beside(passage, row, at)
    name = at + (with_article and not _is_elided_article(passage, row, at))
    if name < len(row) and row[name].key in words_of(language, "origins") and end_of(passage, row, name + 1, language) > name + 2:
        name += 1
    end = end_of(passage, row, name, language)
    if end > name and not (with_article and language in ("en", "nl", "fr") and (end - name > 2 and not _is_describing(row[name].key, language) or row[name].key in words_of(language, "persons"))):
        yield Candidate(row[place].start, with_number(passage, row[end - 1].end), "ORGANISATION", LIKELY)
    elif end == name and name < len(row) and beside(passage, row, name) and with_number(passage, row[name].end) > row[name].end and not is_common(row[name].key, language):
        yield Candidate(row[place].start, with_number(passage, row[name].end), "ORGANISATION", LIKELY)
    elif end == name and language in _SLAVIC and name + 1 < len(row) and row[name].key in _AT_SOMEBODY and beside(passage, row, name) and (listed(row[name + 1].key) or not use(row[name + 1].key, language)):
        yield Candidate(row[place].start, row[name + 1].end, "ORGANISATION", LIKELY)
    elif end == name:
        yield from _of(passage, row, place, at, language)


def _is(passage: Passage, row: Row, at: int, language: str) -> Iterator[Candidate]:
    """The agency was blue horizon crewing, el barco era el marlin azul: with an article any name, without one two words or one that no dictionary holds."""
    with_article = at < len(row) and (row[at].key in words_of(language, "articles") or language == "nl" and row[at].key == "van") and beside(passage, row, at)
    name = at + with_article
    if name >= len(row) or row[name].key in words_of(language, "predicates") or row[name].key in words_of(language, "persons") or language == "en" and row[name].key.endswith("ed"):
        return
    end = end_of(passage, row, name, language)
    number = with_number(passage, row[end - 1].end) if end > name else 0
    if end - name > 1 or end > name and (row[at].key == "van" or number > row[end - 1].end or not use(row[name].key, language)):
        yield Candidate(row[at].start, number, "ORGANISATION", LIKELY)


def _of(passage: Passage, row: Row, place: int, at: int, language: str) -> Iterator[Candidate]:
    """Domaine des trois chênes, quinta do vale verde: "of the" with two words or more, none of them a person."""
    if at >= len(row) or row[at].key not in _OF or not beside(passage, row, at):
        return
    end = end_of(passage, row, at + 1, language)
    if (end > at + 2 or end > at + 1 and row[at].key in ("dos", "des") and listed(row[at + 1].key)) and not any(token.key in words_of(language, "persons") for token in row[at + 1:end]):
        yield Candidate(row[place].start, with_number(passage, row[end - 1].end), "ORGANISATION", LIKELY)


def end_of(passage: Passage, row: Row, name: int, language: str) -> int:
    """Where the name ends that begins at `name`: after at most four words, over "de la" and "&" when a word follows that may be of a name; `name` itself where none begins."""
    end, joins = name, words_of(language, "joins")
    while end < len(row) and end - name < _LONGEST and beside(passage, row, end):
        if _is_past(passage, row, end, language, end == name):
            break
        if not ends(row[end].key, language) or _goes_on(passage, row, name, end, language):
            end += 1
            continue
        step = next((step for step in (1, 2) if end > name and end + step < len(row) and all(token.key in joins for token in row[end:end + step])
                     and (not ends(row[end + step].key, language) or never(row[end + step].key))), 0)
        if not step or not all(beside(passage, row, here) for here in range(end + 1, end + step + 1)):
            break
        end += step + 1
    return end


def _goes_on(passage: Passage, row: Row, name: int, at: int, language: str) -> bool:
    """Does a describing word stand beside another word of the name, or do goods stand behind one?"""
    if _is_describing(row[at].key, language):
        if at > name and language in _SLAVIC and _is_adverb(row[at].key, language):
            return False
        follows = at + 1 < len(row) and beside(passage, row, at + 1) and (not ends(row[at + 1].key, language) or never(row[at + 1].key))
        return follows or at > name
    if at > name and never(row[at].key) and row[at - 1].key in words_of(language, "describing"):
        return True
    if at + 1 < len(row) and never(row[at].key) and row[at].key not in words_of(language, "stops"):  # "Northern" and "World" are of names of countries
        return beside(passage, row, at + 1) and not ends(row[at + 1].key, language)
    return at > name and (row[at].key in words_of(language, "goods") or passage.plain[row[at].start - 2:row[at].start] in ("d'", "l'"))


def _is_describing(key: str, language: str) -> bool:
    known = words_of(language, "describing")
    return key in known or language in _SLAVIC and (any(form in known for form in base_forms(key)) or _is_adverb(key, language) and not is_common(key, language))


def _is_adverb(key: str, language: str) -> bool:
    """Быстро, чисто: how, and nothing else."""
    return key.endswith("о") and len(key) > 4 and bool(grammemes(key, language) & {"ADVB"}) and not grammemes(key, language) & {"VERB", "NOUN", "PREP", "CONJ", "PRCL", "NPRO"}


def _before(passage: Passage, row: Row, place: int, count: int, language: str) -> Iterator[Candidate]:
    """The words before it: hollins farm, bright futures recruitment, and what "of" joins to it: eastgate college of the levant."""
    is_legal = not kind_at(row, place, "after", script_of(row[place].key))
    if is_legal and (is_common(row[place].key, language) or len(row[place].key) < 3 and use(row[place].key, language)):
        return  # "me" and "sa" are words
    if language not in _WRITTEN_BEFORE and not is_legal and place and use(row[place - 1].key, language) and use(row[place].key, language):
        return
    start = place
    while start and place - start < 3 and beside(passage, row, start) and (not ends(row[start - 1].key, language) or language == "en" and bool(kind_at(row, start - 1, "after", "latin"))):
        start -= 1
    if start < place and start and beside(passage, row, start) and _is_describing(row[start - 1].key, language) and not (start > 1 and row[start - 2].key in _BOUND_TO):
        start -= 1
    if start == place and place > 1 and beside(passage, row, place) and row[place - 2].key in _IN and not is_common(row[place - 1].key, language) and row[place - 1].key not in words_of(language, "stops"):
        start -= 1  # "at barking police station": a name that ends like a verb
    if start < place and (language == "en" and row[start - 1].key in _IN or not all(ends(token.key, language) for token in row[start:place])):
        end = place + count
        if language == "en" and end + 1 < len(row) and row[end].key == "of":
            further = end + 1 + (row[end + 1].key == "the")
            beyond = end_of(passage, row, further, language)
            end = beyond if beyond > further else end
        yield Candidate(row[start].start, row[end - 1].end, "ORGANISATION", LIKELY)


def beside(passage: Passage, row: Row, at: int) -> bool:
    """Do only blanks, "&", quotes or an article that French writes with the word stand before `at`, on one line?"""
    if not at:
        return False
    gap = passage.plain[row[at - 1].end:row[at].start]
    return len(gap) <= 4 and not _ELIDED.sub("", gap).strip(" &'\"«„-") and (same_line(passage, row[at - 1], row[at]) or _is_wrapped(passage, row, at))


def _is_wrapped(passage: Passage, row: Row, at: int) -> bool:
    """Does the line end inside a name? Behind or before "de", which no row of a list ends or begins with."""
    return not row[at].first and (row[at - 1].key in _OF or row[at].key in _OF)


def _is_elided_article(passage: Passage, row: Row, at: int) -> bool:
    return at > 0 and passage.plain[row[at - 1].end:row[at].start].strip() == "l'"


def ends(key: str, language: str) -> bool:
    """A word that no name goes over: grammar, a describing word, a verb by its ending, a country."""
    if len(key) < 2 or key.endswith(PAPERS) or is_common(key, language) or key in words_of(language, "stops") or len(key) > 2 and never(key) and not _names_firms(key, language):
        return True
    if language in _SLAVIC:
        return any(form in words_of(language, "stops") for form in base_forms(key)) or bool(grammemes(key, language)) and is_verb(key, language)
    if language == "en" and len(key) > 4 and key.endswith("ed") and key not in _NO_PAST and use(key, language):
        return True
    return key.endswith(tuple(words_of(language, "verbs"))) if len(key) > 3 and words_of(language, "verbs") else False


def _is_past(passage: Passage, row: Row, at: int, language: str, begins: bool) -> bool:
    """What a place or somebody did, Spanish, French or Portuguese, by a usual infinitive: cerró, vendia, ferma, vendeu; without its accent, where
    "cerro" may be a noun, before an article or what tells when; "fermé" right behind the kind (`begins`), because names close so: espoir retrouvé."""
    token = row[at]
    key, text = token.key, passage.plain[token.start:token.end].lower()
    if language not in _PAST or len(key) < 4 or listed(key) & _GIVEN and not text.endswith("ó"):
        return False
    if any(key.endswith(ending) and _is_usual(key[:-len(ending)], infinitives, language) for ending, infinitives in _PAST[language].items()):
        return True
    if language == "fr":
        return begins and text.endswith(("é", "ée", "és", "ées")) and _is_usual(key.rstrip("s").removesuffix("e").removesuffix("e"), ("er",), language)
    if language != "es" or not key.endswith("o"):
        return False
    told = text.endswith("ó") or at + 1 < len(row) and (row[at + 1].key in _BEHIND_VERBS or row[at + 1].key in words_of("es", "articles")) and passage.plain[token.end:row[at + 1].start] == " "
    return told and any(_is_usual(stem, infinitives, "es") for stem, infinitives in ((key[:-1], ("ar",)), (key[:-2] if key.endswith("io") else "", ("er", "ir"))))


def _is_usual(stem: str, infinitives: tuple[str, ...], language: str) -> bool:
    return len(stem) > 1 and any(Often.NEVER < often(stem + ending, language) < Often.RARE for ending in infinitives)


def _names_firms(key: str, language: str) -> bool:
    """Is the word one of those that stand in names of countries and of firms alike?"""
    return key in words_of(language, "describing") or key in _IN_COUNTRIES or key in phrases(TABLE, "after", script_of(key)).keys


@cache
def words_of(language: str, subject: str) -> frozenset[str]:
    """The words of one row of the table."""
    return frozenset(word for words in table(SMALL)[language].get(subject, ()) for word in words.split())
