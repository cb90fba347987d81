"""Names of persons, seen by five signs: a list of names, a title or kinship beside them, "called", a capital on a word that is no
ordinary word, and a word no dictionary holds. What one sure sign has shown is a name everywhere in the text, whatever its ending.

Where all is written small or all is written large, and in scripts without capitals, a capital says nothing: lists, titles and dictionaries carry it.
"""
from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from weakref import WeakKeyDictionary

from exhibit.story.anonymise import known_words, name_lists
from exhibit.story.anonymise.inflection import base_forms
from exhibit.story.anonymise.kinship import Beside, beside, phrase_ending
from exhibit.story.anonymise.known_words import Use
from exhibit.story.anonymise.merge import Candidate
from exhibit.story.anonymise.passage import Passage, Word

LISTED, TITLED, CALLED, HERE, CAPITAL, WORD_WITH_CAPITAL, UNKNOWN, LOOK, AGAIN = 0.85, 0.9, 0.85, 0.7, 0.6, 0.5, 0.5, 0.3, 0.8
CASED_LANGUAGES = (*known_words.SPELLED, *known_words.PARSED, "ky", "be")
_GAP = re.compile(r" ?-? ?")
_TITLE_GAP = re.compile(r"\.? ?[«\"“„(]?|-")
_CALLED_GAP = re.compile(r" ?[:,]? ?[«\"“„(]?")
_AND_SO = re.compile(r"و\w{4}")  # Arabic writes "and" together with its verb
_SMALL_FROM = 0.6  # of the sentences begin small, or of the words are large: capitals say nothing
_SMALL_WORDS = frozenset("m me ma pa ms d ds dc pc em ti pr br bu mas des nay tay bang fr sr mes man ir pe ten bá ba phi nong lung det cap".split())
_PATRONYMIC = re.compile(r".{2,}(?:ович|евич|йович|овна|евна|івна|ївна|овну|евну|івну|ївну|овны|евны|івни|ївни|овне|евне|івні|ївні|овной|евной|івною|ївною|овича|евича|йовича|овичу|евичу|овичем|евичем|овичу|инична|ильич)")
_OF_A_DOER = ("ले", "लाई", "लाइ", "सँग", "संग")
_MOST_WORDS = 6  # in one name
_LONGER_THAN_SHORT = 5  # letters from which a title is written out: its point ends the sentence


class Token:
    """A word and what is known of it; asked for when it matters, because most words are never asked."""

    def __init__(self, word: Word, language: str, cased: bool, around: Beside):
        self.word, self.language, self.cased, self.around = word, language, cased, around

    @cached_property
    def listed(self) -> bool:
        if self.language == "ur":
            return bool(name_lists.listed_in_urdu(self.word.key))
        return bool(name_lists.listed(self.word.key)) or (self.use & Use.NAME) != 0

    @cached_property
    def use(self) -> Use:
        return known_words.use(self.word.key, self.language)

    @cached_property
    def excluded(self) -> bool:
        """Grammar, a country, a language, a day."""
        return known_words.is_common(self.word.key, self.language) or known_words.never(self.word.key)

    @cached_property
    def capital(self) -> bool:
        """With a capital that says something, on a word that may be a name."""
        return self.cased and self.word.capital and self.word.key not in self.around.large and not self.excluded

    @cached_property
    def is_word(self) -> bool:
        """Also or only an ordinary word. Dictionaries of scripts without capitals hold names too: there a list says which are both."""
        if self.word.key in self.around.not_names or self.word.key in self.around.large or self.excluded:
            return True
        if self.language in known_words.WITHOUT_CAPITALS and self.listed:
            if self.language in known_words.TURNED_BACK and name_lists.parts(self.word.key):
                return self.word.key not in name_lists.keys_of(self.language) and bool(self.use & Use.WORD)
            if self.language in known_words.TURNED_BACK and self.use & Use.WORD and not any(self.word.key.endswith(form) and form in name_lists.keys_of(self.language) for form in base_forms(self.word.key)):
                return True  # a name only without an ending that names seldom have: هاتفي
            return any(form in self.around.not_names for form in base_forms(self.word.key))
        return bool(self.use & Use.WORD) and not known_words.foreign_letter(self.word.text, self.language)

    @property
    def has_dictionary(self) -> bool:
        """Does "no dictionary holds it" say something? Nepali verbs have more forms than its dictionary, but none with the ending of a doer."""
        return self.language in known_words.WITH_DICTIONARY and (self.language != "ne" or self.word.key.endswith(_OF_A_DOER))

    @property
    def may_be_name(self) -> bool:
        if self.cased:
            return self.capital
        return not self.is_word and len(self.word.key) > 1 and (self.listed or self.has_dictionary)


