"""PDF: the words of its pages as PDFium reads them, lines joined to paragraphs again.

A page knows letters and places, not paragraphs: they are rebuilt from the distance of lines and from where lines end. Lines that stand
at the top or foot of most pages, and page numbers, are left out. Annotations, attachments and properties are only counted.
"""
from __future__ import annotations

import ctypes
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

import pypdfium2
import pypdfium2.raw as raw

from exhibit.actions.documents.written import Written, counted, tidied
from exhibit.cutout.pdfium import ALONE
from exhibit.errors import WrongUse

MOST_BYTES = 40_000_000
MOST_PAGES = 300
MOST_CHARACTERS = 1_000_000
SCAN_CHARACTERS = 12
"""Fewer letters a page on the average: the page is a picture."""
BROKEN_WORD = "\u0002\ufffe\u00ad"
"""How PDFium gives a hyphen at a line's end that it takes for the break of a word."""
FAR = 1.25
"""Times the usual distance of lines: a new paragraph."""
OTHER_TYPE = 1.15
"""Times the size of type: a heading, or the text below one."""
SHORT = 0.75
"""Of the usual width: a line that ends a sentence before this ends its paragraph."""
ENDS = re.compile(r"[.!?…:؟۔।»”\"’]\s*$")
NO_BLANKS = re.compile(r"[\u0e80-\u0eff]")
SIGN_AFTER = re.compile(r"([،؛؟.,:!])([\u064b-\u0655\u0670]+)")
"""A vowel sign that PDFium gives after the full stop or comma behind its letter."""
WORD_AT_END = re.compile(r"[\w-]*$")
LONGEST_WORD = 100
"""Characters that are looked at for a word before a broken line's end: all of a paragraph for each of its lines would take minutes."""
NUMBER_ALONE = re.compile(r"^\W*(?:\w{1,8}\s)?\d{1,4}(?:\s*(?:/|\w{1,3})\s*\d{1,4})?\W*$")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page; places in points, y up from the foot."""

    text: str
    left: float
    right: float
    y: float
    size: float
    blank: bool = False  # a blank stands at its end


def read(content: bytes, name: str) -> Written:
    """The text of a PDF. Raises WrongUse for a scan, a locked, damaged or too large file."""
    if len(content) > MOST_BYTES:
        raise WrongUse(f"{name} is larger than {MOST_BYTES // 1_000_000} MB. Save it without its pictures; nothing was kept.")
    with ALONE:
        document = _opened(content, name)
        try:
            left = _left(document)
            pages = [_lines(document, index) for index in range(len(document))]
        except pypdfium2.PdfiumError as error:
            raise _damaged(name) from error
        finally:
            document.close()
    _demand_text(pages, name)
    kept = _without_furniture(pages, left)
    return Written(tidied(_paragraphs(kept)), "PDF", counted(left))


def _damaged(name: str) -> WrongUse:
    return WrongUse(f"{name} is damaged and cannot be read. Open it where it was made, save it anew and send that; nothing was kept.")


def _opened(content: bytes, name: str) -> pypdfium2.PdfDocument:
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise WrongUse(f"{name} is protected by a password. Take the password off and send it again; nothing was kept.") from error
        raise _damaged(name) from error
    if len(document) > MOST_PAGES:
        document.close()
        raise WrongUse(f"{name} has {len(document)} pages; the most is {MOST_PAGES}. Send the pages of this testimony alone; nothing was kept.")
    return document


def _left(document: pypdfium2.PdfDocument) -> Counter[str]:
    said = document.get_metadata_dict(skip_empty=True)
    return Counter({
        "AUTHOR": int("Author" in said), "PROPERTY": len(said.keys() & {"Title", "Subject", "Keywords"}), "EMBEDDED": raw.FPDFDoc_GetAttachmentCount(document),
        "SCRIPT": max(0, raw.FPDFDoc_GetJavaScriptActionCount(document)),
    })


def _lines(document: pypdfium2.PdfDocument, index: int) -> list[Line]:
    page = document[index]
    text = page.get_textpage()
    try:
        count = text.count_chars()
        if count > MOST_CHARACTERS:
            raise WrongUse("A page of this PDF holds more letters than a testimony has. Copy its text and paste it; nothing was kept.")
        return _gathered(text, count)
    finally:
        text.close()
        page.close()


def _gathered(text: pypdfium2.PdfTextPage, count: int) -> list[Line]:
    """Letters of a page as lines, each with its place."""
    found: list[Line] = []
    letters: list[str] = []
    boxes: list[tuple[float, float, float, float]] = []
    for index in range(count + 1):
        char = _letter(text, index) if index < count else "\n"
        broken = bool(char) and char in BROKEN_WORD  # PDFium goes on with the next line as if it were this one
        if char == "\n" or broken:
            letters += [char] if broken else []
            said = "".join(letters).strip(" \n\t\u00a0")
            if said and boxes:
                found.append(Line(said, min(b[0] for b in boxes), max(b[1] for b in boxes), median(b[2] for b in boxes), median(b[3] for b in boxes), bool(letters) and letters[-1].isspace()))
            letters, boxes = [], []
            continue
        letters.append(char)
        if not char.isspace() and (box := _box(text, index)):
            boxes.append(box)
    return found


def _letter(text: pypdfium2.PdfTextPage, index: int) -> str:
    """One letter; \\n where a line ends. Forms of Arabic letters and Latin ligatures become the letters they stand for."""
    code = raw.FPDFText_GetUnicode(text, index)
    if code in (0, 13):
        return ""
    char = chr(code) if not 0xD800 <= code <= 0xDFFF else ""
    if "\ufb00" <= char <= "\ufdff" or "\ufe70" <= char <= "\ufefc":
        return unicodedata.normalize("NFKC", char)
    return char


def _box(text: pypdfium2.PdfTextPage, index: int) -> tuple[float, float, float, float] | None:
    """Left, right, origin's height and size of type of one letter, in points; None for a letter without a place."""
    left, right, bottom, top, x, y = (ctypes.c_double() for _ in range(6))
    if not raw.FPDFText_GetCharBox(text, index, left, right, bottom, top) or not raw.FPDFText_GetCharOrigin(text, index, x, y):
        return None
    return left.value, right.value, y.value, max(1.0, raw.FPDFText_GetFontSize(text, index))


