"""Each command on the demo: what it says, its one JSON document, its exit code."""
from __future__ import annotations

import json
import zipfile
from io import BytesIO

import pytest
from PIL import Image

from exhibit.actions.exhibitions import create_exhibition
from exhibit.cutout.codes.verify import read_zxing
from exhibit.cutout.press.raster import grey, page_count, render
from exhibit.store import db, queries
from tests.cli.conftest import real
from tests.support.scenes import CURATOR, HALL, NOW


@pytest.fixture
def copies(demo, typed) -> list[dict]:
    return typed("list", "demo", "--json").document["copies"]


def test_list_says_what_the_gate_says_of_every_copy(copies):
    assert len(copies) == 15 and {c["kind"] for c in copies} == {"CUTOUT_COPY"}
    assert set(copies[0]) == {"code", "cutout", "language", "kind", "allowed", "reasons", "url"}
    assert {c["cutout"]: c["reasons"] for c in copies if not c["allowed"]} == {8: ["EXPIRED"], 10: ["WITHDRAWN"], 15: ["COOLING_OFF"]}
    assert sum(1 for c in copies if c["url"] and c["allowed"]) == 11
    assert copies[0]["url"] == f"HTTP://127.0.0.1:8000/{copies[0]['code']}"


def test_list_in_words(demo, typed):
    said = typed("list", "demo")
    assert said.code == 0 and len(said.out.splitlines()) == 15 and "no WITHDRAWN" in said.out and said.err == ""


@pytest.mark.parametrize("command", [("list", "nowhere"), ("pack", "nowhere", "--out", "x.zip")])
def test_an_unknown_exhibition_is_wrong_use(demo, typed, command):
    said = typed(*command, "--json")
    assert said.code == 2 and said.document["refused"] is True
    assert said.err.strip() == said.document["sentence"] == "There is no exhibition called “nowhere”. `exhibit doctor` names those that exist."


def test_cutout_prints_one_copy_at_true_size(copies, typed, tmp_path):
    said = typed("cutout", copies[0]["code"].lower(), "--out", tmp_path / "b.pdf", "--json")
    assert said.code == 0 and said.document["url"] == copies[0]["url"] and said.document["grants"]
    pdf = (tmp_path / "b.pdf").read_bytes()
    assert page_count(pdf) == 1 and read_zxing(grey(render(pdf, 0, 0.8))) == {copies[0]["url"]}
    assert list(tmp_path.glob(".*")) == []


@pytest.mark.parametrize("sheet", ["a4", "a3"])
def test_cutout_on_sheets_holds_the_code_whole_on_one_of_them(copies, typed, tmp_path, sheet):
    typed("cutout", copies[6]["code"], "--out", tmp_path / "b.pdf", "--sheet", sheet)
    pdf = (tmp_path / "b.pdf").read_bytes()
    found = [page for page in range(1, page_count(pdf)) if read_zxing(grey(render(pdf, page, 2))) == {copies[6]["url"]}]
    assert page_count(pdf) > 6 and len(found) == 1


def test_a_refused_board_leaves_no_file_and_says_why(copies, typed, tmp_path):
    said = typed("cutout", copies[9]["code"], "--out", tmp_path / "b.pdf", "--json")
    assert said.code == 1 and said.document["reasons"] == ["WITHDRAWN"]
    assert said.err.strip() == "The person has stopped this use. It cannot be used again without a new permission."
    assert list(tmp_path.glob("*.pdf")) == []


def test_a_language_the_person_did_not_agree_to_is_refused(copies, typed, tmp_path):
    said = typed("cutout", copies[0]["code"], "--out", tmp_path / "b.pdf", "--language", "lo", "--json")
    assert said.code == 1 and "LANG" in said.document["reasons"]


@pytest.fixture
def small_hall(demo, typed) -> None:
    """Of the demo's fifteen figures six: three that may be printed, one of them without a page, and the three that may not. The others stand in a store room."""
    typed("list", "demo")  # opens the application
    room = create_exhibition({**HALL, "slug": "store-room"}, CURATOR, NOW)
    for cutout in queries.cutouts(queries.exhibition("demo")):
        if cutout.testimony.code not in ("T01", "T02", "T08", "T10", "T13", "T15"):
            cutout.exhibition = room
    db.session.commit()


