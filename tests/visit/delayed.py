"""Exhibit as it is served, but one code's answers take three milliseconds longer: seen without the steps of the clock (STEPS=no), hidden by them."""
from __future__ import annotations

import os
import sys
import time

from exhibit.app import rsgi as as_served
from exhibit.front.rsgi import FromGranian


def rsgi() -> FromGranian:
    served, late = as_served(), f"/{os.environ['LATE_CODE']}"
    inside = served._wsgi

    def delayed(environ: dict, start_response):
        if environ["PATH_INFO"].startswith(late):
            until = time.perf_counter() + 0.003
            while time.perf_counter() < until:  # no sleep: that would take longer than it says
                pass
        return inside(environ, start_response)

    served._wsgi = delayed
    if os.environ["STEPS"] == "no":
        served.step_s = 0
    return served


if __name__ == "__main__":
    from granian import Granian

    Granian("tests.visit.delayed:rsgi", port=int(sys.argv[1]), workers=1, interface="rsgi", factory=True, websockets=False, log_level="error").serve()
