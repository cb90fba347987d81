"""A person's file on paper, in her language: her words, what she was asked and said, where it was shown, who read it."""
from __future__ import annotations

from datetime import datetime

from exhibit.actions.spoken import ANSWERS, LABEL_OF_USE, last_day, words_of_scope
from exhibit.consent.record27560 import Permission, PersonFile, Reading, Source, Text, Use
from exhibit.consent.words import permission_label, word, words_language
from exhibit.paper import Block, Document, Facts, Heading, Paragraph, Table, write_pdf
from exhibit.story import labels

ENDED = {"withdrawn", "revoked", "invalidated", "expired"}
OUT = frozenset({"live", "on_display", "in_store", "lent", "printed", "planned", "approved"})
SMALL_PT = 8.5


def pdf(file: PersonFile, language: str) -> bytes:
    """A4 pages. The words of a story stand in the language they were written in."""
    language = words_language(language)
    rows = [row for record in file.records for row in record.permissions] + list(file.loose)
    blocks: list[Block] = [
        Heading(_word(language, "title")),
        Facts(((_word(language, "made"), _day(file.exported_at, language)), *_responsible(file, language))),
        Heading(_word(language, "answers"), 2), _or_nothing(tuple(_answer(row, language) for row in rows), (5, 1.4, 2.4), language),
        Heading(_word(language, "shown"), 2), _or_nothing(tuple(_use(use, language) for use in file.uses), (4, 3, 2, 2.2), language),
        Heading(_word(language, "readers"), 2), _readers(file.readings, language),
        *_sources(file.sources, language),
        Heading(_word(language, "words"), 2), *(block for text in _last(file.texts) for block in _text(text)),
    ]
    return write_pdf(Document(tuple(blocks), language=language, title=_word(language, "title")))


def _word(language: str, key: str) -> str:
    return word("person_file", language, key)


def _day(moment: str, language: str) -> str:
    return labels.day(datetime.fromisoformat(moment).date(), language) if moment else ""


def _responsible(file: PersonFile, language: str) -> tuple[tuple[str, str], ...]:
    controllers = [party for party in file.parties if party.role == "CONTROLLER"]
    told = [(word("receipt", language, "responsible"), ", ".join(part for part in (party.name, party.contact) if part)) for party in controllers]
    told += [(word("receipt", language, "officer"), party.dpo_contact) for party in controllers if party.dpo_contact]
    return tuple(told)


def _answer(row: Permission, language: str) -> tuple[str, ...]:
    label = ": ".join(part for part in (permission_label(row.permission, language), words_of_scope(row.permission, row.scope, language)) if part)
    if row.state in ENDED:
        ended = _word(language, "gone") if row.state == "expired" else word("page", language, "stopped")
        return label, ended, _day(row.events[-1].at if row.events else row.valid_until, language)
    said = {"YES": "yes", "NO": "no", "LATER": "later"}.get(ANSWERS.get(row.state, "LATER"), "later")
    until = last_day(datetime.fromisoformat(row.valid_until)) if row.valid_until and said == "yes" else None
    return label, word("receipt", language, said), word("receipt", language, "until", date=labels.day(until, language)) if until else ""


def _use(use: Use, language: str) -> tuple[str, ...]:
    label = permission_label(LABEL_OF_USE.get(use.kind, "WEB_STORY"), language)
    return label, ", ".join(part for part in (labels.language_name(use.language), use.place, use.holder) if part), _day(use.at, language), "" if use.status in OUT else _word(language, "gone")


def _or_nothing(rows: tuple[tuple[str, ...], ...], weights: tuple[float, ...], language: str) -> Block:
    return Table((), rows, weights, SMALL_PT) if rows else Paragraph(_word(language, "nothing"))


def _readers(readings: tuple[Reading, ...], language: str) -> Block:
    rows = tuple((_day(reading.at, language), reading.by, reading.what.lower().replace("_", " ")) for reading in readings)
    return Table((), rows, (2, 3, 2.5), SMALL_PT) if rows else Paragraph(_word(language, "nobody"))


def _sources(held: tuple[Source, ...], language: str) -> tuple[Block, ...]:
    """What she told, as it was sent in, while it is kept: from when until when, and no word of it."""
    rows = tuple((labels.language_name(row.language), f"{_day(row.since, language)} – {_day(row.until, language)}") for row in held)
    return (Heading(_word(language, "held"), 2), Table((), rows, (3, 4), SMALL_PT)) if rows else ()


def _last(texts: tuple[Text, ...]) -> list[Text]:
    """The newest of each kind and language."""
    return list({(text.kind, text.language): text for text in texts}.values())


def _text(text: Text) -> tuple[Block, ...]:
    return Heading(labels.language_name(text.language), 3, language=text.language), Paragraph(text.body, language=text.language)
