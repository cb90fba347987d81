"""A pack is whole or not there; a finished one is asked for again; its job tells the truth whatever happens."""
from __future__ import annotations

import csv
import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
import zipfile
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import current_app

from exhibit import jobs
from exhibit.actions import boards
from exhibit.actions.consent import withdraw
from exhibit.actions.exhibitions import add_copy
from exhibit.actions.holds import set_hold
from exhibit.actions.packs import contents
from exhibit.actions.packs import jobs as pack
from exhibit.actions.packs import making as packing
from exhibit.actions.packs.order import Order
from exhibit.actions.packs.shelf import Bench
from exhibit.actions.testimonies import approve_text, save_text
from exhibit.actions.uniqueness import review
from exhibit.cutout import CutoutError
from exhibit.cutout.press.profiles import profile, profile_names
from exhibit.errors import Conflict, ExhibitError, NotFound, Refused
from exhibit.store import db, queries
from exhibit.store import tables as rows
from tests.support.rooms import opened
from tests.support.scenes import BASE, CASEWORKER, CURATOR, NOW, VERIFIER, permitted


@pytest.fixture
def hall(databases, tmp_path):
    """Two figures; the second person has not been asked for anything."""
    with opened(databases, tmp_path, "two figures"):
        yield queries.exhibition("autumn")


@pytest.fixture
def finished(databases, tmp_path):
    """(job, folder) of a pack that is ready; made once, as its own file lies with the template."""
    with opened(databases, tmp_path, "pack") as app:
        job = db.session.query(rows.Job).one()
        app.config["EXHIBIT"].packs.mkdir(parents=True)
        shutil.copy(databases.folder / "files" / "packs" / job.file_name, app.config["EXHIBIT"].packs)
        yield job, app.config["EXHIBIT"].packs


def uses() -> int:
    return db.session.query(rows.UseRecord).filter_by(kind="CUTOUT_COPY").count()


@pytest.mark.looks
def test_a_pack_in_a_folder_replaces_the_earlier_one_and_nothing_else(hall, tmp_path):
    out, seen = tmp_path / "pack", []
    first = packing.make_pack(hall, out, Order(BASE, CURATOR, NOW), lambda done, total: seen.append((done, total)))
    assert seen == [(0, 2), (1, 2), (2, 2)] and [item["reasons"] for item in first["left_out"]] == [["NOT_ASKED"]]
    (out / "notes.txt").write_text("the curator's own")
    hall.cutouts[0].copies[0].code = "NEWC22"
    db.session.commit()
    second = packing.make_pack(hall, out, Order(BASE, CURATOR, NOW, with_contact_sheet=False))
    names = {path.name for path in out.iterdir()}
    assert "notes.txt" in names and second["boards"][0]["file"] in names
    assert first["boards"][0]["file"] not in names and "contact-sheet.png" not in names, "nothing of the earlier pack is left to be printed"
    assert json.loads((out / "manifest.json").read_text(encoding="utf-8")) == second


def test_a_pack_with_nothing_in_it_is_refused_with_the_reasons(hall, tmp_path):
    set_hold(hall.cutouts[0].testimony, "SAFETY", "", CURATOR, NOW)
    with pytest.raises(Refused) as refused:
        packing.make_pack(hall, tmp_path / "p.zip", Order(BASE, CURATOR, NOW))
    assert refused.value.sentence.startswith("None of the boards may be printed now. This testimony is on hold")
    assert list(tmp_path.glob("*.zip")) == list(tmp_path.glob(".*.part")) == [] and uses() == 0


@pytest.mark.looks
def test_a_board_that_cannot_be_drawn_is_left_out_and_named(hall, tmp_path, monkeypatch):
    marta = permitted(hall.cutouts[1].testimony)
    approve_text(save_text(marta, "en", "CUTOUT", "word " * 900, marta.newest("CUTOUT", "en").id, CURATOR, NOW).id, CASEWORKER, NOW)
    review(marta, {}, VERIFIER, NOW)
    manifest = packing.make_pack(hall, tmp_path / "p.zip", Order(BASE, CURATOR, NOW))
    assert [(item["cutout"], item["reasons"]) for item in manifest["left_out"]] == [(2, ["PRINT"])]
    assert "word" in manifest["left_out"][0]["sentences"] and uses() == 1


def test_a_stop_while_the_pack_is_made_hands_nothing_out(hall, tmp_path):
    def stop(done, total):
        if done == total:
            withdraw(hall.cutouts[0].testimony, CASEWORKER, NOW)

    with pytest.raises(Refused) as refused:
        packing.make_pack(hall, tmp_path / "p.zip", Order(BASE, CURATOR, NOW), stop)
    assert refused.value.reasons == ("WITHDRAWN",) and refused.value.sentence.endswith("Nothing was handed out: make the pack again.")
    assert [path.name for path in tmp_path.iterdir() if path.name != "instance"] == [] and uses() == 0