@pytest.mark.looks
def test_pack_holds_what_may_be_printed_and_says_why_three_are_left_out(small_hall, typed, tmp_path):
    """The whole hall of twelve boards is made at the desk, in the journey from a fresh clone."""
    said = typed("pack", "demo", "--out", tmp_path / "p.zip", "--json")
    manifest = said.document
    assert said.code == 0 and len(manifest["boards"]) == 3 and sum(1 for b in manifest["boards"] if b["url"]) == 2
    assert [(item["cutout"], item["reasons"]) for item in manifest["left_out"]] == [(8, ["EXPIRED"]), (10, ["WITHDRAWN"]), (15, ["COOLING_OFF"])]
    assert all(item["sentences"] for item in manifest["left_out"])
    with zipfile.ZipFile(tmp_path / "p.zip") as archive:
        assert archive.testzip() is None
        assert set(archive.namelist()) == {name for board in manifest["boards"] for name in board["files"]} | set(manifest["papers"]) | {"manifest.json", "manifest.csv"}
        assert {board["file"] for board in manifest["boards"]} <= set(archive.namelist())
        assert json.loads(archive.read("manifest.json")) == manifest
        for board in manifest["boards"]:
            assert read_zxing(grey(render(archive.read(board["file"]), 0, 0.8))) == ({board["url"]} if board["url"] else set())
        assert Image.open(BytesIO(archive.read("contact-sheet.png"))).width > 800


@pytest.mark.looks
def test_the_contact_sheet_alone(demo, typed, tmp_path):
    said = typed("pack", "demo", "--contact-sheet", tmp_path / "only.png")
    assert said.code == 0 and said.out.strip() == str(tmp_path / "only.png")
    assert Image.open(tmp_path / "only.png").format == "PNG" and len(list(tmp_path.iterdir())) == 2


def test_pack_without_a_target_says_what_is_missing(demo, typed):
    said = typed("pack", "demo")
    assert said.code == 2 and said.err.strip() == "Say where to: --out FOLDER, --out FILE.zip, or --contact-sheet FILE.png."


def test_may_use_answers_for_a_copy_and_for_a_testimony(copies, typed):
    yes = typed("may-use", copies[0]["code"], "--kind", "cutout", "--language", "ar", "--country", "be", "--exhibition", "demo", "--json")
    assert yes.code == 0 and yes.document["allowed"] and yes.document["grant_ids"] and "PRT_CUTOUT" in yes.document["requires"]
    no = typed("may-use", "T13", "--kind", "WEB_PAGE", "--language", "ru", "--country", "BE", "--json")
    assert no.code == 1 and no.document["reasons"] and no.document["grant_ids"] == []
    later = typed("may-use", copies[0]["code"], "--at", "2040-01-01T00:00:00Z", "--json")
    assert later.code == 1 and later.document["reasons"] == ["EXPIRED"]
    assert typed("may-use", copies[9]["code"]).out.startswith("No. The person has stopped this use.")


@pytest.mark.parametrize(("arguments", "sentence"), [
    (("--kind", "billboard"), "There is no use “billboard”."),
    (("--at", "tomorrow"), "“tomorrow” is no ISO time, for example 2026-10-18T12:00:00Z."),
])
def test_may_use_asked_wrongly(demo, typed, arguments, sentence):
    said = typed("may-use", "T01", *arguments, "--json")
    assert said.code == 2 and said.err.startswith(sentence)


def test_withdraw_darkens_at_once_and_twice_is_no_error(copies, typed):
    said = typed("withdraw", copies[0]["code"], "--by", "person", "--json")
    assert said.code == 0 and said.document["testimony"] == "T01" and said.document["stopped"] >= 5
    assert typed("may-use", copies[0]["code"], "--json").document["reasons"] == ["WITHDRAWN"]
    again = typed("withdraw", "t01", "--by", "guardian", "--reason", "")
    assert again.code == 0 and "Everything was stopped already." in again.out


