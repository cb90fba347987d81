"""Every setting, command, option, permission, reason and check is in docs/, as the tables have it."""
import re
from pathlib import Path

import pytest

from exhibit.cli import cli
from exhibit.consent.permissions import PERMISSIONS
from exhibit.consent.reasons import SENTENCES
from exhibit.cutout.preflight import CHECKS
from exhibit.settings import SETTINGS
from tools import docs

ROOT = Path(__file__).parents[2]
COMMANDS = {" ".join(path): command for path, command in docs.commands(cli)}
OPTIONS = [(name, option) for name, command in COMMANDS.items() for parameter in command.params
           if parameter.param_type_name == "option" for option in parameter.opts]


def page(name: str) -> str:
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", docs.PAGES)
def test_a_made_page_says_what_its_table_says(name):
    assert page(name) == docs.made(name), "run: python tools/docs.py"


@pytest.mark.parametrize("name", SETTINGS)
def test_each_setting_is_described(name):
    assert f"| `{name}` |" in page("settings.md")


def test_no_setting_is_read_that_is_not_in_the_table():
    """A setting that only the code knows is a setting nobody can find."""
    read = {name for path in (*(ROOT / "exhibit").rglob("*.py"), ROOT / "Makefile")
            for name in re.findall(r"\b(?:EXHIBIT_[A-Z][A-Z_]+|DATABASE_URL)\b", path.read_text(encoding="utf-8"))}
    assert read <= set(SETTINGS), f"not in exhibit/settings.py SETTINGS: {sorted(read - set(SETTINGS))}"


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_is_described_and_says_what_it_does(name):
    assert f"## `{name}`" in page("command-line.md")
    assert COMMANDS[name].help, f"{name} has no sentence that says what it does"


@pytest.mark.parametrize(("name", "option"), OPTIONS, ids=lambda value: value.replace(" ", "-"))
def test_each_option_is_described_under_its_command(name, option):
    section = page("command-line.md").split(f"## `{name}`\n", 1)[1].split("\n## ", 1)[0]
    assert re.search(rf"(?<![\w-]){re.escape(option)}(?![\w-])", section)


@pytest.mark.parametrize("code", PERMISSIONS)
def test_each_permission_is_described(code):
    assert re.search(rf"^\| `{code}[`:]", page("permissions.md"), re.M)


@pytest.mark.parametrize("code", SENTENCES)
def test_each_reason_is_described(code):
    assert f"| `{code}` | {SENTENCES[code]} |" in page("permissions.md")


def test_each_check_of_a_board_is_described():
    cut, file = docs.checks_of_a_board()
    assert cut and file
    for name in (*cut, *file):
        assert f"| `{name}` |" in page("checks.md")


def test_no_check_is_described_that_is_not_made():
    cut, file = docs.checks_of_a_board()
    assert set(docs.CUT_CHECKS) == set(cut) and {check.name for check in CHECKS} == set(file)
