"""Has anything a visitor could see changed? Asked before every page, so it must cost next to nothing."""
from __future__ import annotations

from threading import Lock

from sqlalchemy import select
from sqlalchemy.engine import Engine

from exhibit.store.ledger import Ledger

EPOCH = select(Ledger.epoch)


class LedgerWatch:
    """The ledger's epoch in one database, always as of the last commit of any process.

    SQLite: a connection that never writes asks `PRAGMA data_version` (about 3 microseconds), which changes with every
    commit of another connection, and reads the epoch only then. It must never be a pooled connection: a connection does
    not see its own commits in that number. PostgreSQL: the epoch row itself, one round trip.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.quick = engine.dialect.name == "sqlite"  # microseconds, so that it may be asked where nothing may wait
        self._lock = Lock()
        self._connection = None
        self._data_version = -1
        self._epoch = 0

    def epoch(self) -> int:
        """0 before anything was ever recorded. Raises the driver's error when the database is out of reach."""
        if not self.quick:
            return self._ask_the_row()
        with self._lock:  # one connection for all threads, held for microseconds
            return self._ask_sqlite()

    def _ask_the_row(self) -> int:
        with self._engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            return connection.scalar(EPOCH) or 0

    def _ask_sqlite(self) -> int:
        if self._connection is None:
            pooled = self._engine.raw_connection()
            self._connection = pooled.driver_connection
            pooled.detach()
        [version] = self._connection.execute("PRAGMA data_version").fetchone()
        if version != self._data_version:
            # read after the version: a commit in between is seen now and asked about once more, never missed
            row = self._connection.execute(str(EPOCH.compile(self._engine))).fetchone()
            self._data_version, self._epoch = version, row[0] if row else 0
        return self._epoch

    def close(self) -> None:
        """Let go of the connection; the next question opens a new one."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
            self._connection, self._data_version = None, -1
