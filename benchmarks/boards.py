"""Boards, sheets and previews: time and peak memory, each as a ratio in one run. `python -m benchmarks.boards`.

Every route runs in a process of its own, so that its peak memory is its own. The rival is plakativ, as its manual means it
to be used: once for each full-size PDF. Both get the very same PDFs; both write overlap, page names and an assembly map.
Ratios are of processor time, so that other programs on the machine do not count; wall time stands beside it.
"""
from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

OVERLAP_MM, BORDER_MM = 10.0, 10.0
TIMES_FASTER, MEMORY_SHARE, PREVIEW_MS = 10.0, 0.2, 250.0  # design.md, numbers to reach


@dataclass(frozen=True, slots=True)
class Run:
    """What one process took, start-up included: wall and processor seconds, peak resident memory, and what it says of itself."""

    seconds: float
    processor: float
    peak_mb: float
    said: dict[str, float]


def run(*command: str) -> Run:
    """A command, measured from outside by `benchmarks.measured`: it starts nothing else, so its child's peak is the command's."""
    done = subprocess.run([sys.executable, "-m", "benchmarks.measured", *command], check=True, capture_output=True, text=True)
    report = json.loads(done.stdout.splitlines()[-1])
    return Run(report["seconds"], report["processor"], report["peak_mb"], report["said"])


def ours(route: str, folder: Path) -> Run:
    return run(sys.executable, "-m", "benchmarks.routes", route, str(folder))


def plakativ(folder: Path) -> tuple[Run, int]:
    """All boards one after the other, with the peak memory of one process, and how many there were."""
    program = shutil.which("plakativ", path=str(Path(sys.executable).parent)) or "plakativ"
    runs = [run(program, "--nogui", "--factor", "1", "--pagesize", "A4", "--border", f"{BORDER_MM:.0f}", "--cover-page", "--page-numbers", "--cutting-guides",
                "-o", str(folder / "plakativ.pdf"), str(pdf)) for pdf in sorted(folder.glob("board-*.pdf"))]
    return Run(sum(one.seconds for one in runs), sum(one.processor for one in runs), max(one.peak_mb for one in runs), {}), len(runs)


def taken(one: Run) -> str:
    return f"{one.processor:6.2f} s ({one.seconds:6.2f})  {one.peak_mb:4.0f} MB"


def row(what: str, measured: str, target: str = "", reached: bool | None = None) -> str:
    verdict = "" if reached is None else "reached" if reached else "MISSED"
    return f"{what:<62} {measured:>28}   {target:<16} {verdict}"


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        one, fifteen = ours("one", folder), ours("fifteen", folder)
        tiled, whole = ours("tile", folder), ours("pack", folder)
        rival, boards = plakativ(folder)
        codes, previews = ours("codes", folder), ours("previews", folder)
    faster, share = rival.processor / tiled.processor, tiled.peak_mb / rival.peak_mb
    p95 = previews.said["p95_ms"]
    print("\n".join([
        row("processor seconds with the start of the process (wall)", "measured", "target"),
        row("1 board, full-size PDF", taken(one)),
        row(f"{boards} boards, full-size PDF, one process", taken(fifteen)),
        row(f"{boards} full-size PDFs tiled on A4, one process", taken(tiled)),
        row(f"{boards} boards set, written and tiled on A4, one process", taken(whole)),
        row(f"plakativ, the same {boards} full-size PDFs on A4", taken(rival)),
        row("tiling against plakativ, time", f"{faster:.1f} times faster", f"{TIMES_FASTER:.0f} times", faster >= TIMES_FASTER),
        row("tiling against plakativ, peak memory", f"{share:.2f} of it", f"{MEMORY_SHARE} of it", share <= MEMORY_SHARE),
        row("setting, writing and tiling against plakativ's tiling alone", f"{rival.processor / whole.processor:.1f} times faster"),
        row(f"reading {boards} codes back, both readers, clean and degraded", f"{codes.said['processor']:.2f} s ({codes.said['seconds']:.2f})"),
        row("preview after an edit, p95", f"{p95:.0f} ms ({previews.said['p95_wall_ms']:.0f})", f"{PREVIEW_MS:.0f} ms", p95 <= PREVIEW_MS),
    ]))


if __name__ == "__main__":
    main()
