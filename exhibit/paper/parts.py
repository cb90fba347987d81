"""The parts a reading program meets one after the other: what each is, what it says, and where it is set.

A document for tagging holds headings, paragraphs, dotted lists, rules, gaps and page breaks. Anything else is drawn for eyes alone and has no part here.
"""
from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from exhibit.cutout.type.bidi import bidi_class
from exhibit.cutout.type.typeset import WITHOUT_SPACES, paragraphs
from exhibit.paper.blocks import Block, Bullets, Document, Gap, Heading, PageBreak, Paragraph, Rule, Together
from exhibit.paper.layout import BETWEEN_ITEMS_MM, strips_of
from exhibit.paper.letters import HAIR_SPACE
from exhibit.paper.strips import Column, Mark, Strip, Words

FURNITURE = 0  # the part of what no reading program should meet: rules, page numbers


@dataclass(frozen=True, slots=True)
class Part:
    """One element with words. `role` is a standard structure type (ISO 32000-1, 14.8.4); `inside`: numbers of the list and item it belongs to."""

    number: int
    role: str
    text: str
    language: str
    inside: tuple[int, ...] = ()

    @property
    def spoken(self) -> str:
        """What is said in place of the letters on the page; "" where these, read one after the other, are the text already.

        Text from the right stands on a page in the order of the eye; an accent may be drawn with its letter; Lao has no space where a line ends.
        """
        whole = HAIR_SPACE not in self.text and self.language.split("-")[0] not in WITHOUT_SPACES and not any(bidi_class(char) in ("R", "AL") or unicodedata.category(char)[0] == "M" for char in self.text)
        return "" if whole else " ".join(self.text.replace(HAIR_SPACE, " ").split())


@dataclass(frozen=True, slots=True)
class Tagged:
    """A document as parts, and as strips whose words know their part."""

    parts: tuple[Part, ...]
    strips: tuple[Strip, ...]


class NotTagged(ValueError):
    """A block of a kind that has no part here: a document for reading programs must not lose one."""


def tagged(document: Document, column: Column) -> Tagged:
    """The parts and strips of a document in a column. Raises NotTagged."""
    maker = _Maker(document.language, column)
    for block in document.blocks:
        maker.add(block)
    return Tagged(tuple(maker.parts), tuple(maker.strips))


class _Maker:
    def __init__(self, language: str, column: Column) -> None:
        self.parts: list[Part] = []
        self.strips: list[Strip] = []
        self._language, self._column, self._lists = language, column, 0

    def add(self, block: Block) -> None:
        if isinstance(block, Together):
            start = len(self.strips)
            for inner in block.blocks:
                self.add(inner)
            end = len(self.strips) - (0 if block.and_next else 1)
            self.strips[start:end] = [replace(strip, keep_next=True) for strip in self.strips[start:end]]
        elif isinstance(block, Heading | Paragraph):
            role = f"H{block.level}" if isinstance(block, Heading) else "P"
            self._words(role, block.text, block.language, strips_of(block, self._column))
        elif isinstance(block, Bullets):
            self._items(block)
        elif isinstance(block, Rule | Gap | PageBreak):
            self.strips += strips_of(block, self._column)
        else:
            raise NotTagged(f"A {type(block).__name__} has no place in a document for reading programs.")

    def _words(self, role: str, text: str, language: str, strips: list[Strip], inside: tuple[int, ...] = ()) -> None:
        part = Part(len(self.parts) + 1, role, text, language or self._language, inside)
        self.parts.append(part)
        blanks = _blanks(part, [mark for strip in strips for mark in strip.marks if isinstance(mark, Words)])
        self.strips += [replace(strip, marks=tuple(_of_part(mark, part.number, blanks) for mark in strip.marks)) for strip in strips]

    def _items(self, block: Bullets) -> None:
        """Each item as a label and its words; the sign is the last mark of an item's first strip."""
        self._lists += 1
        for at, item in enumerate(block.items):
            first, *rest = strips_of(replace(block, items=(item,)), self._column)
            sign, inside = first.marks[-1], (self._lists, at + 1)
            label = Part(len(self.parts) + 1, "Lbl", "•", block.language or self._language, inside)
            self.parts.append(label)
            self._words("LBody", item, block.language, [replace(first, marks=first.marks[:-1], before_mm=first.before_mm if at == 0 else BETWEEN_ITEMS_MM), *rest], inside)
            place = len(self.strips) - len(rest) - 1
            self.strips[place] = replace(self.strips[place], marks=(_of_part(sign, label.number, {}), *self.strips[place].marks))


def _of_part(mark: Mark, number: int, blanks: dict[int, bool]) -> Mark:
    return replace(mark, part=number, blank_after=blanks.get(id(mark.line), False)) if isinstance(mark, Words) else mark


def _blanks(part: Part, marks: list[Words]) -> dict[int, bool]:
    """For each line whether the text goes on with a space after it. The space is not seen, but whoever reads the page needs it between two words."""
    source, at = "\n".join(paragraphs(part.text, part.language)), 0
    found: dict[int, bool] = {}
    for mark in marks:
        start = source.find(mark.line.text, at)
        if start >= 0:
            at = start + len(mark.line.text)
            found[id(mark.line)] = source[at:at + 1] in (" ", "\n")
    return found


def tree(parts: tuple[Part, ...]) -> Iterator[Part | list[list[Part]]]:
    """The parts in order, those of a list together as its items."""
    items: list[list[Part]] = []
    for part, after in zip(parts, (*parts[1:], None), strict=True):
        if not part.inside:
            yield part
            continue
        if part.role == "Lbl":
            items.append([])
        items[-1].append(part)
        if after is None or not after.inside or after.inside[0] != part.inside[0]:
            yield items
            items = []
