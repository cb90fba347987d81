"""Boards: every copy and what the gate says of it, print files, packs."""
from __future__ import annotations

from pathlib import Path

import click

from exhibit.cli.terminal import cli, context, now, say, write
from exhibit.errors import WrongUse

SHEETS = ["full", "a4", "a3", "sra3", "a1", "roll610", "roll914"]


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
@click.option("--out", required=True, type=click.Path(path_type=Path))
@click.option("--sheet", type=click.Choice(SHEETS), default="full", show_default=True)
@click.option("--overlap", type=click.FloatRange(0, 50), default=10.0, show_default=True, help="mm")
@click.option("--language")
@click.option("--json", "as_json", is_flag=True)
def cutout(code: str | None, spec: Path | None, out: Path, sheet: str, overlap: float, language: str | None, as_json: bool) -> None:
    """The print file of one copy, or of a SPEC.json."""
    if bool(code) == bool(spec):
        raise WrongUse("Give either the CODE of a copy or --spec SPEC.json.")
    if out.is_dir():
        raise WrongUse(f"{out} is a folder: name a file, for example {out / 'board.pdf'}.")
    document = _from_spec(spec, out, sheet, overlap, language) if spec else _from_code(code, out, sheet, overlap, language)
    say(as_json, {"file": str(out), "sheet": sheet, **document}, f"{out}: {document['width_mm']:.0f} x {document['height_mm']:.0f} mm")


def _from_code(code: str, out: Path, sheet: str, overlap: float, language: str | None) -> dict:
    from exhibit.actions.boards import print_copy
    from exhibit.store import queries

    settings = context()
    printed = print_copy(queries.copy(code), settings.base_url, "command line", now(), sheet, overlap, language, deliver=lambda pdf: write(out, pdf))
    board, decision = printed.board, printed.decision
    return {"code": code.upper(), "url": board.spec.url, "language": board.spec.language, "width_mm": board.width_mm, "height_mm": board.height_mm,
            "grants": list(decision.grant_ids), "valid_until": decision.valid_until.isoformat() if decision.valid_until else None}


def _from_spec(path: Path, out: Path, sheet: str, overlap: float, language: str | None) -> dict:
    from exhibit.actions.boards import checked_board, checked_sheets
    from exhibit.spec_file import read_spec

    spec = read_spec(path, language)
    board, pdf = checked_board(spec)
    write(out, pdf if sheet == "full" else checked_sheets(board, pdf, sheet, overlap))
    return {"url": board.spec.url, "language": spec.language, "width_mm": board.width_mm, "height_mm": board.height_mm}


@cli.command()
@click.argument("exhibition")
@click.option("--out", type=click.Path(path_type=Path), help="A folder, or a file that ends in .zip.")
@click.option("--sheet", type=click.Choice(SHEETS[1:]), default="a4", show_default=True)
@click.option("--contact-sheet", type=click.Path(path_type=Path), help="Only this picture: all boards side by side at one scale.")
@click.option("--json", "as_json", is_flag=True)
def pack(exhibition: str, out: Path | None, sheet: str, contact_sheet: Path | None, as_json: bool) -> None:
    """All boards, sheets and job tickets of an exhibition, and why others are left out."""
    from exhibit.actions import boards
    from exhibit.actions.packs.making import make_pack
    from exhibit.actions.packs.order import Order
    from exhibit.cutout.sheets.options import SheetOptions
    from exhibit.store import queries

    if not out and not contact_sheet:
        raise WrongUse("Say where to: --out FOLDER, --out FILE.zip, or --contact-sheet FILE.png.")
    settings = context()
    found = queries.exhibition(exhibition)
    if contact_sheet:
        write(contact_sheet, boards.contact_sheet(found, settings.base_url, now()))
    manifest = make_pack(found, out, Order(settings.base_url, "command line", now(), SheetOptions(sheet))) if out else {"boards": [], "left_out": []}
    lines = [f"{len(manifest['boards'])} boards, {sum(1 for b in manifest['boards'] if b['url'])} with a code, in {out}."] if out else [str(contact_sheet)]
    lines += [f"Left out: cutout {item['cutout']} ({item['code']}): {item['sentences']}" for item in manifest["left_out"]]
    say(as_json, manifest, "\n".join(lines))
