"""The same actions from a terminal. `--json` prints one document and nothing else; exit 0 done, 1 refused, 2 wrong use."""
from __future__ import annotations

import json
import os
import sys
import traceback
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
    """The file whole, or what was there before."""
    from exhibit.store.staging import write_whole

    try:
        write_whole(path, content)
    except OSError as error:
        raise ExhibitError(f"{path} could not be written ({error.strerror}). Free some space or choose another folder; nothing half-written was left.") from error


def _say(as_json: bool, document: dict, sentence: str) -> None:
    if as_json or sentence:
        click.echo(json.dumps(document, ensure_ascii=False) if as_json else sentence)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def cli() -> None:
    """Exhibit: testimonies, consent, true-size cutouts, and the page behind each code."""


@cli.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@click.option("--workers", type=click.IntRange(1, 64), default=2, show_default=True)
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
    if out.is_dir():
        raise WrongUse(f"{out} is a folder: name a file, for example {out / 'board.pdf'}.")
    document = _from_spec(spec, out, sheet, overlap, language) if spec else _from_code(code, out, sheet, overlap, language)
    _say(as_json, {"file": str(out), "sheet": sheet, **document}, f"{out}: {document['width_mm']:.0f} x {document['height_mm']:.0f} mm")


def _from_code(code: str, out: Path, sheet: str, overlap: float, language: str | None) -> dict:
    from exhibit.actions.boards import print_copy
    from exhibit.store import queries

    settings = _context()
    printed = print_copy(queries.copy(code), settings.base_url, "command line", _now(), sheet, overlap, language, deliver=lambda pdf: _write(out, pdf))
    board, decision = printed.board, printed.decision
    return {"code": code.upper(), "url": board.spec.url, "language": board.spec.language, "width_mm": board.width_mm, "height_mm": board.height_mm,
            "grants": list(decision.grant_ids), "valid_until": decision.valid_until.isoformat() if decision.valid_until else None}


def _from_spec(path: Path, out: Path, sheet: str, overlap: float, language: str | None) -> dict:
    from exhibit.actions.boards import checked_board, checked_sheets
    from exhibit.spec_file import read_spec

    spec = read_spec(path, language)
    board, pdf = checked_board(spec)
    _write(out, pdf if sheet == "full" else checked_sheets(board, pdf, sheet, overlap))
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
    from exhibit.store import counts, queries

    _context()
    wanted = kind.upper().replace("-", "_")
    wanted = KINDS.get(wanted, wanted)
    if wanted not in {k.value for k in UseKind}:
        raise WrongUse(f"There is no use “{kind}”. Known: {', '.join(k.value for k in UseKind)}.")
    testimony, copy = _testimony_of(code)
    cutout = copy.cutout if copy else None
    event = queries.exhibition(exhibition) if exhibition else cutout.exhibition if cutout else None
    language = language or (cutout.language if cutout else testimony.original_language)
    texts = ("QUOTE", "CUTOUT") if wanted == "CUTOUT_COPY" else ("STORY",)
    others = len(counts.printed_copies([testimony.id])[testimony.id] - {copy.id if copy else None})
    decision = decide(testimony, wanted, language, (country or (event.country if event else "")).upper(), event, _moment(at), others, texts)
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
    """The testimony behind a copy's code or its own code, and the copy if one was named."""
    from exhibit.store import queries

    copy = queries.find_copy(code)
    if copy:
        return copy.cutout.testimony, copy
    try:
        return queries.testimony(code), None
    except NotFound as error:
        raise NotFound(f"There is no copy and no testimony with the code {code}. `exhibit list EXHIBITION` shows all codes.") from error


@cli.command()
@click.argument("code")
@click.option("--by", required=True, type=click.Choice(["person", "child", "guardian", "caseworker", "curator", "verifier", "staff"], case_sensitive=False))
@click.option("--reason", default="")
@click.option("--json", "as_json", is_flag=True)
def withdraw(code: str, by: str, reason: str, as_json: bool) -> None:
    """Darken a story everywhere at once."""
    from exhibit.actions.consent import withdraw as stop

    _context()
    testimony, _ = _testimony_of(code)
    stopped = stop(testimony, f"command line ({by})", _now(), "GUARDIAN" if by == "guardian" else "SUBJECT", reason)
    said = f"{stopped} permissions stopped." if stopped else "Everything was stopped already."
    _say(as_json, {"testimony": testimony.code, "stopped": stopped}, f"{testimony.code}: {said} Its pages are dark and nothing of it prints any more.")


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
    """Entry point: every error becomes one sentence on standard error and the contract's exit code."""
    as_json = "--json" in sys.argv
    try:
        checked_base_url(os.environ.get("EXHIBIT_BASE_URL") or "http://127.0.0.1:8000")
        cli.main(standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.Exit as stop:
        sys.exit(stop.exit_code)
    except click.exceptions.Abort:
        _fail(as_json, "Stopped before it was done.", (), 1)
    except click.ClickException as wrong:
        _fail(as_json, wrong.format_message(), (), 2)
    except BrokenPipeError:  # whoever read our output has gone: there is nobody left to tell
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except Exception as error:
        _fail(as_json, *_told(error))


def _told(error: Exception) -> tuple[str, tuple[str, ...], int]:
    """(sentence, reasons, exit code) of anything that went wrong; never a traceback, but a fault of ours keeps its own in a file."""
    from exhibit.cutout.errors import CutoutError

    if isinstance(error, ExhibitError | CutoutError):
        return error.sentence, getattr(error, "reasons", ()), 2 if isinstance(error, WrongUse | NotFound) else 1
    if isinstance(error, OSError):
        return f"{error.filename or 'A file'} cannot be used ({error.strerror or error}). Check the folder, its permissions and the free space.", (), 1
    if type(error).__module__.startswith("sqlalchemy."):
        return f"The database cannot be used ({str(error).splitlines()[0]}). Nothing was saved: check DATABASE_URL, the instance folder and a backup.", (), 1
    return f"This is a fault in Exhibit ({type(error).__name__}), not in what you did. {_kept(error)}", (), 1


def _kept(error: Exception) -> str:
    """Where the technical details lie: they may hold words of a testimony, so only the instance folder gets them."""
    try:
        path = load_settings().instance / "last-fault.txt"
        path.write_text("".join(traceback.format_exception(error)), encoding="utf-8")
    except (ExhibitError, OSError):
        return "The details could not be kept. Please report what you did."
    return f"The details are in {path}: look through them before you pass them on."


def _fail(as_json: bool, sentence: str, reasons: tuple[str, ...], code: int) -> None:
    if as_json:
        click.echo(json.dumps({"refused": True, "reasons": list(reasons), "sentence": sentence}, ensure_ascii=False))
    click.echo(sentence, err=True)
    sys.exit(code)


if __name__ == "__main__":
    main()