@dataclass
class People:
    """A passage read for people."""

    plain: str
    language: str
    around: Beside
    tokens: list[Token]
    keys: list[str]
    cased: bool

    @classmethod
    def of(cls, passage: Passage) -> People:
        found = _READ.get(passage)
        if found is None:
            language = passage.language.split("-")[0]
            cased = language not in known_words.WITHOUT_CAPITALS and capitals_speak(passage.words)
            around = beside(language)
            words = passage.words if language != "lo" else ()  # people_lao.py
            tokens = [Token(word, language, cased, around) for word in words]
            found = _READ[passage] = cls(passage.plain, language, around, tokens, [word.key for word in words], cased)
        return found

    @cached_property
    def starts(self) -> list[int]:
        return [token.word.start for token in self.tokens]

    @cached_property
    def capitals_inside(self) -> frozenset[str]:
        """Words that stand with a capital inside a sentence, and nowhere small."""
        small = {token.word.key for token in self.tokens if not token.word.capital}
        return frozenset(token.word.key for token in self.tokens if token.word.capital and not token.word.first) - small

    def gap(self, at: int) -> str:
        """What stands between a word and the next."""
        return self.plain[self.tokens[at].word.end:self.tokens[at + 1].word.start]

    def run(self, at: int) -> int:
        """Where a name that begins with this word ends: the words after it that may be names too, over particles, one blank apart."""
        last, here = at, at
        while here + 1 < len(self.tokens) and last - at < _MOST_WORDS and _GAP.fullmatch(self.gap(here)):
            here += 1
            token = self.tokens[here]
            if token.word.first:  # the next row of a form
                break
            if token.may_be_name and (self.cased or token.listed or here == at + 1 or self.keys[here - 1] in self.around.particles) or self._goes_on(here):
                last = here
            elif self.keys[here] not in self.around.particles:
                break
        return last

    def _goes_on(self, here: int) -> bool:
        """Without capitals: a word of a list of names, also an ordinary one; in Arabic script whatever stands behind "servant of"."""
        token = self.tokens[here]
        key = token.word.key
        if not self.cased and self.keys[here - 1] == "عبد":
            return True
        if self.cased or token.excluded or key in self.around.particles:
            return False
        return token.listed and len(key) > 2 or (key.startswith("ال") and bool(name_lists.parts(key[2:])) and self.tokens[here - 1].listed)

    def candidate(self, first: int, last: int, confidence: float) -> Candidate:
        return Candidate(self.tokens[first].word.start, self.tokens[last].word.end, "NAME", confidence)


_READ: WeakKeyDictionary[Passage, People] = WeakKeyDictionary()
"""A passage that several voices read is read once; what was read goes when the passage goes, so it must not hold the passage itself."""


def capitals_speak(words: tuple[Word, ...]) -> bool:
    """Not where all is written small or all large."""
    first = [word for word in words if word.first and word.text[0].isalpha()] or [*words[:1]]  # j'ai: what begins the sentence is read as no word
    large = sum(word.text.isupper() and len(word.text) > 1 for word in words)
    small = sum(not word.capital for word in first)
    return large < len(words) * _SMALL_FROM and (not first or small < len(first) * _SMALL_FROM)


def known_names(passage: Passage) -> Iterator[Candidate]:
    """Words that a list of names holds; where they are ordinary words too, only with a capital inside a sentence or a name beside them."""
    people = People.of(passage)
    done = -1
    for at, token in enumerate(people.tokens):
        if at <= done or (people.cased and not token.word.capital) or token.word.key in people.around.particles:
            continue
        if at and _PATRONYMIC.fullmatch(token.word.key) and _GAP.fullmatch(people.gap(at - 1)) and people.tokens[at - 1].listed:
            yield people.candidate(at - 1, at, LISTED)
            continue
        if not token.listed or token.excluded or not _stands_alone(people, at):
            continue
        done = people.run(at)
        yield people.candidate(_with_before(people, at), done, LISTED)


def _stands_alone(people: People, at: int) -> bool:
    token = people.tokens[at]
    if people.cased:
        return token.capital and (not token.word.first or not token.is_word or _neighbour(people, at))
    if not token.is_word:
        return len(token.word.key) > 2
    if people.language in known_words.WITHOUT_CAPITALS:
        return at + 2 < len(people.tokens) and people.keys[at + 1] in ("عبد", "بن", "بنت") and bool(_GAP.fullmatch(people.gap(at)))
    return _neighbour(people, at)


