"""Boards, sheets and previews: time and peak memory, each as a ratio in one run. `python -m benchmarks.boards`.

Every route runs in a process of its own, so that its peak memory is its own. The rival is plakativ, as its manual means it
to be used: once for each full-size PDF. Both get the very same PDFs; both write overlap, page names and an assembly map. Its border
is margin and overlap in one, so ours are both of that width. It has a second layout that saves paper; its sheets are counted too.
Ratios are of processor time, so that other programs on the machine do not count; wall time stands beside it.
"""
from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
import warnings
from dataclasses import dataclass
from pathlib import Path

import pikepdf

BORDER_MM = 10.0
TIMES_FASTER, MEMORY_SHARE, PREVIEW_MS, PACK_MB = 10.0, 0.2, 250.0, 5.0  # numbers to reach
GROWTH = (1, 15, 50, 200)


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


def ours(route: str, folder: Path, *more: str) -> Run:
    return run(sys.executable, "-m", "benchmarks.routes", route, str(folder), *more)


def plakativ(folder: Path) -> tuple[Run, int]:
    """All boards one after the other, with the peak memory of one process, and how many there were."""
    program = shutil.which("plakativ", path=str(Path(sys.executable).parent)) or "plakativ"
    runs = [run(program, "--nogui", "--factor", "1", "--pagesize", "A4", "--border", f"{BORDER_MM:.0f}", "--cover-page", "--page-numbers", "--cutting-guides",
                "-o", str(folder / f"plakativ-{pdf.stem}.pdf"), str(pdf)) for pdf in sorted(folder.glob("board-*.pdf"))]
    made = list(folder.glob("plakativ-*.pdf"))
    said = {"sheets": float(sum(pages(pdf) - 1 for pdf in made)), "bytes": float(sum(pdf.stat().st_size for pdf in made))}
    return Run(sum(one.seconds for one in runs), sum(one.processor for one in runs), max(one.peak_mb for one in runs), said), len(runs)


def pages(pdf: Path) -> int:
    with pikepdf.open(pdf) as document:
        return len(document.pages)


def fewest(folder: Path, width: float, height: float) -> int:
    """Sheets plakativ takes for all boards, in whichever of its two layouts takes fewer; by its own functions."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from plakativ import complex_cover, simple_cover
    total = 0
    for pdf in sorted(folder.glob("board-*.pdf")):
        with pikepdf.open(pdf) as document:
            across, down = (float(side) * 25.4 / 72 for side in document.pages[0].MediaBox.as_list()[2:])
        size = width - 2 * BORDER_MM, height - 2 * BORDER_MM
        total += min(len(simple_cover(across, down, *size)[0]), len(complex_cover(across, down, *size)))
    return total


def growth(folder: Path) -> list[str]:
    """From words to sheets: seconds a board and memory, for more and more boards in one process."""
    rows = []
    for boards in GROWTH:
        measured = ours("grown", folder, str(boards))
        rows.append(row(f"{boards} board{'s' * (boards > 1)} from words to sheets, one process", f"{measured.said['processor'] / boards:.2f} s each  {measured.peak_mb:4.0f} MB"))
    return rows


def taken(one: Run) -> str:
    return f"{one.processor:6.2f} s ({one.seconds:6.2f})  {one.peak_mb:4.0f} MB"


def row(what: str, measured: str, target: str = "", reached: bool | None = None) -> str:
    verdict = "" if reached is None else "reached" if reached else "MISSED"
    return f"{what:<62} {measured:>28}   {target:<16} {verdict}"


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        one, fifteen = ours("one", folder), ours("fifteen", folder)
        tiled, tiled_a3, whole = ours("tile", folder), ours("tile-a3", folder), ours("pack", folder)
        rival, boards = plakativ(folder)
        rival_a4, rival_a3 = fewest(folder, 210, 297), fewest(folder, 297, 420)
        codes, previews = ours("codes", folder), ours("previews", folder)
        grown = growth(folder)
    faster, share = rival.processor / tiled.processor, tiled.peak_mb / rival.peak_mb
    p95, sheets, megabytes = previews.said["p95_ms"], int(tiled.said["sheets"]), tiled.said["bytes"] / 1e6
    print("\n".join([
        row("processor seconds with the start of the process (wall)", "measured", "target"),
        row("1 board, full-size PDF", taken(one)),
        row(f"{boards} boards, full-size PDF, one process", taken(fifteen)),
        row(f"{boards} full-size PDFs tiled on A4, one process", taken(tiled)),
        row(f"{boards} boards set, written and tiled on A4, one process", taken(whole)),
        row(f"plakativ, the same {boards} full-size PDFs on A4", taken(rival)),
        row("tiling against plakativ, time", f"{faster:.1f} times faster", f"{TIMES_FASTER:.0f} times", faster >= TIMES_FASTER),
        row("tiling against plakativ, peak memory", f"{share:.2f} of it", f"{MEMORY_SHARE} of it", share <= MEMORY_SHARE),
        row("sheets of A4 against plakativ as it was run", f"{sheets} to {rival.said['sheets']:.0f}", "never more", sheets <= rival.said["sheets"]),
        row("sheets of A4 against plakativ's layout that saves paper", f"{sheets} to {rival_a4}", "never more", sheets <= rival_a4),
        row("sheets of A3 against plakativ's layout that saves paper", f"{tiled_a3.said['sheets']} to {rival_a3}", "never more", tiled_a3.said["sheets"] <= rival_a3),
        row(f"{boards} files of A4 sheets together, against plakativ's", f"{megabytes:.1f} MB to {rival.said['bytes'] / 1e6:.1f}", f"{PACK_MB:.0f} MB", megabytes < PACK_MB),
        row("setting, writing and tiling against plakativ's tiling alone", f"{rival.processor / whole.processor:.1f} times faster"),
        row(f"reading {boards} codes back, both readers, clean and degraded", f"{codes.said['processor']:.2f} s ({codes.said['seconds']:.2f})"),
        row("preview after an edit, p95", f"{p95:.0f} ms ({previews.said['p95_wall_ms']:.0f})", f"{PREVIEW_MS:.0f} ms", p95 <= PREVIEW_MS),
        *grown,
    ]))


if __name__ == "__main__":
    main()
