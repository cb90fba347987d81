"""Where somebody who has found a hole can say so: /.well-known/security.txt (RFC 9116)."""
from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

from flask import Response, abort, current_app

from exhibit.web.visit.answers import answer
from exhibit.web.visit.blueprint import page
from exhibit.web.visit.cache import Rendered

VALID_DAYS = 180  # less than the year that the RFC recommends at most
LANGUAGES = "en, fr, nl, ar"  # those of the desk


@page("/.well-known/security.txt")
def security_txt() -> Response:
    """Nothing, as anywhere nothing is, while the house has named no contact."""
    settings = current_app.config["EXHIBIT"]
    if not settings.security_contact:
        abort(404)
    expires = datetime.combine(datetime.now(UTC).date() + timedelta(days=VALID_DAYS), time.min, UTC)
    lines = (f"Contact: {settings.security_contact}", f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}", f"Preferred-Languages: {LANGUAGES}",
             f"Canonical: {settings.base_url}/.well-known/security.txt")
    return answer(Rendered.of(200, "".join(f"{line}\n" for line in lines), "text/plain; charset=utf-8"))
