"""Files as other people's tools make them: read without help, and told what a shop would say."""
from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest
import qrcode
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from tests.cutout.preflight.handmade import TALL, damaged, drawn, page, report

UNFINISHED = {"standard", "output intent", "print scaling", "boxes", "cut line"}  # what no office program writes


def findings(pdf: bytes, **asked) -> dict[str, str]:
    """Names and sentences of what is wrong."""
    return {finding.name: finding.sentence for finding in report(pdf, **asked).findings if not finding.ok}


def written_by_reportlab() -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(600, 1200))
    canvas.setFillColorRGB(0.1, 0.1, 0.3)
    canvas.setFont("Helvetica", 60)
    canvas.drawString(50, 900, "I carry my passport")
    canvas.setFont("Helvetica", 9)
    canvas.drawString(50, 600, "All people and stories are fictional.")
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def test_a_text_file_with_a_font_that_is_not_inside():
    found = findings(written_by_reportlab())
    assert set(found) == UNFINISHED | {"fonts", "CMYK and spot only", "text size"}
    assert found["fonts"].startswith("Not in the file: Helvetica.") and "about 10 pt; 24 pt is the least" in found["text size"]


def test_live_text_is_measured_like_outlines():
    assert report(written_by_reportlab()).measures["smallest_letters_mm"] == pytest.approx(9 * 25.4 / 72 * 0.55, abs=0.2)  # x-height of Helvetica 0.523


def test_a_picture_made_into_a_pdf():
    out = io.BytesIO()
    Image.new("RGB", (400, 800), (240, 200, 40)).save(out, "PDF", resolution=20)
    found = findings(out.getvalue())
    assert set(found) == UNFINISHED | {"bleed", "CMYK and spot only", "resolution"}
    assert "400 x 800 pixels at 20 ppi; this shop asks for 100 ppi" in found["resolution"]


def test_a_page_printed_by_a_browser(chromium):
    tab = chromium.new_page()
    tab.set_content("<style>body{font:60pt sans-serif;color:#223;margin:40mm}p{font-size:10pt}div{background:#c00;opacity:.5;height:50mm}</style>"
                    "<h1>I carry my passport</h1><p>All people and stories are fictional here today.</p><div></div>")
    pdf = tab.pdf(width="600mm", height="1200mm", print_background=True)
    tab.close()
    found = findings(pdf)
    assert set(found) == UNFINISHED | {"CMYK and spot only", "no transparency", "text size"}
    assert "opacity 50%" in found["no transparency"]
    assert {font.embedded for font in report(pdf).measured.art.fonts} == {True}
    assert "asked size" in findings(pdf, height_mm=TALL * 1.12)


def test_tiles_are_no_board(tmp_path):
    (tmp_path / "board.pdf").write_bytes(page())
    subprocess.run([Path(sys.executable).with_name("plakativ"), "--size", "600x1400mm", "--pagesize", "A4", "-o", tmp_path / "tiles.pdf", tmp_path / "board.pdf"],
                   check=True, capture_output=True, timeout=120)
    found = findings((tmp_path / "tiles.pdf").read_bytes())
    assert found["one page"] == "The file has 24 pages; asked for is one page: one board." and "boxes" in found and "PDF version" in found


def test_a_code_that_is_a_picture():
    """Pixels instead of modules: found, measured and read all the same."""
    made = qrcode.make("HTTPS://VOICES.EU/ABC234", border=4).convert("L")
    small = made.resize((660, 660), Image.Resampling.NEAREST)

    def place(pdf):
        stream = pdf.make_stream(small.point(lambda value: 255 - value).tobytes())  # as much black as there is no light
        black = pikepdf.Array([pikepdf.Name.Separation, pikepdf.Name.Black, pikepdf.Name.DeviceCMYK, pikepdf.Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[0, 0, 0, 1], N=1)])
        for name, value in {"Type": pikepdf.Name.XObject, "Subtype": pikepdf.Name.Image, "Width": 660, "Height": 660, "BitsPerComponent": 8, "ColorSpace": black}.items():
            stream[f"/{name}"] = value
        pdf.pages[0].Resources.XObject = pikepdf.Dictionary(P=stream)

    pdf = damaged(place, pdf=drawn(code="q 120 0 0 120 60 300 cm /P Do Q"))
    assert findings(pdf) == {}
    (found,) = report(pdf).measures["codes"]
    assert found["address"] == "HTTPS://VOICES.EU/ABC234" and found["width_mm"] == pytest.approx(120 * 25 / 33, abs=0.5)
