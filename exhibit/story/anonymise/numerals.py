"""Numbers in words: twenty-six, quatre-vingt-dix, eenentwintig, двумя, خمسة وعشرون, पैँसट्ठी हजार; each becomes one token with its value.

A number token in `Line.text` is `<26>` in figures, `<26w>` in words, `<6c>` for a word that counts by itself (шестеро) and `<3o>` for the
third. A lone "one" stays a word: in most languages it is the article. The table is numerals.toml.
"""
from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from exhibit.story.anonymise.line import Line, Token, line_of, tokens_of
from exhibit.story.anonymise.passage import Passage, folded

TABLE = Path(__file__).with_name("numerals.toml")
FIELDS = {"words", "one", "links", "ordinals", "ordinal_endings", "together", "prefixes", "glued", "halves", "reads", "counted_by", "twenties", "tens"}
_LAO_COUNTED = r"(?=\s*(?:ຄົນ|ປີ|ເດືອນ|ອາທິດ|ມື້|ວັນ|ຄືນ|ກີບ|ບາດ|ວອນ|ໂດລາ|ຢູໂຣ|ຣິງກິດ|ເຢນ|ເອີໂຣ|ຢວນ|ດົງ|ຫຼັງ|ຫລັງ|ຫ້ອງ|ຄອບຄົວ|ຂວບ|ໂຕ|ຕົວ|ຄັນ|ລຳ|ເຄື່ອງ|ພັນ|ລ້ານ|ກວ່າ|ນາງ|ແມ່ຍິງ|ເມືອງ))"


@dataclass(frozen=True)
class Numerals:
    """Number words of one language, by the word as `folded` keeps it."""

    values: dict[str, int]
    stems: tuple[tuple[str, int], ...]
    ones: frozenset[str]
    together: dict[str, int]
    together_stems: tuple[tuple[str, int], ...]
    ordinals: dict[str, int]
    links: frozenset[str]
    halves: frozenset[str]
    prefixes: tuple[str, ...] = ()
    glue: re.Pattern[str] | None = None
    begins: frozenset[str] = field(default=frozenset())
    counted_by: re.Pattern[str] | None = None
    twenties: bool = False
    tens: bool = False

    def value(self, key: str) -> int | None:
        """Of a cardinal word, else None."""
        found = self.values.get(key)
        if found is None and key[:2] in self.begins:
            found = next((value for stem, value in self.stems if key.startswith(stem)), None)
        return found

    def counted(self, key: str) -> int | None:
        """Of a word that counts people by itself."""
        found = self.together.get(key)
        if found is None and self.together_stems:
            found = next((value for stem, value in self.together_stems if key.startswith(stem)), None)
        return found


def _rows(text: str) -> Iterator[tuple[list[str], int]]:
    for row in text.split(","):
        *forms, value = row.split()
        yield [folded(form) for form in forms], int(value)


def _forms(text: str) -> tuple[dict[str, int], tuple[tuple[str, int], ...]]:
    """Whole words, and stems with any ending."""
    pairs = [(form, value) for forms, value in _rows(text) for form in forms] if text else []
    return {form: value for form, value in pairs if not form.endswith("*")}, tuple((form[:-1], value) for form, value in pairs if form.endswith("*"))


@cache
def _table() -> dict[str, dict[str, str]]:
    table = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    for language, row in table.items():
        if unknown := set(row) - FIELDS:
            raise ValueError(f"{TABLE.name} [{language}] has fields that nobody reads: {', '.join(sorted(unknown))}")
    return table


