"""The printing plates, made by Ghostscript: the cut line on a plate of its own, nothing left out under it, and never more ink than dries."""
import io
import subprocess
from dataclasses import replace
from functools import cache

import numpy as np
import pikepdf
import pytest
from PIL import Image
from shapely.geometry import LineString

from exhibit.cutout import compose, palette_names
from exhibit.cutout.board.palettes import ink
from exhibit.cutout.paths import flatten
from exhibit.cutout.press.document import document
from exhibit.cutout.press.operators import MAX_INK
from exhibit.cutout.press.pages import whole
from exhibit.cutout.press.pdf import margin_mm, write_pdf
from tests.cutout.press.reading import opened
from tests.cutout.samples import spec_in

PX_PER_MM = 1.0
PROCESS = ("Cyan", "Magenta", "Yellow", "Black")


def plates(pdf, folder):
    """Ink laid by each plate, 0 to 1, rows from the top. Ghostscript stops at anything it would only warn of elsewhere.

    The page is drawn in one go (MaxBitmap): in bands, a pixel at a band's edge may differ between two files.
    """
    folder.mkdir(exist_ok=True)
    (folder / "board.pdf").write_bytes(pdf)
    done = subprocess.run(["gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-dPDFSTOPONERROR", "-dPDFSTOPONWARNING", "-sDEVICE=tiffsep", "-dMaxBitmap=500000000", f"-r{PX_PER_MM * 25.4:g}",
                           f"-sOutputFile={folder}/p%d.tif", str(folder / "board.pdf")], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0 and not done.stderr.strip() and not done.stdout.strip(), done.stdout + done.stderr
    return {path.name[path.name.index("(") + 1:-5]: 1 - np.asarray(Image.open(path).convert("L")) / 255 for path in sorted(folder.glob("p1(*).tif"))}


@cache
def board(shop="plain", **changes):
    return compose(replace(spec_in("en", helpline="PAG-ASA +32 2 511 64 64", credits=("All people and stories are fictional.",), profile=shop), **changes))


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Plates of the plain board with and without its lines."""
    folder = tmp_path_factory.mktemp("plates")
    return plates(write_pdf(board()), folder / "with"), plates(document(board(), (replace(whole(board()), lines=False),), "PDF/X-1a:2003"), folder / "without")


def outline_on_page(one, shape):
    """The die line in pixels of the plate."""
    ring = flatten(one.die.path, 0.1)[0]
    return LineString([((x + margin_mm(one)) * PX_PER_MM, shape[0] - (y + margin_mm(one)) * PX_PER_MM) for x, y in ring])


def test_there_are_five_plates(made):
    assert sorted(made[0]) == sorted([*PROCESS, "CutContour"]) and sorted(made[1]) == sorted(PROCESS)


def test_the_plate_of_the_cut_holds_exactly_the_line(made):
    plate = made[0]["CutContour"]
    line = outline_on_page(board(), plate.shape)
    rows, columns = np.nonzero(plate > 0.05)
    assert max(line.distance(LineString([(x, y), (x + 1, y + 1)]).centroid) for x, y in zip(columns[::7], rows[::7], strict=True)) < 1.6
    along = [line.interpolate(share, normalized=True) for share in np.linspace(0, 1, 400, endpoint=False)]
    assert all(plate[max(0, int(p.y) - 1):int(p.y) + 2, max(0, int(p.x) - 1):int(p.x) + 2].max() > 0.2 for p in along), "the line has a gap"


def test_nothing_is_knocked_out_under_the_line(made):
    for name in PROCESS:
        assert np.array_equal(made[0][name], made[1][name]), name


@pytest.mark.parametrize(("shop", "plate"), [("quickcutouts", "Fold"), ("kallkwik-drilled", "DIE-CUT FORME")])
def test_folds_and_holes_leave_the_picture_whole_too(shop, plate, tmp_path):
    """Both cross printed areas. With overprint taken out of the same file the picture has gaps: the comparison can fail."""
    full = write_pdf(board(shop))
    laid = plates(full, tmp_path / "with")
    without = plates(document(board(shop), (replace(whole(board(shop)), lines=False),), "PDF/X-1a:2003"), tmp_path / "without")
    knocked = plates(knocking_out(full), tmp_path / "knocked")
    assert laid[plate].max() > 0.5
    assert all(np.array_equal(laid[name], without[name]) for name in PROCESS)
    assert not all(np.array_equal(knocked[name], without[name]) for name in PROCESS)


def test_colour_that_stands_on_the_floor_goes_on_into_the_bleed(made):
    """The cut along the floor runs through panel and shoes: a cut a millimetre too low must not show a white edge."""
    laid = made[1]
    floor = laid["Black"].shape[0] - int(margin_mm(board()) * PX_PER_MM)
    for name in PROCESS:
        above, below = laid[name][floor - 2], laid[name][floor + 1]
        assert np.abs(above - below).mean() < 0.005, name
    assert (laid["Yellow"][floor + 1] > 0.8).sum() > 300 and not laid["Yellow"][floor + 4].any(), "the panel's colour, three millimetres of it"


def knocking_out(pdf):
    with opened(pdf) as changed:
        changed.pages[0].Resources.ExtGState.Over = pikepdf.Dictionary(Type=pikepdf.Name.ExtGState, OP=False, op=False)
        out = io.BytesIO()
        changed.save(out)
    return out.getvalue()


@pytest.mark.parametrize("palette", palette_names())
def test_no_place_takes_more_ink_than_dries(palette, tmp_path):
    laid = plates(write_pdf(board(palette=palette)), tmp_path)
    total = sum(laid[name] for name in PROCESS)
    assert 2.0 < total.max() <= MAX_INK, "the figure is rich, and dries"


def test_large_areas_are_rich_and_words_are_black_alone(made):
    """Pure black alone on the letters' plates; the figure's dark clothes in all four inks."""
    laid, one, letters = made[0], board(), 0
    height = laid["Black"].shape[0]
    for line in one.lines:
        left, bottom, right, top = (value + margin_mm(one) for value in line.box_mm)
        there = np.s_[int(height - top):int(height - bottom), int(left):int(right)]
        full = laid["Black"][there] > 0.98
        letters += full.sum()
        assert sum(laid[name][there][full].sum() for name in PROCESS[:3]) == 0, line.role
    assert letters > 3_000
    rich = np.all([abs(laid[name] - part) < 0.02 for name, part in zip(PROCESS, ink(), strict=True)], axis=0)
    assert rich.sum() > 30_000 * PX_PER_MM**2, "three hundredths of a square metre of clothes and hair"


def test_the_plates_are_named_by_the_shop(tmp_path):
    assert "DIE-CUT FORME" in plates(write_pdf(board("kallkwik")), tmp_path / "one")
    assert "C" in plates(write_pdf(board("myfolie")), tmp_path / "two")

