"""Visitors who read one story after the other over a few ports: a process of their own, so that whoever withdraws shares no interpreter with them.

Run by `benchmarks.race`: one JSON object on standard input ({"ports", "codes", "words", "readers", "pause_s"}), one line of JSON for each answer on standard output:
[sent at, answered at, story, with the words?]. Seconds of the machine's own clock, which all its processes share. Ends with its input.
"""
from __future__ import annotations

import asyncio
import json
import random
import sys
import time
from dataclasses import dataclass


@dataclass(frozen=True)
class Wanted:
    """What is read: story -> code of its page, and the words by which an answer is known to show it."""

    ports: list[int]
    codes: dict[str, str]
    words: str
    readers: int
    pause_s: float


async def read(wanted: Wanted, number: int) -> None:
    """One reader on one connection: a story by chance, the whole answer, a pause."""
    chance, names, words = random.Random(number), list(wanted.codes), wanted.words.encode()
    reader, writer = await asyncio.open_connection("127.0.0.1", wanted.ports[number % len(wanted.ports)])
    while True:
        story = chance.choice(names)
        sent = time.perf_counter()
        writer.write(f"GET /{wanted.codes[story]} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Language: en\r\n\r\n".encode())
        body = await asyncio.wait_for(_body(reader), 20)
        print(json.dumps([sent, time.perf_counter(), story, words in body]), flush=True)
        await asyncio.sleep(wanted.pause_s)


async def _body(reader: asyncio.StreamReader) -> bytes:
    """The body of one answer, by its length or in chunks."""
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
    lengths = [int(line.split(":")[1]) for line in head.splitlines() if line.startswith("content-length:")]
    if lengths:
        return await reader.readexactly(lengths[0])
    parts = []
    while size := int(await reader.readline(), 16):
        parts.append(await reader.readexactly(size))
        await reader.readline()
    await reader.readline()
    return b"".join(parts)


async def _all(wanted: Wanted) -> None:
    loop = asyncio.get_running_loop()
    reading = [asyncio.ensure_future(read(wanted, number)) for number in range(wanted.readers)]
    over = loop.run_in_executor(None, sys.stdin.read)
    done, _ = await asyncio.wait([over, *reading], return_when=asyncio.FIRST_COMPLETED)
    for one in reading:
        one.cancel()
    for one in done:
        one.result()  # raises what a reader ran into


def main() -> None:
    asyncio.run(_all(Wanted(**json.loads(sys.stdin.readline()))))


if __name__ == "__main__":
    main()
