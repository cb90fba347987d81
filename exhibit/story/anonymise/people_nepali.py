"""Names in Nepali that are words too (आशा, तारा, काजी), by where they stand: who speaks, who signs, who is greeted, a row of a form, a row of names, who does something.

`nepali` finds those beside titles and kinship and those that no list of words holds.
"""
from __future__ import annotations

import re
from collections.abc import Iterator

from exhibit.story.anonymise import name_lists
from exhibit.story.anonymise.merge import Candidate
from exhibit.story.anonymise.name_lists import Part
from exhibit.story.anonymise.nepali import Seen, gap_behind, is_nepali, seen_words
from exhibit.story.anonymise.nepali_words import is_verb, rows
from exhibit.story.anonymise.passage import Passage

PLACED, PAIR, JOINED, DOES = 0.75, 0.8, 0.65, 0.6
_GIVEN = Part.WOMAN | Part.MAN | Part.GIVEN
_POLITE = re.compile(r".{1,}(?:छिन्|थिन्|इन्|िन्|नुहुंछ|नुभयो|नुहुंथ्यो|एकि|ेकि|छंन|छन्|छं)")
_BOUND = re.compile(r".{2,}(?:को|का|कि|कै|मा|बाट|ले|लाइ|संग|देखि|संम|हरु|पछि|तिर|ने|ेर|एर|दै)")
_FULL_STOP = re.compile(r"[।.?!:;\n]")
_CLAUSE = 7
"""Words in which the verb of a sentence is looked for."""
_LETTER = "(?:एक्स|एफ|एच|एल|एम|एन|एस|वाइ|वाई|आर|के|बी|बि|सी|सि|डी|डि|टी|टि|जी|जि|पी|पि|जे|क्यु|यु|यू|भी|ए|ई|ओ)"
_INITIALS = re.compile(rf"(?<![\u0900-\u097f.])(?!(?:टी|टि)\.\s?(?:बी|बि)\.)(?:{_LETTER}\.\s?){{2}}(?!\s?{_LETTER}\.)(?:\s?[\u0904-\u0939\u0900-\u0903\u093a-\u094f]+)?")
_AND = ("र", "तथा", "अनि")


def names_by_place(passage: Passage) -> Iterator[Candidate]:
    """Nothing for a text in another language."""
    if not is_nepali(passage):
        return
    row = seen_words(passage)
    found = {at: sure for at in range(len(row)) for sure in (_by_place(passage, row, at),) if sure}
    found.update(_pairs(passage, row))
    found.update(_any_word(passage, row))
    found.update(_threes(passage, row))
    found.update(_openers(passage, row))
    for _ in range(2):
        found.update(_rows(passage, row, found))
    shown = {stem for at in found if found[at] > DOES for stem in _names_of(row[at])}
    for initials in _INITIALS.finditer(passage.plain):
        yield Candidate(initials.start(), initials.end(), "NAME", JOINED)
    for at, seen in enumerate(row):
        again = at not in found and not seen.never and any(stem in shown for stem in seen.stems) and (len(seen.stems) == 1 or seen.bare or seen.stems[0] not in shown)
        if at in found or again:
            yield Candidate(seen.word.start, seen.word.end, "NAME", found.get(at, DOES))


def _names_of(seen: Seen) -> Iterator[str]:
    """The word as a name: as it stands when a list has it, else without its postposition."""
    if seen.one_of("after") or seen.one_of("titles"):
        return
    bare = next((stem for stem in seen.stems if len(stem) > 2 and name_lists.parts(stem)), seen.stems[-1])
    if len(bare) > 2 and bare not in rows()["words"]:
        yield bare


def _part(seen: Seen) -> Part:
    """What the word, or the word without its postpositions, can be in a name."""
    return name_lists.parts(seen.word.key) or name_lists.listed(seen.word.key) or next((part for part in map(name_lists.parts, seen.stems) if part), Part(0))


def _given(seen: Seen) -> bool:
    return not seen.never and len(seen.key) > 1 and bool(_part(seen) & _GIVEN)


def _before(passage: Passage, row: list[Seen], at: int) -> str:
    """The signs between the word before and this one; a full stop before the first."""
    return gap_behind(passage, row, at - 1) if at else "।"


def _by_place(passage: Passage, row: list[Seen], at: int) -> float:
    seen = row[at]
    if not _given(seen) or seen.key in rows()["after"] and seen.key not in rows()["roles"] and not seen.bare:
        return 0
    before, behind = _before(passage, row, at), gap_behind(passage, row, at)
    word_before = row[at - 1].key if at else ""
    word_behind = row[at + 1].key if at + 1 < len(row) else ""
    speaks = word_before == "म" and before == " " and (behind.strip()[:1] in {",", "।", "."} or word_behind in ("हो", "हुं", "बोल्दै", "भंने"))
    signs = bool(behind.strip(" ।.\n") == "" and at + 1 == len(row)) and (before != " " or word_before in ("उहि", "तिम्रि", "तिम्रो", "तपाइंकि", "तपाइंको", "छोरि", "बहिनि", "साथि", "भाइ", "म", "दिदि"))
    greeted = (at == 0 and "," in behind) or (word_before in ("प्रिय", "हेलो", "नमस्ते", "आदरनिय") and before.strip() == "")
    in_a_form = before.strip(" ") == ":" and (seen.rare or behind.strip()[:1] in {",", "।"}) and seen.bare
    if speaks or signs or greeted or in_a_form:
        return PLACED
    if word_behind in rows()["says"] | rows()["says_too"] and behind == " " and seen.bare and seen.rare:
        return PLACED
    return DOES if seen.bare and seen.rare and _FULL_STOP.search(before) and _is_polite(passage, row, at) else 0


