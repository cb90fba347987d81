"""Nepali words turned back: postpositions in chains, forms of verbs, emphasis and number; what is left is an ordinary word, a name, or unknown.

Tables of endings, not a parser; words that the dictionary lacks and words around names are in nepali.toml.
"""
from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from exhibit.story.anonymise.gazetteer import name_key
from exhibit.story.anonymise.ordinary import is_ordinary
from exhibit.story.anonymise.remembered import remembered

TABLE = Path(__file__).with_name("nepali.toml")
_ALIKE = str.maketrans({"ँ": "ं", "ी": "ि", "ू": "ु", "ई": "इ", "ऊ": "उ", "व": "ब", "श": "स", "ष": "स", "\u200c": None, "\u200d": None})
_DEEPEST = 3  # postpositions in a chain: साथीहरूसँगको
_ENDINGS_OF_VERBS = frozenset((
    "थ्यो थ्यौ थ्यौँ थेँ थे थिन् थिँ थिए थिएँ थियो थियौ थियौँ थिएन थिइन थिइनँ थिएनन् थिइनन् थिएनौँ "  # was, used to
    "छ छु छौ छौँ छन् छिन् छे छेस् छस् छैन छैनन् छैनौँ छैनँ छिनँ दिनँ दैन दैनन् दिनन् दैनौँ दिन न्न न्नन् न्नौँ छेन "  # is, does, does not
    "एँ ेँ ्यो ियो यो यौ यौँ इन् िन् इस् ेस् े ए इन इनँ िनँ ेन एन ेनन् एनन् इनन् िनन् ेनौँ एनौँ "  # did, did not
    "्न उन ँन ्ने उने िने ाने ुने नु नुस् नुहोस् नुहुन्छ नुभयो नुभएको नुभए नुपर्छ नुपर्थ्यो ोस् ऊन् ऊँ उन् ौँ ऊ ौला ौलान् ाउला ाउलान् ेला ेलान् "  # to do, may, will
    "ेर एर ीकन ेको एको ेका एका ेकी एकी ेकै एकै दै दा ँदो एपछि ेपछि एपनि ेपनि एसम्म ेसम्म इन्छ िन्छ इने इएको ियोस् रहे ई िई").replace("ँ", "ं").translate(_ALIKE).split())
_HELPERS = ("दि", "दिइ", "सक", "हाल", "रह", "पुग", "पठा", "थाल", "राख", "छाड", "छोड", "पर", "ल्या", "गर", "हुं", "हु", "भ", "पा", "लैजा", "जा", "बस", "लाग", "मांग", "खोज", "हेर", "माग", "हिंड", "निस्क", "फर्क", "चाह", "टोपल")  # behind another verb: लेखिदिए, आइपुग्यो, गर्नुपर्छ

_FINITE = re.compile(r"(?:ंछ(?!ा)|न्छ(?!ा)|्छ(?=(?:ु|न्|िन्|ौं|स्|ैन|$))|इछ|ेछ|दैछ|दैथ|दैहु|हुंछ|थ्यो|थ्यौ|थें|थिए|थिन्|ंथे|न्थे|दै(?:न|नथ)|दिनं?$|दिनथ|ंद[ाै]|इद[ाै]|नुहु|नुभ|नुपर|नुस्|नुहोस्|िरह|इरह|उनु|्नु)[\u0900-\u097f]*$")
"""What no name ends in: does, did, is doing, please do."""
_SHORTEST_ROOT = 3
_LONGEST_WORD = 40  # letters; of a longer one its end is looked at
_SHORT_STEM = 3  # what is left of a name without what looks like a postposition is often a short word of the dictionary
_OF_ROOTS = ("्", "ाउ", "ाइ", "ि", "नु", "्नु")  # how the dictionary holds a root
_JOINS = "िइनुई"
_OF_NAMES = re.compile(".{2,}(?:" + "|".join(map(name_key, "पुर नगर गंज बजार टार गाउं डांडा डाडा कोट चौर भंज्याङ पोखरी थुम ढुंगा फेदी टोल पानी घाट खोला गढी हवा बगर देवीस्थान चोक बहादुर नाथ प्रसाद लाल ेंद्र देवी ेश्वर चंद सिंह दास ानंद राज कुमार कुमारी माया दत्त कांत बती मती".split())) + ")")


