"""Guessing is slow: failed tries are counted for one address and for everybody together, and each takes its time.

Ten to the fourteenth numbers against a thousand cards: at the limit for everybody together, one lucky guess in about 19,000 years.
Counted in each worker by itself; nothing is written down, and an address is forgotten with its window.
"""
from __future__ import annotations

import time

from flask import Flask, Response
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

EVERYBODY = "600 per hour"
FAILED, UNKNOWN = 422, 404
FLOOR_S = 0.25


def limited(app: Flask, endpoint: str, per_address: str, methods: tuple[str, ...] = ("POST",), scope: str = "card") -> None:
    """Only tries that failed count: whoever has a number or an address may use it as often as she likes."""
    limiter = Limiter(get_remote_address, app=app, storage_uri="memory://")
    options = {"methods": list(methods), "deduct_when": _failed}
    view = limiter.limit(per_address, **options)(app.view_functions[endpoint])
    app.view_functions[endpoint] = limiter.shared_limit(EVERYBODY, scope=scope, key_func=lambda: "everybody", **options)(view)


def _failed(response: Response) -> bool:
    return response.status_code in (FAILED, UNKNOWN)


def same_time(began: float) -> None:
    """A failed try is answered `FLOOR_S` seconds after it began, so that the clock does not tell an old number from an unknown one."""
    time.sleep(max(0.0, FLOOR_S - (time.monotonic() - began)))
