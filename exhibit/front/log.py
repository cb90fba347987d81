"""The log of answers, if a house wants one: what kind of address, which status, how long. No address of anybody, no code, no time of day."""
from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import TextIO

LONGEST = 6  # parts of an address worth telling apart


def literals(rules: Iterable[str]) -> frozenset[str]:
    """The words in the application's own addresses: "/<code:code>/<language:language>/easy" has "easy"."""
    return frozenset(part for rule in rules for part in rule.split("/") if part and "<" not in part)


class Told:
    """A protocol of the server that remembers which status was answered."""

    def __init__(self, protocol) -> None:
        self._protocol, self.status = protocol, 500

    def __getattr__(self, name: str):
        found = getattr(self._protocol, name)
        return partial(self._tell, found) if name.startswith("response_") else found

    def __call__(self):
        return self._protocol()

    def __aiter__(self):
        return aiter(self._protocol)

    def _tell(self, answer: Callable, status: int, *rest):
        self.status = status
        return answer(status, *rest)


class AnswerLog:
    """One line an answer: "/*/*/easy 200 3.1 ms". Only words of the application's own addresses are written, whatever was asked for."""

    def __init__(self, out: TextIO, words: frozenset[str]) -> None:
        self._out, self._words = out, words

    @classmethod
    def at(cls, place: str, rules: Iterable[str]) -> AnswerLog | None:
        """`place`: a file that is added to, "-" for standard output, "" for none."""
        if not place:
            return None
        return cls(sys.stdout if place == "-" else Path(place).open("a", encoding="utf-8"), literals(rules))

    def template(self, path: str) -> str:
        parts = path.strip("/").split("/") if path.strip("/") else []
        shown = [part if part in self._words else "*" for part in parts[:LONGEST]]
        return "/" + "/".join([*shown, *(["..."] if len(parts) > LONGEST else [])])

    def answered(self, path: str, status: int, seconds: float) -> None:
        self._out.write(f"{self.template(path)} {status} {seconds * 1_000:.1f} ms\n")
        self._out.flush()
