"""The threshold: no cookie in, no cookie out, and the same closed headers on every answer, errors included."""
from __future__ import annotations

from collections.abc import Callable, Iterable

PATH = "/card"
READ = "/read"
OURS = (PATH, READ)
HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, noarchive",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src 'self'; font-src 'self'; img-src data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Vary": "Accept-Language",
}
KEPT = frozenset({"content-type", "content-length", "allow"})


class Threshold:
    """WSGI before the application: whatever other doors would add to an answer is taken off here."""

    def __init__(self, inside: Callable) -> None:
        self._inside = inside

    def __call__(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if not any(path == ours or path.startswith(f"{ours}/") for ours in OURS):
            return self._inside(environ, start_response)
        environ.pop("HTTP_COOKIE", None)  # who is signed in elsewhere is no business of this door

        def start(status: str, headers: list[tuple[str, str]], exc_info=None):
            ours = [*HEADERS.items(), *((name, value) for name, value in headers if name.lower() in KEPT)]
            return start_response(status, ours, exc_info) if exc_info else start_response(status, ours)

        return self._inside(environ, start)
