"""Ordinary words of Kyrgyz, which writes its endings one behind another: a word is ordinary when its endings, taken off one by one, leave a stem
of more_words/ky.toml (written by hand, because no dictionary of Kyrgyz may be shipped) or a Russian word, of which everyday Kyrgyz has many.
"""
from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import product

from exhibit.story.anonymise.ordinary import is_ordinary
from exhibit.story.anonymise.remembered import remembered

_VOWELS = {"A": "аеоө", "Y": "ыиуү", "U": ("уу", "үү", "оо", "өө")}
_NOUN = (  # A: а е о ө, Y: ы и у ү by harmony, U: the long vowels; D: д or т, L: л, д or т, N: н, д or т, G: г or к
    "LAр YбYз бYз YңYз ңYз YңAр ңAр Ym Yм м Yң ң Y сY NYн NY н GA нA A DA ндA DAн нAн ндAн DAгY ндAгY NYкY DAй чA чY LYк LU чYлYк сYз гY кY "
    "мYн сYң сYз сYздAр бY пY бYз пYз чAлYк DAр").split()
_VERB = (
    "бA пA DY к ңAр GAн Yп п Aт йт й A Aр р чU чY сA мAк мAкчY мAй GYлA AйYн йYн AйлY йлY AлY сYн YңYз ңYз YшY Yш ш U GYч GYс GYдAй GYчA GYдYр "
    "Yл л Yн т DYр GYз Aр Yр AлAк YптYр птYр LA LAн LAш LAт YштY AткAн YвAт вAт AрмAн GAндY YA").split()
_LONG = frozenset(("уу", "үү", "оо", "өө"))
_AFTER = {"а": "аыуяюё", "ы": "аыяю", "о": "оёу", "у": "оуёю", "е": "еиэ", "и": "еиэ", "ө": "өү", "ү": "өү"}
"""The vowels of a stem behind which a vowel of an ending may stand."""
_ALL = frozenset("аеёиоуыэюяөү")
_LETTERS = {"L": "лдт", "D": "дт", "N": "ндт", "G": "гк", **_VOWELS}
_LONGEST = 34  # letters of a word that is taken apart
_SHORT = frozenset("ал ат ач ай аз ак ар аш ас аң ая эл эт эр эс эч эп үй үн үч от ок ой ор оо он оң өт өл өң өз өс өй уу ут ук ур уй уч ун ич ий из иш ит жа же бу де да не ээ ыр ый ыз ык су ар аар аа".split())
"""Stems of two letters: any other that short is an ending that looks like one."""
_RUSSIAN_FROM = 4  # letters of a Russian stem


@cache
def _endings() -> dict[str, tuple[str, ...]]:
    """All endings in all their harmonies, by their last letter, longest first."""
    found: dict[str, set[str]] = {}
    for form in (*_NOUN, *_VERB):
        for spelled in product(*(_LETTERS.get(letter, (letter,)) for letter in form)):
            ending = "".join(spelled)
            found.setdefault(ending[-1], set()).add(ending)
    return {last: tuple(sorted(endings, key=lambda ending: (-len(ending), ending))) for last, endings in found.items()}


@remembered
def stems(key: str) -> tuple[str, ...]:
    """The word and what is left of it without one ending, without two and so on; each once, the longest first."""
    if len(key) > _LONGEST:
        return (key,)
    found = {key}
    todo = [key]
    while todo:
        for shorter in _shorter(todo.pop()):
            if shorter not in found:
                found.add(shorter)
                todo.append(shorter)
    return tuple(sorted(found, key=lambda stem: (-len(stem), stem)))


def _shorter(word: str) -> Iterator[str]:
    for ending in _endings().get(word[-1], ()):
        if word.endswith(ending) and len(word) - len(ending) > 1 and _in_harmony(word[:-len(ending)], ending):
            stem = word[:-len(ending)]
            yield stem
            if stem[-1] in "бгвз" and ending[0] in "аеоөыиуү":  # a voiced last letter goes back: китеби, китеп; жүрөгү, жүрөк
                yield stem[:-1] + {"б": "п", "г": "к", "в": "п", "з": "с"}[stem[-1]]


def _in_harmony(stem: str, ending: str) -> bool:
    """May the ending stand behind the last vowel of the stem? Long vowels of verbs (айтуу) may behind any."""
    wanted = next((char for char in ending if char in _AFTER), "")
    if not wanted or ending[:2] in _LONG or ending[0] == "ч":
        return True
    last = next((char for char in reversed(stem) if char in _ALL), "")
    return bool(last) and last in _AFTER[wanted]


@remembered
def is_stem(key: str) -> bool:
    """Does the list hold it as it stands?"""
    return is_ordinary(key, "ky") and (len(key) > 2 or key in _SHORT)


def listed_stem(key: str) -> str:
    """The longest stem of the list that the word is a form of; an empty string for none."""
    return next((stem for stem in stems(key) if is_stem(stem)), "")


def noun_stems(key: str) -> tuple[str, ...]:
    """What may be a Russian stem of the word: long enough, and with a vowel."""
    return tuple(stem for stem in stems(key) if len(stem) >= _RUSSIAN_FROM)
