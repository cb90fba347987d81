"""Each package we depend on has a line that says what it does for us; no line is left behind when one goes."""
import json
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "decisions" / "12-dependencies.md").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
NPM = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))


def bare(requirement: str) -> str:
    """psycopg of psycopg[binary]>=3."""
    return re.match(r"[A-Za-z0-9._-]+", requirement).group(0).lower()


SECTIONS = {
    "Python: what runs": {bare(r) for r in PROJECT["dependencies"]},
    "Python: what tests and measures": {bare(r) for r in PROJECT["optional-dependencies"]["test"]},
    "npm: what pages and boards are made from": {*NPM["dependencies"], *NPM["devDependencies"]},
}


@pytest.mark.parametrize("title", SECTIONS)
def test_the_table_names_exactly_the_packages_we_depend_on(title):
    section = PAGE.split(f"## {title}\n", 1)[1].split("\n## ", 1)[0]
    assert set(re.findall(r"^\| `([^`]+)` \|", section, re.M)) == SECTIONS[title]


def test_each_line_says_what_it_does_and_what_we_would_do_without_it():
    rows = re.findall(r"^\| `[^`]+` \|(.*)\|(.*)\|$", PAGE, re.M)
    assert len(rows) == sum(map(len, SECTIONS.values()))
    assert all(does.strip() and without.strip() for does, without in rows)
