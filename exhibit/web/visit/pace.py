"""How often one network may do something: counted in memory by the first part of its address, and forgotten with the time it counts for."""
from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

from exhibit.web.visit.guesses import NETWORKS


class Pace:
    """At most `most` in `seconds` from one network. Counts in each worker by itself; nothing is written down."""

    def __init__(self, most: int, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._most, self._seconds, self._clock = most, seconds, clock
        self._times: OrderedDict[str, list[float]] = OrderedDict()  # the network that did it longest ago comes first
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._times)

    def take(self, network: str) -> bool:
        """One more, if there is one left: taken before it is done, so that many at once are not more than `most`."""
        with self._lock:
            now = self._clock()
            self._forget(now - self._seconds)
            recent = [moment for moment in self._times.get(network, ()) if moment > now - self._seconds]
            if len(recent) >= self._most:
                return False
            self._times[network] = [*recent, now]
            self._times.move_to_end(network)
            while len(self._times) > NETWORKS:
                self._times.popitem(last=False)
            return True

    def give_back(self, network: str) -> None:
        """The last one came to nothing: it does not count."""
        with self._lock:
            times = self._times.get(network)
            if times:
                times.pop()
                if not times:
                    del self._times[network]

    def _forget(self, since: float) -> None:
        while self._times:
            network, times = next(iter(self._times.items()))
            if times[-1] > since:
                return
            del self._times[network]
