"""Ukrainian and Russian words in their cases, by pymorphy3 and its dictionaries; each is loaded at the first question."""
from __future__ import annotations

import re
from functools import cache
from typing import Any

import pymorphy3

from exhibit.story.anonymise.remembered import remembered

LANGUAGES = frozenset({"uk", "ru"})
CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct")
_STOPS = re.compile(r"^(?:в|во|на|у|з|із|из|від|от|для|до|під|под|о|моей|моєї)$")
_BY_HAND: dict[str, dict[str, tuple[str, ...]]] = {"uk": {row.split()[0]: tuple(row.split()) for row in (  # forms that the dictionary lacks or prefers otherwise
    "ферма ферми фермі ферму фермою фермі", "судно судна судну судно судном судні", "готель готелю готелю готель готелем готелі", "магазин магазину магазину магазин магазином магазині",
    "монастир монастиря монастирю монастир монастирем монастирі", "місто міста місту місто містом місті", "район району району район районом районі", "салон салону салону салон салоном салоні",
    "завод заводу заводу завод заводом заводі", "острів острова острову острів островом острові", "майстер майстра майстрові майстра майстром майстрові", "чоловік чоловіка чоловікові чоловіка чоловіком чоловікові")}}
_ADJECTIVE = frozenset({"ADJF", "PRTF"})


@cache
def _analyser(language: str) -> Any:
    return pymorphy3.MorphAnalyzer(lang=language)


@remembered
def parses(word: str, language: str) -> tuple[Any, ...]:
    """All readings of a word, likeliest first."""
    return tuple(_analyser(language).parse(word))


def case_of(words: str, language: str, wanted: tuple[str, ...] = ()) -> str:
    """The case of the first word that has one. Of several, the first of `wanted` that it can be (else the first wanted); without wish the nominative before others."""
    for word in re.findall(r"[\w'-]+", words):
        found = [parse.tag.case for parse in parses(word.lower(), language) if parse.tag.case]
        found = ["loct" if case == "loc2" else "gent" if case == "gen2" else case for case in found]
        if found:
            order = wanted or CASES
            return next((case for case in order if case in found), order[0])
    return wanted[0] if wanted else "nomn"


def cases_of(word: str, language: str, names: bool = False, gender: str = "") -> set[str]:
    """All cases that a word can stand in; `names`: read as a name where it can be one, of a woman or a man
    where `gender` says so."""
    read = parses(word.lower(), language)
    named = [parse for parse in read if {"Name", "Patr", "Surn"} & set(parse.tag.grammemes)] if names else []
    wanted = {"woman": "femn", "man": "masc"}.get(gender, "")
    named = [parse for parse in named if wanted and parse.tag.gender == wanted] or named
    found = {str(parse.tag.case) for parse in named or read if parse.tag.case}
    return {{"loc2": "loct", "gen2": "gent"}.get(case, case) for case in found}


def gender_of(word: str, language: str) -> str:
    """woman, man or nothing, by the readings of the word as a given name, a patronymic or a family name."""
    for tag in ("Name", "Patr", "Surn"):
        found = [parse for parse in parses(word.lower(), language) if tag in parse.tag]
        women, men = (sum(parse.score for parse in found if parse.tag.gender == gender) for gender in ("femn", "masc"))
        if max(women, men) > 2 * min(women, men) * 0.9:
            return "woman" if women > men else "man"
    return ""


def base_form(word: str, language: str, gender: str = "") -> str:
    """The nominative of a name, lower case; of a woman or a man where `gender` says so."""
    found = parses(word.lower(), language)
    wanted = {"woman": "femn", "man": "masc"}.get(gender, "")
    names = [parse for parse in found if {"Name", "Surn", "Patr"} & set(parse.tag.grammemes)] or [found[0]]
    named = next((parse for parse in names if wanted and parse.tag.gender == wanted), names[0])
    return str(named.normal_form if "Surn" not in named.tag else (named.inflect({"nomn", "sing"}) or named).word)


