"""The pages about standing and setting up say the engine's own numbers and names."""
import inspect
import tomllib
from pathlib import Path

import pytest
from babel import Locale

from exhibit.actions import papers
from exhibit.actions.papers import words
from exhibit.actions.papers.install import FRONT_MM, PUBLIC_MM, ROUTE_MM
from exhibit.cutout import stand
from exhibit.cutout.stand import crates, feet, library, load_class, load_class_names, pattern, physics, split, strength
from exhibit.cutout.stand.body import GRIP_MM
from exhibit.cutout.stand.fire import RULES, USUAL

DOCS = Path(__file__).parents[2] / "docs"
STANDING, INSTALL = ((DOCS / name).read_text(encoding="utf-8") for name in ("standing.md", "install.md"))


@pytest.mark.parametrize("sentence", [
    f"2 · {physics.SAFETY:g} · moment / (mass · {physics.GRAVITY_M_S2:g})", f"½ · {physics.AIR_KG_M3:g} · v² · {physics.SHAPE_FACTOR:g}", f"times tan {physics.TILT_DEG:.0f}°",
    f"more than a {({30: 'thirtieth'})[round(1 / strength.BOW_SHARE)]} of the height", strength.TUBE.replace("tube", "tubes"),
    f"Plates of steel {feet.PLATE_MM:.0f} mm", f"edge of {pattern.BAND_MM:.0f} mm", f"plywood {pattern.BRACKET_MM:.0f} mm", f"at most {feet.BAG_KG:.0f} kg on a foot",
    f"lowest {GRIP_MM:.0f} mm of the board", f"over {split.PIECE_MM[0]:.0f} x {split.PIECE_MM[1]:,.0f} mm", f"Sheets from {split.DOWEL_IN_MM:.0f} mm get dowels",
    f"({crates.COURIER_KG:g} kg, length and girth {crates.GIRTH_MM / 1000:.0f} m)", f"most {crates.BALLAST_KG:.0f} kg"])
def test_numbers_are_the_engines_own(sentence):
    assert sentence in STANDING.replace("\n", " ")


@pytest.mark.parametrize("name", load_class_names())
def test_every_load_class_is_described(name):
    row = next(line for line in STANDING.splitlines() if line.startswith(f"| `{name}` |"))
    load = load_class(name)
    assert all(f"{value:g}" in row for value in (load.gust_m_s, load.push_n, load.pressure_pa) if value)


@pytest.mark.parametrize("rule", [*RULES.values(), USUAL], ids=[*RULES, "usual"])
def test_every_fire_rule_is_described(rule):
    assert rule.least.replace("M1", "M0, M1") in STANDING


def test_the_example_of_a_table_is_one(tmp_path):
    example = STANDING.split("```toml\n", 1)[1].split("```", 1)[0]
    assert tomllib.loads(example)
    own = tmp_path / "example.toml"
    own.write_text(example, encoding="utf-8")
    ours = library(own)
    assert ours["pvc-foam-10"].certificate and "cardboard-20" in ours


@pytest.mark.parametrize("name", ["job_ticket_pdf", "install_sheet", "label_sheet", "help_sheet", "floor_labels", "crate_list", "foot_pattern"])
def test_every_paper_is_listed_with_what_it_takes(name):
    function = getattr(papers, name, None) or getattr(stand, name)
    taken = [parameter.replace("shop", "profile") for parameter in inspect.signature(function).parameters]
    assert f"`{name}({', '.join(taken)})`" in INSTALL


@pytest.mark.parametrize("distance", [f"{PUBLIC_MM:,} mm", f"{ROUTE_MM:,} mm", f"{FRONT_MM[0]} x {FRONT_MM[1]:,} mm"])
def test_distances_are_those_of_the_sheet(distance):
    assert distance in INSTALL


@pytest.mark.parametrize("code", words.languages())
def test_every_language_of_the_crew_is_named(code):
    assert Locale("en").languages[code] in INSTALL.split("The crew's words are in", 1)[1].split(";", 1)[0]
