"""Many testimonies at once: all of them or none, each line answered by its number, and no word of a text in any report."""
from __future__ import annotations

import csv
import io
import stat
import time
import zipfile
from datetime import date

import openpyxl
import pytest
from sqlalchemy import text

from exhibit.actions.batch import anonymise_folder, bring_in
from exhibit.errors import WrongUse
from exhibit.store import db
from exhibit.store import tables as rows
from tests.support.scenes import CURATOR, NOW

HEADS = ["Pseudonym", "Language", "Country", "Experience", "Act", "Means", "Purpose", "Age", "Text"]
STORY = "My name is Jordan Castellanos. Call me at +32 470 12 34 56."
GOOD = ["Rosa", "English", "Colombia", "trafficking in persons", "recruitment; harbouring", "deception", "servitude", "adult", STORY]


def sheet(*lines: list, heads: list = HEADS) -> bytes:
    book = openpyxl.Workbook()
    for line in (heads, *lines):
        book.active.append(line)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def parcel(table: bytes | str, **documents: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("list.csv", table)
        for name, content in documents.items():
            archive.writestr(f"in/{name.replace('_', '.')}", content)
    return out.getvalue()


def stored() -> tuple[int, int]:
    return db.session.query(rows.Testimony).count(), db.session.query(rows.Worksheet).count()


def test_each_line_becomes_a_testimony_with_its_source_encrypted(app):
    report = bring_in(sheet(GOOD, [None] * 9, ["Ana", "es", "CO", "UNDETERMINED", "", "", "", "", "Trabajaba en una casa."]), "many.xlsx", CURATOR, NOW)
    assert [(row.line, row.what) for row in report.rows] == [(2, "STORED"), (4, "STORED")] and report.notes == ("1 empty line was passed over.",)
    first = db.session.query(rows.Testimony).filter_by(code=report.rows[0].code).one()
    assert (first.pseudonym, first.original_language, first.origin_country, first.person.age_class) == ("Rosa", "en", "CO", "ADULT")
    assert first.attributes["tip_act"] == ["RECRUITMENT", "HARBOURING"] and first.versions == []
    worksheet = db.session.query(rows.Worksheet).filter_by(testimony_id=first.id).one()
    assert worksheet.source == STORY and worksheet.source_from == "BATCH" and worksheet.opened_by == CURATOR
    assert "Castellanos" not in db.session.execute(text("SELECT source_enc FROM worksheet")).scalars().first()
    assert report.rows[0].kinds["PHONE"] == 1 and report.rows[0].kinds["NAME"] >= 1 and report.rows[0].severities[1] >= 2


def test_one_bad_line_keeps_all_others_out_and_every_line_has_its_reason(app):
    bad = [["", "Klingon", "Atlantis", "kidnapping", "", "", "", "", ""], [*GOOD[:4], "", "", "", "adult", "A text."], [*GOOD[:8], date(2020, 1, 1)], [*GOOD[:8], "=1+1"], GOOD, GOOD]
    report = bring_in(sheet(*bad), "many.xlsx", CURATOR, NOW)
    said = {row.line: row.reason for row in report.rows}
    assert stored() == (0, 0) and report.refused == 5
    assert "The language is none that" in said[2] and "The country is none" in said[2] and "The type of experience is none of those" in said[2] and "either the text or" in said[2]
    assert said[3] == "Trafficking needs an act, a means and a purpose: please give the act and the means and the purpose."
    assert said[4] == "Cell I4 holds a date or a time: format the column as text and write it again." and said[5].startswith("Cell I5 holds a formula")
    assert said[6] == "" and report.rows[4].what == "NOT_DONE" and said[7] == "This is the same text as in line 6."


def test_trying_stores_nothing_and_a_text_is_not_stored_twice(app):
    assert bring_in(sheet(GOOD), "many.xlsx", CURATOR, NOW, only_try=True).rows[0].what == "TRIED" and stored() == (0, 0)
    bring_in(sheet(GOOD), "many.xlsx", CURATOR, NOW)
    again = bring_in(sheet(GOOD), "many.xlsx", CURATOR, NOW)
    assert again.rows[0].reason == "This very text is on file already: nothing was stored twice." and stored() == (1, 1)


def test_an_error_while_storing_leaves_nothing_half_done(app):
    with pytest.raises(Exception, match="Source texts are worked on"):
        bring_in(sheet(GOOD), "many.xlsx", "officer@demo.example", NOW)
    assert stored() == (0, 0)


def test_documents_come_in_a_zip_with_the_spreadsheet_that_names_them(app):
    table = "pseudonym;language;country;experience;file\r\nRosa;en;CO;UNDETERMINED;one.txt\r\nAna;en;CO;UNDETERMINED;missing.docx\r\n"
    report = bring_in(parcel(table, one_txt=STORY.encode(), other_txt=b"x"), "many.zip", CURATOR, NOW)
    assert report.rows[0].what == "NOT_DONE" and "is not in the .zip" in report.rows[1].reason and report.notes == ("1 document is named by no line and was not read.",)
    report = bring_in(parcel(table.replace("Ana;en;CO;UNDETERMINED;missing.docx\r\n", ""), one_txt=STORY.encode()), "many.zip", CURATOR, NOW)
    assert [(row.what, row.came_as) for row in report.rows] == [("STORED", "TXT")]


@pytest.mark.parametrize(("content", "sentence"), [
    (b"", "is empty"), (b"pseudonym,language\nRosa,en\n", "Missing: country, experience, text or file"), (b"pseudonym,language,country,experience,text\n", "no line below them"),
    (b"pseudonym,language,country,experience,text,story\n", "headed text"), (b"\xff\x00\x00", "not in UTF-8"), (b'pseudonym,text\n"' + b"x" * 500_000, "a quotation mark is not closed"),
    (b"pseudonym,language,country,experience,text\n" + b"a,en,CO,TIP,b\n" * 101, "101 lines"), (parcel("x")[:60], "damaged"), (sheet(GOOD)[:2000], "damaged"),
    (b"pseudonym,language,country,experience,text\nRosa,en,CO,UNDETERMINED," + b"word " * 39_000 + b"\nRosa,en,CO,UNDETERMINED," + b"words " * 33_000, "words together"),
])
def test_what_cannot_be_read_line_by_line_is_sent_back(app, content, sentence):
    with pytest.raises(WrongUse) as wrong:
        bring_in(content, "many.csv", CURATOR, NOW)
    assert sentence in wrong.value.sentence and stored() == (0, 0)


def test_a_story_in_the_wrong_column_is_not_quoted_in_the_report(app):
    """The report is a file that lives on; columns that are moved by one put the text where a language or a country is expected."""
    moved = [STORY, STORY, STORY, STORY, STORY, STORY, STORY, STORY, ""]
    report = bring_in(sheet(moved), "many.xlsx", CURATOR, NOW)
    assert report.refused == 1 and "Castellanos" not in report.csv() + report.text() + str(report.document())
    assert all(word not in report.csv() for word in ("My name", "32 470"))


def test_a_story_in_the_column_of_the_pseudonym_does_not_become_one(app):
    """Its first 80 characters did, and every finder then passed over the name and the number in them."""
    report = bring_in(sheet([STORY, *GOOD[1:]]), "many.xlsx", CURATOR, NOW)
    assert report.rows[0].reason.startswith("The pseudonym is a name") and stored() == (0, 0)


def test_millions_of_empty_lines_are_refused_before_they_fill_the_memory(app):
    began = time.process_time()
    with pytest.raises(WrongUse, match="more lines than the 100"):
        bring_in(b"\n" * 3_000_000, "many.csv", CURATOR, NOW)
    assert time.process_time() - began < 5


def test_the_report_for_a_spreadsheet_holds_numbers_and_no_words(app):
    report = bring_in(sheet(GOOD, [*GOOD[:1], "Klingon", *GOOD[2:8], "Second text."]), "many.xlsx", CURATOR, NOW, only_try=True)
    lines = list(csv.reader(io.StringIO(report.csv().lstrip("\ufeff"))))
    assert lines[0][:3] == ["line", "what happened", "testimony"] and lines[1][:2] == ["2", "not stored, because another line was refused"]
    assert "Castellanos" not in report.csv() and "+32" not in report.csv() and "The language is none that" in report.csv() and "Klingon" not in report.csv()


def test_a_folder_becomes_numbered_proposals_and_nothing_is_stored(app, tmp_path):
    source, out = tmp_path / "in", tmp_path / "out"
    source.mkdir()
    (source / "Jordan Castellanos.txt").write_text(STORY, encoding="utf-8")
    (source / "scan.docx").write_bytes(b"PK\x03\x04 broken")
    (source / ".hidden").write_text("x", encoding="utf-8")
    report = anonymise_folder(source, out, "en")
    assert sorted(path.name for path in out.iterdir()) == ["001.txt", "report.csv"] and stored() == (0, 0)
    assert "Castellanos" not in (out / "001.txt").read_text(encoding="utf-8") and "470" not in (out / "001.txt").read_text(encoding="utf-8")
    assert "Castellanos" not in (out / "report.csv").read_text(encoding="utf-8") and stat.S_IMODE((out / "001.txt").stat().st_mode) == 0o600
    assert report.document()["files"][0]["file"] == "Jordan Castellanos.txt" and "scan.docx: refused. The document is damaged" in report.text()
    with pytest.raises(WrongUse, match="holds files already"):
        anonymise_folder(source, out, "en")
