"""QR codes of a page: found in the picture or by their modules, measured, and read as a phone in a hall would see them.

Numbers: exhibition.md 1.3 and 1.4. Both readers, clean and in ten tilted, soft, noisy, flat views: a telephone looks thirty times a second,
so the better reader must read nine of ten, the other four.
"""
from __future__ import annotations

import threading
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import cv2
import numpy as np
import zxingcpp
from numpy.typing import NDArray

from exhibit.cutout.preflight.found import Box, Mark, Sheet, height, meet, width
from exhibit.cutout.preflight.raster import Raster, luminance, photograph

FIND_PX_PER_MM = 2.0
CLEAN_PX, HALL_PX = 8.0, 5.0  # pixels a module
VIEWS = 10
BETTER, OTHER = 0.85, 0.35  # shares of the views that the better and the other reader must read
YAW_DEG, PITCH_DEG, BLUR_MODULES, NOISE, FLATNESS = 35.0, 15.0, 0.3, 8.0, 0.6
QUIET_MODULES = 4
PHONE = 288.0  # a code reads from its width times this, over its modules (1,442 px focal length, 5 px a module)
LEAST_RUNS = 40  # rectangles in one path that look like a code
Grey = NDArray[np.uint8]
Readers = dict[str, float]
_QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
_OWN = threading.local()  # a WeChat reader keeps the picture it works on: one for each thread


@dataclass(frozen=True)
class Code:
    """A code, or what looks like one (`text` empty: nobody can read it). The box is without quiet zone."""

    text: str
    box: Box
    modules: int
    inverted: bool
    picture: Raster
    corners: NDArray[np.float64]  # four pixel places in `picture`, from upper left clockwise

    @property
    def module_mm(self) -> float:
        return width(self.box) / self.modules if self.modules else 0.0

    @property
    def reads_from_mm(self) -> float:
        """The longest distance from which an old phone still resolves it."""
        return width(self.box) * PHONE / self.modules if self.modules else 0.0

    @cached_property
    def grey(self) -> Grey:
        return grey(self.picture)

    @cached_property
    def contrast(self) -> float:
        """Difference of reflectance between light and dark modules, 0 to 1."""
        light = luminance(self._sampled(np.linspace(0.01, 0.99, 120)))
        return float(np.percentile(light, 95) - np.percentile(light, 5))

    @cached_property
    def quiet_modules(self) -> float:
        """How many modules around it are free, up to four."""
        inside = luminance(self._sampled(np.linspace(0.01, 0.99, 120)))
        split = (np.percentile(inside, 95) + np.percentile(inside, 5)) / 2
        step = 1 / self.modules
        for ring in range(QUIET_MODULES):
            light = luminance(self._around((ring + 0.5) * step))
            if np.mean(light > split if self.inverted else light < split) > 0.02:
                return float(ring)
        return float(QUIET_MODULES)

    @cached_property
    def hall(self) -> Readers:
        """Share of degraded views in which each reader reads exactly this."""
        small = cv2.resize(self.grey, None, fx=HALL_PX / CLEAN_PX, fy=HALL_PX / CLEAN_PX, interpolation=cv2.INTER_AREA)
        views = [_seen_in_hall(np.asarray(small, dtype=np.uint8), seed) for seed in range(VIEWS)]
        return {name: sum(self.text in read(view) for view in views) / VIEWS for name, read in READERS.items()}

    @property
    def reads_in_hall(self) -> bool:
        return max(self.hall.values()) >= BETTER and min(self.hall.values()) >= OTHER

    @cached_property
    def clean(self) -> Readers:
        """1 or 0 for each reader, straight on."""
        return {name: float(self.text in read(self.grey)) for name, read in READERS.items()}

    def _at(self, u: NDArray[np.float64], v: NDArray[np.float64]) -> NDArray[np.int64]:
        """Colours at places given as shares of the code's sides, from its upper left."""
        a, b, c, d = self.corners
        where = ((1 - u) * (1 - v))[:, None] * a + (u * (1 - v))[:, None] * b + (u * v)[:, None] * c + ((1 - u) * v)[:, None] * d
        columns = np.clip(where[:, 0].astype(int), 0, self.picture.rgb.shape[1] - 1)
        rows = np.clip(where[:, 1].astype(int), 0, self.picture.rgb.shape[0] - 1)
        return np.asarray(self.picture.rgb[rows, columns], dtype=np.int64)

    def _sampled(self, steps: NDArray[np.float64]) -> NDArray[np.int64]:
        u, v = np.meshgrid(steps, steps)
        return self._at(u.ravel(), v.ravel())

    def _around(self, off: float) -> NDArray[np.int64]:
        along = np.linspace(-off, 1 + off, 160)
        low, high = np.full_like(along, -off), np.full_like(along, 1 + off)
        return self._at(np.concatenate([along, along, low, high]), np.concatenate([low, high, along, along]))


def grey(picture: Raster) -> Grey:
    return np.asarray(cv2.cvtColor(picture.rgb, cv2.COLOR_RGB2GRAY), dtype=np.uint8)


def by_zxing(picture: Grey) -> set[str]:
    return {found.text for found in _barcodes(picture)}


def by_wechat(picture: Grey) -> set[str]:
    if not hasattr(_OWN, "wechat"):
        _OWN.wechat = cv2.wechat_qrcode.WeChatQRCode()
    return set(_OWN.wechat.detectAndDecode(cv2.cvtColor(picture, cv2.COLOR_GRAY2BGR))[0])


