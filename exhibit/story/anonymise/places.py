"""Places and regions: names of the gazetteer in any form, and words that only a name of a place can be beside.

Countries, peoples and languages are no finds: they stay in a story.
"""
from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import product
from typing import NamedTuple

from babel import Locale

from exhibit.story.anonymise.gazetteer import TABLE, Entry, first_words, is_place, loosened, name_key, places_named
from exhibit.story.anonymise.inflection import base_forms, glued_place_ending
from exhibit.story.anonymise.known_words import WITH_DICTIONARY, Use, is_common, is_noun, use
from exhibit.story.anonymise.kyrgyz import is_stem
from exhibit.story.anonymise.merge import Candidate
from exhibit.story.anonymise.ordinary import is_ordinary
from exhibit.story.anonymise.passage import Passage
from exhibit.story.anonymise.tokens import LANGUAGES, Phrases, Token, beside, phrases, script_of, tokens

Row = tuple[Token, ...]
_KINDS_OF_BODY = TABLE.with_name("organisations.toml")
_ORDINARY = {"arabic": ("ar", "ur"), "devanagari": ("ne",), "lao": ("lo-told",)}
_LARGE = frozenset({"city", "big city", "region"})
_ADJECTIVES = tuple("ський цький ська цька ської цької ському ській ский цкий ская цкая ской цкой ского скую".split())
_WITH_ARTICLE = frozenset(("no", "na", "nos", "nas"))
_NEAR = {"ar": "EG MA LY SY SD IQ LB JO TN DZ YE SA KW AE QA OM BH PS", "ur": "PK", "ne": "NP", "es": "CO EC PE MX ES VE BO", "pt": "BR PT MZ AO", "fr": "FR BE ML NE CI SN BF MA DZ TN",
         "en": "ZA GB NG KE GH US", "nl": "NL BE SR", "ru": "RU BY KG UA KZ", "uk": "UA", "ky": "KG"}  # countries where a language is spoken
_OF_ARABIC = frozenset(_NEAR["ar"].split())
_BESIDE_ARABIC = frozenset(("PK", "IN", "AF", "BD"))
_ELIDED = re.compile(r"(?:^|[\s(])[dDlL]'$")
_NEPALI_QUALIFIERS = ("को", "का", "कि", "ने", "ो")  # an adjective or participle before "village"
_SHORT = frozenset("с г м пос дер ст х хут рп аг мкр смт пгт сел".split())  # written before a name with a full stop, and no word without it
_FORMS_AT_MOST = 12  # forms tried of each word of a name of several words
_CLITICS = ("وبال", "بال", "وب", "ب", "لل", "ول", "ل")  # Arabic writes these prepositions with the word


def listed(passage: Passage) -> Iterator[Candidate]:
    """Names the gazetteer holds."""
    row = tokens(passage)
    place = 0
    while place < len(row):
        count = 0
        if _may_be_name(row[place]):
            found = _longest(passage, row, place)
            if found:
                count, entries = found
                confidence = _listed_confidence(passage, row, place, count, entries)
                if confidence:
                    start, end = _whole(row, place, count)
                    yield Candidate(start, end, _kind_listed(entries), confidence)
        place += count or is_never_a_name(row, place) or 1


def announced(passage: Passage) -> Iterator[Candidate]:
    """Names of any list or none, by the words beside them: "village of", "місто", "ضلع"; a preposition of place; an ending that only places have."""
    row = tokens(passage)
    for place, token in enumerate(row):
        script = script_of(token.key)
        if not script or script == "lao":
            continue
        language = _language(passage, script)
        yield from _after_word(passage, row, place, script)
        yield from _before_word(passage, row, place, script)
        yield from _after_preposition(passage, row, place, script, language)
        yield from _by_ending(row, place, script)


def _language(passage: Passage, script: str) -> str:
    """The passage's language, where it is one of the script; else all languages of the script are looked for (an empty string)."""
    language = passage.language.split("-")[0]
    return language if language in LANGUAGES[script] else ""


