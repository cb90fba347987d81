"""The page about the cut names every rule and every repair, with the engine's own numbers."""
import re
from pathlib import Path

import pytest
from shapely.geometry import Polygon, box

from exhibit.cutout.cut import dieline, distances, drawing, outline
from exhibit.cutout.cut.limits import PLAIN

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "cut-rules.md").read_text(encoding="utf-8")


def test_every_rule_is_named_in_order():
    die = dieline.die_line(box(0.0, 0.0, 400.0, 1500.0), Polygon())
    names = [check.name for check in dieline.check_cut_rules(die)] + [distances.check_text_distance(die.polygon, [], 3.0).name]
    assert re.findall(r"^\| `(\w+)`", PAGE.split("## What is mended")[0], re.MULTILINE) == names


def test_every_repair_is_named():
    written = {name for module in (dieline, drawing, outline) for name in re.findall(r'Repair\("(\w+)"', Path(module.__file__).read_text(encoding="utf-8"))}
    assert set(re.findall(r"^\| `(\w+)`", PAGE.split("## What is mended")[1], re.MULTILINE)) == written


@pytest.mark.parametrize("sentence", [
    f"at least {PLAIN.halo_mm:.0f} mm of board around", f"at most {PLAIN.outside_mm:.0f} mm outside", f"at least {PLAIN.feet_mm:.0f} mm wide", f"at most {PLAIN.nodes} nodes",
    f"from {PLAIN.hole_mm:.0f} x {PLAIN.hole_mm:.0f} mm", f"under {PLAIN.min_part_mm:.0f} mm", f"tighter than {PLAIN.inner_radius_mm:.0f} mm", f"nearer than {PLAIN.gap_mm} mm",
    f"never under {outline.LEAST_HALO_MM:.0f} mm", f"more than {drawing.MOST_POINTS:,} points", f"over {drawing.LARGEST_MM / 1000:.0f} m",
])
def test_numbers_are_the_engines(sentence):
    assert sentence in PAGE
