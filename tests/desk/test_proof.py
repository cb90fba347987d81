"""The pages of proof and keeping, through the door."""
from __future__ import annotations

import io
import json

import pypdfium2
import pytest

from exhibit.actions import audit
from exhibit.store import described, history, keeping, queries, stops, transaction
from exhibit.store.tables import WithdrawalTask


@pytest.fixture
def watcher(sign_in, demo_app):
    stops.catch_up()
    return sign_in("verifier")


def test_the_history_is_verified_on_the_page_and_its_root_downloaded(watcher, now):
    page = watcher.submit("/desk/audit", ".page-actions form")
    assert page.select_one("section.verdict strong").text.startswith("Whole: ")
    answer = watcher.get("/desk/audit/root")
    if answer.status_code == 200:
        assert audit.check_root(json.loads(answer.data)).startswith("Signed and unchanged")
    assert "has ended (UTC)" in watcher.page("/desk/audit/root?day=2099-01-01").text
    assert "Give the day as year, month, day" in watcher.page("/desk/audit/root?day=tomorrow").text


def test_entries_are_filtered_and_paged(watcher):
    first = watcher.page("/desk/audit?kind=GRANT&code=t01")
    rows = first.select("tbody tr")
    assert 0 < len(rows) <= 50 and all("permission" in row.text and "T01" in row.text for row in rows)
    whole = watcher.page("/desk/audit")
    older = whole.select_one("a[rel=next]")
    assert len(whole.select("tbody tr")) == 50 and int(watcher.page(older["href"]).select_one("tbody td").text) < int(whole.select("tbody tr")[-1].select_one("td").text)
    assert watcher.page("/desk/audit?by=nobody@x").select_one(".empty").text == "No such entry."


def test_what_is_kept_is_described_and_who_read_is_named(watcher, now):
    audit.note_reading("LOCATOR", "officer@demo.example", now, testimony=queries.testimony("T01"))
    page = watcher.page("/desk/dpia")
    assert len(page.select("details table")) == len(described.tables())
    assert "officer@demo.example" in page.select_one("section[aria-labelledby=readings]").text and page.select(".pill-yes")


@pytest.mark.parametrize("path", ["/desk/audit", "/desk/dpia", "/desk/retention"])
def test_only_those_who_watch_may_look(sign_in, path):
    assert sign_in("curator").get(path).status_code == 403


def test_a_person_s_file_is_handed_out_and_noted(sign_in):
    caseworker = sign_in("caseworker")
    page = caseworker.page("/desk/testimonies/T01/file")
    tokens = [field["value"] for field in page.select("input[name=csrf_token]")]
    pdf = caseworker.client.post("/desk/testimonies/T01/file", data={"csrf_token": tokens[-1], "form": "pdf", "language": "ar"})
    assert pdf.mimetype == "application/pdf" and len(pypdfium2.PdfDocument(pdf.data)) >= 1
    answer = caseworker.client.post("/desk/testimonies/T01/file", data={"csrf_token": tokens[-1], "form": "json"})
    assert answer.json["exhibit"]["testimony_code"] == "T01"
    assert [entry.recorded_by for entry in history.entries(kind="EXPORT")] == ["caseworker@demo.example"] * 2
    again = caseworker.client.post("/desk/testimonies/import", data={"csrf_token": tokens[-1], "file": (io.BytesIO(answer.data), "her.json")}, follow_redirects=True)
    assert "Nothing is open: each yes is to be confirmed." in again.get_data(as_text=True)
    wrong = caseworker.client.post("/desk/testimonies/import", data={"csrf_token": tokens[-1], "file": (io.BytesIO(b"no"), "her.json")}, follow_redirects=True)
    assert "This is no JSON document" in wrong.get_data(as_text=True)


def test_two_people_erase_at_the_desk(sign_in, now):
    from exhibit.actions.consent import withdraw

    caseworker, verifier = sign_in("caseworker"), sign_in("verifier")
    assert "are still open. Stop them first" in caseworker.submit("/desk/testimonies/T02/file", ".stop form").text
    withdraw(queries.testimony("T02"), "caseworker@demo.example", now)
    with transaction() as session:
        for task in session.query(WithdrawalTask).filter(WithdrawalTask.done_at.is_(None)):
            task.done_at, task.outcome = now, "DONE"
    assert "Another person with the role verifier" in caseworker.submit("/desk/testimonies/T02/file", ".stop form").text
    assert "T02" in verifier.page("/desk/retention").select_one("section[aria-labelledby=waiting]").text
    page = verifier.submit("/desk/testimonies/T02/file", ".stop form")
    assert "T02 is erased, with 0 files" in page.text and "T02" in page.select_one("section[aria-labelledby=stones]").text
    assert keeping.tombstone("T02") and verifier.get("/desk/testimonies/T02/file").status_code == 404


def test_retention_shows_what_is_due_and_changes_nothing(watcher, now):
    with transaction():
        for grant in queries.testimony("T03").grants:
            grant.state, grant.confirmed_at = "refused", None
    page = watcher.page("/desk/retention")
    assert "T03" in page.select_one("tbody").text and "exhibit retention --apply" in page.text
    assert queries.testimony("T03").versions
