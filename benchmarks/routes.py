"""What the benchmarks measure of our own engine, one route a process: `python -m benchmarks.routes ROUTE FOLDER`."""
from __future__ import annotations

import json
import pickle
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from benchmarks.demo_boards import demo_specs
from exhibit.cutout import compose, preview_png, tile, verify_codes, write_pdf

EDITS = 8  # previews of each of the fifteen boards, after the first


def one(folder: Path) -> dict[str, float]:
    (folder / "one.pdf").write_bytes(write_pdf(compose(demo_specs()[0])))
    return {}


def fifteen(folder: Path) -> dict[str, float]:
    boards = [compose(spec) for spec in demo_specs()]
    for at, board in enumerate(boards, start=1):
        (folder / f"board-{at:02d}.pdf").write_bytes(write_pdf(board))
    (folder / "boards.pickle").write_bytes(pickle.dumps([replace(board, fills=()) for board in boards]))
    return {}


def tile_(folder: Path) -> dict[str, float]:
    """The full-size PDFs made by `fifteen`, tiled. The plan needs the cut line, so the boards come with their geometry."""
    for at, board in enumerate(pickle.loads((folder / "boards.pickle").read_bytes()), start=1):
        (folder / f"sheets-{at:02d}.pdf").write_bytes(tile(board, "a4", 10.0, (folder / f"board-{at:02d}.pdf").read_bytes()))
    return {}


def pack(folder: Path) -> dict[str, float]:
    for at, spec in enumerate(demo_specs(), start=1):
        board = compose(spec)
        full = write_pdf(board)
        (folder / f"pack-{at:02d}.pdf").write_bytes(full)
        (folder / f"pack-{at:02d}-a4.pdf").write_bytes(tile(board, "a4", 10.0, full))
    return {}


def codes(folder: Path) -> dict[str, float]:
    start, processor = time.perf_counter(), time.process_time()
    for at, spec in enumerate(demo_specs(), start=1):
        verify_codes((folder / f"board-{at:02d}.pdf").read_bytes(), [spec.url])
    return {"seconds": time.perf_counter() - start, "processor": time.process_time() - processor}


def previews(_: Path) -> dict[str, float]:
    """Milliseconds from changed words to a PNG, every time with other words, so that nothing of the text is kept."""
    taken: list[float] = []
    wall: list[float] = []
    for spec in demo_specs():
        preview_png(write_pdf(compose(spec)))
        words = spec.testimony.split()
        for cut in range(1, EDITS + 1):
            start, processor = time.perf_counter(), time.process_time()
            preview_png(write_pdf(compose(replace(spec, testimony=" ".join(words[:-cut])))))
            taken.append(1000 * (time.process_time() - processor))
            wall.append(1000 * (time.perf_counter() - start))
    return {"p95_ms": _p95(taken), "p95_wall_ms": _p95(wall)}


def _p95(values: list[float]) -> float:
    return sorted(values)[int(0.95 * len(values))]


ROUTES: dict[str, Callable[[Path], dict[str, float]]] = {"one": one, "fifteen": fifteen, "tile": tile_, "pack": pack, "codes": codes, "previews": previews}


if __name__ == "__main__":
    print(json.dumps(ROUTES[sys.argv[1]](Path(sys.argv[2]))))
