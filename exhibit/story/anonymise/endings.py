"""Endings and particles written together with a word: cut off, and put on again as the new word wants them.

Kyrgyz cases by vowel harmony, Nepali postpositions, Arabic one-letter prefixes, the English and Dutch 's.
"""
from __future__ import annotations

import re
from collections.abc import Container

from exhibit.story.anonymise.remembered import remembered

_KYRGYZ = {  # A: a low vowel, Y: a high one; the first letter after a voiceless consonant, a voiced one, a vowel
    "loc": ("т", "д", "д", "A"), "abl": ("т", "д", "д", "Aн"), "dat": ("к", "г", "г", "A"), "gen": ("т", "д", "н", "Yн"), "acc": ("т", "д", "н", "Y"), "at": ("т", "д", "д", "AгY"), "me": ("м", "м", "м", "Yн"),
}
_VOICELESS = "кпстфхцчшщ"
_KYRGYZ_VOWELS = "аеёиоуыэюяөү"
_LOW = {"а": "а", "ы": "а", "я": "а", "у": "а", "ю": "а", "о": "о", "ё": "о", "е": "е", "и": "е", "э": "е", "ө": "ө", "ү": "ө"}
_HIGH = {"а": "ы", "ы": "ы", "я": "ы", "у": "у", "ю": "у", "о": "у", "ё": "у", "е": "и", "и": "и", "э": "и", "ө": "ү", "ү": "ү"}
_NEPALI = ("हरूलाई", "हरूसँग", "हरूको", "देखिको", "सम्मको", "सँगै", "बाटै", "हरू", "हरु", "लाई", "सँग", "सित", "बाट", "देखि", "सम्म", "तिर", "पछि", "भन्दा", "अघि", "ले", "को", "का", "की", "मा", "मै", "कै")
_NEPALI_UNSURE = frozenset({"मा", "का", "की", "मै", "कै", "को"})  # these end names too: सीमा, राधिका, जानकी
_ARABIC = ("وبال", "فبال", "بال", "كال", "وال", "لل", "وب", "ول", "وك", "ب", "ل", "و", "ف", "ك")
_ARABIC_BEGINS = re.compile(r"(?:أب[يوا]|أم|ابن|عبد|محافظة|إقليم|مدينة|شارع|قرية|ولاية)\b")


def kyrgyz(word: str, case: str) -> str:
    """The word with the ending of a case: loc, abl, dat, gen, acc, at (who is at), me (I am)."""
    vowels = [char for char in word.lower() if char in _KYRGYZ_VOWELS] or ["а"]
    last = word[-1].lower()
    voiceless, voiced, open_, rest = _KYRGYZ[case]
    first = voiceless if last in _VOICELESS else open_ if last in _KYRGYZ_VOWELS else voiced
    low = _LOW[vowels[-1]]
    ending = rest.replace("A", low)
    return word + first + ending.replace("Y", _HIGH[low] if "A" in rest else _HIGH[vowels[-1]])


@remembered
def _kyrgyz_cut(word: str, least: int) -> tuple[str, str]:
    for case in ("at", "abl", "gen", "me", "loc", "dat", "acc"):
        for length in (4, 3, 2):
            stem = word[:-length]
            if len(stem) >= least and any(char in _KYRGYZ_VOWELS for char in stem.lower()) and kyrgyz(stem, case) == word:
                return stem, case
    return word, ""


def cut(word: str, language: str, known: Container[str] = frozenset(), sure: bool = False) -> tuple[str, str, str]:
    """(particle, stem, ending) of a word. `known`: stems that stand by themselves in the text, which settle doubts; `sure`: what looks like a particle is one
    unless the whole word is known. The ending of Kyrgyz is the name of its case (two: "abl me")."""
    if language == "ky":
        stem, case = _kyrgyz_cut(word, 2 if sure else 3)
        if case == "me":  # "I am from": two endings
            stem, inner = _kyrgyz_cut(stem, 3)
            case = f"{inner} me".strip()
        return "", stem, case
    if language == "ne":
        return _nepali_cut(word, known, sure)
    if language == "ar":
        return _arabic_cut(word, known, sure)
    if language in ("en", "nl"):
        found = re.search(r"['’]s?$", word)
        if found:
            return "", word[:found.start()], found.group()
        if language == "nl" and word.endswith("s") and word[:-1] in known:
            return "", word[:-1], "s"
    return "", word, ""


def _nepali_cut(word: str, known: Container[str], sure: bool) -> tuple[str, str, str]:
    for ending in _NEPALI:
        stem = word[:-len(ending)]
        if word.endswith(ending) and len(stem) >= 2 and (sure or ending not in _NEPALI_UNSURE or stem in known):
            return "", stem, ending
    return "", word, ""


def _arabic_cut(word: str, known: Container[str], sure: bool) -> tuple[str, str, str]:
    if word in known and not any(word.startswith(prefix) and (word[len(prefix):] in known or prefix in ("ب", "ل") and _ARABIC_BEGINS.match(word[len(prefix):])) for prefix in _ARABIC):
        return "", word, ""
    for prefix in _ARABIC:
        bare = word[len(prefix):]
        whole = "ال" + bare if prefix.endswith("ال") or prefix == "لل" else bare
        if word.startswith(prefix) and len(bare) > 2 and (bare in known or whole in known or _ARABIC_BEGINS.match(bare) or sure and prefix in ("ب", "ل", "بال", "لل")):
            return {"لل": "ل", "وبال": "وب", "فبال": "فب", "بال": "ب", "كال": "ك", "وال": "و"}.get(prefix, prefix), whole, ""
    return "", word, ""


def attached(particle: str, words: str, ending: str, language: str) -> str:
    """What was cut off, on other words: the ending goes to their last one."""
    if not words:
        return ""
    if language == "ky":
        for case in ending.split():
            words = kyrgyz(words, case)
        return words
    if language == "nl" and ending:
        return words + ("'" if words[-1].lower() in "szx" else "'s" if words[-1].lower() in "aiouy" else "s")
    if language == "en" and ending:
        return words + "'s"
    if language == "ar" and particle.endswith("ل") and words.startswith("ال"):
        return particle + words[1:]
    return particle + words + ending
