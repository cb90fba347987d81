"""What docs tell a reader to type can be typed; what docs call a button is a button."""
import re
from pathlib import Path

import pytest

from exhibit.cli import cli
from tools import docs

ROOT = Path(__file__).parents[2]
PAGES = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").rglob("*.md")])
TARGETS = set(re.findall(r"^([a-z][a-z-]*):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
COMMANDS = {path[1:] for path, _ in docs.commands(cli)}
DESK = "\n".join(path.read_text(encoding="utf-8") for folder, kind in (("templates/desk", "*.html"), ("templates/components", "*.html"), ("exhibit/web/desk", "*.py"))
                 for path in sorted((ROOT / folder).rglob(kind)))


def typed(page: Path) -> str:
    """What a page shows as code: fenced blocks and words between backticks."""
    text = page.read_text(encoding="utf-8")
    return "\n".join(re.findall(r"^```[^\n]*\n(.*?)^```", text, re.M | re.S) + re.findall(r"`([^`\n]+)`", text))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_make_targets_and_commands_exist(page):
    for target in re.findall(r"^make ([a-z][a-z-]*)", typed(page), re.M):
        assert target in TARGETS, f"make {target} is no target of the Makefile"
    for words in re.findall(r"^(?:\.venv/bin/)?exhibit ([a-z][a-z -]*)", typed(page), re.M):
        said = tuple(words.split())
        assert any(said[:len(command)] == command for command in COMMANDS), f"exhibit {words} is no command"


def test_the_readme_gives_two_commands_and_says_what_it_is_in_two_sentences():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert re.findall(r"^make (\w+)", typed(ROOT / "README.md"), re.M)[:2] == ["run", "test"]
    first = text.split("\n\n")[1].replace("\n", " ")
    assert len(re.findall(r"[.](?:\s|$)", first)) == 2


def test_the_walk_names_what_the_desk_shows():
    text = (ROOT / "docs" / "first-exhibition.md").read_text(encoding="utf-8")
    named = [re.sub(r"\s+", " ", words) for words in re.findall(r"\*\*(.+?)\*\*", text, re.S) if words.strip() != "bold"]
    plain = [words.rstrip(":") for words in named]
    assert len(plain) > 20
    assert [words for words in plain if f'"{words}' not in DESK and f"'{words}" not in DESK] == []
