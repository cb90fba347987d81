"""The history as a chain: each entry carries the SHA-256 of itself and of the one before, so that no row can be changed unseen."""
from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from itertools import chain
from typing import Any

START = "0" * 64  # what the first entry stands on
GUESSES = 200_000  # digests tried, about two seconds, to tell a moved entry from a changed one


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the history as it is hashed: every field but the hashes, in this order."""

    seq: int
    kind: str
    testimony_code: str
    person_code: str
    grant_uid: str | None
    permission: str
    scope: str
    state: str
    occurred_at: datetime
    recorded_at: datetime
    indicated_by: str
    indication_method: str
    recorded_by: str
    reason: str
    details: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Link:
    """An entry with the two hashes that are on file."""

    entry: Entry
    prev_hash: str
    hash: str


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with the history at `seq`, in words. `kind`: CHANGED, REMOVED, ADDED, MOVED, REPLACED."""

    seq: int
    kind: str
    sentence: str


def digest(entry: Entry, prev_hash: str) -> str:
    """SHA-256, hexadecimal, of the entry in canonical JSON behind the hash of the one before."""
    told = [_plain(getattr(entry, field.name)) for field in fields(entry)]
    return hashlib.sha256((prev_hash + json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))).encode()).hexdigest()


def _plain(value: Any) -> Any:
    """Times as UTC to the microsecond: databases give them back in different forms."""
    return value.astimezone(UTC).isoformat(timespec="microseconds") if isinstance(value, datetime) else value


def faults(links: Iterable[Link], head_seq: int, head_hash: str) -> Iterator[Fault]:
    """Every place where the history on file is not the history that was written; none when it is whole. `links` by ascending seq, read once.

    `head_seq`, `head_hash`: the last entry as the ledger knows it, so that rows cut off at the end are missed as well.
    """
    walk = _Walk(head_seq)
    for link in links:
        yield from walk.step(link)
    yield from walk.end(head_hash)


class _Walk:
    """One pass over the history, a few numbers of memory: where it stands, and by how much the rows around it were moved."""

    def __init__(self, head_seq: int) -> None:
        self.seq, self.before, self.suspect = 0, START, False
        self.shift, self.head_seq, self.guesses = 0, head_seq, GUESSES
        self.waiting: Fault | None = None

    def step(self, link: Link) -> Iterator[Fault]:
        """Compare one row with itself and with the one before."""
        seq, found = link.entry.seq, None
        if digest(link.entry, link.prev_hash) != link.hash:
            found = self._moved_or_changed(link)
        else:
            self.shift = 0
            if seq != self.seq + 1:
                found = _gap(self.seq, seq)
            elif link.prev_hash != self.before and not self.suspect:
                found = Fault(seq, "REPLACED", f"Entry {seq} does not follow from entry {self.seq}: one of the two was replaced.")
        yield from self._say(found)
        self.seq, self.before, self.suspect = seq, link.hash, found is not None

    def _say(self, found: Fault | None) -> Iterator[Fault]:
        """A row missing at its place may turn up as the next one: the two were swapped, and nothing was removed."""
        waiting, self.waiting = self.waiting, None
        if waiting and found and found.kind == "MOVED" and found.sentence == _moved(found.seq, waiting.seq).sentence:
            yield _moved(waiting.seq, waiting.seq + 1)
        elif waiting:
            yield waiting
        if found and found.kind == "REMOVED":
            self.waiting = found
        elif found and found.sentence:
            yield found

    def _moved_or_changed(self, link: Link) -> Fault:
        seq, written_as, last_shift = link.entry.seq, self._written_as(link), self.shift
        if written_as is None:
            return Fault(seq, "CHANGED", f"Entry {seq} was changed after it was written.")
        self.shift = seq - written_as
        if self.shift == last_shift:
            return Fault(seq, "MOVED", "")  # one of many entries that were all pushed along: said once
        if self.shift == last_shift - 1 and written_as == self.seq - last_shift + 2:
            return Fault(written_as - 1, "REMOVED", f"Entry {written_as - 1} was removed: the entries from {written_as} on were moved up.")
        if self.shift == last_shift + 1 and written_as == self.seq - last_shift:
            return Fault(seq - 1, "ADDED", f"Entry {seq - 1} was added: the entry written as {written_as} now stands behind it as {seq}.")
        return _moved(seq, written_as)

    def _written_as(self, link: Link) -> int | None:
        """The number this row had when it was written, if only its number was changed."""
        numbers: Iterable[int] = chain((link.entry.seq - self.shift,), range(1, self.head_seq + 1))
        for seq in numbers:
            if self.guesses <= 0:
                return None
            self.guesses -= 1
            if digest(replace(link.entry, seq=seq), link.prev_hash) == link.hash:
                return seq
        return None

    def end(self, head_hash: str) -> Iterator[Fault]:
        """Compare the last row with the ledger's own note of it."""
        yield from self._say(None)
        seq, last = self.seq, self.head_seq
        if seq < last:
            gone = f"Entry {last} was removed" if seq == last - 1 else f"Entries {seq + 1} to {last} were removed"
            yield Fault(last, "REMOVED", f"{gone}: the history ends with entry {seq}, but {last} were written.")
        elif seq > last:
            more = f"Entry {seq} was added" if seq == last + 1 else f"Entries {last + 1} to {seq} were added"
            yield Fault(seq, "ADDED", f"{more}: only {last} were written by Exhibit.")
        elif self.before != head_hash and not self.suspect:
            yield Fault(seq, "REPLACED", f"Entry {seq} is not the one that was written last: it was replaced.")


def _moved(seq: int, written_as: int) -> Fault:
    return Fault(seq, "MOVED", f"Entry {seq} was written as entry {written_as}: the order was changed.")


def _gap(seq: int, found: int) -> Fault:
    missing = f"Entry {seq + 1} was removed" if found == seq + 2 else f"Entries {seq + 1} to {found - 1} were removed"
    return Fault(seq + 1, "REMOVED", f"{missing}: entry {found} follows entry {seq}.")
