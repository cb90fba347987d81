"""Runs one command and prints its wall and processor time, its peak memory and the last JSON line it printed. Used by the benchmarks."""
from __future__ import annotations

import json
import resource
import subprocess
import sys
import time


def main() -> None:
    start = time.perf_counter()
    done = subprocess.run(sys.argv[1:], check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    seconds = time.perf_counter() - start
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    last = (done.stdout.decode(errors="replace").strip().splitlines() or [""])[-1]
    print(json.dumps({"seconds": seconds, "processor": used.ru_utime + used.ru_stime, "peak_mb": used.ru_maxrss / 1024, "said": json.loads(last) if last.startswith("{") else {}}))


if __name__ == "__main__":
    main()
