"""Places in texts written without capitals throughout, or in capitals throughout, in languages of Latin script.

A name of the gazetteer that is an ordinary word as well is a place where the language seldom uses that word, and where a preposition of place
stands before it; the rarer the word, the less must stand there. Dutch takes many names of towns for words made of two (borgerhout): those are
no words. "San", "Puerto", "Sidi" and their like take along the word behind them.
"""
from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from exhibit.story.anonymise import known_words
from exhibit.story.anonymise.gazetteer import TABLE, Entry, first_words, is_place, places_named
from exhibit.story.anonymise.known_words import Often
from exhibit.story.anonymise.merge import Candidate
from exhibit.story.anonymise.name_lists import parts
from exhibit.story.anonymise.passage import Passage
from exhibit.story.anonymise.places import is_never_a_name
from exhibit.story.anonymise.tokens import Token, beside, phrases, tokens

LIKELY, SHOWN = 0.5, 0.6
_LONGEST = 4  # words of a name
_LARGE = frozenset(("city", "big city", "region"))
_JOINS = frozenset("and or then later after et ou puis ensuite en of daarna toen later y e o luego despues ou depois via till until".split())
_JOINED = 3  # words between two places of one row: elst en later in ede
_ARTICLES = frozenset("the le la les l el los las o a os as de het no na nos nas do da du des al del au aux ao".split())
_LINKS = frozenset("de del la las los da do das dos du des van den der of the sur en aan op bij upon".split())
_SAINTS = frozenset("san santa santo sao saint sainte sint st ste".split())
_NOT_SAINT = frozenset("dios deus dieu misa missa messe sede padre semana virgen virgem biblia".split())
_PREFIXES = frozenset(
    "puerto porto port villa vila ville ciudad cidade monte mount mont fort fuerte new nueva nuevo nova novo nieuw nieuwe oud oude neuf upper lower bad ait ould oulad ouled beni bani sidi bab ain bir oued wadi tel kafr kfar"
    " kampong kampung ban muang nong nam phnom koh ko cua thi general coronel presidente governador padre ponta punta cabo cape cap lagoa laguna pozo poco barra boca rio costa campo campos vale valle val sierra serra loma cerro isla ilha ile los las quinta"
    " feira chateau grand petit bourg mar del riviere rivera anse trou pointe camp khan deir ras nahr hai ho bac cox's king's bishop's high great little north south east west".split())


class _Cue(NamedTuple):
    """What stands before a word: `strong`: a preposition of place; `article`: with an article between; `weak`: "de", "do", which stand
    before many things; `joined`: a place stands before it, and "and", "then" or a comma between."""

    strong: bool
    article: bool
    weak: bool = False
    joined: bool = False


def places_small(passage: Passage) -> Iterator[Candidate]:
    """Places of a text without capitals in a language whose ordinary words are known; nothing for another text."""
    language = passage.language.split("-")[0]
    row = tokens(passage)
    if language not in known_words.SPELLED or not row or any(token.cased for token in row):
        return
    place, after = 0, -_LONGEST
    while place < len(row):
        count = is_never_a_name(row, place)
        if not count:
            cue = _cue(row, place, language)
            if place == after and passage.plain[row[place - 1].end:row[place].start] == ", ":
                cue = cue._replace(joined=True)
            elif 0 < place - after <= _JOINED and all(token.key in _JOINS or known_words.is_common(token.key, language) for token in row[after:place]) and ". " not in passage.plain[row[after].start:row[place].start]:
                cue = cue._replace(joined=row[after].key in _JOINS)
            count, sure = _listed(passage, row, place, language, cue)
            if not count:
                count, sure = _prefixed(passage, row, place, language) or _rare(passage, row, place, language, cue)
            if count:
                yield Candidate(row[place].start, row[place + count - 1].end, "PLACE", sure)
                after = place + count
        place += count or 1


def _cue(row: tuple[Token, ...], place: int, language: str) -> _Cue:
    """The preposition of place, or the word for a village, before the word, over an article."""
    for article in (0, 1):
        at = place - 1 - article
        if at < 0 or article and row[place - 1].key not in _ARTICLES:
            break
        if any(_phrase_before(row, at, subject, language) for subject in ("strong", "before", "region_before")):
            return _Cue(True, bool(article) or row[at].key in _ARTICLES)
    return _Cue(False, False, place > 0 and _phrase_before(row, place - 1, "weak", language))


