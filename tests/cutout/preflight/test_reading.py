"""What the reader finds in a file: places through forms and turned pages' boxes, colours through spaces, bounds on hostile files."""
from __future__ import annotations

import io
import time
import zlib

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exhibit.cutout.preflight import Asked, CannotRead, examine
from exhibit.cutout.preflight.codes import _seen_in_hall
from exhibit.cutout.preflight.lines import Line, flattened
from exhibit.cutout.preflight.reader import read
from exhibit.cutout.press.profiles import profile
from tests.cutout.preflight.handmade import MM, damaged, page

PLAIN = Asked(profile("plain"))


def one_page(content: bytes, **entries) -> bytes:
    """A bare page of 100 x 200 mm."""
    with pikepdf.new() as pdf:
        pdf.pages.append(pikepdf.Page(pdf.make_indirect(pikepdf.Dictionary({
            "/Type": pikepdf.Name.Page, "/MediaBox": [0, 0, 100 * MM, 200 * MM], "/Contents": pdf.make_stream(content), **{f"/{name}": value(pdf) if callable(value) else value for name, value in entries.items()}}))))
        out = io.BytesIO()
        pdf.save(out)
        return out.getvalue()


def marks(content: str, **entries):
    return read(one_page(content.encode(), **entries)).sheets[0].marks


def test_places_are_millimetres_on_the_page():
    (mark,) = marks(f"q {MM} 0 0 {MM} 0 0 cm 0 0 0 1 k 10 20 30 40 re f Q")
    assert mark.box == pytest.approx((10, 20, 40, 60)) and mark.fill.space == "CMYK" and mark.rings[0].is_upright and mark.rings[0].closed


def test_a_media_box_that_does_not_begin_at_nought():
    found = read(damaged(lambda pdf: pdf.pages[0].obj.__setitem__("/MediaBox", pikepdf.Array([MM * 5, MM * 7, 540 * MM, 1240 * MM])))).sheets[0]
    assert found.media == pytest.approx((0, 0, 535, 1233)) and found.trim == pytest.approx((15, 13, 515, 1213)) and found.marks[-1].box == pytest.approx((15, 13, 515, 1213), abs=0.01)


def test_a_form_in_a_form_stands_where_both_matrices_put_it():
    def outer(pdf):
        inner = pdf.make_stream(b"0 0 10 10 re f")
        for name, value in {"Type": pikepdf.Name.XObject, "Subtype": pikepdf.Name.Form, "BBox": [0, 0, 99, 99], "Matrix": [2, 0, 0, 2, 0, 0]}.items():
            inner[f"/{name}"] = value
        form = pdf.make_stream(b"1 0 0 1 5 0 cm /In Do")
        for name, value in {"Type": pikepdf.Name.XObject, "Subtype": pikepdf.Name.Form, "BBox": [0, 0, 99, 99], "Resources": pikepdf.Dictionary(XObject=pikepdf.Dictionary(In=inner))}.items():
            form[f"/{name}"] = value
        return pikepdf.Dictionary(XObject=pikepdf.Dictionary(Out=form))

    (mark,) = marks(f"q {MM} 0 0 {MM} 3 0 cm /Out Do Q", Resources=outer)
    assert mark.box == pytest.approx((5 + 3 / MM, 0, 25 + 3 / MM, 20))


@pytest.mark.parametrize(("operators", "space"), [
    ("0 0 0 1 k", "CMYK"), ("1 0 0 rg", "RGB"), ("0 g", "grey"), ("/DeviceCMYK cs 0 0 0 1 sc", "CMYK"), ("/S cs 1 scn", "spot"), ("/I cs 1 scn", "RGB"), ("/C cs 0 0 0 1 scn", "ICC CMYK"), ("", "grey")])