def _may_be_name(token: Token) -> bool:
    return token.capital or not token.cased


def _whole(row: Row, place: int, count: int) -> tuple[int, int]:
    """From the first token to the last with what is joined to them by hyphens: Кара-Суу is one word, in whatever form."""
    last = place + count - 1
    while last + 1 < len(row) and row[last + 1].glued:
        last += 1
    while row[place].glued:
        place -= 1
    return row[place].start, row[last].end


def _longest(passage: Passage, row: Row, place: int) -> tuple[int, tuple[Entry, ...]] | None:
    """The longest name of the gazetteer that begins here, with the number of its tokens."""
    country = is_never_a_name(row, place)
    forms = tuple(base_forms(row[place].key))
    longest = max((first_words().get(form, 1) for form in forms), default=1)
    for count in range(min(longest, len(row) - place), 1, -1):
        if count > country and all(beside(passage, row[at], row[at + 1]) for at in range(place, place + count - 1)):
            entries = _of_several(row[place:place + count], forms)
            if entries:
                return count, entries
    if country:
        return None
    for form in forms:
        if is_place(form):
            return 1, places_named(form)
    return None


def _of_several(part: Row, first_forms: tuple[str, ...]) -> tuple[Entry, ...]:
    starts = [form for form in first_forms if form in first_words()][:_FORMS_AT_MOST]
    if not starts or len(part) > 4:
        return places_named(" ".join(token.key for token in part))
    others = [tuple(base_forms(token.key))[:_FORMS_AT_MOST * 2] for token in part[1:]] if len(part) < 4 else [(token.key,) for token in part[1:]]
    for words in product(starts, *others):
        name = " ".join(words)
        if is_place(name):
            return places_named(name)
    return ()


def _kind_listed(entries: tuple[Entry, ...]) -> str:
    return "REGION" if all(entry.size == "region" for entry in entries) else "PLACE"


def _listed_confidence(passage: Passage, row: Row, place: int, count: int, entries: tuple[Entry, ...]) -> float:
    """How sure a name of the list is meant as one: by capitals where they tell, by words of place beside it, by how large the place is."""
    token, last = row[place], row[place + count - 1]
    seen = _Seen(
        located=_is_located(passage, row, place, count), common=all(entry.common for entry in entries), large=any(entry.size in _LARGE or entry.by_hand for entry in entries),
        big=any(entry.size == "big city" or entry.by_hand for entry in entries), near=any(entry.by_hand or entry.country in _NEAR.get(passage.language[:2], "") for entry in entries), exact=count > 1 or is_place(token.key), several=count > 1,
        after_strong=place > 0 and row[place - 1].key not in _WITH_ARTICLE and (
            _word_at(row, place - 1, "strong", script_of(token.key)) == 1 or passage.language[:2] == "pt" and row[place - 1].key == "de" and len(token.key) > 5))  # its dictionary holds names of towns
    if token.cased:
        return _by_capitals(token, last, seen)
    script = script_of(token.key)
    if script == "cyrillic" and seen.common and passage.language[:2] in ("ru", "uk") and seen.exact and _is_headed(passage, row, place, count):
        return 0.6
    words = row[place:place + count]
    ordinary = all(
        len(words) > 1 and len(part.key) < 4 or is_ordinary_word(part.key, script, passage.language) for part in words)
    if ordinary and passage.language[:2] == "ur" and not seen.located and (not seen.exact or all(entry.country in _OF_ARABIC for entry in entries)):
        return 0.4  # a village of Egypt that is a word of Urdu
    if ordinary and passage.language[:2] == "ar" and not seen.located and all(entry.country in _BESIDE_ARABIC for entry in entries):
        return 0.4  # and one of Balochistan that is a word of Arabic: كلمت
    return _in_small_letters(passage, token, ordinary, seen) if script in ("latin", "cyrillic") else _without_capitals(token, ordinary, seen)