def _demand_text(pages: list[list[Line]], name: str) -> None:
    letters = sum(len(line.text) for lines in pages for line in lines)
    if letters < SCAN_CHARACTERS * max(1, len(pages)):
        raise WrongUse(f"{name} holds pictures of pages, a scan, and no text. Have its text recognised by a program on a machine that is not on the net "
                       "(no web service), or type it off, and paste the text. Nothing was kept.")
    if letters > MOST_CHARACTERS:
        raise WrongUse(f"{name} holds more text than a testimony has. Copy the part that is meant and paste it; nothing was kept.")


def _without_furniture(pages: list[list[Line]], left: Counter[str]) -> list[list[Line]]:
    """Pages without their numbers, and without what stands at the top or foot of most of them."""
    def shape(line: Line) -> str:
        return re.sub(r"\d+", "#", line.text)

    edges = Counter(shape(line) for lines in pages if lines for line in {lines[0], lines[-1]})
    running = {words for words, times in edges.items() if len(pages) >= 3 and times > len(pages) / 2}
    kept = []
    for lines in pages:
        rest = list(lines)
        for end in (0, -1):
            if len(pages) > 1 and rest and NUMBER_ALONE.match(rest[end].text):
                left["PAGE_NUMBER"] += 1
                rest.pop(end)
            if rest and shape(rest[end]) in running:
                left["HEADER"] += 1
                rest.pop(end)
        kept.append(rest)
    return kept


def _paragraphs(pages: list[list[Line]]) -> list[str]:
    """Lines joined to paragraphs, over the ends of pages as well."""
    lines = [line for page in pages for line in page]
    steps = [_step(one, other) for page in pages for one, other in pairwise(page) if one.y > other.y]
    usual = sorted(steps)[len(steps) // 4] if steps else 0.0  # of a text with many short paragraphs the middle one is no line's
    width = max((line.right - line.left for line in lines), default=0.0)
    hyphenated = frozenset(re.findall(r"\w+(?:-\w+)+", " ".join(line.text for line in lines)))
    found: list[str] = []
    before: Line | None = None
    for page in pages:
        for number, line in enumerate(page):
            if before is None or _begins(before, line, usual, width, number == 0):
                found.append(line.text)
            else:
                found[-1] = _joined(found[-1], line.text, hyphenated, before.blank)
            before = line
    return [_mended(paragraph) for paragraph in found]


def _begins(before: Line, line: Line, usual: float, width: float, new_page: bool) -> bool:
    """Does this line begin a paragraph?"""
    ended = bool(ENDS.search(before.text))
    if new_page:
        return ended and before.right - before.left < width * 0.9
    if max(before.size, line.size) > min(before.size, line.size) * OTHER_TYPE:
        return True
    step = _step(before, line)
    if step > usual * FAR or step < 0:
        return True
    return ended and before.right - before.left < width * SHORT


def _step(one: Line, other: Line) -> float:
    """From line to line, in sizes of their type: a large quotation has lines further apart than the text below it."""
    return (one.y - other.y) / max(one.size, other.size)


def _joined(text: str, line: str, hyphenated: frozenset[str], blank: bool) -> str:
    """Two lines as one: a word broken by a hyphen is whole again, one that is written with a hyphen elsewhere in the text keeps it.
    Lao has no blank between words, so that none is put where the line had none."""
    if not blank and NO_BLANKS.match(text[-1]) and NO_BLANKS.match(line[:1]):
        return text + line
    if text[-1] in BROKEN_WORD or (text[-1] in "-‐" and text[-2:-1].isalpha() and line[:1].islower()):
        stem, rest = text[:-1], line
        written = WORD_AT_END.findall(stem[-LONGEST_WORD:])[0] + "-" + re.findall(r"^[\w-]*", rest)[0]
        return f"{stem}-{rest}" if written in hyphenated else f"{stem}{rest}"
    return f"{text} {line}"


def _mended(text: str) -> str:
    return SIGN_AFTER.sub(r"\2\1", re.sub(r"[ \t]{2,}", " ", re.sub(f"[{BROKEN_WORD}]", "", text)))
