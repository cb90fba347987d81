"""Requests a second of a story page, as a ratio to nginx serving the same bytes as a file: one run, both with 2 workers, on loopback.

Run as `python -m benchmarks.page`; takes about two minutes. Needs nginx and wrk (Debian packages; installed when this runs as root and they are missing).
The page is asked for as a phone asks: compressed, with a language and a name, so that the opening is counted too. Rounds alternate, so that whatever else the machine does hits all.
A third server gives the ceiling: the same bytes from an RSGI application that asks nothing (benchmarks/bare.py), under the same granian.
"""
from __future__ import annotations

import json
import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.request import Request, urlopen

from exhibit.actions import demo
from exhibit.app import create_app
from exhibit.serving import wait_until_up
from exhibit.settings import ROOT, load_settings
from exhibit.store import queries
from exhibit.store.schema import ensure_schema

TARGET = 0.8
SAMPLE = 300  # stories asked for out of all
ROUNDS, SECONDS, CONNECTIONS, WORKERS = 3, 2, 16, 2
PHONE = {"User-Agent": "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Mobile Safari/537.36", "Accept-Encoding": "gzip", "Accept-Language": "fr-BE,fr;q=0.9,en;q=0.5"}
NGINX = """
daemon off; worker_processes {workers}; pid {folder}/nginx.pid; error_log {folder}/error.log crit;
events {{ worker_connections 256; }}
http {{
  access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000; open_file_cache max=10; types {{ }} default_type "text/html; charset=utf-8";
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
  server {{ listen 127.0.0.1:{port}; root {folder}; etag off; {headers} }}
}}
"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def need_tools() -> None:
    """Exits with what to do when nginx or wrk are missing and cannot be installed."""
    missing = [name for name in ("nginx", "wrk") if not shutil.which(name, path=os.environ["PATH"] + ":/usr/sbin")]
    if not missing:
        return
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        sys.exit(f"This comparison needs {' and '.join(missing)}: apt-get install --no-install-recommends {' '.join(missing)}")
    print(f"Installing {' and '.join(missing)} from Debian for this comparison...", flush=True)
    # a package of a server starts it at once: here it must not
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "RUNLEVEL": "1"}
    subprocess.run(["apt-get", "update", "-qq"], check=True, env=quiet)
    subprocess.run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", *missing], check=True, env=quiet, stdout=subprocess.DEVNULL)


def load_story(folder: Path, address: str) -> str:
    """The demo in a database of its own; returns the path of an open story."""
    settings = replace(load_settings({"EXHIBIT_INSTANCE": str(folder)}), base_url=address)
    app = create_app(settings, doors=("visit",))
    with app.app_context():
        ensure_schema()
        demo.load_demo(datetime.now(UTC))
        codes = [cutout.copies[0].code for cutout in queries.cutouts(queries.exhibition("demo"))]
    client = app.test_client()
    return next(f"/{code}" for code in codes if client.get(f"/{code}").status_code == 200)


@contextmanager
def running(command: list[str], address: str, **environ: str) -> Iterator[None]:
    """A server while it is measured; ended by its own process."""
    process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **environ}, stdout=subprocess.DEVNULL)
    try:
        wait_until_up(address)
        yield
    finally:
        process.terminate()
        process.wait(15)


def fetch(url: str) -> tuple[bytes, dict[str, str]]:
    """(body, headers), headers spelled as HTTP spells them."""
    with urlopen(Request(url, headers=PHONE), timeout=5) as answer:
        return answer.read(), {name.title(): value for name, value in answer.headers.items()}


def nginx_files(folder: Path, port: int, path: str, body: bytes, headers: dict[str, str]) -> Path:
    """The page as a file with the same headers, and the configuration that serves it. Returns the configuration."""
    (folder / path.lstrip("/")).write_bytes(body)
    folder.chmod(0o755)  # nginx's workers are another user
    own = {"Content-Length", "Content-Type", "Date", "Server", "Connection"}
    lines = " ".join(f'add_header {name} "{value}";' for name, value in headers.items() if name not in own)
    file = folder / "nginx.conf"
    file.write_text(NGINX.format(workers=WORKERS, folder=folder, port=port, headers=lines))
    return file


def bare_files(folder: Path, path: str, headers: dict[str, str]) -> dict[str, str]:
    """The environment that tells benchmarks/bare.py what to send."""
    file = folder / "headers.json"
    file.write_text(json.dumps([(name.lower(), value) for name, value in headers.items() if name not in ("Date", "Server", "Connection")]))
    return {"BARE_PAGE": str(folder / path.lstrip("/")), "BARE_HEADERS": str(file)}


@dataclass(frozen=True)
class Round:
    """One round of wrk: requests a second, and the time within which 99 of 100 were answered."""

    rate: float
    p99_ms: float


def measured(url: str, *script: str) -> Round:
    """One round of wrk; every answer must be a 200."""
    sent = [part for name, value in PHONE.items() for part in ("-H", f"{name}: {value}")]
    said = subprocess.run(["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "--latency", *sent, *script, url], check=True, capture_output=True, text=True).stdout
    if "Non-2xx" in said or "Socket errors" in said:
        sys.exit(f"The round is void, not all answers were good:\n{said}")
    value, unit = re.search(r"99%\s+([\d.]+)(us|ms|s)", said).groups()
    return Round(float(re.search(r"Requests/sec:\s+([\d.]+)", said)[1]), float(value) * {"us": 0.001, "ms": 1, "s": 1_000}[unit])


def main() -> None:
    need_tools()
    if os.getloadavg()[0] > 1:
        print(f"This machine is busy with other work (load {os.getloadavg()[0]:.1f}): the ratio below says little. Run it again when it is idle.")
    with tempfile.TemporaryDirectory(prefix="exhibit-page-") as made:
        folder, ours, theirs, ceiling = Path(made), free_port(), free_port(), free_port()
        (folder / "web").mkdir()
        folder.chmod(0o755)
        address, beside, above = (f"http://127.0.0.1:{port}" for port in (ours, theirs, ceiling))
        path = load_story(folder / "instance", address)
        serve = [sys.executable, "-c", "from exhibit.cli import main; main()", "serve", "--port", str(ours), "--workers", str(WORKERS), "--doors", "visit"]
        with running(serve, address, EXHIBIT_INSTANCE=str(folder / "instance"), EXHIBIT_BASE_URL=address):
            body, headers = fetch(address + path)
            file = nginx_files(folder / "web", theirs, path, body, headers)
            nginx = [shutil.which("nginx", path=os.environ["PATH"] + ":/usr/sbin"), "-c", str(file)]
            bare = [sys.executable, "-m", "benchmarks.bare", str(ceiling), str(WORKERS)]
            with running(nginx, beside), running(bare, above, **bare_files(folder / "web", path, headers)):
                if not fetch(beside + path)[0] == fetch(above + path)[0] == body:
                    sys.exit("The servers do not send the same bytes: nothing to compare.")
                report(address + path, beside + path, above + path, len(body))
        growth(folder)


def report(ours: str, theirs: str, ceiling: str, size: int) -> None:
    """Alternating rounds; the median of the ratios counts."""
    measured(ours)  # each worker renders the page once
    rounds = [(measured(theirs), measured(ceiling), measured(ours)) for _ in range(ROUNDS)]
    print(f"story page, {size} bytes compressed, {WORKERS} workers each, {CONNECTIONS} connections; load of the machine {os.getloadavg()[0]:.1f}")
    for nginx, bare, mine in rounds:
        print(f"  nginx {nginx.rate:9,.0f}/s p99 {nginx.p99_ms:6.1f} ms   granian and nothing else {bare.rate:9,.0f}/s {bare.p99_ms:6.1f} ms   "
              f"exhibit {mine.rate:9,.0f}/s {mine.p99_ms:6.1f} ms   ratio to nginx {mine.rate / nginx.rate:.2f}, to the ceiling {mine.rate / bare.rate:.2f}")
    to_nginx, to_ceiling = (statistics.median(row[2].rate / row[place].rate for row in rounds) for place in (0, 1))
    print(f"ratio to nginx {to_nginx:.2f} (reach: {TARGET}), to the ceiling of the server {to_ceiling:.2f}")


def growth(folder: Path) -> None:
    """The same of 15 and of 10,000 stories: how long a page takes the first time, and how many are answered when all asked for are kept."""
    for count in (15, 10_000):
        instance, port = folder / f"of-{count}", free_port()
        address = f"http://127.0.0.1:{port}"
        codes = json.loads(subprocess.run([sys.executable, "-m", "benchmarks.many", str(instance), str(count), address], check=True, capture_output=True, text=True, cwd=ROOT).stdout)
        serve = [sys.executable, "-c", "from exhibit.cli import main; main()", "serve", "--port", str(port), "--workers", "1", "--doors", "visit"]
        with running(serve, address, EXHIBIT_INSTANCE=str(instance), EXHIBIT_BASE_URL=address):
            asked = codes[:: max(1, count // SAMPLE)]
            first = [timed(f"{address}/{code}/{look}") for code in asked for look in ("en", "en?look=dark", "en?look=large")]
            script = folder / "codes.lua"
            paths = ",".join(f'"/{code}/en"' for code in asked)
            script.write_text(f"local p={{{paths}}} local i=0 request=function() i=i%#p+1 return wrk.format('GET', p[i]) end")
            kept = measured(address, "-s", str(script))
            print(f"{count:6,} stories: a page the first time {statistics.median(first) * 1_000:5.1f} ms (median of {len(first)}), "
                  f"{len(asked)} kept pages in turn {kept.rate:8,.0f}/s from one worker, p99 {kept.p99_ms:.1f} ms; load {os.getloadavg()[0]:.1f}")


def timed(url: str) -> float:
    began = time.perf_counter()
    fetch(url)
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
