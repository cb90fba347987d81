"""Every fault a shop sends files back for, seeded one at a time into a clean board: exactly its check fails, and says so in a sentence."""
from __future__ import annotations

import io
from dataclasses import replace

import numpy as np
import pikepdf
import pytest
from PIL import Image

from exhibit.cutout.preflight import CHECKS
from exhibit.cutout.press.profiles import profile
from tests.cutout.preflight.handmade import (
    ADDRESS,
    CLEAN,
    MM,
    QUOTE,
    TALL,
    WIDE,
    code,
    damaged,
    drawn,
    failing,
    outlines,
    page,
    rounded,
)

PLAIN = profile("plain")
CUT = "/Over gs /Cut CS 1 SCN"
PEN = f"{0.75 / MM:.5f} w"


def entry(name, value):
    def change(pdf):
        pdf.pages[0].obj[name] = value
    return change


def without(name):
    def change(pdf):
        del pdf.pages[0].obj[name]
    return change


def resource(kind, **entries):
    """A change that adds resources to the page."""
    def change(pdf):
        held = pdf.pages[0].Resources
        held[f"/{kind}"] = pikepdf.Dictionary({**dict(held.get(f"/{kind}", pikepdf.Dictionary()).items()), **{f"/{name}": value(pdf) if callable(value) else value for name, value in entries.items()}})
    return change


def paint(operators, **resources):
    """A change that paints over the ground and under everything else, in mm from the trim box."""
    def change(pdf):
        for kind, entries in resources.items():
            resource(kind, **entries)(pdf)
        before = pdf.pages[0].Contents.read_bytes()
        head, rest = before.split(b" cm\n", 1)
        ground, words = rest.split(b"\n", 1)
        pdf.pages[0].Contents = pdf.make_stream(head + b" cm\n" + ground + b"\n" + operators.encode() + b"\n" + words)
    return change


def picture(pixels, space="DeviceCMYK", inks=(0, 40, 80, 0), **more):
    """A flat picture of so many pixels."""
    def make(pdf):
        stream = pdf.make_stream(bytes(inks) * (pixels[0] * pixels[1]))
        about = {"Type": pikepdf.Name.XObject, "Subtype": pikepdf.Name.Image, "Width": pixels[0], "Height": pixels[1], "BitsPerComponent": 8, "ColorSpace": pikepdf.Name(f"/{space}"), **more}
        for name, value in about.items():
            stream[f"/{name}"] = value(pdf) if callable(value) else value
        return stream
    return make


def jpeg2000(pdf):
    out = io.BytesIO()
    Image.fromarray(np.full((400, 400, 3), 90, np.uint8)).save(out, "JPEG2000")
    stream = pikepdf.Stream(pdf, out.getvalue())
    about = {"Type": pikepdf.Name.XObject, "Subtype": pikepdf.Name.Image, "Width": 400, "Height": 400, "BitsPerComponent": 8, "ColorSpace": pikepdf.Name.DeviceCMYK,
             "Filter": pikepdf.Name.JPXDecode}
    for name, value in about.items():
        stream[f"/{name}"] = value
    return stream


def form(operators, **entries):
    """A form whose operators are in mm from the trim box."""
    def make(pdf):
        stream = pdf.make_stream(operators.encode())
        for name, value in {"Type": pikepdf.Name.XObject, "Subtype": pikepdf.Name.Form, "BBox": pikepdf.Array([0, 0, 500, 1200]), **entries}.items():
            stream[f"/{name}"] = value(pdf) if callable(value) else value
        return stream
    return make


def spot(name, alternate="DeviceCMYK", full=(0, 0, 1, 0)):
    tint = pikepdf.Dictionary(FunctionType=2, Domain=[0, 1], C0=[0] * len(full), C1=list(full), N=1)
    return pikepdf.Array([pikepdf.Name.Separation, pikepdf.Name(f"/{name}"), pikepdf.Name(f"/{alternate}"), tint])


def font(**more):
    return pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.TrueType, BaseFont=pikepdf.Name.SomeSans, **more)


def second_page(pdf):
    pdf.pages.append(pdf.pages[0])


def blank_second_page(pdf):
    pdf.pages.append(pdf.pages[0])
    pdf.pages[1].Contents = pdf.make_stream(b"")


