"""Pages as the W3C's Nu checker sees them: one run of Java over a folder."""
from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

JAR = Path(__file__).parents[2] / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"


def errors(folder: Path) -> list[str]:
    """One line an error: file, line and what is wrong. The messages of a checker that did not run are an error too."""
    java = shutil.which("java")
    assert java and JAR.exists(), "the checker is missing: `make test` installs Java and the npm packages of the tests"
    done = subprocess.run([java, "-Xmx512m", "-jar", str(JAR), "--errors-only", "--stdout", "--format", "json", str(folder)], capture_output=True, text=True, check=False, timeout=240)
    assert done.stdout.startswith("{"), done.stderr[-500:] or done.stdout[-500:]
    return [f"{Path(m['url']).name}:{m.get('lastLine', '')}: {m['message']} {m.get('extract', '')[:120]}" for m in json.loads(done.stdout)["messages"] if m["type"] in ("error", "non-document-error")]