def _neighbour(people: People, at: int) -> bool:
    """Is the next word, one blank away, a name of a list that is no ordinary word?"""
    if at + 1 >= len(people.tokens) or not _GAP.fullmatch(people.gap(at)):
        return False
    other = people.tokens[at + 1]
    return other.may_be_name and (other.listed or not other.is_word)


def _with_before(people: People, at: int) -> int:
    """With the capital before it that belongs to it: Small Kobby."""
    before = at - 1
    if people.cased and before >= 0 and people.tokens[before].capital and _GAP.fullmatch(people.gap(before)) and (not people.tokens[before].word.first or not people.tokens[before].is_word):
        return before
    return at


def titled(passage: Passage) -> Iterator[Candidate]:
    """A title or a word of kinship with the name behind or before it. A name that no list holds is a name there."""
    people = People.of(passage)
    for at in range(len(people.tokens)):
        for phrases, is_title in ((people.around.titles, True), (people.around.kin, False)):
            length = phrase_ending(people.keys, at, phrases)
            if length and not (is_title and _is_small_word(people, at)) and at + 1 < len(people.tokens) and _TITLE_GAP.fullmatch(people.gap(at)) and (is_title and len(people.keys[at]) < _LONGER_THAN_SHORT or "." not in people.gap(at)) and _follows(people, at + 1, is_title):
                yield _with_elision(people, people.candidate(_with_article(people, at - length + 1), people.run(at + 1), TITLED))
                break
        name = at - phrase_ending(people.keys, at, people.around.after)
        if 0 <= name < at and _GAP.fullmatch(people.gap(name)) and (_precedes(people, name) or people.tokens[name].capital and people.tokens[name].listed):
            first = name - 1 if name and _GAP.fullmatch(people.gap(name - 1)) and _precedes(people, name - 1) else name
            yield people.candidate(first, at, TITLED)


def _with_elision(people: People, found: Candidate) -> Candidate:
    """With the article that French writes together with a title: l'imam."""
    elided = people.language == "fr" and people.plain[max(0, found.start - 2):found.start].lower() == "l'"
    return Candidate(found.start - 2, found.end, found.kind, found.confidence) if elided else found


def _is_small_word(people: People, at: int) -> bool:
    """"me", "ma": a title that is a word of grammar too needs its capital."""
    return people.keys[at] in _SMALL_WORDS and not (people.cased and people.tokens[at].word.capital)


def _follows(people: People, at: int, is_title: bool, particles: int = 5) -> bool:
    token = people.tokens[at]
    if is_title and (people.cased and token.word.capital and not token.word.first or phrase_ending(people.keys, at - 1, people.around.bare)) and not known_words.is_common(token.word.key, token.language):
        return token.word.key not in people.around.large | people.around.stops and (people.cased or token.listed or known_words.often(token.word.key, people.language) is not known_words.Often.ALWAYS and not phrase_ending(people.keys, at, people.around.called))
    if is_title and people.cased and people.keys[at] in people.around.particles and at + 1 < len(people.tokens) and particles > 0 and (token.word.capital or particles < 5):
        return _follows(people, at + 1, is_title, particles - 1)  # mr. Van der Wal
    if token.excluded or phrase_ending(people.keys, at, people.around.called):
        return False
    if people.cased:
        return token.capital or (token.listed and not token.is_word)
    if people.keys[at] in people.around.particles and at + 1 < len(people.tokens):
        return particles > 0 and _follows(people, at + 1, is_title, particles - 1)
    if not is_title and not people.cased and (_is_only_word(token) or token.word.key in people.around.stops):
        return False
    return not token.is_word and (token.has_dictionary or token.listed) or token.listed and (is_title or people.language in CASED_LANGUAGES or people.language == "ur")


def _is_only_word(token: Token) -> bool:
    """A word used always that is a name in other languages alone."""
    return known_words.often(token.word.key, token.language) is known_words.Often.ALWAYS and token.word.key not in name_lists.own(token.language)


def _precedes(people: People, at: int) -> bool:
    token = people.tokens[at]
    if token.excluded or people.keys[at] in people.around.stops:
        return False
    if people.cased:
        return token.capital and not (token.word.first and token.is_word)
    return token.listed or not token.is_word


