"""Ordinary words: what may stand in a text without being a name.

English, Spanish, French, Dutch and Portuguese by data/words.zip, Russian and Ukrainian by the dictionaries of pymorphy3, languages
without capitals by ordinary.py, Kyrgyz by kyrgyz.py. Names of countries, languages, days and months are CLDR's.
"""
from __future__ import annotations

import lzma
import re
import tomllib
import zipfile
from collections.abc import Iterator
from enum import IntEnum, IntFlag
from functools import cache
from pathlib import Path
from typing import Any

from babel import Locale

from exhibit.errors import ExhibitError
from exhibit.story.anonymise import name_lists
from exhibit.story.anonymise.arabic_forms import ordinary_forms
from exhibit.story.anonymise.gazetteer import loosened
from exhibit.story.anonymise.inflection import base_forms
from exhibit.story.anonymise.kyrgyz import is_stem, listed_stem, noun_stems
from exhibit.story.anonymise.ordinary import is_ordinary
from exhibit.story.anonymise.passage import folded
from exhibit.story.anonymise.remembered import remembered
from exhibit.story.anonymise.words import TABLE, languages

FILE = Path(__file__).with_name("data") / "words.zip"
STEPS = FILE.with_name("often.xz")
SPELLED = ("en", "es", "fr", "nl", "pt")
PARSED = ("ru", "uk")
WITHOUT_CAPITALS = ("ar", "ur", "ne", "lo")
WITH_DICTIONARY = (*SPELLED, *PARSED, "ky", *WITHOUT_CAPITALS)
TURNED_BACK = ("ar", "ur")
"""Scripts without capitals whose words are turned back far enough that one no dictionary holds is a name."""
_OF_NAMES = {"Name", "Surn", "Patr", "Geox", "Orgn", "Trad", "Init", "Abbr"}
_MORE = {"nl": ("s", "e", "er", "ere", "ste", "en", "je", "jes", "tje"), "en": ("s",)}
"""Endings that word lists leave out."""
_LETTERS = {"en": frozenset("éèêïñçæœ"), "fr": frozenset("àâçéèêëîïôùûüÿœæ"), "nl": frozenset("áéèêëíïóöúüĳçà"), "es": frozenset("áéíóúüñºª"), "pt": frozenset("áàâãçéêíóôõúüºª")}
"""With signs, of words of the language itself."""
_PEOPLE_TOO = frozenset(
    "yao яо karen kate kara ira ada mende sena karin salomao salomon solomon salomo marino lucia helena elena martin pierre barthelemy bartolomeu bartolome vicente vincent tome thomas cristovao cristobal juan fernandez miguel domingo dominique emiliano emilien emilian guadalupe ira julio lombardo mari maurice mauricio montserrat salvador samia zaza dominica доминика домініка сальвадор жума ماري موسي ساميه".split())
"""Countries, days and languages that are far oftener somebody's name."""
_LEAST_HALF = 4  # letters of each half of a Dutch compound


class Use(IntFlag):
    """How a word is used: as an ordinary word, as a name, or as both."""

    WORD = 1
    NAME = 2


class Often(IntEnum):
    """How often a language of SPELLED uses a word, among its ordinary words: the first 1,500, 5,000, 20,000, and all others."""

    NEVER = 0
    ALWAYS = 1
    USUAL = 2
    NOW_AND_THEN = 3
    RARE = 4


@remembered
def often(key: str, language: str) -> Often:
    """How often the language uses the word (`passage.folded`); NEVER when its dictionary does not hold it. A word made of others, by an
    ending or as Dutch makes them, counts as one used now and then."""
    if language not in SPELLED:
        return Often.NEVER
    step = _spelled(language).get(key, 0)
    return Often(step) if step else Often.NOW_AND_THEN if _is_spelled(key, language) else Often.NEVER


def foreign_letter(text: str, language: str) -> bool:
    """Has the word a letter with a sign that the language never writes: marín in French, são in English? Then its dictionary has another word."""
    known = _LETTERS.get(language)
    return known is not None and not text.isascii() and any(char > "\x7f" and char.isalpha() and char not in known for char in text.lower())


def is_spelled_out(key: str, language: str) -> bool:
    """Does the dictionary hold the word as it stands, not made of others: borgerhout is "borger" and "hout" to a compound rule."""
    return language in SPELLED and key in _spelled(language)


@remembered
def use(key: str, language: str) -> Use:
    """What the dictionary of the language says of a word (`passage.folded`); nothing when it does not hold it."""
    if language in SPELLED:
        return Use.WORD if _is_spelled(key, language) else Use(0)
    if language in PARSED:
        return _parsed(key, language)
    if language in WITHOUT_CAPITALS:
        return _without_capitals(key, language)
    return _kyrgyz(key) if language == "ky" else Use(0)


def _kyrgyz(key: str) -> Use:
    """A name of a list is a word only where the list of words has it too: бермет is none, though бер is one."""
    if "-" in key:
        halves = [_kyrgyz(half) for half in key.split("-") if half]
        return Use.WORD if halves and all(half & Use.WORD for half in halves) else Use(0)
    if is_stem(key):
        return Use.WORD
    name = next((stem for stem in noun_stems(key) if name_lists.parts(stem) and stem in name_lists.keys_of("ky")), "")
    if name:
        return Use.WORD if is_stem(name) else Use(0)
    if listed_stem(key):
        return Use.WORD
    return Use.WORD if not name_lists.parts(key) and any(_is_russian(stem) for stem in noun_stems(key)) else Use(0)


def _is_russian(stem: str) -> bool:
    """Is it the first form of a Russian noun or adjective that names nothing?"""
    return any(parse.is_known and parse.tag.POS in ("NOUN", "ADJF") and parse.normal_form.replace("ё", "е") == stem and not parse.tag.grammemes & _OF_NAMES for parse in _dictionary("ru").parse(stem))


