"""When the machine, the disk or the settings are wrong: one sentence, the right exit code, nothing half-written, never a traceback."""
from __future__ import annotations

import errno
import json
import os
import sqlite3
import subprocess
from contextlib import contextmanager
from pathlib import Path

import pytest

from exhibit.store import db, queries
from exhibit.store import tables as rows
from tests.cli.conftest import COMMAND, real
from tests.support.scenes import a_cutout, a_testimony, permitted


@pytest.mark.parametrize(("name", "value", "sentence"), [
    ("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/nothing", "The database cannot be opened"),
    ("DATABASE_URL", "postgresql://127.0.0.1:port/nothing", "DATABASE_URL cannot be read: it must look like postgresql://user@host/name"),
    ("DATABASE_URL", "mysql://root@localhost/x", "DATABASE_URL cannot be read"),
    ("DATABASE_URL", "sqlite:////proc/nowhere/x.sqlite", "The database cannot be opened"),
    ("EXHIBIT_INSTANCE", "/proc/sys/kernel", "The instance folder /proc/sys/kernel cannot be written"),
    ("EXHIBIT_INSTANCE", "/dev/null/x", "The instance folder /dev/null/x cannot be made (Not a directory)."),
    ("EXHIBIT_DOORS", "visit,cellar", "EXHIBIT_DOORS is “visit,cellar”: the doors are visit, desk, account, person, hall."),
    ("EXHIBIT_COOLING_OFF_HOURS", "-3", "EXHIBIT_COOLING_OFF_HOURS is “-3”: give a whole number of hours."),
    ("EXHIBIT_BASE_URL", "voices.example", "EXHIBIT_BASE_URL is “voices.example”: it must look like https://voices.example.org."),
    ("EXHIBIT_BASE_URL", "https://voices.example/a/path", "EXHIBIT_BASE_URL may hold a scheme and a host only"),
    ("EXHIBIT_BASE_URL", "https://me:secret@voices.example", "EXHIBIT_BASE_URL may hold a scheme and a host only"),
    ("EXHIBIT_BASE_URL", "https://голоса.example", "use its ASCII form"),
    ("EXHIBIT_BASE_URL", "https://host:99999999", "it must look like"),
    ("EXHIBIT_BASE_URL", "https://" + "very-" * 12 + "long.example", "EXHIBIT_BASE_URL is 80 characters long; 60 are the most a code can carry and still scan. "
     "Use a shorter host: up to 22 characters give the best code."),
])
def test_a_wrong_setting_is_one_sentence(place, typed, monkeypatch, name, value, sentence):
    monkeypatch.setenv(name, value)
    said = typed("list", "demo", "--json")
    assert said.code in (1, 2) and sentence in said.document["sentence"] and said.err.count("\n") == 1


