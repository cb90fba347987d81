"""The words of a board by language: the first, and where asked a second of equal size."""
from __future__ import annotations

from dataclasses import dataclass

from exhibit.cutout.spec import CutoutSpec
from exhibit.cutout.type.typeset import is_rtl


@dataclass(frozen=True, slots=True)
class Voice:
    """What is said in one language."""

    quote: str
    testimony: str
    language: str
    attribution: str
    note: str

    @property
    def rtl(self) -> bool:
        return is_rtl(self.language)


def voices_of(spec: CutoutSpec) -> tuple[Voice, ...]:
    """One or two; the first leads the layout's direction."""
    first = Voice(spec.quote, spec.testimony, spec.language, spec.attribution, spec.note)
    if spec.second is None:
        return (first,)
    second = spec.second
    return first, Voice(second.quote, second.testimony, second.language, second.attribution, second.note)
