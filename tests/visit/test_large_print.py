"""A story in large print: what the page says, for eyes and for reading programs, and gone with the page."""
from __future__ import annotations

import io
import re
import threading
import time
import unicodedata
from contextlib import contextmanager

import pikepdf
import pypdfium2
import pytest
from bs4 import BeautifulSoup

from exhibit.actions import consent
from exhibit.store import queries, raise_epoch, transaction
from exhibit.web.visit import large_print
from tests.visit.conftest import EXPIRED, NO_WEB, OPEN, UNCONFIRMED, WITHDRAWN

STORIES = {"en": "T01", "fr": "T01", "ar": "T01", "ne": "T03", "ur": "T04", "lo": "T05"}


def read(pdf: bytes) -> str:
    """What PDFium reads, without spaces: where a line of Lao ends, it sees one that is not there."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        pages = [document[page].get_textpage().get_text_bounded() for page in range(len(document))]
    finally:
        document.close()
    return plain("".join(re.sub(r"\d+\s*/\s*\d+\s*$", "", page) for page in pages).replace("\x02", "-"))


def plain(text: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFC", text))


def unvowelled(text: str) -> str:
    return "".join(char for char in text if unicodedata.category(char) != "Mn")


def spoken(part) -> str:
    return str(part.get("/ActualText", ""))


@pytest.mark.parametrize(("language", "story"), STORIES.items())
def test_it_is_read_as_the_page_is_in_every_script(visitor, codes, language, story):
    answer = visitor.get(f"/{codes[story]}/{language}/large")
    assert answer.status_code == 200 and answer.headers["Content-Type"] == "application/pdf" and answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Content-Disposition"] == 'inline; filename="reading.pdf"', "a glance at the folder of downloads says nothing"
    page = BeautifulSoup(visitor.get(f"/{codes[story]}/{language}").get_data(as_text=True), "html.parser")
    said = read(answer.data)
    paragraphs = [plain(p.text) for p in page.select("article p:not(.opening)")]
    with pikepdf.open(io.BytesIO(answer.data)) as opened:
        whole = opened.Root.StructTreeRoot.K
        told = [plain(spoken(part)) for part in whole.K if spoken(part)]
        assert str(opened.Root.Lang) == str(whole.Lang) == language
        assert [str(part.S) for part in whole.K][:2] == ["/H1", "/P"] and "/H2" in {str(part.S) for part in whole.K}
    numbers = re.compile(r"[0-9۰-۹A-Za-z]")
    for paragraph in paragraphs:
        if language in ("ar", "ur"):  # the structure says it word for word; PDFium turns digits, and vowel signs before a comma, about by rules of its own
            assert paragraph in told and (numbers.search(paragraph) or unvowelled(paragraph) in unvowelled(said)), paragraph
        else:
            assert paragraph in said, paragraph
            assert language in ("en", "fr") or paragraph in told


@pytest.mark.parametrize("story", [EXPIRED, WITHDRAWN, NO_WEB, UNCONFIRMED])
def test_what_the_page_may_not_show_has_no_large_print(visitor, codes, story):
    for language in ("en", "ar", "xx"):
        answer, unknown = (visitor.get(f"/{code}/{language}/large") for code in (codes[story], "ZZZZZZ"))
        assert (answer.status_code, answer.data) == (404, unknown.data) and dict(answer.headers) == dict(unknown.headers)


def test_it_is_kept_and_goes_with_the_page(visitor, codes, now, monkeypatch):
    path, made = f"/{codes[OPEN]}/en/large", []
    monkeypatch.setattr(large_print, "_made", lambda *told, real=large_print._made: made.append(told) or real(*told))
    first = visitor.get(path)
    assert [visitor.get(path + look).data for look in ("", "?look=dark", "?look=large.dark", "?anything=else")] == [first.data] * 4
    assert len(made) == 1, "in whatever look it is asked for: one sheet, made once"
    with transaction():
        raise_epoch()
    assert visitor.get(path).status_code == 200 and len(made) == 2
    consent.withdraw(queries.testimony(OPEN), "caseworker@demo.example", now)
    gone, unknown = visitor.get(path), visitor.get("/ZZZZZZ/en/large")
    assert (gone.status_code, gone.data) == (404, unknown.data) and len(made) == 2


def test_a_language_that_is_not_there_gives_what_its_page_gives(visitor, codes):
    other, own = (visitor.get(f"/{codes[OPEN]}/{language}/large", Accept_Language="fr").data for language in ("lo", "fr"))
    assert other == own


def test_a_number_verified_lately_stands_in_it_with_the_day(visitor, codes, now):
    with transaction():
        for row in queries.helplines("BE"):
            row.verified_on, row.verified_by = (now.date(), "verifier@demo.example") if not row.emergency else (None, "")
        raise_epoch()
    number = next(row.number for row in queries.helplines("BE") if not row.emergency)
    for language in ("en", "ar"):
        answer = visitor.get(f"/{codes[OPEN]}/{language}/large").data
        assert plain(number) in read(answer)
        with pikepdf.open(io.BytesIO(answer)) as opened:
            assert language == "en" or number in {spoken(part) for part in opened.Root.StructTreeRoot.K.K}


def test_a_story_that_is_stopped_while_its_sheet_is_made_does_not_go_out(visitor, codes, now, monkeypatch):
    def stopped_meanwhile(*told, real=large_print._made):
        sheet = real(*told)
        consent.withdraw(queries.testimony(OPEN), "caseworker@demo.example", now)
        return sheet

    unknown = visitor.get("/ZZZZZZ/en/large")
    monkeypatch.setattr(large_print, "_made", stopped_meanwhile)
    answer = visitor.get(f"/{codes[OPEN]}/en/large")
    assert (answer.status_code, answer.data, dict(answer.headers)) == (404, unknown.data, dict(unknown.headers))


def test_a_story_that_is_stopped_while_somebody_waits_for_paper_is_not_made(visitor, codes, now, monkeypatch):
    @contextmanager
    def turn():
        consent.withdraw(queries.testimony(OPEN), "caseworker@demo.example", now)
        yield True

    monkeypatch.setattr(large_print, "_turn", turn)
    monkeypatch.setattr(large_print, "_made", lambda *told: pytest.fail("a sheet of a stopped story was made"))
    assert visitor.get(f"/{codes[OPEN]}/en/large").status_code == 404


def test_a_sheet_that_everything_else_changes_under_is_made_once_more(visitor, codes, monkeypatch):
    made = []

    def moved_once(*told, real=large_print._made):
        made.append(told)
        if len(made) == 1:
            with transaction():
                raise_epoch()
        return real(*told)

    monkeypatch.setattr(large_print, "_made", moved_once)
    answer = visitor.get(f"/{codes[OPEN]}/en/large")
    assert answer.status_code == 200 and answer.mimetype == "application/pdf" and len(made) == 2


def test_one_sheet_at_a_time_and_few_who_wait(demo_app, codes, monkeypatch):
    """A flood of requests for paper takes no thread from the pages: whoever finds the queue full is asked to come again."""
    from tests.support.desk import Visitor

    going, at_work, answers = threading.Event(), [], []

    def slowly(found, question, real=large_print._made):
        at_work.append(found.language)
        assert len(at_work) == 1, "two sheets at a time"
        going.wait(10)
        at_work.clear()
        return real(found, question)

    monkeypatch.setattr(large_print, "_made", slowly)
    languages = ("en", "fr", "ar", "nl")

    def ask(language: str) -> None:
        answers.append((language, Visitor(demo_app).get(f"/{codes[OPEN]}/{language}/large")))

    threads = [threading.Thread(target=ask, args=(language,)) for language in languages]
    for thread in threads[:large_print.WAITING]:
        thread.start()
    deadline = time.monotonic() + 5
    while large_print._room._value and time.monotonic() < deadline:
        time.sleep(0.01)
    assert Visitor(demo_app).get(f"/{codes[OPEN]}/en").status_code == 200, "pages go on"
    threads[-1].start()
    threads[-1].join(10)
    (language, full), = answers
    assert language == "nl" and full.status_code == 503 and full.headers["Retry-After"] == str(large_print.AGAIN_S) and full.headers["Cache-Control"] == "no-store"
    assert "korte tijd gesloten" in full.get_data(as_text=True)
    going.set()
    for thread in threads:
        thread.join(20)
    assert sorted(answer.status_code for _, answer in answers) == [200, 200, 200, 503]
    assert large_print._room._value == large_print.WAITING and Visitor(demo_app).get(f"/{codes[OPEN]}/nl/large").status_code == 200