def test_a_password_in_a_database_address_is_not_repeated(place, typed, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://nobody:topsecret@127.0.0.1:1/nothing")
    said = typed("list", "demo")
    assert said.code == 1 and "topsecret" not in said.out + said.err


@pytest.mark.parametrize("content", [b"this is no database" * 100, b"SQLite format 3\x00" + b"\x00" * 4000, b"%PDF-1.7"])
def test_a_corrupt_database_file(place, typed, content):
    (place / "exhibit.sqlite").write_bytes(content)
    for command in (("list", "demo"), ("doctor",), ("demo",)):
        said = typed(*command)
        assert said.code == 1 and "database" in said.out + said.err
    assert (place / "exhibit.sqlite").read_bytes() == content


def test_a_database_that_breaks_in_the_middle(place, typed):
    typed("demo")
    db.session.remove()
    db.engine.dispose()
    path = place / "exhibit.sqlite"
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    broken = bytearray(path.read_bytes())
    broken[4096:] = b"\xff" * (len(broken) - 4096)
    path.write_bytes(broken)
    said = typed("list", "demo", "--json")
    assert said.code == 1 and said.document["refused"] and "database" in said.document["sentence"].lower()


@contextmanager
def full_disk(folder: Path, kilobytes: int):
    """A file system of a few kilobytes where this machine lets us mount one; else writing fails the way a full disk does."""
    folder.mkdir(exist_ok=True)
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", folder], capture_output=True).returncode == 0
    patch = pytest.MonkeyPatch()
    if not mounted:
        original = Path.write_bytes

        def no_space(path, content):
            if path.is_relative_to(folder) and len(content) > kilobytes * 1000:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
            return original(path, content)

        patch.setattr(Path, "write_bytes", no_space)
    try:
        yield
    finally:
        patch.undo()
        if mounted:
            subprocess.run(["umount", folder], check=True)


def test_a_full_disk_keeps_the_older_file_and_counts_no_copy(demo, typed, tmp_path):
    code = typed("list", "demo", "--json").document["copies"][6]["code"]
    with full_disk(tmp_path / "usb", 48):
        board = tmp_path / "usb" / "board.pdf"
        board.write_bytes(b"the older board")
        said = typed("cutout", code, "--out", board, "--json")
        assert said.code == 1 and said.document["sentence"] == (
            f"{board} could not be written (No space left on device). Free some space or choose another folder; nothing half-written was left.")
        assert board.read_bytes() == b"the older board" and [path.name for path in board.parent.iterdir()] == ["board.pdf"]
    assert queries.copies_printed(queries.copy(code).cutout) == 0 and db.session.query(rows.UseRecord).filter_by(kind="CUTOUT_COPY", status="printed").count() == 0


def test_a_full_disk_leaves_no_half_pack_and_keeps_the_older_one(demo, typed, tmp_path):
    typed("list", "demo")
    a_cutout(permitted(a_testimony()))  # one board is enough to fill a small disk
    with full_disk(tmp_path / "usb", 400):
        for name in ("pack.zip", "pack"):
            out = tmp_path / "usb" / name
            if name == "pack":
                out.mkdir()
                (out / "notes.txt").write_bytes(b"mine")
            else:
                out.write_bytes(b"the older pack")
            said = typed("pack", "autumn", "--out", out, "--json")
            assert said.code == 1 and said.document["sentence"].startswith("The pack could not be written (No space left on device).")
        assert (tmp_path / "usb" / "pack.zip").read_bytes() == b"the older pack"
        assert sorted(path.name for path in (tmp_path / "usb").rglob("*")) == ["notes.txt", "pack", "pack.zip"]
    assert db.session.query(rows.UseRecord).filter_by(kind="CUTOUT_COPY", status="printed").count() == 0


@pytest.mark.parametrize("out", ["/dev/full/board.pdf", "/proc/board.pdf", "/nowhere/at/all/board.pdf"])
def test_a_place_that_cannot_be_written(demo, typed, out):
    code = typed("list", "demo", "--json").document["copies"][6]["code"]
    said = typed("cutout", code, "--out", out)
    assert said.code == 1 and said.err.startswith(f"{out} could not be written (") and said.err.count("\n") == 1


def test_a_folder_is_no_file(demo, typed, tmp_path):
    assert typed("cutout", "ABC234", "--out", tmp_path).err.strip() == f"{tmp_path} is a folder: name a file, for example {tmp_path}/board.pdf."
    (tmp_path / "x.zip").mkdir()
    assert typed("pack", "demo", "--out", tmp_path / "x.zip").code == 2
    (tmp_path / "y").write_text("a file")
    assert typed("pack", "demo", "--out", tmp_path / "y").err.strip() == f"{tmp_path / 'y'} is a file: name a folder, or a file that ends in .zip."


def test_a_fault_of_ours_is_said_and_kept_apart(demo, typed, monkeypatch):
    def broken(*_):
        raise KeyError("words of a testimony")

    monkeypatch.setattr("exhibit.actions.overview.copies_of", broken)
    said = typed("list", "demo", "--json")
    assert said.code == 1 and said.document["sentence"].startswith("This is a fault in Exhibit (KeyError), not in what you did.")
    assert "words of a testimony" not in said.out + said.err and "words of a testimony" in (demo / "last-fault.txt").read_text()


def test_a_reader_that_has_gone_is_no_fault(tmp_path):
    environment = {"EXHIBIT_INSTANCE": str(tmp_path / "i")}
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run([COMMAND, "--help"], stdout=writer, stderr=subprocess.PIPE, text=True,
                          env={**os.environ, **environment}, timeout=60)
    os.close(writer)
    assert done.returncode == 1 and done.stderr == ""


@pytest.mark.parametrize("arguments", [("dance",), ("list",), ("cutout", "X", "--out", "y", "--sheet", "a9"), ("cutout", "X", "--out", "y", "--overlap", "-5"),
                                       ("serve", "--port", "99999999"), ("serve", "--workers", "0"), ("withdraw", "T01", "--by", "stranger")])
def test_wrong_use_is_two_and_one_document(place, typed, arguments):
    said = typed(*arguments, "--json") if arguments[0] not in ("serve", "dance") else typed(*arguments)
    assert said.code == 2 and said.err.strip()
    if said.out:
        assert json.loads(said.out)["refused"]


def test_the_real_command_never_shows_a_traceback(tmp_path):
    said = real("list", "demo", environment={"EXHIBIT_INSTANCE": str(tmp_path), "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/nothing"})
    assert said.returncode == 1 and said.stderr.startswith("The database cannot be opened") and said.stderr.count("\n") == 1
