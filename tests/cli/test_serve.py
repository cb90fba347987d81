"""`exhibit serve` for real: both workers answer, a crashed worker and a crashed consumer come back, and everything ends when told."""
from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from exhibit.serving import wait_until_up
from tests.cli.conftest import COMMAND, real

START_S = 15.0  # a start that hangs is found here; how long it takes is measured on an idle machine, not in a test
TICKS = os.sysconf("SC_CLK_TCK")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def children(pid: int) -> dict[int, str]:
    """Living children of a process: number and command line."""
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    threads = [Path(f"/proc/{pid}/task/{thread}/children").read_text().split() for thread in os.listdir(f"/proc/{pid}/task")]
    found = {int(child) for group in [listed, *threads] for child in group}
    commands = {child: _command(child) for child in found}
    return {child: command for child, command in commands.items() if command is not None}


def _command(pid: int) -> str | None:
    """The command line of a process; None when it has ended meanwhile."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
    except (FileNotFoundError, ProcessLookupError):
        return None


def worked_s(pid: int) -> float:
    """Seconds of processor a process has used: unlike the clock on the wall it does not count what other programs did meanwhile."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(") ", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def gone(pids, seconds: float = 15) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if not any(Path(f"/proc/{pid}/stat").exists() and Path(f"/proc/{pid}/stat").read_text().split(") ")[1][0] != "Z" for pid in pids):
            return True
        time.sleep(0.1)
    return False


def until(question, seconds: float = 15):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        answer = question()
        if answer:
            return answer
        time.sleep(0.1)
    raise AssertionError("it did not happen in time")


@contextmanager
def serving(instance: Path, *arguments: str, database: str = ""):
    """(process, its address, seconds of work until it answered: the server's and its slowest worker's). Ended by SIGKILL of its own group if a test leaves it running."""
    port = free_port()
    environment = {**os.environ, "EXHIBIT_INSTANCE": str(instance), **({"DATABASE_URL": database} if database else {})}
    environment.pop("EXHIBIT_BASE_URL", None)
    with (instance / "log").open("w") as log:
        process = subprocess.Popen([COMMAND, "serve", "--port", str(port), *arguments], stdout=log, stderr=log, env=environment, start_new_session=True)
        try:
            wait_until_up(f"http://127.0.0.1:{port}/")
            yield process, f"http://127.0.0.1:{port}", worked_s(process.pid) + max(map(worked_s, _workers(process.pid)), default=0)
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait(10)


def status(address: str) -> int:
    try:
        with urlopen(address, timeout=5) as answer:
            return answer.status
    except HTTPError as error:
        return error.code


@pytest.fixture
def instance(place, databases):
    """A demo on the database under test: (instance folder, database address)."""
    return place, databases.fresh("demo", place)


def _workers(pid: int) -> list[int]:
    return sorted(child for child, command in children(pid).items() if "exhibit.jobs" not in command and "resource_tracker" not in command)


def _consumer(pid: int) -> list[int]:
    return [child for child, command in children(pid).items() if "exhibit.jobs" in command]


def test_it_serves_survives_crashes_and_ends_on_sigterm(instance):
    folder, database = instance
    with serving(folder, "--workers", "2", database=database) as (process, address, seconds):
        assert 0.1 < seconds < START_S
        assert status(f"{address}/") == 200 and status(f"{address}/account/login") == 200 and status(f"{address}/ABCDEF") == 404
        first, second = until(lambda: (_workers(process.pid) + [0, 0])[:2] if len(_workers(process.pid)) == 2 else None)
        before = [worked_s(first), worked_s(second)]
        with ThreadPoolExecutor(8) as visitors:
            assert set(visitors.map(status, [f"{address}/account/login"] * 160)) == {200}
        assert all(worked_s(pid) > was for pid, was in zip((first, second), before, strict=True)), "both workers answer"
        os.kill(first, signal.SIGKILL)
        until(lambda: len(_workers(process.pid)) == 2 and first not in _workers(process.pid))
        assert [status(f"{address}/") for _ in range(10)] == [200] * 10
        old = until(lambda: _consumer(process.pid))[0]
        os.kill(old, signal.SIGKILL)
        new = until(lambda: [pid for pid in _consumer(process.pid) if pid != old])[0]
        everybody = [*children(process.pid)]
        assert new in everybody
        process.send_signal(signal.SIGTERM)
        assert process.wait(15) == 0 and gone(everybody)


def test_visitors_only_and_sigint(place):
    typed_demo = real("demo", environment={"EXHIBIT_INSTANCE": str(place)})
    assert typed_demo.returncode == 0
    with serving(place, "--doors", "visit", "--workers", "1") as (process, address, _):
        assert status(f"{address}/") == 200
        assert status(f"{address}/desk/") == status(f"{address}/account/login") == 404
        assert _consumer(process.pid) == []
        everybody = [*children(process.pid)]
        process.send_signal(signal.SIGINT)
        assert process.wait(15) == 0 and gone(everybody)
    assert "desk" not in (place / "log").read_text()


def test_a_killed_server_takes_its_workers_and_its_consumer_along(place):
    with serving(place, "--workers", "2") as (process, _, _):
        everybody = until(lambda: _consumer(process.pid)) + _workers(process.pid)
        process.kill()
        assert len(everybody) == 3 and gone(everybody)


def test_a_taken_port_says_so(place):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        said = real("serve", "--port", str(port), environment={"EXHIBIT_INSTANCE": str(place)})
    assert said.returncode == 1
    assert said.stderr.strip() == f"Port {port} on 127.0.0.1 cannot be used (Address already in use). Choose another, for example --port {port + 1} (make run PORT={port + 1})."


@pytest.mark.parametrize(("arguments", "sentence"), [
    (("--doors", "cellar"), "Doors are: visit, desk, account, person, hall."),
    (("--doors", ","), "Doors are: visit, desk, account, person, hall."),
    (("--host", "no.such.host.invalid"), "“no.such.host.invalid” is no address of this machine"),
    (("--host", "203.0.113.9"), "Port 8000 on 203.0.113.9 cannot be used"),
])
def test_what_cannot_be_served(place, typed, arguments, sentence):
    said = typed("serve", *arguments)
    assert said.code in (1, 2) and said.err.startswith(sentence)


def test_the_address_is_printed_once(place):
    with serving(place, "--workers", "1") as (process, address, _):
        said = (place / "log").read_text()
        assert re.fullmatch(rf"Exhibit: {address}/   desk: {address}/desk/\n", said), said
        process.terminate()
        process.wait(15)
