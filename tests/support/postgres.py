"""A PostgreSQL cluster for one test run: no password, no network, gone afterwards."""
from __future__ import annotations

import itertools
import os
import shutil
import subprocess
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

KEPT = 100  # copies; each takes about 9 MB
ROOM = 6_000_000_000  # bytes: copies of two clusters at once


def _in_memory() -> str | None:
    """The machine's memory as a folder, where a copy takes a tenth of the time; None where it is small."""
    memory = Path("/dev/shm")
    return str(memory) if memory.is_dir() and os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > ROOM else None


@dataclass
class Cluster:
    """A running server; databases are copied from templates."""

    binaries: Path
    folder: Path
    _numbers: itertools.count = field(default_factory=itertools.count)
    _copies: list[str] = field(default_factory=list)

    @classmethod
    def start(cls, folder: Path) -> Cluster:
        """initdb and start. As root the server runs as `postgres`, which refuses root."""
        found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
        assert found, "PostgreSQL is missing: `make test` installs it"
        place = Path(tempfile.mkdtemp(prefix="exhibit-pg-", dir=_in_memory()))  # short: a socket's path has 107 characters at most
        cluster = cls(found[-1].parent, place)
        if os.geteuid() == 0:
            shutil.chown(place, "postgres", "postgres")
        cluster._run("initdb", "-D", f"{place}/data", "-U", "exhibit", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync")
        options = f"-c listen_addresses='' -c unix_socket_directories={place} -c fsync=off -c full_page_writes=off -c max_connections=600"
        cluster._run("pg_ctl", "-D", f"{place}/data", "-w", "-l", f"{place}/log", "-o", options, "start")
        return cluster

    def _run(self, name: str, *arguments: str) -> None:
        command = [str(self.binaries / name), *arguments]
        if os.geteuid() == 0:
            command = ["runuser", "-u", "postgres", "--", *command]
        done = subprocess.run(command, capture_output=True, text=True, cwd="/")
        assert done.returncode == 0, done.stderr + done.stdout

    def stop(self) -> None:
        self._run("pg_ctl", "-D", f"{self.folder}/data", "-m", "immediate", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)

    def url(self, name: str) -> str:
        return f"postgresql+psycopg://exhibit@/{name}?host={self.folder}"

    def create(self, template: str = "template0") -> str:
        """A new database; returns its name."""
        import psycopg

        name = f"exhibit{next(self._numbers)}"
        with psycopg.connect(host=str(self.folder), user="exhibit", dbname="postgres", autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY FILE_COPY')
            if template != "template0":
                self._copies.append(name)
            self._let_go(connection)
        return name

    def _let_go(self, connection) -> None:
        """Drop the copies that nobody looks at any more. One that is open is left alone: the server would wait seconds for it."""
        if len(self._copies) <= KEPT:
            return
        used = {name for (name,) in connection.execute("SELECT DISTINCT datname FROM pg_stat_activity")}
        for old in [name for name in self._copies[:-KEPT // 2] if name not in used]:
            connection.execute(f'DROP DATABASE "{old}"')
            self._copies.remove(old)

    def copy_of(self, template: str) -> str:
        """Address of a copy of a database nobody is connected to."""
        return self.url(self.create(template))