@cache
def numerals(language: str) -> Numerals:
    """The number words of a language, with those of the language that its speakers mix in. KeyError for a language the table lacks."""
    row = _table()[language]
    values, stems = _forms(row["words"])
    together, together_stems = _forms(row.get("together", ""))
    endings = row.get("ordinal_endings", "").split() or [""]
    ordinals = {form + ending: value for forms, value in _rows(row.get("ordinals", "x 1")) for form in forms for ending in map(folded, endings)}
    if "reads" in row:
        other = numerals(row["reads"])
        values, stems = other.values | values, stems + other.stems
        together, ordinals = other.together | together, other.ordinals | ordinals
    ordinals = {word: value for word, value in ordinals.items() if word not in values}
    ones = frozenset(map(folded, row["one"].split()))
    glue = re.compile(rf"(?:{'|'.join(sorted(map(re.escape, {*values, *ones, 'en'}), key=len, reverse=True))})+") if row.get("glued") else None
    return Numerals(values, stems, ones, together, together_stems, ordinals, frozenset(row.get("links", "").split()), frozenset(map(folded, row.get("halves", "").split())),
                    tuple(map(folded, row.get("prefixes", "").split())), glue, frozenset(stem[:2] for stem, _ in stems), _counted_by(row, values), bool(row.get("twenties")), bool(row.get("tens")))


def _counted_by(row: dict[str, str], values: dict[str, int]) -> re.Pattern[str] | None:
    """A number written as one word with what it counts (Nepali सातजना)."""
    if "counted_by" not in row:
        return None
    longest = sorted(values, key=len, reverse=True)
    return re.compile(rf"({'|'.join(map(re.escape, longest))})(?=(?:{'|'.join(map(re.escape, row['counted_by'].split()))}))")


@cache
def known_languages() -> frozenset[str]:
    return frozenset(_table())


def read_line(passage: Passage) -> Line:
    """The passage as a line of tokens with its numbers read. Words of a language without a table are read as English ones."""
    base = passage.language.split("-")[0]
    table = numerals(base if base in known_languages() else "en")
    tokens = tokens_of(passage)
    if base == "lo":
        tokens = _lao_cut(tokens, passage.plain, table)
    pieces = [piece for token in tokens for piece in _pieces(token, table)]
    return line_of(_joined(pieces, table), passage)


@dataclass(frozen=True, slots=True)
class _Part:
    """A word or figure that may be part of a number: `linked`: "and" is written together with it."""

    token: Token
    value: int
    flag: str
    linked: bool = False


def _pieces(token: Token, table: Numerals) -> Iterator[_Part | Token]:
    if token.value is not None:
        yield token if token.key.endswith("o>") else _Part(token, token.value, "")
        return
    key = token.key
    if (value := table.value(key)) is not None:
        yield _Part(token, value, "w")
    elif table.counted_by and (found := table.counted_by.match(token.key)):
        middle = token.start + found.end()
        yield _Part(Token(token.start, middle, found.group()), table.values[found.group()], "w")
        yield from _pieces(Token(middle, token.end, key[found.end():]), table)
    elif (value := table.counted(key)) is not None:
        yield _named(token, value, "c")
    elif (value := table.ordinals.get(key)) is not None:
        yield _Part(token, value, "o")
    elif key in table.ones:
        yield _Part(token, 1, "1")
    elif table.glue and len(key) > 5 and table.glue.fullmatch(key):
        yield _Part(token, _glued(key, table), "w")
    else:
        yield _prefixed(token, table) if table.prefixes else token


def _named(token: Token, value: int, flag: str) -> Token:
    return Token(token.start, token.end, f"<{value}{flag}>", value)


def _prefixed(token: Token, table: Numerals) -> _Part | Token:
    """Arabic writes "and", "with" and the article together with the number."""
    for prefix in table.prefixes:
        if token.key.startswith(prefix) and (value := table.values.get(token.key[len(prefix):])) is not None:
            return _Part(token, value, "w", linked=prefix[0] == "و")
    return token


def _glued(key: str, table: Numerals) -> int:
    """Dutch: eenentwintig, honderdvijf, negentienhonderdachtennegentig."""
    parts = re.findall("|".join(sorted(map(re.escape, {*table.values, *table.ones}), key=len, reverse=True)) + "|en", key)
    return _summed([1 if part in table.ones else table.values[part] for part in parts if part in table.values or part in table.ones], table)


