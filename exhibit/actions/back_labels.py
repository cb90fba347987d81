"""The label on the back of a board: the crew's code, the copy's number, and until when it is shown. No story, no name."""
from __future__ import annotations

from datetime import datetime, timedelta

from exhibit.actions.boards import demand
from exhibit.actions.gate import cutout_decision, end_of
from exhibit.cutout import verify_codes
from exhibit.cutout.codes.qr import QUIET_MODULES, code_matrix
from exhibit.errors import Refused
from exhibit.paper import A6, Code, Document, Framed, Heading, Paragraph, write_pdf
from exhibit.store.tables import Copy
from exhibit.story import hall_words, labels

SIDE_MM = 42.0  # read from 60 cm, the length of an arm and a telephone


def staff_url(copy: Copy, base_url: str) -> str:
    """The address in the crew's code, upper case so that it stays in the alphanumeric mode."""
    return f"{base_url}/h/{copy.staff_code}".upper()


def back_label(copy: Copy, base_url: str, now: datetime) -> bytes:
    """An A6 page to be glued to the back, its code read back from the finished file. Raises Refused, CutoutError."""
    decision = demand(cutout_decision(copy.cutout, now, copy=copy))
    if not copy.staff_code:
        raise Refused("This copy has no code for its back: add a new copy, which gets one.")
    until = (decision.valid_until or end_of(copy.cutout.exhibition)) - timedelta(seconds=1)
    url = staff_url(copy, base_url)
    pdf = write_pdf(_document(copy, url, until))
    verify_codes(pdf, [url], module_mm=SIDE_MM / (code_matrix(url).modules + 2 * QUIET_MODULES))
    return pdf


def _document(copy: Copy, url: str, until: datetime) -> Document:
    language = hall_words.words_language(copy.cutout.exhibition.languages[0])

    def say(key: str, **values: object) -> str:
        return hall_words.word(language, key, **values)

    of = len(copy.cutout.copies)
    return Document((
        Heading(say("label"), 2),
        Paragraph(say("scan"), size_pt=9.5),
        Code(url, SIDE_MM, copy.staff_code or ""),
        Paragraph(f"{labels.number(copy.cutout.position, language)} · {say('copy', n=copy.number, of=of)}", size_pt=13, bold=True),
        Paragraph(say("until", date=labels.day(until.date(), language)), size_pt=11),
        Framed((Paragraph(say("glue"), size_pt=9.0),), padding_mm=2.5),
    ), language=language, title=say("title"), page=A6, numbered=False)
