"""Paper for reading programs: what PDFium reads from it, and what its structure says, in every script."""
from __future__ import annotations

import io
import re
import unicodedata
from collections import Counter

import pikepdf
import pypdfium2
import pytest

from exhibit.cutout.press.raster import page_count, render
from exhibit.paper import Blanks, Bullets, Document, Heading, Paragraph, Rule, Together, write_pdf
from exhibit.paper.letters import HAIR_SPACE
from exhibit.paper.parts import NotTagged
from exhibit.paper.tagged import write_tagged

TEXTS = {
    "en": "The office (on the first floor) is “open”, well-known: fi ffl AVATAR.",
    "fr": "Elle a demandé « pourquoi » ; personne n’a répondu à l’œil nu.",
    "ar": "يمكنك إيقاف ذلك (في أي وقت) والسلام عليكم، لا بأس. مُحَمَّدٌ هنا.",
    "ur": "آپ اسے کسی بھی وقت روک سکتے ہیں، یہ خبر میں (نہیں) ہے۔",
    "ne": "तपाईं यो जुनसुकै बेला रोक्न सक्नुहुन्छ। हिन्दी क्षत्रिय श्री कार्यक्रम।",
    "lo": "ທ່ານສາມາດຢຸດໄດ້ທຸກເວລາ. ຂ້ອຍເຮັດວຽກຢູ່ນ້ຳ ຫຼາຍປີ.",
    "uk": "Ви можете зупинити це будь-коли — навіть завтра.",
}
SPOKEN, RIGHT_TO_LEFT = ("ar", "ur", "ne", "lo"), ("ar", "ur")
NUMBER = ("02 511 64 64", "025116464")
"""A number as it is read; between text from the right PDFium would read its groups in reverse, so there they are one."""


def everything(language: str) -> Document:
    words = TEXTS[language]
    return Document((
        Heading(words, 1, size_pt=24), Paragraph(" ".join([words] * 12), 18), Heading(words, 2), Bullets((words, words + " " + words), size_pt=18), Rule(),
        Together((Paragraph(words, 18, bold=True), Paragraph(NUMBER[0].replace(" ", HAIR_SPACE if language in RIGHT_TO_LEFT else " "), 18, language="en"))),
    ), language=language, title="Reading", open_em=0.16, footer_pt=18)


