"""`python -m tests.cutout.board.renew [NAME ...]` draws the golden pictures anew, all or those whose names begin so.

Look at every one that changed (`git diff --stat tests/cutout/board/goldens`) before committing it. `--large FOLDER` draws them
there at a size to look at, and changes nothing.
"""
from __future__ import annotations

import sys
from pathlib import Path

from tests.cutout.board.golden_boards import FOLDER, golden_specs, picture, png

LARGE_PX_PER_MM = 1.0


def main(arguments: list[str]) -> None:
    large = Path(arguments[arguments.index("--large") + 1]) if "--large" in arguments else None
    wanted = tuple(name for name in arguments if name != "--large" and name != str(large))
    for name, spec in golden_specs().items():
        if wanted and not name.startswith(wanted):
            continue
        if large:
            picture(spec, LARGE_PX_PER_MM).save(large / f"{name}.png")
        else:
            (FOLDER / f"{name}.png").write_bytes(png(picture(spec)))
        print(name)


if __name__ == "__main__":
    main(sys.argv[1:])
