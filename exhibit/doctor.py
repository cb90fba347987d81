"""What must be here for printing and serving, each with the way to mend it."""
from __future__ import annotations

from collections.abc import Callable

from exhibit.settings import ROOT, load_settings


def _check(name: str, ok: bool, good: str, bad: str) -> dict:
    return {"name": name, "ok": bool(ok), "sentence": good if ok else bad}


def checks(open_store: Callable) -> list[dict]:
    """One row a check: name, ok, sentence."""
    settings = load_settings()
    fonts = list((ROOT / "build" / "fonts").glob("*.ttf"))
    figures = list((ROOT / "build" / "figures").glob("*.svg"))
    styles = (ROOT / "static" / "vendor" / "bootstrap.min.css").exists()
    rows = [
        _check("fonts", len(fonts) >= 8, f"{len(fonts)} fonts are built", "Fonts are missing: run `make setup`."),
        _check("figures", len(figures) >= 12, f"{len(figures)} figure drawings are built", "Figure art is missing: run `make setup`."),
        _check("styles", styles, "styles and scripts are in place", "Styles are missing: run `make setup`."),
        _check("instance", settings.instance.stat().st_mode & 0o077 == 0, f"{settings.instance} is closed to others", f"Others can look into {settings.instance}: chmod 700 it."),
    ]
    return rows + _store_checks(open_store) + [_address(settings), _materials(settings)]


def _store_checks(open_store: Callable) -> list[dict]:
    from exhibit.errors import ExhibitError
    from exhibit.store import queries
    from exhibit.store.schema import current_and_newest

    try:
        open_store()
    except ExhibitError as refusal:
        return [_check("database", False, "", refusal.sentence)]
    current, newest = current_and_newest()
    names = ", ".join(e.slug for e in queries.exhibitions()) or "none yet: `exhibit demo` loads one"
    return [_check("database", current == newest, f"opens, at revision {current}", "The database is behind the code: run `exhibit doctor` again."),
            _check("exhibitions", True, names, ""), _counts()]


def _counts() -> dict:
    """The store of counts opens and can be written; what it could not keep is said. Counts whose testimony is gone are removed."""
    from exhibit.actions.scans import forget_strays
    from exhibit.store import OUT_OF_REACH
    from exhibit.store.scans import scans

    try:
        strays, lost = forget_strays(), scans().lost()
        scans().add({})
    except OUT_OF_REACH as fault:
        return _check("counts", False, "", f"Openings are not being counted ({str(fault).splitlines()[0]}); pages are not touched by it. Check EXHIBIT_COUNTS.")
    told = [f"{lost} openings could not be kept" if lost else "none lost", *([f"counts of {strays} erased testimonies removed"] if strays else [])]
    return _check("counts", True, f"the store of counts can be used, {', '.join(told)}", "")


def _address(settings) -> dict:
    from exhibit.cutout import CutoutError
    from exhibit.cutout.codes.qr import code_matrix
    from exhibit.store.codes import new_code

    try:
        version = code_matrix(f"{settings.base_url}/{new_code()}".upper()).version
    except CutoutError as refusal:
        return _check("address", False, "", refusal.sentence)
    return _check("address", True, f"codes at {settings.base_url} are version {version}", "")


def _materials(settings) -> dict:
    from exhibit.cutout import CutoutError
    from exhibit.cutout.stand import library

    try:
        shelf = library(settings.materials_file)
    except CutoutError as refusal:
        return _check("materials", False, "", refusal.sentence)
    papers = sum(sheet.certificate is not None for sheet in shelf.values())
    return _check("materials", True, f"{len(shelf)} materials, {papers} with a certificate", "")