READERS = {"zxing-cpp": by_zxing, "OpenCV WeChat": by_wechat}


def _barcodes(picture: Grey) -> list[Any]:
    return list(zxingcpp.read_barcodes(np.ascontiguousarray(picture), formats=_QR)) if picture.size else []


def codes_of(pdf: bytes, sheet: Sheet, scale: float, whole: Raster) -> list[Code]:
    """Every code of a page, the unreadable ones among them that are drawn as modules."""
    seen = [_box_of(found, whole) for found in _barcodes(grey(whole))]
    looks = [box for box in [*_like_codes(sheet.marks), *_square_pictures(sheet.marks)] if not any(meet(box, other) for other in seen)]
    closer = [_look_closer(pdf, sheet, scale, box) for box in [*seen, *looks]]
    drawn = set(_like_codes(sheet.marks))
    return [code for code, box in zip(closer, [*seen, *looks], strict=True) if code.text or box in drawn]


def _box_of(found: Any, picture: Raster) -> Box:
    where = found.position
    corners = [picture.place(p.x, p.y) for p in (where.top_left, where.top_right, where.bottom_right, where.bottom_left)]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


def _like_codes(marks: tuple[Mark, ...]) -> list[Box]:
    """Boxes of paths made of many upright rectangles that fill a square."""
    found = []
    for mark in marks:
        if mark.kind == "path" and mark.fill and len(mark.rings) >= LEAST_RUNS and all(ring.is_upright for ring in mark.rings) and 0.9 < width(mark.box) / max(height(mark.box), 1e-6) < 1.1:
            found.append(mark.box)
    return found


def _square_pictures(marks: tuple[Mark, ...]) -> list[Box]:
    return [mark.box for mark in marks if mark.kind == "image" and 0.8 < width(mark.box) / max(height(mark.box), 1e-6) < 1.25 and width(mark.box) < 800]


def _look_closer(pdf: bytes, sheet: Sheet, scale: float, box: Box) -> Code:
    """The code alone, with what is around it, fine enough to measure its modules."""
    around = 0.35 * max(width(box), height(box))
    wide = (box[0] - around, box[1] - around, box[2] + around, box[3] + around)
    first = photograph(pdf, sheet, scale, 500 / max(width(box), 1e-3), wide)
    found = next(iter(_barcodes(grey(first))), None)
    if found is None:
        corners = np.array([first.pixel(x, y) for x, y in ((box[0], box[3]), (box[2], box[3]), (box[2], box[1]), (box[0], box[1]))])
        return Code("", box, 0, False, first, corners)
    modules = 17 + 4 * int(found.extra.get("Version", 2))
    exact = _box_of(found, first)
    picture = photograph(pdf, sheet, scale, CLEAN_PX * modules / max(width(exact), 1e-3), wide)
    corners = np.array([picture.pixel(x, y) for x, y in ((exact[0], exact[3]), (exact[2], exact[3]), (exact[2], exact[1]), (exact[0], exact[1]))])
    return Code(found.text, exact, modules, _is_inverted(picture, corners), picture, corners)


def _is_inverted(picture: Raster, corners: NDArray[np.float64]) -> bool:
    """The rim of the upper left finder is dark in a code that is not."""
    (x0, y0), (x1, y1) = corners[0], corners[2]
    rim = luminance(picture.rgb[int(y0 + 0.02 * (y1 - y0)), int(x0 + 0.04 * (x1 - x0)):int(x0 + 0.2 * (x1 - x0))])
    beside = luminance(picture.rgb[int(y0 + 0.06 * (y1 - y0)), int(x0 + 0.06 * (x1 - x0)):int(x0 + 0.2 * (x1 - x0))])
    return bool(len(rim) and len(beside) and np.median(rim) > np.median(beside))


def _seen_in_hall(picture: Grey, seed: int) -> Grey:
    """Turned 35 degrees and tipped 15, seen from four widths away, soft, flat and noisy."""
    rows, columns = picture.shape
    yaw, pitch = np.radians(YAW_DEG), np.radians(PITCH_DEG)
    half = np.array([[-columns, -rows], [columns, -rows], [columns, rows], [-columns, rows]], dtype=np.float64) / 2
    x, y = half[:, 0] * np.cos(yaw), half[:, 1] * np.cos(pitch) + half[:, 0] * np.sin(yaw) * np.sin(pitch)
    z = half[:, 1] * np.sin(pitch) - half[:, 0] * np.sin(yaw) * np.cos(pitch)
    far = 4.0 * columns
    seen = np.stack([x, y], axis=1) * (far / (far + z))[:, None] + [columns / 2, rows / 2]
    flat = np.array([[0, 0], [columns, 0], [columns, rows], [0, rows]], dtype=np.float32)
    turned = cv2.warpPerspective(picture, cv2.getPerspectiveTransform(flat, seen.astype(np.float32)), (columns, rows), flags=cv2.INTER_AREA, borderValue=(230,))
    soft = cv2.GaussianBlur(turned, (0, 0), BLUR_MODULES * HALL_PX).astype(np.float64)
    noise = np.random.default_rng(seed).normal(0, NOISE, soft.shape)
    return np.clip(128 + FLATNESS * (soft - 128) + noise, 0, 255).astype(np.uint8)
