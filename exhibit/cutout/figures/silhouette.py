"""A curator's own figure: one filled shape in an SVG, PNG or JPEG becomes a drawing of one ink layer, as the drawn figures are.

A photograph is refused: a person could be recognised on it, and no cut follows it. So is a picture whose name or words say it shows somebody
bound or hurt (rule E01). Pictures are traced by Potrace (P. Selinger, "Potrace: a polygon-based tracing algorithm", 2003) in pixels; what
comes out is in drawing units (2,800 tall, y down, like the figures of tools/build_figures.js).
"""
from __future__ import annotations

import io
import re

import cv2
import numpy as np
import potrace
from numpy.typing import NDArray
from PIL import Image, ImageOps, UnidentifiedImageError
from shapely.geometry import Polygon

from exhibit.cutout.errors import NotAnImage, NotASilhouette
from exhibit.cutout.figures.outline import (
    DRAWING_UNITS,
    MIN_HOLE_SHARE,
    SECOND_SHAPE_SHARE,
    demand_cuttable,
    demand_person,
    outline_of,
)
from exhibit.cutout.figures.picture_rules import demand_dignified
from exhibit.cutout.figures.svg_file import looks_like_svg, read_svg
from exhibit.cutout.paths import Command, Path, flatten, polygon_path, transform

MAX_BYTES, MAX_PIXELS = 4_000_000, 20_000_000
MIN_HEIGHT_PX = 200
MAX_WIDTH_SHARE = 1.0  # of the height: a person with arms stretched out is about as wide as tall
EDGE_PX = 4  # soft pixels on either side of an outline say nothing about the shape's colours
MAX_STRAY_SHARE = 0.03
STRAY_DISTANCE = 60.0  # in RGB units from the colour of its ground
MIN_CONTRAST = 80.0
WORK_HEIGHT_PX, MAX_EDGE_PX = 1_400, 30_000
SMOOTH_PX = 0.8  # of the picture's own pixels: takes the steps off without taking the elbow

Mask = NDArray[np.bool_]
Pixels = NDArray[np.uint8]


def trace_silhouette(content: bytes, filename: str) -> str:
    """The shape as SVG text with one black path, ready to be stored as `own-<8 hex>--none.svg` in a folder of own figures.

    Raises NotAnImage for what is no SVG, PNG or JPEG of a sensible size, NotASilhouette for a picture without one clear shape that can be cut.
    """
    name = f"“{_printable(filename)}”" if _printable(filename) else "The file"
    if not content:
        raise NotAnImage(f"{name} is empty: choose an SVG, PNG or JPEG picture of a filled silhouette.")
    demand_dignified([filename], name)
    path = _drawn(content, name) if looks_like_svg(content, filename) else _traced(content, name)
    rings = [Polygon(ring) for ring in flatten(path, 0.5)]
    shape = Polygon(rings[0].exterior, [ring.exterior for ring in rings[1:]])
    demand_person(shape)
    demand_cuttable(shape)
    return _svg(path, shape)


def _printable(filename: str) -> str:
    """A file's name as a sentence can carry it."""
    return re.sub(r"[^\w .,()+-]", "", filename)[:60].strip()


def _drawn(content: bytes, name: str) -> Path:
    """The one outline of an SVG's shapes."""
    file = read_svg(content, name)
    demand_dignified(file.words, name)
    shape = outline_of(file.shapes)
    return polygon_path([shape.exterior.coords, *(ring.coords for ring in shape.interiors)])


def _traced(content: bytes, name: str) -> Path:
    """The one outline of a picture's dark shape."""
    pixels, alpha = _read(content, name)
    return _outlines(_only_piece(_shape_of(pixels, alpha)))


def _read(content: bytes, name: str) -> tuple[Pixels, Pixels | None]:
    """RGB pixels, and the alpha channel where something is transparent."""
    if len(content) > MAX_BYTES:
        raise NotAnImage(f"{name} has {len(content) / 1e6:.1f} MB; at most {MAX_BYTES / 1e6:.0f} MB are taken. Save it smaller: 2,000 pixels in height are plenty.")
    try:
        with Image.open(io.BytesIO(content), formats=("PNG", "JPEG")) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                raise NotAnImage(f"{name} has {picture.width * picture.height / 1e6:.0f} million pixels; at most {MAX_PIXELS / 1e6:.0f} million are taken. Save it smaller.")
            upright = ImageOps.exif_transpose(picture)
            rgba = np.asarray(upright.convert("RGBA"), dtype=np.uint8)
    except UnidentifiedImageError as error:
        raise NotAnImage(f"{name} is not an SVG, PNG or JPEG picture: choose one with a filled silhouette.") from error
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise NotAnImage(f"{name} is damaged and cannot be read to its end: save it again and upload the new file.") from error
    alpha = rgba[:, :, 3]
    return np.ascontiguousarray(rgba[:, :, :3]), alpha if np.mean(alpha < 128) > 0.02 else None


