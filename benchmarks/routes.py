"""What the benchmarks measure of our own engine, one route a process: `python -m benchmarks.routes ROUTE FOLDER`."""
from __future__ import annotations

import json
import pickle
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import exhibit.cutout as engine
from exhibit.cutout.sheets.options import SheetOptions
from exhibit.cutout.sheets.plan import Outline, plan
from exhibit.cutout.sheets.tiling import sheets_of

EDITS = 8  # previews of each of the fifteen boards, after the first


def demo_specs() -> list[engine.CutoutSpec]:
    """Loaded where boards are set: tiling finished files needs none of it."""
    from benchmarks.demo_boards import demo_specs as specs

    return specs()


def one(folder: Path) -> dict[str, float]:
    (folder / "one.pdf").write_bytes(engine.write_pdf(engine.compose(demo_specs()[0])))
    return {}


def fifteen(folder: Path) -> dict[str, float]:
    boards = [engine.compose(spec) for spec in demo_specs()]
    for at, board in enumerate(boards, start=1):
        (folder / f"board-{at:03d}.pdf").write_bytes(engine.write_pdf(board))
    (folder / "outlines.pickle").write_bytes(pickle.dumps([Outline.of(board) for board in boards]))
    return {}


def tile_(folder: Path, paper: str = "a4", times: int = 0) -> dict[str, float]:
    """The full-size PDFs made by `fifteen`, tiled one after the other. The plan needs the cut line, so each comes with its outline."""
    outlines = pickle.loads((folder / "outlines.pickle").read_bytes())
    sheets = size = 0
    start = time.process_time()
    for at in range(times or len(outlines)):
        number = at % len(outlines)
        grid = plan(outlines[number], SheetOptions(paper))
        tiled = sheets_of((folder / f"board-{number + 1:03d}.pdf").read_bytes(), outlines[number], grid)
        (folder / f"sheets-{paper}-{number + 1:03d}.pdf").write_bytes(tiled)
        sheets, size = sheets + grid.sheets, size + len(tiled)
    return {"sheets": sheets, "bytes": size, "processor": time.process_time() - start}


def grown(folder: Path, boards: str) -> dict[str, float]:
    """That many boards from words to sheets, one after the other: nothing of a board is kept when the next is made."""
    specs = demo_specs()
    start = time.process_time()
    for at in range(int(boards)):
        board = engine.compose(specs[at % len(specs)])
        (folder / "grown.pdf").write_bytes(engine.tile(board, "a4", full=engine.write_pdf(board)))
    return {"processor": time.process_time() - start}


def pack(folder: Path) -> dict[str, float]:
    for at, spec in enumerate(demo_specs(), start=1):
        board = engine.compose(spec)
        full = engine.write_pdf(board)
        (folder / f"pack-{at:02d}.pdf").write_bytes(full)
        (folder / f"pack-{at:02d}-a4.pdf").write_bytes(engine.tile(board, "a4", full=full))
    return {}


def codes(folder: Path) -> dict[str, float]:
    start, processor = time.perf_counter(), time.process_time()
    for at, spec in enumerate(demo_specs(), start=1):
        engine.verify_codes((folder / f"board-{at:03d}.pdf").read_bytes(), [spec.url])
    return {"seconds": time.perf_counter() - start, "processor": time.process_time() - processor}


def previews(_: Path) -> dict[str, float]:
    """Milliseconds from changed words to a PNG, every time with other words, so that nothing of the text is kept."""
    taken: list[float] = []
    wall: list[float] = []
    for spec in demo_specs():
        engine.preview_png(engine.write_pdf(engine.compose(spec)))
        words = spec.testimony.split()
        for cut in range(1, EDITS + 1):
            start, processor = time.perf_counter(), time.process_time()
            engine.preview_png(engine.write_pdf(engine.compose(replace(spec, testimony=" ".join(words[:-cut])))))
            taken.append(1000 * (time.process_time() - processor))
            wall.append(1000 * (time.perf_counter() - start))
    return {"p95_ms": _p95(taken), "p95_wall_ms": _p95(wall)}


def _p95(values: list[float]) -> float:
    return sorted(values)[int(0.95 * len(values))]


ROUTES: dict[str, Callable[..., dict[str, float]]] = {
    "one": one, "fifteen": fifteen, "tile": tile_, "tile-a3": lambda folder: tile_(folder, "a3"), "tile-many": lambda folder, boards: tile_(folder, times=int(boards)),
    "grown": grown, "pack": pack, "codes": codes, "previews": previews}


if __name__ == "__main__":
    print(json.dumps(ROUTES[sys.argv[1]](Path(sys.argv[2]), *sys.argv[3:])))
