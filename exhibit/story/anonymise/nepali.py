"""Nepali, which has no capitals: names of persons, places, bodies and addresses by the words around them, and by what no list of words holds.

A word that is a name and a word too (उत्तम, मिलन, किरण) counts beside a title, kinship or another name, before "called", or as a doer (ले, लाई, सँग).
"""
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from exhibit.story.anonymise import name_lists
from exhibit.story.anonymise.gazetteer import is_place, loosened, name_key
from exhibit.story.anonymise.kinship import beside
from exhibit.story.anonymise.merge import Candidate
from exhibit.story.anonymise.nepali_words import is_verb, is_word, rows, stems
from exhibit.story.anonymise.passage import Passage, Word
from exhibit.story.anonymise.remembered import remembered

UNKNOWN, BESIDE, NAMED, AGAIN, BODY, STREET = 0.55, 0.75, 0.85, 0.7, 0.6, 0.8
_DEVANAGARI = re.compile(r"[\u0900-\u097f]")
_DOER = re.compile(r".{2,}(?:ले|लाइ|संग|संगै|सित|द्वारा)")
_PLACE = re.compile(r".{2,}(?:मा|बाट|देखि|संम|संमको|तिर|स्थित)")
_LIST = re.compile(r"\s?(?:,|र|तथा|अनि)?\s?")
_OF_A_PHRASE = ("को", "का", "कि", "कै", "मा", "ले", "ने", "ो", "बाट")  # the word before is said of it
_LETTERS = ("आ", "ओ", "ए")  # the last syllable of a Korean name
_LONGEST_BODY = 4
_W = r"[\u0904-\u0939\u0900-\u0903\u093a-\u094f\u0958-\u0963]+"
_LANE = "(?:चोक|टोल|मार्ग|गल्ली|पथ|डाँडा|बस्ती|गाउँ|मोड|बजार|नगर|बाटो)"
_WARD = re.compile(rf"(?:{_W},\s)?{_W}(?:\s(?:महानगरपालिका|उपमहानगरपालिका|नगरपालिका|गाउंपालिका|गाउँपालिका|गापा|नपा|न\.पा\.|गा\.पा\.|गाविस))?\s?[-]\s?\d{{1,2}}(?![\d-])(?:,\s?{_W}(?:\s{_W})?(?=[।.,]|$|\s(?:मा|को))|,\s?{_W}\s{_LANE})?")
_HOUSE = re.compile(rf"(?:{_W}(?:\s{_W})?,\s){{0,2}}(?:{_W}\s)?(?:वडा|घर|कोठा|फ्ल्याट|भवन|बिल्डिङ|ब्लक|सेक्टर|गल्लि|गल्ली|प्लट|मकान)\s(?:नं\.?|नम्बर|न\.)?\s?\d{{1,4}}")


@dataclass
class Seen:
    """A word with what is known of it."""

    word: Word

    @cached_property
    def key(self) -> str:
        return loosened(self.word.key)

    @cached_property
    def stems(self) -> tuple[str, ...]:
        return stems(self.key)

    def one_of(self, subject: str) -> bool:
        return any(stem in rows()[subject] for stem in self.stems)

    @cached_property
    def listed(self) -> bool:
        """A list of names holds it, also in another spelling (बुटी and बुटि, विष्णु and बिष्णु)."""
        return bool(name_lists.listed(self.word.key)) or any(len(stem) > 2 and stem in _loose_names() for stem in self.stems)

    @cached_property
    def place(self) -> bool:
        return any(len(stem) > 2 and is_place(stem) for stem in self.stems)

    @cached_property
    def is_word(self) -> bool:
        return bool(not _DEVANAGARI.match(self.word.text)) or len(self.key) < 3 or is_word(self.word.text, self.key)

    @cached_property
    def bare(self) -> bool:
        """On a list of names as it stands, whatever its end looks like: गोमा, जानकी."""
        return bool(name_lists.parts(self.word.key))

    @cached_property
    def rare(self) -> bool:
        """Not one of the words that stories often use."""
        return not self.one_of("words")

    @cached_property
    def never(self) -> bool:
        """Grammar, a verb: no name whatever stands beside it."""
        if self.bare:
            return self.key in rows()["stops"]
        return self.one_of("stops") or not _DEVANAGARI.match(self.word.text) or (not self.listed and is_verb(self.word.text) and not self.place)

    @cached_property
    def sure(self) -> bool:
        """A name, or what nobody knows."""
        if self.listed and (not self.is_word or name_lists.listed(self.word.key)):
            return not self.never and not any(stem in _both() for stem in (self.stems[:1] if self.bare else self.stems))
        return not self.listed and not self.is_word


@cache
def _loose_names() -> frozenset[str]:
    every = name_lists.Part.WOMAN | name_lists.Part.MAN | name_lists.Part.GIVEN | name_lists.Part.FAMILY
    return frozenset(name_key(name) for name in name_lists.names_of("ne", every) if len(name) > 3)


