"""Would it be seen if an answer took longer for one reason than for another? Through the real server, by a rank test that is wrong once in a million runs."""
from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from exhibit.actions import consent, holds
from exhibit.serving import wait_until_up
from exhibit.settings import ROOT
from exhibit.store import queries, raise_epoch, transaction
from tests.front.test_rsgi import free_port
from tests.support.telling import BOUND, SEEN_S, TOLERANCE_S, measure, ranks_beyond, slow_kinds, would_see
from tests.visit.conftest import EXPIRED, NO_WEB, UNCONFIRMED, WITHDRAWN

LEAST, MOST = 300, 600  # on an idle machine a millisecond is seen after the first; a busy one gets as many again


@pytest.fixture
def dark(demo_app, codes, now) -> dict[str, str]:
    """Reason -> address of something that is not shown."""
    holds.set_hold(queries.testimony("T02"), "SAFETY", "asked to wait", "verifier@demo.example", now)
    with transaction():
        for grant in queries.testimony("T04").grants:
            if grant.permission == "WEB_STORY":
                grant.valid_from = datetime.now(UTC) + timedelta(days=2)
        raise_epoch()
    consent.withdraw(queries.testimony("T05"), "caseworker@demo.example", now)  # a moment ago: its boards are called back, and still hang
    return {"unknown": "/ZZZZZZ", "unknown too": "/222222", "withdrawn": f"/{codes[WITHDRAWN]}", "expired": f"/{codes[EXPIRED]}", "on hold": f"/{codes['T02']}",
            "not yet open": f"/{codes['T04']}", "recalled": f"/{codes['T05']}", "no web permission": f"/{codes[NO_WEB]}", "unconfirmed": f"/{codes[UNCONFIRMED]}", "malformed": "/ABC1"}


@contextmanager
def served(settings, *command: str, **more: str) -> Iterator[int]:
    port = free_port()
    environ = {**os.environ, "EXHIBIT_INSTANCE": str(settings.instance), "DATABASE_URL": settings.database_url, "EXHIBIT_DOORS": "visit", **more}
    server = subprocess.Popen([part.format(port=port) for part in command], cwd=ROOT, env=environ, stdout=subprocess.DEVNULL)
    try:
        wait_until_up(f"http://127.0.0.1:{port}/robots.txt")
        yield port
    finally:
        server.terminate()
        server.wait(20)


class SameBytes:
    """Every answer is the same 404."""

    def __init__(self) -> None:
        self.seen: set[tuple[int, bytes]] = set()

    def __call__(self, status: int, body: bytes) -> None:
        self.seen.add((status, body))
        assert status == 404 and len(self.seen) == 1


def test_answers_that_come_late_are_seen(demo_app, codes, dark):
    """The same measurement of the same application, in which the withdrawn story's answer comes three milliseconds late: on a busy machine as well."""
    late = codes[WITHDRAWN]
    with served(demo_app.config["EXHIBIT"], sys.executable, "-m", "tests.visit.delayed", "{port}", LATE_CODE=late) as port:
        measure(port, dark, 5, 5, SameBytes())
        times = measure(port, dark, LEAST, MOST, SameBytes())
    slow = slow_kinds(times)
    assert max(slow, key=slow.get, default=None) == list(dark).index("withdrawn")


def test_equal_times_are_never_told_apart_whatever_the_machine_does():
    """Noise with drift and bursts a hundred times the tolerance: no kind stands out. A shift of a millisecond does, where noise allows."""
    noise = np.random.default_rng(5)
    drift = np.repeat(noise.exponential(0.04, 60), 10)[:, None]
    for _ in range(200):
        calm = noise.gamma(4, 0.0003, (600, 8))
        assert slow_kinds(calm + drift) == {} == slow_kinds(drift * noise.random((600, 8)))
        calm[:, 3] += SEEN_S
        assert set(slow_kinds(calm)) == {3}
        assert would_see(calm), "a millisecond, on an idle machine"
    assert BOUND >= 5.5 and TOLERANCE_S < SEEN_S / 2 and ranks_beyond(np.ones((10, 4)), 0, 0.0) < 0
