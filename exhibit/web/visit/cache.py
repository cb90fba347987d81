"""Rendered pages kept in memory with the ledger's epoch and the moment they end; compression is prepared once."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock

from exhibit.front.rendered import HTML, Ready, Rendered
from exhibit.story import labels

__all__ = ["HTML", "LIMIT", "Offer", "PageCache", "Rendered"]

LIMIT = 2_000  # addresses: about 10 kB for each language and look that was asked for


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


class PageCache:
    """Pages by address, language and look. A page of another epoch, or past its end, is never given out.

    A page is found by the language it is written in, never by what a phone asked for: whatever a visitor sends, there
    is at most one page for each language and look of each story.
    """

    def __init__(self, limit: int = LIMIT) -> None:
        self._shelves: dict[str, _Shelf] = {}
        self._limit = limit
        self._lock = Lock()

    def __len__(self) -> int:
        return sum(len(shelf.pages) for shelf in list(self._shelves.values()))

    def get(self, address: str, wanted: Sequence[str], epoch: int, now: datetime, look: str = "") -> Ready | None:
        shelf = self._shelves.get(address)
        if shelf is None or shelf.offer.epoch != epoch or now >= shelf.offer.until:
            return None
        return shelf.pages.get((shelf.offer.best(wanted), look))

    def put(self, address: str, offer: Offer, language: str, page: Ready, look: str = "") -> Ready:
        """Keep a page rendered after `offer.epoch` was read; the oldest story makes room."""
        with self._lock:
            shelf = self._shelves.get(address)
            if shelf is None or shelf.offer != offer:
                self._shelves.pop(address, None)
                while len(self._shelves) >= self._limit:
                    del self._shelves[next(iter(self._shelves))]
                shelf = self._shelves[address] = _Shelf(offer)
            shelf.pages[language, look] = page
        return page
