"""A machine without Node.js gets it from its wheel, and npm works there."""
from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.timeout(600)
def test_node_and_npm_come_from_the_wheel(tmp_path):
    subprocess.run([sys.executable, "-m", "venv", str(tmp_path)], check=True)
    done = subprocess.run(["bash", "tools/node_from_wheel.sh", str(tmp_path / "bin")], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    for command in ("node", "npm"):
        said = subprocess.run([str(tmp_path / "bin" / command), "--version"], capture_output=True, text=True, env={"PATH": "/usr/bin:/bin", "HOME": str(tmp_path)})
        assert said.returncode == 0 and int(said.stdout.strip().lstrip("v").split(".")[0]) >= 10, (command, said.stderr)
