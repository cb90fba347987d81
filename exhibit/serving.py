"""Serving: granian workers for the doors, and one consumer of the queue beside them."""
from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import time
from urllib.request import urlopen

from granian import Granian

from exhibit.errors import ExhibitError, Refused, WrongUse
from exhibit.settings import KNOWN_DOORS

STOP_S = 10  # how long workers and the consumer may take to end


def local_network_address() -> str:
    """This machine's address on the local network; nothing is sent to find it."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # TEST-NET-1: picks the outward interface without sending
            return probe.getsockname()[0]
        except OSError:
            return socket.gethostbyname(socket.gethostname())


def address_of(host: str, port: int) -> str:
    shown = local_network_address() if host in ("0.0.0.0", "::") else host
    return f"http://[{shown}]:{port}" if ":" in shown else f"http://{shown}:{port}"


def _check_port(host: str, port: int) -> None:
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        with socket.socket(family, kind) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except socket.gaierror as error:
        raise WrongUse(f"“{host}” is no address of this machine ({error.strerror}). Use 127.0.0.1, or 0.0.0.0 for phones in the room.") from error
    except OSError as error:
        raise ExhibitError(f"Port {port} on {host} cannot be used ({error.strerror}). Choose another, for example --port {port + 1} (make run PORT={port + 1}).") from error


class Beside:
    """The consumer of the queue beside the web server: started again when it dies, ended with the server."""

    def __init__(self, pause_s: float = 1.0) -> None:
        self._pause_s, self._stopping = pause_s, threading.Event()
        self._process: subprocess.Popen | None = None
        self._watch = threading.Thread(target=self._keep, daemon=True)
        self._watch.start()

    def _start(self) -> subprocess.Popen:
        return subprocess.Popen([sys.executable, "-m", "exhibit.jobs", str(os.getpid())])

    def _keep(self) -> None:
        """A pause before each start: at first so that visitors are let in sooner, later so that a crash does not spin."""
        while not self._stopping.wait(self._pause_s):
            if self._process:
                print("The consumer of the queue ended and is started again.", file=sys.stderr, flush=True)
            self._process = self._start()
            self._process.wait()

    def stop(self) -> None:
        self._stopping.set()
        if self._process:
            self._process.terminate()
            try:
                self._process.wait(STOP_S)
            except subprocess.TimeoutExpired:
                self._process.kill()
        self._watch.join(STOP_S)


def serve(host: str, port: int, workers: int, doors: str) -> None:
    """Serve until stopped. Raises WrongUse for an unknown door, ExhibitError when the port is taken."""
    chosen = [d.strip() for d in doors.split(",") if d.strip()]
    if not chosen or set(chosen) - set(KNOWN_DOORS):
        raise WrongUse(f"Doors are: {', '.join(KNOWN_DOORS)}.")
    _check_port(host, port)
    os.environ["EXHIBIT_DOORS"] = ",".join(chosen)
    os.environ.setdefault("EXHIBIT_BASE_URL", address_of(host, port))
    _prepare(tuple(chosen))
    print(f"Exhibit: {address_of(host, port)}/" + (f"   desk: {address_of(host, port)}/desk/" if "desk" in chosen else ""), flush=True)
    consumer = Beside() if "desk" in chosen else None
    try:
        Granian("exhibit.app:rsgi", address=host, port=port, workers=workers, interface="rsgi", factory=True, websockets=False, log_access=False, log_level="error",
                respawn_failed_workers=True, respawn_interval=0.5, workers_kill_timeout=STOP_S).serve()
    finally:
        if consumer:
            consumer.stop()


def _prepare(doors: tuple[str, ...]) -> None:
    """The database up to date before a worker opens it, the doors' code loaded once for all workers, which fork from here; nothing stays open."""
    from exhibit.app import create_app
    from exhibit.store import db, ledger
    from exhibit.store.schema import ensure_schema

    with create_app(doors=doors).app_context():
        ensure_schema()
        if ledger.restored():
            raise Refused("A backup was put back, and what was stopped since has not been applied: nothing is served. Run `exhibit restore --stops LIST`.")
        db.session.remove()
        db.engine.dispose()


def wait_until_up(address: str, seconds: float = 20) -> None:
    """For scripts and tests: returns when the address answers. Raises ExhibitError."""
    for _ in range(int(seconds * 10)):
        try:
            urlopen(address, timeout=2).close()
            return
        except OSError as error:
            if hasattr(error, "code"):
                return
            time.sleep(0.1)
    raise ExhibitError(f"Nothing answers at {address} after {seconds:.0f} s.")
