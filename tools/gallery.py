"""The pictures of docs/gallery.md, made by the engine alone: no database, no desk. `make gallery`."""
from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pikepdf
from PIL import Image

ROOT = Path(__file__).resolve().parents[1]
if str(ROOT) not in sys.path:  # run as a script, not as a module
    sys.path.insert(0, str(ROOT))

from benchmarks.demo_boards import demo_specs  # noqa: E402
from exhibit.cutout import (  # noqa: E402
    Words,
    compose,
    contact_sheet,
    figure_info,
    figure_names,
    line_up,
    template_names,
    tile,
    write_pdf,
)
from exhibit.cutout.board.palettes import PAPER, ink  # noqa: E402
from exhibit.cutout.figures.drawn import load_figure  # noqa: E402
from exhibit.cutout.paths import translate  # noqa: E402
from exhibit.cutout.press.operators import fills  # noqa: E402
from exhibit.cutout.press.pdf import PT_PER_MM  # noqa: E402
from exhibit.cutout.press.raster import render  # noqa: E402
from exhibit.cutout.stand import foot_pattern, material  # noqa: E402
from exhibit.cutout.ticket import standing_of  # noqa: E402

TARGET = ROOT / "docs" / "pictures" / "gallery"
STATURE_MM = {"child": 1300.0, "teen": 1620.0, "young_adult": 1660.0, "adult": 1680.0, "older": 1640.0}
FACE = {"child": "none"}
ROW = 11
SHOWN = ("ar", "lo", "en")


def main() -> None:
    """Write every picture."""
    TARGET.mkdir(parents=True, exist_ok=True)
    for name, picture in pictures().items():
        _keep(name, picture)


def pictures() -> dict[str, Image.Image]:
    """All pictures by name."""
    specs = {spec.language: spec for spec in demo_specs()}
    return {"figures": figures(), "templates": templates(specs), "languages": languages(specs), "hall": _opened(line_up(*_drawn(list(specs.values())[:8]), px_per_mm=0.22)),
            "sheets": sheets(specs["en"]), "feet": feet(specs["en"])}


def figures() -> Image.Image:
    """Every ready figure at one scale, in rows, on one page of operators."""
    names, gap, tall = figure_names(), 60.0, 1900.0
    rows = [names[at:at + ROW] for at in range(0, len(names), ROW)]
    operators, width = "", 0.0
    for at, row in enumerate(rows):
        x, y = gap, (len(rows) - 1 - at) * tall + gap
        for name in row:
            age = figure_info(name)["age_class"]
            figure = load_figure(name, FACE.get(age, "calm"), STATURE_MM[age])
            operators += fills((translate(layer.path, x, y), ink() if layer.role == "ink" else PAPER, True) for layer in figure.layers)
            x += figure.width_mm + gap
        width = max(width, x)
    with pikepdf.new() as pdf:
        unit = PT_PER_MM / 10  # no page is longer than 5 m
        page = pdf.add_blank_page(page_size=(width * unit, tall * len(rows) * unit))
        page.Contents = pdf.make_stream(f"{unit} 0 0 {unit} 0 0 cm {operators}".encode())
        out = io.BytesIO()
        pdf.save(out)
    return render(out.getvalue(), 0, 1.6)


def templates(specs: dict) -> Image.Image:
    """Each template in three languages."""
    wanted = [replace(specs[language], template=name) for name in template_names() for language in SHOWN]
    return _opened(contact_sheet(*_drawn(wanted), 0.22, 6))


def languages(specs: dict) -> Image.Image:
    """The same words in two languages on one board, also with one that runs from the right."""
    def beside(first: str, second: str, template: str) -> object:
        other = specs[second]
        return replace(specs[first], template=template, second=Words(other.quote, other.testimony, second, other.attribution))

    pairs = (("en", "uk", "panel"), ("ar", "en", "panel"), ("lo", "en", "banner"))
    return _opened(contact_sheet(*_drawn([beside(*pair) for pair in pairs]), 0.3, 6))


def sheets(spec) -> Image.Image:
    """The assembly map and the first sheets of a board on A4."""
    pdf = tile(compose(spec), "a4")
    return _side_by_side([render(pdf, page, 1.1) for page in (0, 1, 2)])


def feet(spec) -> Image.Image:
    """The cut file of a board's feet."""
    board, sheet = compose(spec), material("pvc-foam-10")
    pdf = foot_pattern(standing_of(board, sheet), sheet, board.profile)
    with pikepdf.open(io.BytesIO(pdf)) as pages:
        count = len(pages.pages)
    return _side_by_side([render(pdf, page, 0.8) for page in range(count)])


def _drawn(specs: list) -> tuple[list[bytes], list[str]]:
    return [write_pdf(compose(spec)) for spec in specs], [f"{spec.template} {spec.language}{'+' + spec.second.language if spec.second else ''}" for spec in specs]


def _opened(picture: bytes) -> Image.Image:
    return Image.open(io.BytesIO(picture)).convert("RGB")


def _side_by_side(parts: list[Image.Image]) -> Image.Image:
    gap = 12
    sheet = Image.new("RGB", (sum(part.width + gap for part in parts) + gap, max(part.height for part in parts) + 2 * gap), (236, 234, 230))
    for part, x in zip(parts, _lefts(parts, gap), strict=True):
        sheet.paste(part, (x, gap))
    return sheet


def _lefts(parts: list[Image.Image], gap: int) -> Iterator[int]:
    x = gap
    for part in parts:
        yield x
        x += part.width + gap


def _keep(name: str, picture: Image.Image) -> None:
    """In at most 64 colours: flat art needs no more, and the repository stays small."""
    picture.quantize(64, dither=Image.Dither.NONE).save(TARGET / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
