"""The code: `qrcode` makes the matrix, we place it as vector runs in mm (ISO/IEC 18004; rules from exhibition.md 1)."""
from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

import qrcode
from qrcode.constants import ERROR_CORRECT_H, ERROR_CORRECT_Q
from qrcode.exceptions import DataOverflowError

from exhibit.cutout.errors import AddressTooLong, CutoutError
from exhibit.cutout.paths import Path, polygon_path

MAX_VERSION = 4
QUIET_MODULES = 4
MIN_WIDTH_MM = 90.0
DISTANCE_MM = 1000.0
PX_PER_MODULE, FOCAL_PX = 5, 1442  # 1.4: what a 1080p phone needs, degraded
BEST_CHARS, BEST_MODULES = 29, 25
"""The longest address that version 2 holds at level Q, and that version's modules."""
ALPHANUMERIC = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")
"""What a code stores in five and a half bits a character (ISO/IEC 18004, alphanumeric mode); one character more, and all take eight."""


@dataclass(frozen=True, slots=True)
class CodeMatrix:
    """Modules as rows of booleans (True is dark), without quiet zone."""

    rows: tuple[tuple[bool, ...], ...]
    version: int
    level: str

    @property
    def modules(self) -> int:
        return len(self.rows)


@dataclass(frozen=True, slots=True)
class CodeCost:
    """What an address costs at level Q: version and modules (0: no code holds it), millimetres at a scan distance, and the signs that make it denser."""

    version: int
    modules: int
    width_mm: float
    dense_signs: str

    @property
    def too_dense(self) -> bool:
        return not 0 < self.version <= MAX_VERSION


@lru_cache(maxsize=256)
def code_matrix(url: str, scan_distance_mm: float = DISTANCE_MM) -> CodeMatrix:
    """Matrix of an address in upper case, level Q, or H where that costs no version. Raises AddressTooLong over version 4, saying what it would cost
    at the scan distance, and CutoutError for what is no address."""
    address = _address(url)
    needed = _make(address, ERROR_CORRECT_Q)
    if needed is None or needed.version > MAX_VERSION:
        raise AddressTooLong(_too_long(url, scan_distance_mm))
    higher = _make(address, ERROR_CORRECT_H)
    best, level = (higher, "H") if higher and higher.version == needed.version else (needed, "Q")
    return CodeMatrix(tuple(tuple(map(bool, row)) for row in best.get_matrix()), best.version, level)


def code_cost(url: str, scan_distance_mm: float = DISTANCE_MM) -> CodeCost:
    """What an address costs, also one that is too long for a board."""
    address = _address(url)
    needed = _make(address, ERROR_CORRECT_Q)
    modules = 17 + 4 * needed.version if needed else 0
    signs = "".join(sorted(set(address) - ALPHANUMERIC))
    return CodeCost(needed.version if needed else 0, modules, width_mm(modules, scan_distance_mm) if needed else 0.0, signs)


def code_advice(url: str, scan_distance_mm: float = DISTANCE_MM) -> str:
    """What would make the code of an address coarser and so easier to scan, "" for one that is as good as can be."""
    cost = code_cost(url, scan_distance_mm)
    if cost.version and cost.modules <= BEST_MODULES and not cost.dense_signs:
        return ""
    return _says_cost(url, cost, scan_distance_mm)


def _address(url: str) -> str:
    """The address as it is coded: in upper case, as scheme, host and our codes mean the same in any case."""
    if not url or not url.isprintable() or " " in url:
        raise CutoutError(f"“{''.join(char for char in url[:60] if char.isprintable())}” is no address for a code: "
                          "write it without spaces, for example https://voices.example/ABC234.")
    return url.upper()


def _make(address: str, level: int) -> qrcode.QRCode | None:
    code = qrcode.QRCode(error_correction=level, border=0)
    code.add_data(address)
    try:
        code.make(fit=True)
    except (DataOverflowError, ValueError):
        return None
    return code


def _says_cost(url: str, cost: CodeCost, scan_distance_mm: float) -> str:
    """The cost of an address in versions, modules and millimetres, beside that of the best length."""
    far, best = f"to be read from {scan_distance_mm / 1000:g} m", width_mm(BEST_MODULES, scan_distance_mm)
    takes = f"version {cost.version} ({cost.modules} modules, {cost.width_mm:.0f} mm wide {far})" if cost.version else "more than any code holds"
    says = f"The address {url[:60]}{'…' if len(url) > 60 else ''} is {len(url)} characters long and takes {takes}; "
    says += f"{BEST_CHARS} characters take version 2 ({BEST_MODULES} modules, {best:.0f} mm). "
    if cost.dense_signs:
        plain = code_cost("A" * len(url), scan_distance_mm)
        without = f": without them it would take version {plain.version} ({plain.width_mm:.0f} mm)" if plain.version != cost.version else ", which costs no version here"
        signs = " and ".join(f"“{sign}”" for sign in cost.dense_signs[:6])
        says += f"It holds {signs}, none of 0-9 A-Z $ % * + - . / and :, and the characters around such a sign take half as much room again{without}. "
    return says.rstrip()


def _too_long(url: str, scan_distance_mm: float) -> str:
    cost = code_cost(url, scan_distance_mm)
    return (f"{_says_cost(url, cost, scan_distance_mm)} Denser than version {MAX_VERSION} it may not scan: use a shorter host and a shorter path, "
            f"{BEST_CHARS} characters in all give the best code.")


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