class _Seen(NamedTuple):
    """What tells how sure a listed name is: `located` a word of place is beside it, `common` it is an ordinary word as well, `large` a city or
    region or put on the list by hand, `big` a big city or by hand, `near` in a
    country where the language of the text is spoken or by hand, `exact` in the form the list has, `several` words,
    `after_strong`: a preposition of place without an article stands before it."""

    located: bool
    common: bool
    large: bool
    big: bool
    near: bool
    exact: bool
    several: bool
    after_strong: bool


def _by_capitals(token: Token, last: Token, seen: _Seen) -> float:
    if seen.several:
        return 0.9 if last.capital else 0
    if token.first:
        return 0.7 if seen.large and (seen.exact or seen.located) and not seen.common and len(token.key) > 3 else 0.4 if not seen.common else 0
    return 0.9 if seen.located else 0.55 if seen.common else 0.75


def _in_small_letters(passage: Passage, token: Token, ordinary: bool, seen: _Seen) -> float:
    """In a text without capitals, or with nothing else: as where a script has none, but by the dictionary of the text's language."""
    if seen.several:
        return 0.8 if not ordinary or seen.large and seen.located and seen.near else 0.6 if not seen.common and seen.located and passage.language[:2] in ("pt", "ru", "uk", "ky") else 0
    if passage.language.startswith("ky") and ordinary and seen.located and (seen.large or seen.near) and not seen.common and len(token.key) > 4 and not seen.exact:
        return 0 if is_stem(next((form for form in base_forms(token.key) if is_place(form)), token.key)) else 0.5  # токмоктон: also a form of "to beat"
    if ordinary or len(token.key) < 3 or (seen.common and passage.language[:2] not in WITH_DICTIONARY):
        in_dictionary = passage.language[:2] == "pt" and seen.exact and not seen.common and len(token.key) > 4  # that of Portuguese holds names of towns
        abroad = seen.big and passage.language[:2] in ("ru", "uk") and len(token.key) > 3  # в риме
        return 0.5 if seen.after_strong and (seen.large and seen.near and len(token.key) > 3 or in_dictionary or abroad) else 0
    if seen.located:
        return 0.75
    return 0.6 if seen.large and seen.exact and len(token.key) > 3 else 0.5 if seen.exact and len(token.key) > 4 and passage.language[:2] in WITH_DICTIONARY else 0


def _without_capitals(token: Token, ordinary: bool, seen: _Seen) -> float:
    """In a script without capitals: a dictionary's word needs a word of place beside it."""
    if seen.common:
        return 0.5 if seen.located and seen.large else 0.3
    if seen.several:
        return 0.85 if seen.located or not ordinary else 0.7 if seen.large else 0.35
    script = script_of(token.key)
    if ordinary and not seen.exact and script == "arabic" and token.key.startswith(_CLITICS):
        return 0.55 if seen.large and seen.near and token.key.startswith(("ب", "وب")) else 0.4
    if ordinary:
        return (0.7 if seen.near else 0.5 if len(token.key) > 3 else 0.4) if seen.located and seen.large else 0.55 if seen.near and (seen.located or (seen.big or script == "devanagari" and seen.large) and len(token.key) > 3) else 0.4
    return 0.85 if seen.located else 0.75 if seen.large else 0.6 if len(token.key) > 3 and seen.exact else 0.4


def _is_located(passage: Passage, row: Row, place: int, count: int) -> bool:
    """Does a word of place stand beside the name, or a particle or ending of place on it?"""
    token, script, after = row[place], script_of(row[place].key), place + count
    if script == "devanagari" and glued_place_ending(row[after - 1].key) or script == "arabic" and token.key.startswith(_CLITICS) and not is_place(token.key):
        return True
    if script == "cyrillic" and passage.language.startswith("ky") and _is_kyrgyz_place(row[after - 1].key):
        return True
    if after < len(row) and beside(passage, row[after - 1], row[after]) and (_word_at(row, after, "after", script) or _word_at(row, after, "follows", script)):
        return True
    subjects = ("strong", "before", "region_before", "weak") if script == "latin" or script == "cyrillic" and count > 1 else ("strong", "before", "region_before")
    return any(
        place >= back and beside(passage, row[place - 1], token, ' -«"“') and any(_word_at(row, place - back, subject, script) == back for subject in subjects)
        for back in (1, 2, 3))


