"""Boards: every copy and what the gate says of it, print files, packs."""
from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from exhibit.cli.terminal import cli, context, now, say, write
from exhibit.errors import WrongUse

if TYPE_CHECKING:
    from exhibit.cutout.sheets.options import SheetOptions

SHEET_OPTIONS = (
    click.option("--overlap", type=click.FloatRange(0, 100), help="mm a sheet goes under its neighbour.  [default: 10]"),
    click.option("--gap", type=click.FloatRange(0, 100), help="mm of the board between two sheets that no sheet shows, instead of an overlap."),
    click.option("--margin", type=click.FloatRange(3, 40), default=10.0, show_default=True, help="mm the printer leaves white."),
    click.option("--orientation", type=click.Choice(["auto", "portrait", "landscape"]), default="auto", show_default=True, help="auto: whichever takes fewer sheets."),
    click.option("--order", type=click.Choice(["auto", "across", "down"]), default="auto", show_default=True, help="Glue rows first, or columns; auto: whichever takes fewer sheets."),
    click.option("--marks/--no-marks", default=True, help="Crosses, cut lines and shading; the scale bars always stay."),
    click.option("--labels/--no-labels", default=True, help="Names, arrows and notes."),
    click.option("--two-sided", is_flag=True, help="A second map, of the back."),
)
PAPER = "A paper (a4 a3 a2 a1 a0 sra3 letter legal tabloid), roll610 or another width of roll, or a size in mm such as 300x400."


def sheet_options(command: Callable) -> Callable:
    """How sheets are wanted, for commands that make them."""
    for option in reversed(SHEET_OPTIONS):
        command = option(command)
    return command


def _options(sheet: str, asked: dict[str, Any]) -> SheetOptions | None:
    """None: one page, true size. Raises WrongUse for what cannot be."""
    from exhibit.cutout import CutoutError
    from exhibit.cutout.sheets.options import SheetOptions

    if sheet == "full":
        return None
    try:
        return SheetOptions(sheet, asked["margin"], asked["overlap"], asked["gap"], asked["orientation"], asked["order"], asked["marks"], asked["labels"], asked["two_sided"])
    except CutoutError as refusal:
        raise WrongUse(refusal.sentence) from refusal


@cli.command("list")
@click.argument("exhibition")
@click.option("--json", "as_json", is_flag=True)
def list_(exhibition: str, as_json: bool) -> None:
    """Every copy of an exhibition and what the gate says of it."""
    from exhibit.actions.overview import copies_of
    from exhibit.store import queries

    settings = context()
    copies = copies_of(queries.exhibition(exhibition), settings.base_url, now())
    lines = [f"{c['code']}  {c['cutout']:>2}  {c['language']:3} {'yes' if c['allowed'] else 'no ' + ' '.join(c['reasons']):24} {c['url'] or 'no code'}" for c in copies]
    say(as_json, {"copies": copies}, "\n".join(lines))


@cli.command()
@click.argument("code", required=False)
@click.option("--spec", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="The engine alone, from SPEC.json.")
@click.option("--out", type=click.Path(path_type=Path), help="The file to write.")
@click.option("--sheet", default="full", show_default=True, help=f"full: one page, true size. {PAPER}")
@sheet_options
@click.option("--plan", "only_plan", is_flag=True, help="Only say how many sheets it will be; writes nothing.")
@click.option("--language")
@click.option("--json", "as_json", is_flag=True)
def cutout(code: str | None, spec: Path | None, out: Path | None, sheet: str, only_plan: bool, language: str | None, as_json: bool, **asked: Any) -> None:
    """The print file of one copy, or of a SPEC.json."""
    if bool(code) == bool(spec):
        raise WrongUse("Give either the CODE of a copy or --spec SPEC.json.")
    options = _options(sheet, asked)
    if only_plan:
        _say_plan(code, spec, language, options, as_json)
        return
    if not out:
        raise WrongUse("Name the file to write: --out FILE.pdf. With --plan nothing is written.")
    if out.is_dir():
        raise WrongUse(f"{out} is a folder: name a file, for example {out / 'board.pdf'}.")
    document = _from_spec(spec, out, options, language) if spec else _from_code(code, out, options, language)
    say(as_json, {"file": str(out), "sheet": sheet, **document}, f"{out}: {document['width_mm']:.0f} x {document['height_mm']:.0f} mm")


