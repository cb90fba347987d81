"""Numbers of papers, files and cars in a story: more than in notes (numbers.py), and what only looks like one, in any script."""
from __future__ import annotations

import re
from collections.abc import Iterator

from exhibit.story.anonymise.merge import Candidate
from exhibit.story.anonymise.numbers import identity_numbers
from exhibit.story.anonymise.passage import Passage
from exhibit.story.anonymise.words import alternatives

_SIGN = r"(?:[^\W_]|[\u0900-\u0903\u093a-\u094f\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece])"
_LINKED = re.compile(rf"(?<![\w@./:-]){_SIGN}{{1,8}}(?:[-/.]{_SIGN}{{1,10}}){{1,4}}(?![\w@-])")
_LETTERED = re.compile(r"(?<![\w@./-])(?:[^\W\d_]{1,3}\s?-?\d(?:\s?\d){4,9}[^\W\d_]?|[A-Za-z]\d{1,2}[A-Za-z]\d{4,7}|\d{1,3}[A-Za-z]{1,3}\d{3,7})(?![\w-])")
_NUMBERED = re.compile(rf"(?<!\w)(?:№|n[o°º]\.|n\.º|no\.)\s?((?=[^\s]*\d\d){_SIGN}+(?:[-/.]{_SIGN}+)*)", re.I)
_AFTER_PAPER = re.compile(rf"(?<!\w)(?:{alternatives('papers')})\w{{0,3}}[\s:(№#]*(?=[^\d]{{0,4}}(?:\d\s?){{6,12}}(?!\d))((?:[^\W\d_]{{1,3}}\s?)?\d{{2,6}}(?:\s?\d{{2,6}}){{0,3}})(?!\w)", re.I)
_PLATE = re.compile(
    r"(?<![\w@./-])(?:[A-ZА-ЯІЇЄҐ]{1,3}[\s-]?\d{3,4}\s?[A-ZА-ЯІЇЄҐ]{1,3}(?:\s?\d{2,3})?|\d{2}\s?[A-Z]{2}\s?\d{3}\s?[A-Z]{2,3}|[A-Z]{2,3}-\d{3,4})(?![\w-])"
    r"|(?<!\w)[\u0905-\u0939][\u0900-\u097f]?\s\d{1,2}\s[\u0905-\u0939][\u0900-\u097f]?\s\d{3,4}(?!\w)"  # बा १२ च ३४५६
    r"|(?<!\w)(?:[\u0621-\u064a]\s){2,3}\d{3,4}(?!\w)"  # أ ب ج 1234
    r"|(?<=ທະບຽນ)\s?[\u0e81-\u0eae]{2}\s?\d{4}(?!\d)")
_CALENDAR = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}|\d{1,3}(?:[.,]\d{3})+(?:[.,]\d{1,2})?|(?:19|20)\d\d[-/](?:19|20)?\d\d")
_FIGURES_AND_ENDING = re.compile(r"\d+-[^\W\d_]+")
_SMALL_WORDS = frozenset("in on at by to of de le la en el al du au se me a i o e y u i в у с к о и з і й по до за на от из би да op of om te er is los las por con son que una une des les mes ses aux est sur par pas van het een met der die tot and for the its was our has had все нас вас мне его она они или про".split())


def codes(passage: Passage) -> Iterator[Candidate]:
    """Numbers of papers in a story: after their word, after a number sign, letters with five figures or more, or figures and letters linked by strokes."""
    plain = passage.plain
    for start, end in identity_numbers(plain):
        yield Candidate(start, end, "IDENTITY_NUMBER", 0.95)
    for found in _AFTER_PAPER.finditer(plain):
        yield Candidate(*found.span(1), "IDENTITY_NUMBER", 0.95)
    for found in _PLATE.finditer(plain) if not _is_shouted(plain) else ():
        yield Candidate(*found.span(), "IDENTITY_NUMBER", 0.8)
    for found in _NUMBERED.finditer(plain):
        yield Candidate(*found.span(), "IDENTITY_NUMBER", 0.8)
    for found in _LETTERED.finditer(plain):
        if _is_lettered(found.group(), plain):
            yield Candidate(*found.span(), "IDENTITY_NUMBER", 0.85)
    for found in _LINKED.finditer(plain):
        if _is_code(found.group()):
            yield Candidate(*found.span(), "IDENTITY_NUMBER", 0.85)


def _is_shouted(plain: str) -> bool:
    """Is most of the text in capitals? They say nothing then."""
    letters = [char for char in plain if char.isalpha()]
    return 2 * sum(char.isupper() for char in letters) > len(letters) > 40


def _is_lettered(text: str, plain: str) -> bool:
    """Small words before a sum ("of 15000") are no letters of a passport; where capitals say nothing, six figures in one piece must follow."""
    letters = re.match(r"[^\W\d_]*", text)
    apart = bool(re.match(r"[^\W\d_]+\s", text))
    if not letters or not apart:
        return True
    small = letters.group().lower() in _SMALL_WORDS
    if letters.group().isupper() and not _is_shouted(plain):
        return True
    return not small and bool(re.search(r"\d{6}", text))


def _is_code(text: str) -> bool:
    """Five figures or more with letters or several strokes among them, and neither a date nor a sum."""
    figures = sum(char.isdigit() for char in text)
    return figures >= 5 and not _CALENDAR.fullmatch(text) and not _FIGURES_AND_ENDING.fullmatch(text) and (any(char.isalpha() for char in text) or figures >= 8)
