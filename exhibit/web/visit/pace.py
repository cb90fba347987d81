"""How often one network may do something: counted in memory by the first part of its address, and forgotten with the time it counts for."""
from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

from exhibit.web.visit.guesses import NETWORKS, network_of


class Pace:
    """At most `most` in `seconds` from one network. Counts in each worker by itself; nothing is written down."""

    def __init__(self, most: int, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._most, self._seconds, self._clock = most, seconds, clock
        self._times: OrderedDict[str, list[float]] = OrderedDict()
        self._lock = Lock()

    def allows(self, address: str) -> bool:
        with self._lock:
            return len(self._recent(network_of(address))) < self._most

    def count(self, address: str) -> None:
        network = network_of(address)
        with self._lock:
            self._times[network] = [*self._recent(network), self._clock()]
            self._times.move_to_end(network)
            while len(self._times) > NETWORKS:
                self._times.popitem(last=False)

    def _recent(self, network: str) -> list[float]:
        since = self._clock() - self._seconds
        return [moment for moment in self._times.get(network, ()) if moment > since]
