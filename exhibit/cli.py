"""The same actions from a terminal. `--json` prints one document and nothing else; exit 0 done, 1 refused, 2 wrong use."""
from __future__ import annotations

import json
import os
import sys
from dataclasses import fields as dataclass_fields
from datetime import UTC, datetime
from pathlib import Path

import click

from exhibit.errors import ExhibitError, NotFound, WrongUse
from exhibit.settings import checked_base_url, load_settings

SHEETS = ["full", "a4", "a3", "sra3", "a1", "roll610", "roll914"]
KINDS = {"CUTOUT": "CUTOUT_COPY", "PAGE": "WEB_PAGE", "WEB": "WEB_PAGE", "QR": "QR_TARGET"}


def _now() -> datetime:
    return datetime.now(UTC)


def _context():
    """The application without any door, its database made and up to date."""
    from exhibit.app import create_app
    from exhibit.store.schema import ensure_schema

    app = create_app(doors=("account",))
    context = app.app_context()
    context.push()
    ensure_schema()
    return app.config["EXHIBIT"]


def _write(path: Path, content: bytes) -> None:
    """Write beside the target, then move: a full disk leaves what was there before."""
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_bytes(content)
        os.replace(part, path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise ExhibitError(f"{path} could not be written ({error.strerror}). Free some space or choose another folder; nothing half-written was left.") from error


def _say(as_json: bool, document: dict, sentence: str) -> None:
    if as_json or sentence:
        click.echo(json.dumps(document, ensure_ascii=False) if as_json else sentence)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def cli() -> None:
    """Exhibit: testimonies, consent, true-size cutouts, and the page behind each code."""


@cli.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
@click.option("--workers", default=2, show_default=True)
@click.option("--doors", default="visit,desk,account", show_default=True)
def serve(host: str, port: int, workers: int, doors: str) -> None:
    """Open the doors with granian."""
    from exhibit.serving import serve as run

    run(host, port, workers, doors)


@cli.command()
@click.option("--reset", is_flag=True, help="Take out what the demo made, and only that, and load it again.")
@click.option("--if-empty", is_flag=True, help="Do nothing when there is already an exhibition.")
@click.option("--json", "as_json", is_flag=True)
def demo(reset: bool, if_empty: bool, as_json: bool) -> None:
    """Load the demo exhibition, with one account a role."""
    from exhibit.actions import demo as actions
    from exhibit.store import queries

    settings = _context()
    if if_empty and not queries.is_empty():
        return _say(as_json, {"loaded": False}, "")
    removed: dict[str, int] = {}
    exhibition = actions.reset_demo(_now(), settings.packs, removed.update) if reset else actions.load_demo(_now())
    accounts = actions.demo_accounts()
    lines = [f"Removed of the old demo: {', '.join(f'{count} {what}' for what, count in removed.items())}. Everything else is untouched."] if removed else []
    lines += [f"Loaded “{exhibition.title()}” with {len(exhibition.cutouts)} cutouts. All people and stories in it are fictional."]
    lines += ["Accounts (these passwords are shown once; keep them):"] if accounts else []
    lines += [f"  {role:14} {email:30} {password}" for role, email, password in accounts]
    _say(as_json, {"loaded": True, "exhibition": exhibition.slug, "cutouts": len(exhibition.cutouts), "removed": removed,
                   "accounts": [dict(zip(("role", "email", "password"), account, strict=True)) for account in accounts]}, "\n".join(lines))


@cli.command("list")
@click.argument("exhibition")
@click.option("--json", "as_json", is_flag=True)
def list_(exhibition: str, as_json: bool) -> None:
    """Every copy of an exhibition and what the gate says of it."""
    from exhibit.actions.overview import copies_of
    from exhibit.store import queries

    settings = _context()
    copies = copies_of(queries.exhibition(exhibition), settings.base_url, _now())
    lines = [f"{c['code']}  {c['cutout']:>2}  {c['language']:3} {'yes' if c['allowed'] else 'no ' + ' '.join(c['reasons']):24} {c['url'] or 'no code'}" for c in copies]
    _say(as_json, {"copies": copies}, "\n".join(lines))


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
    document, pdf = _from_spec(spec, sheet, overlap, language) if spec else _from_code(code, sheet, overlap, language)
    _write(out, pdf)
    _say(as_json, {"file": str(out), "sheet": sheet, **document}, f"{out}: {document['width_mm']:.0f} x {document['height_mm']:.0f} mm")


def _from_code(code: str, sheet: str, overlap: float, language: str | None) -> tuple[dict, bytes]:
    from exhibit.actions.boards import print_copy
    from exhibit.store import queries

    settings = _context()
    printed = print_copy(queries.copy(code), settings.base_url, "command line", _now(), sheet, overlap, language)
    board, decision = printed.board, printed.decision
    return {"code": code.upper(), "url": board.spec.url, "language": board.spec.language, "width_mm": board.width_mm, "height_mm": board.height_mm,
            "grants": list(decision.grant_ids), "valid_until": decision.valid_until.isoformat() if decision.valid_until else None}, printed.pdf


def _from_spec(path: Path, sheet: str, overlap: float, language: str | None) -> tuple[dict, bytes]:
    from exhibit.cutout import compose, tile, verify_codes, write_pdf

    spec = read_spec(path, language)
    board = compose(spec)
    pdf = write_pdf(board)
    verify_codes(pdf, [spec.url])
    if sheet != "full":
        pdf = tile(board, sheet=sheet, overlap_mm=overlap)
    return {"url": spec.url, "language": spec.language, "width_mm": board.width_mm, "height_mm": board.height_mm}, pdf


def read_spec(path: Path, language: str | None = None):
    """CutoutSpec of a SPEC.json. Raises WrongUse naming what is missing or unknown."""
    from exhibit.cutout import CutoutSpec

    try:
        given = json.loads(path.read_text(encoding="utf-8"))
    except UnicodeDecodeError as error:
        raise WrongUse(f"{path} is not in UTF-8.") from error
    except json.JSONDecodeError as error:
        raise WrongUse(f"{path} is no JSON: line {error.lineno}, {error.msg}.") from error
    known = {f.name: f for f in dataclass_fields(CutoutSpec)}
    if not isinstance(given, dict) or set(given) - set(known):
        raise WrongUse(f"{path} has unknown entries: {', '.join(sorted(set(given) - set(known)))}. Known: {', '.join(known)}." if isinstance(given, dict) else f"{path} must hold one JSON object.")
    if language:
        given["language"] = language
    missing = [key for key in ("quote", "testimony", "language", "url") if key not in given or given[key] == ""]
    if missing:
        raise WrongUse(f"{path} lacks: {', '.join(missing)}.")
    values = {key: value for key, value in given.items() if value is not None or key == "url"}
    for key in ("quote", "testimony", "language", "attribution", "figure", "template", "helpline", "shown_until"):
        if key in values and not isinstance(values[key], str):
            raise WrongUse(f"{path}: {key} must be text.")
    for key in ("height_mm", "scan_distance_mm"):
        if key in values and (isinstance(values[key], bool) or not isinstance(values[key], int | float)):
            raise WrongUse(f"{path}: {key} must be a number of millimetres.")
    credits, copy = values.get("credits", []), values.get("copy", [1, 1])
    values["credits"] = tuple([credits] if isinstance(credits, str) else map(str, credits))
    if not (isinstance(copy, list) and len(copy) == 2 and all(isinstance(n, int) for n in copy)):
        raise WrongUse(f"{path}: copy must be two whole numbers, for example [1, 3].")
    values["copy"] = tuple(copy)
    values["slug"] = "design proof, no consent on file"
    return CutoutSpec(**values)


@cli.command()
@click.argument("exhibition")
@click.option("--out", type=click.Path(path_type=Path), help="A folder, or a file that ends in .zip.")
@click.option("--sheet", type=click.Choice(SHEETS[1:]), default="a4", show_default=True)
@click.option("--contact-sheet", type=click.Path(path_type=Path), help="Only this picture: all boards side by side at one scale.")
@click.option("--json", "as_json", is_flag=True)
def pack(exhibition: str, out: Path | None, sheet: str, contact_sheet: Path | None, as_json: bool) -> None:
    """All boards, sheets and job tickets of an exhibition, and why others are left out."""
    from exhibit.actions import boards
    from exhibit.actions.pack import make_pack
    from exhibit.store import queries

    if not out and not contact_sheet:
        raise WrongUse("Say where to: --out FOLDER, --out FILE.zip, or --contact-sheet FILE.png.")
    settings = _context()
    found = queries.exhibition(exhibition)
    if contact_sheet:
        _write(contact_sheet, boards.contact_sheet(found, settings.base_url, _now()))
    manifest = make_pack(found, out, settings.base_url, "command line", _now(), sheet=sheet) if out else {"boards": [], "left_out": []}
    lines = [f"{len(manifest['boards'])} boards, {sum(1 for b in manifest['boards'] if b['url'])} with a code, in {out}."] if out else [str(contact_sheet)]
    lines += [f"Left out: cutout {item['cutout']} ({item['code']}): {item['sentences']}" for item in manifest["left_out"]]
    _say(as_json, manifest, "\n".join(lines))


@cli.command("may-use")
@click.argument("code")
@click.option("--kind", default="CUTOUT_COPY", show_default=True)
@click.option("--language")
@click.option("--country")
@click.option("--exhibition")
@click.option("--at", help="ISO time; now if left out.")
@click.option("--json", "as_json", is_flag=True)
def may_use(code: str, kind: str, language: str | None, country: str | None, exhibition: str | None, at: str | None, as_json: bool) -> None:
    """May this be shown, here, now?"""
    from exhibit.actions.gate import decide
    from exhibit.consent.records import UseKind
    from exhibit.store import queries

    _context()
    wanted = kind.upper().replace("-", "_")
    wanted = KINDS.get(wanted, wanted)
    if wanted not in {k.value for k in UseKind}:
        raise WrongUse(f"There is no use “{kind}”. Known: {', '.join(k.value for k in UseKind)}.")
    testimony, cutout = _testimony_of(code)
    event = queries.exhibition(exhibition) if exhibition else cutout.exhibition if cutout else None
    language = language or (cutout.language if cutout else testimony.original_language)
    texts = ("QUOTE", "CUTOUT") if wanted == "CUTOUT_COPY" else ("STORY",)
    decision = decide(testimony, wanted, language, (country or (event.country if event else "")).upper(), event, _moment(at), 0, texts)
    from exhibit.actions.boards import in_words

    document = {"allowed": decision.allowed, "reasons": list(decision.reasons), "grant_ids": list(decision.grant_ids),
                "valid_until": decision.valid_until.isoformat() if decision.valid_until else None, "requires": list(decision.requires)}
    _say(as_json, document, "Yes." if decision.allowed else "No. " + in_words(decision.reasons))
    sys.exit(0 if decision.allowed else 1)


def _moment(at: str | None) -> datetime:
    if not at:
        return _now()
    try:
        moment = datetime.fromisoformat(at)
    except ValueError as error:
        raise WrongUse(f"“{at}” is no ISO time, for example 2026-10-18T12:00:00Z.") from error
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _testimony_of(code: str):
    """The testimony behind a copy's code or its own code, and the cutout if a copy was named."""
    from exhibit.store import queries

    copy = queries.find_copy(code)
    return (copy.cutout.testimony, copy.cutout) if copy else (queries.testimony(code), None)


@cli.command()
@click.argument("code")
@click.option("--by", required=True, type=click.Choice(["person", "guardian", "caseworker", "curator", "verifier", "staff"], case_sensitive=False))
@click.option("--reason", default="")
@click.option("--json", "as_json", is_flag=True)
def withdraw(code: str, by: str, reason: str, as_json: bool) -> None:
    """Darken a story everywhere at once."""
    from exhibit.actions.consent import withdraw as stop

    _context()
    testimony, _ = _testimony_of(code)
    stopped = stop(testimony, f"command line ({by})", _now(), "GUARDIAN" if by == "guardian" else "SUBJECT", reason)
    _say(as_json, {"testimony": testimony.code, "stopped": stopped}, f"{testimony.code}: {stopped} permissions stopped. Its pages are dark and nothing of it prints any more.")


@cli.group()
def user() -> None:
    """Accounts of the desk."""


@user.command("add")
@click.argument("email")
@click.option("--role", "roles", multiple=True, required=True, help="curator, caseworker, verifier or administrator; may be given more than once.")
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input instead of making a random one.")
@click.option("--json", "as_json", is_flag=True)
def user_add(email: str, roles: tuple[str, ...], password_stdin: bool, as_json: bool) -> None:
    """A new account; its random password is shown once."""
    from exhibit.actions.accounts import add_user

    _context()
    made, password = add_user(email, list(roles), sys.stdin.readline().strip() if password_stdin else None)
    _say(as_json, {"email": made.email, "roles": list(roles), "password": None if password_stdin else password},
         f"{made.email} ({', '.join(roles)})" + ("" if password_stdin else f": password {password} (shown once)"))


@cli.command()
@click.option("--json", "as_json", is_flag=True)
def doctor(as_json: bool) -> None:
    """Is everything here that printing and serving need?"""
    from exhibit.doctor import checks

    load_settings()
    found = checks(_context)
    _say(as_json, {"checks": found, "ok": all(c["ok"] for c in found)}, "\n".join(f"{'ok  ' if c['ok'] else 'FAIL'} {c['name']}: {c['sentence']}" for c in found))
    sys.exit(0 if all(c["ok"] for c in found) else 1)


def main() -> None:
    """Entry point: errors become one sentence on standard error and the contract's exit code."""
    from exhibit.cutout.errors import CutoutError

    as_json = "--json" in sys.argv
    try:
        checked_base_url(os.environ.get("EXHIBIT_BASE_URL") or "http://127.0.0.1:8000")
        cli.main(standalone_mode=False)
    except click.exceptions.Exit as stop:
        sys.exit(stop.exit_code)
    except click.exceptions.Abort:
        sys.exit(2)
    except click.ClickException as wrong:
        _fail(as_json, wrong.format_message(), (), 2)
    except (ExhibitError, CutoutError) as refusal:
        code = 2 if isinstance(refusal, WrongUse | NotFound) else 1
        _fail(as_json, refusal.sentence, getattr(refusal, "reasons", ()), code)


def _fail(as_json: bool, sentence: str, reasons: tuple[str, ...], code: int) -> None:
    if as_json:
        click.echo(json.dumps({"refused": True, "reasons": list(reasons), "sentence": sentence}, ensure_ascii=False))
    click.echo(sentence, err=True)
    sys.exit(code)


if __name__ == "__main__":
    main()
