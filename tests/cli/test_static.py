"""`exhibit static` from a terminal: makes a folder, tells what was left out, and checks one without any database."""
from __future__ import annotations

import json

import pytest

from exhibit.settings import SETTINGS
from tests.cli.conftest import real


@pytest.fixture
def hall(place, databases, monkeypatch):
    """Two stories that may be shown; nobody asked whether they may be listed."""
    monkeypatch.setenv("DATABASE_URL", databases.fresh("hall", place))


def test_a_copy_is_made_checked_and_found_changed(hall, typed, tmp_path):
    out = tmp_path / "site"
    said = typed("static", "autumn", "--out", out, "--place", "a stick", "--json")
    assert said.code == 0, said
    document = said.document
    assert document["stories"] == 2 and {"testimony", "language", "kind", "reasons", "sentences"} == set(document["left_out"][0])
    manifest = json.loads((out / "manifest.json").read_text())
    assert manifest["build"] == document["build"] and "left_out" not in manifest and manifest["not_after"] == document["not_after"]
    alone = real("static", "--check", out, "--key", manifest["public_key"], "--json", environment={name: "" for name in SETTINGS} | {"EXHIBIT_INSTANCE": str(tmp_path / "elsewhere")})
    assert alone.returncode == 0 and json.loads(alone.stdout)["whole"] is True and not (tmp_path / "elsewhere").exists(), "no database and no instance folder are needed"
    (out / "index.html").write_text("changed")
    said = typed("static", "--check", out)
    assert said.code == 1 and "index.html was changed." in said.out and "compare it with the house's key" in said.out
    said = typed("static", "autumn", "--out", out)
    assert said.code == 0 and "in en (WEB_LIST): Nobody has said yes to this use" in said.out, "a spoilt copy of ours may be replaced"
    (out / "mine.txt").write_text("x")
    said = typed("static", "autumn", "--out", out)
    assert said.code == 1 and "no copy of a site (mine.txt)" in said.err


def test_wrong_use_is_told(place, typed, tmp_path):
    for arguments, words in ((("static",), "Name the exhibition and the folder"), (("static", "demo", "--check", tmp_path), "--check looks at a folder"),
                             (("static", "--check", tmp_path), "no copy of a site"), (("static", "demo", "--out", tmp_path / "x", "--key", "k"), "--key goes with --check")):
        said = typed(*arguments)
        assert said.code == 2 and words in said.err, arguments
