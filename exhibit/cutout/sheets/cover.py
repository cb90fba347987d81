"""The fewest rectangles of one size that cover an outline: a grid, moved as a whole, or each band moved by itself, or some bands turned.

Everything here is in two directions without a name: `u` runs along a band, `v` from one band to the next. `plan` says which of the
two is across the board. A band is what is glued first, a row or a column.
"""
from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

Box = tuple[float, float, float, float]
Interval = tuple[float, float]
State = tuple[int, int]
"""How many bands of each kind."""
TURNED_STARTS = 9
STEP_MM, MOST_STEPS = 3.0, 48  # how finely a grid is moved about
TRIES = sorted((at / 20 for at in range(21)), key=lambda share: abs(share - 0.5))
NOTHING_MM2 = 1e-6
FAR_MM = 1e5  # beyond any board


@dataclass(frozen=True, slots=True)
class Cell:
    """One rectangle: its band and place in it, from 0, and its lower corner. `turned`: the sheet lies the other way."""

    band: int
    place: int
    u: float
    v: float
    turned: bool = False


@dataclass(frozen=True, slots=True)
class Cover:
    """Rectangles that show all of an outline. `staggered`: the bands were moved each by itself."""

    cells: tuple[Cell, ...]
    bands: int
    places: int
    staggered: bool
    off_centre: float

    @property
    def cost(self) -> tuple[int, bool, float]:
        """Fewest first, then the straight grid, then what sits in the middle."""
        return len(self.cells), self.staggered, self.off_centre


@dataclass(frozen=True, slots=True)
class Raster:
    """Size of a rectangle and the gap between two. `extra`: how many more than needed a straight grid may have each way, to be moved further."""

    du: float
    dv: float
    gap: float
    extra: int = 0

    def count(self, length: float, size: float) -> int:
        return max(1, math.ceil((length + self.gap) / (size + self.gap) - 1e-9))

    def spare(self, length: float, size: float) -> float:
        return self.of_a_grid(length, size) * (size + self.gap) - self.gap - length

    def of_a_grid(self, length: float, size: float) -> int:
        return self.count(length, size) + self.extra


@dataclass(frozen=True, slots=True)
class _Start:
    """One way to lay the bands: where the first begins, what each shows, which one holds what stays whole (-1: nothing to hold)."""

    v: float
    off: float
    bands: list[list[Interval]]
    holder: int


def best_cover(shape: BaseGeometry, raster: Raster, whole: Box | None) -> Cover | None:
    """The cover with the fewest rectangles; `whole` (u0, v0, u1, v1) lies inside one of them. None when no rectangle can hold it."""
    starts = _starts(shape, raster, whole)
    straight = min((cover for start in starts if (cover := _straight(shape, start, raster, whole))), key=lambda cover: cover.cost, default=None)
    most = len(straight.cells) if straight else math.inf
    promising = sorted((sheets, start.off, at) for at, start in enumerate(starts) if (sheets := _fewest(start, raster)) < most)
    for _, _, at in promising:
        if staggered := _staggered(starts[at], raster, whole):
            return staggered
    return straight


def turned_cover(shape: BaseGeometry, rasters: tuple[Raster, Raster], whole: Box | None) -> Cover | None:
    """Bands of both kinds, each by itself: wide parts are covered with one, narrow parts with the other. None when none can hold `whole`."""
    _, low, _, high = shape.bounds
    found = (_Turned(shape, rasters, whole, low - by).cover() for by in np.linspace(0, min(raster.dv for raster in rasters) / 2, TURNED_STARTS).tolist())
    return min((cover for cover in found if cover), key=lambda cover: cover.cost, default=None)