def called(passage: Passage) -> Iterator[Candidate]:
    """The name after "my name is", "звали", "नाम"; before "деген", "भन्ने"."""
    people = People.of(passage)
    for at in range(len(people.tokens) - 1):
        if phrase_ending(people.keys, at, people.around.called):
            first = _name_after(people, at)
            if first:
                yield people.candidate(first, people.run(first), CALLED)
        elif not people.cased and phrase_ending(people.keys, at, people.around.here) and _is_said_here(people.tokens[at + 1]) and _GAP.fullmatch(people.gap(at)):
            yield people.candidate(at + 1, people.run(at + 1), HERE)
        if phrase_ending(people.keys, at + 1, people.around.called_after) and _precedes(people, at) and _GAP.fullmatch(people.gap(at)):
            yield people.candidate(at, at, CALLED)


def _is_said_here(token: Token) -> bool:
    return token.listed and not token.excluded and token.word.key not in token.around.stops and not (token.language == "ur" and token.is_word)


def _name_after(people: People, at: int) -> int:
    """The first word of the name, at most two words on; 0 for none."""
    for here in range(at + 1, min(at + 4, len(people.tokens))):
        if not _CALLED_GAP.fullmatch(people.gap(here - 1)):
            return 0
        token = people.tokens[here]
        if not people.cased and here == at + 1 and phrase_ending(people.keys, at, people.around.bare) and not token.excluded:
            return here
        if token.capital or (not people.cased and (token.listed and not _is_only_word(token) or not token.is_word) and not token.excluded and len(token.word.key) > 1 and token.word.key not in people.around.particles | people.around.stops and not (_AND_SO.match(token.word.key) and not token.listed)):
            return _with_article(people, here)
        if not people.cased and people.keys[here] not in people.around.articles | people.around.particles:
            return 0
    return 0


def _with_article(people: People, here: int) -> int:
    return here - 1 if here and people.keys[here - 1] in people.around.articles and people.gap(here - 1) == " " else here


def capitals(passage: Passage) -> Iterator[Candidate]:
    """A word with a capital that is no ordinary word: inside a sentence, or at its start where a dictionary knows the language."""
    people = People.of(passage)
    done = -1
    if not people.cased:
        return
    for at, token in enumerate(people.tokens):
        if at <= done or not token.word.capital or not token.capital or len(token.word.key) < 2:
            continue
        sure = _sure_of_capital(people, at)
        if sure:
            done = people.run(at)
            yield people.candidate(at, done, sure)


def _sure_of_capital(people: People, at: int) -> float:
    token = people.tokens[at]
    if token.word.first:
        return 0 if token.is_word else WORD_WITH_CAPITAL if token.has_dictionary else LOOK
    if token.is_word:
        beside_name = any(phrase_ending(people.keys, at, phrases) for phrases in (people.around.titles, people.around.kin, people.around.after)) or token.word.key in people.around.offices
        return 0 if beside_name or (token.word.text.isupper() and not token.listed) else WORD_WITH_CAPITAL
    return CAPITAL


def unknown(passage: Passage) -> Iterator[Candidate]:
    """Where capitals say nothing: a word that neither a dictionary nor a list of names holds."""
    people = People.of(passage)
    if people.cased or people.language not in known_words.WITH_DICTIONARY or people.language == "lo":
        return
    sure = LOOK if people.language in known_words.WITHOUT_CAPITALS and people.language not in known_words.TURNED_BACK else UNKNOWN
    for at, token in enumerate(people.tokens):
        if len(token.word.key) > (2 if sure == UNKNOWN else 3) and not token.is_word and not token.listed:
            yield people.candidate(at, at, sure)


def again(passage: Passage) -> Iterator[Candidate]:
    """Names that another sign has shown, wherever they stand, with the ending they have there."""
    people = People.of(passage)
    shown: set[str] = set()
    sure = sorted((found.start, found.end) for finder in (known_names, titled, called) for found in finder(passage))
    for start, end in sure:
        for token in people.tokens[bisect_left(people.starts, start):bisect_left(people.starts, end)]:
            if len(token.word.key) > 2 and not token.is_word and token.may_be_name:
                shown.update(form for form in base_forms(token.word.key) if len(form) > 2)
    shown.update(token.word.key for token in people.tokens if token.capital and not token.word.first and not token.is_word and len(token.word.key) > 3)
    if not shown:
        return
    for at, token in enumerate(people.tokens):
        if (token.capital if people.cased else not token.is_word) and not shown.isdisjoint(form for form in base_forms(token.word.key) if len(form) > 2):
            yield people.candidate(at, at, AGAIN)
