"""Own silhouettes: a filled shape becomes a figure that can be cut; everything else gets a sentence."""
import io

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFilter
from shapely.geometry import Polygon, box

from exhibit.cutout import (
    CutoutSpec,
    NotAnImage,
    NotASilhouette,
    UnknownFigure,
    compose,
    preflight,
    trace_silhouette,
    write_pdf,
)
from exhibit.cutout.cut.dieline import check_cut_rules, die_line
from exhibit.cutout.figures.drawn import load_figure

NAME = "own-0a1b2c3d"


def person(size=(700, 1600), ink=(20, 20, 20), ground=(255, 255, 255), mode="RGB"):
    """A standing figure: head, trunk, one arm away from the body, two legs."""
    picture = Image.new(mode, size, ground)
    pen = ImageDraw.Draw(picture)
    pen.ellipse((270, 60, 430, 260), fill=ink)
    pen.rectangle((320, 240, 380, 320), fill=ink)
    pen.rounded_rectangle((210, 300, 490, 900), 60, fill=ink)
    pen.line((230, 340, 130, 620, 230, 860), fill=ink, width=60)
    pen.polygon((215, 850, 335, 850, 330, 1540, 220, 1540), fill=ink)
    pen.polygon((365, 850, 485, 850, 500, 1540, 380, 1540), fill=ink)
    return picture


def saved(picture, kind="PNG", **options):
    buffer = io.BytesIO()
    picture.save(buffer, kind, **options)
    return buffer.getvalue()


def on_file(tmp_path, content, filename="figure.png"):
    (tmp_path / f"{NAME}--none.svg").write_text(trace_silhouette(content, filename))
    return load_figure(NAME, "none", 1650.0, tmp_path)


PICTURES = {
    "dark on white PNG": lambda: saved(person()),
    "dark blue on grey JPEG": lambda: saved(person(ink=(20, 40, 110), ground=(225, 225, 225)), "JPEG", quality=80),
    "soft edges": lambda: saved(person().filter(ImageFilter.GaussianBlur(2))),
    "transparent ground": lambda: saved(person(ink=(90, 20, 20, 255), ground=(0, 0, 0, 0), mode="RGBA")),
    "palette PNG": lambda: saved(person().quantize(8)),
    "grey PNG": lambda: saved(person().convert("L")),
    "dust beside it": lambda: saved(dusty(person())),
}


def dusty(picture):
    ImageDraw.Draw(picture).ellipse((620, 100, 632, 112), fill=(0, 0, 0))
    return picture


@pytest.mark.parametrize("kind", PICTURES)
def test_a_filled_shape_becomes_a_figure_that_stands(kind, tmp_path):
    figure = on_file(tmp_path, PICTURES[kind]())
    left, bottom, right, top = figure.outline.bounds
    assert (left, bottom, top) == pytest.approx((0, 0, 1650), abs=1e-6)
    assert {layer.role for layer in figure.layers} == {"ink"}
    assert right / top == pytest.approx(400 / 1480, abs=0.03)


def test_the_traced_outline_follows_the_picture(tmp_path):
    """Area and place of the outline against the pixels it came from, under one per cent."""
    figure = on_file(tmp_path, saved(person()))
    pixels = np.asarray(person().convert("L")) < 128
    rows, columns = np.nonzero(pixels)
    scale = 1650 / (rows.max() - rows.min() + 1)
    holes = sum(Polygon(ring).area for ring in figure.outline.interiors)
    assert figure.outline.area + holes == pytest.approx(pixels.sum() * scale**2 + arm_hole_mm2(pixels, scale), rel=0.015)
    assert figure.width_mm == pytest.approx((columns.max() - columns.min() + 1) * scale, abs=8)  # a sharp elbow is rounded


def arm_hole_mm2(pixels, scale):
    """The gap between arm and body, which the outline keeps as a hole or fills."""
    from cv2 import connectedComponentsWithStats

    _, _, stats, _ = connectedComponentsWithStats((~pixels).astype(np.uint8))
    return sorted(stats[:, 4])[0] * scale**2


def test_the_shape_is_cut_and_printed_like_any_figure(tmp_path):
    figure = on_file(tmp_path, saved(person()))
    assert [check.name for check in check_cut_rules(die_line(figure.outline, Polygon())) if not check.ok] == []
    board = compose(CutoutSpec("I asked every week.", "I wrote down every hour.", "en", "HTTPS://VOICES.EU/ABC123", figure=NAME, face="smile", figure_dir=str(tmp_path)))
    assert board.figure_height_mm == 1650
    assert [check.name for check in preflight(write_pdf(board)) if not check.ok] == []


def test_drawn_figures_are_still_found_beside_own_ones(tmp_path):
    board = compose(CutoutSpec("I asked every week.", "I wrote down every hour.", "en", None, figure_dir=str(tmp_path)))
    assert board.spec.figure == "standing-woman-1"


@pytest.mark.parametrize("name", [NAME, "own-../../x", "own-0A1B2C3D", "own-0a1b2c3d/.."])
def test_an_own_figure_that_is_not_on_file_is_said(name, tmp_path):
    with pytest.raises(UnknownFigure):
        load_figure(name, "none", 1650.0, tmp_path)


def photograph(seed=3):
    """Shades everywhere, a bright ground: what a camera makes of somebody before a wall."""
    random = np.random.default_rng(seed)
    ramp = np.linspace(20, 235, 900)[:, None, None] * np.ones((1, 600, 3))
    blobs = random.normal(0, 60, (30, 20, 3)).repeat(30, 0).repeat(30, 1)
    return Image.fromarray(np.clip(ramp + blobs, 0, 255).astype(np.uint8)).filter(ImageFilter.GaussianBlur(4))