@cache
def _both() -> frozenset[str]:
    """Names that are words as well, as `name_key`."""
    return frozenset(loosened(word) for word in beside("ne").not_names) | rows()["order"]


def nepali(passage: Passage) -> Iterator[Candidate]:
    """Nothing for a text in another language."""
    if not is_nepali(passage):
        return
    row = seen_words(passage)
    names = _names(passage, row)
    for at, (kind, sure) in sorted(names.items()):
        yield Candidate(row[at].word.start, row[at].word.end, kind, sure)
    yield from _again(row, names)
    yield from _bodies(passage, row)
    yield from _streets(passage, row)


def is_nepali(passage: Passage) -> bool:
    return passage.language.split("-")[0] == "ne"


@remembered
def seen_words(passage: Passage) -> list[Seen]:
    """The words of a text, what is known of each worked out once."""
    return [Seen(word) for word in passage.words]


def gap_behind(passage: Passage, row: list[Seen], at: int) -> str:
    """Between a word and the next; a full stop behind the last."""
    return passage.plain[row[at].word.end:row[at + 1].word.start] if at + 1 < len(row) else "।"


def _names(passage: Passage, row: list[Seen]) -> dict[int, tuple[str, float]]:
    found: dict[int, tuple[str, float]] = {}
    for at, seen in enumerate(row):
        if seen.sure and len(seen.key) > 2:
            found[at] = ("PLACE" if not seen.listed and (seen.place or _PLACE.fullmatch(seen.key)) else "NAME", NAMED if seen.listed else UNKNOWN)
        elif not seen.never and _DOER.fullmatch(seen.key) and seen.rare and "हरु" not in seen.key and (seen.listed or not seen.key.endswith("ले")):
            found[at] = ("NAME", UNKNOWN)
    found.update(_introduced(passage, row))
    for at in [at for at in found if at and row[at - 1].key in rows()["articles"] and gap_behind(passage, row, at - 1) == " "]:
        found[at - 1] = found[at]
    for _ in range(2):
        found.update(_neighbours(passage, row, found))
    return found


def _introduced(passage: Passage, row: list[Seen]) -> Iterator[tuple[int, tuple[str, float]]]:
    """Beside a title, kinship, "called"."""
    for at, seen in enumerate(row):
        gap = gap_behind(passage, row, at)
        if gap in (" ", ". ") and seen.key in rows()["titles"] and _may_follow(row[at + 1]):
            yield at, ("NAME", BESIDE)
            yield at + 1, ("NAME", BESIDE)
        elif gap in (" ", " \"", " “") and seen.key in rows()["roles"] and (row[at + 1].listed or not row[at + 1].is_word) and not row[at + 1].never and not row[at + 1].one_of("after"):
            yield at + 1, ("NAME", BESIDE)
            if seen.key not in rows()["plain_roles"]:
                yield at, ("NAME", BESIDE)
        if gap.strip(' "“:') == "" and len(gap) < 4 and seen.key in rows()["called"] and at + 1 < len(row) and _may_follow(row[at + 1]):
            yield at + 1, ("NAME", BESIDE)
        if gap != " ":
            continue
        then = row[at + 1]
        if then.one_of("after") and (_may_precede(seen) or seen.one_of("order")):
            yield at, ("NAME", BESIDE)
            yield at + 1, ("NAME", BESIDE)
        if then.key in rows()["called_after"] | rows()["says"] and not seen.never and not seen.one_of("after") and (seen.listed and seen.rare or not seen.is_word or then.key != "भंने" and then.key not in rows()["says"]):
            yield at, ("NAME", BESIDE)


def _may_follow(seen: Seen) -> bool:
    return not seen.never and (seen.listed or not seen.is_word or seen.place or seen.rare)


def _may_precede(seen: Seen) -> bool:
    """Before a word of kinship: a name as it stands, or a word no list holds; never one with a postposition."""
    if seen.never or not seen.bare and seen.key.endswith(_OF_A_PHRASE):
        return False
    return seen.listed or not seen.is_word or seen.rare


def _neighbours(passage: Passage, row: list[Seen], found: dict[int, tuple[str, float]]) -> Iterator[tuple[int, tuple[str, float]]]:
    """A name that is a word as well, or one of two letters (सु), beside a name or in a row of names: डोल्मा, चन्द्रकला र इन्दिरा."""
    for at, seen in enumerate(row):
        if at in found or seen.never or not (seen.listed or (len(seen.key) == 2 or seen.key in _LETTERS and at - 1 in found) and seen.key not in rows()["words"] | rows()["postpositions"] | rows()["stops"]):
            continue
        before = at - 1 if at and gap_behind(passage, row, at - 1) in (" ", ", ") else -1
        behind = at + 1 if gap_behind(passage, row, at) in (" ", ", ") else -1
        if before > 0 and row[before].key in ("र", "तथा", "अनि"):
            before -= 1
        if 0 < behind < len(row) and row[behind].key in ("र", "तथा", "अनि"):
            behind += 1
        if any(one in found and found[one][0] == "NAME" and (row[one].listed or found[one][1] > UNKNOWN) for one in (before, behind)):
            yield at, ("NAME", BESIDE)


