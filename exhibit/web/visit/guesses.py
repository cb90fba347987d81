"""Guessing codes is slowed: how many codes that lead nowhere one network has tried, in this worker's memory alone.

Only what was not found counts, and the same code counts once: a hall whose visitors scan real codes behind one address never fills
its bucket, and a dark figure that everybody scans costs one try. docs/security.md has the arithmetic.
"""
from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from ipaddress import ip_address, ip_network
from threading import Lock

TRIES = 30  # codes that lead nowhere, one after the other
SECONDS_A_TRY = 60  # one more after this
NETWORKS = 10_000  # kept at once: a few megabytes; the one that tried longest ago makes room
IPV4_BITS, IPV6_BITS = 24, 56  # a household, a hall; with IPv6 the smallest piece a provider hands to one customer
KEPT_S = TRIES * SECONDS_A_TRY  # by then a bucket is full again, and nothing of the network is remembered


def network_of(address: str) -> str:
    """"203.0.113.0/24" for an address in it. What is no address counts as one network, so that nobody escapes by hiding."""
    try:
        found = ip_address(address.split("%")[0])
    except ValueError:
        return ""
    mapped = getattr(found, "ipv4_mapped", None)
    found = mapped or found
    return str(ip_network(f"{found}/{IPV4_BITS if found.version == 4 else IPV6_BITS}", strict=False))


@dataclass(slots=True)
class _Bucket:
    left: float
    at: float  # seconds of the clock when `left` was right
    missed_at: float = 0.0
    codes: OrderedDict[str, None] = field(default_factory=OrderedDict)  # tried lately: each has cost its try


class Guesses:
    """A token bucket for each network. Asked before every answer about a code, so it costs one look while nobody guesses."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()
        self._emptied_until = 0.0
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._buckets)

    @property
    def anybody_waits(self) -> bool:
        """False as long as no bucket has been empty lately: then nobody's address needs to be looked at."""
        return self._clock() < self._emptied_until

    def must_wait(self, address: str) -> bool:
        if not self.anybody_waits:
            return False
        with self._lock:
            bucket = self._buckets.get(network_of(address))
            return bucket is not None and self._fill(bucket).left < 1

    def missed(self, address: str, code: str) -> None:
        """A code of this network led nowhere."""
        network = network_of(address)
        with self._lock:
            self._forget_the_old()
            bucket = self._fill(self._buckets.setdefault(network, _Bucket(TRIES, self._clock())))
            self._buckets.move_to_end(network)
            bucket.missed_at = bucket.at
            if code not in bucket.codes:
                bucket.left = max(0.0, bucket.left - 1)
                bucket.codes[code] = None
                while len(bucket.codes) > TRIES:
                    bucket.codes.popitem(last=False)
            if bucket.left < 1:
                self._emptied_until = self._clock() + SECONDS_A_TRY

    def _fill(self, bucket: _Bucket) -> _Bucket:
        now = self._clock()
        bucket.left, bucket.at = min(TRIES, bucket.left + (now - bucket.at) / SECONDS_A_TRY), now
        return bucket

    def _forget_the_old(self) -> None:
        since = self._clock() - KEPT_S
        while self._buckets:
            oldest = next(iter(self._buckets))
            if len(self._buckets) < NETWORKS and self._buckets[oldest].missed_at >= since:
                return
            del self._buckets[oldest]