def _phrase_before(row: tuple[Token, ...], last: int, subject: str, language: str) -> bool:
    known = phrases(TABLE, subject, "latin", language)
    return any(last - back >= 0 and known.at(row, last - back) == back + 1 for back in (0, 1))


def _step(passage: Passage, token: Token, language: str) -> Often:
    """How often the language uses the word; a word made of others, or with a letter the language does not write, is none of its own."""
    if known_words.foreign_letter(passage.plain[token.start:token.end], language) or not known_words.is_common(token.key, language) and not known_words.is_spelled_out(token.key, language) and not token.key.endswith("s"):
        return Often.NEVER
    return Often.ALWAYS if known_words.is_common(token.key, language) else known_words.often(token.key, language)


def _listed(passage: Passage, row: tuple[Token, ...], place: int, language: str, cue: _Cue) -> tuple[int, float]:
    """Words of the longest name of the gazetteer from here on, and how sure it is meant."""
    most = min(first_words().get(row[place].key, 1), _LONGEST, len(row) - place)
    for count in range(most, 0, -1):
        if all(beside(passage, row[at], row[at + 1]) for at in range(place, place + count - 1)):
            name = " ".join(token.key for token in row[place:place + count])
            if is_place(name):
                sure = _sure(places_named(name), [_step(passage, token, language) for token in row[place:place + count]], cue, len(name))
                if sure:
                    return count, sure
    return 0, 0


def _sure(entries: tuple[Entry, ...], steps: list[Often], cue: _Cue, letters: int) -> float:
    large, common = any(entry.size in _LARGE or entry.by_hand for entry in entries), all(entry.common for entry in entries)
    seldom = [step for step in steps if step in (Often.NEVER, Often.RARE)]
    if len(steps) > 1:
        return SHOWN if cue.strong or seldom and not common else 0
    step = steps[0]
    if cue.joined and step is not Often.ALWAYS and (step >= Often.NOW_AND_THEN or large or cue.strong) and letters > 2:
        return LIKELY
    if step is Often.NEVER:
        return SHOWN if cue.strong or large else LIKELY if letters > 4 else 0
    if step is Often.RARE:
        return SHOWN if cue.strong else LIKELY if letters > 4 and (not common or cue.weak and large) else 0
    return LIKELY if cue.strong and letters > 3 and step is not Often.ALWAYS and (step is Often.NOW_AND_THEN and (not cue.article or large) or large and not cue.article) else 0


def _prefixed(passage: Passage, row: tuple[Token, ...], place: int, language: str) -> tuple[int, float] | None:
    """san isidro de níjar, puerto bolívar, sidi kacem."""
    saint = row[place].key in _SAINTS
    name = place + 1
    if not saint and row[place].key not in _PREFIXES or name >= len(row) or not beside(passage, row[place], row[name]) or row[name].key in _NOT_SAINT or known_words.is_common(row[name].key, language):
        return None
    step = _step(passage, row[name], language)
    if not (step in (Often.NEVER, Often.RARE) and (saint or len(row[name].key) > 3) or saint and bool(parts(row[name].key)) or saint and step is Often.NOW_AND_THEN):
        return None
    count = 2
    while place + count + 1 < len(row) and count < _LONGEST + 1 and row[place + count].key in _LINKS and beside(passage, row[place + count - 1], row[place + count]) and _goes_on(passage, row, place + count + 1, language):
        count += 2
    return count, SHOWN


def _goes_on(passage: Passage, row: tuple[Token, ...], place: int, language: str) -> bool:
    return beside(passage, row[place - 1], row[place]) and (_step(passage, row[place], language) in (Often.NEVER, Often.RARE) or is_place(row[place].key) and not known_words.is_common(row[place].key, language))


def _rare(passage: Passage, row: tuple[Token, ...], place: int, language: str, cue: _Cue) -> tuple[int, float]:
    """Right behind a preposition of place, a word that the language hardly uses."""
    token = row[place]
    rare = cue.strong and not cue.article and len(token.key) > 4 and known_words.is_spelled_out(token.key, language) and _step(passage, token, language) in (Often.NEVER, Often.RARE)
    return (1, LIKELY) if rare else (0, 0)
