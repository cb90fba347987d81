"""Accessibility of a page as axe-core sees it."""
from __future__ import annotations

from pathlib import Path

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"


def violations(page) -> list[str]:
    """One line a violation: rule, help, and the first place."""
    page.evaluate(AXE.read_text())
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [f"{v['id']}: {v['help']} at {v['nodes'][0]['html'][:160]}" for v in found["violations"]]


def overflows(page) -> bool:
    """Does the page scroll sideways?"""
    return page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth + 1")
