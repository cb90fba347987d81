"""The checks, one table; each row a function from what was measured to an answer. Grouped by what they look at: file, size, colour, cut, words, code."""
from exhibit.cutout.preflight.checks import code, colour, cut, file, size, words
from exhibit.cutout.preflight.finding import Check

CHECKS: tuple[Check, ...] = (*file.CHECKS, *size.CHECKS, *colour.CHECKS, *cut.CHECKS, *words.CHECKS, *code.CHECKS)

__all__ = ["CHECKS"]
