"""The order of words that run both ways: embedding levels by the Unicode Bidirectional Algorithm (Annex 9, revision 48), isolates and brackets included.

Written out because the levels are needed, not a reordered string, and because characters that Python's tables do not know yet still have a
direction. Rule names in the comments are the annex's. Line separators (B) do not occur: a paragraph is one line of source.
"""
from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache

MAX_DEPTH = 125
MAX_BRACKETS = 63
EMBEDDINGS = {"LRE": (0, ""), "RLE": (1, ""), "LRO": (0, "L"), "RLO": (1, "R")}
ISOLATES = frozenset({"LRI", "RLI", "FSI"})
REMOVED = frozenset({*EMBEDDINGS, "PDF", "BN"})
NEUTRAL = frozenset({"B", "S", "WS", "ON", *ISOLATES, "PDI"})
NUMBERS = frozenset({"EN", "AN"})
RIGHT = frozenset({"R", "AL", "AN", "RLE", "RLO", "RLI", "FSI", "LRI", "LRE", "LRO"})
"""What makes left-to-right text worth looking at; all else stays on level 0."""

# Code points not (yet) assigned have the direction of their block: DerivedBidiClass.txt of Unicode 16, "@missing" lines. First of each stretch.
_UNASSIGNED = ((0x0000, "L"), (0x0590, "R"), (0x0600, "AL"), (0x07C0, "R"), (0x0860, "AL"), (0x0900, "L"), (0x20A0, "ET"), (0x20D0, "L"), (0xFB1D, "R"),
               (0xFB50, "AL"), (0xFDD0, "BN"), (0xFDF0, "AL"), (0xFE00, "L"), (0xFE70, "AL"), (0xFEFF, "BN"), (0xFF00, "L"), (0xFFF0, "BN"), (0x10000, "L"),
               (0x10800, "R"), (0x10D00, "AL"), (0x10D40, "R"), (0x10EC0, "AL"), (0x10F00, "R"), (0x10F30, "AL"), (0x10F70, "R"), (0x11000, "L"),
               (0x1E800, "R"), (0x1EC70, "AL"), (0x1ECC0, "R"), (0x1ED00, "AL"), (0x1ED50, "R"), (0x1EE00, "AL"), (0x1EF00, "R"), (0x1F000, "L"),
               (0xE0000, "BN"), (0xE1000, "L"))


@lru_cache(maxsize=4_000)
def bidi_class(char: str) -> str:
    """The character's class ("L", "AL", "EN", ...); for one that Unicode has not assigned, its block's."""
    known = unicodedata.bidirectional(char)
    if known:
        return known
    return "BN" if ord(char) & 0xFFFE == 0xFFFE else _UNASSIGNED[bisect_right(_UNASSIGNED, (ord(char), "ZZ")) - 1][1]


@lru_cache(maxsize=500)
def _closing(char: str) -> str:
    """The bracket that closes this one, "" for anything else. Pairs stand side by side in Unicode, at most one sign apart (BidiBrackets.txt)."""
    if unicodedata.category(char) != "Ps" or not unicodedata.mirrored(char):
        return ""
    return next((after for after in (chr(ord(char) + 1), chr(ord(char) + 2)) if unicodedata.category(after) == "Pe"), "")


def levels_of(text: str, rtl: bool) -> list[int]:
    """Embedding level of each character of a paragraph; even levels run from the left, odd ones from the right."""
    if not rtl and text.isascii():
        return [0] * len(text)
    base, given = int(rtl), [bidi_class(char) for char in text]
    if not rtl and RIGHT.isdisjoint(given):
        return [0] * len(text)
    pairs = _isolate_pairs(given)
    levels, types = _explicit(given, base, pairs)
    kept = [at for at, kind in enumerate(given) if kind not in REMOVED]
    for sequence, start, end in [(run, *_edges(run, kept, levels, given, pairs, base)) for run in _sequences(kept, levels, given, pairs)]:
        _weak(sequence, types, start)
        _brackets(sequence, types, text, given, levels, start)
        _neutral(sequence, types, levels, start, end)
        _implicit(sequence, types, levels)
    _fill_removed(levels, given, base)
    return levels


