"""Asking caches in front of the house to forget pages: one small interface, and two ways most caches understand.

A cache is no place of ours: what it was asked and what it answered is all that can be known. Done is only what answered.
"""
from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from http.client import HTTPException
from itertools import product
from pathlib import Path
from typing import Protocol
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from exhibit.actions.tasks import finish_inside
from exhibit.settings import Settings
from exhibit.store import look_again, sites, transaction
from exhibit.store.tables import WithdrawalTask
from exhibit.story import labels

TIMEOUT_S = 5.0
FORGOTTEN = frozenset({404, 410})  # beside 2xx: it says that it has no such page
A_BATCH = 30  # addresses in one request: the least that any network we know of takes
BY = "SYSTEM"
PURGE, REBUILD = "PURGE", "REBUILD"
FIRST_THE_COPY = "The caches have forgotten the page once. It is asked of them again when the copy of the site has been replaced."
NO_TOKEN = "The file with the token (EXHIBIT_PURGE_TOKEN) cannot be read: no cache was asked."
NOBODY = "No cache is named in the settings any more: see to it by hand."
FORMS = ("easy", "text", "large", "listen", "sign", "sound", "film", "stop", "kiosk", "text.txt", "large.pdf")  # the last two as a copy of the site names them
PAGES = ("figures", "kiosk", "leaflet", "countries", "about", "campaign", "help")


@dataclass(frozen=True, slots=True)
class Unforgotten:
    """A path that a cache did not confirm to have forgotten. `why`: what it answered, without a word of ours."""

    cache: str
    path: str
    why: str


class Purger(Protocol):
    """What a cache of any make must be able to do. Others are added here, as a class and a setting."""

    def purge(self, paths: Sequence[str]) -> tuple[Unforgotten, ...]:
        """Ask for each path, which begins with a slash. Returns those that were not confirmed; never raises for a cache that fails."""
        ...


@dataclass(frozen=True, slots=True)
class HttpPurge:
    """The method PURGE on each path, as Varnish, nginx and most caches of one's own know it. `base`: scheme and host of the cache."""

    base: str
    timeout_s: float = TIMEOUT_S

    def purge(self, paths: Sequence[str]) -> tuple[Unforgotten, ...]:
        left: list[Unforgotten] = []
        for done, path in enumerate(paths):
            why, answered = _ask(Request(self.base + path, method="PURGE"), self.timeout_s)
            if not answered:  # it will not answer the next path either: nobody waits for it sixty times
                return (*left, *(Unforgotten(_host(self.base), rest, why) for rest in paths[done:]))
            if why:
                left.append(Unforgotten(_host(self.base), path, why))
        return tuple(left)


@dataclass(frozen=True, slots=True)
class BatchPurge:
    """{"files": [address, ...]} by POST with a bearer token, as networks that sell caching take it. `public`: what visitors' addresses begin with."""

    api: str
    public: str
    token: str = ""
    timeout_s: float = TIMEOUT_S

    def purge(self, paths: Sequence[str]) -> tuple[Unforgotten, ...]:
        left: list[Unforgotten] = []
        for first in range(0, len(paths), A_BATCH):
            some = paths[first:first + A_BATCH]
            body = json.dumps({"files": [self.public + path for path in some]}).encode()
            why, _ = _ask(Request(self.api, body, self._headers(), method="POST"), self.timeout_s, forgotten=frozenset())
            left += [Unforgotten(_host(self.api), path, why) for path in some if why]
        return tuple(left)

    def _headers(self) -> dict[str, str]:
        return {"Content-Type": "application/json", **({"Authorization": f"Bearer {self.token}"} if self.token else {})}


