"""Changing where the links of one of our own pages lead, without touching anything else in it. Pure: text in, text out.

Only the pages of this program are read, which a checker finds without a fault; markup of others is no business of this module.
"""
from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser

Target = Callable[[str], "str | None"]
LEADS = {"a": ("href",), "form": ("action",), "link": ("href",), "script": ("src",), "img": ("src",), "source": ("src",), "audio": ("src",), "video": ("src", "poster"), "track": ("src",)}
NEVER_ASKED = ("#", "data:")
STYLE_URL = re.compile(r"url\((['\"]?)([^'\")]+)\1\)")


@dataclass(slots=True)
class _Item:
    """A list item or section that may go: where it begins, how many of its links (of a section: forms) stayed and went."""

    start: int
    kept: int = 0
    dropped: int = 0


@dataclass(slots=True)
class _Edits:
    """What to put in place of which stretch of the text."""

    found: list[tuple[int, int, str]] = field(default_factory=list)

    def put(self, start: int, end: int, words: str) -> None:
        self.found.append((start, end, words))

    def applied(self, text: str) -> str:
        """The text with every edit; one inside a stretch that goes is not done."""
        out, at = [], 0
        for start, end, words in sorted(self.found, key=lambda edit: (edit[0], -edit[1])):
            if start >= at:
                out += [text[at:start], words]
                at = end
        return "".join([*out, text[at:]])


class _Page(HTMLParser):
    def __init__(self, text: str, target: Target) -> None:
        super().__init__(convert_charrefs=False)
        self.text, self.target, self.edits = text, target, _Edits()
        self._lines = [0, *(found.end() for found in re.finditer("\n", text))]
        self._items: list[_Item] = []
        self._sections: list[_Item] = []
        self._links: list[bool] = []  # of each open <a>: did it become plain text?
        self.feed(text)
        self.close()

    def _here(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        raw, start = self.get_starttag_text() or "", self._here()
        if tag in ("li", "section"):
            (self._items if tag == "li" else self._sections).append(_Item(start))
        given = [(name, value) for name, value in attrs if name in LEADS.get(tag, ()) and value and not value.startswith(NEVER_ASKED)]
        answers = [(name, self.target(value)) for name, value in given if value]
        gone, plain = any(answer is None for _, answer in answers), any(answer == "" for _, answer in answers)
        if tag == "a":
            self._links.append(gone or plain)
            self._count(gone)
        if gone and tag == "form":
            for section in self._sections[-1:]:
                section.dropped += 1
            return
        if gone or plain:
            self.edits.put(start, start + len(raw), "<span>" if tag == "a" else "")
            return
        changed = raw
        for (name, old), (_, new) in zip(given, answers, strict=True):
            if new != old:
                changed = re.sub(rf"""(\s{name}\s*=\s*)("[^"]*"|'[^']*'|[^\s>]+)""", lambda found, new=new: f'{found[1]}"{escape(new or "")}"', changed, count=1)
        if changed != raw:
            self.edits.put(start, start + len(raw), changed)

    handle_startendtag = handle_starttag

    def handle_endtag(self, tag: str) -> None:
        start = self._here()
        end = self.text.index(">", start) + 1
        if tag == "a" and self._links and self._links.pop():
            self.edits.put(start, end, "</span>")
        held = {"li": self._items, "section": self._sections}.get(tag)
        if held:
            item = held.pop()
            if item.dropped and not item.kept:
                self.edits.put(item.start, end, "")

    def _count(self, gone: bool) -> None:
        for item in self._items:
            item.dropped += gone
            item.kept += not gone


def with_links(text: str, target: Target) -> str:
    """The page with every address as `target` wants it. Asked for links, styles, scripts, pictures, sound; not for places on the page itself.

    "" for a link that is to be read and not followed. None for an address that leads nowhere: the link becomes plain text, a list item that held nothing but such links goes whole, and so does
    the section around a form: what it says would lead to nothing.
    """
    return _Page(text, target).edits.applied(text)


def addresses_in(text: str) -> list[str]:
    """Every address the page names, in its order."""
    seen: list[str] = []
    _Page(text, lambda address: seen.append(address) or address)
    return seen


def style_with_links(text: str, target: Target) -> str:
    """The same for a style sheet's url(...). Nothing is dropped there: None leaves what stood."""
    return STYLE_URL.sub(lambda found: found[0] if found[2].startswith(NEVER_ASKED) else f"url({target(found[2]) or found[2]})", text)


def addresses_in_style(text: str) -> list[str]:
    return [found[2] for found in STYLE_URL.finditer(text) if not found[2].startswith(NEVER_ASKED)]