class _Turned:
    """All ways to lay bands of two kinds from one start: where a band begins depends only on how many of each kind lie before it."""

    def __init__(self, shape: BaseGeometry, rasters: tuple[Raster, Raster], whole: Box | None, start: float):
        self.rasters, self.whole, self.start, self.high = rasters, whole, start, shape.bounds[3]
        most = [math.ceil((self.high - start) / (raster.dv + raster.gap)) for raster in rasters]
        self.begun = {(one, other): start + one * (rasters[0].dv + rasters[0].gap) + other * (rasters[1].dv + rasters[1].gap)
                      for one in range(most[0] + 1) for other in range(most[1] + 1)}
        self.places = [(state, kind) for state, v in self.begun.items() if v < self.high for kind in (0, 1)]
        self.bands = {(state, kind): _Band(_shown_between(shape, self.begun[state], rasters[kind].dv), rasters[kind]) for state, kind in self.places}
        self.best: dict[State, tuple[float, tuple[int, ...]]] = {}

    def cover(self) -> Cover | None:
        sheets, kinds = self._best((0, 0))
        if math.isinf(sheets) or len(set(kinds)) < 2:
            return None
        phases: dict[int, float] = {}
        cells: list[Cell] = []
        state = (0, 0)
        laid: list[tuple[State, int]] = []
        for kind in kinds:
            laid.append((state, kind))
            state = _after(state, kind)
        for place in sorted(laid, key=lambda one: not self._meets(*one)):  # what stays whole says how its kind is laid
            tries = self.bands[place].holding((self.whole[0], self.whole[2])) if self.whole and self._meets(*place) else self.bands[place].middles()
            if tries:
                phases.setdefault(place[1], tries[0])
        for band, (state, kind) in enumerate(laid):
            cells += [Cell(band, at, low, self.begun[state], bool(kind)) for at, low in enumerate(self.bands[state, kind].lows(phases.get(kind, 0.0)))]
        return Cover(tuple(cells), len(laid), max(cell.place for cell in cells) + 1, True, abs(self.start))

    def _best(self, state: State) -> tuple[float, tuple[int, ...]]:
        """(fewest rectangles from here to the end, kinds of the bands)."""
        if self.begun.get(state, math.inf) >= self.high:
            return 0.0, ()
        if state not in self.best:
            ways = [(self._needs(state, kind) + rest, (kind, *kinds)) for kind in (0, 1) for rest, kinds in (self._best(_after(state, kind)),)]
            self.best[state] = min(ways)
        return self.best[state]

    def _needs(self, state: State, kind: int) -> float:
        band, v = self.bands[state, kind], self.begun[state]
        if self.whole and self._meets(state, kind):
            inside = v <= self.whole[1] and self.whole[3] <= v + self.rasters[kind].dv
            if not inside or not band.holding((self.whole[0], self.whole[2])):
                return math.inf
        return float(sum(count for _, _, count in band.runs))

    def _meets(self, state: State, kind: int) -> bool:
        """Is something of `whole` in this band, or in the gap after it?"""
        v, raster = self.begun[state], self.rasters[kind]
        return self.whole is not None and v < self.whole[3] and self.whole[1] < v + raster.dv + raster.gap


def _after(state: State, kind: int) -> State:
    return state[0] + (kind == 0), state[1] + (kind == 1)


def _starts(shape: BaseGeometry, raster: Raster, whole: Box | None) -> list[_Start]:
    _, low, _, high = shape.bounds
    count, spare = raster.of_a_grid(high - low, raster.dv), raster.spare(high - low, raster.dv)
    found: list[_Start] = []
    shares = _shares(spare)
    for share, bands in zip(shares.tolist(), _bands(shape, low - spare * shares, count, raster), strict=True):
        v = low - spare * share
        holder = _holder(v, raster.dv, raster.dv + raster.gap, count, whole and (whole[1], whole[3]))
        if holder is not None:
            found.append(_Start(v, abs(share - 0.5), bands, holder))
    return found


def _shares(spare: float) -> NDArray[np.float64]:
    """By how much of what is spare a grid is moved."""
    return np.linspace(0, 1, min(MOST_STEPS, int(spare / STEP_MM) + 2) | 1)  # odd: the middle is among them


def _bands(shape: BaseGeometry, starts: NDArray[np.float64], count: int, raster: Raster) -> list[list[list[Interval]]]:
    """For each start, for each band, where along `u` it shows something of the outline."""
    pitch = raster.dv + raster.gap
    return [[_shown_between(shape, start + at * pitch, raster.dv) for at in range(count)] for start in starts.tolist()]


def _shown_between(shape: BaseGeometry, low: float, size: float) -> list[Interval]:
    return _intervals(shapely.clip_by_rect(shape, -FAR_MM, low, FAR_MM, low + size))


def _intervals(part: BaseGeometry) -> list[Interval]:
    if part.geom_type == "Polygon":
        low, _, high, _ = part.bounds
        return [] if part.is_empty else [(low, high)]
    pieces = shapely.get_parts(part)
    pieces = pieces[shapely.area(pieces) > NOTHING_MM2]
    merged: list[Interval] = []
    for low, _, high, _ in sorted(shapely.bounds(pieces).tolist()):
        if merged and low <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(high, merged[-1][1])
        else:
            merged.append((low, high))
    return merged


def _holder(start: float, size: float, pitch: float, count: int, whole: Interval | None) -> int | None:
    """Which of `count` stretches holds an interval, -1 when there is none to hold."""
    if whole is None:
        return -1
    at = math.floor((whole[0] - start) / pitch + 1e-9)
    return at if 0 <= at < count and whole[1] <= start + at * pitch + size + 1e-9 else None