@remembered
def declined(phrase: str, case: str, language: str) -> str:
    """A phrase given in the nominative ("небольшой город на юге") in another case; what follows its noun stays."""
    if case == "nomn":
        return phrase
    words = phrase.split(" ")
    noun_at = next((at for at, word in enumerate(words) if _is_noun(word, language)), None)
    if noun_at is None:
        return phrase
    noun = _reading(words[noun_at], language, "NOUN")
    done = [_adjective(word, noun, case, language) for word in words[:noun_at]]
    return " ".join([*done, _form(noun, case, words[noun_at], language), *words[noun_at + 1:]])


def _is_noun(word: str, language: str) -> bool:
    first = parses(word.lower(), language)[0]
    return "NOUN" in first.tag and not _STOPS.match(word)


def _reading(word: str, language: str, part: str) -> Any:
    """The word read as a nominative."""
    found = [parse for parse in parses(word.lower(), language) if part in parse.tag]
    return next((parse for parse in found if parse.tag.case == "nomn"), found[0])


def _form(noun: Any, case: str, written: str, language: str) -> str:
    if written in _BY_HAND.get(language, {}):
        return _BY_HAND[language][written][CASES.index(case)]
    found = noun.inflect({case})
    return str(found.word) if found and written.islower() else str(found.word).capitalize() if found else written


def _adjective(word: str, noun: Any, case: str, language: str) -> str:
    found = next((parse for parse in parses(word.lower(), language) if _ADJECTIVE & set(parse.tag.grammemes) or parse.tag.POS in {"ADJF", "NUMR", "NPRO"}), None)
    if found is None:
        return word
    gender = str(noun.tag.gender)
    if case == "accs" and gender == "masc" and "anim" not in noun.tag:
        return word
    if case == "loct" and language == "uk" and gender in {"masc", "neut"}:
        case = "datv"  # великому місті reads better than великім
    wish = {case} | ({gender} if noun.tag.gender and noun.tag.number != "plur" else set())
    form = found.inflect(wish) or found.inflect({case, gender}) or found.inflect({case})
    return str(form.word) if form else word


_ENDINGS: dict[str, tuple[tuple[str, str, tuple[str, ...]], ...]] = {  # gender, ending of the nominative, endings of the five other cases
    "ru": (("woman", "ия", ("ии", "ии", "ию", "ией", "ии")), ("", "ка", ("ки", "ке", "ку", "кой", "ке")), ("", "ха", ("хи", "хе", "ху", "хой", "хе")), ("", "ша", ("ши", "ше", "шу", "шей", "ше")),
           ("", "а", ("ы", "е", "у", "ой", "е")), ("", "я", ("и", "е", "ю", "ей", "е")), ("man", "ь", ("я", "ю", "я", "ем", "е")), ("man", "й", ("я", "ю", "я", "ем", "е")), ("man", "ш", ("ша", "шу", "ша", "шем", "ше")), ("man", "*", ("а", "у", "а", "ом", "е"))),
    "uk": (("woman", "ія", ("ії", "ії", "ію", "ією", "ії")), ("", "ка", ("ки", "ці", "ку", "кою", "ці")), ("", "ха", ("хи", "сі", "ху", "хою", "сі")), ("", "ша", ("ші", "ші", "шу", "шею", "ші")),
           ("", "а", ("и", "і", "у", "ою", "і")), ("", "я", ("і", "і", "ю", "ею", "і")), ("man", "ь", ("я", "ю", "я", "ем", "і")), ("man", "й", ("я", "ю", "я", "єм", "ї")), ("man", "ш", ("ша", "шу", "ша", "шем", "ші")), ("man", "*", ("а", "у", "а", "ом", "і"))),
}


