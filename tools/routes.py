"""Writes tests/routes.json: every address there is, so that none vanishes unnoticed. `.venv/bin/python tools/routes.py`."""
from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path


def main() -> None:
    os.environ["EXHIBIT_INSTANCE"] = tempfile.mkdtemp()
    from exhibit.app import create_app

    found: dict[str, set[str]] = {}
    for rule in create_app().url_map.iter_rules():
        found.setdefault(rule.rule, set()).update(rule.methods - {"HEAD", "OPTIONS"})
    text = json.dumps({address: sorted(methods) for address, methods in sorted(found.items())}, indent=1) + "\n"
    (Path(__file__).parents[1] / "tests" / "routes.json").write_text(text)


if __name__ == "__main__":
    main()
