"""Killed at random moments: a process confirms and withdraws permissions, is killed without warning, is started again, until all is done.

Run as `python -m benchmarks.kill [HOW_MANY]` with EXHIBIT_INSTANCE and DATABASE_URL as for `exhibit`; 200 decisions on both databases take about 80 s. What
the process has answered it has first said on a pipe, so that the pipe is the memory of a person who was told “done”.
"""
from __future__ import annotations

import json
import os
import random
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TextIO

from exhibit.actions import audit, confirming, consent
from exhibit.app import create_app
from exhibit.settings import load_settings
from exhibit.store import db, queries, stops
from exhibit.store.schema import ensure_schema
from exhibit.store.tables import Grant
from tests.support.postgres import Cluster
from tests.support.scenes import BEFORE, CASEWORKER, NOW, VERIFIER, a_record, a_testimony
from tests.support.scenes import record_permission as record

DECISIONS, FEWEST, MOST, LONGEST_S = 200, 2, 14, 0.06
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
DONE = {"confirm": ("confirmed", "withdrawn"), "withdraw": ("withdrawn",)}


def prepare(count: int) -> list[str]:
    """A testimony with so many permissions that wait for their confirmation: one country each. Returns their codes."""
    testimony = a_testimony()
    conversation = a_record(testimony).id
    places = [first + second for first in LETTERS for second in LETTERS][:count]
    return [record(testimony, "EVENT_COUNTRY", place, "given", None, None, CASEWORKER, BEFORE, record_id=conversation).uid for place in places]


def work(environment: dict[str, str], uids: list[str], answers: int) -> None:
    """Confirm and withdraw what is still to be done, and say each when it is done. In a process of its own."""
    with create_app(load_settings(environment), doors=("account",)).app_context():
        stops.catch_up()  # as every worker does when it starts
        for uid in uids:
            grant = db.session.scalars(db.select(Grant).where(Grant.uid == uid)).one()
            if grant.state == "given":
                confirming.confirm_permission(grant.id, VERIFIER, NOW, 72)
            os.write(answers, f"confirm {uid}\n".encode())
            if grant.state != "withdrawn":
                consent.withdraw(queries.testimony(grant.testimony.code), CASEWORKER, NOW, grant_id=grant.id)
            os.write(answers, f"withdraw {uid}\n".encode())


def until_done(environment: dict[str, str], uids: list[str], seed: int) -> tuple[set[tuple[str, str]], int]:
    """(what was answered, how often it was killed). The process is a fork of this one: started in a tenth of a second."""
    chance, answered, kills = random.Random(seed), set(), 0
    while len(answered) < 2 * len(uids):
        open_ones = [uid for uid in uids if ("withdraw", uid) not in answered]
        hear, say = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(hear)
            work(environment, open_ones, say)
            os._exit(0)
        os.close(say)
        with os.fdopen(hear) as lines:
            kills += _kill_in_the_middle(child, lines, chance, answered)
    return answered, kills


def _kill_in_the_middle(child: int, lines: TextIO, chance: random.Random, answered: set[tuple[str, str]]) -> bool:
    """Listen to some answers, wait a random part of the next decision, kill, and hear what was said until then. False when it had finished."""
    for line in islice(lines, chance.randint(FEWEST, MOST)):
        answered.add(tuple(line.split()))
    time.sleep(chance.uniform(0, LONGEST_S))
    os.kill(child, signal.SIGKILL)
    _child, status = os.waitpid(child, 0)
    answered.update(tuple(line.split()) for line in lines if line.endswith("\n"))
    if not os.WIFSIGNALED(status) and status:
        raise RuntimeError(f"the process failed with status {status}")
    return os.WIFSIGNALED(status)


def lost(answered: set[tuple[str, str]]) -> list[str]:
    """What a person was told is done and is not: in its row, in the history, or (a stop) on the list of stops."""
    listed = {line["grant_uid"] for line in stops.read(stops.place())}
    missing = []
    for what, uid in sorted(answered):
        grant = db.session.scalars(db.select(Grant).where(Grant.uid == uid)).one()
        noted = {event.state for event in grant.events}
        if grant.state not in DONE[what] or DONE[what][0] not in noted or (what == "withdraw" and uid not in listed):
            missing.append(f"{what} {uid}")
    return missing


def run(environment: dict[str, str], decisions: int = DECISIONS, seed: int = 1) -> dict:
    """The whole show: {"answered", "kills", "lost", "faults"}; the last two must be empty."""
    app = create_app(load_settings(environment), doors=("account",))
    with app.app_context():
        ensure_schema()
        uids = prepare(decisions // 2)
        db.session.remove()
        db.engine.dispose()
        answered, kills = until_done(environment, uids, seed)
        missing, report = lost(answered), audit.verify()
        twice = [uid for uid in uids if len(db.session.scalars(db.select(Grant).where(Grant.uid == uid)).one().events) != 4]
        db.session.remove()
        db.engine.dispose()
    return {"answered": len(answered), "kills": kills, "lost": missing, "done_twice": twice, "faults": [sentence for _code, sentence in report.faults]}


def databases() -> Iterator[tuple[str, str]]:
    """(name, address) of what to try: the one DATABASE_URL names, else SQLite in a folder of its own (address ""), then a PostgreSQL of its own."""
    if os.environ.get("DATABASE_URL"):
        yield "this database", os.environ["DATABASE_URL"]
        return
    yield "SQLite", ""
    cluster = Cluster.start(Path(tempfile.gettempdir()))
    try:
        yield "PostgreSQL", cluster.url(cluster.create())
    finally:
        cluster.stop()


def main() -> None:
    decisions, reports = int(sys.argv[1]) if len(sys.argv) > 1 else DECISIONS, {}
    for name, address in databases():
        with tempfile.TemporaryDirectory(prefix="exhibit-kill-") as folder:
            environment = {"EXHIBIT_INSTANCE": os.environ.get("EXHIBIT_INSTANCE") or folder, "DATABASE_URL": address or f"sqlite:///{folder}/exhibit.sqlite"}
            report = reports[name] = run(environment, decisions)
        wrong = [*report["lost"], *report["done_twice"], *report["faults"]]
        print(f"{name}: {report['answered']} decisions answered, killed {report['kills']} times: {len(report['lost'])} lost, {len(report['done_twice'])} done twice, "
              f"{len(report['faults'])} faults in the history.", *wrong, sep="\n", flush=True)
    print(json.dumps(reports))
    sys.exit(1 if any(report["lost"] or report["faults"] or report["done_twice"] for report in reports.values()) else 0)


if __name__ == "__main__":
    main()
