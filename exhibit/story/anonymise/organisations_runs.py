"""Runs of words with capitals as names of bodies have them, forwards and backwards from a word, and what goes with them."""
from __future__ import annotations

import re

from exhibit.story.anonymise.passage import Passage
from exhibit.story.anonymise.tokens import Token

Row = tuple[Token, ...]
_JOINS = frozenset("mi mis tu nuestra nuestro my our ma mon minha meu of the and for without against pour sans contre para por sem contra voor zonder tegen de du des la le les l d del da do das dos e y et en van der den voor von und für zu di il y los las el al au aux na no à & i и і й та для".split())
_ELIDED = re.compile(r"(?:[dl]|qu)'", re.I)
_LONGEST = 7
_UNITS = ("year ans jaar anos años лет год рок міс мес month mois maand mes meses week semaine seman неде тиж day jour dag dia día день дня дні hour heure uur hora час год euro eur usd dollar dólar долл дол грн руб тыс тис км km kg кг m² тон people person personne mensen persona pessoa человек чолов люд "
          "women men girls boys femmes filles mujeres mulheres vrouwen женщ жінок дев other autre andere otr outr друг інш").split()
_NOT_BEHIND = frozenset("of de van из із з".split())
_NUMBER = re.compile(r"[ -](?!(?:19|20)\d\d\b)\d{1,4}(?![\d\w]|[.,:/]\d|\s?[%°€$£])(?:\s+([^\W\d_]+))?")
_APART = re.compile(r"[.;:|•/,()«»\n–—]")


def near(passage: Passage, row: Row, at: int) -> bool:
    """Does the token at `at` stand right beside the one before it, on the same line of the text?"""
    left, right = row[at - 1], row[at]
    gap = passage.plain[left.end:right.start]
    initial = left.end - left.start == 1 and left.capital and gap == ". "
    return len(gap) <= 5 and (initial or not _ELIDED.sub("", gap).strip(" &'-")) and same_line(passage, left, right)


def same_line(passage: Passage, left: Token, right: Token) -> bool:
    """In the text a line may end where the plain text has a blank."""
    start, end = passage.place(left.start, left.end)[1], passage.place(right.start, right.end)[0]
    return "\n" not in passage.text[start:end]


def begins(passage: Passage, row: Row, at: int) -> bool:
    """Does a line or a sentence begin at `at`, where a capital says nothing?"""
    return not at or row[at].first or not same_line(passage, row[at - 1], row[at])


def apart(passage: Passage, row: Row, at: int) -> bool:
    """Does a line, a sentence, a field of a form or a part of a sentence begin at `at`?"""
    return begins(passage, row, at) or bool(_APART.search(passage.plain[row[at - 1].end:row[at].start]))


def forwards(passage: Passage, row: Row, place: int, longest: int = _LONGEST) -> int:
    """The end (exclusive) of the run of capitals that begins at `place`, over small words that join."""
    end = place + 1
    while end < len(row) and end - place < longest and near(passage, row, end):
        if row[end].capital:
            end += 1
            continue
        step = next((step for step in (1, 2, 3) if end + step < len(row) and row[end + step].capital and all(row[at].key in _JOINS for at in range(end, end + step))
                     and all(near(passage, row, at) for at in range(end + 1, end + step + 1))), 0)
        if not step:
            break
        end += step + 1
    return end


def backwards(passage: Passage, row: Row, place: int, longest: int = _LONGEST) -> int:
    """The first token of the run of capitals that ends at `place`."""
    start = place
    while start and place - start < longest and near(passage, row, start):
        if row[start - 1].capital:
            start -= 1
            continue
        step = next((step for step in (1, 2) if start - step > 0 and row[start - step - 1].capital and all(row[at].key in _JOINS for at in range(start - step, start))
                     and all(near(passage, row, at) for at in range(start - step, start))), 0)
        if not step:
            break
        start -= step + 1
    return start


def with_number(passage: Passage, end: int) -> int:
    """The end of a name with the number that closes it (La Passerelle 62): `end` itself where none stands, or it counts something."""
    found = _NUMBER.match(passage.plain, end)
    if not found or found.group(1) and (found.group(1).casefold().startswith(tuple(_UNITS)) or found.group(1).casefold() in _NOT_BEHIND):
        return end
    return end + re.match(r"[ -]\d+", found.group()).end()  # type: ignore[union-attr]  # a match begins so


def with_elision(passage: Passage, start: int) -> int:
    """The start of a name with the article that French writes together with it: l'Abri."""
    return start - 2 if start >= 2 and passage.plain[start - 2:start].casefold() == "l'" else start