def _without_capitals(key: str, language: str) -> Use:
    forms = ordinary_forms(loosened(key), language) if language in ("ar", "ur") else base_forms(loosened(key))
    return Use.WORD if any(is_ordinary(loosened(form), language) for form in forms) else Use(0)


def is_common(key: str, language: str = "") -> bool:
    """A word of the language's grammar; without a language, of any."""
    return key in _grammar(language)


@remembered
def never(key: str) -> bool:
    """A country, language, day or month, also with an ending."""
    known = _calendar_and_countries()
    return key in known or key.removesuffix("s") in known and len(key) > 5 or ("\u0400" <= key and not (key < "\u0530" and name_lists.parts(key)) and any(form in known for form in base_forms(key) if len(form) > 2))


@cache
def _grammar(language: str) -> frozenset[str]:
    table = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    return frozenset(folded(word) for name, rows in table.items() if language in ("", name) for word in rows.get("common", ()))


@cache
def _calendar_and_countries() -> frozenset[str]:
    """Of names of several words ("Solomon Islands", "Saint Lucia") a word that is a person's name as well is none of these."""
    whole = {folded(name) for language in languages() for name in _cldr(language)}
    single = {name for name in whole if name.isalpha()}
    parts = {part for name in whole for part in re.findall(r"[^\W\d_]+", name)}
    return frozenset(word for word in single | {part for part in parts if not name_lists.parts(part)} if len(word) > 2) - _PEOPLE_TOO


def _cldr(language: str) -> Iterator[str]:
    locale = Locale(language)
    for names in (locale.territories, locale.languages, locale.days["format"]["wide"], locale.months["format"]["wide"], locale.months["stand-alone"]["wide"]):
        yield from names.values()


def _is_spelled(key: str, language: str) -> bool:
    known = _spelled(language)
    if key in known or (key.endswith("'s") and key[:-2] in known):
        return True
    if language == "fr" and "'" in key:  # written large, an article goes with its word
        return _is_spelled(key.split("'", 1)[1], language)
    if "-" in key:
        return all(_is_spelled(part, language) for part in key.split("-") if part)
    if any(key.endswith(ending) and len(key) - len(ending) >= _LEAST_HALF and key[:-len(ending)] in known for ending in _MORE.get(language, ())):
        return True
    return language == "nl" and any(key[:at] in known and (key[at:] in known or (key[at] == "s" and key[at + 1:] in known)) for at in range(_LEAST_HALF, len(key) - _LEAST_HALF + 1))


@cache
def _spelled(language: str) -> dict[str, int]:
    """Words of the dictionary, each with the step of how often it is used; of words that fold to one, the commoner."""
    try:
        with zipfile.ZipFile(FILE) as kept:
            words = kept.read(language).decode("utf-8").split("\n")
        steps = _steps()[language]
        if len(steps) != len(words):
            raise KeyError(language)
    except (OSError, KeyError, lzma.LZMAError, zipfile.BadZipFile) as error:
        raise ExhibitError("The list of ordinary words (words.zip and often.xz in exhibit/story/anonymise/data) is missing or damaged. Install Exhibit again: without it names cannot be told from words.") from error
    found: dict[str, int] = {}
    for word, step in zip(words, steps, strict=True):
        key = folded(word)
        found[key] = min(int(step), found.get(key, int(step)))
    return found


@cache
def _steps() -> dict[str, str]:
    """A language and, for each of its words in words.zip, a figure."""
    return dict(line.split(" ") for line in lzma.decompress(STEPS.read_bytes()).decode("ascii").splitlines())


@cache
def _dictionary(language: str) -> Any:
    import pymorphy3
    return pymorphy3.MorphAnalyzer(lang=language)


def is_past(key: str, language: str) -> bool:
    """A verb of the past or present of somebody, Russian or Ukrainian: нашла, плакав, живе."""
    return any(parse.is_known and (parse.tag.POS == "VERB" and parse.tag.number != "plur" and "impr" not in parse.tag or language == "uk" and key.endswith("ла") and "actv" in parse.tag) for parse in _dictionary(language).parse(key))


def is_verb(key: str, language: str) -> bool:
    """May it be a verb and nothing else, Russian or Ukrainian?"""
    parses = _dictionary(language).parse(key)
    return all(parse.tag.POS in ("VERB", "INFN", "GRND", "PRED", "PREP", "CONJ", "ADVB", "NPRO") for parse in parses)


@remembered
def grammemes(key: str, language: str) -> frozenset[str]:
    """What the dictionary says the word may be, Russian or Ukrainian: parts of speech, cases and so on, over all readings; nothing for a word it does not hold."""
    return frozenset(grammeme for parse in _dictionary(language).parse(key) if parse.is_known for grammeme in (*parse.tag.grammemes, parse.tag.POS or ""))


def is_noun(key: str, language: str) -> bool:
    """Is the likeliest reading of it a noun, Russian or Ukrainian?"""
    return bool(_dictionary(language).parse(key)[0].tag.POS == "NOUN")


def _parsed(key: str, language: str) -> Use:
    if "-" in key:
        halves = [_parsed(half, language) for half in key.split("-") if half]
        return Use.WORD if halves and all(half & Use.WORD for half in halves) else Use(0)
    found = Use(0)
    for parse in _dictionary(language).parse(key):
        if not parse.is_known:  # a guess from the word's ending
            continue
        grammemes = parse.tag.grammemes
        found |= Use.NAME if grammemes & {"Name", "Surn", "Patr"} else Use(0) if grammemes & _OF_NAMES else Use.WORD
    return found