@remembered
def name_in_case(name: str, case: str, gender: str, language: str) -> str:
    """A given name in a case: by the dictionary, else by its ending. Names of women that end in a consonant, and names in -и, -о, -у, do not change."""
    if case not in CASES or case == "nomn":
        return name
    wanted = {"woman": "femn", "man": "masc"}.get(gender, "")
    found = [parse for parse in parses(name.lower(), language) if "Name" in parse.tag and parse.tag.case == "nomn" and (not wanted or parse.tag.gender == wanted)]
    form = found[0].inflect({case}) if found else None
    return str(form.word).capitalize() if form else _by_ending(name, case, gender, language)


def _by_ending(name: str, case: str, gender: str, language: str) -> str:
    for whose, ending, others in _ENDINGS[language]:
        if whose not in ("", gender):
            continue
        if ending == "*" and name[-1] not in "аеёиоуыэюяіїєьй":
            return name + others[CASES.index(case) - 1]
        if name.endswith(ending):
            return name[:-len(ending)] + others[CASES.index(case) - 1]
    return name


@remembered
def many(word: str, language: str) -> str | None:
    """A noun counted by "several": genitive plural; None where it is unknown."""
    for parse in parses(word.lower(), language):
        if "NOUN" in parse.tag:
            form = parse.inflect({"plur", "gent"})
            return str(form.word) if form else None
    return None


_ONE = {  # "one of those close to me" and "somebody": words that the dictionary declines otherwise than people do
    "uk": {"один": "один одного одному одного одним одному", "одна": "одна однієї одній одну однією одній", "хтось": "хтось когось комусь когось кимось комусь"},
    "ru": {"один": "один одного одному одного одним одном", "одна": "одна одной одной одну одной одной", "кто-то": "кто-то кого-то кому-то кого-то кем-то ком-то"},
}


def one_of(phrase: str, case: str, language: str) -> str:
    """"одна из близких", "один знакомый" in a case."""
    first, _, rest = phrase.partition(" ")
    forms = _ONE[language][first].split()
    if " " in rest:
        return f"{forms[CASES.index(case)]} {rest}"
    known = next((parse for parse in parses(rest, language) if parse.tag.case == "nomn" and str(parse.tag.gender) == ("femn" if first == "одна" else "masc")), None)
    form = known.inflect({case, str(known.tag.gender)} | ({"anim"} if case == "accs" and first == "один" else set())) if known else None
    return f"{forms[CASES.index(case)]} {form.word if form else rest}"


def person_gender(words: str, language: str) -> str:
    """woman, man or nothing, by the first noun of a phrase for a person."""
    for word in re.findall(r"[\w'-]+", words):
        nouns = [parse for parse in parses(word.lower(), language) if "NOUN" in parse.tag]
        if nouns and nouns[0].tag.gender in ("femn", "masc"):
            return "woman" if nouns[0].tag.gender == "femn" else "man"
    return ""


def after_noun(before: str, language: str) -> bool:
    """Does a noun stand directly before, so that what follows is whose or what of?"""
    found = re.search(r"([^\W\d_]{3,}) $", before)
    return bool(found) and "NOUN" in parses(found.group(1).lower(), language)[0].tag if found else False


def agrees(before: str, after: str, phrase: str, language: str) -> bool:
    """Does a verb in the past beside the phrase have its gender? Yes where there is no such verb."""
    noun = next((parses(word.lower(), language)[0] for word in phrase.split() if _is_noun(word, language)), None)
    beside = [*re.findall(r"([^\W\d_]+) $", before), *re.findall(r"^ ([^\W\d_]+)", after)]
    for word in beside:
        tag = parses(word.lower(), language)[0].tag
        if "VERB" in tag and tag.tense == "past" and tag.gender and noun is not None and noun.tag.gender and tag.gender != noun.tag.gender:
            return False
    return True


def gender_of_verb(word: str, language: str) -> str:
    """woman or man, where the word is a verb in the past; else nothing."""
    tag = parses(word.lower(), language)[0].tag
    return {"femn": "woman", "masc": "man"}.get(str(tag.gender), "") if "VERB" in tag and tag.tense == "past" else ""
