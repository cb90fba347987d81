"""Trying out codes is slow: only answers that found nothing count. Counted in each worker by itself, in memory, and forgotten with the minute."""
from __future__ import annotations

from flask import Flask, Response
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

TRIES = "40 per minute"  # a hall behind one address may mistype; eight characters out of 32 are a million million


def limited(app: Flask, endpoint: str) -> None:
    """Limit the view of this endpoint."""
    limiter = Limiter(get_remote_address, app=app, storage_uri="memory://")
    app.view_functions[endpoint] = limiter.limit(TRIES, deduct_when=_found_nothing)(app.view_functions[endpoint])


def _found_nothing(response: Response) -> bool:
    return response.status_code == 404
