"""What a board is made from. Lengths in millimetres, y up from the floor."""
from __future__ import annotations

from dataclasses import dataclass

CMYK = tuple[float, float, float, float]  # 0..1 each


@dataclass(frozen=True, slots=True)
class Words:
    """What a board says in a further language, of equal size beside or under the first."""

    quote: str
    testimony: str
    language: str  # BCP 47
    attribution: str = ""
    note: str = ""  # filled from labels if empty


@dataclass(frozen=True, slots=True)
class CutoutSpec:
    """Everything a board shows. Everything but quote, testimony, language and url has a sensible default."""

    quote: str
    testimony: str
    language: str  # BCP 47, e.g. "ar"
    url: str | None  # None: the board prints without a code (no web permission)
    attribution: str = ""  # "Amina, 25-34, domestic servitude"
    note: str = ""  # "Not the real name. Shared with consent." in the board's language; filled from labels if empty
    figure: str = "standing-woman-1"  # or own-<8 hex>, a traced silhouette in figure_dir
    figure_dir: str = ""  # folder of own figures
    face: str = "calm"  # none, calm, eyes_closed, solemn, smile
    template: str = "panel"
    panel_side: str = ""  # "left"/"right"; empty: right for left-to-right scripts, left otherwise
    palette: str = "amber"  # name in palettes.toml
    height_mm: float = 1650.0
    scan_distance_mm: float = 1000.0
    helpline: str = ""  # "Belgium: 02 511 64 64"
    credits: tuple[str, ...] = ()
    copy: tuple[int, int] = (1, 1)
    shown_until: str = ""  # ISO date, printed
    second: Words | None = None  # the same words in a second language, at equal size
    profile: str = "plain"  # print shop, name in press/profiles.toml: what its machines ask of the cut and the file
    slug: str = ""  # technical line outside the trim, e.g. "design proof, no consent on file"