def _is_headed(passage: Passage, row: Row, place: int, count: int) -> bool:
    """Where all is small: a name that is a word too, right behind "посёлке", "хуторе", and no quality of what stands behind it: в посёлке заря, but not в селе новый дом."""
    headed = any(place >= back and beside(passage, row[place - 1], row[place], ' -«"“') and _word_at(row, place - back, "before", "cyrillic", passage.language[:2]) == back for back in (1, 2)) and len(row[place - 1].key) > 3 and not row[place - 1].key.startswith(("город", "міст", "порт", "лагер", "родом"))
    after = place + count
    if not headed or after == len(row) or not beside(passage, row[after - 1], row[after]):
        return headed
    return not row[after - 1].key.endswith(("й", "е", "а", "я", "і", "ы")) or not is_noun(row[after].key, passage.language[:2])


def _is_kyrgyz_place(key: str) -> bool:
    return key.endswith(("да", "де", "до", "дө", "та", "те", "то", "тө", "дан", "ден", "дон", "дөн", "тан", "тен", "тон", "төн", "га", "ге", "го", "гө", "ка", "ке", "ко", "кө", "гы", "ги", "гу", "гү", "лык", "лик", "лук", "лүк", "мын", "мин", "мун", "мүн", "биз", "быз", "ндагы", "дык", "дик", "дук", "дүк", "тык", "тик", "тук", "түк"))


def _word_at(row: Row, place: int, subject: str, script: str, language: str = "") -> int:
    return phrases(TABLE, subject, script, language).at(row, place) if 0 <= place < len(row) else 0


def _after_word(passage: Passage, row: Row, place: int, script: str) -> Iterator[Candidate]:
    """The name after "village of", "місто", "مدينة"."""
    for subject, kind in (("before", "PLACE"), ("region_before", "REGION")):
        count = _word_at(row, place, subject, script)
        name = place + count
        if not count or name >= len(row) or not _follows(passage, row, name - 1, name):
            continue
        length = _name_length(passage, row, name, script)
        if length:
            start, end = _whole(row, name, length)
            yield Candidate(row[place].start if kind == "REGION" or row[place].key in _SHORT else start, end, kind, (0.97 if kind == "REGION" else 0.85) if row[name].cased else 0.65)  # "the river N" is one name


def _follows(passage: Passage, row: Row, cue: int, name: int) -> bool:
    """Right after the word; a word of one letter is a short form and has its full stop: с. Лісове, but not "с Марией"."""
    between = passage.plain[row[cue].end:row[name].start]
    if row[cue].key in _SHORT and row[cue].key not in ("смт", "пгт", "мкр"):
        return between.startswith(".") and not between.strip(". ")
    return len(between) < 4 and not between.strip(' «"“„:-')


def _name_length(passage: Passage, row: Row, place: int, script: str) -> int:
    """How many tokens from here on are a name that no list has to know; 0: the word here is none."""
    token = row[place]
    if is_never_a_name(row, place):
        return 0
    if token.key in _small_words(script) or (not token.cased and phrases(_KINDS_OF_BODY, "before", script).at(row, place)):
        found = None if token.cased else _longest(passage, row, place)
        return found[0] if found and found[0] > 1 else 0  # Mandi Bahauddin begins with the word for a market
    if token.cased:
        return _capitals(passage, row, place, script)
    if script in ("latin", "cyrillic"):
        return 1 if (any(is_place(form) for form in base_forms(token.key)) or passage.language[:2] in WITH_DICTIONARY) and len(token.key) > 2 and not is_ordinary_word(token.key, script, passage.language) else 0
    listed = _longest(passage, row, place)
    if listed:
        return listed[0]
    return 0 if is_ordinary_word(token.key, script, passage.language) else 1