def _is_polite(passage: Passage, row: list[Seen], at: int) -> bool:
    """The verb of the sentence is one of persons: काजी चिनियाँ राम्रो बोल्छन्."""
    for further in range(at + 1, min(at + 1 + _CLAUSE, len(row))):
        if _FULL_STOP.search(gap_behind(passage, row, further - 1)):
            return False
        if is_verb(row[further].word.text) and _POLITE.fullmatch(row[further].key):
            return True
    return False


def _pairs(passage: Passage, row: list[Seen]) -> Iterator[tuple[int, float]]:
    """A given name with a family name behind it, both of which may be words: अमृत सदा."""
    for at in range(len(row) - 1):
        then = row[at + 1]
        first = _given(row[at]) and row[at].bare or row[at].sure and not row[at].place
        if gap_behind(passage, row, at) == " " and first and (row[at].bare or not _BOUND.fullmatch(row[at].key)) and not then.never and _part(then) & Part.FAMILY and not (row[at].one_of("words") and then.one_of("words")):
            yield at, PAIR
            yield at + 1, PAIR


def _any_word(passage: Passage, row: list[Seen]) -> Iterator[tuple[int, float]]:
    """A word that stories do not use, where only a name stands: "म जगनी,", "नाइके धनी।", "फूलमती भनेर बोलाउँथे"."""
    for at, seen in enumerate(row):
        if not _may_stand(seen):
            continue
        behind = gap_behind(passage, row, at)
        then = row[at + 1].key if at + 1 < len(row) else ""
        last = row[at + 2].key if at + 2 < len(row) else ""
        speaks = at > 0 and row[at - 1].key == "म" and gap_behind(passage, row, at - 1) == " " and (behind.strip()[:1] in {",", "।"})
        if at and row[at - 1].key in rows()["roles"] and gap_behind(passage, row, at - 1) == " " and behind.strip()[:1] in {",", "।"} and not seen.one_of("after"):
            yield at, JOINED
        elif speaks or behind in (" ", '" ', "” ") and then in ("भनेर", "भनि", "भनेको", "भन्दै") and last.startswith(("बोला", "चिनि", "मेरो", "नाम", "डाक", "पुकार", "हाम्रो", "उसको", "उनको", "जिस्क")):
            yield at, PLACED


def _may_stand(seen: Seen) -> bool:
    return not seen.never and seen.rare and len(seen.key) > 2 and not seen.one_of("kinds") and (seen.bare or not _BOUND.fullmatch(seen.key) and not is_verb(seen.word.text))


def _rows(passage: Passage, row: list[Seen], found: dict[int, float]) -> Iterator[tuple[int, float]]:
    """Beside "and" or a comma with a name at its other side: a word of a list, and one that stories do not use behind or before a sure name."""
    for at in range(len(row) - 1):
        then = at + 2 if row[at + 1].key in _AND and gap_behind(passage, row, at) == gap_behind(passage, row, at + 1) == " " else at + 1 if gap_behind(passage, row, at) == ", " else 0
        if not 0 < then < len(row):
            continue
        for one, other in ((at, then), (then, at)):
            if (one in found or row[one].sure and row[one].listed) and other not in found and (_may_join(row[other]) or then == at + 2 and _may_stand(row[other])):
                yield other, JOINED


def _openers(passage: Passage, row: list[Seen]) -> Iterator[tuple[int, float]]:
    """जमुनी रिदी: where a clause begins, a word that stories do not use before one that nobody knows or a family name."""
    for at in range(len(row) - 1):
        begins = gap_behind(passage, row, at - 1) != " " or row[at - 1].key in ("म", *_AND) if at else True
        then = row[at + 1]
        known = then.sure and not then.place or then.rare and not then.never and bool(_part(then) & Part.FAMILY)
        if begins and gap_behind(passage, row, at) == " " and known and _may_stand(row[at]) and not then.one_of("kinds"):
            yield at, JOINED
            yield at + 1, JOINED


def _threes(passage: Passage, row: list[Seen]) -> Iterator[tuple[int, float]]:
    """पुजन, सफल र अनमोल: three words that stories do not use, one of them on a list of names."""
    for at in range(len(row) - 3):
        three = (row[at], row[at + 1], row[at + 3])
        if gap_behind(passage, row, at) == ", " and row[at + 2].key in _AND and all(map(_may_stand, three)) and any(one.bare and _given(one) for one in three):
            yield from ((place, JOINED) for place in (at, at + 1, at + 3))


def _may_join(seen: Seen) -> bool:
    return not seen.never and seen.rare and len(seen.key) > 2 and (_given(seen) or bool(_part(seen))) and not seen.one_of("kinds")
