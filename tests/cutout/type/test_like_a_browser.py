"""Our outlines against Debian's Chromium: the same words, the same font files, compared as pictures."""
import io
from dataclasses import replace

import cv2
import numpy as np
import pikepdf
import pytest
from PIL import Image

from exhibit.cutout.paths import Path
from exhibit.cutout.press.pdf import PT_PER_MM, drawing
from exhibit.cutout.press.raster import grey, render
from exhibit.cutout.type.fonts import FONT_DIR, stack
from exhibit.cutout.type.itemise import is_rtl
from exhibit.cutout.type.typeset import MM_PER_PT, TextBlock, set_text
from tests.cutout.samples import QUOTES

SIZE_PX = 96
WIDE_PX = 4_000

LINES = {
    "latin": ("en", "Hands that work, affix their own contract: Víctor’s «office» 1234."),
    "french": ("fr", QUOTES["fr"][:44]),
    "hausa": ("ha", QUOTES["ha"]),
    "cyrillic": ("uk", QUOTES["uk"]),
    "kyrgyz": ("ky", QUOTES["ky"]),
    "arabic": ("ar", QUOTES["ar"]),
    "arabic with an age and a name": ("ar", "قالت Amina، 25–34، إنها تحمل «جواز السفر» معها."),
    "urdu": ("ur", "ہم نے اس اسکول کی اینٹیں بنائیں"),
    "urdu, second": ("ur", "میرے والد نے شادی کے لیے پیشگی رقم لی۔"),
    "devanagari": ("ne", QUOTES["ne"]),
    "devanagari conjuncts": ("ne", "चिकित्साका विद्यार्थीसँग क्षेत्र श्रम द्वार"),
    "lao": ("lo", "ເຂົາຂາຍເລື່ອງໃຫ້ຂ້ອຍ. ມື້ນີ້ຂ້ອຍຂຽນ"),
    "lao stacked marks": ("lo", "ກຳນ້ຳ ຜູ້ ເງິນ ປີ່ ຫຼື"),
    "tifinagh": ("zgh", "ⵙⵙⵓⵜⵔⵖ ⴰⵙⵉⴽⵍ ⵉⵏⵓ"),
}


@pytest.fixture(scope="module")
def browser_page(chromium, tmp_path_factory):
    folder = tmp_path_factory.mktemp("browser")
    context = chromium.new_context(viewport={"width": WIDE_PX, "height": 500})
    page = context.new_page()
    yield page, folder
    context.close()


def in_browser(browser_page, language, text, bold):
    """(width of the line in em, ink of the screenshot)."""
    page, folder = browser_page
    families = [(face.name, (FONT_DIR / f"{face.name}.ttf").as_uri()) for face in stack(language, bold)]
    faces = "".join(f'@font-face {{ font-family: "{name}"; src: url("{uri}"); }}' for name, uri in families)
    names = ", ".join(f'"{name}"' for name, _ in families)
    html = (f'<!doctype html><meta charset="utf-8"><style>{faces} body {{ margin: 0; background: #fff; color: #000 }}'
            f"div {{ padding: 150px 100px; font: {SIZE_PX}px {names}; white-space: pre; text-rendering: geometricPrecision; line-height: 200px; -webkit-font-smoothing: antialiased }}</style>"
            f'<div lang="{language}" dir="{"rtl" if is_rtl(language) else "ltr"}"><span>{text}</span></div>')
    (folder / "line.html").write_text(html, encoding="utf-8")
    page.goto((folder / "line.html").as_uri())
    page.evaluate("document.fonts.ready")
    assert page.evaluate("[...document.fonts].some(face => face.status === 'loaded')")
    width = page.evaluate("document.querySelector('span').getBoundingClientRect().width")
    return width / SIZE_PX, np.asarray(Image.open(io.BytesIO(page.screenshot())).convert("L"))


def drawn(block: TextBlock) -> np.ndarray:
    """Our outlines on a page of their own, at the browser's size."""
    outline: Path = tuple(command for path in replace(block, rtl=False).paths(20, 90) for command in path)
    pdf = pikepdf.new()
    width_mm = block.lines[0].width * block.size_pt * MM_PER_PT + 40
    page = pdf.add_blank_page(page_size=(width_mm * PT_PER_MM, 110 * PT_PER_MM))
    page.Contents = pdf.make_stream(f"{PT_PER_MM} 0 0 {PT_PER_MM} 0 0 cm {drawing(outline, (0, 0, 0, 1))}".encode())
    buffer = io.BytesIO()
    pdf.save(buffer)
    return grey(render(buffer.getvalue(), 0, SIZE_PX / (block.size_pt * MM_PER_PT)))


def ink_of(picture):
    """The picture cut to its ink, with an edge of four white pixels."""
    rows, columns = np.nonzero(picture < 128)
    return np.pad((picture < 128)[rows.min():rows.max() + 1, columns.min():columns.max() + 1].astype(np.uint8), 4)


def overlap(ours, theirs):
    """Share of either's ink that lies within a pixel of the other's, the smaller of the two, at the best of small shifts
    (a browser snaps its baseline to whole pixels)."""
    shape = max(ours.shape[0], theirs.shape[0]), max(ours.shape[1], theirs.shape[1])
    a, b = (np.pad(ink, ((0, shape[0] - ink.shape[0]), (0, shape[1] - ink.shape[1]))) for ink in (ours, theirs))
    return max(_shared(np.roll(a, (dy, dx), (0, 1)), b) for dx in (-1, 0, 1) for dy in (-1, 0, 1))


def _shared(a, b):
    around = np.ones((3, 3), np.uint8)
    return min((a & cv2.dilate(b, around)).sum() / a.sum(), (b & cv2.dilate(a, around)).sum() / b.sum())


@pytest.mark.parametrize("bold", [False, True], ids=["regular", "bold"])
@pytest.mark.parametrize("kind", LINES)
def test_a_line_looks_as_in_a_browser(kind, bold, browser_page):
    language, text = LINES[kind]
    block = set_text(text, language, 60, 3_000, bold=bold)
    assert len(block.lines) == 1
    width_em, screenshot = in_browser(browser_page, language, text, bold)
    assert block.lines[0].width == pytest.approx(width_em, abs=0.02 * len(block.lines[0].glyphs))
    assert overlap(ink_of(drawn(block)), ink_of(screenshot)) > 0.97


def test_the_comparison_sees_unjoined_letters(browser_page):
    """A setting without joining, as report software makes it, must fail the comparison."""
    text = QUOTES["ar"]
    _, screenshot = in_browser(browser_page, "ar", text, False)
    unjoined = set_text("\u200c".join(text), "ar", 60, 3_000)
    assert overlap(ink_of(drawn(unjoined)), ink_of(screenshot)) < 0.6
