"""Organisations that show themselves by capitals, quotes and numbers where no word for a firm or school stands right before the name.

Runs of capitals over "of" and "and", offices and committees whose other words are small, schools and police stations with their number,
names in quotes, and charities that everybody knows by name.
"""
from __future__ import annotations

import re
from collections.abc import Iterator

from exhibit.story.anonymise.known_words import Use, is_common, use
from exhibit.story.anonymise.merge import Candidate
from exhibit.story.anonymise.name_lists import listed
from exhibit.story.anonymise.organisations import TABLE, Row, kind_at
from exhibit.story.anonymise.passage import Passage
from exhibit.story.anonymise.places import is_never_a_name
from exhibit.story.anonymise.tokens import Token, beside, phrases, script_of, tokens

_OF = frozenset("of de do da dos das du des del della di van der den voor pour por para contra contre d l la las los les le el the for l' по".split())
_AND = frozenset("and et y e en und & и та і of".split())
_LONGEST = 7
_ELIDED = re.compile(r"(?:[dl]|qu)'", re.I)
_ARTICLES = frozenset("les la le los las el o a os as los un une une l".split())
_CASED = ("latin", "cyrillic")
_QUOTED = re.compile(r"[«„“”\"‹]\s?([^«»„“”\"‹›\n.!?:]{2,50}?)\s?[»“”\"›]")
_SAYS = re.compile(r"[:,!?.…]\s*$")
_NUMBERED = re.compile(r"\s?(?:№|#|n[o°º]\.?|n\.º|nr\.?|numero|número|num\.|number|nummer)\s?\d{1,4}(?!\d)(?:-[^\W\d_]+)?", re.I)
_NUMBER_FIRST = re.compile(r"(?:№\s?\d{1,4}|(?<!\d)\d{1,4}(?:-[^\W\d_]{1,3}))\s+$", re.I)
_RUN_SURE, _HEAD_SURE, _QUOTE_SURE, _KNOWN_SURE = 0.5, 0.7, 0.6, 0.9


def large(passage: Passage) -> Iterator[Candidate]:
    """Organisations by their capitals, quotes or numbers, in scripts with capitals."""
    row = tokens(passage)
    yield from _in_quotes(passage, row)
    done = -1
    for place, token in enumerate(row):
        script = script_of(token.key)
        if script not in _CASED:
            continue
        yield from _known(row, place, script)
        yield from _numbered(passage, row, place, script)
        if place > done and token.cased and token.capital:
            yield from _office(passage, row, place, script)
            yield from _article_and_small(passage, row, place, script)
            count = _run(passage, row, place)
            if count > 1:
                done = place + count - 1
                yield Candidate(token.start, row[done].end, "ORGANISATION", _RUN_SURE)


def _known(row: Row, place: int, script: str) -> Iterator[Candidate]:
    """Charities known by name, in any case of their words."""
    count = phrases(TABLE, "known", script).at(row, place)
    if count and (not row[place].cased or any(token.capital for token in row[place:place + count])):
        yield Candidate(row[place].start, row[place + count - 1].end, "ORGANISATION", _KNOWN_SURE)


def _numbered(passage: Passage, row: Row, place: int, script: str) -> Iterator[Candidate]:
    """School No. 17, школа № 17, № 21 мектеп, lycée n° 4: the number makes the word for the kind a name."""
    count = next((found for subject in ("before", "after", "numbered") if (found := kind_at(row, place, subject, script))), 0)
    if not count:
        return
    last = place + count - 1
    if last + 1 < len(row) and phrases(TABLE, "of_police", script).at(row, last + 1):
        last += 1
    number = _NUMBERED.match(passage.plain, row[last].end)
    if number:
        yield Candidate(row[place].start, number.end(), "ORGANISATION", _KNOWN_SURE)
    ahead = _NUMBER_FIRST.search(passage.plain, max(0, row[place].start - 12), row[place].start)
    if ahead:
        yield Candidate(ahead.start(), row[last].end, "ORGANISATION", _KNOWN_SURE)


def _office(passage: Passage, row: Row, place: int, script: str) -> Iterator[Candidate]:
    """Comité contre l'esclavage moderne, Служби у справах дітей: an office's word with a capital, and the small words that say for what."""
    count = _head(row, place, script)
    if not count:
        return
    end = place + count
    while end < len(row) and end - place < _LONGEST and row[end].capital and not row[end].first and _side_by_side(passage, row[end - 1], row[end]):
        end += 1
    small = 0
    while small < 2 and end + 1 < len(row) and end - place < _LONGEST:
        step = _prepositions(passage, row, end, script)
        if not step and "'" not in passage.plain[row[end - 1].end:row[end].start] or end + step >= len(row) or not _side_by_side(passage, row[end + step - 1], row[end + step]):
            break
        end += step + 1
        small += 1
    if small and end < len(row) and _closes(passage, row, end):
        end += 1
    if end > place + count or not row[place].first:
        if end - place > 1:
            yield Candidate(row[place].start, row[end - 1].end, "ORGANISATION", _HEAD_SURE)