@pytest.mark.looks
def test_sheets_in_a_pack_are_read_back(hall, tmp_path, monkeypatch):
    plain = boards.tile
    monkeypatch.setattr(boards, "tile", lambda board, *rest, **more: plain(boards.compose(replace(board.spec, url=None)), *rest))
    with pytest.raises(Refused, match="None of the boards may be printed now. On page .* is not handed out"):
        packing.make_pack(hall, tmp_path / "p.zip", Order(BASE, CURATOR, NOW))
    assert list(tmp_path.glob("*.zip")) == [] and uses() == 0


@pytest.mark.parametrize("call", ["replace", "mkdir"])
def test_a_full_disk_at_the_last_moment(hall, tmp_path, monkeypatch, call):
    (tmp_path / "p.zip").write_bytes(b"the older pack")

    def full(*_, **__):
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(*{"replace": (os, "replace"), "mkdir": (type(tmp_path), "mkdir")}[call], full)
    with pytest.raises(ExhibitError, match="The pack could not be written .No space left on device.. Free some space"):
        packing.make_pack(hall, tmp_path / "p.zip", Order(BASE, CURATOR, NOW))
    monkeypatch.undo()
    assert (tmp_path / "p.zip").read_bytes() == b"the older pack" and list(tmp_path.glob(".*.part")) == [] and uses() == 0


def test_a_finished_job_keeps_what_it_holds(finished):
    job, folder = finished
    assert (job.state, job.done, job.total, job.sentence) == ("ready", 2, 2, "") and [b["code"] for b in job.boards] and len(job.left_out) == 1
    with zipfile.ZipFile(pack.pack_file(job, folder, NOW)) as archive:
        assert json.loads(archive.read("manifest.json"))["boards"] == job.boards


@pytest.mark.parametrize(("change", "says"), [
    (lambda t: withdraw(t, CASEWORKER, NOW), "The person has stopped this use."),
    (lambda t: set_hold(t, "LEGAL", "", CURATOR, NOW), "This testimony is on hold"),
    (lambda t: withdraw(t, CASEWORKER, NOW, grant_id=next(g.id for g in t.grants if g.permission == "WEB_STORY")), "The person has stopped this use."),
    (lambda t: (approve_text(save_text(t, "en", "QUOTE", "Other words, which the person approved later on, quite short.",
                                       t.newest("QUOTE", "en").id, CURATOR, NOW).id, CASEWORKER, NOW), review(t, {}, VERIFIER, NOW)), "The person has approved a newer text since."),
])
def test_a_finished_pack_is_asked_for_again(finished, change, says):
    job, folder = finished
    change(queries.testimony(job.boards[0]["testimony"]))
    with pytest.raises(Refused) as refused:
        pack.pack_file(job, folder, NOW)
    assert refused.value.sentence.startswith(f"This pack holds boards that may no longer be handed out. Cutout 1 ({job.boards[0]['code']}): {says}")
    assert refused.value.sentence.endswith("Make the pack again; destroy copies of this one.")


def test_a_finished_pack_ends_with_its_permissions_and_its_file(finished):
    job, folder = finished
    with pytest.raises(Refused) as refused:
        pack.pack_file(job, folder, NOW.replace(year=NOW.year + 5))
    assert refused.value.reasons == ("EXPIRED",)
    (folder / job.file_name).unlink()
    with pytest.raises(NotFound, match="The file of this pack is gone. Make the pack again."):
        pack.pack_file(job, folder, NOW)


def test_a_pack_whose_copy_is_gone_is_not_handed_out(finished):
    job, folder = finished
    queries.copy(job.boards[0]["code"]).code = "GONE22"
    db.session.commit()
    with pytest.raises(Refused, match="This copy no longer exists"):
        pack.pack_file(job, folder, NOW)


@pytest.mark.parametrize(("fault", "state", "sentence"), [
    (CutoutError("No sheet fits."), "failed", "No sheet fits."),
    (OSError(28, os.strerror(28)), "failed", "The pack could not be written (No space left on device). Free some space and start it again."),
    (ZeroDivisionError("x"), "failed", "The pack could not be made because of a fault in the program (ZeroDivisionError). Start it again; if it fails again, tell the administrator."),
])
def test_whatever_goes_wrong_the_job_says_so(hall, tmp_path, monkeypatch, fault, state, sentence):
    def broken(*_, **__):
        raise fault

    monkeypatch.setattr(pack, "make_pack", broken)
    job = pack.new_job(hall, CURATOR, NOW)
    try:
        pack.run_job(job.id, tmp_path, BASE, NOW)
    except ZeroDivisionError:
        pass  # raised again for the log
    job = queries.job(job.id)
    assert (job.state, job.sentence) == (state, sentence)
    with pytest.raises(Refused) as refused:
        pack.pack_file(job, tmp_path, NOW)
    assert refused.value.sentence == sentence


