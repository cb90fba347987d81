"""Documents as a reader sees them: the written PDF, rasterised."""
from __future__ import annotations

import io

import numpy as np
import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from exhibit.consent.pictograms import PICTOGRAMS
from exhibit.consent.words.tables import SUBJECTS, table
from exhibit.cutout.codes.verify import READERS
from exhibit.cutout.errors import NotAnImage
from exhibit.cutout.press.raster import page_count, render
from exhibit.cutout.type.fonts import glyph_outline
from exhibit.paper import (
    A4,
    A6,
    Blanks,
    Bullets,
    Code,
    Document,
    Facts,
    Framed,
    Gap,
    Heading,
    PageBreak,
    Paragraph,
    Picture,
    Rule,
    Table,
    TickRow,
    Ticks,
    Together,
    write_pdf,
)
from exhibit.paper.flow import pages_of
from exhibit.paper.lines import _legible, set_lines
from exhibit.paper.strips import Words

SENTENCES = {
    "en": "You can stop this at any time.", "ar": "يمكنك إيقاف ذلك في أي وقت.", "ur": "آپ اسے کسی بھی وقت روک سکتے ہیں۔",
    "lo": "ທ່ານສາມາດຢຸດໄດ້ທຸກເວລາ.", "ne": "तपाईं यो जुनसुकै बेला रोक्न सक्नुहुन्छ।", "uk": "Ви можете зупинити це будь-коли.",
}


def dark(pdf: bytes, page: int = 0, px_per_mm: float = 3) -> np.ndarray:
    """Where ink is, rows from the top."""
    return np.asarray(render(pdf, page, px_per_mm).convert("L")) < 128


def photo(kind: str = "PNG", size: tuple[int, int] = (300, 200), **options) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, (30, 30, 30)).save(out, kind, **options)
    return out.getvalue()


def everything(language: str) -> Document:
    words = SENTENCES[language]
    rows = tuple(TickRow(words, words, name, at % 3) for at, name in enumerate(PICTOGRAMS))
    return Document((
        Heading(words), Paragraph(words * 9), Rule(), Gap(4), Bullets((words, words)), Bullets((words,), numbered=True), Facts(((words, "ABC123"), (words, ""))),
        Ticks(("1", "2", "3"), rows), Table(("1", words, ""), tuple((str(at), words * 2, True) for at in range(30)), (1, 4, 1)), Picture(photo(), caption=words),
        Code("HTTPS://VOICES.EU/CARD", 30, words), Blanks((words, words, words)), Framed((Paragraph(words),), 85.6, 54, dashed=True), PageBreak(),
        Together((Heading(words, 2), Paragraph(words))),
    ), language=language, title="Document", footer=words)


@pytest.mark.parametrize("language", SENTENCES)
def test_every_script_stays_inside_the_margins_and_off_the_footer(language):
    pdf = write_pdf(everything(language))
    assert pdf == write_pdf(everything(language)), "the same document gives the same bytes"
    for page in range(page_count(pdf)):
        ink = dark(pdf, page)
        margin = int(A4.margin_mm * 3) - 5  # letters may lean out of their column by a hair
        assert ink.any() and not ink[:, :margin].any() and not ink[:, -margin:].any() and not ink[:margin].any(), page
        assert not ink[-margin:-margin + 6].any(), f"the text of page {page + 1} runs into its footer"


def test_right_to_left_is_mirrored():
    """Tick boxes stand on the left, pictograms on the right; in a left-to-right form the other way round."""
    def halves(language: str) -> tuple[int, int]:
        form = Document((Ticks(("1",), (TickRow("", pictogram="page"),)),), language=language)
        ink = dark(write_pdf(form))[:, :]
        left, right = ink[:, 54:100].sum(), ink[:, -100:-54].sum()
        return int(left), int(right)

    assert halves("en") == pytest.approx(halves("ar")[::-1], rel=0.1)
    assert halves("en")[0] > halves("en")[1], "a pictogram has more ink than an empty box"


def test_a_tables_head_stands_on_each_of_its_pages():
    rows = tuple((str(at), "") for at in range(80))
    with_head = write_pdf(Document((Table(("HEAD", "HEAD"), rows),), numbered=False))
    pages = page_count(with_head)
    assert pages >= 2
    top = [dark(with_head, page)[54:75] for page in range(pages)]
    assert top[0].any() and all((band == top[0]).all() for band in top[1:])


