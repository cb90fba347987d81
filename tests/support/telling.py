"""Do times tell kinds of requests apart? A rank test within rounds of random order (after Friedman, 1937): one answer to each kind a round.

Under "no kind is slower than another by more than the tolerance" every kind has every rank in a round with the same chance, whatever else the
machine does meanwhile and however that drifts, because the order within the round was drawn by lot. The sum of a kind's ranks over n rounds
then has mean n(k+1)/2 and variance n(k²-1)/12, and it is the sum of n independent bounded numbers: beyond BOUND standard deviations it
comes once in 5·10⁷ tests of one kind (normal tail; Hoeffding's inequality says nearly the same). No distribution of times is assumed.
"""
from __future__ import annotations

import random
import time
from collections.abc import Callable, Mapping
from http.client import HTTPConnection

import numpy as np

BOUND = 5.5
TOLERANCE_S, SEEN_S = 0.0004, 0.001  # what is let pass, and what must be seen


def ranks_beyond(times: np.ndarray, kind: int, less_s: float) -> float:
    """Standard deviations by which the times of one kind, each shortened by `less_s`, rank above chance. `times`: rounds by kinds, seconds."""
    rounds, kinds = times.shape
    shortened = times.copy()
    shortened[:, kind] -= less_s
    rank = 1 + (shortened < shortened[:, [kind]]).sum(axis=1)
    return float((rank.sum() - rounds * (kinds + 1) / 2) / np.sqrt(rounds * (kinds**2 - 1) / 12))


def slow_kinds(times: np.ndarray) -> dict[int, float]:
    """Kinds that are slower than the others by more than the tolerance, or so much quicker that all others are."""
    found = {kind: ranks_beyond(times, kind, TOLERANCE_S) for kind in range(times.shape[1])}
    quick = {kind: -ranks_beyond(times, kind, -TOLERANCE_S) for kind in range(times.shape[1])}
    return {kind: max(found[kind], quick[kind]) for kind in found if max(found[kind], quick[kind]) > BOUND}


def would_see(times: np.ndarray) -> bool:
    """Would a delay of a millisecond in any one kind stand out of these times, with room to spare?"""
    delayed = (ranks_beyond(times, kind, TOLERANCE_S - SEEN_S * 0.9) for kind in range(times.shape[1]))
    return min(delayed) > BOUND + 1


def measure(port: int, paths: Mapping[str, str], least: int, most: int, check: Callable[[int, bytes], None], seed: int = 1) -> np.ndarray:
    """Rounds of one request to each path in random order, until a millisecond would be seen, at least `least`, at most `most` rounds."""
    chance, names, rows = random.Random(seed), list(paths), []
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    for turn in range(most):
        row = dict.fromkeys(names, 0.0)
        for name in chance.sample(names, len(names)):
            began = time.perf_counter()
            connection.request("GET", paths[name], headers={"Accept-Language": "en"})
            answer = connection.getresponse()
            body = answer.read()
            row[name] = time.perf_counter() - began
            check(answer.status, body)
        rows.append([row[name] for name in names])
        if turn + 1 >= least and (turn + 1) % 50 == 0 and would_see(np.array(rows)):
            break
    connection.close()
    return np.array(rows)
