"""The receipt on paper and on a card: neutral, without a logo, in the person's language."""
from __future__ import annotations

from datetime import datetime
from typing import Any

from exhibit.actions.receipts import address_of_the_page, printed_key
from exhibit.actions.spoken import last_day, tasks_after_stops
from exhibit.consent.words import reversal, word, words_language
from exhibit.paper import Bullets, Document, Facts, Framed, Heading, Paragraph, Rule, Table, Together, write_pdf
from exhibit.store.tables import Receipt, Testimony
from exhibit.story import labels

CARD_MM = (85.6, 53.98)  # ISO/IEC 7810 ID-1, the size of a bank card
LEFT_TO_RIGHT = "en"
TEXT_PT = 9.5
ANSWERS = {"YES": "yes", "NO": "no", "LATER": "later"}


def paper_pdf(receipt: Receipt, number: str = "") -> bytes:
    """A4: what was agreed, how to stop, whom to ask, and what proves it. With its number only while that is still known."""
    language = receipt.language
    return write_pdf(Document((
        Heading(word("receipt", language, "title")),
        Facts(_head(receipt, number)),
        Heading(word("receipt", language, "agreed"), 2),
        _agreed(receipt),
        Heading(word("receipt", language, "stop"), 2),
        Bullets(tuple(receipt.payload["withdrawal_method"]), numbered=True, size_pt=TEXT_PT),
        Paragraph(word("receipt", language, "limits"), TEXT_PT),
        Paragraph(word("receipt", language, "rights", authority=receipt.payload["authority_party"] or "–"), TEXT_PT),
        Paragraph(word("receipt", language, "keep"), TEXT_PT, bold=True),
        Paragraph(word("receipt", language, "lost"), TEXT_PT),
        Together((Rule(), Paragraph(word("receipt", language, "checked"), 8, grey=0.3), Paragraph(_proof(receipt), 7, grey=0.3, language=LEFT_TO_RIGHT))),
    ), language=language, title=word("receipt", language, "title")))


def _head(receipt: Receipt, number: str) -> tuple[tuple[str, str], ...]:
    language, controller = receipt.language, receipt.payload["piiControllers"][0]
    rows = [
        ("number", number), ("issued", labels.day(receipt.issued_at.date(), language)),
        ("responsible", ", ".join(part for part in (controller["piiController"], controller["contact"]) if part)), ("officer", controller["dpo"]),
    ]
    return tuple((word("receipt", language, key), value) for key, value in rows if value)


def _agreed(receipt: Receipt) -> Table:
    language = receipt.language
    return Table((), tuple(_line(purpose, language) for service in receipt.payload["services"] for purpose in service["purposes"]), (5, 1.1, 2.6, 2.6))


def _line(purpose: dict[str, Any], language: str) -> tuple[str, ...]:
    label = ": ".join(part for part in (purpose["purpose"], purpose["scope"]) if part)
    end = last_day(datetime.fromisoformat(purpose["valid_until"])) if purpose["valid_until"] else None
    until = word("receipt", language, "until", date=labels.day(end, language)) if end else ""
    return label, word("receipt", language, ANSWERS[purpose["decision"]]), until, reversal(purpose["reversibility"], language)


def _proof(receipt: Receipt) -> str:
    return f"{receipt.id}\nSHA-256 {receipt.payload_sha256}\nEd25519 {receipt.signature}\n{printed_key()}"


def stop_pdf(testimony: Testimony, language: str, now: datetime) -> bytes:
    """The receipt of a stop, on paper: each use, what is done, by when or since when, and what could not be undone. As neutral as the first."""
    language = words_language(language)
    rows = tuple((task.label, task.city, word("page", language, "gone") if task.lost else task.what, task.when, str(task.copies) if task.copies > 1 else "")
                 for task in tasks_after_stops(testimony, language))
    return write_pdf(Document((
        Heading(word("page", language, "stopped")),
        Facts(((word("receipt", language, "issued"), labels.day(now.date(), language)),)),
        Heading(word("page", language, "whats_next"), 2),
        Table((), rows, (4, 2, 3, 3, 0.7)) if rows else Paragraph(word("page", language, "dark"), TEXT_PT),
        Paragraph(word("receipt", language, "limits"), TEXT_PT),
    ), language=language, title=word("receipt", language, "title")))


def card_pdf(number: str, with_address: bool = True) -> bytes:
    """One card of bank-card size on A4, to be cut out. It says nothing: a number that looks like a telephone number and, if wanted, an address.

    One, never a sheet of eight: each copy more is one more that somebody may find.
    """
    width, height = CARD_MM
    address = (Paragraph(address_of_the_page(), 9, align="center", grey=0.25, language=LEFT_TO_RIGHT),) if with_address else ()
    card = Framed((Paragraph(number, 15, bold=True, align="center", language=LEFT_TO_RIGHT), *address), width, height, dashed=True, middle=True)
    return write_pdf(Document((card,), numbered=False))