def _ask(request: Request, timeout_s: float, forgotten: frozenset[int] = FORGOTTEN) -> tuple[str, bool]:
    """(why not, "" when it was done; whether there was an answer at all)."""
    try:
        with urlopen(request, timeout=timeout_s) as answer:
            return "", answer.status < 400
    except HTTPError as error:
        return ("" if error.code in forgotten else f"answered {error.code}"), True
    except TimeoutError:
        return "did not answer in time", False
    except (OSError, HTTPException) as error:
        slow = isinstance(getattr(error, "reason", None), TimeoutError)
        return "did not answer in time" if slow else "could not be reached", False


def _host(address: str) -> str:
    return urlsplit(address).netloc


def purgers(settings: Settings) -> tuple[Purger, ...]:
    """The caches this house has named. Raises OSError when the file with the token cannot be read."""
    found: list[Purger] = [HttpPurge(base) for base in settings.purge]
    if settings.purge_api:
        token = Path(settings.purge_token).read_text(encoding="utf-8").strip() if settings.purge_token else ""
        found.append(BatchPurge(settings.purge_api, settings.base_url, token))
    return tuple(found)


def paths_of(codes: Iterable[str], languages: Iterable[str], slugs: Iterable[str]) -> tuple[str, ...]:
    """Every path under which a cache may keep a page that shows, lists or links to these stories.

    Made from codes and languages alone and not from what is open now: what was open an hour ago is what a cache may still have.
    """
    spoken = tuple(dict.fromkeys(languages))
    stories = [f"/{code}{rest}" for code in codes for rest in ("", *_tails(spoken))]
    sites = [f"/e/{slug}{page}{tail}" for slug, page in product(slugs, ("", *(f"/{name}" for name in PAGES))) for tail in ("", *(f"/{code}" for code in labels.languages()))]
    plain = dict.fromkeys(("/", "/sitemap.xml", *stories, *sites))
    return tuple(dict.fromkeys(form for path in plain for form in _spellings(path)))


def _tails(languages: Sequence[str]) -> list[str]:
    return [f"/{code}{form}" for code in languages for form in ("", *(f"/{name}" for name in FORMS))]


def _spellings(path: str) -> tuple[str, ...]:
    """As the house serves it, and as a copy of the site on a plain web server does."""
    if path == "/":
        return path, "/index.html"
    if "." in path:
        return (path,)
    return path, f"{path}/", f"{path}/index.html"


def follow_purges(settings: Settings, now: datetime) -> bool:
    """Ask for what open tasks want forgotten. Done is what every cache confirmed; anything else stays open with a note. Returns whether anything stays open."""
    look_again()
    left = False
    for task_id in [task.id for task in sites.open_tasks(PURGE)]:
        left |= not _follow(task_id, settings, now)
    return left


def _follow(task_id: int, settings: Settings, now: datetime) -> bool:
    """One task. The caches are asked outside of any transaction: a slow one must not keep the house from writing."""
    paths = _paths(next(task for task in sites.open_tasks(PURGE) if task.id == task_id))
    look_again()
    note = _asked(settings, paths)
    with transaction():
        task = next((one for one in sites.open_tasks(PURGE) if one.id == task_id), None)
        if task is None:
            return True  # somebody has done it meanwhile
        waits = sites.has_open_tasks(task.withdrawal.testimony, REBUILD)
        if note or waits:
            task.note = note or FIRST_THE_COPY
            return False
        finish_inside(task, "DONE", BY, now)
        return True


def _paths(task: WithdrawalTask) -> tuple[str, ...]:
    testimony = task.withdrawal.testimony
    return paths_of(sites.codes_of(testimony), sites.languages_of(testimony), [hall.slug for hall in sites.halls_of(testimony)])


def _asked(settings: Settings, paths: Sequence[str]) -> str:
    """Every cache asked for every path: "" when all have confirmed, else in words what refused."""
    try:
        caches = purgers(settings)
    except OSError:
        return NO_TOKEN
    refused = Counter((one.cache, one.why) for cache in caches for one in cache.purge(paths))
    if not caches:
        return NOBODY
    return " ".join(f"{cache} {why} ({count} of {len(paths)} addresses)." for (cache, why), count in refused.items())
