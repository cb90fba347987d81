"""A backup was put back and what was stopped since is not applied yet: no door serves. The visitor's shows its neutral page by itself."""
from __future__ import annotations

from flask import Flask, Response, current_app, render_template, request

from exhibit.store import ledger
from exhibit.story import labels

OPEN = ("visit.", "static")


def guard(app: Flask) -> None:
    """Asked before every request that is not the visitor's; her pages ask the gate, which is closed as well."""
    app.before_request(_closed)


def _closed():
    endpoint = request.endpoint or ""
    if not endpoint or endpoint.startswith(OPEN) or not ledger.restored():
        return None
    if endpoint.startswith(("desk.", "security.")):
        return render_template("desk/restored.html"), 503
    return _plain()


def _plain() -> Response:
    """For doors without an account: one calm sentence in the reader's language, and nothing of what happened."""
    language = labels.choose([tag.split("-")[0] for tag in request.accept_languages.values()], labels.languages(), labels.FALLBACK)
    page = current_app.jinja_env.get_template("closed.html").render(language=language, direction=labels.direction(language), sentence=labels.label(language, "closed_for_now"))
    return Response(page, 503, {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex", "Retry-After": "600",
                                "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'"})
