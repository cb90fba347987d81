"""Styles, scripts and fonts of the pages without an account: joined once, compressed once, under an address that changes with what is in them.

Such an address may be kept by a phone for a year: what is behind it never changes, and it names no story.
"""
from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from exhibit.errors import ExhibitError
from exhibit.front.early import Asking
from exhibit.front.rendered import Ready, Rendered

CSS, JS = "text/css; charset=utf-8", "text/javascript; charset=utf-8"
PARTS = {"visit.css": CSS, "visit.js": JS, "kiosk.css": CSS, "kiosk.js": JS, "person.css": CSS, "hall.css": CSS}  # each joined from static/<its name>/*.css or *.js: a telephone is not sent what only a kiosk needs
SHARED = {"person.css": ("visit/exit.css", "visit/fonts.css"), "hall.css": ("visit/fonts.css",)}  # parts of the visitor's that stand before a door's own
FONT = re.compile(r"url\(font:([A-Za-z0-9._-]+)\)")
HEADERS = (
    ("Cache-Control", "public, max-age=31536000, immutable"),
    ("X-Content-Type-Options", "nosniff"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Referrer-Policy", "no-referrer"),
    ("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
    ("Vary", "Accept-Encoding"),
)


@dataclass(frozen=True, slots=True)
class Assets:
    """What is served, by path; where each is found, by name: "visit.css", "visit.js", "fonts/<name>.woff2"."""

    ready: dict[str, Ready]
    addresses: dict[str, str]
    quick = True

    def address(self, name: str) -> str:
        """For templates: `{{ asset('visit.css') }}`. Raises ExhibitError for a name that nothing was loaded under."""
        if name not in self.addresses:
            raise ExhibitError(f"No style, script or font is called {name}: there are {', '.join(sorted(self.addresses))}. A font is made by `make setup`.")
        return self.addresses[name]

    def find(self, asking: Asking) -> Ready | None:
        return self.ready.get(asking.path)


def load_assets(folder: Path) -> Assets:
    """Everything of the folder of static files that is served this way. Raises ExhibitError for a font that a style names and nobody made."""
    assets = Assets({}, {})
    for file in sorted((folder / "vendor" / "webfonts").glob("*.woff2")):
        _add(assets, f"fonts/{file.name}", Rendered.file(file.read_bytes(), "font/woff2"))
    for name, kind in PARTS.items():
        files = [*(folder / part for part in SHARED.get(name, ())), *sorted((folder / Path(name).stem).glob(f"*{Path(name).suffix}"))]
        text = "\n".join(part.read_text(encoding="utf-8").rstrip("\n") for part in files)
        _add(assets, name, Rendered.of(200, FONT.sub(lambda found: f"url({_font(assets, found[1])})", text), kind))
    return assets


def _font(assets: Assets, name: str) -> str:
    address = assets.addresses.get(f"fonts/{name}")
    if address is None:
        raise ExhibitError(f"The font {name}, which a style in static/visit names, was not made: run `make setup`.")
    return address


def _add(assets: Assets, name: str, content: Rendered) -> None:
    stem, kind = name.rsplit(".", 1)
    address = f"/static/{stem}.{sha256(content.plain).hexdigest()[:8]}.{kind}"
    assets.addresses[name], assets.ready[address] = address, content.ready(HEADERS)