def _straight(shape: BaseGeometry, start: _Start, raster: Raster, whole: Box | None) -> Cover | None:
    """All bands moved together."""
    left, _, right, _ = shape.bounds
    pitch, count, spare = raster.du + raster.gap, raster.of_a_grid(right - left, raster.du), raster.spare(right - left, raster.du)
    shares = _shares(spare)
    lows = (left - spare * shares)[:, None] + np.arange(count) * pitch
    shown = np.stack([_shown(lows, raster.du, intervals) for intervals in start.bands], axis=1)
    sheets = shown.sum(axis=(1, 2)) + np.abs(shares - 0.5)
    held = (at for at in np.argsort(sheets, kind="stable") if _holder(float(lows[at, 0]), raster.du, pitch, count, whole and (whole[0], whole[2])) is not None)
    at = next(held, None)
    if at is None:
        return None
    used = np.argwhere(shown[at])
    (band0, place0), (bands, places) = used.min(axis=0), np.ptp(used, axis=0) + 1
    cells = tuple(Cell(int(band - band0), int(place - place0), float(lows[at, place]), start.v + int(band) * (raster.dv + raster.gap)) for band, place in used)
    return Cover(cells, int(bands), int(places), False, start.off + abs(float(shares[at]) - 0.5))


def _shown(lows: NDArray[np.float64], size: float, intervals: list[Interval]) -> NDArray[np.bool_]:
    some = np.zeros(lows.shape, bool)
    for low, high in intervals:
        some |= (lows < high) & (lows + size > low)
    return some


def _fewest(start: _Start, raster: Raster) -> int:
    """How many rectangles the bands need, each moved by itself."""
    return sum(count for intervals in start.bands for _, _, count in _runs(intervals, raster))


def _staggered(start: _Start, raster: Raster, whole: Box | None) -> Cover | None:
    """Each band as few as its own width needs. As many as can are in line with the band that holds `whole`, or else with the first one."""
    spread = [_Band(intervals, raster) for intervals in start.bands]
    phases = spread[start.holder].holding((whole[0], whole[2])) if whole else spread[0].middles()
    if not phases:
        return None
    phase = max(phases, key=lambda one: sum(band.in_line(one) for band in spread))
    lows = [band.lows(phase) for band in spread]
    cells = tuple(Cell(at, place, low, start.v + at * (raster.dv + raster.gap)) for at, band in enumerate(lows) for place, low in enumerate(band))
    return Cover(cells, len(spread), max(map(len, lows)), True, start.off)


class _Band:
    """One band's runs of rectangles, each with the room it has to be moved in."""

    def __init__(self, intervals: list[Interval], raster: Raster):
        self.raster, self.pitch = raster, raster.du + raster.gap
        self.runs: list[tuple[float, float, int]] = []  # earliest and latest start, how many
        end = -math.inf
        for low, high, count in _runs(intervals, raster):
            self.runs.append((max(high - (count * self.pitch - raster.gap), end), low, count))
            end = low + count * self.pitch

    def middles(self) -> list[float]:
        """Starts to try, from the middle of what is spare."""
        return [earliest + (latest - earliest) * share for earliest, latest, _ in self.runs for share in TRIES]

    def holding(self, whole: Interval) -> list[float]:
        """Those at which one rectangle shows all of `whole`."""
        return [start for earliest, latest, count in self.runs for share in TRIES
                if _holder(start := earliest + (latest - earliest) * share, self.raster.du, self.pitch, count, whole) is not None]

    def in_line(self, phase: float) -> int:
        return sum(self._start(run, phase)[1] for run in self.runs)

    def lows(self, phase: float) -> list[float]:
        return [start + at * self.pitch for run in self.runs for start in (self._start(run, phase)[0],) for at in range(run[2])]

    def _start(self, run: tuple[float, float, int], phase: float) -> tuple[float, bool]:
        """In line with `phase` where the room allows it, else in the middle of it."""
        earliest, latest, _ = run
        start = latest - (latest - phase) % self.pitch
        return (start, True) if start >= earliest - 1e-9 else ((earliest + latest) / 2, False)


def _runs(intervals: list[Interval], raster: Raster) -> list[tuple[float, float, int]]:
    """(low, high, how many) of rectangles side by side; where the outline leaves room for none, the next run begins."""
    runs: list[tuple[float, float, int]] = []
    pitch = raster.du + raster.gap
    for low, high in intervals:
        if runs and low < runs[-1][0] + runs[-1][2] * pitch:
            low = runs.pop()[0]
        runs.append((low, high, raster.count(high - low, raster.du)))
    return runs
