"""Files that go out of the house: no author, no account, no path of this machine in any of them; and what is in them can be read in again."""
from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from exhibit.actions.document_text import read_document
from exhibit.store import queries
from tests.conftest import ROLES
from tests.desk.test_leaflet import FILLED
from tests.visit.conftest import codes_of

ABOUT_THE_FILE = {"/Title", "/Creator", "/Producer", "/CreationDate", "/ModDate", "/Trapped", "/GTS_PDFXVersion", "/GTS_PDFXConformance"}
OF_A_PICTURE = {"dpi", "gamma", "srgb", "icc_profile", "transparency", "interlace", "background"}

pytestmark = pytest.mark.looks


def everything_in(content: bytes) -> bytes:
    """The file with all of its streams in the clear."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        parts = [found.read_bytes() for found in pdf.objects if isinstance(found, pikepdf.Stream) and "/Width" not in found and "/Length1" not in found]
        return b"\n".join([content, *parts, *(bytes(value) for value in _strings(pdf))])


def _strings(pdf: pikepdf.Pdf):
    for found in pdf.objects:
        if isinstance(found, pikepdf.Dictionary):
            yield from (str(value).encode() for value in found.values() if isinstance(value, pikepdf.String))


def names_nobody(content: bytes, app) -> None:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert set(pdf.docinfo.keys()) <= ABOUT_THE_FILE, set(pdf.docinfo.keys())
        assert {str(pdf.docinfo[key]) for key in ("/Creator", "/Producer") if key in pdf.docinfo} <= {"Exhibit"}
        assert "/Author" not in str(pdf.Root.get("/Metadata", "")) and len(pdf.attachments) == 0
    inside = everything_in(content)
    told = [f"{role}@demo.example" for role in ROLES] + [str(app.config["EXHIBIT"].instance), str(Path(__file__).parents[2]), str(Path.home())]
    assert not [words for words in told if words.encode() in inside or words.encode("utf-16-be") in inside]


def test_papers_of_every_kind_name_nobody(demo_app, sign_in, visitor):
    cutout = next(c for c in queries.exhibition("demo").cutouts if c.testimony.code == "T01")
    page, copy = f"/desk/cutouts/{cutout.id}", cutout.copies[0]
    curator, caseworker = sign_in("curator"), sign_in("caseworker")
    made = {
        "board": curator.press(page, 'form[action$="/print"]'),
        "board on sheets": curator.press(page, 'form[action$="/print"]', sheet="a4"),
        "back label": curator.get(f"/desk/copies/{copy.code}/back-label.pdf"),
        "leaflet": curator.press("/desk/exhibitions/demo/leaflet?language=en", "main section form", **FILLED, printing="to_fold"),
        "large print": visitor.get(f"/{copy.code}/en/large"),
        "consent form": caseworker.press("/desk/testimonies/T01/form", "form.form-wide", language="en", countries="be"),
        "list for taking down": curator.get("/desk/exhibitions/demo/take-down.pdf"),
    }
    for what, answer in made.items():
        content = answer.get_data()
        assert answer.status_code == 200 and content[:5] == b"%PDF-", (what, answer.status_code)
        names_nobody(content, demo_app)
    picture = Image.open(io.BytesIO(curator.get(f"{page}/picture.png").get_data()))
    assert set(picture.info) <= OF_A_PICTURE and not picture.getexif()


@pytest.mark.parametrize(("code", "language"), [("T01", "ar"), ("T05", "lo"), ("T04", "ur"), ("T02", "uk"), ("T03", "ne"), ("T01", "fr")])
def test_a_story_in_any_script_comes_back_from_a_pdf_word_for_word(demo_app, visitor, code, language):
    testimony = queries.testimony(code)
    answer = visitor.get(f"/{codes_of(demo_app)[code]}/{language}/large")
    assert answer.mimetype == "application/pdf"
    found = read_document(answer.get_data(), "large.pdf")
    told = ["".join(paragraph.split()) for paragraph in found.text.split("\n\n")]
    wanted = ["".join(paragraph.split()) for paragraph in testimony.approved("STORY", language).body.split("\n\n")]
    assert all(paragraph in "".join(told) for paragraph in wanted) and sum(paragraph in told for paragraph in wanted) >= len(wanted) / 2
