"""Writes the pages of docs/ that are made from tables: `python tools/docs.py`, or `--check` to see whether they are up to date."""
from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import click

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
if str(ROOT) not in sys.path:  # run as a script, not as a module
    sys.path.insert(0, str(ROOT))

MADE = "<!-- Made by tools/docs.py. Change the table it is made from, then run: python tools/docs.py -->"

SETTINGS_INTRO = """# Settings

Exhibit reads its settings from the environment, when a process starts. Every one has a default, so that `make run` needs none.
`EXHIBIT_INSTANCE` is the folder with database, files and keys: [`exhibit backup`](backup-and-erasure.md) takes what must be kept. `exhibit doctor` says what does not fit.
"""

COMMANDS_INTRO = """# Command line

`make setup` puts the command at `.venv/bin/exhibit`. The desk does all of it too; both call the same actions.
With `--json` one JSON document is written to standard output and nothing else. Exit code 0: done; 1: refused, with the reasons; 2: wrong use.
"""

CHECKS_INTRO = """# Checks of a board

No board is handed out before its code was read back from the finished file (see [the print shop's page](print-shop.md)).
Cut rules look at the die line; their answers are on the job ticket. [Preflight](preflight.md) looks at the finished file, ours or somebody else's, from its bytes alone.
"""

CUT_CHECKS = {
    "one_closed_path": "A cutter follows one closed line. Two lines, or one that crosses itself, stop the machine.",
    "min_part": "Parts thinner than 18 mm break off in transport.",
    "inner_radius": "A router bit of 6 mm cannot cut a tighter inner corner; some shops use a larger one.",
    "outer_radius": "Some shops cut no sharp outer corner, and a sharp corner is the first to be knocked off.",
    "gap": "Where two stretches of the cut come too near, the board between bends or breaks while it is cut.",
    "holes": "Small holes fray and catch fingers; gaps inside the outline stay board.",
    "feet": "A push at chest height bends a foot narrower than 250 mm of 10 mm board too far.",
    "halo": "Cutters are off by a millimetre or two: board is left around the drawing, but no more than is calm to look at.",
    "nodes": "Cutters' controllers refuse outlines of thousands of points; shops ask for few.",
    "covers_drawing": "Nothing of figure, words and code is cut away.",
}

def settings_page() -> str:
    """docs/settings.md, from exhibit.settings.SETTINGS."""
    from exhibit.settings import SETTINGS

    rows = [(f"`{name}`", f"`{default}`" if " " not in default else default, sentence) for name, (default, sentence) in SETTINGS.items()]
    return "\n".join((SETTINGS_INTRO, *_table(("setting", "default", "what it does"), rows), ""))


def permissions_page() -> str:
    """docs/permissions.md, from the tables of exhibit.consent."""
    from exhibit.consent.reference import page

    return page()


def command_page() -> str:
    """docs/command-line.md, from the help of every command."""
    from exhibit.cli import cli

    parts = [f"## `{' '.join(path)}`\n\n```\n{_help(path, command)}\n```\n" for path, command in commands(cli)]
    return "\n".join((COMMANDS_INTRO, *parts))


def commands(group: click.Group, path: tuple[str, ...] = ("exhibit",)) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Every command that does something, with the words to call it by, in the order of their names."""
    for name, command in sorted(group.commands.items()):
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))
        else:
            yield (*path, name), command


def _help(path: tuple[str, ...], command: click.Command) -> str:
    context = click.Context(command, info_name=" ".join(path), terminal_width=110, max_content_width=110, help_option_names=["-h", "--help"])
    return command.get_help(context)


def checks_page() -> str:
    """docs/checks.md, from the checks a real board goes through."""
    from exhibit.cutout.preflight import CHECKS

    cut, file = checks_of_a_board()
    parts = [CHECKS_INTRO]
    for title, names, why in (("Cut rules", cut, CUT_CHECKS), ("Preflight", file, {check.name: check.why for check in CHECKS})):
        parts += [f"## {title}", "", *_table(("check", "why"), [(f"`{name}`", _why(name, why)) for name in names]), ""]
    return "\n".join(parts)


def checks_of_a_board() -> tuple[list[str], list[str]]:
    """Names of the cut checks and of the preflight checks, as one board meets them. Needs the figures of `make setup`."""
    from exhibit.cutout import CutoutSpec, compose, write_pdf
    from exhibit.cutout.cut.dieline import check_cut_rules
    from exhibit.cutout.preflight import preflight

    board = compose(CutoutSpec("I open the door with my own key.", "The advertisement said hotel. Now I carry my passport.", "en", None))
    return [check.name for check in check_cut_rules(board.die)], [check.name for check in preflight(write_pdf(board))]


def _why(name: str, why: dict[str, str]) -> str:
    if name not in why:
        sys.exit(f"tools/docs.py does not know the check “{name}”: say in one line why it is made.")
    return why[name]


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> list[str]:
    return [f"| {' | '.join(cells)} |" for cells in (head, ("---",) * len(head), *rows)]


PAGES: dict[str, Callable[[], str]] = {
    "settings.md": settings_page, "permissions.md": permissions_page, "command-line.md": command_page, "checks.md": checks_page,
}


def made(name: str) -> str:
    """The whole page as it should stand in docs/."""
    text = PAGES[name]().rstrip("\n") + "\n"
    return text if name == "permissions.md" else f"{MADE}\n{text}"  # that page is compared with its table elsewhere too


def stale() -> list[str]:
    """Pages that differ from their tables."""
    return [name for name in PAGES if not (DOCS / name).exists() or (DOCS / name).read_text(encoding="utf-8") != made(name)]


def main() -> None:
    """Write every page, or with --check only name those that are out of date (exit 1)."""
    old = stale()
    if "--check" in sys.argv[1:]:
        sys.exit(f"Out of date: {', '.join(old)}. Run: python tools/docs.py" if old else 0)
    for name in old:
        (DOCS / name).write_text(made(name), encoding="utf-8")
    print(f"{len(old)} of {len(PAGES)} pages written." if old else "Every page is up to date.")


if __name__ == "__main__":
    main()
