"""Pages as Lighthouse sees them, one browser for all of them."""
from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

SCRIPT = Path(__file__).with_name("lighthouse.mjs")
PATIENCE_S = 90  # for one page, up to eight runs of it included, while everything else this machine has to do goes on
PERFECT = {"performance": 100, "accessibility": 100, "best-practices": 100}


def shortcomings(pages: list[tuple[str, int]]) -> dict[str, str]:
    """Address -> what keeps it from a hundred everywhere. `pages`: (address, the status it answers with)."""
    node, chromium = shutil.which("node"), shutil.which("chromium")
    assert node and chromium and (SCRIPT.parents[2] / "node_modules" / "lighthouse").exists(), "Lighthouse is missing: `make test` installs it"
    asked = json.dumps([{"url": url, "status": status} for url, status in pages])
    done = subprocess.run([node, str(SCRIPT)], input=asked, capture_output=True, text=True, check=False, timeout=PATIENCE_S * len(pages), env={**os.environ, "CHROME_PATH": chromium})
    assert done.returncode == 0, done.stderr[-800:]
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [one["url"] for one in found] == [url for url, _status in pages], "every page was looked at"
    return {one["url"]: f"{one['scores']} {one['error']} {'; '.join(one['failed'])}" for one in found if one["error"] or one["scores"] != PERFECT}
