"""Serving: granian workers for the doors, and one consumer of the queue beside them."""
from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from urllib.request import urlopen

from granian import Granian

from exhibit.errors import ExhibitError, WrongUse

DOORS = {"visit", "desk", "account"}


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
    return f"http://{shown}:{port}"


def _check_port(host: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise ExhibitError(f"Port {port} on {host} cannot be used ({error.strerror}). Choose another, for example PORT={port + 1}.") from error


def serve(host: str, port: int, workers: int, doors: str) -> None:
    """Serve until stopped. Raises WrongUse for an unknown door, ExhibitError when the port is taken."""
    chosen = [d.strip() for d in doors.split(",") if d.strip()]
    if not chosen or set(chosen) - DOORS:
        raise WrongUse(f"Doors are: {', '.join(sorted(DOORS))}.")
    _check_port(host, port)
    os.environ["EXHIBIT_DOORS"] = ",".join(chosen)
    os.environ.setdefault("EXHIBIT_BASE_URL", address_of(host, port))
    from exhibit.app import create_app
    from exhibit.store.schema import ensure_schema

    app = create_app(doors=())
    with app.app_context():
        ensure_schema()
    print(f"Exhibit: {address_of(host, port)}/" + (f"   desk: {address_of(host, port)}/desk/" if "desk" in chosen else ""), flush=True)
    consumer = subprocess.Popen([sys.executable, "-m", "exhibit.jobs"]) if "desk" in chosen else None
    try:
        Granian("exhibit.app:wsgi", address=host, port=port, workers=workers, interface="wsgi", factory=True, log_access=False, log_level="warning").serve()
    finally:
        if consumer:
            consumer.terminate()
            consumer.wait(10)


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