def _capitals(passage: Passage, row: Row, place: int, script: str) -> int:
    """Tokens of a name with capitals, with small words between them: San Juan de Pasto."""
    if not row[place].capital:
        return 0
    count = 1
    while place + count < len(row) and count < 6:
        here = place + count
        joined = beside(passage, row[here - 1], row[here])
        if joined and row[here].capital and not row[here].first and not is_never_a_name(row, here):
            count += 1
            continue
        link = _word_at(row, here, "links", script)
        beyond = here + link
        if not (joined and link and beyond < len(row) and row[beyond].capital and not row[beyond].first and beside(passage, row[beyond - 1], row[beyond])):
            break
        count += link + 1
    return count


def _before_word(passage: Passage, row: Row, place: int, script: str) -> Iterator[Candidate]:
    """The name before "village", "район", "बजार"."""
    for subject, kind in (("after", "PLACE"), ("region_after", "REGION")):
        if not place or not _word_at(row, place, subject, script):
            continue
        name = place - 1
        if not beside(passage, row[name], row[place]) or not _may_be_name(row[name]) or is_never_a_name(row, name) or row[name].key in _small_words(script):
            continue
        if script == "devanagari" and row[name].key.endswith(_NEPALI_QUALIFIERS):
            continue
        if row[name].cased:
            if row[name].first and not row[name].key.endswith(_ADJECTIVES) and not any(is_place(form) for form in base_forms(row[name].key)):
                continue
            while name and row[name - 1].capital and not row[name - 1].first and beside(passage, row[name - 1], row[name]):
                name -= 1
        elif not any(is_place(form) for form in base_forms(row[name].key)) and (script in ("latin", "cyrillic") or is_ordinary_word(row[name].key, script, passage.language)):
            continue
        yield Candidate(_whole(row, name, 1)[0], row[place if kind == "REGION" or script == "cyrillic" else place - 1].end, kind, (0.97 if kind == "REGION" else 0.85) if row[name].cased else 0.6)


def _after_preposition(passage: Passage, row: Row, place: int, script: str, language: str) -> Iterator[Candidate]:
    """A word with a capital that no list knows, after "in", "до", "jusqu'à"; where the script has none, a word no dictionary knows."""
    token = row[place]
    if script == "devanagari":
        stem = glued_place_ending(token.key)
        if stem and len(stem) > 2 and not is_ordinary_word(token.key, script, passage.language) and not is_never_a_name(row, place):
            yield Candidate(token.start, token.end, "PLACE", 0.55)
        return
    if script == "cyrillic" and language == "ky":
        if token.cased and token.capital and not token.first and _is_kyrgyz_place(token.key) and not is_never_a_name(row, place):
            yield Candidate(*_whole(row, place, 1), "PLACE", 0.6)
        return
    if language == "ur" or script == "arabic" and not language:
        after = _word_at(row, place + 1, "follows", script, "ur")
        if after and len(token.key) > 3 and beside(passage, token, row[place + 1]) and not is_ordinary_word(token.key, script, "ur") and not is_never_a_name(row, place):
            yield Candidate(token.start, token.end, "PLACE", 0.5)
        if language == "ur":
            return
    if script == "latin" and token.cased and token.capital and _ELIDED.search(passage.plain[max(0, token.start - 3):token.start]):
        length = _name_length(passage, row, place, script)
        if length:
            yield Candidate(token.start, _whole(row, place, length)[1], "PLACE", 0.5)
    for subject, confidence in (("strong", 0.6), ("weak", 0.5)):
        count = _word_at(row, place, subject, script, language)
        name = place + count
        dutch = bool(count) and name + 1 < len(row) and row[name + 1].glued and row[name].key in ("s", "t") and passage.plain[row[name].start - 1] == "'"  # 's-Gravenzande
        name += dutch
        if count and name < len(row) and (dutch or beside(passage, row[name - 1], row[name])) and (row[name].cased or script == "arabic" or passage.language[:2] in WITH_DICTIONARY):
            length = _name_length(passage, row, name, script) if script != "arabic" else int(not is_ordinary_word(row[name].key, script, passage.language) and not is_never_a_name(row, name))
            if length and (row[name].cased or len(row[name].key) > 3):
                start, end = _whole(row, name, length)
                yield Candidate(start - dutch, end, "PLACE", confidence)