def _shape_of(pixels: Pixels, alpha: Pixels | None) -> Mask:
    """Where the shape is: what is opaque, or what is dark on light. Raises NotASilhouette."""
    if alpha is not None:
        mask: Mask = alpha >= 128
        _demand_flat(pixels, [mask])
        return mask
    tones = np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), dtype=np.uint8)
    threshold, _ = cv2.threshold(tones, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    mask = tones <= threshold
    if mask.all() or not mask.any() or _contrast(tones, mask) < MIN_CONTRAST:
        raise NotASilhouette("There is no clear shape in this picture: upload one dark filled silhouette on a light or transparent ground.")
    _demand_flat(pixels, [mask, ~mask])
    if np.mean(_frame(mask)) > 0.5:
        raise NotASilhouette("The ground of this picture is darker than the shape: upload a dark silhouette on a light or transparent ground.")
    return mask


def _contrast(tones: Pixels, mask: Mask) -> float:
    return float(np.median(tones[~mask]) - np.median(tones[mask]))


def _frame(mask: Mask) -> Mask:
    """The picture's outermost pixels."""
    return np.concatenate([mask[0], mask[-1], mask[:, 0], mask[:, -1]])


def _demand_flat(pixels: Pixels, grounds: list[Mask]) -> None:
    """Shape and ground are each of one flat colour, or the picture shows more than a silhouette."""
    for ground in grounds:
        core = cv2.erode(ground.astype(np.uint8), np.ones((2 * EDGE_PX + 1,) * 2, np.uint8)).astype(bool)
        inside = pixels[core].astype(np.float32)
        if not len(inside):
            continue
        stray = np.linalg.norm(inside - np.median(inside, axis=0), axis=1) > STRAY_DISTANCE
        if np.mean(stray) > MAX_STRAY_SHARE:
            raise NotASilhouette("This picture has many shades or colours, as a photograph has. A photograph can be recognised: upload a filled silhouette of one dark colour.")


def _only_piece(mask: Mask) -> Mask:
    """The one shape, without dust. Raises NotASilhouette when there are several, or when it is too small or too wide."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask.astype(np.uint8), connectivity=8)
    areas = stats[1:count, cv2.CC_STAT_AREA]
    if not len(areas):
        raise NotASilhouette("There is no shape in this picture: it is empty or wholly transparent. Upload one dark filled silhouette.")
    largest = int(np.argmax(areas)) + 1
    shapes = int(np.sum(areas >= SECOND_SHAPE_SHARE * areas[largest - 1]))
    width, height = int(stats[largest, cv2.CC_STAT_WIDTH]), int(stats[largest, cv2.CC_STAT_HEIGHT])
    if shapes > 1:
        raise NotASilhouette(f"There are {shapes} separate shapes in this picture: upload one figure whose parts touch, standing on its feet.")
    if height < MIN_HEIGHT_PX:
        raise NotASilhouette(f"The shape is only {height} pixels tall: at life size its edge would be ragged. Upload a picture with a shape of at least 600 pixels.")
    if width > MAX_WIDTH_SHARE * height:
        raise NotASilhouette(f"The shape is {width} pixels wide and {height} tall, too wide for a standing figure: upload one person standing upright.")
    left, top = int(stats[largest, cv2.CC_STAT_LEFT]), int(stats[largest, cv2.CC_STAT_TOP])
    piece: Mask = labels[top:top + height, left:left + width] == largest
    return piece


def _outlines(piece: Mask) -> Path:
    """Curves along the outer line and the holes worth keeping, in drawing units; the outer line first. Raises NotASilhouette."""
    scale = WORK_HEIGHT_PX / piece.shape[0]
    large = cv2.resize(piece.astype(np.uint8) * 255, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC)
    soft = cv2.GaussianBlur(cv2.copyMakeBorder(large, 20, 20, 20, 20, cv2.BORDER_CONSTANT, value=0), (0, 0), SMOOTH_PX * max(1.0, scale))
    mask = soft > 127
    edges, _ = cv2.findContours(mask.astype(np.uint8), cv2.RETR_CCOMP, cv2.CHAIN_APPROX_NONE)
    if sum(map(len, edges)) > MAX_EDGE_PX:
        raise NotASilhouette("The edge of this shape is too ragged to be cut out: upload a shape with a smooth outline, without hair and fringes drawn one by one.")
    found = [_curve_path(curve) for curve in potrace.Bitmap(~mask).trace(turdsize=40, alphamax=1.1, opttolerance=0.4)]
    rings = sorted(((Polygon(flatten(path, 0.5)[0]), path) for path in found), key=lambda ring: ring[0].area, reverse=True)
    if not rings:
        raise NotASilhouette("There is no shape in this picture that is thick enough to be cut out.")
    outer = rings[0][0].buffer(0)
    kept = [path for ring, path in rings[1:] if ring.area > MIN_HOLE_SHARE * outer.area and outer.contains(ring.representative_point())]
    left, top, _, bottom = outer.bounds
    unit = DRAWING_UNITS / (bottom - top)
    return transform(tuple(command for path in (rings[0][1], *kept) for command in path), unit, 0, 0, unit, -left * unit, -top * unit)


def _curve_path(curve: potrace.Curve) -> Path:
    """One closed curve of Potrace: corners are two lines, everything else a cubic."""
    commands: list[Command] = [("M", curve.start_point.x, curve.start_point.y)]
    for part in curve.segments:
        end = part.end_point
        if part.is_corner:
            commands += [("L", part.c.x, part.c.y), ("L", end.x, end.y)]
        else:
            commands.append(("C", part.c1.x, part.c1.y, part.c2.x, part.c2.y, end.x, end.y))
    return (*commands, ("Z",))


def _svg(path: Path, shape: Polygon) -> str:
    left, top, right, bottom = shape.bounds
    data = "".join(command[0] + " ".join(f"{value:.1f}" for value in command[1:]) for command in path)
    box = f"{left:.1f} {top:.1f} {right - left:.1f} {bottom - top:.1f}"
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}"><path fill="#000000" fill-rule="evenodd" d="{data}"/></svg>\n'
