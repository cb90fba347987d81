"""A copy of the checkout as a fresh clone would hold it, and `make run` in it as a person would start it."""
from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import threading
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]
OWN = ("VIRTUAL_ENV", "DATABASE_URL", "MAKEFLAGS", "MAKELEVEL", "PYTHONPATH")


def clone_to(target: Path) -> Path:
    """Every file git knows or would add; nothing that was built or installed."""
    listed = subprocess.run(["git", "ls-files", "-co", "--exclude-standard", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode().split("\0")
    for name in filter(None, listed):
        source = ROOT / name
        if source.is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, target / name)
    return target


def clean_environment() -> dict[str, str]:
    """The environment of somebody who has just opened a terminal."""
    kept = {name: value for name, value in os.environ.items() if name not in OWN and not name.startswith("EXHIBIT_")}
    kept["PATH"] = os.pathsep.join(part for part in kept["PATH"].split(os.pathsep) if not part.startswith(str(ROOT)))
    return kept


@dataclass
class Running:
    """`make run` and what it has printed so far."""

    process: subprocess.Popen
    port: int
    lines: list[str] = field(default_factory=list)
    up: threading.Event = field(default_factory=threading.Event)

    @classmethod
    def start(cls, folder: Path) -> Running:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        process = subprocess.Popen(["make", "run", f"PORT={port}"], cwd=folder, env=clean_environment(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                                   text=True, start_new_session=True)
        running = cls(process, port)
        threading.Thread(target=running._read, daemon=True).start()
        return running

    def _read(self) -> None:
        for line in self.process.stdout:
            self.lines.append(line.rstrip())
            if line.startswith("Exhibit: http"):
                self.up.set()
        self.up.set()

    @property
    def said(self) -> str:
        return "\n".join(self.lines)

    @property
    def address(self) -> str:
        return re.search(r"Exhibit: (http://\S+?)/?\s", self.said + " ").group(1)

    def password_of(self, role: str) -> tuple[str, str]:
        """(e-mail, password) as printed once by the first start."""
        return re.search(rf"^\s*{role}\s+(\S+@\S+)\s+(\S+)\s*$", self.said, re.M).groups()

    def stop(self) -> int:
        """Ctrl-C, as a person would."""
        os.killpg(self.process.pid, signal.SIGINT)
        try:
            return self.process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            raise
