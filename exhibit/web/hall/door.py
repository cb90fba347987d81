"""The threshold of the crew's door: of all cookies only the walk's comes in or goes out, and the same closed headers stand on every answer."""
from __future__ import annotations

from collections.abc import Callable, Iterable
from http.cookies import SimpleCookie

PATH = "/h"
WALK = "walk"
HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, noarchive",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; font-src 'self'; img-src data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    "Vary": "Accept-Language, Cookie",
}
KEPT = frozenset({"content-type", "content-length", "location", "allow", "retry-after"})


class Threshold:
    """WSGI before the application: who is signed in elsewhere is no business of this door, and nothing of other doors goes out with its answers."""

    def __init__(self, inside: Callable) -> None:
        self._inside = inside

    def __call__(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "").lower()
        if path != PATH and not path.startswith(f"{PATH}/"):
            return self._inside(environ, start_response)
        sent = SimpleCookie(environ.pop("HTTP_COOKIE", ""))
        if WALK in sent:
            environ["HTTP_COOKIE"] = f"{WALK}={sent[WALK].value}"

        def start(status: str, headers: list[tuple[str, str]], exc_info=None):
            ours = [*HEADERS.items(), *((name, value) for name, value in headers if _goes_out(name, value))]
            return start_response(status, ours, exc_info) if exc_info else start_response(status, ours)

        return self._inside(environ, start)


def _goes_out(name: str, value: str) -> bool:
    return name.lower() in KEPT or (name.lower() == "set-cookie" and value.startswith(f"{WALK}="))
