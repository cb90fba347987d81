"""DOCX (ECMA-376, both dialects): the words of the body in order.

Tracked changes count as accepted. Comments, headers and footers, hidden text, field codes, link targets, pictures and the document's
properties are not read, only counted. A footnote stands below its paragraph; of fields that would name the author or the file the result is left out too.
"""
from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lxml import etree

from exhibit.actions.documents.below import Below
from exhibit.actions.documents.container import Container, child, local, value_of
from exhibit.actions.documents.written import Written, counted, tidied
from exhibit.errors import WrongUse

TELLING_FIELDS = re.compile(r"^\s*(?:AUTHOR|LASTSAVEDBY|USER\w+|FILENAME|DOCPROPERTY|INFO|TITLE|SUBJECT|KEYWORDS|COMMENTS|TEMPLATE|SAVEDATE|CREATEDATE|PRINTDATE|EDITTIME)\b", re.I)
GONE = frozenset({"del", "moveFrom"})
NOT_TEXT = frozenset({"pPr", "rPr", "tblPr", "trPr", "tcPr", "sectPr", "sdtPr", "instrText", "delText", "delInstrText", "rt", "altChunk", "object", "commentReference", "annotationRef", "Fallback", "docPr"})
MARKS = {"tab": "\t", "noBreakHyphen": "-", "cr": "\n", "ptab": "\t"}
BREAKS_A_PAGE = frozenset({"page", "column"})
CHANGES = frozenset({"ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange"})
OF_THE_CORE = frozenset({"title", "subject", "keywords", "description", "category"})
OF_THE_HOUSE = frozenset({"Company", "Manager", "HyperlinkBase", "property"})
OFF = frozenset({"0", "false", "off", "none"})


def read(box: Container) -> Written:
    """The text of a document that is open. Raises WrongUse for one with macros or without its main part."""
    kinds = _parts(box)
    if any("vbaproject" in name.lower() for name in box.names) or any("macroenabled" in kind.lower() for kind in kinds.values()):
        raise WrongUse(f"{box.name} holds macros, small programs. Save it as an ordinary document (.docx) and send that; nothing was kept.")
    main = _part(kinds, "document.main+xml")
    if main is None:
        raise box.damaged()
    reader = _Reader(box, kinds, main)
    return reader.written()


def _parts(box: Container) -> dict[str, str]:
    """Name of a part -> its content type."""
    if "[Content_Types].xml" not in box.names:
        raise box.damaged()
    found = box.xml("[Content_Types].xml")
    return {value_of(one, "PartName").lstrip("/"): value_of(one, "ContentType") for one in found if local(one) == "Override"}


def _part(kinds: dict[str, str], ending: str) -> str | None:
    return next((name for name, kind in kinds.items() if kind.endswith(ending)), None)


@dataclass(slots=True)
class _Field:
    """A field that is open: its code, and whether what stands in it now is read."""

    code: str = ""
    silent: bool = True