def test_a_job_that_is_over_is_not_run_again(finished):
    job, folder = finished
    before = (folder / job.file_name).stat().st_mtime_ns
    pack.run_job(job.id, folder, BASE, NOW)
    assert (folder / job.file_name).stat().st_mtime_ns == before


def test_a_pack_that_waits_is_not_handed_out(hall, tmp_path):
    with pytest.raises(Refused, match="^The pack is not ready yet.$"):
        pack.pack_file(pack.new_job(hall, CURATOR, NOW), tmp_path, NOW)


def test_when_the_consumer_died_its_jobs_go_on(hall, tmp_path):
    running, queued, lost = (pack.new_job(hall, CURATOR, NOW).id for _ in range(3))
    queries.job(running).state = "running"
    db.session.commit()
    assert set(pack.settle_interrupted({queued}, tmp_path)) == {running, lost}
    assert {queries.job(each).state for each in (running, queued, lost)} == {"waiting"}


def test_a_job_that_was_interrupted_three_times_is_given_up(hall, tmp_path):
    job = pack.new_job(hall, CURATOR, NOW).id
    queries.job(job).state, queries.job(job).options = "running", {"tries": pack.TRIES}
    db.session.commit()
    assert pack.settle_interrupted(set(), tmp_path) == []
    assert (queries.job(job).state, queries.job(job).sentence) == ("failed", pack.STOPPED)


