"""Stop to dark under load: 50 readers, 20 stories withdrawn one by one, two server processes with two workers each. Counts the leaks: zero is the target.

Run as `python -m benchmarks.race`; takes about 40 s on each database. A leak is an answer that holds the words although its request was sent after the
withdrawing call had returned. Also says how long after a stop the last page with the words was answered.
"""
from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

from benchmarks.kill import databases
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
PAUSE_S = 0.02  # of each reader after each page: servers, database, readers and whoever withdraws share the processors of one machine
WORDS = TEXTS["STORY"].split("\n\n")[0]


@dataclass
class Seen:
    """What the readers saw: [sent at, answered at, story, with the words?], in seconds of one clock; and the process they are."""

    answers: list[tuple[float, float, str, bool]] = field(default_factory=list)
    process: subprocess.Popen | None = None


@dataclass(frozen=True)
class Count:
    """`after`: requests sent after their story was stopped; `leaks`: those of them that got the words; `slowest_s`: last answer with words after the stop began; `longest_s`: the
    longest that the stop itself took, with the list of what is left to do."""

    requests: int
    with_words: int
    after: int
    leaks: int
    slowest_s: float
    longest_s: float


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


@contextmanager
def readers_at(ports: list[int], codes: dict[str, str], seen: Seen, pause_s: float) -> Iterator[None]:
    """Readers in a process of their own; what they see comes into `seen`. Raises what a reader ran into."""
    wanted = {"ports": ports, "codes": codes, "words": WORDS, "readers": READERS, "pause_s": pause_s}
    process = subprocess.Popen([sys.executable, "-m", "benchmarks.readers"], cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    listening = threading.Thread(target=lambda: seen.answers.extend(map(json.loads, process.stdout)))
    listening.start()
    process.stdin.write(json.dumps(wanted) + "\n")
    process.stdin.flush()
    seen.process = process
    try:
        yield
    finally:
        process.stdin.close()
        listening.join(30)
        process.wait(30)
    if process.returncode:
        raise RuntimeError("A reader could not read on: what it ran into stands above.")


def race(ports: list[int], codes: dict[str, str], requests: int, withdraw: Callable[[str], None], pause_s: float = PAUSE_S) -> Count:
    """Readers read while each story is withdrawn in its turn, evenly over the requests. Raises what a reader ran into."""
    seen, begun, stopped = Seen(), {}, {}
    with readers_at(ports, codes, seen, pause_s):
        for place, story in enumerate(codes, 1):
            _wait(seen, requests * place // (len(codes) + 1))
            begun[story] = time.perf_counter()
            withdraw(story)
            stopped[story] = time.perf_counter()
        _wait(seen, requests)
    after = [words for sent, _answered, story, words in seen.answers if sent >= stopped[story]]
    late = [answered - begun[story] for _sent, answered, story, words in seen.answers if words and answered >= begun[story]]
    return Count(len(seen.answers), sum(words for *_rest, words in seen.answers), len(after), sum(after), max(late, default=0.0),
                 max(stopped[story] - begun[story] for story in codes))


def _wait(seen: Seen, requests: int) -> None:
    while len(seen.answers) < requests and seen.process.poll() is None:
        time.sleep(0.002)


def run(environment: dict[str, str]) -> Count:
    """The race on one database, from empty tables to the count."""
    app = create_app(load_settings(environment), doors=("account",))
    with app.app_context():
        ensure_schema()
        codes = open_stories()
        with two_servers(environment) as ports:
            count = race(ports, codes, REQUESTS, lambda story: consent.withdraw(queries.testimony(story), CASEWORKER, NOW))
        db.session.remove()
        db.engine.dispose()
    return count


def main() -> None:
    counts = {}
    for name, address in databases():
        with tempfile.TemporaryDirectory(prefix="exhibit-race-") as folder:
            count = counts[name] = run({"EXHIBIT_INSTANCE": folder, "DATABASE_URL": address or f"sqlite:///{Path(folder) / 'exhibit.sqlite'}"})
        print(f"{name}: {count.requests} requests by {READERS} readers on 2 processes with 2 workers each; {count.with_words} held the words. {count.after} were sent after their "
              f"story was stopped: {count.leaks} leaks. Last words {count.slowest_s * 1000:.0f} ms after a stop began; a stop with its list took {count.longest_s * 1000:.0f} ms at most.", flush=True)
    print(json.dumps({name: asdict(count) for name, count in counts.items()}))
    sys.exit(1 if any(count.leaks or count.slowest_s > 1 for count in counts.values()) else 0)


if __name__ == "__main__":
    main()