class _Reader(Below):
    """Walks one document; what is left out is counted in `left`."""

    def __init__(self, box: Container, kinds: dict[str, str], main: str) -> None:
        super().__init__()
        self.box, self.kinds, self.main = box, kinds, main
        self.hidden_styles = self._styles_with(lambda style: _is_hidden(child(style, "rPr")))
        self.list_styles = self._styles_with(lambda style: child(style, "pPr", "numPr") is not None)
        self.notes = {kind: self._notes(f"{kind}s+xml") for kind in ("footnote", "endnote")}
        self.fields: list[_Field] = []  # complex fields that are open, the innermost last

    def written(self) -> Written:
        body = child(self.box.xml(self.main), "body")
        if body is None:
            raise self.box.damaged()
        paragraphs = list(self._blocks(body))
        if self.fields:  # a field without an end would have swallowed what follows
            raise self.box.damaged()
        self._count_around(body)
        return Written(tidied(paragraphs), "DOCX", counted(self.left), self.footnotes)

    def _styles_with(self, is_one: Callable[[etree._Element], bool]) -> frozenset[str]:
        """Styles of which something holds, by themselves or by the style they stand on."""
        part = _part(self.kinds, "wordprocessingml.styles+xml")
        rows = [one for one in self.box.xml(part) if local(one) == "style"] if part else []
        bases = {value_of(row, "styleId"): value_of(base, "val") for row in rows if (base := child(row, "basedOn")) is not None}
        found = {value_of(row, "styleId") for row in rows if is_one(row)}
        standing_on: dict[str, list[str]] = {}
        for style, base in bases.items():
            standing_on.setdefault(base, []).append(style)
        reached = list(found)
        while reached:  # each style once: a hostile document may chain thousands of them
            more = [style for style in standing_on.get(reached.pop(), ()) if style not in found]
            found.update(more)
            reached += more
        return frozenset(found)

    def _notes(self, ending: str) -> dict[str, etree._Element]:
        part = _part(self.kinds, ending)
        return {value_of(note, "id"): note for note in self.box.xml(part) if not value_of(note, "type")} if part else {}

    def _blocks(self, parent: etree._Element) -> Iterator[str]:
        """Paragraphs and table rows in order. A paragraph whose end was deleted goes on in the next one."""
        begun = ""
        for node in parent:
            name = local(node)
            if name == "p":
                text = begun + self._paragraph(node)
                begun = text if _end_is_deleted(node) else ""
                if not begun:
                    yield text
                    yield from self._taken_below()
            elif name == "tbl":
                yield from self._table(node)
            elif name == "sdt":
                if (content := self._control(node)) is not None:
                    yield from self._blocks(content)
            elif name in GONE or name in NOT_TEXT:
                continue
            elif len(node):
                yield from self._blocks(node)
        if begun:
            yield begun

    def _control(self, node: etree._Element) -> etree._Element | None:
        """What a content control holds, unless it only shows its own prompt."""
        if child(node, "sdtPr", "showingPlcHdr") is not None:
            self.left["PLACEHOLDER"] += 1
            return None
        return child(node, "sdtContent")

    def _table(self, table: etree._Element) -> Iterator[str]:
        """A row is a line, its cells apart by a tab."""
        rows = []
        for row in _within(table, "tr"):
            if child(row, "trPr", "del") is not None:
                continue
            rows.append("\t".join(" ".join(part.strip() for part in self._blocks(cell) if part.strip()) for cell in _within(row, "tc")))
        yield "\n".join(rows)

    def _paragraph(self, node: etree._Element) -> str:
        mark = child(node, "pPr", "pStyle")
        style = value_of(mark, "val") if mark is not None else ""
        if style in self.hidden_styles:
            self.left["HIDDEN"] += 1
            return ""
        text = "".join(self._inline(node))
        in_list = child(node, "pPr", "numPr") is not None or style in self.list_styles
        return f"– {text.strip()}" if in_list and text.strip() else text

    def _inline(self, parent: etree._Element) -> Iterator[str]:
        for node in parent:
            name = local(node)
            if name in GONE or name in NOT_TEXT:
                continue
            if name == "r":
                yield from self._run(node)
            elif name == "fldSimple":
                yield from self._simple_field(node)
            elif name == "sdt":
                content = self._control(node)
                yield from self._inline(content) if content is not None else ()
            else:
                yield from self._inline(node)

    def _simple_field(self, node: etree._Element) -> Iterator[str]:
        if TELLING_FIELDS.match(value_of(node, "instr")):
            self.left["FIELD"] += 1
            return
        yield from self._inline(node)

    def _run(self, run: etree._Element) -> Iterator[str]:
        facts = child(run, "rPr")
        hidden = _is_hidden(facts) or (facts is not None and (style := child(facts, "rStyle")) is not None and value_of(style, "val") in self.hidden_styles)
        self.left["HIDDEN"] += hidden and any(local(node) == "t" and (node.text or "").strip() for node in run)
        for node in run:
            name = local(node)
            if name == "fldChar":
                self._field_mark(value_of(node, "fldCharType"))
            elif name == "instrText" and self.fields:
                self.fields[-1].code += node.text or ""
            elif not hidden and not any(field.silent for field in self.fields):
                yield from self._in_run(node, name)

    def _field_mark(self, kind: str) -> None:
        """Between `begin` and `separate` stands the field's code, between `separate` and `end` what it shows."""
        if kind == "begin":
            self.fields.append(_Field())
        elif kind == "separate" and self.fields:
            self.fields[-1].silent = bool(TELLING_FIELDS.match(self.fields[-1].code))
            self.left["FIELD"] += self.fields[-1].silent
        elif kind == "end" and self.fields:
            self.fields.pop()

    def _in_run(self, node: etree._Element, name: str) -> Iterator[str]:
        if name == "t":
            yield node.text or ""
        elif name == "br":
            yield "\n\n" if value_of(node, "type") in BREAKS_A_PAGE else "\n"
        elif name in MARKS:
            yield MARKS[name]
        elif name in ("footnoteReference", "endnoteReference"):
            self._footnote(self.notes[name.removesuffix("Reference")].get(value_of(node, "id")))
        elif name == "ruby":
            yield from self._inline(node)
        elif name in ("drawing", "pict", "AlternateContent"):
            self._boxes(node)

    def _boxes(self, node: etree._Element) -> None:
        """A text box tells its words below the paragraph it hangs on; its second copy for older programs is not read."""
        for inner in node:
            if local(inner) == "txbxContent":
                self.below.extend(self._apart(inner))
            elif local(inner) != "Fallback":
                self._boxes(inner)

    def _count_around(self, body: etree._Element) -> None:
        for node in body.iter():
            name = local(node)
            if name in CHANGES:
                self.left["CHANGE"] += 1
            elif name in ("blip", "imagedata") and not any(local(above) == "Fallback" for above in node.iterancestors()):
                self.left["PICTURE"] += 1
            elif name in ("object", "altChunk"):
                self.left["EMBEDDED"] += 1
            elif name == "hyperlink" and value_of(node, "id"):
                self.left["LINK"] += 1
        self._count_parts()

    def _count_parts(self) -> None:
        for name, kind in self.kinds.items():
            if name not in self.box.names:
                continue
            if kind.endswith(("header+xml", "footer+xml")):
                self.left["HEADER"] += bool(_says(self.box.xml(name)))
            elif kind.endswith("wordprocessingml.comments+xml"):
                self.left["COMMENT"] += sum(local(one) == "comment" for one in self.box.xml(name))
            elif kind.endswith("core-properties+xml"):
                self.left["AUTHOR"] += bool({one.text.strip() for one in self.box.xml(name) if local(one) in ("creator", "lastModifiedBy") and (one.text or "").strip()})
                self.left["PROPERTY"] += sum(local(one) in OF_THE_CORE and bool(_says(one)) for one in self.box.xml(name))
            elif kind.endswith(("custom-properties+xml", "extended-properties+xml")):
                self.left["PROPERTY"] += sum(local(one) in OF_THE_HOUSE and bool(_says(one)) for one in self.box.xml(name))


def _within(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    """Rows of a table, cells of a row: also those that stand in a content control or were inserted."""
    for node in parent:
        if local(node) == name:
            yield node
        elif local(node) in ("sdt", "sdtContent", "ins", "customXml", "smartTag"):
            yield from _within(node, name)


def _is_hidden(facts: etree._Element | None) -> bool:
    mark = child(facts, "vanish") if facts is not None else None
    return mark is not None and value_of(mark, "val", "true") not in OFF


def _end_is_deleted(paragraph: etree._Element) -> bool:
    return child(paragraph, "pPr", "rPr", "del") is not None


def _says(node: etree._Element) -> str:
    return "".join(node.itertext()).strip()
