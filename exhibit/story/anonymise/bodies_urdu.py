"""Bodies of Urdu whose names are ordinary words, or English ones in Urdu letters: سوریا گلووز, کیفے زعفران, روشنی ویمنز ایڈ, فیکٹری تھی، سی اسٹار فشریز.

Words that stand in names of firms only take up to three words before them along; a word for a kind of body takes a word that such names are
made of, a name or a place, with what the body deals in between; a kind that stands before its name takes what follows, up to a word of grammar.
The words are bodies_urdu.toml's.
"""
from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from exhibit.story.anonymise import name_lists
from exhibit.story.anonymise.gazetteer import is_place, loosened, name_key
from exhibit.story.anonymise.kinship import beside
from exhibit.story.anonymise.known_words import Use, is_common, never, use
from exhibit.story.anonymise.merge import Candidate
from exhibit.story.anonymise.passage import Passage
from exhibit.story.anonymise.tokens import Phrases, Token, tokens
from exhibit.story.anonymise.word_tables import word_table

TABLE = Path(__file__).with_name("bodies_urdu.toml")
SUBJECTS = frozenset("brands kinds plain trades fronts vessels names unions loose short announced".split())
_LIKELY = 0.6
_LONGEST = 3  # words of a name beside its kind
_NEAR = 5  # words between a kind and the comma behind which its name stands
_VERBS = ("تا", "تي", "تے", "تيں", "ئے", "وں", "نے", "ؤں", "كر", "يں")
_POSTPOSITIONS = frozenset(map(name_key, "میں سے پر نے کو کا کی کے تک والوں والے والی والا کہ اور تھا تھی ہے".split()))
_COPULAS = frozenset(map(name_key, "تھا تھی تھے ہے ہیں تھیں".split()))
_ENDS = ("،", ",", "۔", ".", "؟", "!", "؛", ")", "\n", "»", "”", '"', ":")
_NUMBERED = frozenset(map(name_key, "نمبر گیٹ بلاک سیکٹر فیز".split()))
_PUBLIC = frozenset(map(name_key, "گورنمنٹ گورنمینٹ ڈسٹرکٹ سول تحصیل".split()))
_SHOWY = frozenset(map(name_key, "روزنامہ ماہنامہ کیفے کافے سیلون بوتیک ریسٹورنٹ ریستوران ڈھابہ بیکری پارلر تھیٹر سینما تنظیم ٹرسٹ فاؤنڈیشن شیلٹر".split()))
"""Kinds whose names may be any word."""
_SIR = name_key("صاحب")
_OBLIQUE = frozenset(map(name_key, "میں سے پر کا کی کے نے والوں والے".split()))
_LINKS = frozenset(map(name_key, "آف اینڈ".split()))
_LETTERS = frozenset(map(name_key, "اے بی سی ڈی ای ایف جی ایچ آئی جے ایل ایم این او پی کیو آر ایس ٹی یو وی ڈبلیو ایکس وائی زیڈ".split()))
Row = tuple[Token, ...]


def bodies_in_urdu(passage: Passage) -> Iterator[Candidate]:
    """Bodies with their names, the kind before or behind."""
    if passage.language.split("-")[0] != "ur":
        return
    row = tokens(passage)
    for place in range(len(row)):
        yield from _branded(passage, row, place)
        yield from _of_kind(passage, row, place)
        yield from _behind_front(passage, row, place)
        yield from _announced(passage, row, place)
        yield from _compound(passage, row, place)
        yield from _lettered(passage, row, place)
        yield from _linked(passage, row, place)


def _branded(passage: Passage, row: Row, place: int) -> Iterator[Candidate]:
    """سوریا گلووز, سی اسٹار فشریز: up to three words that are no grammar, before a word of firms' names."""
    count = _phrases("brands").at(row, place) or _is_english_plural(row[place])
    if not count:
        return
    first = _first(passage, row, place, _LONGEST)
    while first < place and (row[first].key in _words("plain") or row[first].key.endswith(_VERBS) and _is_word(row[first])):
        first += 1
    if first < place and not all(row[at].key in _words("trades") for at in range(first, place)):
        yield Candidate(row[first].start, row[_end(passage, row, place + count)].end, "ORGANISATION", _LIKELY)


def _is_english_plural(token: Token) -> bool:
    """بریکرز, لاجسٹکس: a word of no dictionary that ends as English plurals do."""
    return len(token.key) > 4 and token.key.endswith(("رز", "لز", "نز", "ٹس", "كس", "ڈز", "ئرز")) and not _is_word(token) and token.key not in _listed()


def _first(passage: Passage, row: Row, place: int, longest: int) -> int:
    first = place
    while first and place - first < longest and _beside(passage, row, first - 1) and not _is_small(row[first - 1]):
        first -= 1
    return first


