"""Preflight: an independent reader of print files, our own and those of others. `examine(pdf, Asked(shop)) -> Report`, `preflight(pdf) -> findings`.

Shares no code with what writes our files, only the print shops' profiles: a mistake made there is not made again here. pikepdf reads, PDFium draws, two readers scan the code.
"""
from exhibit.cutout.preflight.checks import CHECKS
from exhibit.cutout.preflight.finding import Check, Finding
from exhibit.cutout.preflight.found import CannotRead
from exhibit.cutout.preflight.measured import Asked
from exhibit.cutout.preflight.report import Report, examine, mail
from exhibit.cutout.press.profiles import Profile, profile


def preflight(pdf: bytes, shop: Profile | None = None, height_mm: float | None = None, width_mm: float | None = None, address: str | None = None) -> tuple[Finding, ...]:
    """What each check says of a file, for a shop (plain when left out). Raises CannotRead."""
    return examine(pdf, Asked(shop or profile("plain"), height_mm, width_mm, address)).findings


__all__ = ["CHECKS", "Asked", "CannotRead", "Check", "Finding", "Report", "examine", "mail", "preflight"]
