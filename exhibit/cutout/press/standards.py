"""What kinds of file there are, and the printing conditions they name.

PDF/X-1a:2003 is ISO 15930-4, PDF/X-3:2003 is ISO 15930-6; both are PDF 1.4, and layers came with PDF 1.5: a shop that wants the cut line on a
layer of its own cannot have PDF/X-1a or X-3 as well. In those the line is the last thing drawn, in an ink of its own.
"""
from __future__ import annotations

from dataclasses import dataclass

REGISTRY = "http://www.color.org"  # the ICC's list of characterised printing conditions
MAX_PAGE_PT = 14_400.0  # 200 in: beyond, a page needs UserUnit, which many readers ignore


@dataclass(frozen=True, slots=True)
class Standard:
    """`version`: of PDF; `layers`: may optional content be in the file; `is_x`: does it say that it keeps PDF/X."""

    name: str
    version: str
    layers: bool
    is_x: bool


X1A = "PDF/X-1a:2003"
STANDARDS = {standard.name: standard for standard in (
    Standard(X1A, "1.4", layers=False, is_x=True),
    Standard("PDF/X-3:2003", "1.4", layers=False, is_x=True),
    Standard("PDF 1.7", "1.7", layers=True, is_x=False),
)}
CONDITIONS = {"FOGRA39": "Coated FOGRA39 (ISO 12647-2:2004)", "FOGRA51": "PSO coated v3 (FOGRA51, ISO 12647-2:2013)"}
"""Name in the registry -> in words."""


def without_layers(standard: str) -> str:
    """The same kind of file, or PDF/X-1a where it has layers: what sheets and previews are made from."""
    return X1A if STANDARDS[standard].layers else standard
