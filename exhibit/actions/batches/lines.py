"""A line of the spreadsheet as the facts of a testimony and its text. Facts are given by their code or by their words, several apart by a semicolon."""
from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass

from babel import Locale

from exhibit.actions.batches.parcel import Parcel
from exhibit.actions.batches.table import TableLine
from exhibit.actions.document_text import read_document
from exhibit.actions.testimonies import KINDS, check_facts, checked_text
from exhibit.errors import WrongUse
from exhibit.story import vocabulary
from exhibit.story.labels import NAMES

AGES = {"ADULT": "adult", "ADULT_OF_CHILDHOOD": "adult who speaks of childhood", "CHILD": "child", "UNCERTAIN": "uncertain"}
TEXTS = dict(zip(KINDS, ("full story", "quote", "text on the board", "who speaks", "story in easy words"), strict=True))
ENGLISH = Locale("en")


@dataclass(frozen=True, slots=True)
class Source:
    """One line, ready to be stored. `left`: what stayed out of its document, in words."""

    line: int
    fields: dict
    kind: str
    text: str
    came_as: str
    left: str

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()


def source_of(line: TableLine, parcel: Parcel) -> Source:
    """Raises WrongUse with everything that is wrong with the line at once."""
    if line.wrong:
        raise WrongUse(" ".join(line.wrong))
    cells = {code: line.cells.get(code, "") for code in ("pseudonym", "language", "country", "experience", "text", "file", "kind", "age", "act", "means", "purpose", "forms", "gender")}
    wrong: list[str] = []
    fields = _fields(cells, wrong)
    kind = _code(cells["kind"], TEXTS, "kind of text", wrong) or "STORY"
    if bool(cells["text"]) == bool(cells["file"]):
        wrong.append("Give either the text or the name of its document.")
    if wrong:
        raise WrongUse(" ".join(wrong))
    check_facts(fields)
    text, came_as, left = _text(cells, parcel)
    return Source(line.number, fields, kind, text, came_as, left)


def _fields(cells: Mapping[str, str], wrong: list[str]) -> dict:
    return {
        "pseudonym": cells["pseudonym"], "original_language": _language(cells["language"], wrong), "origin_country": _country(cells["country"], wrong),
        "experience_type": _code(cells["experience"], {code: row.label for code, row in vocabulary.EXPERIENCE_TYPES.items()}, "type of experience", wrong),
        "age_class": _code(cells["age"], AGES, "age", wrong) or "UNCERTAIN", "gender": _code(cells["gender"], vocabulary.GENDERS, "gender", wrong) or "unknown",
        "tip_act": _codes(cells["act"], vocabulary.TIP_ACTS, "act", wrong), "tip_means": _codes(cells["means"], vocabulary.TIP_MEANS, "means", wrong),
        "tip_purpose": _codes(cells["purpose"], vocabulary.TIP_PURPOSES, "purpose", wrong),
        "exploitation": _codes(cells["forms"], {code: row.label for code, row in vocabulary.EXPLOITATION.items()}, "form of exploitation", wrong),
    }


def _code(said: str, table: Mapping[str, str], what: str, wrong: list[str]) -> str:
    """The row that is meant, by its code or its words; empty when nothing was said."""
    if not said:
        return ""
    plain = " ".join(said.casefold().split())
    found = next((code for code, label in table.items() if plain in (code.casefold(), code.casefold().replace("_", " "), str(label).casefold())), "")
    if not found:
        wrong.append(f"The {what} is none of those there are. Choose one of: {', '.join(str(label) for label in table.values())}.")
    return found


def _codes(said: str, table: Mapping[str, str], what: str, wrong: list[str]) -> list[str]:
    return [code for part in re.split(r"[;\n]", said) if part.strip() and (code := _code(part.strip(), table, what, wrong))]


def _language(said: str, wrong: list[str]) -> str:
    """By its code, its own name or its English one."""
    plain = said.casefold().strip()
    found = next((code for code, own in NAMES.items() if plain in (code, own.casefold(), str(ENGLISH.languages.get(code, "")).casefold())), "")
    if said and not found:
        wrong.append(f"The language is none that Exhibit has. It has: {', '.join(f'{code} ({own})' for code, own in NAMES.items())}.")
    return found


def _country(said: str, wrong: list[str]) -> str:
    """By its two letters or its English name (CLDR)."""
    plain = said.casefold().strip()
    names = {code: name for code, name in ENGLISH.territories.items() if re.fullmatch("[A-Z]{2}", code)}
    found = next((code for code, name in names.items() if plain in (code.casefold(), str(name).casefold())), "")
    if said and not found:
        wrong.append("The country is none: give its two letters, for example NP, or its English name.")
    return found


def _text(cells: Mapping[str, str], parcel: Parcel) -> tuple[str, str, str]:
    """The text, what it came as, and what stayed out of its document. The document is called “The document”: its name may name somebody."""
    if cells["text"]:
        return checked_text(cells["text"]), "CELL", ""
    found = read_document(parcel.document(cells["file"]), "The document")
    return found.text, found.kind, found.sentence