def _end(passage: Passage, row: Row, beyond: int, is_public: bool = False) -> int:
    """The last word of the name: on over further words for bodies (ٹیکسٹائل ملز لمیٹڈ) and a town behind them (بیورو لاہور), behind a public one
    whatever stands there (گورنمنٹ گرلز ہائی اسکول دوڑ)."""
    last = beyond - 1
    if is_public and last + 2 < len(row) and _beside(passage, row, last) and not _is_small(row[last + 1]) and row[last + 1].key not in _words("plain"):
        last += 1
    while last + 1 < len(row) and _beside(passage, row, last):
        count = _phrases("brands").at(row, last + 1) or _phrases("kinds").at(row, last + 1)
        if not count and not (is_place(row[last + 1].key) and not _is_word(row[last + 1])):
            break
        last += count or 1
    return last


def _of_kind(passage: Passage, row: Row, place: int) -> Iterator[Candidate]:
    """آشیانہ سلائی مرکز, سانجھ تنظیم, پاک یونان دوستی انجمن: before the kind, over what it deals in, words of which one is made for names."""
    count = _phrases("kinds").at(row, place)
    if not count or not place:
        return
    inner = place
    while inner and _beside(passage, row, inner - 1) and row[inner - 1].key in _words("trades"):
        inner -= 1
    first = inner
    while first and inner - first < _LONGEST and _beside(passage, row, first - 1) and (_names(row[first - 1]) or never(row[first - 1].key)):
        first -= 1
    is_union = inner == first and place - inner > 1 and row[place].key in _words("unions")
    is_public = inner < place and row[inner].key in _PUBLIC
    if is_public:
        first = inner
    if is_union or is_public or any(_names(row[at]) for at in range(first, inner)):
        yield Candidate(row[first].start, row[_end(passage, row, place + count, is_public)].end, "ORGANISATION", _LIKELY)


def _names(token: Token) -> bool:
    """A word that names of bodies are made of: one of the list, a name, a place, one of no dictionary."""
    key = token.key
    if _is_small(token) or key in _words("plain") or never(key) and key not in _words("names"):
        return False
    return key in _words("names") or key in _listed() or not _is_word(token) and len(key) > 2


def _behind_front(passage: Passage, row: Row, place: int) -> Iterator[Candidate]:
    """کیفے زعفران, بیوٹی سیلون لمسات, کمپنی گھر سہولت کی: behind the kind, words that are no grammar, up to a postposition or the end of the clause."""
    count = _phrases("fronts").at(row, place) or _phrases("vessels").at(row, place)
    first = place + count
    if not count or first >= len(row) or not _beside(passage, row, first - 1):
        return
    last = first - 1
    while last + 1 < len(row) and last + 1 - first < _LONGEST and _beside(passage, row, last) and not _is_small(row[last + 1]) and (row[last + 1].key not in _words("plain") or row[last + 1].key in _words("names")) and not row[last + 1].key.endswith(_VERBS):
        last += 1
    length = last - first + 1
    if not length or row[first].key in _NUMBERED or length == 1 and (_phrases("kinds").at(row, first) or _phrases("brands").at(row, first)):
        return
    if length == 1 and row[first].key in _words("plain"):
        return
    closes = last + 1 < len(row) and _beside(passage, row, last) and row[last + 1].key in _POSTPOSITIONS or passage.plain[row[last].end:row[last].end + 2].strip()[:1] in (*_ENDS, "")
    if closes and (any(_names(row[at]) for at in range(first, last + 1)) or row[place].key in _SHOWY and row[first].key not in _words("trades") or length > 1 and all(row[at].key not in _words("trades") for at in range(first, last + 1))):
        yield Candidate(row[place].start, row[last].end, "ORGANISATION", _LIKELY)


def _announced(passage: Passage, row: Row, place: int) -> Iterator[Candidate]:
    """دستانوں کی فیکٹری تھی، سوریا گلووز۔ — one to four words that are no grammar between a comma and the end of the clause, behind a kind."""
    if row[place].key not in _words("announced"):
        return
    comma = next((at for at in range(place, min(place + _NEAR, len(row) - 1)) if passage.plain[row[at].end:row[at + 1].start].strip() in ("،", ",")), -1)
    if comma < 0 or comma > place and row[comma].key not in _COPULAS:
        return
    last = comma
    while last + 1 < len(row) and last - comma < _LONGEST + 1 and (last == comma or _beside(passage, row, last)) and not _is_small(row[last + 1]) and row[last + 1].key not in _words("plain"):
        last += 1
    if comma < last and passage.plain[row[last].end:row[last].end + 2].strip()[:1] in (*_ENDS, "") and not row[last].key.endswith(_VERBS) and any(_names(row[at]) or _phrases("brands").at(row, at) for at in range(comma + 1, last + 1)):
        yield Candidate(row[comma + 1].start, row[last].end, "ORGANISATION", _LIKELY)