def _article_and_small(passage: Passage, row: Row, place: int, script: str) -> Iterator[Candidate]:
    """Les Mains ouvertes, La Casa abierta: behind an article with a capital inside a sentence, one capital and the describing word that goes with it."""
    token = row[place]
    if script != "latin" or token.first or token.key not in _ARTICLES or place + 2 >= len(row) or not row[place + 1].capital:
        return
    word = row[place + 2]
    if not word.capital and len(word.key) > 4 and word.key.endswith(("e", "es", "s", "a", "as", "o", "os")) and not is_common(word.key, passage.language[:2]) and beside(passage, row[place + 1], word):
        yield Candidate(token.start, word.end, "ORGANISATION", _QUOTE_SURE)


def _head(row: Row, place: int, script: str) -> int:
    found = phrases(TABLE, "offices", script)
    count = found.at(row, place)
    if count or script == "latin":
        return count
    from exhibit.story.anonymise.inflection import base_forms
    return int(any(form in found.keys for form in base_forms(row[place].key)))


def _prepositions(passage: Passage, row: Row, at: int, script: str) -> int:
    """How many small words of grammar stand here, one after the other: "contre l'", "у", "para a"."""
    count = 0
    known = phrases(TABLE, "leads", script).keys
    while at + count < len(row) and count < 3 and row[at + count].key in known and _side_by_side(passage, row[at + count - 1], row[at + count]):
        count += 1
    return count


def _closes(passage: Passage, row: Row, at: int) -> bool:
    """Is this the last small word before a sign, and no word of grammar?"""
    token = row[at]
    after = passage.plain[token.end:token.end + 2].strip()[:1]
    return (beside(passage, row[at - 1], token) and not is_common(token.key, passage.language[:2]) and len(token.key) > 3
            and (at + 1 == len(row) or after in ".,;:)!?»\""))


def _run(passage: Passage, row: Row, place: int) -> int:
    """Tokens of a run with at least two capitals, over "of" and, where one side is no name of a person, over "and"."""
    if row[place].first or is_never_a_name(row, place):
        return 0
    end, capitals, joined, is_called = place + 1, 1, False, _is_called(row, place)
    while end < len(row) and end - place < _LONGEST:
        gap = passage.plain[row[end - 1].end:row[end].start]
        if row[end].capital and not row[end].first and _near(gap):
            if "&" in gap or "'" in gap:
                joined = True
            end, capitals = end + 1, capitals + 1
            continue
        step = _join(passage, row, end, is_called)
        if not step:
            break
        joined = True
        end, capitals = end + step + 1, capitals + 1
    return end - place if capitals > 1 and joined else 0


def _near(gap: str) -> bool:
    return len(gap) <= 4 and not _ELIDED.sub("", gap).strip(" &'-")


def _side_by_side(passage: Passage, left: Token, right: Token) -> bool:
    """With nothing but blanks between them, or an article that French writes with the word: contre l'esclavage."""
    return _near(passage.plain[left.end:right.start])


def _is_called(row: Row, place: int) -> bool:
    """Does "called", "qui s'appelle", "под названием" stand right before it?"""
    known = phrases(TABLE, "called", script_of(row[place].key))
    return any(place >= back and known.at(row, place - back) == back for back in (1, 2, 3))


def _join(passage: Passage, row: Row, end: int, is_called: bool) -> int:
    """How many small words join the run to the next capital: 0, 1 or 2."""
    for step in (1, 2):
        at = end + step
        if at >= len(row) or not row[at].capital or row[at].first or not all(_near(passage.plain[row[here - 1].end:row[here].start]) for here in range(end, at + 1)):
            continue
        between = [token.key for token in row[end:at]]
        if all(key in _OF for key in between):
            return step
        if step == 1 and between[0] in _AND and (_is_thing(row[end - 1], passage) and _is_thing(row[at], passage) or is_called and any(_is_thing(token, passage) for token in (row[end - 1], row[at])) and all(_is_word(token, passage) for token in (row[end - 1], row[at]))):
            return step
    return 0


def _is_thing(token: Token, passage: Passage) -> bool:
    """An ordinary word, and no name of a person: Sparkle and Go, but not Mary and John."""
    return _is_word(token, passage) and not listed(token.key)


def _is_word(token: Token, passage: Passage) -> bool:
    return bool(use(token.key, passage.language[:2]) & Use.WORD)


def _in_quotes(passage: Passage, row: Row) -> Iterator[Candidate]:
    """A name in quotes in the middle of a sentence: every word large, or the first large after a small word that is no verb of saying."""
    if not row or not any(token.cased for token in row):
        return
    for found in _QUOTED.finditer(passage.plain):
        inside = found.group(1)
        spoken = inside.split()
        before = passage.plain[max(0, found.start() - 3):found.start()]
        if len(spoken) > 4 or not inside[0].isupper() or _SAYS.search(before) or not before.strip() or inside[-1] in ",;" or inside.isupper() and len(inside) < 3:
            continue
        telling = [word for word in spoken if len(word) > 3]
        if len(spoken) > 1 and telling and all(word[0].isupper() for word in telling):
            yield Candidate(found.start(1), found.end(1), "ORGANISATION", _QUOTE_SURE)