@cache
def rows() -> dict[str, frozenset[str]]:
    """Words of nepali.toml by subject, as `gazetteer.name_key`."""
    return {subject: frozenset(name_key(word.replace("_", " ")) for word in words.split()) for subject, words in tomllib.loads(TABLE.read_text(encoding="utf-8")).items()}


@cache
def _postpositions() -> dict[str, tuple[str, ...]]:
    """By their last letter."""
    return {last: tuple(one for one in rows()["postpositions"] if one[-1] == last) for last in {one[-1] for one in rows()["postpositions"]}}


@remembered
def stems(key: str) -> tuple[str, ...]:
    """The word (a `name_key`), then the word without one, two and three postpositions."""
    found, layer = [key], [key]
    for _ in range(_DEEPEST):
        layer = [one[:-len(ending)] for one in layer for ending in _postpositions().get(one[-1], ()) if one.endswith(ending) and len(one) - len(ending) > 1]
        found += layer
    return tuple(dict.fromkeys(found))


@remembered
def is_word(text: str, key: str) -> bool:
    """Is this a Nepali word that names nobody, in any form? `text` as written, `key` its `name_key`."""
    return any(_is_base(stem) for stem in stems(key) if len(stem) > _SHORT_STEM or stem == key or stem in rows()["words"]) or is_verb(text)


@remembered
def is_verb(text: str) -> bool:
    """Is the word a form of a verb: an ending of verbs behind a root that the dictionary holds, alone or with a helping verb?"""
    written = text.translate(_ALIKE)[-_LONGEST_WORD:]
    if _FINITE.search(written, 1) and not written.endswith("दिन"):
        return True
    forms = (written, written[1:]) if written.startswith("न") and len(written) > _SHORTEST_ROOT else (written,)  # नसकेर: "not" is written before the root
    return any(_is_root(one[:at]) for form in forms for one in (form, *_without_postposition(form)) for at in range(1, len(one)) if one[at:] in _ENDINGS_OF_VERBS and one[at - 1:] != "ाइ")


def _is_root(root: str) -> bool:
    """A root of the dictionary (गर्, बल्झाइ), a very short one, or one with a helping verb behind it."""
    if len(root) < _SHORTEST_ROOT or _in_dictionary(root):
        return True
    return any(root.endswith(helper) and len(root) - len(helper) > 1 and root[-len(helper) - 1] in _JOINS for helper in _HELPERS)


def _in_dictionary(root: str) -> bool:
    bare = root.rstrip("्")
    return any(_held(bare + ending) for ending in _OF_ROOTS) or bare[-1] in "ािइउ" and (_held(bare) or _held(bare + "उ"))


def _held(word: str) -> bool:
    key = name_key(word)
    return is_ordinary(key, "ne") or key in rows()["verbs"]


def _without_postposition(written: str) -> Iterator[str]:
    for ending in ("मा", "ले", "लाइ", "पछि", "सम्म", "बाट", "को", "का", "कि", "भंदा", "भन्दा", "देखि", "पनि", "हरु", "हरुले", "हरुको"):
        if written.endswith(ending) and len(written) - len(ending) > 2:
            yield written[:-len(ending)]


def _is_base(stem: str) -> bool:
    """In a list; also with its emphasis (राम्रै) or its ending of number and gender (राम्रा, राम्री) turned back."""
    if _known(stem):
        return True
    if stem[-1] == "ै":
        return any(_known(stem[:-1] + ending) for ending in ("", "ो", "ा", "ि"))
    return stem[-1] in "ािे" and _known(stem[:-1] + "ो")


def _known(stem: str) -> bool:
    """In the list by hand, or in the dictionary and not made like a name of a village or a person, of which the dictionary has hundreds."""
    return stem in rows()["words"] or is_ordinary(stem, "ne") and not (_OF_NAMES.fullmatch(stem) and stem not in rows()["no_names"])
