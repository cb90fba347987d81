"""Draws the figures as solid outlines for the public site, and the picture of a shared link. None is committed.

static/vendor/silhouettes/NAME.svg: one path in a picture 600 units tall, as tall as a grown person stands; no face, no lines. `neutral` stands for every figure
that a curator brought. static/vendor/preview.png: the same for every story, so that it shows nobody.
"""
from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from PIL import Image, ImageDraw  # noqa: E402
from shapely import union_all  # noqa: E402
from shapely.affinity import scale, translate  # noqa: E402
from shapely.geometry import Point, Polygon  # noqa: E402

from exhibit.cutout import figure_info, figure_names  # noqa: E402
from exhibit.cutout.figures.drawn import load_figure  # noqa: E402

TALL = 600
SHARE = {"child": 0.84, "teen": 0.94}  # how tall a child is drawn beside a grown person; never anybody's own height
TOLERANCE = 1.5  # under a pixel where it is shown
PREVIEW = (1200, 630)
PAPER, INK = "#fffdf8", "#14203a"
PALETTE = ("#f6b51c", "#86cbad", "#a3c8f0", "#f3aca5", "#cbbdec", "#e9dfc4")


def main() -> None:
    target = ROOT / "static" / "vendor" / "silhouettes"
    target.mkdir(parents=True, exist_ok=True)
    for old in target.glob("*.svg"):
        old.unlink()
    for name in figure_names():
        tall = TALL * SHARE.get(figure_info(name)["age_class"], 1.0)
        (target / f"{name}.svg").write_text(_svg(load_figure(name, "none", tall).outline), encoding="ascii")
    (target / "neutral.svg").write_text(_svg(neutral()), encoding="ascii")
    preview().save(ROOT / "static" / "vendor" / "preview.png", optimize=True)


HALF = ((0, 520), (17, 520), (18, 484), (62, 466), (80, 440), (92, 336), (88, 262), (80, 244), (70, 250), (64, 300), (62, 160), (52, 30), (74, 8), (74, 0), (14, 0), (14, 30), (8, 250), (0, 266))
"""Right half of a standing person in general, from the neck down, measured from the middle line and the floor."""


def neutral() -> Polygon:
    """A standing person in general, neither of any dress nor of any build; y up from the floor."""
    body = Polygon([*HALF, *((-x, y) for x, y in reversed(HALF))]).buffer(0)
    head = scale(Point(0, 552).buffer(46), 0.8, 1.0)
    whole = union_all([body.buffer(-5).buffer(10).buffer(-5), head])
    return translate(whole, -whole.bounds[0], -whole.bounds[1])


def _svg(outline: Polygon) -> str:
    """One closed path of whole units, y down, each step told from the last."""
    drawn = outline.simplify(TOLERANCE)
    wide, tall = round(drawn.bounds[2]), TALL  # who is drawn smaller or sits fills the lower part of the same height
    rings = (drawn.exterior, *drawn.interiors)
    path = "".join(_ring([(round(x), tall - round(y)) for x, y in ring.coords[:-1]]) for ring in rings)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {tall}"><path fill-rule="evenodd" d="{path}"/></svg>\n'


def _ring(points: list[tuple[int, int]]) -> str:
    steps = [(x - before[0], y - before[1]) for before, (x, y) in zip(points, points[1:], strict=False)]
    words = " ".join(f"{x} {y}" for x, y in steps if (x, y) != (0, 0)).replace(" -", "-")
    return f"M{points[0][0]} {points[0][1]}l{words}z"


def preview() -> Image.Image:
    """Six boards in the six colours, with nobody's figure before them."""
    times = 3  # drawn larger, so that its edges are smooth
    wide, tall = (length * times for length in PREVIEW)
    image = Image.new("RGB", (wide, tall), PAPER)
    pen, shape = ImageDraw.Draw(image), scale(neutral(), 0.66 * times, 0.66 * times, origin=(0, 0))
    floor, step = 560 * times, wide // 6
    for place, colour in enumerate(PALETTE):
        left = place * step + 22 * times
        pen.rounded_rectangle((left, 96 * times, left + step - 44 * times, floor), 26 * times, fill=colour)
        offset = left + (step - 44 * times - shape.bounds[2]) / 2
        pen.polygon([(x + offset, floor - y) for x, y in shape.exterior.coords], fill=INK)
    pen.rectangle((0, floor, wide, floor + 8 * times), fill=INK)
    return image.resize(PREVIEW, Image.Resampling.LANCZOS).quantize(64)


if __name__ == "__main__":
    main()