def test_a_colour_is_named_by_its_inks(operators, space):
    def resources(pdf):
        tint = pikepdf.Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[0, 1, 0, 0], N=1)
        return pikepdf.Dictionary(ColorSpace=pikepdf.Dictionary(
            S=pikepdf.Array([pikepdf.Name.Separation, pikepdf.Name.Gold, pikepdf.Name.DeviceCMYK, tint]), I=pikepdf.Array([pikepdf.Name.Indexed, pikepdf.Name.DeviceRGB, 1, b"abcdef"]),
            C=pikepdf.Array([pikepdf.Name.ICCBased, pdf.make_indirect(pikepdf.Stream(pdf, b"x", N=4))])))

    (mark,) = marks(f"{operators} 0 0 9 9 re f", Resources=resources)
    assert mark.fill.space == space and (mark.fill.spots == ("Gold",)) is (space == "spot")


def test_a_stroke_is_as_wide_as_it_comes_out():
    (mark,) = marks("q 2 0 0 2 0 0 cm 3 w 0 0 m 9 9 l S Q")
    assert mark.width_pt == pytest.approx(6)


def test_state_comes_back_after_q_and_an_unmatched_one_does_no_harm():
    first, second = marks("Q Q q 1 0 0 rg 0 0 9 9 re f Q 0 0 9 9 re f Q")
    assert first.fill.space == "RGB" and second.fill.space == "grey"


def test_a_circle_of_four_curves_has_its_radius():
    k = 10 * 0.5523
    (mark,) = marks(f"{MM} 0 0 {MM} 0 0 cm 60 50 m 60 {50 + k} {50 + k} 60 50 60 c {50 - k} 60 40 {50 + k} 40 50 c 40 {50 - k} {50 - k} 40 50 40 c {50 + k} 40 60 {50 - k} 60 50 c h S")
    line = Line(mark.rings[0])
    assert line.nodes == 4 and line.tightest[0] == pytest.approx(10, abs=0.15) and line.crossing is None and line.box == pytest.approx((40, 40, 60, 60), abs=0.01)
    assert len(flattened(mark.rings[0])) == 4 * 24 + 1


@pytest.mark.parametrize("content", [b"", b"q", b"1 2 3", b"m l c h f", b"0 0 m f", b"/X Do /Y gs /Z cs 1 scn BT /F Tf (a Tj", b"BI /W 5 /H 5 ID abc EI", b"[ ( << 4", b"9e999 0 m 1 1 l S", b"1 0 0 1 nan 0 cm 0 0 9 9 re f"])
def test_a_broken_page_is_a_finding_or_a_sentence(content):
    assert_calm(one_page(content))


def assert_calm(pdf: bytes) -> None:
    """Findings with sentences, or one sentence; nothing else."""
    try:
        report = examine(pdf, PLAIN)
        assert all(finding.sentence for finding in report.findings) and report.text() and report.mail() and report.document()
    except CannotRead as refusal:
        assert refusal.sentence.endswith(".") and len(refusal.sentence) < 300


@pytest.mark.parametrize(("bomb", "sentence"), [
    (b"0 0 m 1 1 l S " * 3_000_000, "unpacks to more than 32 MB"), (b"h " * 1_200_000, "paints a page in more than"), (b"q " * 7_000_000, "paints a page in more than")])
def test_a_small_file_that_grows_is_refused_in_time(bomb, sentence):
    began = time.process_time()
    with pytest.raises(CannotRead, match=sentence):
        read(one_page_packed(bomb))
    assert time.process_time() - began < 20


def one_page_packed(content: bytes) -> bytes:
    with pikepdf.new() as pdf:
        stream = pikepdf.Stream(pdf, zlib.compress(content, 9))
        stream["/Filter"] = pikepdf.Name.FlateDecode
        pdf.pages.append(pikepdf.Page(pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Page, MediaBox=[0, 0, 500, 500], Contents=stream))))
        out = io.BytesIO()
        pdf.save(out, recompress_flate=False, stream_decode_level=pikepdf.StreamDecodeLevel.none, compress_streams=False)
        return out.getvalue()


def test_forms_that_double_at_every_level_are_refused():
    def resources(pdf):
        inside = None
        for _ in range(11):
            form = pdf.make_stream(b"/F Do " * 10 if inside is not None else b"q Q " * 150)
            form["/Type"], form["/Subtype"], form["/BBox"] = pikepdf.Name.XObject, pikepdf.Name.Form, pikepdf.Array([0, 0, 9, 9])
            if inside is not None:
                form["/Resources"] = pikepdf.Dictionary(XObject=pikepdf.Dictionary(F=inside))
            inside = form
        return pikepdf.Dictionary(XObject=pikepdf.Dictionary(F=inside))

    with pytest.raises(CannotRead, match="paints a page in more than"):
        read(one_page(b"/F Do", Resources=resources))