def _say_plan(code: str | None, spec: Path | None, language: str | None, options: SheetOptions | None, as_json: bool) -> None:
    """The number of sheets before there are any. Of a copy the gate is asked, as for the file itself."""
    from exhibit.actions.boards import board_spec
    from exhibit.cutout import compose
    from exhibit.cutout.sheets.plan import plan
    from exhibit.spec_file import read_spec
    from exhibit.store import queries

    if not options:
        raise WrongUse("Say on which paper: --sheet a4, for example.")
    wanted = read_spec(spec, language) if spec else board_spec(queries.copy(code), context().base_url, now(), language)
    grid = plan(compose(wanted), options)
    width, height = grid.paper_mm
    bricks = ", laid as bricks" if grid.staggered else ""
    first = "rows" if grid.options.order == "across" else "columns"
    code_on = f" The code is whole on {grid.code_on}." if grid.code_on else " No sheet of this size holds the whole code: choose a larger one." if wanted.url else ""
    say(as_json, grid.told(), f"{grid.sheets} sheets of {width:g} x {height:g} mm, glued in {first}{bricks}, and an assembly map.{code_on}")


def _from_code(code: str, out: Path, options: SheetOptions | None, language: str | None) -> dict:
    from exhibit.actions.boards import print_copy
    from exhibit.store import queries

    settings = context()
    printed = print_copy(queries.copy(code), settings.base_url, "command line", now(), options or "full", language=language, deliver=lambda pdf: write(out, pdf))
    board, decision = printed.board, printed.decision
    return {"code": code.upper(), "url": board.spec.url, "language": board.spec.language, "width_mm": board.width_mm, "height_mm": board.height_mm,
            "grants": list(decision.grant_ids), "valid_until": decision.valid_until.isoformat() if decision.valid_until else None}


def _from_spec(path: Path, out: Path, options: SheetOptions | None, language: str | None) -> dict:
    from exhibit.actions.boards import checked_board, checked_sheets
    from exhibit.spec_file import read_spec

    spec = read_spec(path, language)
    board, pdf = checked_board(spec)
    write(out, checked_sheets(board, pdf, options) if options else pdf)
    return {"url": board.spec.url, "language": spec.language, "width_mm": board.width_mm, "height_mm": board.height_mm}


@cli.command()
@click.argument("exhibition")
@click.option("--out", type=click.Path(path_type=Path), help="A folder, or a file that ends in .zip.")
@click.option("--sheet", default="a4", show_default=True, help=PAPER)
@sheet_options
@click.option("--contact-sheet", type=click.Path(path_type=Path), help="Only this picture: all boards side by side at one scale.")
@click.option("--json", "as_json", is_flag=True)
def pack(exhibition: str, out: Path | None, sheet: str, contact_sheet: Path | None, as_json: bool, **asked: Any) -> None:
    """All boards, sheets and job tickets of an exhibition, and why others are left out."""
    from exhibit.actions import boards
    from exhibit.actions.packs.making import make_pack
    from exhibit.actions.packs.order import Order
    from exhibit.store import queries

    if not out and not contact_sheet:
        raise WrongUse("Say where to: --out FOLDER, --out FILE.zip, or --contact-sheet FILE.png.")
    options = _options(sheet, asked)
    if not options:
        raise WrongUse("A pack holds every board at true size anyway: name the paper of the sheets, for example --sheet a3.")
    settings = context()
    found = queries.exhibition(exhibition)
    if contact_sheet:
        write(contact_sheet, boards.contact_sheet(found, settings.base_url, now()))
    manifest = make_pack(found, out, Order(settings.base_url, "command line", now(), options)) if out else {"boards": [], "left_out": []}
    lines = [f"{len(manifest['boards'])} boards, {sum(1 for b in manifest['boards'] if b['url'])} with a code, in {out}."] if out else [str(contact_sheet)]
    lines += [f"Left out: cutout {item['cutout']} ({item['code']}): {item['sentences']}" for item in manifest["left_out"]]
    say(as_json, manifest, "\n".join(lines))