def test_withdraw_needs_to_know_who_and_what(demo, typed):
    assert typed("withdraw", "T01").code == 2
    said = typed("withdraw", "NOBODY", "--by", "person")
    assert said.code == 2 and said.err.strip() == "There is no copy and no testimony with the code NOBODY. `exhibit list EXHIBITION` shows all codes."


def test_user_add_shows_a_random_password_once(demo, typed):
    said = typed("user", "add", "new@example.org", "--role", "curator", "--role", "verifier", "--json")
    assert said.code == 0 and len(said.document["password"]) >= 16 and said.document["roles"] == ["curator", "verifier"]
    twice = typed("user", "add", "new@example.org", "--role", "curator")
    assert twice.code == 1 and twice.err.strip() == "There is already an account new@example.org."
    assert typed("user", "add", "other@example.org", "--role", "king").code == 2
    assert typed("user", "add", "no address", "--role", "curator").err.strip() == "“no address” is no e-mail address."


def test_demo_reset_says_what_it_removed(demo, typed):
    said = typed("demo", "--reset")
    assert said.code == 0 and said.out.startswith("Removed of the old demo: 51 use records, 15 copies, 15 cutouts")
    assert "Everything else is untouched." in said.out
    loaded = typed("demo", "--json")
    assert loaded.code == 1 and loaded.document["sentence"].startswith("The demo exhibition is already loaded.")
    assert typed("demo", "--if-empty", "--json").document == {"loaded": False}


def test_the_first_demo_shows_each_password_once(place, typed):
    first = typed("demo", "--json").document
    assert first["cutouts"] == 15 and [a["role"] for a in first["accounts"]] == ["administrator", "curator", "caseworker", "verifier", "translator", "officer"]
    assert len({a["password"] for a in first["accounts"]}) == 6
    assert typed("demo", "--reset", "--json").document["accounts"] == []


def test_doctor_finds_everything(demo, typed):
    said = typed("doctor", "--json")
    assert said.code == 0 and said.document["ok"] and all(row["sentence"] for row in said.document["checks"])
    assert "demo" in next(row["sentence"] for row in said.document["checks"] if row["name"] == "exhibitions")


def test_doctor_says_what_is_wrong(demo, typed):
    demo.chmod(0o755)
    said = typed("doctor")
    assert said.code == 1 and f"FAIL instance: Others can look into {demo}: chmod 700 it." in said.out


def test_the_real_command_speaks_json_alone_and_helps(tmp_path):
    listed = real("list", "demo", "--json", environment={"EXHIBIT_INSTANCE": str(tmp_path / "fresh")})
    assert listed.returncode == 2 and json.loads(listed.stdout)["refused"] and "Traceback" not in listed.stderr
    helped = real("--help")
    assert helped.returncode == 0
    assert all(name in helped.stdout for name in ("serve", "demo", "list", "cutout", "pack", "may-use", "user", "withdraw", "doctor"))


def test_may_use_says_what_a_yes_stands_on_and_what_a_no_would_need(copies, typed):
    yes = typed("may-use", copies[0]["code"]).out
    assert yes.startswith("Yes, until 20") and " PRT_CUTOUT  confirmed" in yes and " EVENT_COUNTRY:BE  confirmed" in yes
    no = typed("may-use", copies[0]["code"], "--kind", "export", "--partner", "Museum North").out
    assert "Needed: LOAN_PARTNER:Museum North" in no


def test_one_permission_is_stopped_alone(copies, typed):
    page = typed("may-use", copies[0]["code"], "--kind", "page", "--json").document["grant_ids"]
    picture = next(uid for uid in typed("may-use", copies[0]["code"], "--json").document["grant_ids"] if uid not in page)
    said = typed("withdraw", copies[0]["code"], "--by", "person", "--grant", picture)
    assert said.code == 0 and "1 permission stopped. Nothing else was touched." in said.out
    assert typed("may-use", copies[0]["code"], "--kind", "page").code == 0 and typed("may-use", copies[0]["code"]).code == 1
    wrong = typed("withdraw", "T01", "--by", "person", "--grant", "GNOTHING")
    assert wrong.code == 2 and "T01 has no permission GNOTHING" in wrong.err
