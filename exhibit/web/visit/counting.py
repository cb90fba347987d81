"""Counting without people: how often each story was opened, in memory, and every few seconds as numbers into the store of counts."""
from __future__ import annotations

import atexit
import logging
import multiprocessing.util
from collections import Counter
from datetime import UTC, datetime
from functools import lru_cache
from threading import Event, Lock, Thread

from flask import Flask

from exhibit.store import OUT_OF_REACH
from exhibit.store.scans import Opened, ScanStore, hour_of, scans

COUNTING = "exhibit.counting"  # in app.extensions
FLUSH_S = 4.0  # between two writings: with the time a writing takes, a crash loses at most 10 s
LIMIT = 20_000  # different (code, language, hour) kept while the store is out of reach
LONGEST = 300  # characters of a User-Agent worth reading

# Words in a User-Agent, small letters, that no visitor's browser sends. A messenger that fetches a preview of a link is no visitor either.
# A phone's browser inside an app names the app (Instagram, FBAN, Line) beside Mozilla: those are people, and not in this table.
BOTS = (
    "bot", "crawl", "spider", "slurp", "archiver", "scrap",  # search engines and archives: Googlebot, Baiduspider, Yahoo! Slurp
    "preview", "whatsapp/", "facebookexternalhit", "facebookcatalog", "meta-external", "slack-img", "viber/", "embedly",  # previews of links in messengers
    "curl", "wget", "python", "httpx", "aiohttp", "okhttp", "go-http", "java/", "axios", "node-fetch", "undici", "libwww", "perl", "ruby", "php/", "powershell",  # programs
    "headless", "phantomjs", "lighthouse", "pagespeed", "pingdom", "uptime", "monitor", "statuscake", "nagios", "zabbix", "check_http", "healthcheck",  # watching
    "apachebench", "wrk", "k6/", "jmeter", "masscan", "nmap", "zgrab", "nikto", "censys", "validator", "safebrowsing", "google-safety",  # load, search for holes, checks
)
PEOPLE = ("cubot",)  # makers of telephones in whose names such a word lies


@lru_cache(maxsize=256)
def is_bot(user_agent: str) -> bool:
    """Is this a program, not somebody with a phone? Every browser names itself: an empty name is a program too.

    The last few names are remembered with this answer alone, as thousands of telephones send them: no time, no address, no story is with them.
    """
    told = user_agent[:LONGEST].lower()
    for name in PEOPLE:
        told = told.replace(name, "")
    return not told.strip() or any(word in told for word in BOTS)


class Counting:
    """The openings of one worker. A page never waits for it and never fails because of it."""

    def __init__(self, store: ScanStore, flush_s: float = FLUSH_S) -> None:
        self._store, self._flush_s = store, flush_s
        self._counts: Counter[Opened] = Counter()
        self._lock, self._writing, self._stop = Lock(), Lock(), Event()
        self._lost, self._failing = 0, False
        self._thread: Thread | None = None

    def opened(self, code: str, language: str, user_agent: str, now: datetime) -> None:
        """A story page was shown (GET, 200): one more for its figure, language and hour. The user agent is looked at and not kept."""
        if is_bot(user_agent):
            return
        with self._lock:
            self._counts[Opened(code.upper(), language, hour_of(now))] += 1
            if self._thread is None:  # begun with the first visitor: workers fork, threads do not
                self._begin()

    def _begin(self) -> None:
        self._thread = Thread(target=self._keep, name="counting", daemon=True)
        self._thread.start()
        atexit.register(self.close)
        multiprocessing.util.Finalize(self, self.close, exitpriority=10)  # a worker ends without the interpreter's own farewell

    def _keep(self) -> None:
        while not self._stop.wait(self._flush_s):
            self.flush()

    def flush(self) -> bool:
        """Write what was counted. What cannot be written is tried again with the next, as long as there is room for it; False then."""
        with self._writing:
            with self._lock:
                counts, lost = self._counts, self._lost
                self._counts, self._lost = Counter(), 0
            if not counts and not lost:
                return True
            try:
                self._store.add(counts, lost, hour_of(datetime.now(UTC)) // 24)
            except OUT_OF_REACH as fault:
                self._keep_for_later(counts, lost, fault)
                return False
            self._failing = False
            return True

    def _keep_for_later(self, counts: Counter[Opened], lost: int, fault: Exception) -> None:
        with self._lock:
            room = max(0, LIMIT - len(self._counts))
            kept = dict(list(counts.items())[:room])
            self._counts.update(kept)
            self._lost += lost + counts.total() - sum(kept.values())
        if not self._failing:
            logging.getLogger("exhibit").error("The store of counts is out of reach (%s): pages go on; `exhibit doctor` says more.", type(fault).__name__)
        self._failing = True

    def close(self) -> None:
        """Write the rest and stop. May be called twice."""
        if not self._stop.is_set():
            self._stop.set()
            self.flush()


def counting(app: Flask) -> Counting:
    """The application's own, made when it is first asked for. Inside its context."""
    if COUNTING not in app.extensions:
        app.extensions[COUNTING] = Counting(scans())
    return app.extensions[COUNTING]
