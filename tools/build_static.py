"""Copies styles and scripts of others from the npm packages into static/vendor. None is committed."""
from __future__ import annotations

import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FILES = {
    "bootstrap/dist/css/bootstrap.min.css": "bootstrap.min.css",
    "bootstrap/dist/css/bootstrap.rtl.min.css": "bootstrap.rtl.min.css",
    "bootstrap/dist/js/bootstrap.bundle.min.js": "bootstrap.bundle.min.js",
    "htmx.org/dist/htmx.min.js": "htmx.min.js",
}

FACES = ("noto-sans-arabic", "noto-sans-devanagari", "noto-sans-lao", "noto-nastaliq-urdu")


def main() -> None:
    """static/vendor/* as listed in FILES."""
    target = ROOT / "static" / "vendor"
    target.mkdir(parents=True, exist_ok=True)
    for source, name in FILES.items():
        path = ROOT / "node_modules" / source
        if not path.exists():
            sys.exit(f"{source} is missing: run `npm ci`.")
        shutil.copyfile(path, target / name)
    fonts = target / "fonts"  # the desk shows every script, whatever the curator's machine has
    fonts.mkdir(exist_ok=True)
    for face in FACES:
        shutil.copyfile(ROOT / "build" / "fonts" / f"{face}-regular.ttf", fonts / f"{face}-regular.ttf")


if __name__ == "__main__":
    main()
