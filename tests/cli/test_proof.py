"""Proving, keeping and bringing back, as typed."""
from __future__ import annotations

import json

import pytest

from exhibit.store import db, ledger, transaction


@pytest.fixture
def started(demo, typed, databases):
    """The demo with the keys it was made under. Returns the instance folder."""
    import shutil

    for key in databases.folder.glob("*.key"):
        shutil.copy(key, demo)
    typed("audit", "verify")
    db.session.remove()
    return demo


def test_audit_says_whole_and_names_what_is_not(started, typed):
    said = typed("audit", "verify", "--json")
    assert said.code == 0 and said.document["whole"] and said.document["faults"] == [] and len(said.document["head"]) == 64
    assert typed("audit", "verify").out.startswith(f"Whole: {said.document['entries']} entries")
    (started / "stops.jsonl").unlink()
    assert typed("audit", "verify").code == 1


def test_a_root_is_exported_and_checked_without_a_database(started, typed, tmp_path, monkeypatch):
    out = tmp_path / "root.json"
    said = typed("audit", "root", "--out", out)
    assert said.code == 0 and "keep the public key" in said.out
    key = json.loads(out.read_text())["public_key"]
    assert typed("audit", "verify", "--root", out).code == 0
    monkeypatch.setenv("DATABASE_URL", "postgresql://nobody@/nowhere?host=/nowhere")
    assert typed("audit", "check", out, "--key", key, "--json").document["holds"]
    out.write_text(out.read_text().replace('"entry": ', '"entry": 1'))
    said = typed("audit", "check", out)
    assert said.code == 1 and "changed after it was signed" in said.err
    out.write_text("[]")
    assert typed("audit", "check", out).code == 2


def test_backup_stop_restore_and_finish(started, typed, tmp_path):
    file, typed = tmp_path / "exhibit.backup", each_for_itself(typed)
    assert typed("backup", file, "--json").document["rows"] > 300
    assert typed("withdraw", "T01", "--by", "person").code == 0
    assert "give --replace" in typed("restore", file).err
    said = typed("restore", file, "--replace", "--json")
    assert said.code == 0 and said.document["stops_again"] > 0 and said.document["stops_unknown"] == 0
    assert typed("may-use", "T01", "--kind", "page").code == 1
    assert "Name the backup" in typed("restore").err
    with transaction():
        db.session.get(ledger.Ledger, 1).restored = True
    assert typed("serve", "--port", "24999").code == 1
    assert typed("restore", "--json").document == {"stops_again": 0, "stops_unknown": 0}


def each_for_itself(typed):
    """Each command lets go of the database at its end, as a process of its own does."""

    def run(*arguments):
        said = typed(*arguments)
        db.session.remove()
        return said

    return run


def test_a_restore_says_who_is_in_the_way(started, typed, tmp_path, databases):
    """SQLite swaps the tables under its readers; PostgreSQL waits for them, and not for long."""
    file = tmp_path / "exhibit.backup"
    assert typed("backup", file).code == 0
    said = typed("restore", file, "--replace")
    assert said.code == 0 if databases.cluster is None else "Stop Exhibit on every machine, then restore" in said.err


def test_keys_and_retention(started, typed):
    assert typed("keys", "new", "--json").document == {"placed": True, "key": None}
    assert typed("keys", "rotate", "--json").document["values"] >= 1
    assert typed("keys", "rotate", "--json").document == {"values": 0, "files": 0}
    said = typed("retention", "--json")
    assert said.code == 0 and not said.document["applied"] and all(not step["done"] for step in said.document["steps"])


def test_the_list_of_stops_lies_where_the_setting_says(started, typed, tmp_path, monkeypatch):
    elsewhere = tmp_path / "another disk" / "stops.jsonl"
    elsewhere.parent.mkdir()
    monkeypatch.setenv("EXHIBIT_STOPS", str(elsewhere))
    typed("withdraw", "T01", "--by", "person")
    told = [json.loads(line) for line in elsewhere.read_text().splitlines()]
    assert {line["testimony_code"] for line in told} == {"T01"} and {line["state"] for line in told} == {"withdrawn"}
    assert elsewhere.stat().st_mode & 0o777 == 0o600
