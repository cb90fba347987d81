"""Drawn figures: the SVG files of the build step become layers and an outline in mm, at any height.

The recipes (pose, hair or head covering, face) are rows of figures.toml; tools/build_figures.js draws them. Feet stand
at y = 0, the leftmost ink is at x = 0. Layers are painted in order and filled by the even-odd rule.
"""

from __future__ import annotations

import functools
import re
import tomllib
from dataclasses import dataclass, replace
from pathlib import Path as File
from typing import Any

import svgelements
from shapely import make_valid, symmetric_difference_all
from shapely.affinity import affine_transform
from shapely.geometry import MultiPolygon, Point, Polygon, box
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union

from exhibit.cutout.errors import CutoutError, UnknownFigure
from exhibit.cutout.figures.svg_paths import path_of
from exhibit.cutout.paths import Command, Path, bounds, flatten, transform

RECIPES = File(__file__).with_name("figures.toml")
FIGURE_DIR = File(__file__).parents[3] / "build" / "figures"

ROLES = {"#000000": "ink", "#ffffff": "paper"}
"""Fill colours of the build step and what they mean on a board."""

_OWN = re.compile(r"own-[0-9a-f]{8}")

HOLE_MM = 60.0
"""A hole stays open only if a square of this side fits in it (reference 3.4)."""

_DRAWING_TOLERANCE = 0.4
"""Flattening tolerance in drawing units; a figure is about 2,800 units tall, so under 0.3 mm on a board."""

HEAD_SHARE = 0.130
"""Head of the stature where a drawing does not say where its head is (Winter 2009; reference 3.3)."""

_SPECK_AREA = 100.0
"""Square drawing units; about 6 x 6 mm on a board."""


@dataclass(frozen=True, slots=True)
class Layer:
    """One filled path. `role` is "ink" (dark) or "paper" (the light fill beneath it)."""

    path: Path
    role: str


@dataclass(frozen=True, slots=True)
class PlacedFigure:
    """A figure at its height; mm, y up from the floor. Layers are in paint order, even-odd fill.

    `height_mm` is what is drawn: less than the standing height for who sits. `head_mm` (left, bottom, right, top) is the head from
    crown to chin without hair, which words, codes and folds keep off.
    """

    name: str
    layers: tuple[Layer, ...]
    outline: Polygon
    width_mm: float
    height_mm: float
    head_mm: tuple[float, float, float, float]

    def mirrored(self) -> PlacedFigure:
        """The figure looking the other way, in the same place."""
        left, bottom, right, top = self.head_mm
        turned = [self.width_mm, 0.0]
        return replace(
            self, layers=tuple(Layer(transform(layer.path, -1, 0, 0, 1, *turned), layer.role) for layer in self.layers),
            outline=affine_transform(self.outline, [-1, 0, 0, 1, *turned]), head_mm=(self.width_mm - right, bottom, self.width_mm - left, top))


@dataclass(frozen=True, slots=True)
class _Drawing:
    """A parsed SVG in drawing units, y up, lower left corner of the drawn box at the origin."""

    layers: tuple[Layer, ...]
    silhouette: Polygon
    height: float
    head: tuple[float, float, float, float]


def figure_names() -> tuple[str, ...]:
    """Every figure, in the order of figures.toml."""
    return tuple(_recipes()["figures"])


def face_names() -> tuple[str, ...]:
    """Every face a figure can wear; "none" leaves the face blank."""
    faces: tuple[str, ...] = _recipes()["faces"]
    return faces


def figure_info(name: str) -> dict[str, str]:
    """What a figure reads as: reading_gender (woman, man, girl, boy), age_class (child, teen, young_adult, adult, older),
    posture (standing, seated, wheelchair), dress."""
    row = _recipe(name)
    return {key: row[key] for key in ("reading_gender", "age_class", "posture", "dress")}


def stature_share(name: str) -> float:
    """What is drawn of a figure, from floor to crown, as a share of the person's standing height; 1 for who stands."""
    return 1.0 if is_own_figure(name) else float(_recipe(name)["stature_share"])


def load_figure(name: str, face: str, height_mm: float, figure_dir: File | None = None) -> PlacedFigure:
    """The figure with this face. `height_mm` is the person's standing height, from sole to top of hair or head covering.

    Who sits, on a stool, a step or in a wheelchair, is drawn as tall as somebody of that height is then (`stature_share`).
    Own figures (own-<8 hex>) are looked for in figure_dir and have no face. Raises UnknownFigure.
    """
    if height_mm <= 0:
        raise CutoutError("A figure's height must be more than 0 mm.")
    if is_own_figure(name):
        return _place(_read_drawing(figure_dir or FIGURE_DIR, name, "none"), name, height_mm)
    _recipe(name)
    if face not in face_names():
        raise UnknownFigure(f"There is no face “{face}”; choose one of {', '.join(face_names())}.")
    drawing = _read_drawing(figure_dir or FIGURE_DIR, name, face)
    return _place(drawing, name, height_mm * stature_share(name))