def layered(pdf):
    group = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name="Other language"))
    pdf.Root.OCProperties = pikepdf.Dictionary(OCGs=[group], D=pikepdf.Dictionary(Order=[group]))


def grown(factor):
    """Everything larger or smaller, boxes and drawing alike, as a print dialog does it."""
    def change(pdf):
        only = pdf.pages[0]
        for name in ("/MediaBox", "/CropBox", "/BleedBox", "/TrimBox"):
            only.obj[name] = pikepdf.Array([float(value) * factor for value in only.obj[name]])
        only.Contents = pdf.make_stream(f"{factor} 0 0 {factor} 0 0 cm\n".encode() + only.Contents.read_bytes())
    return change


def note(pdf):
    pdf.pages[0].obj["/Annots"] = pikepdf.Array([pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[100, 100, 120, 120], Contents="nice!")])


def script(pdf):
    pdf.Root.Names = pikepdf.Dictionary(JavaScript=pikepdf.Dictionary(Names=["a", pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")]))


def attachment(pdf):
    pdf.attachments["story.txt"] = b"her name"


def renamed(name):
    def change(pdf):
        pdf.pages[0].Resources.ColorSpace.Cut[1] = pikepdf.Name(name)
    return change


def knocked_out(pdf):
    pdf.pages[0].Resources.ExtGState.Over = pikepdf.Dictionary(OP=False, op=False)


def no_info(name):
    def change(pdf):
        del pdf.docinfo[name]
    return change


def info(name, value):
    def change(pdf):
        pdf.docinfo[name] = value
    return change


def root_without(name):
    def change(pdf):
        del pdf.Root[name]
    return change


def wavy(nodes):
    """A rounded cut whose left side is made of many short pieces."""
    steps = " ".join(f"0 {TALL - 30 - (TALL - 60) * at / nodes:.3f} l" for at in range(1, nodes))
    return rounded(0, 0, WIDE, TALL).replace(f"0 {30.0} l", f"{steps} 0 30.0 l")


SLIT = f"0 700 l 90 700 l 95 700 100 698 100 695 c 100 692 95 690 90 690 c 0 690 l 0 {30.0} l"
LOOP = f"0 600 l 40 600 l 20 660 l 20 540 l 0 540 l 0 {30.0} l"
BAY = f"0 900 l 0 880 20 870 40 870 c 200 870 l 220 870 230 850 230 830 c 230 740 l 230 720 220 710 200 710 c 40 710 l 20 710 0 700 0 680 c 0 {30.0} l"
MESH = "".join(f"{x} 100 m {x} 250 l S " for x in range(50, 450, 20))
half = pikepdf.Dictionary(ca=0.5, CA=1)
multiply = pikepdf.Dictionary(BM=pikepdf.Name.Multiply)

FAULTS = {  # what is wrong -> (file, the check that must say so); some with the shop and what was asked
    "two pages": (lambda: damaged(second_page), "one page"),
    "a blank page after that of the cut line": (lambda: damaged(blank_second_page, pdf=drawn(ground="", words="", code="", cut=f"0 0 0 1 K {PEN} {rounded(0, 0, WIDE, TALL)} S")), {"not blank", "bleed box"}, "s-print"),
    "PDF 1.7 for X-1a": (lambda: damaged(lambda _: None, "1.7"), "PDF version"),
    "no claim of PDF/X": (lambda: damaged(no_info("/GTS_PDFXVersion")), "standard"),
    "another standard than asked": (lambda: damaged(info("/GTS_PDFXVersion", "PDF/X-3:2003")), "standard"),
    "trapping unsaid": (lambda: damaged(no_info("/Trapped")), "standard"),
    "trapping said wrongly": (lambda: damaged(info("/Trapped", pikepdf.Name("/False_"))), "standard"),
    "no title": (lambda: damaged(no_info("/Title")), "standard"),
    "no output intent": (lambda: damaged(root_without("/OutputIntents")), "output intent"),
    "a font that is missing": (lambda: damaged(paint("0 0 0 1 k BT /F9 40 Tf 60 60 Td (Hello friends) Tj ET")), "fonts"),
    "a font that is not embedded, though unused": (lambda: damaged(resource("Font", F1=font())), "fonts"),
    "a font not embedded in a form": (lambda: damaged(paint("/Fm Do", XObject={"Fm": form("0 0 0 1 k BT /F1 60 Tf 60 60 Td (HHHHHHH) Tj ET", Resources=pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font())))})), "fonts"),
    "a font made of drawings": (lambda: damaged(resource("Font", F1=pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type3))), "fonts"),
    "a note": (lambda: damaged(note), "nothing but print"),
    "a script": (lambda: damaged(script), "nothing but print"),
    "an attachment": (lambda: damaged(attachment), "nothing but print"),
    "protected against changes": (lambda: damaged(lambda _: None, encryption=pikepdf.Encryption(owner="x", user="", R=3, aes=False, metadata=False), deterministic_id=False), "not encrypted"),
    "layers": (lambda: damaged(layered), "layers"),
    "print scaling left open": (lambda: damaged(root_without("/ViewerPreferences")), "print scaling"),
    "UserUnit": (lambda: damaged(entry("/UserUnit", 10)), "true size"),
    "turned when shown": (lambda: damaged(entry("/Rotate", 90)), "true size"),
    "over 200 inches": (lambda: damaged(grown(4.2)), {"true size", "cut style"}),
    "12 % too large": (lambda: damaged(grown(1.12)), {"asked size", "cut style"}, "plain", {"height_mm": TALL}),
    "the wrong height": (page, "asked size", "plain", {"height_mm": 1650.0}),
    "no scale in the name": (lambda: damaged(grown(0.1), pdf=drawn(cut=CLEAN.cut.replace(PEN, f"{7.5 / MM:.5f} w"))), "scale in the name", replace(PLAIN, scale=10), {"file_name": "board.pdf"}),
    "no trim box": (lambda: damaged(without("/TrimBox")), "boxes"),
    "no bleed box": (lambda: damaged(without("/BleedBox")), "boxes"),
    "a crop box inside the bleed": (lambda: damaged(entry("/CropBox", pikepdf.Array([60, 60, 1470, 3450]))), "boxes"),
    "trim box outside the bleed box": (lambda: damaged(entry("/BleedBox", pikepdf.Array([100, 100, 1400, 3400]))), {"boxes", "bleed box"}),
    "too little room for bleed": (page, {"bleed box", "bleed"}, "advalue"),
    "trim box beside the cut": (lambda: damaged(entry("/TrimBox", pikepdf.Array([56.693 + 10, 56.693, 1474.0157 - 10, 3458.2677]))), "trim at the cut"),
    "colour ends at the cut": (lambda: drawn(ground=f"0 0.28 0.88 0 k 0 0 {WIDE} {TALL} re f"), "bleed"),
    "colour ends at one side of the cut": (lambda: drawn(ground=f"0 0.28 0.88 0 k -3 -3 {WIDE + 3} {TALL + 6} re f"), "bleed"),
    "crop marks": (lambda: damaged(paint("0 0 0 1 K 0.2 w -15 0 m -5 0 l S")), "margin"),
    "no crop marks": (page, "margin", replace(PLAIN, crop_marks=True)),
    "RGB": (lambda: damaged(paint("1 0 0 rg 50 50 100 100 re f")), "CMYK and spot only"),
    "RGB in a form in a form": (lambda: damaged(paint("/A Do", XObject={"A": form("/B Do", Resources=lambda pdf: pikepdf.Dictionary(XObject=pikepdf.Dictionary(B=form("1 0 0 RG 9 9 50 50 re S")(pdf))))})), "CMYK and spot only"),
    "grey": (lambda: damaged(paint("0.5 g 50 50 100 100 re f")), "CMYK and spot only"),
    "Lab": (lambda: damaged(paint("/L cs 50 20 20 sc 50 50 99 99 re f", ColorSpace={"L": pikepdf.Array([pikepdf.Name.Lab, pikepdf.Dictionary(WhitePoint=[0.96, 1, 0.82])])})), "CMYK and spot only"),
    "a profile's RGB": (lambda: damaged(paint("/I cs 1 0 0 sc 50 50 99 99 re f", ColorSpace={"I": lambda pdf: pikepdf.Array([pikepdf.Name.ICCBased, pikepdf.Stream(pdf, b"x", N=3)])})), "CMYK and spot only"),
    "a spot colour replaced in RGB": (lambda: damaged(resource("ColorSpace", Cut=spot("CutContour", "DeviceRGB", (1, 0, 1)))), "CMYK and spot only"),
    "an RGB shading": (lambda: damaged(paint("q 50 0 0 50 50 50 cm /S sh Q", Shading={"S": pikepdf.Dictionary(ShadingType=2, ColorSpace=pikepdf.Name.DeviceRGB, Coords=[0, 0, 1, 1], Function=pikepdf.Dictionary(
        FunctionType=2, Domain=[0, 1], C0=[1, 0.7, 0.2], C1=[1, 0.7, 0.2], N=1))})), "CMYK and spot only"),
    "an RGB picture": (lambda: damaged(paint("q 50 0 0 50 50 50 cm /P Do Q", XObject={"P": picture((300, 300), "DeviceRGB", (200, 180, 90))})), "CMYK and spot only"),
    "an RGB group behind CMYK": (lambda: damaged(entry("/Group", pikepdf.Dictionary(S=pikepdf.Name.Transparency, CS=pikepdf.Name.DeviceRGB))), "no hidden groups"),
    "a spot colour too many": (lambda: damaged(paint("/Gold cs 1 scn 50 50 50 50 re f", ColorSpace={"Gold": spot("Gold")})), "spot colours"),
    "registration colour": (lambda: damaged(paint("/R cs 1 scn 50 50 50 50 re f", ColorSpace={"R": spot("All", full=(1, 1, 1, 1))})), "registration colour"),
    "too much ink": (lambda: damaged(paint("1 1 1 1 k 50 50 100 100 re f")), "total ink"),
    "too much ink in a picture": (lambda: damaged(paint("q 50 0 0 50 50 50 cm /P Do Q", XObject={"P": picture((300, 300), inks=(250, 250, 250, 250))})), "total ink"),
    "hairlines": (lambda: damaged(paint(f"0 0 0 1 K 0.05 w {MESH}")), "hairlines"),
    "white that overprints": (lambda: damaged(paint("q /Over gs 0 0 0 0 k 50 50 100 100 re f Q")), "white overprint"),
    "a coarse picture": (lambda: damaged(paint("q 200 0 0 100 50 50 cm /P Do Q", XObject={"P": picture((200, 100))})), "resolution"),
    "JPEG 2000": (lambda: damaged(paint("q 50 0 0 50 50 50 cm /P Do Q", XObject={"P": jpeg2000})), "picture format"),
    "half transparent": (lambda: damaged(paint("q /Half gs 0 0 0 0.4 k 50 50 100 100 re f Q", ExtGState={"Half": half})), "no transparency"),
    "a blend mode": (lambda: damaged(paint("q /Mul gs 0 0 0 0.4 k 50 50 100 100 re f Q", ExtGState={"Mul": multiply})), "no transparency"),
    "a picture with a soft mask": (lambda: damaged(paint("q 50 0 0 50 50 50 cm /P Do Q", XObject={"P": picture((300, 300), SMask=picture((300, 300), "DeviceGray", (200,)))})), "no transparency"),
    "no cut line": (lambda: drawn(cut=""), "cut line"),
    "the cut line under another shop's name": (lambda: damaged(renamed("/Stanzkontur")), "cut line"),
    "the cut line twice": (lambda: drawn(cut=f"{CLEAN.cut} {CLEAN.cut}"), "cut line"),
    "a second cut line beside it": (lambda: drawn(cut=f"{CLEAN.cut} q {CUT} {PEN} {rounded(503, 100, 519, 900, 7.9)} S Q"), "cut line"),
    "the cut line on the artwork, for a shop that wants two files": (page, "cut line's place", "catdi"),
    "an open cut line": (lambda: drawn(cut=CLEAN.cut.split(f"0 {30.0} l")[0] + "0 90 l S Q"), "cut closed"),
    "a cut line whose ends only touch": (lambda: drawn(cut=CLEAN.cut.replace(" h S", " S")), "cut closed"),
    "a cut line that crosses itself": (lambda: drawn(cut=CLEAN.cut.replace(f"0 {30.0} l", LOOP)), {"cut does not cross", "cut corners", "cut gaps"}),
    "a cut line that knocks out": (lambda: damaged(knocked_out), "cut overprints"),
    "something over the cut line": (lambda: drawn(last="0 0 0 0 k 400 -3 60 20 re f"), "cut on top"),
    "a dashed cut line": (lambda: drawn(cut=CLEAN.cut.replace("1 SCN", "1 SCN [3 2] 0 d")), "cut style"),
    "a cut line in a tint": (lambda: drawn(cut=CLEAN.cut.replace("1 SCN", "0.4 SCN")), "cut style"),
    "a cut line too thick": (lambda: drawn(cut=CLEAN.cut.replace(PEN, "3 w")), "cut style"),
    "a filled cut line": (lambda: drawn(words="", code="", cut=f"{CUT} /Cut cs 0.01 scn {PEN} {rounded(0, 0, WIDE, TALL)} B"), "cut style"),
    "the cut line printed as well": (lambda: drawn(extra=f"0 0 0 1 K 1 w {rounded(0, 0, WIDE, TALL)} S"), "cut not printed"),
    "41 nodes": (lambda: drawn(cut=CLEAN.cut.replace(rounded(0, 0, WIDE, TALL), wavy(34))), "cut nodes"),
    "a sharp corner": (lambda: drawn(cut=CLEAN.cut.replace(rounded(0, 0, WIDE, TALL), f"0 0 m {WIDE} 0 l {WIDE} {TALL - 100} l {WIDE - 100} {TALL} l 0 {TALL} l h")), "cut corners"),
    "a narrow slit": (lambda: drawn(cut=CLEAN.cut.replace(f"0 {30.0} l", SLIT)), {"cut gaps", "cut corners"}),
    "no fold where the shop folds": (page, "folds", "quickcutouts"),
    "a fold through the words": (lambda: damaged(paint("/F CS 1 SCN 0.2 w 0 1120 m 500 1120 l S", ColorSpace={"F": spot("Fold")})), "folds"),
    "a fold through the code": (lambda: damaged(paint("/F CS 1 SCN 0.2 w 0 350 m 500 350 l S", ColorSpace={"F": spot("Fold")})), "folds"),
    "small words": (lambda: drawn(words=CLEAN.words + outlines("Shared with her consent, and not under her real name.", 12, 50, 700)), "text size"),
    "pale words": (lambda: drawn(words=f"0 0.3 0.6 0.2 k {outlines(QUOTE, 90, 50, 1150)}"), "text contrast"),
    "words at the cut": (lambda: drawn(words=f"1 0.75 0.2 0.65 k {outlines(QUOTE, 90, 1, 1150)}"), "text to cut"),
    "words outside the cut": (lambda: drawn(cut=CLEAN.cut.replace(rounded(0, 0, WIDE, TALL), rounded(0, 0, WIDE, TALL).replace(f"0 {30.0} l", BAY))), "text to cut"),
    "two codes": (lambda: drawn(code=code() + " " + code(100, 300, 300, "HTTPS://VOICES.EU/XYZ999")), "one code"),
    "no code where one was asked": (lambda: drawn(code=""), "one code", "plain", {"address": ADDRESS}),
    "a code that cannot be read": (lambda: drawn(code=f"{code()} 0 0 0 0 k 55 372 40 40 re f"), "code reads"),
    "the code of another board": (page, "code's address", "plain", {"address": "HTTPS://VOICES.EU/OTHER9"}),
    "a code too small": (lambda: drawn(code=code(30)), "code size"),
    "a code too small for the distance": (page, "code size", "plain", {"scan_distance_mm": 3000.0}),
    "no quiet zone": (lambda: drawn(code=code(quiet=0) + " 0 0 0 1 k 40 296 170 3 re f"), "code's quiet zone"),
    "a pale code": (lambda: drawn(code=code(ink="0 0 0 0.35 k")), "code contrast"),
    "a code light on dark": (lambda: drawn(code=code(ink="0 0 0 0 k", paper="0 0 0 1 k")), "code dark on light"),
}


def test_the_clean_board_passes():
    assert failing(page()) == []


@pytest.mark.parametrize("fault", FAULTS)
def test_a_seeded_fault_is_found_and_nothing_else(fault):
    make, name, *rest = FAULTS[fault]
    shop, asked = (rest[0] if rest else "plain"), (rest[1] if len(rest) > 1 else {})
    expected = {name} if isinstance(name, str) else name
    assert set(failing(make(), shop, **asked)) == expected


def test_every_check_has_a_fault_that_only_it_or_it_among_others_finds():
    seeded = {name for _, names, *_ in FAULTS.values() for name in ({names} if isinstance(names, str) else names)}
    assert seeded == {check.name for check in CHECKS} - {"code in the hall", "largest piece"}
