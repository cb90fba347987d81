"""Rendered pages kept in memory with the ledger's epoch and the moment they end; compression is prepared once."""
from __future__ import annotations

import gzip
from dataclasses import dataclass
from datetime import datetime

LIMIT = 2_000


@dataclass(frozen=True, slots=True)
class Kept:
    """One rendered page."""

    epoch: int
    valid_until: datetime | None
    status: int
    plain: bytes
    packed: bytes


class PageCache:
    """Pages by (code, language). A page of an older epoch, or past its end, is never given out."""

    def __init__(self) -> None:
        self._pages: dict[tuple[str, str], Kept] = {}

    def get(self, key: tuple[str, str], epoch: int, now: datetime) -> Kept | None:
        kept = self._pages.get(key)
        if kept is None or kept.epoch != epoch or (kept.valid_until is not None and now >= kept.valid_until):
            return None
        return kept

    def put(self, key: tuple[str, str], epoch: int, valid_until: datetime | None, status: int, html: str) -> Kept:
        if len(self._pages) >= LIMIT:
            self._pages.clear()
        plain = html.encode()
        kept = Kept(epoch, valid_until, status, plain, gzip.compress(plain, 9, mtime=0))
        self._pages[key] = kept
        return kept