def _joined(pieces: Iterable[_Part | Token], table: Numerals) -> Iterator[Token]:
    """Parts of a number side by side become one token."""
    row: list[_Part] = []
    link: Token | None = None
    half: Token | None = None
    for piece in pieces:
        if isinstance(piece, _Part):
            if half:
                piece, half = _Part(Token(half.start, piece.token.end, piece.token.key), piece.value, piece.flag), None
            if row and not _goes_on(row, piece, link is not None, table):
                yield from _closed(row, table)
                if link:
                    yield link
                row = []
            row, link = [*row, piece], None
        elif row and link is None and piece.key in table.links:
            link = piece
        else:
            yield from _closed(row, table)
            if link:
                yield link
            row, link = [], None
            half = piece if piece.key in table.halves else None
            if not half:
                yield piece
    yield from _closed(row, table)
    if link:
        yield link


def _goes_on(row: list[_Part], part: _Part, linked: bool, table: Numerals) -> bool:
    """May this part follow the number so far? Twenty five may, two three may not."""
    last = row[-1].value
    if row[-1].flag == "o":
        return False
    if part.flag == "" or (row[-1].flag == "" and part.value < 1000 and part.value != 100):
        return False
    if part.value in (100, 1000) or part.value >= 10_000:
        return not linked and last < part.value
    if last < 10 and part.linked and 20 <= part.value <= 90:
        return True  # Arabic says five and twenty
    if last < 10 and part.value == 10 and part.flag == "w" and not linked:
        return True  # Arabic says three ten for thirteen, Lao two ten for twenty
    if table.twenties and (last == 4 and part.value == 20 or last == 60 and part.value < 20 or last == 20 and len(row) > 1 and row[-2].value == 4 and part.value < 20):
        return True  # French
    if last in (19, 20) and 10 <= part.value <= 99 and len(row) == 1 and not linked:
        return True  # nineteen ninety-eight
    return last >= 20 and part.value < _room(last) or last == 10 and part.value < 10 and not linked


def _room(last: int) -> int:
    """What is smaller may follow: after 20 units, after 300 tens, after thousands hundreds; after 27 nothing."""
    return next((room for room in (1000, 100, 10) if last % room == 0), 0)


def _closed(row: list[_Part], table: Numerals) -> Iterator[Token]:
    if not row:
        return
    if len(row) == 1 and row[0].flag == "1":
        yield row[0].token
        return
    value = row[0].value if len(row) == 1 else _summed([part.value for part in row], table)
    flag = "o" if row[-1].flag == "o" else "" if len(row) == 1 and row[0].flag == "" else "w"
    yield Token(row[0].token.start, row[-1].token.end, f"<{value}{flag}>", value)


def _summed(values: list[int], table: Numerals) -> int:
    """Multiplies and adds as languages do: two hundred (and) five thousand sixty."""
    total = group = 0
    if len(values) >= 2 and values[0] in (19, 20) and 10 <= values[1] <= 99:
        group, values = values[0] * 100, values[1:]
    for value in values:
        if value >= 1000 and value != 2000:
            total += max(group, 1) * value
            group = 0
        elif value == 100 or table.tens and value == 10:
            unit = group % (10 if value == 10 else 100)
            group += (max(unit, 1) * value) - unit
        elif table.twenties and value == 20 and group % 100 == 4:
            group += 76
        else:
            group += value
    return total + group


def _lao_cut(tokens: Iterable[Token], plain: str, table: Numerals) -> Iterator[Token]:
    """Lao has no blanks: number words are cut out where something counted or a greater number follows."""
    word = "|".join(sorted(map(re.escape, table.values), key=len, reverse=True))
    cuts = [found.span() for run in re.finditer(rf"(?:{word})+{_LAO_COUNTED}", plain) for found in re.compile(word).finditer(plain, *run.span())]
    for token in tokens:
        at = token.start
        for start, end in cuts if token.value is None else ():
            if at <= start and end <= token.end:
                if at < start:
                    yield Token(at, start, plain[at:start])
                yield Token(start, end, plain[start:end])
                at = end
        if at == token.start:
            yield token
        elif at < token.end:
            yield Token(at, token.end, plain[at:token.end])