def test_an_interrupted_pack_goes_on_where_it_stopped(hall, tmp_path, monkeypatch):
    add_copy(hall.cutouts[0], CURATOR, NOW)
    job, folder, drawn = pack.new_job(hall, CURATOR, NOW).id, tmp_path / "packs", watched(monkeypatch)

    def killed(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(packing, "hall_papers", killed)
        with pytest.raises(KeyboardInterrupt):
            pack.run_job(job, folder, BASE, NOW)
    assert queries.job(job).state == "waiting" and len(drawn) == 2 and uses() == 0
    pack.run_job(job, folder, BASE, NOW)
    assert queries.job(job).state == "ready" and len(drawn) == 2, "what was finished is not drawn twice"
    assert [path.name for path in folder.iterdir()] == [f"{job}.zip"] and uses() == 2


def watched(monkeypatch) -> list[str]:
    """Codes of the boards whose files are made anew from now on."""
    seen, plain = [], contents._files
    monkeypatch.setattr(contents, "_files", lambda copy, *rest: seen.append(copy.code) or plain(copy, *rest))
    return seen


def test_a_cancelled_pack_hands_nothing_out_and_can_be_started_again(hall, tmp_path, monkeypatch):
    job, folder, drawn = pack.new_job(hall, CURATOR, NOW).id, tmp_path / "packs", watched(monkeypatch)
    plain = packing.hall_papers
    with monkeypatch.context() as patch:
        patch.setattr(packing, "hall_papers", lambda *given: (pack.cancel(queries.job(job), CURATOR, NOW), plain(*given))[1])
        pack.run_job(job, folder, BASE, NOW)
    assert (queries.job(job).state, queries.job(job).sentence) == ("cancelled", pack.CANCELLED) and uses() == 0
    assert not list(folder.glob("*.zip")) and not list(folder.glob(".*"))
    with pytest.raises(Refused, match="The pack was cancelled."):
        pack.pack_file(queries.job(job), folder, NOW)
    with pytest.raises(Conflict, match="over already"):
        pack.cancel(queries.job(job), CURATOR, NOW)
    following = pack.again(queries.job(job), CURATOR, NOW)
    pack.take_over(following, queries.job(job), folder)
    pack.run_job(following.id, folder, BASE, NOW)
    assert queries.job(following.id).state == "ready" and len(drawn) == 1


def test_a_pack_that_is_being_made_is_not_started_twice(hall):
    with pytest.raises(Conflict, match="still being made"):
        pack.again(pack.new_job(hall, CURATOR, NOW), CURATOR, NOW)


@pytest.mark.looks
def test_a_spoilt_file_on_the_bench_is_made_anew(hall, tmp_path, monkeypatch):
    drawn, bench = watched(monkeypatch), Bench(tmp_path / "bench")
    order = Order(BASE, CURATOR, NOW)
    packing.make_pack(hall, tmp_path / "one.zip", order, bench=bench)
    board = next(bench.folder.glob("*-a4.pdf"))
    board.write_bytes(board.read_bytes()[:-9] + b"something")
    packing.make_pack(hall, tmp_path / "two.zip", order, bench=bench)
    assert len(drawn) == 2 and (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


@pytest.mark.looks
def test_the_same_exhibition_gives_the_same_bytes_and_only_what_changed_is_made_anew(hall, tmp_path, monkeypatch):
    add_copy(hall.cutouts[0], CURATOR, NOW)
    drawn, later = watched(monkeypatch), NOW + timedelta(minutes=7)
    packing.make_pack(hall, tmp_path / "one.zip", Order(BASE, CURATOR, NOW))
    packing.make_pack(hall, tmp_path / "two.zip", Order(BASE, CURATOR, later))
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes() and len(drawn) == 4
    packing.make_pack(hall, tmp_path / "two.zip", Order(BASE, CURATOR, later))
    assert len(drawn) == 4 and (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    queries.copy(drawn[0]).staff_code = "NEWBACK2"
    db.session.commit()
    packing.make_pack(hall, tmp_path / "three.zip", Order(BASE, CURATOR, later), earlier=(tmp_path / "two.zip",))
    assert drawn[4:] == [drawn[0]], "the other copy did not change"


@pytest.mark.looks
def test_every_file_is_in_the_list_with_its_hash(hall, tmp_path):
    manifest = packing.make_pack(hall, tmp_path / "pack", Order(BASE, CURATOR, NOW))
    rows = list(csv.DictReader((tmp_path / "pack" / "manifest.csv").read_text(encoding="utf-8-sig").splitlines()))
    files = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in (tmp_path / "pack").iterdir() if not path.name.startswith("manifest.")}
    assert {row["file"]: row["sha256"] for row in rows} == files
    (board,) = manifest["boards"]
    assert {board[what] for what in ("file", "tiles", "feet", "back", "ticket")} <= set(board["files"]) and board["for_the_shop"] == []
    assert {"00-install-sheet.pdf", "00-packing-list.pdf", "00-labels.pdf", "00-floor-labels.pdf", "contact-sheet.png"} <= set(manifest["papers"])
    assert [item["file"] for item in manifest["papers_left_out"]] == ["00-help-poster.pdf"], "nobody has verified a help number here"


@pytest.mark.looks
def test_a_shop_with_its_own_wishes_gets_its_own_files(hall, tmp_path):
    hall.print_profile = next(name for name in profile_names() if profile(name).cut_place == "file")
    db.session.commit()
    (board,) = packing.make_pack(hall, tmp_path / "pack", Order(BASE, CURATOR, NOW))["boards"]
    assert [name.rsplit("-", 1)[1] for name in board["for_the_shop"]] == ["artwork.pdf", "cut.pdf"]
    assert all((tmp_path / "pack" / name).is_file() for name in board["for_the_shop"])


def test_the_consumer_makes_the_pack_on_this_database(hall):
    """For real: a process of its own works the queue off, on SQLite and on PostgreSQL."""
    settings = current_app.config["EXHIBIT"]
    add_copy(hall.cutouts[0], CURATOR, NOW)
    dead = pack.new_job(hall, CURATOR, NOW).id
    queries.job(dead).state = "running"
    db.session.commit()
    job = jobs.start_pack(hall, CURATOR, NOW)
    job_id = job.id
    db.session.remove()
    environment = {**os.environ, "EXHIBIT_INSTANCE": str(settings.instance), "DATABASE_URL": settings.database_url, "EXHIBIT_BASE_URL": BASE}
    consumer = subprocess.Popen([sys.executable, "-m", "exhibit.jobs"], env=environment, stderr=subprocess.PIPE, text=True)
    try:
        end = time.monotonic() + 90
        while time.monotonic() < end and consumer.poll() is None:
            db.session.rollback()
            if queries.job(job_id).state in ("ready", "failed"):
                break
            time.sleep(0.2)
    finally:
        consumer.terminate()
        said = consumer.communicate(timeout=20)[1]
    job = queries.job(job_id)
    assert (job.state, job.done, job.total, job.sentence) == ("ready", 3, 3, ""), said
    assert pack.pack_file(job, settings.packs, NOW).is_file() and len(job.boards) == 2 and uses() == 2
    assert queries.job(dead).state in ("waiting", "running", "ready"), "what a dead consumer was making goes on"