def _compound(passage: Passage, row: Row, place: int) -> Iterator[Candidate]:
    """پرنس کار واش پر, مدینہ جوتا ساز پر: a name or a word of no dictionary and nouns side by side with it, before a postposition or the end of the clause,
    are one name: between two nouns Urdu writes a postposition."""
    if not _is_proper(row[place]) or place and _beside(passage, row, place - 1) and _is_proper(row[place - 1]):
        return
    last = place
    while last + 1 < len(row) and last - place < _LONGEST and _beside(passage, row, last) and _goes_on(row[last + 1]):
        last += 1
    if last == place or all(_is_proper(row[at]) for at in range(place, last + 1)):
        return
    closes = last + 1 < len(row) and _beside(passage, row, last) and row[last + 1].key in _OBLIQUE or passage.plain[row[last].end:row[last].end + 2].strip()[:1] in ("،", ",", "۔", ".")
    if closes:
        yield Candidate(row[place].start, row[last].end, "ORGANISATION", _LIKELY)


def _is_proper(token: Token) -> bool:
    """A name that is nothing else, or a word no dictionary holds."""
    return len(token.key) > 2 and not _is_small(token) and not never(token.key) and (token.key in _listed() or not _is_word(token)) and token.key not in _words("plain") and token.key not in _words("trades") and not token.key.endswith(_VERBS)


def _goes_on(token: Token) -> bool:
    key = token.key
    return len(key) > 1 and not _is_small(token) and not never(key) and key not in _words("plain") and key not in _words("loose") and key not in _beside_names() and not key.endswith(_VERBS)


@cache
def _beside_names() -> frozenset[str]:
    around = beside("ur")
    return frozenset(loosened(word) for phrases in (around.titles, around.kin, around.after) for rows in phrases.values() for phrase in rows for word in phrase)


def _lettered(passage: Passage, row: Row, place: int) -> Iterator[Candidate]:
    """ایس او ایس ولیج, سی جی ٹی: three letters or more by their English names, that are no everyday short form."""
    last = place
    while last < len(row) and row[last].key in _LETTERS and (last == place or _beside(passage, row, last - 1)):
        last += 1
    if last - place < 3 or place and _beside(passage, row, place - 1) and row[place - 1].key in _LETTERS or _phrases("short").at(row, place) >= last - place:
        return
    yield Candidate(row[place].start, row[_end(passage, row, last)].end, "ORGANISATION", _LIKELY)


def _linked(passage: Passage, row: Row, place: int) -> Iterator[Candidate]:
    """بینک آف خیبر, خان اینڈ سنز: words before and behind an English link."""
    if row[place].key not in _LINKS or not 0 < place < len(row) - 1 or not _beside(passage, row, place - 1) or not _beside(passage, row, place) or _is_small(row[place - 1]) and row[place - 1].key != _SIR or _is_small(row[place + 1]):
        return
    first = min(_first(passage, row, place, 2), place - 1) - (row[place - 1].key == _SIR)
    last = place + 1
    if last + 1 < len(row) and _beside(passage, row, last) and (_is_proper(row[last + 1]) or _phrases("brands").at(row, last + 1)):
        last += 1
    yield Candidate(row[max(0, first)].start, row[last].end, "ORGANISATION", _LIKELY)


def _is_small(token: Token) -> bool:
    """Grammar, or a word that is never a name."""
    return is_common(token.key, "ur") or token.key in _POSTPOSITIONS or len(token.key) < 2 and token.key.isascii() or token.key in beside("ur").stops


def _is_word(token: Token) -> bool:
    return bool(use(token.key, "ur") & Use.WORD)


def _beside(passage: Passage, row: Row, at: int) -> bool:
    """Is the next word one blank away, or a blank and a quote?"""
    return at + 1 < len(row) and row[at + 1].start - row[at].end <= 2 and not passage.plain[row[at].end:row[at + 1].start].strip(' «"“-')


@cache
def _listed() -> frozenset[str]:
    return name_lists.keys_of("ur") - beside("ur").not_names


@cache
def _phrases(subject: str) -> Phrases:
    return Phrases(word.replace("_", " ") for word in _table()[subject].split())


@cache
def _words(subject: str) -> frozenset[str]:
    return frozenset(name_key(word.replace("_", " ")) for word in _table()[subject].split())


def _table() -> dict[str, str]:
    return word_table(TABLE, SUBJECTS)