def test_a_heading_is_never_left_alone_at_the_foot():
    for gap in range(200, 262, 4):
        pdf = write_pdf(Document((Paragraph("."), Gap(gap), Heading("Heading", 2), Paragraph("text " * 60)), numbered=False))
        first = dark(pdf, 0)[120:]
        rows = np.flatnonzero(first.any(axis=1))
        blocks = 0 if not len(rows) else 1 + int((np.diff(rows) > 2).sum())
        assert blocks != 1, f"{gap} mm down, the first page ends with the heading"


def test_what_introduces_a_list_stays_with_its_beginning():
    ticks = Ticks(("1",), (TickRow("One"), TickRow("Two")))
    for gap in range(225, 262, 3):
        pdf = write_pdf(Document((Paragraph("."), Gap(gap), Together((Paragraph("Introduction"),), and_next=True), ticks), numbered=False))
        first = dark(pdf, 0)[120:]
        assert not first.any() or first[:, -100:].any(), f"{gap} mm down, the introduction stands alone: no box is on its page"


def test_codes_on_paper_are_read_back():
    pdf = write_pdf(Document((Code("HTTPS://VOICES.EU/CARD", 24, "Stop"),), page=A6))
    picture = np.asarray(render(pdf, 0, 8).convert("L"))
    assert {name: read(picture) for name, read in READERS.items()} == dict.fromkeys(READERS, {"HTTPS://VOICES.EU/CARD"})


def test_nothing_is_set_as_text_and_glyphs_are_stored_once():
    pdf = write_pdf(Document((Paragraph("hello " * 3_000),)))
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert len(opened.pages) == 4
        assert all("/Font" not in page.Resources for page in opened.pages)
        assert str(opened.Root.Lang) == "en" and "/Info" not in opened.trailer
    assert len(pdf) < 120_000


def test_photos_lose_what_the_camera_wrote():
    exif = Image.Exif()
    exif[0x010E] = "taken at 12 Hidden Street"
    pdf = write_pdf(Document((Picture(photo("JPEG", exif=exif)), Picture(photo("JPEG", exif=exif)))))
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        streams = [item.read_raw_bytes() for item in opened.objects if isinstance(item, pikepdf.Stream)]
    assert not any(b"Hidden Street" in stream for stream in streams)
    assert sum(stream.startswith(b"\xff\xd8") for stream in streams) == 1, "the same picture twice is kept once"


def test_a_file_that_is_no_picture_is_refused_with_a_sentence():
    with pytest.raises(NotAnImage, match="no PNG or JPEG"):
        write_pdf(Document((Picture(b"%PDF-1.7"),)))


def test_a_character_without_a_font_and_a_word_without_end_are_printed_all_the_same():
    """A take-down list must come out of the printer whatever somebody typed."""
    pdf = write_pdf(Document((Table(("Note", "Hash"), (("done 😀", "0f" * 64),)),)))
    assert dark(pdf)[:, -52:].sum() == 0


@pytest.mark.parametrize("block", [
    Table(("A", "B"), (("x", "word " * 4_000),)), Facts((("Label", "word " * 4_000),)), Paragraph("word " * 4_000), Bullets(("word " * 4_000,)),
    Together((Paragraph("word " * 3_000), Paragraph("word " * 1_000)))], ids=lambda block: type(block).__name__)
def test_no_words_are_lost_however_long_a_text_is(block):
    """Every letter of 4,000 words stands on a page, above its lower margin."""
    marks = [mark for page in pages_of(Document((block,), numbered=False)) for mark in page if isinstance(mark, Words)]
    assert sum(bool(glyph_outline(glyph.face, glyph.glyph)) for mark in marks for glyph in mark.line.glyphs) >= 4 * 4_000
    assert min(mark.y_mm for mark in marks) > A4.margin_mm


def test_a_block_that_no_page_can_hold_is_an_error_and_never_cut_off():
    with pytest.raises(ValueError, match="cannot stand on a page"):
        write_pdf(Document((Framed((Paragraph("word " * 2_000),)),)))


@pytest.mark.parametrize("subject", SUBJECTS)
def test_the_fonts_have_every_letter_of_what_a_person_is_told(subject):
    for language, words in table(subject).items():
        assert [text for text in words.values() if _legible(text, language, False) != text or _legible(text, language, True) != text] == [], language


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=120), st.sampled_from(sorted(SENTENCES)), st.floats(14, 170))
def test_any_text_fits_any_column(text, language, width):
    """Whatever is typed, nothing sticks out of its column."""
    lines = set_lines(text, language, 10, width)
    assert lines.width_mm <= width + 0.01
