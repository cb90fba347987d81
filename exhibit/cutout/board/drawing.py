"""The figure and the grounds behind the words, as shapes and fills."""
from __future__ import annotations

from dataclasses import replace
from pathlib import Path as File

from shapely.geometry import Polygon, box

from exhibit.cutout.board.palettes import PAPER, ink
from exhibit.cutout.board.placed import Box, Fill
from exhibit.cutout.cut.dieline import polygons
from exhibit.cutout.figures.drawn import PlacedFigure, is_own_figure, load_figure
from exhibit.cutout.paths import polygon_path, transform
from exhibit.cutout.spec import CMYK, CutoutSpec

HEAD_SHARE = 0.130  # of the stature, adult (Winter 2009)


def figure_of(spec: CutoutSpec, height_mm: float, looks_left: bool) -> PlacedFigure:
    """The spec's figure at a height, turned towards its words. Raises UnknownFigure."""
    own_dir = File(spec.figure_dir) if spec.figure_dir and is_own_figure(spec.figure) else None
    figure = load_figure(spec.figure, spec.face, height_mm, own_dir)
    return _mirrored(figure) if looks_left else figure


def _mirrored(figure: PlacedFigure) -> PlacedFigure:
    """The figure looking the other way, towards a panel on its left."""
    layers = tuple(replace(layer, path=transform(layer.path, -1, 0, 0, 1, figure.width_mm, 0)) for layer in figure.layers)
    rings = [[(figure.width_mm - x, y) for x, y in ring.coords] for ring in (figure.outline.exterior, *figure.outline.interiors)]
    return replace(figure, layers=layers, outline=Polygon(rings[0], rings[1:]))


def moved(figure: PlacedFigure, dx_mm: float, dy_mm: float) -> PlacedFigure:
    """The figure elsewhere: beside words on a banner, behind a plinth."""
    layers = tuple(replace(layer, path=transform(layer.path, 1, 0, 0, 1, dx_mm, dy_mm)) for layer in figure.layers)
    rings = [[(x + dx_mm, y + dy_mm) for x, y in ring.coords] for ring in (figure.outline.exterior, *figure.outline.interiors)]
    return replace(figure, layers=layers, outline=Polygon(rings[0], rings[1:]))


def figure_fills(figure: PlacedFigure) -> tuple[Fill, ...]:
    """The drawing in paint order, ink on paper."""
    return tuple(Fill(layer.path, ink() if layer.role == "ink" else PAPER, True) for layer in figure.layers)


def ground(shape: Polygon, colour: CMYK) -> Fill:
    return Fill(polygon_path([shape.exterior.coords]), colour)


def standing_panel(panel: Box, corner_mm: float) -> Polygon:
    """A panel with rounded upper corners, standing flat on the floor."""
    x0, y0, x1, y1 = panel
    tall = box(x0, y0 - 4 * corner_mm, x1, y1).buffer(-corner_mm).buffer(corner_mm, quad_segs=24)
    (standing,) = polygons(tall.intersection(box(x0 - 1, y0, x1 + 1, y1 + 1)))
    return standing


def face_of(figure: PlacedFigure) -> Box:
    """Where the face is: the uppermost eighth of the figure (exhibition.md 3.3)."""
    left, bottom, right, top = figure.outline.bounds
    found: Box = figure.outline.intersection(box(left, bottom + (top - bottom) * (1 - HEAD_SHARE), right, top)).bounds
    return found
