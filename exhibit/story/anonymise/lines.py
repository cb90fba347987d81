"""The line of a passage, read once for all finders of times, amounts and traits."""
from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from weakref import WeakKeyDictionary

from exhibit.story.anonymise.line import Line
from exhibit.story.anonymise.merge import Candidate
from exhibit.story.anonymise.numerals import read_line
from exhibit.story.anonymise.passage import Passage

_READ: WeakKeyDictionary[Passage, Line] = WeakKeyDictionary()
"""As long as the passage itself lives, and no longer: words of a story are not kept."""


def line_read(passage: Passage) -> Line:
    """The line of a passage with its numbers read."""
    line = _READ.get(passage)
    if line is None:
        line = _READ[passage] = read_line(passage)
    return line


def on_line(*finders: Callable[[Line, str], Iterator[Candidate]]) -> Callable[[Passage], Iterable[Candidate]]:
    """Finders over lines as one finder of stories."""
    def find(passage: Passage) -> Iterator[Candidate]:
        line = line_read(passage)
        for finder in finders:
            yield from finder(line, passage.language)
    return find
