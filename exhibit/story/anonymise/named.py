"""A row of a testimony's key."""
from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Named:
    """`replacement` stands for `original` in every text. `gender`: woman, man or unknown (empty)."""

    kind: str
    original: str
    replacement: str
    gender: str = ""
