"""The two pictures of the README, from the demo: a board, and the desk's hall. `make pictures`."""
from __future__ import annotations

import logging
import os
import shutil
import sys
import tempfile
import threading
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from PIL import Image
from werkzeug.serving import make_server

ROOT = Path(__file__).resolve().parents[1]
if str(ROOT) not in sys.path:  # run as a script, not as a module
    sys.path.insert(0, str(ROOT))

TARGET = ROOT / "docs" / "pictures"
MOST_BYTES = 300_000
BOARD = "T07"  # in English, so that a reader of the README can read it
PASSWORD = "only for this picture, then gone"


def main() -> None:
    """Write docs/pictures/board.png and desk.png from a demo of their own in a temporary folder."""
    TARGET.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="exhibit-pictures-") as folder:
        os.environ["EXHIBIT_INSTANCE"] = folder
        os.environ["EXHIBIT_BASE_URL"] = "https://voices.example"
        app = _demo()
        _keep("board.png", _board(app))
        _keep("desk.png", _desk(app))


def _demo():
    from exhibit.actions.accounts import add_user
    from exhibit.actions.demo import load_demo
    from exhibit.app import create_app
    from exhibit.store.schema import ensure_schema

    app = create_app(doors=("visit", "desk", "account"))
    with app.app_context():
        ensure_schema()
        load_demo(datetime.now(UTC))
        add_user("curator@demo.example", ["curator"], PASSWORD)
    return app


def _board(app) -> bytes:
    """A board as the print file shows it."""
    from exhibit.actions.boards import preview_board
    from exhibit.store import queries

    with app.app_context():
        cutout = next(c for c in queries.cutouts(queries.exhibition("demo")) if c.testimony.code == BOARD)
        return preview_board(cutout, app.config["EXHIBIT"].base_url, datetime.now(UTC), width_px=560)


def _desk(app) -> bytes:
    """The hall of the demo, seen by a curator in Chromium."""
    from playwright.sync_api import sync_playwright

    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}"
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
            page = browser.new_page(viewport={"width": 1280, "height": 900}, locale="en-GB")
            _sign_in(page, address)
            page.goto(f"{address}/desk/exhibitions/demo", wait_until="networkidle")
            return page.screenshot()
    finally:
        server.shutdown()


def _sign_in(page, address: str) -> None:
    page.goto(f"{address}/account/login")
    page.fill("input[name=email]", "curator@demo.example")
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url("**/desk/**")


def _keep(name: str, png: bytes) -> None:
    """The picture in 256 colours: small enough for a README."""
    buffer = BytesIO()
    Image.open(BytesIO(png)).convert("RGB").quantize(256).save(buffer, "PNG", optimize=True)
    if buffer.tell() > MOST_BYTES:
        sys.exit(f"{name} has {buffer.tell() // 1000} kB; the most is {MOST_BYTES // 1000}: make it smaller.")
    (TARGET / name).write_bytes(buffer.getvalue())
    print(f"docs/pictures/{name}: {buffer.tell() // 1000} kB")


if __name__ == "__main__":
    main()
