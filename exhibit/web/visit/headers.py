"""The headers of every answer of the visitor's door."""
from __future__ import annotations

from exhibit.front.rendered import Headers

TWO_YEARS_S = 63_072_000
POLICY = ("default-src 'none'; style-src 'self'; script-src 'self'; font-src 'self'; img-src 'self' data:; media-src 'self'; "
          "base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
# Everything a browser could be asked for that says something of a visitor or her surroundings, and that a page can be denied.
# Full screen stays: the kiosk asks for it.
DENIED = (
    "accelerometer", "autoplay", "browsing-topics", "camera", "clipboard-read", "clipboard-write", "compute-pressure", "display-capture", "encrypted-media",
    "gamepad", "geolocation", "gyroscope", "hid", "idle-detection", "local-fonts", "magnetometer", "microphone", "midi", "payment", "publickey-credentials-get",
    "screen-wake-lock", "serial", "storage-access", "sync-xhr", "usb", "window-management", "xr-spatial-tracking",
)
HEADERS: Headers = (
    ("Cache-Control", "no-store"),
    ("Referrer-Policy", "no-referrer"),
    ("X-Robots-Tag", "noindex, noarchive"),
    ("X-Content-Type-Options", "nosniff"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Content-Security-Policy", POLICY),
    ("Permissions-Policy", ", ".join(f"{name}=()" for name in DENIED)),
    ("Vary", "Accept-Language, Accept-Encoding"),
)


def headers_at(base_url: str) -> Headers:
    """With HSTS where the address is https: over plain http a browser would not heed it, and nobody should think it does."""
    if not base_url.startswith("https:"):
        return HEADERS
    return (*HEADERS, ("Strict-Transport-Security", f"max-age={TWO_YEARS_S}"))
