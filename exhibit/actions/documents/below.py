"""What hangs on a paragraph, footnotes and text boxes, is told below it: the same in Word and OpenDocument."""
from __future__ import annotations

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Iterable

from lxml import etree


class Below(ABC):
    """Keeps what is told below the paragraph that is being read; what is left out of a document is counted in `left`."""

    def __init__(self) -> None:
        self.left: Counter[str] = Counter()
        self.footnotes = 0
        self.below: list[str] = []

    @abstractmethod
    def _blocks(self, parent: etree._Element) -> Iterable[str]:
        """The paragraphs of a part of the document."""

    def _taken_below(self) -> list[str]:
        taken, self.below = self.below, []
        return taken

    def _footnote(self, note: etree._Element | None) -> None:
        text = " ".join(part.strip() for part in self._apart(note) if part.strip()) if note is not None else ""
        if text:
            self.footnotes += 1
            self.below.append(text)

    def _apart(self, node: etree._Element) -> list[str]:
        """What stands in a footnote or a text box, with what hangs on that."""
        outer, self.below = self.below, []
        found = [*self._blocks(node), *self.below]
        self.below = outer
        return found
