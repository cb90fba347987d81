"""Rendered pages kept in memory with the ledger's epoch and the moment they end; compression is prepared once."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock

from exhibit.front.rendered import HTML, Ready, Rendered
from exhibit.story import labels

__all__ = ["HTML", "LIMIT_BYTES", "Offer", "PageCache", "Rendered"]

LIMIT_BYTES = 64_000_000  # in each worker: about 10,000 pages, and one quarter of it for the largest


@dataclass(frozen=True, slots=True)
class Offer:
    """The languages one address can be read in, and how long that is known to be true."""

    languages: tuple[str, ...]
    fallback: str
    epoch: int
    until: datetime

    def best(self, wanted: Sequence[str]) -> str:
        return labels.choose(wanted, self.languages, self.fallback)


@dataclass(slots=True)
class _Shelf:
    offer: Offer
    pages: dict[tuple[str, str], Ready] = field(default_factory=dict)
    weight_bytes: int = 0


class PageCache:
    """Pages by address, language and look. A page of another epoch, or past its end, is never given out.

    A page is found by the language it is written in, never by what a phone asked for: whatever a visitor sends, there
    is at most one page for each language and look of each story. All together weigh no more than the limit.
    """

    def __init__(self, limit_bytes: int = LIMIT_BYTES) -> None:
        self._shelves: dict[str, _Shelf] = {}
        self._limit_bytes, self._weight_bytes = limit_bytes, 0
        self._lock = Lock()

    def __len__(self) -> int:
        return sum(len(shelf.pages) for shelf in list(self._shelves.values()))

    @property
    def weight_bytes(self) -> int:
        return self._weight_bytes

    def get(self, address: str, wanted: Sequence[str], epoch: int, now: datetime, look: str = "") -> Ready | None:
        shelf = self._shelves.get(address)
        if shelf is None or shelf.offer.epoch != epoch or now >= shelf.offer.until:
            return None
        return shelf.pages.get((shelf.offer.best(wanted), look))

    def put(self, address: str, offer: Offer, language: str, page: Ready, look: str = "") -> Ready:
        """Keep a page rendered after `offer.epoch` was read; the story kept longest makes room. Returns the page."""
        if page.weight_bytes() > self._limit_bytes // 4:
            return page
        with self._lock:
            shelf = self._shelf(address, offer, page)
            before = shelf.pages.get((language, look))
            added = page.weight_bytes() - (before.weight_bytes() if before else 0)
            shelf.pages[language, look] = page
            shelf.weight_bytes += added
            self._weight_bytes += added
            while self._weight_bytes > self._limit_bytes:
                self._take_away(next(other for other in self._shelves if other != address))
        return page

    def _shelf(self, address: str, offer: Offer, page: Ready) -> _Shelf:
        """The story's own, with room for one page more; one that alone would be too heavy, in every look of every language, begins again."""
        shelf = self._shelves.get(address)
        if shelf is None or shelf.offer != offer or shelf.weight_bytes + page.weight_bytes() > self._limit_bytes:
            self._take_away(address)
            shelf = self._shelves[address] = _Shelf(offer)
        return shelf

    def _take_away(self, address: str) -> None:
        shelf = self._shelves.pop(address, None)
        if shelf:
            self._weight_bytes -= shelf.weight_bytes
