"""Texts read against each other: what one story gives away about another, and what one language still tells that another no longer does.

Between stories a reader puts two together by a place, a role, a date or an event that both still hold and few others do, by a run of the same
words, or by several words that no other story of the exhibition has. Between translations a detail taken out of one language and left in another is a
find: compared are numbers (in figures and in words), months and names by their skeleton, near the same point of the text. Calendars of Nepal and
Laos are read as well. A name that cannot be read in another script counts as the same where a name of its kind stands at the same point.
"""
from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from exhibit.story.anonymise.finds import Find
from exhibit.story.anonymise.kinds import Severity
from exhibit.story.anonymise.numerals import read_line
from exhibit.story.anonymise.passage import Passage
from exhibit.story.anonymise.skeleton import alike, skeleton
from exhibit.story.months import months
from exhibit.story.sentences import Piece, sentences

COUNTED = frozenset({"DATE", "AGE", "DURATION", "MONEY", "COUNT"})
NAMED = frozenset({"NAME", "PLACE", "REGION", "ORGANISATION"})
TRACES = frozenset({"PLACE", "REGION", "ORGANISATION", "NAME", "PROFESSION", "DATE", "EVENT", "FESTIVAL", "MARK", "BELIEF", "RELATION"})
"""Kinds of finds by which a reader would put two stories together."""
MOST_SHARING = 3  # stories that share a trace; what more of them share is not rare
RUN, RUN_LETTERS = 5, 20  # words in a row that two stories share, and letters they have together
RARE_LETTERS, RARE_TOGETHER = 7, 5  # letters of a word that can be rare; so many that only two stories have point at one another
NEAR = 0.25  # of a text's length in sentences: how far a translation may move a detail
OTHER_YEARS: dict[str, tuple[int, ...]] = {"ne": (56, 57), "lo": (543,)}
"""Years by which a calendar of the language runs ahead."""
_FIGURES = re.compile(r"\d+")
_BEFORE_AGE = ",،、;:–—"


@dataclass(frozen=True)
class Read:
    """A text with what the finders saw in it."""

    language: str
    body: str
    finds: tuple[Find, ...] = ()

    @cached_property
    def passage(self) -> Passage:
        return Passage(self.body, self.language)

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        return sentences(self.body, self.language)

    @cached_property
    def left(self) -> tuple[Find, ...]:
        """Finds that are more than worth a look."""
        return tuple(find for find in self.finds if find.severity is not Severity.LOOK)

    @cached_property
    def values(self) -> tuple[frozenset[int], ...]:
        """Numbers and months that each sentence says."""
        return tuple(_values(piece.text, self.language) for piece in self.pieces)

    @cached_property
    def words(self) -> tuple[tuple[str, ...], ...]:
        """Words of each sentence."""
        return tuple(tuple(word.text for word in Passage(piece.text, self.language).words) for piece in self.pieces)

    def at(self, start: int) -> int:
        """Number of the sentence that holds a character."""
        return next((number for number, piece in enumerate(self.pieces) if start < piece.end), max(0, len(self.pieces) - 1))


@dataclass(frozen=True, slots=True)
class Uneven:
    """A detail that stands in one language and not in others. `words` as they stand in the text in `language`, [start, end) there."""

    kind: str
    words: str
    language: str
    start: int
    end: int
    gone_from: tuple[str, ...]


def uneven(texts: Sequence[Read]) -> tuple[Uneven, ...]:
    """Details that one of these texts (one kind, one a language) still tells and another does not, in the order of the texts."""
    found = (_uneven(find, text, texts) for text in texts for find in text.left if find.kind in COUNTED | NAMED)
    return tuple(dict.fromkeys(one for one in found if one))


def _uneven(find: Find, text: Read, texts: Sequence[Read]) -> Uneven | None:
    gone = tuple(other.language for other in texts if other is not text and not _tells(find, text, other))
    return Uneven(find.kind, " ".join(find.text.split()), text.language, find.start, find.end, gone) if gone else None


def _tells(find: Find, text: Read, other: Read) -> bool:
    near = _near(text.at(find.start), text, other)
    if any(one.kind == find.kind and other.at(one.start) in near for one in other.left) and not _values(find.text, text.language):
        return True
    if find.kind in COUNTED:
        return _tells_number(find, text.language, frozenset().union(*(other.values[number] for number in near)), other.language)
    wanted = [word.text for word in Passage(find.text, text.language).words if skeleton(word.text)]
    return all(any(_one_name(word, one) for number in near for one in other.words[number]) for word in wanted)


def _near(number: int, text: Read, other: Read) -> list[int]:
    """Sentences of the other text around the same point."""
    share = len(other.pieces) / max(1, len(text.pieces))
    reach = max(1.0, NEAR * len(other.pieces))
    return [at for at in range(len(other.pieces)) if abs(at - number * share) <= reach]


def _one_name(one: str, other: str) -> bool:
    """In whatever script, with whatever ending; Nepali says b where it writes v in many names."""
    return alike(one, other) or _bent(one, other) or alike(one.replace("व", "ब"), other.replace("व", "ब"))


def _bent(one: str, other: str) -> bool:
    """Is one name the other with an ending?"""
    short, long = sorted((skeleton(one), skeleton(other)), key=len)
    return len(short) >= 3 and long.startswith(short) and len(long) - len(short) <= 2


