"""The text of whatever document somebody sends: judged by what it holds, not by its name, and nothing but its words is kept."""
from __future__ import annotations

from exhibit.actions.documents import docx, odt, pdf, plain
from exhibit.actions.documents.container import Container
from exhibit.actions.documents.written import Written
from exhibit.actions.testimonies import MAX_BYTES, checked_text
from exhibit.errors import WrongUse

ACCEPTED = ".txt,.docx,.odt,.pdf"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
WAYS_OUT = (  # first bytes, what it is, the way out
    (b"{\\rtf", "a rich text document", "Save it as .docx, .odt or plain text and send that."),
    (b"\x89PNG", "a picture", "Have its text recognised by a program on a machine that is not on the net, or type it off, and paste the text."),
    (b"\xff\xd8\xff", "a picture", "Have its text recognised by a program on a machine that is not on the net, or type it off, and paste the text."),
    (b"II*\x00", "a picture", "Have its text recognised by a program on a machine that is not on the net, or type it off, and paste the text."),
    (b"MM\x00*", "a picture", "Have its text recognised by a program on a machine that is not on the net, or type it off, and paste the text."),
    (b"<?xml", "an XML file", "Save it as .docx, .odt or plain text and send that."),
    (b"<!DOCTYPE html", "a web page", "Copy its text and paste it."),
    (b"<html", "a web page", "Copy its text and paste it."),
)


def text_of_document(content: bytes, filename: str) -> tuple[str, str]:
    """The text, and what it came from: TXT, DOCX, ODT or PDF. Raises WrongUse with the way out."""
    found = read_document(content, filename)
    return found.text, found.kind


def read_document(content: bytes, filename: str) -> Written:
    """The same with what was left behind. The text is as `checked_text` keeps it. Raises WrongUse with the way out."""
    name = _shown(filename)
    try:
        found = _read(content, name)
    except RecursionError as error:  # parts within parts without end
        raise WrongUse(f"{name} is nested deeper than any office program writes. Copy its text into a new document; nothing was kept.") from error
    if not found.text.strip():
        raise WrongUse(f"{name} is empty: nothing was saved.")
    if len(found.text.encode(errors="replace")) > MAX_BYTES:
        raise WrongUse(f"{name} holds {len(found.text.encode(errors='replace')) // 1000} kB of text; the most is {MAX_BYTES // 1000} kB. Nothing was kept.")
    return Written(checked_text(found.text), found.kind, found.left, found.footnotes)


def _shown(filename: str) -> str:
    """The file's name in a sentence: without its folders, not endlessly long."""
    name = filename.replace("\\", "/").rpartition("/")[2].strip()
    return name if 0 < len(name) <= 80 else "The file"


def _read(content: bytes, name: str) -> Written:
    head = content[:1024].lstrip()
    if b"%PDF-" in head[:64]:
        return pdf.read(content, name)
    if content.startswith(b"PK\x03\x04"):
        return _zipped(content, name)
    if content.startswith(OLE):
        raise _old_office(content, name)
    for start, what, way_out in WAYS_OUT:
        if head.lower().startswith(start.lower()):
            raise WrongUse(f"{name} is {what}. {way_out}")
    return plain.read(content, name)


def _zipped(content: bytes, name: str) -> Written:
    box = Container(content, name)
    if "mimetype" in box.names and box.read("mimetype").decode("ascii", "replace").strip() == odt.MIME:
        return odt.read(box)
    if any(part.startswith("word/") for part in box.names) and "[Content_Types].xml" in box.names:
        return docx.read(box)
    if any(part.startswith("xl/") for part in box.names):
        raise WrongUse(f"{name} is a spreadsheet. Several testimonies at once are brought in under “Bring in many”; for one, copy its text and paste it.")
    raise WrongUse(f"{name} is a zipped file, but no .docx and no .odt document. Send the document itself; nothing was kept.")


def _old_office(content: bytes, name: str) -> WrongUse:
    if "EncryptedPackage".encode("utf-16-le") in content:
        return WrongUse(f"{name} is protected by a password. Take the password off and send it again; nothing was kept.")
    return WrongUse(f"{name} is an old office document. Save it as .docx or .odt and send that; nothing was kept.")