def _by_ending(row: Row, place: int, script: str) -> Iterator[Candidate]:
    """Words that end as only names of places do: -abad, -ivka, -पुर."""
    token = row[place]
    if not _may_be_name(token) or token.first and token.cased or len(token.key) < 6 or (not token.cased and script in ("latin", "cyrillic")):
        return
    forms = tuple(base_forms(token.key))
    if token.cased and token.key.endswith(_endings(script, "region_endings")):
        yield Candidate(*_whole(row, place, 1), "REGION", 0.7)
    if any(form.endswith(_endings(script)) and len(form) > 5 for form in forms) and not is_never_a_name(row, place):
        if token.cased or not any(is_ordinary_word(form, script, "") for form in forms):
            yield Candidate(*_whole(row, place, 1), "PLACE", 0.6)


@cache
def _endings(script: str, subject: str = "endings") -> tuple[str, ...]:
    return tuple(sorted(loosened(ending) for ending in phrases(TABLE, subject, script).keys)) or ("\0",)


@cache
def _small_words(script: str) -> frozenset[str]:
    """Words beside names that are none themselves."""
    subjects = ("before", "after", "region_before", "region_after", "strong", "weak")
    return frozenset(key for subject in subjects for key in phrases(TABLE, subject, script).keys)


def is_ordinary_word(key: str, script: str, language: str) -> bool:
    """A word of the dictionary, in some form of it. An Arabic text may hold Urdu words and the other way round; each asks its own first."""
    if script == "latin":
        return is_common(key) or Use.WORD in use(key, language[:2])
    if script == "cyrillic":
        return is_common(key) or is_ordinary(key, language[:2]) or language.startswith("ky") and Use.WORD in use(key, "ky")
    languages = _ORDINARY.get(script, ())
    if language[:2] in languages:
        languages = (language[:2],)
    forms = base_forms(key) if script == "devanagari" else _without_particles(key)
    return any(is_ordinary(form, one) for form in forms for one in languages)


def _without_particles(key: str) -> Iterator[str]:
    """An Arabic word as counts of words hold it: most forms are counted as they are written."""
    yield key
    for particle in ("وال", "بال", "فال", "كال", "ال", "و", "لل"):
        if key.startswith(particle) and len(key) - len(particle) > 3:
            yield key[len(particle):]
    for ending in ("هم", "ها", "نا", "ات", "ين", "ون", "ون", "ه", "ے"):
        if key.endswith(ending) and len(key) - len(ending) > 3:
            yield key[:-len(ending)]
    for ending in ("ته", "تها", "تهم", "تنا", "تي", "تك"):
        if key.endswith(ending) and len(key) - len(ending) > 2:
            yield key[:-len(ending)] + "ه"


def is_never_a_name(row: Row, place: int) -> int:
    """How many tokens from here on name a country, a language, a day or another thing that is never a place to find; 0: none."""
    never = _never()
    count = never.at(row, place)
    if count:
        return count
    return int(any(form in never.keys for form in base_forms(row[place].key)))


@cache
def _never() -> Phrases:
    """Names of countries, languages, days and months in every language (CLDR), and the wide areas of places.toml."""
    found: list[str] = [phrase for script in LANGUAGES for phrase in (phrases(TABLE, "never", script).keys if script else ())]
    for language in (language for languages in LANGUAGES.values() for language in languages):
        locale = Locale(language)
        found += [*locale.territories.values(), *locale.languages.values(), *locale.days["format"]["wide"].values(), *locale.months["format"]["wide"].values()]
    return Phrases(name for name in found if name_key(name))
