"""What is dictated in words: telephone numbers and numbers of papers (zero eight five five, zéro sept cinquante-trois, ноль девяносто три), the
number of a room or house (número cuarenta y uno), and e-mail addresses (rosa dot mendez at mail dot com)."""
from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from exhibit.story.anonymise.announced import announcers
from exhibit.story.anonymise.line import Token
from exhibit.story.anonymise.lines import line_read
from exhibit.story.anonymise.merge import Candidate
from exhibit.story.anonymise.numerals import known_languages, numerals
from exhibit.story.anonymise.passage import Passage, folded

TABLE = Path(__file__).with_name("spelled.toml")
FIELDS = ("zero", "double", "digits", "links", "at", "dot", "stroke")
_LEAST_NUMBERS, _LEAST_FIGURES, _LEAST_IN_WORDS = 4, 6, 3
_OF_A_TELEPHONE = 8
_HIGHEST = 10_000  # no group of a number that is dictated is greater
_SIGNS_BETWEEN = frozenset(",-./…–—،")
_ENDS = frozenset(".,;:!?()»”\"—۔،।")
_LAST = (r"com|mx|co|ar|pe|cl|ve|ec|bo|uy|py|gt|hn|ni|cr|do|cu|ao|mz|cv|st|by|kz|ch|lu|za|ng|ke|gh|sn|ml|ne|ci|cm|in|uk|us|ca|sa|ae|qa|kw|lb|jo|lk|in|net|org|info|example|test|fr|nl|be|es|pt|br|ru|ua|uk|kg|eu|de|it|co|pk|np|la|eg|ma|dz|tn|edu|gov|mail|gmail|yahoo|hotmail|outlook|ком|нет|орг|ру|рф|юа|уа|бай|кейжи|кг|гмейл|мейл|почта|كوم|نت|اورج|کام|نیٹ|جی میل|कम|नेट|जिमेल|ຄອມ")
_PROVIDER = r"gmail|g-?mail|yahoo|hotmail|outlook|icloud|proton(?:mail)?|gmx|mail|yandex|гмейл|джимейл|жимейл|яндекс|мейл|мэйл|хотмейл|укрнет|جيميل|جي ميل|ياهو|هوتميل|جی میل|یاہو|ہاٹ میل|जिमेल|याहु|ຈີເມວ|ຢາຮູ"
_WORDS_TOO = frozenset(("at", "ат", "ет", "chez", "эт", "ит"))
"""Said for the sign, and words of grammar."""
_NAME = r"[^\W_][\w.-]{0,40}"


@dataclass(frozen=True)
class Said:
    """How one language says figures and signs."""

    figures: dict[str, str]
    double: frozenset[str]
    links: frozenset[str]
    at: re.Pattern[str]
    before: re.Pattern[str]


def numbers_in_words(passage: Passage) -> Iterator[Candidate]:
    """Rows of numbers in words that are no count: four numbers side by side or more, six figures or more, and not merely counted up."""
    said = _said(passage.language.split("-")[0])
    if passage.language.split("-")[0] == "lo":
        yield from _in_lao(passage, said)
        return
    run: list[tuple[Token, str]] = []
    for token in (*line_read(passage).tokens, Token(0, 0, "")):
        figures = _figures(token, said)
        if figures is not None:
            run.append((token, figures))
        elif not run:
            continue
        elif not (token.key in _SIGNS_BETWEEN or token.key in said.links):
            yield from _of_run(passage, run)
            run = []
        else:
            run.append((token, "-"))


def _figures(token: Token, said: Said) -> str | None:
    """The figures of a token of a dictated number; "=" for the word that doubles the next."""
    if token.value is not None and "o>" not in token.key and "c>" not in token.key:
        return str(token.value) if token.value < _HIGHEST else None
    return said.figures.get(token.key, "=" if token.key in said.double else None)


def _of_run(passage: Passage, run: list[tuple[Token, str]]) -> Iterator[Candidate]:
    while run and run[-1][1] in ("-", "="):
        run = run[:-1]
    while run and run[0][1] == "-":
        run = run[1:]
    numbers = [figures for _, figures in run if figures not in ("-", "=")]
    spoken = sum(not token.key[:2].strip("<").isdigit() or token.key.endswith("w>") for token, figures in run if figures not in ("-", "="))
    length = sum(map(len, numbers)) + sum(figures == "=" for _, figures in run)
    counted_up = all(int(b) == int(a) + 1 for a, b in zip(numbers, numbers[1:], strict=False))
    if len(numbers) >= _LEAST_NUMBERS and length >= _LEAST_FIGURES and spoken >= _LEAST_IN_WORDS and not counted_up:
        kind = "PHONE" if length >= _OF_A_TELEPHONE else "IDENTITY_NUMBER"
        start = _with_letters(passage.plain, run[0][0].start)
        yield Candidate(start, run[-1][0].end, kind, 0.9)