def _again(row: list[Seen], names: dict[int, tuple[str, float]]) -> Iterator[Candidate]:
    """A name of this text wherever it stands again."""
    shown = {row[at].stems[-1] if len(row[at].stems[-1]) > 2 else row[at].key for at, (kind, sure) in names.items() if kind == "NAME" and sure > UNKNOWN and not row[at].one_of("after") and not row[at].one_of("titles")}
    shown |= {stem for at, (kind, sure) in names.items() if kind == "NAME" and sure > UNKNOWN for stem in row[at].stems if len(stem) > 2 and name_lists.parts(stem)} - rows()["after"] - rows()["titles"]
    for at, seen in enumerate(row):
        if at not in names and not seen.never and any(stem in shown and len(stem) > 2 for stem in seen.stems):
            yield Candidate(seen.word.start, seen.word.end, "NAME", AGAIN)


def _bodies(passage: Passage, row: list[Seen]) -> Iterator[Candidate]:
    """The word for the kind of body with the one to four words before it; of its own words one at least says more than the kind."""
    for at, seen in enumerate(row):
        if seen.key in rows()["before_place"] and gap_behind(passage, row, at) == " " and row[at + 1].place:
            yield Candidate(row[at - 1 if at and row[at - 1].one_of("plain") and gap_behind(passage, row, at - 1) == " " else at].word.start, row[at + 1].word.end, "ORGANISATION", BODY)
        if not at:
            continue
        of_nepal = "नेपाल" in seen.stems and _goes_before(passage, row, at, "nepal_not")
        if not of_nepal and not seen.one_of("kinds"):
            continue
        first = at
        while first and at - first < _LONGEST_BODY and _goes_before(passage, row, first, "stops"):
            first -= 1
        while first < at and row[first].key in rows()["plain"] and first + 1 < at and row[first + 1].key in rows()["plain"] | rows()["kinds"]:
            first += 1
        own = [one for one in row[first:at] if one.key not in rows()["plain"] | rows()["kinds"]]
        wide = seen.one_of("wide")
        if own and (of_nepal or any(not one.is_word or one.listed or one.place for one in own) or not wide or len(own) < at - first or len(own) > 1):
            yield Candidate(row[first].word.start, seen.word.end, "ORGANISATION", BODY if of_nepal or not wide or any(not one.is_word or one.listed for one in own) else 0.52)


def _goes_before(passage: Passage, row: list[Seen], at: int, never: str) -> bool:
    """May the word before belong to the same name? It stands one blank away, is no verb and has no postposition."""
    seen = row[at - 1]
    return (gap_behind(passage, row, at - 1) == " " and seen.key not in rows()[never] and not seen.one_of("stops") and not seen.one_of("after")
            and not (not seen.listed and is_verb(seen.word.text)) and not (not seen.bare and re.fullmatch(r".{2,}(?:को|का|कि|कै|मा|बाट|ले|लाइ|संग|देखि|संम|हरु|पछि|ने|ेर|एर)", seen.key))
            and bool(_DEVANAGARI.match(seen.word.text)))


def _streets(passage: Passage, row: list[Seen]) -> Iterator[Candidate]:
    """Wards (ललितपुर-3), houses with a number, a named lane or crossing; quarters before and behind them after a comma belong to them."""
    starts = {seen.word.start: at for at, seen in enumerate(row)}
    for form in (_WARD, _HOUSE):
        for found in form.finditer(passage.plain):
            at = starts.get(found.start(), 0)
            wide = at and gap_behind(passage, row, at - 1) == " " and (row[at - 1].place or row[at - 1].sure) and not row[at - 1].key.endswith(_OF_A_PHRASE)
            yield Candidate(row[at - 1].word.start if wide else found.start(), found.end(), "ADDRESS", STREET)
    for at, seen in enumerate(row):
        if at and seen.one_of("street") and gap_behind(passage, row, at - 1) == " " and _names_a_street(row[at - 1]):
            first = at - 2 if at > 1 and gap_behind(passage, row, at - 2) in (" ", ", ") and (row[at - 2].sure or row[at - 2].place) else at - 1
            yield Candidate(row[first].word.start, seen.word.end, "ADDRESS", BESIDE)


def _names_a_street(seen: Seen) -> bool:
    return not seen.never and not seen.key.endswith(("को", "का", "मा", "ने", "कि")) and (seen.place or seen.listed or not seen.is_word)
