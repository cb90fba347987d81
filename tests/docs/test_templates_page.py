"""docs/add-a-template.md: its example is a template, and it explains every arrangement and measure."""
from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from exhibit.cutout.board.measures import MEASURES
from exhibit.cutout.board.templates import read_templates

PAGE = (Path(__file__).parents[2] / "docs" / "add-a-template.md").read_text(encoding="utf-8")


def test_the_example_is_a_template():
    (example,) = re.findall(r"```toml\n(.*?)```", PAGE, re.S)
    assert read_templates(example)["tall"].arrangement == "panel"


@pytest.mark.parametrize("arrangement", MEASURES)
def test_every_measure_is_explained(arrangement):
    assert f"| `{arrangement}` |" in PAGE
    assert [field.name for field in fields(MEASURES[arrangement]) if f"`{field.name}`" not in PAGE] == []