def is_own_figure(name: str) -> bool:
    """Does the name belong to a traced silhouette (`trace_silhouette`)?"""
    return _OWN.fullmatch(name) is not None


def _place(drawing: _Drawing, name: str, height_mm: float) -> PlacedFigure:
    scale = height_mm / drawing.height
    layers = tuple(Layer(transform(layer.path, scale, 0, 0, scale, 0, 0), layer.role) for layer in drawing.layers)
    outline = fill_small_holes(affine_transform(drawing.silhouette, [scale, 0, 0, scale, 0, 0]))
    left, bottom, right, top = (value * scale for value in drawing.head)
    return PlacedFigure(name, layers, outline, outline.bounds[2], height_mm, (left, bottom, right, top))


def fill_small_holes(polygon: Polygon, hole_mm: float = HOLE_MM) -> Polygon:
    """The polygon with only those holes that a disc of hole_mm across fits into."""
    holes = [ring for ring in polygon.interiors if not Polygon(ring).buffer(-hole_mm / 2).is_empty]
    return Polygon(polygon.exterior, holes)


@functools.cache
def _recipes() -> dict[str, Any]:
    tables = tomllib.loads(RECIPES.read_text(encoding="utf-8"))
    return {
        "figures": {row["name"]: row for row in tables["figure"]},
        "faces": tuple(row["name"] for row in tables["face"]),
    }


def _recipe(name: str) -> dict[str, Any]:
    figures: dict[str, dict[str, Any]] = _recipes()["figures"]
    if name not in figures:
        raise UnknownFigure(f"There is no figure “{name}”; choose one of {', '.join(figures)}.")
    return figures[name]


@functools.lru_cache(maxsize=256)
def _read_drawing(figure_dir: File, name: str, face: str) -> _Drawing:
    file = figure_dir / f"{name}--{face}.svg"
    if not file.is_file():
        missing = "is not on file: upload the silhouette again" if is_own_figure(name) else "has not been built yet: run `make setup`"
        raise UnknownFigure(f"The drawing of “{name}” {missing}.")
    shapes = _svg_shapes(file)
    layers = [Layer(path_of(shape), ROLES[shape.fill.hex]) for shape in shapes if shape.id != "head"]
    silhouette = _one_piece(unary_union([_filled(layer.path) for layer in layers]))
    left, bottom, _, top = silhouette.bounds
    moved = tuple(Layer(transform(_inside(layer.path, silhouette), 1, 0, 0, 1, -left, -bottom), layer.role) for layer in layers)
    standing = affine_transform(silhouette, [1, 0, 0, 1, -left, -bottom])
    marked = [bounds(transform(path_of(shape), 1, 0, 0, 1, -left, -bottom)) for shape in shapes if shape.id == "head"]
    return _Drawing(moved, standing, top - bottom, marked[0] if marked else _uppermost(standing))


def _uppermost(silhouette: Polygon) -> tuple[float, float, float, float]:
    """The head of an own silhouette: the uppermost part of a person who stands."""
    left, bottom, right, top = silhouette.bounds
    x0, y0, x1, y1 = silhouette.intersection(box(left, top - HEAD_SHARE * (top - bottom), right, top)).bounds
    return x0, y0, x1, y1


def _svg_shapes(file: File) -> list[svgelements.Path]:
    """Paths of an SVG in paint order."""
    svg = svgelements.SVG.parse(file, ppi=96, reify=True)
    return [shape for shape in svg.elements() if isinstance(shape, svgelements.Path) and len(shape)]


def _filled(path: Path) -> BaseGeometry:
    """The area an even-odd fill paints."""
    rings = [make_valid(Polygon(ring)) for ring in flatten(path, _DRAWING_TOLERANCE) if len(ring) > 3]
    return symmetric_difference_all(rings) if rings else MultiPolygon()


def _one_piece(area: BaseGeometry, reach: float = 4.0, furthest: float = 64.0) -> Polygon:
    """One polygon: pieces a little apart (a loose curl, a lace) are joined by closing; reach in drawing units."""
    area = _without_specks(area)
    while not isinstance(area, Polygon):
        if reach > furthest:
            raise CutoutError("The drawing falls into pieces that lie too far apart to be cut as one.")
        joined = area.buffer(reach).buffer(-reach)
        area, reach = unary_union([area, joined]), reach * 2
    return area


def _without_specks(area: BaseGeometry) -> BaseGeometry:
    """The area without stray dots of ink, which are not worth a curve in the cut."""
    return unary_union([part for part in getattr(area, "geoms", [area]) if part.area >= _SPECK_AREA])


def _inside(path: Path, silhouette: Polygon) -> Path:
    """The path without the stray dots that lie off the silhouette."""
    subpaths: list[list[Command]] = []
    for command in path:
        if command[0] == "M":
            subpaths.append([])
        subpaths[-1].append(command)
    kept = [subpath for subpath in subpaths if silhouette.intersects(Point(*subpath[0][1:]))]
    return tuple(command for subpath in kept for command in subpath)
