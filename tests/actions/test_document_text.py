"""Documents as caseworkers send them: the words that were written to be read are taken, and nothing around them."""
from __future__ import annotations

import io
import re
import time
import zipfile

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from reportlab.pdfgen import canvas

from exhibit.actions.document_text import read_document, text_of_document
from exhibit.errors import WrongUse

SECRET = "Jordan Roe"  # stands wherever a reader must not look
RUN = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'


def saved(document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def with_parts(content: bytes, changes: dict[str, bytes | None], replace: dict[str, tuple[bytes, bytes]] | None = None) -> bytes:
    """The zipped file with parts added, and bytes replaced in others."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if replace and name in replace:
                assert replace[name][0] in part
                part = part.replace(*replace[name])
            new.writestr(name, part)
        for name, part in changes.items():
            new.writestr(name, part)
    return out.getvalue()


def paragraph(document, inner: str):
    document.element.body.insert(len(document.element.body) - 1, parse_xml(f"<w:p {nsdecls('w', 'r')}>{inner}</w:p>"))


def a_full_docx() -> bytes:
    document = docx.Document()
    document.core_properties.author = document.core_properties.last_modified_by = SECRET
    document.core_properties.comments = SECRET
    document.sections[0].header.paragraphs[0].text = SECRET
    document.add_heading("My years away", 1)
    paragraph(document, RUN.format("I came ") + f'<w:ins w:id="1" w:author="{SECRET}">{RUN.format("back ")}</w:ins><w:del w:id="2" w:author="{SECRET}"><w:r><w:delText>{SECRET}</w:delText></w:r></w:del>'
              + RUN.format("home.") + f'<w:r><w:rPr><w:vanish/></w:rPr><w:t>{SECRET}</w:t></w:r>')
    paragraph(document, f'<w:pPr><w:rPr><w:del w:id="3" w:author="{SECRET}"/></w:rPr></w:pPr>' + RUN.format("It was winter, "))
    paragraph(document, RUN.format("and I walked."))
    paragraph(document, f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> AUTHOR </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>{RUN.format(SECRET)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
              + RUN.format("See ") + f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "https://{SECRET}.example" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>{RUN.format("the next part")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
              + f'<w:fldSimple w:instr="FILENAME">{RUN.format(SECRET)}</w:fldSimple>')
    for words in ("bread", "work"):
        document.add_paragraph(words, style="List Bullet")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Who paid?", "Nobody."
    said = document.add_paragraph("I told a friend.")
    document.add_comment(said.runs, SECRET, author=SECRET)
    document.add_picture(io.BytesIO(a_photo()))
    return saved(document)


def a_photo() -> bytes:
    from tests.support.photos import photo

    return photo()


def test_a_word_document_gives_its_words_in_order_and_nothing_around_them():
    found = read_document(a_full_docx(), "story.docx")
    assert found.text.split("\n\n") == ["My years away", "I came back home.", "It was winter, and I walked.", "See the next part", "– bread", "– work", "Who paid?\tNobody.", "I told a friend."]
    assert found.kind == "DOCX" and SECRET not in repr(found)
    assert found.sentence == ("Left out: the author's name, a property of the document, a comment, 3 tracked changes, a header or footer, a hidden passage, "
                              "2 fields that name their author or their file, a picture. Nothing of it was kept. Tracked changes were taken as accepted.")


def test_footnotes_belong_to_the_text_and_stand_below_their_paragraphs():
    document = docx.Document()
    paragraph(document, RUN.format("First.") + '<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:footnoteReference w:id="3"/></w:r>')
    paragraph(document, RUN.format("Second."))
    notes = f"<w:footnotes {nsdecls('w')}><w:footnote w:type=\"separator\" w:id=\"0\"><w:p/></w:footnote>" + "".join(
        f'<w:footnote w:id="{number}"><w:p>{RUN.format(words)}</w:p></w:footnote>' for number, words in ((2, "A note."), (3, "Another."))) + "</w:footnotes>"
    kind = b'<Override PartName="/word/footnotes.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"/></Types>'
    found = read_document(with_parts(saved(document), {"word/footnotes.xml": notes.encode()}, {"[Content_Types].xml": (b"</Types>", kind)}), "n.docx")
    assert found.text == "First.\n\nA note.\n\nAnother.\n\nSecond." and found.sentence.endswith(" 2 footnotes stand below the paragraphs they belong to.")


ODT = ('<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
       'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" '
       'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:xlink="http://www.w3.org/1999/xlink">'
       '<office:automatic-styles><style:style style:name="H"><style:text-properties text:display="none"/></style:style></office:automatic-styles><office:body><office:text>{}</office:text></office:body></office:document-content>')
META = f'<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><office:meta><dc:creator>{SECRET}</dc:creator></office:meta></office:document-meta>'


def an_odt(body: str, **parts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        for name, part in {"content.xml": ODT.format(body), "meta.xml": META, **{key.replace("__", "/").replace("_xml", ".xml"): value for key, value in parts.items()}}.items():
            archive.writestr(name, part)
    return out.getvalue()


def test_an_open_document_gives_its_words_in_order_and_nothing_around_them():
    found = read_document(an_odt(
        f'<text:tracked-changes><text:changed-region><text:deletion><office:change-info><dc:creator>{SECRET}</dc:creator></office:change-info><text:p>{SECRET}</text:p></text:deletion></text:changed-region></text:tracked-changes>'
        f'<text:h>My years away</text:h><text:p>I came<text:s text:c="1"/>back\n   home.<office:annotation><dc:creator>{SECRET}</dc:creator><text:p>{SECRET}</text:p></office:annotation>'
        f'<text:span text:style-name="H">{SECRET}</text:span><text:author-name>{SECRET}</text:author-name><text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>A note.</text:p></text:note-body></text:note></text:p>'
        f'<text:list><text:list-item><text:p>bread</text:p></text:list-item></text:list><text:section text:display="none"><text:p>{SECRET}</text:p></text:section>'
        '<table:table><table:table-row><table:table-cell><text:p>Who paid?</text:p></table:table-cell><table:table-cell><text:p>Nobody.</text:p></table:table-cell></table:table-row></table:table>'
        f'<text:p><text:a xlink:href="https://{SECRET}.example">The end</text:a><draw:frame><draw:image xlink:href="Pictures/1.jpg"/></draw:frame></text:p>'), "story.odt")
    assert found.text.split("\n\n") == ["My years away", "I came back home.", "A note.", "– bread", "Who paid?\tNobody.", "The end"]
    assert found.kind == "ODT" and SECRET not in repr(found)
    assert found.sentence == ("Left out: the author's name, a comment, a tracked change, 2 hidden passages, a field that names its author or its file, the target of a link, a picture. "
                              "Nothing of it was kept. Tracked changes were taken as accepted. 1 footnote stands below the paragraph it belongs to.")


def a_pdf(pages: list[list[str]], author: str = "", password: str = "") -> bytes:
    out = io.BytesIO()
    sheet = canvas.Canvas(out, encrypt=password or None)
    sheet.setAuthor(author)
    for number, lines in enumerate(pages, 1):
        for row, line in enumerate(lines):
            sheet.drawString(72, 760 - 14 * row, line)
        if len(pages) > 1:
            sheet.drawString(290, 40, str(number))
        sheet.showPage()
    sheet.save()
    return out.getvalue()


LINES = ["I answered an advertisement for hotel work in a town near the river. It was a long jour-", "ney, and nobody told me what the work was. I kept a well-known note-", "book.", "",
         "Today I teach others to read a contract, and I know my rights better than they do. I am well-"]


def test_lines_of_a_pdf_become_paragraphs_again_and_broken_words_whole():
    found = read_document(a_pdf([LINES, ["known for it."]], SECRET), "story.pdf")
    assert found.text.split("\n\n") == [
        "I answered an advertisement for hotel work in a town near the river. It was a long journey, and nobody told me what the work was. I kept a well-known notebook.",
        "Today I teach others to read a contract, and I know my rights better than they do. I am well-known for it."]
    assert found.kind == "PDF" and SECRET not in repr(found) and found.left["AUTHOR"] == 1 and found.left["PAGE_NUMBER"] == 2


@pytest.mark.parametrize(("text", "encoding"), [("J’ai gardé mon café", "utf-8"), ("Моя история", "utf-16"), ("قصتي", "utf-8-sig")])
def test_plain_text_is_taken_in_the_encoding_it_says(text, encoding):
    assert text_of_document(text.encode(encoding), "story.anything") == (text, "TXT")


def test_a_document_is_judged_by_what_it_holds_and_not_by_its_name():
    assert text_of_document(a_pdf([["I wrote down every hour."]]), "story.txt") == ("I wrote down every hour.", "PDF")


def a_macro_document() -> bytes:
    return with_parts(saved(docx.Document()), {"word/vbaProject.bin": b"x"})


def a_bomb() -> bytes:
    return with_parts(an_odt("<text:p>x</text:p>"), {"styles.xml": b"<a>" + b" " * 30_000_000 + b"</a>"})


def with_entities() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + ODT.format("<text:p>&x;</text:p>"))
    return out.getvalue()


LOCKED = '<m xmlns="urn:m"><f><encryption-data/></f></m>'


@pytest.mark.parametrize(("content", "sentence"), [
    (a_pdf([[], []]), "holds pictures of pages, a scan"), (a_pdf([["x"]], password="secret"), "protected by a password"), (a_pdf([["x" * 30]])[:300], "damaged"),
    (saved(docx.Document()), "is empty"), (saved(docx.Document())[:9000], "damaged"), (a_macro_document(), "holds macros"), (an_odt("", Basic__script_xml="<a/>"), "holds macros"),
    (an_odt("", **{"META-INF__manifest_xml": LOCKED}), "protected by a password"), (a_bomb(), "unpacks to far more"), (with_entities(), "declares entities"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "protected by a password"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1old", "an old office document"),
    (rb"{\rtf1 hello}", "a rich text document"), (b"\x89PNG\r\n", "a picture"), ("J’ai gardé".encode("cp1252"), "not in UTF-8"), (b"ab\0cd", "no plain text"), (b" \n", "is empty"),
    (b"PK\x03\x04 nothing else", "damaged"), (b"a" * 300_000, "300 kB of text; the most is 200 kB"),
])
def test_what_cannot_be_read_is_sent_back_with_the_way_out(content, sentence):
    with pytest.raises(WrongUse) as wrong:
        text_of_document(content, "folder/story.docx")
    assert sentence in wrong.value.sentence and re.match(r"story\.docx ", wrong.value.sentence)


def test_parts_within_parts_without_end_are_refused():
    deep = "<text:section>" * 240 + "<text:p>x</text:p>" + "</text:section>" * 240
    assert text_of_document(an_odt(deep), "deep.odt")[0] == "x"
    deeper = "<text:section>" * 5000 + "</text:section>" * 5000
    with pytest.raises(WrongUse):
        text_of_document(an_odt(deeper), "deeper.odt")


def chained_styles(count: int) -> bytes:
    """A document whose styles stand one on the other, listed from the last to the first."""
    chain = "".join(f'<w:style w:styleId="s{at}"><w:basedOn w:val="s{at - 1}"/></w:style>' for at in range(count, 0, -1)).encode()
    return with_parts(saved(docx.Document()), {}, {"word/styles.xml": (b"</w:styles>", chain + b'<w:style w:styleId="s0"><w:rPr><w:vanish/></w:rPr></w:style></w:styles>')})


@pytest.mark.parametrize("content", [
    pytest.param(lambda: chained_styles(15_000), id="styles that stand on one another"),
    pytest.param(lambda: an_odt("<text:p>word" + '<text:s text:c="200"/>' * 900 + "word</text:p>"), id="a line of 180,000 blanks"),
])
def test_a_small_document_that_took_minutes_is_read_in_seconds(content):
    document, began = content(), time.process_time()
    try:
        read_document(document, "a.docx")
    except WrongUse:
        pass  # what it says does not matter here
    assert time.process_time() - began < 5


def test_a_style_on_a_style_on_a_hidden_style_is_hidden():
    hidden = with_parts(chained_styles(3), {}, {"word/document.xml": (b"<w:body>", f'<w:body><w:p><w:pPr><w:pStyle w:val="s3"/></w:pPr>{RUN.format(SECRET)}</w:p><w:p>{RUN.format("Words.")}</w:p>'.encode())})
    assert read_document(hidden, "a.docx").text == "Words."
