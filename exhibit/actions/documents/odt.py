"""ODT (ISO/IEC 26300): the words of the body in order.

Tracked changes count as accepted: what was deleted stands apart in the file and is not read. Annotations, headers and footers, hidden
text, fields that name the author or the file, link targets, pictures and the document's properties are only counted.
"""
from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from exhibit.actions.documents.below import Below
from exhibit.actions.documents.container import Container, child, local, value_of
from exhibit.actions.documents.written import Written, counted, tidied
from exhibit.errors import WrongUse

MIME = "application/vnd.oasis.opendocument.text"
TELLING_FIELDS = frozenset({
    "author-name", "author-initials", "creator", "initial-creator", "printed-by", "file-name", "template-name", "user-defined", "title", "subject", "keywords", "description",
    "sender-firstname", "sender-lastname", "sender-initials", "sender-title", "sender-position", "sender-email", "sender-phone-private", "sender-fax", "sender-company",
    "sender-phone-work", "sender-street", "sender-city", "sender-postal-code", "sender-country", "sender-state-or-province", "creation-date", "modification-date", "print-date",
})
HIDDEN = frozenset({"hidden-text", "hidden-paragraph"})
NOT_TEXT = frozenset({
    "tracked-changes", "annotation", "annotation-end", "change", "change-start", "change-end", "ruby-text", "desc", "forms", "sequence-decls",
    "variable-decls", "user-field-decls", "script", "note-citation", "table-column", "table-columns", "soft-page-break", "bookmark", "database-display",
})
PARAGRAPHS = frozenset({"p", "h"})


def read(box: Container) -> Written:
    """The text of a document that is open. Raises WrongUse for one that is locked, holds macros or is no text."""
    if "META-INF/manifest.xml" in box.names and any(local(node) == "encryption-data" for node in box.xml("META-INF/manifest.xml").iter()):
        raise WrongUse(f"{box.name} is protected by a password. Take the password off and send it again; nothing was kept.")
    if any(name.startswith(("Basic/", "Scripts/")) and not name.endswith("/") for name in box.names):
        raise WrongUse(f"{box.name} holds macros, small programs. Copy its text into a new document and send that; nothing was kept.")
    if "content.xml" not in box.names:
        raise box.damaged()
    return _Reader(box).written()


class _Reader(Below):
    """Walks one document; what is left out is counted in `left`."""

    def __init__(self, box: Container) -> None:
        super().__init__()
        self.box, self.root = box, box.xml("content.xml")
        self.styles = box.xml("styles.xml") if "styles.xml" in box.names else None
        self.hidden = frozenset(_hidden_styles(self.root)) | frozenset(_hidden_styles(self.styles))

    def written(self) -> Written:
        body = child(self.root, "body", "text")
        if body is None:
            raise self.box.damaged()
        paragraphs = list(self._blocks(body))
        self._count_around(body)
        return Written(tidied(paragraphs), "ODT", counted(self.left), self.footnotes)

    def _blocks(self, parent: etree._Element, lead: str = "") -> Iterator[str]:
        for node in parent:
            name = local(node)
            if name in NOT_TEXT:
                continue
            if name == "section" and value_of(node, "display") in ("none", "condition"):
                self.left["HIDDEN"] += 1
            elif name in PARAGRAPHS:
                text = self._paragraph(node)
                yield f"{lead}{text.strip()}" if lead and text.strip() else text
                yield from self._taken_below()
            elif name == "table":
                yield "\n".join(self._rows(node))
            elif name in ("list-item", "list-header"):
                yield from self._blocks(node, "– ")
            elif len(node):
                yield from self._blocks(node, lead)

    def _rows(self, table: etree._Element) -> Iterator[str]:
        """A row is a line, its cells apart by a tab."""
        for node in table:
            if local(node) == "table-row":
                cells = (cell for cell in node if local(cell) == "table-cell")
                yield "\t".join(" ".join(part.strip() for part in self._blocks(cell) if part.strip()) for cell in cells)
            elif local(node) in ("table-rows", "table-header-rows", "table-row-group"):
                yield from self._rows(node)

    def _paragraph(self, node: etree._Element) -> str:
        if self._is_hidden(node):
            self.left["HIDDEN"] += 1
            return ""
        return "".join(self._inline(node))

    def _is_hidden(self, node: etree._Element) -> bool:
        return value_of(node, "style-name") in self.hidden and bool("".join(node.itertext()).strip())

    def _inline(self, parent: etree._Element) -> Iterator[str]:
        """Words of an element. Blanks in a row count as one, as the format says."""
        yield _flat(parent.text)
        for node in parent:
            yield from self._element(node, local(node))
            yield _flat(node.tail)

    def _element(self, node: etree._Element, name: str) -> Iterator[str]:
        if name in TELLING_FIELDS:
            self.left["FIELD"] += 1
        elif name in HIDDEN or (name == "span" and self._is_hidden(node)):
            self.left["HIDDEN"] += 1
        elif name == "placeholder":
            self.left["PLACEHOLDER"] += 1
        elif name == "note":
            self._footnote(child(node, "note-body"))
        elif name == "frame":
            self._frame(node)
        elif name == "s":
            yield " " * min(200, int(value_of(node, "c", "1")) if value_of(node, "c", "1").isdigit() else 1)
        elif name == "tab":
            yield "\t"
        elif name == "line-break":
            yield "\n"
        elif name not in NOT_TEXT:
            yield from self._inline(node)

    def _frame(self, node: etree._Element) -> None:
        """A text box tells its words below the paragraph it hangs on."""
        for inner in node:
            if local(inner) == "text-box":
                self.below.extend(self._apart(inner))

    def _count_around(self, body: etree._Element) -> None:
        names = {"changed-region": "CHANGE", "annotation": "COMMENT", "image": "PICTURE", "object": "EMBEDDED", "object-ole": "EMBEDDED", "a": "LINK"}
        for node in body.iter():
            if local(node) in names:
                self.left[names[local(node)]] += 1
        for node in self.styles.iter() if self.styles is not None else ():
            if local(node) in ("header", "footer", "header-left", "footer-left") and "".join(node.itertext()).strip():
                self.left["HEADER"] += 1
        self._count_meta()

    def _count_meta(self) -> None:
        meta = self.box.xml("meta.xml").iter() if "meta.xml" in self.box.names else ()
        said = [local(node) for node in meta if (node.text or "").strip()]
        self.left["AUTHOR"] += bool({"creator", "initial-creator", "printed-by"} & set(said))
        self.left["PROPERTY"] += sum(name in ("user-defined", "title", "subject", "description", "keyword") for name in said)


def _hidden_styles(tree: etree._Element | None) -> Iterator[str]:
    for style in tree.iter() if tree is not None else ():
        if local(style) == "style" and (facts := child(style, "text-properties")) is not None and value_of(facts, "display") == "none":
            yield value_of(style, "name")


def _flat(text: str | None) -> str:
    """White space of the XML file as one blank."""
    return re.sub(r"[ \t\r\n]+", " ", text or "")
