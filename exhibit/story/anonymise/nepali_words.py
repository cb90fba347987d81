"""Nepali words turned back: postpositions in chains, forms of verbs, emphasis and number; what is left is an ordinary word, a name, or unknown.

Tables of endings, not a parser; words that the dictionary lacks and words around names are in nepali.toml.
"""
from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

from exhibit.story.anonymise.gazetteer import name_key
from exhibit.story.anonymise.ordinary import is_ordinary

TABLE = Path(__file__).with_name("nepali.toml")
_ALIKE = str.maketrans({"ँ": "ं", "ी": "ि", "ू": "ु", "ई": "इ", "ऊ": "उ", "व": "ब", "श": "स", "ष": "स"})
_DEEPEST = 3  # postpositions in a chain: साथीहरूसँगको
_VERB = re.compile("(?:" + (
    "थ्यो थ्यौ थ्यौँ थेँ थे थिन् थिँ थिए थिएँ थियो थियौ थियौँ थिएन थिइन थिइनँ थिएनन् थिइनन् थिएनौँ "  # was, used to
    "छ छु छौ छौँ छन् छिन् छे छेस् छस् छैन छैनन् छैनौँ छैनँ छिनँ दिनँ दैन दैनन् दिनन् दैनौँ दिन न्न न्नन् न्नौँ छेन "  # is, does, does not
    "एँ ेँ ्यो ियो यो यौ यौँ इन् िन् इस् ेस् े ए इन इनँ िनँ ेन एन ेनन् एनन् इनन् िनन् ेनौँ एनौँ "  # did, did not
    "्न उन ँन ्ने उने िने ाने ुने नु नुस् नुहोस् नुहुन्छ नुभयो नुभएको नुभए नुपर्छ नुपर्थ्यो ोस् ऊन् ऊँ उन् ौँ ऊ ौला ौलान् ला लान् "  # to do, may, will
    "ेर एर ीकन ेको एको ेका एका ेकी एकी ेकै एकै दै दा ँदो एपछि ेपछि एपनि ेपनि एसम्म ेसम्म इन्छ िन्छ इने इएको ियोस् रहे").replace("ँ", "ं").translate(_ALIKE).replace(" ", "|") + ")")


@cache
def rows() -> dict[str, frozenset[str]]:
    """Words of nepali.toml by subject, as `gazetteer.name_key`."""
    return {subject: frozenset(name_key(word.replace("_", " ")) for word in words.split()) for subject, words in tomllib.loads(TABLE.read_text(encoding="utf-8")).items()}


@cache
def _postpositions() -> tuple[str, ...]:
    return tuple(sorted(rows()["postpositions"], key=len, reverse=True))


@lru_cache(maxsize=20_000)
def stems(key: str) -> tuple[str, ...]:
    """The word (a `name_key`), then the word without one, two and three postpositions."""
    found, layer = [key], [key]
    for _ in range(_DEEPEST):
        layer = [one[:-len(ending)] for one in layer for ending in _postpositions() if one.endswith(ending) and len(one) - len(ending) > 1]
        found += layer
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=20_000)
def is_word(text: str, key: str) -> bool:
    """Is this a Nepali word that names nobody, in any form? `text` as written, `key` its `name_key`."""
    return any(_is_base(stem) for stem in stems(key)) or is_verb(text)


def is_verb(text: str) -> bool:
    """Has the word the ending of a verb?"""
    written = text.translate(_ALIKE)
    return any(len(one) > 1 and _ends_as_verb(one) for one in (written, *_without_postposition(written)))


def _ends_as_verb(written: str) -> bool:
    return any(_VERB.fullmatch(written, at) for at in range(1, len(written)))


def _without_postposition(written: str) -> Iterator[str]:
    for ending in ("मा", "ले", "लाइ", "पछि", "सम्म", "बाट", "को", "का", "कि", "भंदा", "भन्दा", "देखि", "पनि", "हरु", "हरुले", "हरुको"):
        if written.endswith(ending) and len(written) - len(ending) > 2:
            yield written[:-len(ending)]


def _is_base(stem: str) -> bool:
    """In a list; also with its emphasis (राम्रै) or its ending of number and gender (राम्रा, राम्री) turned back."""
    if stem in rows()["words"] or is_ordinary(stem, "ne"):
        return True
    if stem[-1] == "ै":
        return any(_known(stem[:-1] + ending) for ending in ("", "ो", "ा", "ि"))
    return stem[-1] in "ािे" and _known(stem[:-1] + "ो")


def _known(stem: str) -> bool:
    return len(stem) > 1 and (stem in rows()["words"] or is_ordinary(stem, "ne"))
