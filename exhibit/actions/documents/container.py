"""Zipped formats (DOCX, ODT, XLSX, ZIP) within limits: a file of some kilobytes may claim to hold gigabytes, and XML may ask for other files.

Nothing is unpacked to a disk. Sizes are counted while reading, because what the list of contents says may be false.
"""
from __future__ import annotations

import io
import zipfile
import zlib

from lxml import etree

from exhibit.errors import WrongUse

MOST_BYTES = 40_000_000  # of the file itself: pictures in documents are large
MOST_MEMBERS = 5_000
MOST_PART = 24_000_000  # bytes of one unpacked part: 3,000 pages of text
MOST_IN_ALL = 80_000_000  # bytes of all parts that were read


class Container:
    """A zipped document. `name` is the file's name, for sentences. Raises WrongUse for what cannot be read safely."""

    def __init__(self, content: bytes, name: str) -> None:
        self.name = name
        if len(content) > MOST_BYTES:
            raise WrongUse(f"{name} is larger than {MOST_BYTES // 1_000_000} MB. Save it without its pictures; nothing was kept.")
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(content))
        except (zipfile.BadZipFile, ValueError, OSError, EOFError) as error:
            raise self.damaged() from error
        if len(self._archive.infolist()) > MOST_MEMBERS:
            raise WrongUse(f"{name} holds more than {MOST_MEMBERS} parts, which no testimony does. Copy its text into a new document; nothing was kept.")
        self.names = tuple(self._archive.namelist())
        self._unpacked = 0

    def damaged(self) -> WrongUse:
        return WrongUse(f"{self.name} is damaged and cannot be read. Open it where it was made, save it anew and send that; nothing was kept.")

    def read(self, member: str) -> bytes:
        """One part in the clear. Raises WrongUse when it is damaged, locked or unpacks to more than MOST_PART bytes."""
        try:
            if self._archive.getinfo(member).flag_bits & 0x1:
                raise WrongUse(f"{self.name} is protected by a password. Take the password off and send it again; nothing was kept.")
            with self._archive.open(member) as part:
                found = part.read(MOST_PART + 1)
        except (KeyError, zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, ValueError) as error:  # zipfile raises NotImplementedError for a packing it does not know
            raise self.damaged() from error
        self._unpacked += len(found)
        if len(found) > MOST_PART or self._unpacked > MOST_IN_ALL:
            raise WrongUse(f"{self.name} unpacks to far more than a testimony holds. Copy its text into a new document; nothing was kept.")
        return found

    def xml(self, member: str) -> etree._Element:
        """One part as a tree: no entities, nothing fetched, not nested without end. Raises WrongUse."""
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False, remove_comments=True, remove_pis=True)
        content = self.read(member)
        try:
            tree = etree.fromstring(content, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise self.damaged() from error
        if tree.getroottree().docinfo.internalDTD is not None:
            raise WrongUse(f"{self.name} declares entities of its own, as no office program writes them. Save it anew in an office program; nothing was kept.")
        return tree


def local(node: etree._Element) -> str:
    """A tag without its namespace: the two dialects of DOCX differ in nothing else."""
    tag = node.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def value_of(node: etree._Element, name: str, default: str = "") -> str:
    """An attribute whatever its namespace."""
    return next((value for key, value in node.attrib.items() if key.rpartition("}")[2] == name), default)


def child(node: etree._Element, *path: str) -> etree._Element | None:
    """The first element on a path of tags without namespaces."""
    for name in path:
        node = next((one for one in node if local(one) == name), None)
        if node is None:
            return None
    return node