def _tells_number(find: Find, language: str, numbers: frozenset[int], other: str) -> bool:
    """Does the other text, which says these numbers, say one of the meanings of every number and month of the find?"""
    wanted = _values(find.text, language)
    if not wanted:
        return False
    there = numbers | {value - ahead for value in numbers for ahead in OTHER_YEARS.get(other.split("-")[0], ())}
    return all({value, *(value - ahead for ahead in OTHER_YEARS.get(language.split("-")[0], ()))} & there for value in wanted)


def _values(words: str, language: str) -> frozenset[int]:
    """Numbers in figures and in words, and months as numbers below nought (May is -5)."""
    passage = Passage(words, language)
    tokens = read_line(passage).tokens
    numbers = {token.value for token in tokens if token.value is not None}
    dated = {int(part) for token in tokens if token.value is None for part in _FIGURES.findall(token.key)}
    return frozenset(numbers | dated | {-number for number in months((word.text for word in passage.words), language)})


def other_pseudonyms(pseudonym: str, attributions: Iterable[Read]) -> tuple[tuple[str, str], ...]:
    """(language, name) of every line of who speaks that begins with another name than the testimony's pseudonym, in whatever script."""
    found: list[tuple[str, str]] = []
    for text in attributions:
        name = text.body
        for sign in _BEFORE_AGE:
            name = name.split(sign, 1)[0]
        words, wanted = [word.text for word in Passage(name, text.language).words], [word.text for word in Passage(pseudonym, text.language).words]
        if not any(_one_name(one, other) for one in words for other in wanted):
            found.append((text.language, name.strip()))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Story:
    """One testimony of an exhibition with its texts."""

    code: str
    texts: tuple[Read, ...]


@dataclass(frozen=True, slots=True)
class Shared:
    """What two stories have in common and few others have. `kind`: a row of KINDS; WORDS for a run of the same words, RARE for words no other story has."""

    codes: tuple[str, str]
    kind: str
    words: tuple[str, ...]
    language: str


def shared_traces(stories: Iterable[Story]) -> tuple[Shared, ...]:
    """Traces by which a reader would put two stories of one exhibition together, in the order of the codes."""
    told = sorted(stories, key=lambda story: story.code)
    found = {*_by_finds(told), *_by_runs(told), *_by_rare_words(told)}
    return tuple(sorted(found, key=lambda one: (one.codes, one.kind, one.language, one.words)))


def _by_finds(stories: Sequence[Story]) -> Iterator[Shared]:
    holders: dict[tuple[str, str], dict[str, tuple[str, str]]] = defaultdict(dict)
    for story in stories:
        for text in story.texts:
            for find in text.left:
                if find.kind in TRACES and (key := _trace(find, text.language)):
                    holders[find.kind, key].setdefault(story.code, (" ".join(find.text.split()), text.language))
    for (kind, _key), by_code in holders.items():
        for left, right in combinations(by_code, 2) if len(by_code) <= MOST_SHARING else ():
            yield Shared((left, right), kind, (by_code[left][0],), by_code[left][1])


def _trace(find: Find, language: str) -> str:
    """The same in every language where it can be: numbers of a date, the skeleton of a name; else the words of one language."""
    if find.kind == "DATE":
        return " ".join(map(str, sorted(_values(find.text, language))))
    words = Passage(find.text, language).words
    return " ".join(skeleton(word.text) for word in words) if find.kind in NAMED else " ".join([language, *(word.key for word in words)])


def _keys(story: Story, language: str) -> list[list[str]]:
    """Words of each text of a language as lists keep them."""
    return [[word.key for word in text.passage.words] for text in story.texts if text.language == language]


def _languages(stories: Iterable[Story]) -> list[str]:
    return sorted({text.language for story in stories for text in story.texts})


def _by_runs(stories: Sequence[Story]) -> Iterator[Shared]:
    for language in _languages(stories):
        holders: dict[tuple[str, ...], set[str]] = defaultdict(set)
        for story in stories:
            for keys in _keys(story, language):
                for at in range(len(keys) - RUN + 1):
                    if len("".join(keys[at:at + RUN])) >= RUN_LETTERS:
                        holders[tuple(keys[at:at + RUN])].add(story.code)
        runs: dict[tuple[str, str], list[str]] = defaultdict(list)
        for run, codes in holders.items():
            for left, right in combinations(sorted(codes), 2) if len(codes) <= MOST_SHARING else ():
                runs[left, right].append(" ".join(run))
        for pair, found in runs.items():
            yield Shared(pair, "WORDS", (found[0],), language)


def _by_rare_words(stories: Sequence[Story]) -> Iterator[Shared]:
    for language in _languages(stories):
        holders: dict[str, set[str]] = defaultdict(set)
        for story in stories:
            for word in {key for keys in _keys(story, language) for key in keys if len(key) >= RARE_LETTERS}:
                holders[word].add(story.code)
        pairs: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for word, codes in sorted(holders.items()):
            if len(codes) == 2:
                pairs[tuple(sorted(codes))].append(word)
        for (left, right), words in pairs.items():
            if len(words) >= RARE_TOGETHER:
                yield Shared((left, right), "RARE", tuple(words), language)