def _with_letters(plain: str, start: int) -> int:
    """Single letters said before the figures (a b four four), and "plus"."""
    before = re.search(r"(?<!\w)(?:(?:plus|плюс|más|mais|plus|زائد)\s|(?-i:[A-Z]\s){1,3})$", plain[max(0, start - 8):start], re.I)
    return start - len(before.group()) if before else start


def _in_lao(passage: Passage, said: Said) -> Iterator[Candidate]:
    """Lao writes no blanks: six words for single figures or more side by side."""
    word = "|".join(sorted(map(re.escape, said.figures), key=len, reverse=True))
    for found in re.finditer(rf"(?:(?:{word})[\s-]?){{6,}}", passage.plain):
        yield Candidate(found.start(), found.start() + len(found.group().rstrip(" -")), "PHONE", 0.85)


def numbered_in_words(passage: Passage) -> Iterator[Candidate]:
    """A room, bed, house or bus whose number is said in words: behind a word for "number", or at the end of a phrase."""
    row = announcers(passage.language.split("-")[0])
    tokens = line_read(passage).tokens
    for at, token in enumerate(tokens):
        if at and token.value is not None and token.key.endswith("w>") and token.value < _HIGHEST:
            before, behind = tokens[at - 1], tokens[at + 1].key if at + 1 < len(tokens) else "."
            numbered = row.number.holds(before.key) and len(before.key) > 3
            thing = row.things.holds(before.key) and len(before.key) > 3
            if not row.counted.holds(behind) and (numbered or thing and behind in _ENDS):
                yield Candidate(token.start, token.end, "IDENTITY_NUMBER", 0.7)


def emails_in_words(passage: Passage) -> Iterator[Candidate]:
    """An address with its signs said: name at site dot com; with a sign and a word as well."""
    said = _said(passage.language.split("-")[0])
    plain = passage.plain
    for found in said.at.finditer(plain):
        before = said.before.search(plain, max(0, found.start() - 120), found.start())
        if before:
            yield Candidate(before.start(), found.end(), "EMAIL", 0.9)


@cache
def _said(language: str) -> Said:
    table = _table()
    own, common = table.get(language, table["en"]), table["all"]
    row = {field: f"{own[field]} {common[field]}" for field in FIELDS}
    pairs = row["digits"].split()
    figures = dict.fromkeys(map(folded, row["zero"].split()), "0") | {folded(word): value for word, value in zip(pairs[::2], pairs[1::2], strict=True)}
    figures |= dict.fromkeys(numerals(language if language in known_languages() else "en").ones, "1")
    dot, stroke = ("|".join(map(re.escape, row[field].split())) for field in ("dot", "stroke"))
    clear, weak = ("|".join(re.escape(word) for word in row["at"].split() if (word in _WORDS_TOO) is too) for too in (False, True))
    host, written = (rf"{_NAME}(?:(?:{point}|\s(?:{dot})\s|\s(?:{stroke})\s){_NAME}){{0,2}}?(?:{point}|\s(?:{dot})\s)(?:{_LAST})" for point in (r"\s?\.\s?", r"\.|\s\.\s"))  # chez nous. Ne: that point ends a sentence
    return Said(figures, frozenset(map(folded, row["double"].split())), frozenset(map(folded, row["links"].split())),
                re.compile(rf"(?:(?<!\w)(?:(?:{clear}|(?:{clear}|{weak})\s(?:the|द|دی)\s(?:rate|रेट|ریٹ))\s{host}|(?:{weak})\s{written})|(?<!\w)(?:{clear})\s(?:{_PROVIDER})(?:\s(?:{dot})\s(?:{_LAST}))?|@\s?{_NAME}(?:\s(?:{dot})\s(?:{_LAST}))+)(?!\w)", re.I),
                re.compile(rf"(?<![\w.-]){_NAME}(?:\s(?:gui[oó]n bajo|tiret du bas|нижнее подчеркивание|{dot}|{stroke})\s{_NAME}|_{_NAME}|\s\d{{1,6}}){{0,4}}\s?$", re.I))


@cache
def _table() -> dict[str, dict[str, str]]:
    table: dict[str, dict[str, str]] = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    for language, row in table.items():
        if set(row) != set(FIELDS):
            raise ValueError(f"{TABLE.name} [{language}] needs {', '.join(FIELDS)}.")
    return table
