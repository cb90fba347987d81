"""PDF/X-1a:2003, as far as free tools and the standard's own list go: qpdf and Ghostscript read every file without a word, and nothing forbidden is in it.

What is asked of a file is taken from ISO 15930-4; docs/print-shop.md says what no free tool checks.
"""
import re
import subprocess
from dataclasses import replace

import pikepdf
import pytest

from exhibit.cutout import compose, write_pdf
from exhibit.cutout.press.files import print_files
from exhibit.cutout.press.profiles import profile, profile_names
from tests.cutout.press.reading import opened
from tests.cutout.samples import spec_in

PLACES = ("plain", "myfolie", "printrade", "kallkwik-drilled", "s-print", "catdi", "display-factory", "jetgraphics", "quickcutouts")
"""One shop of each kind of file."""
BY_NAME = {name: compose(replace(spec_in("ur"), profile=name)) for name in PLACES}
ALLOWED_KEYS = {"/Catalog": {"/Type", "/Pages", "/OutputIntents", "/ViewerPreferences", "/OCProperties"},
                "/Page": {"/Type", "/Parent", "/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/Resources", "/Contents"}}


@pytest.fixture(scope="module", params=PLACES)
def files(request):
    return request.param, print_files(BY_NAME[request.param])


def test_qpdf_finds_nothing(files, tmp_path):
    for file in files[1]:
        path = tmp_path / file.named("board")
        path.write_bytes(file.pdf)
        done = subprocess.run(["qpdf", "--check", str(path)], capture_output=True, text=True)
        assert done.returncode == 0 and "No syntax or stream encoding errors found" in done.stdout and not done.stderr


def test_ghostscript_reads_it_without_a_warning(files, tmp_path):
    for file in files[1]:
        path = tmp_path / file.named("board")
        path.write_bytes(file.pdf)
        done = subprocess.run(["gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-dPDFSTOPONERROR", "-dPDFSTOPONWARNING", "-sDEVICE=nullpage", str(path)], capture_output=True, text=True)
        assert done.returncode == 0 and done.stdout == done.stderr == ""


def test_qpdf_and_ghostscript_do_find_a_damaged_file(tmp_path):
    """The two tests above can fail."""
    path = tmp_path / "damaged.pdf"
    pdf = write_pdf(BY_NAME["plain"])
    path.write_bytes(pdf[:len(pdf) // 2])
    assert subprocess.run(["qpdf", "--check", str(path)], capture_output=True).returncode != 0
    assert subprocess.run(["gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-dPDFSTOPONERROR", "-dPDFSTOPONWARNING", "-sDEVICE=nullpage", str(path)], capture_output=True).returncode != 0


def test_the_head_and_the_keys_are_those_of_the_standard(files):
    name, made = files
    standard = profile(name).standard
    for file in made:
        assert file.pdf.startswith(b"%PDF-1.7\n" if standard == "PDF 1.7" else b"%PDF-1.4\n")
        with opened(file.pdf) as document:
            info = {str(key): str(value) for key, value in document.docinfo.items()}
            assert set(info) >= {"/Title", "/Creator", "/Producer", "/CreationDate", "/ModDate", "/Trapped"} and all(info.values())
            assert info["/Trapped"] == "/False" and all(re.fullmatch(r"D:\d{14}Z", info[key]) for key in ("/CreationDate", "/ModDate"))
            assert info.get("/GTS_PDFXVersion") == (None if standard == "PDF 1.7" else standard)
            first, second = document.trailer.ID
            assert len(bytes(first)) == 16 and bytes(first) == bytes(second)


def test_the_printing_condition_is_named_in_the_registry(files):
    name, made = files
    for file in made:
        with opened(file.pdf) as document:
            (intent,) = document.Root.OutputIntents
            assert (intent.S, intent.OutputConditionIdentifier, intent.RegistryName) == ("/GTS_PDFX", profile(name).condition, "http://www.color.org")
            assert str(intent.Info) and "/DestOutputProfile" not in intent


def test_nothing_forbidden_is_in_the_file(files):
    """No font, picture, form, script, action, annotation, transparency or encryption; layers only where it is no X file."""
    name, made = files
    for file in made:
        with opened(file.pdf) as document:
            assert not document.is_encrypted and "/Encrypt" not in document.trailer
            for thing in document.objects:
                if isinstance(thing, pikepdf.Dictionary):
                    kind = str(thing.get("/Type", ""))
                    assert kind in {"/Catalog", "/Pages", "/Page", "/OutputIntent", "/OCG", "", "/ExtGState"}, kind
                    assert set(thing.keys()) <= ALLOWED_KEYS.get(kind, set(thing.keys()))
                elif isinstance(thing, pikepdf.Stream):
                    assert set(thing.keys()) <= {"/Length", "/Filter"}, "only page contents"
            assert ("/OCProperties" in document.Root) == (profile(name).standard == "PDF 1.7")
            for page in document.pages:
                assert set(page.Resources.keys()) <= {"/ExtGState", "/ColorSpace", "/Properties"}
                states = page.Resources.get("/ExtGState", {})
                assert all(set(state.keys()) <= {"/Type", "/OP", "/op", "/OPM"} for state in states.values())
                assert all((str(space[0]), str(space[2])) == ("/Separation", "/DeviceCMYK") for space in page.Resources.get("/ColorSpace", {}).values())


def test_boxes_lie_in_each_other(files):
    for file in files[1]:
        with opened(file.pdf) as document:
            for page in document.pages:
                media, bleed, trim = ([float(value) for value in page[name].as_list()] for name in ("/MediaBox", "/BleedBox", "/TrimBox"))
                assert media[0] <= bleed[0] <= trim[0] < trim[2] <= bleed[2] <= media[2]
                assert media[1] <= bleed[1] <= trim[1] < trim[3] <= bleed[3] <= media[3]
                assert "/ArtBox" not in page


def test_the_file_of_previews_and_sheets_is_always_an_x_file():
    for name in profile_names():
        with opened(write_pdf(replace(BY_NAME["plain"], spec=replace(BY_NAME["plain"].spec, profile=name)))) as document:
            assert str(document.docinfo["/GTS_PDFXVersion"]) in ("PDF/X-1a:2003", "PDF/X-3:2003") and len(document.pages) == 1


def test_other_words_have_another_identifier():
    one, other = (write_pdf(compose(spec_in("ur", palette=palette))) for palette in ("amber", "mint"))
    with opened(one) as first, opened(other) as second:
        assert bytes(first.trailer.ID[0]) != bytes(second.trailer.ID[0])


def test_the_title_is_the_technical_line():
    """So that a design proof says so even where the frame must stay blank."""
    with opened(write_pdf(BY_NAME["kallkwik-drilled"])) as document:
        assert str(document.docinfo["/Title"]) == "Exhibit board: design proof, no consent on file"
