"""How long an answer takes does not tell why a story is not shown: through the real server, by a rank test that is wrong once in a million runs."""
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

pytestmark = pytest.mark.looks  # the clock is the same whatever the database
STEPS = 60  # rounds where answers leave on steps of the clock: fifty milliseconds for each
LEAST, MOST = 100, 400  # until a millisecond would be seen; a busy machine gets more


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


def test_no_reason_is_slower_than_another(demo_app, dark):
    serve = (sys.executable, "-c", "from exhibit.cli import main; main()", "serve", "--port", "{port}", "--workers", "1", "--doors", "visit")
    with served(demo_app.config["EXHIBIT"], *serve) as port:
        measure(port, dark, 3, 3, SameBytes())  # the neutral page itself is rendered once for all
        times = measure(port, dark, STEPS, STEPS, SameBytes())
    medians = dict(zip(dark, np.round(np.median(times, axis=0) * 1_000, 2).tolist(), strict=True))
    slow = {list(dark)[kind]: round(by, 1) for kind, by in slow_kinds(times).items()}
    assert slow == {}, (slow, medians)


@pytest.mark.parametrize("steps", ["no", "yes"])
def test_a_story_that_takes_longer_to_look_up_is_seen_without_the_steps_and_not_with_them(demo_app, codes, dark, steps):
    """The withdrawn story takes three milliseconds more. The same measurement sees it when answers leave as soon as they are ready."""
    with served(demo_app.config["EXHIBIT"], sys.executable, "-m", "tests.visit.delayed", "{port}", LATE_CODE=codes[WITHDRAWN], STEPS=steps) as port:
        measure(port, dark, 3, 3, SameBytes())
        times = measure(port, dark, LEAST, MOST, SameBytes()) if steps == "no" else measure(port, dark, STEPS, STEPS, SameBytes())
    slow = {list(dark)[kind] for kind in slow_kinds(times)}
    assert "withdrawn" in slow if steps == "no" else slow == set()  # without the steps, stories whose lookup differs by itself may be seen as well


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