def test_a_form_that_draws_itself_is_refused():
    def resources(pdf):
        form = pdf.make_indirect(pdf.make_stream(b"/F Do"))
        form["/Type"], form["/Subtype"], form["/BBox"] = pikepdf.Name.XObject, pikepdf.Name.Form, pikepdf.Array([0, 0, 9, 9])
        form["/Resources"] = pikepdf.Dictionary(XObject=pikepdf.Dictionary(F=form))
        return pikepdf.Dictionary(XObject=pikepdf.Dictionary(F=form))

    with pytest.raises(CannotRead, match="nests drawings in drawings"):
        read(one_page(b"/F Do", Resources=resources))


@pytest.mark.parametrize(("pdf", "sentence"), [
    (b"", "The file is empty"), (b"   \n", "The file is empty"), (b"GIF89a", "This is no PDF"), (b"%PDF-1.4", "The file is damaged"), (one_page(b"", MediaBox=[0, 0, 0, 0]), "Page 1 has no size")])
def test_what_is_no_print_file_is_said(pdf, sentence):
    with pytest.raises(CannotRead, match=sentence):
        read(pdf)


def test_a_locked_file_is_said():
    pdf = damaged(lambda _: None, encryption=pikepdf.Encryption(owner="x", user="y", R=3, aes=False, metadata=False), deterministic_id=False)
    with pytest.raises(CannotRead, match="locked with a password"):
        read(pdf)


SMALL = one_page(b"q 1 0 0 rg 10 10 50 50 re f /Cut CS 1 SCN 20 20 m 90 20 l 90 90 60 99 20 90 c h S BT /F 9 Tf (words) Tj ET Q",
                 Resources=pikepdf.Dictionary(Font=pikepdf.Dictionary(F=pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)),
                                              ColorSpace=pikepdf.Dictionary(Cut=pikepdf.Array([pikepdf.Name.Separation, pikepdf.Name.CutContour, pikepdf.Name.DeviceCMYK, pikepdf.Dictionary(
                                                  FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[0, 1, 0, 0], N=1)]))))


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(st.integers(0, len(SMALL) - 1), st.integers(0, 255)), min_size=1, max_size=12))
def test_flipped_bytes_never_give_more_than_a_sentence(flips):
    pdf = bytearray(SMALL)
    for at, value in flips:
        pdf[at] = value
    assert_calm(bytes(pdf))


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.one_of(st.sampled_from(["m", "l", "c", "h", "re", "f", "S", "B", "q", "Q", "cm", "gs", "cs", "scn", "k", "rg", "w", "d", "BT", "ET", "Tf", "Tj", "TJ", "Do", "sh", "BDC", "EMC", "n", "W"]),
                          st.integers(-9999, 9999).map(str), st.floats(allow_nan=False, allow_infinity=False, width=16).map(lambda v: f"{v:f}"), st.sampled_from(["/Cut", "/X", "(a)", "[1 2]", "<<>>", "true", "null"])),
                min_size=1, max_size=40))
def test_any_operators_in_any_order_never_give_more_than_a_sentence(words):
    assert_calm(small_with(" ".join(words).encode()))


def small_with(content: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(SMALL)) as pdf:
        pdf.pages[0].Contents = pdf.make_stream(content)
        out = io.BytesIO()
        pdf.save(out)
        return out.getvalue()


def test_a_board_is_looked_at_in_three_seconds():
    began = time.process_time()
    examine(page(), PLAIN).document()
    assert time.process_time() - began < 3


def test_the_same_view_of_a_hall_for_the_same_seed():
    import numpy as np

    picture = np.full((80, 80), 200, np.uint8)
    assert (_seen_in_hall(picture, 3) == _seen_in_hall(picture, 3)).all() and (_seen_in_hall(picture, 3) != _seen_in_hall(picture, 4)).any()