def portrait():
    """A face with shades on a plain white wall."""
    picture = person(ink=(120, 90, 70))
    shades = photograph().resize(picture.size)
    mask = person().convert("L").point(lambda tone: 255 if tone < 128 else 0)
    picture.paste(shades, mask=mask)
    return picture


def cut_out_photograph():
    picture = portrait().convert("RGBA")
    picture.putalpha(person().convert("L").point(lambda tone: 255 if tone < 128 else 0))
    return picture


def two_people():
    picture = Image.new("RGB", (1500, 1600), "white")
    picture.paste(person(), (0, 0))
    picture.paste(person(), (750, 0))
    return picture


def block(width, height, size=(1000, 1000), ink="black", ground="white"):
    picture = Image.new("RGB", size, ground)
    left, top = (size[0] - width) // 2, (size[1] - height) // 2
    ImageDraw.Draw(picture).rectangle((left, top, left + width, top + height), fill=ink)
    return picture


@pytest.mark.parametrize(("content", "sentence"), [
    (lambda: b"", "is empty"),
    (lambda: b"Once upon a time there was no picture." * 40, "is not an SVG, PNG or JPEG picture"),
    (lambda: b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n", "is not an SVG, PNG or JPEG picture"),
    (lambda: saved(person(), "BMP"), "is not an SVG, PNG or JPEG picture"),
    (lambda: saved(person())[:2000], "is damaged"),
    (lambda: saved(photograph(), "JPEG")[:4000], "is damaged"),
    (lambda: saved(person())[:-20] + b"\x00" * 20, "is damaged"),
    (lambda: saved(Image.new("1", (5000, 4100), 1)), "has 20 million pixels|has 21 million pixels"),
    (lambda: saved(person()) + b"\x00" * 4_000_000, "at most 4 MB"),
])
def test_what_is_no_picture_is_refused(content, sentence):
    with pytest.raises(NotAnImage, match=sentence) as refusal:
        trace_silhouette(content(), "figure.png")
    assert "figure.png" in refusal.value.sentence


@pytest.mark.parametrize(("content", "sentence"), [
    (lambda: saved(Image.new("RGB", (600, 900), "white")), "no clear shape"),
    (lambda: saved(Image.new("RGB", (600, 900), "black")), "no clear shape"),
    (lambda: saved(block(300, 800, ink=(200, 200, 200))), "no clear shape"),
    (lambda: saved(Image.new("RGBA", (600, 900), (0, 0, 0, 0))), "no shape in this picture"),
    (lambda: saved(person(ink=(250, 250, 250), ground=(10, 10, 10))), "darker than the shape"),
    (lambda: saved(two_people()), "2 separate shapes"),
    (lambda: saved(block(900, 400)), "too wide for a standing figure"),
    (lambda: saved(block(60, 150)), "only 151 pixels tall"),
    (lambda: saved(photograph(), "JPEG"), "A photograph can be recognised: upload a filled silhouette"),
    (lambda: saved(portrait(), "JPEG", quality=92), "A photograph can be recognised: upload a filled silhouette"),
    (lambda: saved(cut_out_photograph()), "A photograph can be recognised: upload a filled silhouette"),
])
def test_what_is_no_silhouette_is_refused(content, sentence):
    with pytest.raises(NotASilhouette, match=sentence):
        trace_silhouette(content(), "figure.png")


def test_the_same_picture_gives_the_same_drawing():
    assert trace_silhouette(saved(person()), "a.png") == trace_silhouette(saved(person()), "b.png")


def comb(step):
    """A body with fringes on both sides."""
    picture = Image.new("L", (900, 1600), 255)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((250, 100, 650, 1590), fill=0)
    for y in range(100, 1500, step):
        pen.rectangle((50, y, 850, y + step // 2), fill=0)
    return picture


@pytest.mark.parametrize("step", [8, 14, 24])
def test_a_ragged_edge_is_refused_before_it_is_traced(step):
    with pytest.raises(NotASilhouette, match="too ragged to be cut out"):
        trace_silhouette(saved(comb(step)), "comb.png")


def test_noise_is_refused_in_words():
    noise = np.random.default_rng(5).random((1200, 700)) > 0.6
    with pytest.raises(NotASilhouette):
        trace_silhouette(saved(Image.fromarray((noise * 255).astype(np.uint8))), "noise.png")


def test_a_curve_stays_a_curve_with_few_points(tmp_path):
    """The head of the picture is an ellipse of 160 x 200 pixels: so is that of the figure, within 2 mm, and in few curves."""
    content = saved(person())
    drawn = trace_silhouette(content, "a.png")
    assert 8 < drawn.count("C") and sum(drawn.count(letter) for letter in "MLC") < 90
    figure = on_file(tmp_path, content)
    k = 1650 / 1480
    cap = figure.outline.intersection(box(-9, 1650 - 150 * k, 999, 1651))
    centre_x, centre_y = (cap.bounds[0] + cap.bounds[2]) / 2, 1650 - 100 * k
    for x, y in (point for point in cap.exterior.coords if point[1] > 1650 - 140 * k):
        reach = np.hypot((x - centre_x) / (80 * k), (y - centre_y) / (100 * k))
        assert abs(reach - 1) * 80 * k < 2.0


@pytest.mark.parametrize("name", ["woman_in_chains.png", "Handboeien.jpg"])
def test_a_picture_named_after_chains_is_refused_too(name):
    with pytest.raises(NotASilhouette, match="nobody bound, hurt, naked or for sale"):
        trace_silhouette(saved(person()), name)
