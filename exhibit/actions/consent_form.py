"""The form that is filled in by hand: notice, one row a permission, what cannot be undone, how to stop, five questions, signatures."""
from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from exhibit.actions.consent import is_a_child
from exhibit.actions.forms_out import new_form_number
from exhibit.actions.receipts import ways_to_stop
from exhibit.actions.spoken import words_of_scope
from exhibit.consent.notice import sections
from exhibit.consent.permissions import PERMISSIONS
from exhibit.consent.pictograms import OF_PERMISSION
from exhibit.consent.words import permission_label, reversal, word, words_language
from exhibit.errors import Refused, WrongUse
from exhibit.paper import Blanks, Block, Document, Facts, Heading, Paragraph, TickRow, Ticks, Together, write_pdf
from exhibit.store import papers
from exhibit.store.tables import ConsentNotice, Testimony
from exhibit.story.labels import day, language_name, number

QUESTIONS = ("what", "where", "risk", "free", "stop_it", "power")
ROW_NUMBERS: dict[str, int] = {code: at for at, code in enumerate(PERMISSIONS, 1)}
"""The number that stands before a permission on every form, in every language: quick entry goes by it."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One row: a permission and, for the parameterised ones, its scope."""

    permission: str
    scope: str = ""


def form_pdf(testimony: Testimony, language: str, asked: Sequence[Asked], by: str, now: datetime) -> tuple[str, bytes]:
    """(form number, A4 PDF) in one language. Raises WrongUse for rows that cannot be asked, Refused without a notice in that language.

    The number is kept with what was asked and under which notice: quick entry shows the same lines in the same order.
    """
    _check(testimony, asked)
    notice = papers.latest_notice(language)
    if notice is None:
        raise Refused(f"There is no consent notice in {language_name(language)} yet: write one first, so that everybody is told the same.")
    rows = sorted(asked, key=lambda row: ROW_NUMBERS[row.permission])
    form_number = new_form_number(testimony, [":".join(filter(None, (row.permission, row.scope))) for row in rows], notice, language, by, now)
    reader = words_language(language)
    blocks = (*_head(testimony, form_number, notice, reader, now), *_told(notice), *_asked(rows, reader), *_ends(testimony, reader), *_questions(reader),
              *_signatures(testimony, reader))
    footer = f"{form_number} · {testimony.code}"
    return form_number, write_pdf(Document(blocks, language=reader, title=word("form", reader, "title"), footer=footer))


def _check(testimony: Testimony, asked: Sequence[Asked]) -> None:
    if not asked:
        raise WrongUse("Choose at least one permission to ask for.")
    for row in asked:
        known = PERMISSIONS.get(row.permission)
        if known is None:
            raise WrongUse(f"There is no permission {row.permission}. docs/permissions.md lists all of them.")
        if known.parameter and not row.scope:
            raise WrongUse(f"“{known.label}” needs its {known.parameter}: say which one is asked about.")
        if is_a_child(testimony) and not known.child_allowed:
            raise WrongUse(f"“{known.label}” can never be granted for a child: leave it out.")


def _head(testimony: Testimony, form_number: str, notice: ConsentNotice, language: str, now: datetime) -> tuple[Block, ...]:
    return (
        Heading(word("form", language, "title")),
        Facts(((word("form", language, "number"), form_number), (word("form", language, "reference"), testimony.code),
               (word("form", language, "know"), f"{number(notice.version, language)} · {day(notice.valid_from.date(), language)}"),
               (word("receipt", language, "issued"), day(now.date(), language)))),
        Heading(word("form", language, "know"), 2),
    )


def _told(notice: ConsentNotice) -> tuple[Block, ...]:
    """Each item with its heading, word for word."""
    told = [(Heading(head, 3, notice.language), Paragraph(words, 10, language=notice.language)) if words else (Paragraph(head, 10, language=notice.language),)
            for head, words in sections(notice.body)]
    return tuple(block for item in told for block in item)


def _asked(asked: Iterable[Asked], language: str) -> tuple[Block, ...]:
    options = tuple(word("receipt", language, key) for key in ("yes", "no", "later"))
    return (Together((Paragraph(word("form", language, "intro")), Paragraph(word("form", language, "silence"), bold=True)), and_next=True),
            Ticks(options, tuple(_row(row, language) for row in asked)))


def _row(row: Asked, language: str) -> TickRow:
    scope = words_of_scope(row.permission, row.scope, language)
    label = ": ".join(part for part in (permission_label(row.permission, language), scope) if part)
    return TickRow(f"{number(ROW_NUMBERS[row.permission], language)}. {label}", reversal(PERMISSIONS[row.permission].reversibility, language), OF_PERMISSION[row.permission])


def _ends(testimony: Testimony, language: str) -> tuple[Block, ...]:
    """What no stop can undo, and the ways to stop: told before anybody agrees."""
    ways = (word("form", language, "stop_card"), *ways_to_stop(testimony, language)[1:])
    return (
        Together((Heading(word("form", language, "undone"), 2), Paragraph(word("form", language, "undone_text")))),
        Together((Heading(word("form", language, "stop"), 2), *(Paragraph(f"{number(at, language)}. {way}") for at, way in enumerate(ways, 1)))),
    )


def _questions(language: str) -> tuple[Block, ...]:
    options = tuple(word("receipt", language, key) for key in ("yes", "no"))
    rows = tuple(TickRow(word("form", language, key)) for key in QUESTIONS)
    return (Together((Heading(word("form", language, "check"), 2), Paragraph(word("form", language, "check_note")), Ticks(options, rows, 9.5))),)


def _signatures(testimony: Testimony, language: str) -> tuple[Block, ...]:
    keys = ("mark", *(("guardian",) if is_a_child(testimony) else ()), "asked_by", "witness", "interpreter")
    said = {key: word("form", language, key) for key in ("until", "day", "place", "thumb", *keys)}
    return (Together((
        Heading(word("form", language, "sign"), 2),
        Blanks((said["until"], said["day"], said["place"]), 9, 3),
        Blanks(tuple(said[key] for key in keys), 14),
        Blanks((said["thumb"],), 28, 4, boxed=True),
        Paragraph(word("form", language, "stays"), 9, grey=0.2),
    )),)
