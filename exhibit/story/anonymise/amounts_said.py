"""What is said in place of exact counts and sums of money: a few, several, many; a small or a large sum."""
from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from exhibit.story.anonymise import endings, slavic
from exhibit.story.anonymise.finds import Find
from exhibit.story.anonymise.grammar import Around, Said, base, fitted, in_frame, tables
from exhibit.story.anonymise.numerals import read_line
from exhibit.story.anonymise.passage import Passage, folded

TABLE = "amounts_said.toml"
KINDS = frozenset({"COUNT", "MONEY"})
_NEEDED = frozenset({"counts", "people", "money", "money_frames", "count_frames", "after_count", "currencies"})
_FEW, _SEVERAL = 4, 12
_SMALL, _LARGE = 200, 2000  # euros, roughly
_NOUN = "Check the noun after this word."
_NO_ENDING = frozenset({"теңге", "тенге"})
_UNKNOWN = "How much this is, could not be read."
_FEMININE = re.compile(r"(?:as|dades|ciones|ções)$")
_FEMININE_WORDS = frozenset({"mujeres", "mulheres", "madres", "mães", "niñas", "veces", "vezes"})
_MASCULINE_WORDS = frozenset({"días", "dias", "idiomas", "problemas", "turistas"})


def amounts_said(text: str, language: str, finds: Sequence[Find]) -> dict[Find, Said]:
    """For every find of KINDS."""
    return {find: (_count if find.kind == "COUNT" else _money)(Around(text, base(language), find)) for find in finds if find.kind in KINDS}


@cache
def table(language: str) -> dict[str, Any]:
    row = dict(tables(TABLE, _NEEDED)[language])
    wrong = [name for name in ("counts", "people", "money") if len(row[name]) != 3]
    if wrong:
        raise ValueError(f"{TABLE} [{language}]: {', '.join(wrong)} not complete")
    return row


def _count(around: Around) -> Said:
    """The number gives way; the words that were counted stay, in the form that the new word asks for."""
    row = table(around.language)
    passage = Passage(around.find.text, around.language)
    number = next((token for token in read_line(passage).tokens if token.value is not None), None)
    if number is None or number.value is None:
        return _counted_people(around, row, 1)
    at = 0 if number.value <= _FEW else 1 if number.value <= _SEVERAL else 2
    start, end = passage.place(number.start, number.end)
    before, after = around.find.text[:start], around.find.text[end:]
    if around.language == "lo" and before.strip():
        return Said(f"{before.rstrip()}{row['counts'][at]}{after.lstrip()}")
    if before.strip() and around.language != "ar":  # huisje 27: a number of something, not a count
        return Said(before.rstrip() if not after.strip() else before + after.lstrip(), fits=False, note=_NOUN)
    if not after.strip(" -"):
        return _counted_people(around, row, at)
    return _with_noun(around, row, at, after)


def _counted_people(around: Around, row: dict[str, Any], at: int) -> Said:
    code = around.language
    words = row["people"][at]
    noun = re.match(r"\s([^\W\d_]+)(?!['’\w])", around.text[around.find.end:])
    if noun and code in ("en", "nl", "fr"):
        words = row["counts"][at]
    if noun and code in ("es", "pt") and noun.group(1) == "de":
        words = _gendered(row["counts"][at], "hombres")
    if noun and code in ("es", "pt") and noun.group(1).endswith("s"):
        words = _gendered(row["counts"][at], noun.group(1))
    return fitted(around, None, words)


def _with_noun(around: Around, row: dict[str, Any], at: int, after: str) -> Said:
    code = around.language
    quantity = row["counts"][at]
    blank = after[:len(after) - len(after.lstrip())]
    words = after.strip().split(" ")
    for written, instead in row["after_count"]:
        words[-1 if code == "nl" else 0] = re.sub(written, instead, words[-1 if code == "nl" else 0])
    fits = True
    if code in slavic.LANGUAGES:
        words, fits = _slavic_nouns(words, code)
    elif code in ("es", "pt"):
        quantity = _gendered(quantity, words[0])
    elif code == "ar":
        fits = not words[0].endswith(("ا", "اً"))
        if at == 2:
            words[0] = words[0] if words[0].startswith("ال") else "ال" + words[0]
    elif code == "lo":
        blank = ""
    elif code == "ne" and words[0] == "जना" and len(words) > 1:
        words = words[1:]
    elif code == "en" and words[0] == "of" and at == 0:
        quantity = "a few"
    joint = " " if code not in ("lo",) else blank
    said = fitted(around, in_frame(around, row["count_frames"]), f"{quantity}{joint}{' '.join(words)}")
    return Said(said.words, said.back, 0, fits, "" if fits else _NOUN)


def _slavic_nouns(words: Sequence[str], language: str) -> tuple[list[str], bool]:
    """Genitive plural: несколько продавщиц."""
    done = [slavic.many(word, language) for word in words]
    people = {"человек": "человек", "чоловік": "людей", "осіб": "осіб"}
    return [people.get(word, form or word) for word, form in zip(words, done, strict=True)], all(done)


def _gendered(words: str, noun: str) -> str:
    """"varios|varias" as the noun wants it; feminine by its ending."""
    plain = noun.lower()
    feminine = plain in _FEMININE_WORDS or plain not in _MASCULINE_WORDS and bool(_FEMININE.search(plain))
    masculine, _, other = words.partition("|")
    return other if feminine and other else masculine


def euros(words: str, language: str) -> float | None:
    """About how many euros a sum is; None where its number or its currency is unknown."""
    line = read_line(Passage(words, language))
    value = next((token.value for token in line.tokens if token.value is not None), None)
    if value is None:
        return None
    written = folded(words)
    rate = next((float(rate) for rate, names in table(language)["currencies"] if re.search(folded(names), written)), None)
    return value / rate if rate else None


def _money(around: Around) -> Said:
    row = table(around.language)
    sum_ = euros(around.find.text, around.language)
    at = 1 if sum_ is None else 0 if sum_ < _SMALL else 2 if sum_ > _LARGE else 1
    words = row["money"][at]
    if around.language == "ar":
        particle, _, _ = endings.cut(around.find.text.split(" ")[0], "ar", sure=True)
        words = endings.attached(particle if particle != "و" else "", words, "", "ar")
    if around.language in ("ky", "ne"):
        last = around.find.text.split(" ")[-1]
        _, _, ending = endings.cut(last, around.language, sure=True) if last not in _NO_ENDING else ("", last, "")
        words = endings.attached("", words, ending, around.language)
    said = fitted(around, in_frame(around, row["money_frames"]), words)
    fits = not (around.language in slavic.LANGUAGES and (after := re.match(r"\s([^\W\d_]{4,})", around.after)) and slavic.cases_of(after.group(1), around.language) & {"gent"})
    return Said(said.words, said.back, 0, fits, _NOUN if not fits else _UNKNOWN if sum_ is None else "")
