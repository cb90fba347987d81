"""Stop to dark under load: 50 readers, 20 stories withdrawn one by one, two server processes with two workers each. Counts the leaks: zero is the target.

Run as `python -m benchmarks.race`; takes about 40 s. A leak is an answer that holds the words although its request was sent after the
withdrawing call had returned. Also says how long after a stop the last page with the words was answered.
"""
from __future__ import annotations

import http.client
import json
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.page import free_port
from exhibit.actions import consent
from exhibit.actions.exhibitions import add_cutout, create_exhibition
from exhibit.app import create_app
from exhibit.serving import wait_until_up
from exhibit.settings import ROOT, load_settings
from exhibit.store import db, queries
from exhibit.store.schema import ensure_schema
from tests.support.scenes import BEFORE, CASEWORKER, CURATOR, FIGURE, HALL, NOW, TEXTS, a_testimony, permitted

STORIES, READERS, REQUESTS = 20, 50, 10_000
PAGE = (("WEB_STORY", None), ("EVENT_COUNTRY", "BE"))
PAUSE_S = 0.02  # of each reader after each page: the readers share one processor with whoever withdraws
WORDS = TEXTS["STORY"].split("\n\n")[0].encode()


@dataclass
class Seen:
    """What the readers saw: (sent at, answered at, story, with the words?), in seconds of one clock."""

    answers: list[tuple[float, float, str, bool]] = field(default_factory=list)
    failures: list[BaseException] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)


@dataclass(frozen=True)
class Count:
    """`after`: requests sent after their story was stopped; `leaks`: those of them that got the words; `slowest_s`: last answer with words after the stop began."""

    requests: int
    with_words: int
    after: int
    leaks: int
    slowest_s: float


def open_stories(count: int = STORIES) -> dict[str, str]:
    """Testimony -> code of its page; all of them open. In an application context."""
    hall, codes = create_exhibition({**HALL, "slug": "race"}, CURATOR, BEFORE), {}
    for _number in range(count):
        testimony = permitted(a_testimony(), PAGE)
        codes[testimony.code] = add_cutout(hall, {**FIGURE, "testimony_code": testimony.code}, CURATOR, BEFORE).copies[0].code
    return codes


@contextmanager
def two_servers(environment: dict[str, str]) -> Iterator[list[int]]:
    """Ports of two server processes with two workers each on the same database."""
    ports, processes = [free_port(), free_port()], []
    try:
        for port in ports:
            serve = [sys.executable, "-c", "from exhibit.cli import main; main()", "serve", "--port", str(port), "--workers", "2", "--doors", "visit"]
            processes.append(subprocess.Popen(serve, env={**os.environ, **environment}, cwd=ROOT, stdout=subprocess.DEVNULL))
        for port in ports:
            wait_until_up(f"http://127.0.0.1:{port}/")
        yield ports
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            process.wait(20)


def read(ports: list[int], codes: dict[str, str], seen: Seen, number: int, pause_s: float) -> None:
    """One reader: one story after the other, by chance, until it is over."""
    chance, names = random.Random(number), list(codes)
    connection = http.client.HTTPConnection("127.0.0.1", ports[number % len(ports)], timeout=20)
    try:
        while not seen.over.is_set():
            story = chance.choice(names)
            sent = time.perf_counter()
            connection.request("GET", f"/{codes[story]}", headers={"Accept-Language": "en"})
            body = connection.getresponse().read()
            seen.answers.append((sent, time.perf_counter(), story, WORDS in body))
            time.sleep(pause_s)
    except BaseException as failure:
        seen.failures.append(failure)
    finally:
        connection.close()


def race(ports: list[int], codes: dict[str, str], requests: int, withdraw: Callable[[str], None], pause_s: float = PAUSE_S) -> Count:
    """Readers read while each story is withdrawn in its turn, evenly over the requests. Raises what a reader ran into."""
    seen, begun, stopped = Seen(), {}, {}
    readers = [threading.Thread(target=read, args=(ports, codes, seen, number, pause_s)) for number in range(READERS)]
    for reader in readers:
        reader.start()
    try:
        for place, story in enumerate(codes, 1):
            _wait(seen, requests * place // (len(codes) + 1))
            begun[story] = time.perf_counter()
            withdraw(story)
            stopped[story] = time.perf_counter()
        _wait(seen, requests)
    finally:
        seen.over.set()
        for reader in readers:
            reader.join(30)
    if seen.failures:
        raise seen.failures[0]
    after = [words for sent, _answered, story, words in seen.answers if sent >= stopped[story]]
    late = [answered - begun[story] for _sent, answered, story, words in seen.answers if words and answered >= begun[story]]
    return Count(len(seen.answers), sum(words for *_rest, words in seen.answers), len(after), sum(after), max(late, default=0.0))


def _wait(seen: Seen, requests: int) -> None:
    while len(seen.answers) < requests and not seen.failures:
        time.sleep(0.002)


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="exhibit-race-") as folder:
        environment = {"EXHIBIT_INSTANCE": folder, "DATABASE_URL": f"sqlite:///{Path(folder) / 'exhibit.sqlite'}"}
        app = create_app(load_settings(environment), doors=("account",))
        with app.app_context():
            ensure_schema()
            codes = open_stories()
            with two_servers(environment) as ports:
                count = race(ports, codes, REQUESTS, lambda story: consent.withdraw(queries.testimony(story), CASEWORKER, NOW))
            db.engine.dispose()
    print(f"{count.requests} requests by {READERS} readers on 2 processes with 2 workers each; {count.with_words} held the words.")
    print(f"{count.after} were sent after their story was stopped: {count.leaks} leaks. Last words {count.slowest_s * 1000:.0f} ms after a stop began.")
    print(json.dumps({"requests": count.requests, "after": count.after, "leaks": count.leaks, "slowest_s": round(count.slowest_s, 3)}))
    sys.exit(1 if count.leaks or count.slowest_s > 1 else 0)


if __name__ == "__main__":
    main()
