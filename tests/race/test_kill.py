"""Killed at random moments during confirmations and withdrawals: nothing that was answered is lost, nothing is half-done, the history verifies.

`make bench` does the same with 200 decisions.
"""
from __future__ import annotations

import json
import os
import subprocess
import sys

from exhibit.settings import ROOT


def test_nothing_answered_is_lost_however_often_the_process_is_killed(app):
    settings = app.config["EXHIBIT"]
    environment = {**os.environ, "EXHIBIT_INSTANCE": str(settings.instance), "DATABASE_URL": settings.database_url}
    done = subprocess.run([sys.executable, "-m", "benchmarks.kill", "50"], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=240)
    assert done.stdout, done.stderr
    report = json.loads(done.stdout.splitlines()[-1])["this database"]
    assert report["answered"] == 50 and report["kills"] >= 3, "it was killed, and it was finished"
    assert (report["lost"], report["done_twice"], report["faults"]) == ([], [], [])