def _isolate_pairs(given: list[str]) -> dict[int, int]:
    """Each isolate initiator with its PDI (BD9)."""
    pairs: dict[int, int] = {}
    open_at: list[int] = []
    for at, kind in enumerate(given):
        if kind in ISOLATES:
            open_at.append(at)
        elif kind == "PDI" and open_at:
            pairs[open_at.pop()] = at
    return pairs


def _first_strong(given: list[str], start: int, end: int, pairs: dict[int, int]) -> int:
    """0 or 1: the direction of the first strong character, isolates skipped (P2, P3)."""
    at = start
    while at < end:
        if given[at] in ("L", "R", "AL"):
            return int(given[at] != "L")
        at = pairs.get(at, end) + 1 if given[at] in ISOLATES else at + 1
    return 0


def _explicit(given: list[str], base: int, pairs: dict[int, int]) -> tuple[list[int], list[str]]:
    """Levels and types after embeddings, overrides and isolates (X1 to X8)."""
    levels, types = [base] * len(given), list(given)
    stack: list[tuple[int, str, bool]] = [(base, "", False)]  # level, override, opened by an isolate
    lost_isolates = lost_embeddings = isolates = 0
    for at, kind in enumerate(given):
        if kind == "PDI":  # X6a
            if lost_isolates:
                lost_isolates -= 1
            elif isolates:
                lost_embeddings, isolates = 0, isolates - 1
                while not stack.pop()[2]:
                    pass
        elif kind == "PDF":  # X7
            if not lost_isolates and lost_embeddings:
                lost_embeddings -= 1
            elif not lost_isolates and not stack[-1][2] and len(stack) > 1:
                stack.pop()
        level, override, _ = stack[-1]
        levels[at], types[at] = level, override if override and kind not in REMOVED else kind
        if kind in EMBEDDINGS or kind in ISOLATES:  # X2 to X5c
            isolate = kind in ISOLATES
            odd = EMBEDDINGS[kind][0] if not isolate else _first_strong(given, at + 1, pairs.get(at, len(given)), pairs) if kind == "FSI" else int(kind == "RLI")
            deeper = level + 1 if (level + 1) % 2 == odd else level + 2
            if deeper <= MAX_DEPTH and not lost_isolates and not lost_embeddings:
                stack.append((deeper, "" if isolate else EMBEDDINGS[kind][1], isolate))
                isolates += isolate
            elif isolate:
                lost_isolates += 1
            elif not lost_isolates:
                lost_embeddings += 1
    return levels, types


def _sequences(kept: list[int], levels: list[int], given: list[str], pairs: dict[int, int]) -> Iterator[list[int]]:
    """Isolating run sequences: runs of one level, carried on over the isolates between them (BD13)."""
    runs: list[list[int]] = []
    for before, at in zip([-1, *kept], kept, strict=False):
        if before >= 0 and levels[before] == levels[at]:
            runs[-1].append(at)
        else:
            runs.append([at])
    starting = {run[0]: run for run in runs}
    carried_on = {pdi for start, pdi in pairs.items() if pdi in starting}
    for run in runs:
        if run[0] in carried_on:
            continue
        sequence = list(run)
        while (pdi := pairs.get(sequence[-1], -1)) in starting:
            sequence += starting[pdi]
        yield sequence


def _edges(sequence: list[int], kept: list[int], levels: list[int], given: list[str], pairs: dict[int, int], base: int) -> tuple[str, str]:
    """Directions at either end of a sequence (X10)."""
    first, last = kept.index(sequence[0]), kept.index(sequence[-1])
    own = levels[sequence[0]]
    before = levels[kept[first - 1]] if first else base
    open_end = given[sequence[-1]] in ISOLATES and sequence[-1] not in pairs
    after = base if open_end or last + 1 == len(kept) else levels[kept[last + 1]]
    return "LR"[max(own, before) % 2], "LR"[max(own, after) % 2]


