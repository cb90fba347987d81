"""The code: `qrcode` makes the matrix, we place it as vector runs in mm (ISO/IEC 18004; rules from exhibition.md 1)."""
from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import lru_cache

import qrcode
from qrcode.constants import ERROR_CORRECT_H, ERROR_CORRECT_Q
from qrcode.exceptions import DataOverflowError

from exhibit.cutout.errors import AddressTooLong
from exhibit.cutout.paths import Path, polygon_path

MAX_VERSION = 4
QUIET_MODULES = 4
MIN_WIDTH_MM = 90.0
PX_PER_MODULE, FOCAL_PX = 5, 1442  # 1.4: what a 1080p phone needs, degraded
_ALPHANUMERIC = re.compile(r"[0-9A-Z $%*+\-./:]+")


@dataclass(frozen=True, slots=True)
class CodeMatrix:
    """Modules as rows of booleans (True is dark), without quiet zone."""

    rows: tuple[tuple[bool, ...], ...]
    version: int
    level: str

    @property
    def modules(self) -> int:
        return len(self.rows)


@lru_cache(maxsize=256)
def code_matrix(url: str) -> CodeMatrix:
    """Matrix of an address in upper case, level Q, or H where that costs no version. Raises AddressTooLong over version 4."""
    address = url.upper()
    needed = _make(address, ERROR_CORRECT_Q)
    if needed is None or needed.version > MAX_VERSION:
        raise AddressTooLong(_too_long(url))
    higher = _make(address, ERROR_CORRECT_H)
    best, level = (higher, "H") if higher and higher.version == needed.version else (needed, "Q")
    return CodeMatrix(tuple(tuple(map(bool, row)) for row in best.get_matrix()), best.version, level)


def _make(address: str, level: int) -> qrcode.QRCode | None:
    code = qrcode.QRCode(error_correction=level, border=0)
    code.add_data(address)
    try:
        code.make(fit=True)
    except (DataOverflowError, ValueError):
        return None
    return code


def _too_long(url: str) -> str:
    alphabet = "" if _ALPHANUMERIC.fullmatch(url.upper()) else " and holds characters that are none of 0-9 A-Z $%*+-./: and space"
    return (f"The address {url[:60]}{'…' if len(url) > 60 else ''} is {len(url)} characters long{alphabet}: its code would be denser than version {MAX_VERSION} "
            f"({width_mm(33, 1000):.0f} mm wide at 1 m) and may not scan. Use a shorter host; 29 characters in all give the best code.")


def width_mm(modules: int, scan_distance_mm: float) -> float:
    """Side of the modules' square, without quiet zone, for a scan distance (exhibition.md 1.4)."""
    return max(MIN_WIDTH_MM, math.ceil(scan_distance_mm * modules * PX_PER_MODULE / FOCAL_PX))


def module_path(matrix: CodeMatrix, left_mm: float, top_mm: float, module_mm: float) -> Path:
    """All dark modules as one path of rectangles, a run of modules each. Fill with the non-zero rule."""
    rings = []
    for row_at, row in enumerate(matrix.rows):
        y1 = top_mm - row_at * module_mm
        start = None
        for at, dark in enumerate((*row, False)):
            if dark and start is None:
                start = at
            elif not dark and start is not None:
                x0, x1 = left_mm + start * module_mm, left_mm + at * module_mm
                rings.append([(x0, y1 - module_mm), (x1, y1 - module_mm), (x1, y1), (x0, y1)])
                start = None
    return polygon_path(rings)