def read(pdf: bytes) -> str:
    """What PDFium's text page says, page by page, without where lines end."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        found = [document[page].get_textpage().get_text_bounded() for page in range(len(document))]
    finally:
        document.close()
    return unicodedata.normalize("NFC", re.sub(r"\s+", " ", " ".join(found).replace("\x02", "-")))  # a hyphen at the end of a line, as PDFium says it


def without_spaces(text: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFC", text))


@pytest.mark.parametrize("language", TEXTS)
def test_what_is_read_is_the_text_itself_letter_by_letter_and_in_order(language):
    """Also ligatures, syllables and Nastaliq, whose shapes no program could turn back into letters. Where a line ends in Lao there is no space; a program may see one."""
    words, said = TEXTS[language], read(write_tagged(everything(language)))
    if language != "lo":
        assert said.count(words.replace("\u00a0", " ")) >= 12 or said.count(words) >= 12
    assert without_spaces(said).count(without_spaces(words)) == 1 + 12 + 1 + 3 + 1
    assert NUMBER[language in RIGHT_TO_LEFT] in said


@pytest.mark.parametrize("language", TEXTS)
def test_the_structure_says_what_each_part_is_and_in_which_language(language):
    pdf = write_tagged(everything(language))
    assert pdf == write_tagged(everything(language)), "the same document gives the same bytes"
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        root = opened.Root
        assert root.MarkInfo.Marked and str(root.Lang) == language and root.ViewerPreferences.DisplayDocTitle
        assert str(opened.docinfo["/Title"]) == "Reading" and b"pdfuaid:part>1<" in root.Metadata.read_bytes() and b">Reading<" in root.Metadata.read_bytes()
        (whole,) = [root.StructTreeRoot.K]
        roles = [str(part.S) for part in whole.K]
        assert str(whole.K[5].get("/ActualText", NUMBER[0])) == NUMBER[0]
        assert str(whole.S) == "/Document" and roles == ["/H1", "/P", "/H2", "/L", "/P", "/P"]
        assert [[str(one.S) for one in item.K] for item in whole.K[3].K] == [["/Lbl", "/LBody"]] * 2
        assert [str(part.Lang) for part in whole.K if "/Lang" in part] == [language] * 4 + ["en"]
        assert str(whole.K[3].A.ListNumbering) == "/Disc"
        said = [part for part in whole.K if "/ActualText" in part]
        assert bool(said) == (language in SPOKEN) and all(str(part.ActualText) for part in said)
        if said:
            assert str(said[0].ActualText) == TEXTS[language]


@pytest.mark.parametrize("language", TEXTS)
def test_every_piece_of_every_page_belongs_to_a_part_or_is_decoration(language):
    """ISO 14289-1 7.1: nothing on a page is outside; each piece is found from the tree and finds its part again."""
    with pikepdf.open(io.BytesIO(write_tagged(everything(language)))) as opened:
        parents = {int(opened.Root.StructTreeRoot.ParentTree.Nums[at]): opened.Root.StructTreeRoot.ParentTree.Nums[at + 1] for at in range(0, 2 * len(opened.pages), 2)}
        from_tree: Counter = Counter()
        for page in parents.values():
            for part in page:
                from_tree.update((kid.Pg.objgen, int(kid.MCID)) for kid in part.K)
        for page in opened.pages:
            assert str(page.Tabs) == "/S"
            depth, shown, numbers = 0, 0, []
            for operands, operator in pikepdf.parse_content_stream(page):
                if str(operator) == "BDC":
                    depth += 1
                    numbers += [int(operands[1].MCID)] if str(operands[0]) != "/Artifact" else []
                elif str(operator) == "EMC":
                    depth -= 1
                elif str(operator) in ("TJ", "f", "S"):
                    shown += 1
                    assert depth == 1, "something is drawn outside of every part"
            assert depth == 0 and shown and numbers == list(range(len(parents[int(page.StructParents)])))
            assert all(from_tree[page.objgen, number] >= 1 for number in numbers)


def test_every_code_of_every_font_means_one_character_and_is_as_wide_as_it_is_drawn():
    with pikepdf.open(io.BytesIO(write_tagged(everything("ar")))) as opened:
        fonts = [item for item in opened.objects if isinstance(item, pikepdf.Dictionary) and item.get("/Subtype") == "/Type3"]
        for font in fonts:
            meanings = re.findall(rb"^<([0-9a-f]{2})> <([0-9a-f]+)>$", font.ToUnicode.read_bytes(), re.MULTILINE)
            assert [int(code, 16) for code, _ in meanings] == list(range(int(font.FirstChar), int(font.LastChar) + 1))
            assert all(len(bytes.fromhex(meaning.decode()).decode("utf-16-be")) == 1 for _, meaning in meanings)
            for code, width in zip(range(int(font.FirstChar), int(font.LastChar) + 1), font.Widths, strict=True):
                assert font.CharProcs[f"/c{code}"].read_bytes().split()[0] == str(int(width)).encode()
            assert "/FontDescriptor" in font and "/FontFile" not in font.FontDescriptor


@pytest.mark.parametrize("language", TEXTS)
def test_it_looks_like_any_other_paper(language):
    """The letters stand where the outlines of other papers stand."""
    document = everything(language)
    tagged, drawn = write_tagged(document), write_pdf(document)
    assert page_count(tagged) == page_count(drawn)
    for page in range(page_count(tagged)):
        one, other = (render(pdf, page, 2).convert("L") for pdf in (tagged, drawn))
        apart = sum(abs(a - b) > 128 for a, b in zip(one.tobytes(), other.tobytes(), strict=True))
        assert apart < 0.004 * one.width * one.height, f"{language}: page {page + 1} looks different"


def test_what_could_not_be_read_aloud_is_refused():
    with pytest.raises(NotTagged, match="Blanks has no place"):
        write_tagged(Document((Blanks(("Signature",)),)))