def _weak(sequence: list[int], types: list[str], start: str) -> None:
    """Marks, numbers and their signs (W1 to W7)."""
    before = strong = start
    for at in sequence:
        if types[at] == "NSM":  # W1
            types[at] = "ON" if before in ISOLATES or before == "PDI" else before
        before = types[at]
        if types[at] in ("L", "R", "AL"):
            strong = types[at]
        elif types[at] == "EN" and strong == "AL":  # W2
            types[at] = "AN"
    for at in sequence:
        types[at] = "R" if types[at] == "AL" else types[at]  # W3
    for one, at, other in zip(sequence, sequence[1:], sequence[2:], strict=False):  # W4
        if types[one] == types[other] and (types[at], types[one]) in {("ES", "EN"), ("CS", "EN"), ("CS", "AN")}:
            types[at] = types[one]
    for order in (sequence, sequence[::-1]):  # W5
        for one, at in zip(order, order[1:], strict=False):
            types[at] = "EN" if types[at] == "ET" and types[one] == "EN" else types[at]
    strong = start
    for at in sequence:
        if types[at] in ("ES", "ET", "CS"):  # W6
            types[at] = "ON"
        elif types[at] in ("L", "R"):
            strong = types[at]
        elif types[at] == "EN" and strong == "L":  # W7
            types[at] = "L"


def _direction(kind: str) -> str:
    """A number counts as right-to-left where neighbours of brackets and signs are asked."""
    return "R" if kind in NUMBERS else kind if kind in ("L", "R") else ""


def _bracket_pairs(sequence: list[int], types: list[str], text: str) -> list[tuple[int, int]]:
    """Brackets that belong together (BD16), as indices into the sequence."""
    waiting: list[tuple[str, int]] = []
    found: list[tuple[int, int]] = []
    for index, at in enumerate(sequence):
        if types[at] != "ON":
            continue
        if closing := _closing(text[at]):
            if len(waiting) == MAX_BRACKETS:
                return []
            waiting.append((closing, index))
        elif (opened := next((n for n in range(len(waiting) - 1, -1, -1) if waiting[n][0] == text[at]), None)) is not None:
            found.append((waiting[opened][1], index))
            del waiting[opened:]
    return sorted(found)


def _brackets(sequence: list[int], types: list[str], text: str, given: list[str], levels: list[int], start: str) -> None:
    """A pair of brackets takes the direction of what it holds, or of what stands before it (N0)."""
    own = "LR"[levels[sequence[0]] % 2] if sequence else ""
    for opening, closing in _bracket_pairs(sequence, types, text):
        inside = {_direction(types[at]) for at in sequence[opening + 1:closing]} - {""}
        if not inside:
            continue
        side = own
        if own not in inside:
            context = next((d for at in reversed(sequence[:opening]) if (d := _direction(types[at]))), start)
            side = context if context != own else own
        for index in (opening, closing):
            types[sequence[index]] = side
            for at in sequence[index + 1:]:
                if given[at] != "NSM":
                    break
                types[at] = side


def _neutral(sequence: list[int], types: list[str], levels: list[int], start: str, end: str) -> None:
    """Signs and spaces go with their neighbours where these agree, else with the level (N1, N2)."""
    index = 0
    while index < len(sequence):
        stop = index
        while stop < len(sequence) and types[sequence[stop]] in NEUTRAL:
            stop += 1
        before = _direction(types[sequence[index - 1]]) if index else start
        after = _direction(types[sequence[stop]]) if stop < len(sequence) else end
        for at in sequence[index:stop]:
            types[at] = before if before == after else "LR"[levels[at] % 2]
        index = max(stop, index) + 1


def _implicit(sequence: list[int], types: list[str], levels: list[int]) -> None:
    """From directions to levels (I1, I2)."""
    for at in sequence:
        if levels[at] % 2 == 0:
            levels[at] += 1 if types[at] == "R" else 2 if types[at] in NUMBERS else 0
        else:
            levels[at] += types[at] != "R"


def _fill_removed(levels: list[int], given: list[str], base: int) -> None:
    """Joiners and marks of direction, which X9 took out, go with the character before them."""
    for at, kind in enumerate(given):
        if kind in REMOVED:
            levels[at] = levels[at - 1] if at else base
