"""The way in from granian: ready answers straight from its event loop, everything else through the application in a thread.

RSGI is granian's own interface (version 1.6 of its specification). No package that is kept up joins it to WSGI, so this does; docs/decisions/25-front.md
"""
from __future__ import annotations

import asyncio
import io
import logging
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextvars import Context
from functools import partial

from granian.rsgi import ProtocolClosed

from exhibit.front.bodies import SMALL_BYTES, ClientGone, Incoming, SentFile, whole_body
from exhibit.front.early import ASKING, READS, Early, find
from exhibit.front.environ import RSGIAsking, environ_of
from exhibit.front.log import AnswerLog, Told
from exhibit.front.started import Started

LOG = logging.getLogger("exhibit")
STEP_S = 0.05  # well above what looking a code up takes, well below what a person notices
PLAIN = (("Content-Type", "text/plain; charset=utf-8"), ("Cache-Control", "no-store"))
NO_LENGTH, FAULT = b"A body needs its length.\n", b"Something went wrong here. Nothing was lost; please try again.\n"


class FromGranian:
    """An RSGI application around a WSGI one."""

    def __init__(self, wsgi: Callable, early: Iterable[Early], threads: int, proxies: int = 0, log: AnswerLog | None = None) -> None:
        self._wsgi, self._proxies = wsgi, proxies
        if log:
            self.__rsgi__ = partial(self._logged, self.__rsgi__, log)
        self._quick = tuple(place for place in early if place.quick)
        self._waiting = tuple(place for place in early if not place.quick)
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="exhibit")
        self._large = asyncio.Semaphore(max(1, threads // 2))  # threads that may wait for the pieces of large bodies: whoever sends slowly keeps none of the others
        self._loop: asyncio.AbstractEventLoop | None = None
        self.step_s = STEP_S

    def __rsgi_init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop

    def __rsgi_del__(self, _loop: asyncio.AbstractEventLoop) -> None:
        self._threads.shutdown(wait=True, cancel_futures=True)

    @staticmethod
    async def _logged(answer: Callable, log: AnswerLog, scope, protocol) -> None:
        began, told = time.perf_counter(), Told(protocol)
        try:
            await answer(scope, told)
        finally:
            log.answered(scope.path, told.status, time.perf_counter() - began)

    async def __rsgi__(self, scope, protocol) -> None:
        asking = RSGIAsking(scope, self._proxies)
        if asking.method in READS:
            ready = find(self._quick, asking)
            if ready is None and self._waiting:
                ready = await self._in_thread(find, self._waiting, asking)
            if ready is not None:
                body = ready.fitting(asking.headers.get("accept-encoding", ""))
                if asking.method == "HEAD":
                    protocol.response_empty(ready.status, body.headers)
                else:
                    protocol.response_bytes(ready.status, body.headers, body.content)
                return
        await self._wake(scope, protocol, asking)

    def _in_thread(self, call: Callable, *arguments) -> asyncio.Future:
        return self._loop.run_in_executor(self._threads, partial(call, *arguments))

    async def _wake(self, scope, protocol, asking: RSGIAsking) -> None:
        """The application's answer. Each request has a context of its own, whichever thread goes on with it."""
        if "transfer-encoding" in asking.headers:  # no browser sends one; without a length nobody can say whether all of it came
            protocol.response_bytes(411, PLAIN, NO_LENGTH)
            return
        context, began = Context(), self._loop.time()
        try:
            body = await self._body(asking, protocol)
            environ = {**environ_of(scope, body), ASKING: asking, "wsgi.file_wrapper": SentFile}
            if isinstance(body, Incoming):
                async with self._large:
                    started = await self._in_thread(context.run, Started.by, self._wsgi, environ)
                await body.drain()
            else:
                started = await self._in_thread(context.run, Started.by, self._wsgi, environ)
        except ClientGone:
            protocol.response_bytes(400, PLAIN, b"")
        except Exception:
            LOG.exception("An answer failed before it began.")  # the trace holds lines of code, no address and no code of a story
            protocol.response_bytes(500, PLAIN, FAULT)
        else:
            if asking.in_step:
                await self._step(began)
            await self._send(started, protocol, context, scope.method)

    async def _step(self, began: float) -> None:
        """Until the next whole step since the request came. The event loop waits, no thread does: a flood of such requests keeps nobody out."""
        if self.step_s:
            await asyncio.sleep(self.step_s - (self._loop.time() - began) % self.step_s)

    async def _body(self, asking: RSGIAsking, protocol) -> io.BytesIO | Incoming:
        told = asking.headers.get("content-length", "0")
        length = int(told) if told.isascii() and told.isdigit() else 0
        if length <= SMALL_BYTES:
            return await whole_body(protocol, length)
        return Incoming(protocol, length, self._loop)

    async def _send(self, started: Started, protocol, context: Context, method: str) -> None:
        """What stands on the disk is sent by the server itself, what is whole at once; the rest piece by piece.

        The server keeps pieces that the client has not taken yet, so nothing large may be sent in pieces: it belongs in a file.
        """
        try:
            on_disk = started.on_disk()
            if method == "HEAD" or started.status in (204, 304):
                protocol.response_empty(started.status, started.headers)
            elif on_disk:
                self._send_file(started, protocol, *on_disk)
            elif started.whole is not None:
                protocol.response_bytes(started.status, started.headers, started.whole)
            else:
                await self._send_pieces(started, protocol, context)
        finally:
            await self._in_thread(context.run, started.close)

    @staticmethod
    def _send_file(started: Started, protocol, path, first: int, end: int) -> None:
        if first < end:
            protocol.response_file_range(started.status, started.headers, str(path), first, end)
        else:
            protocol.response_empty(started.status, started.headers)

    async def _send_pieces(self, started: Started, protocol, context: Context) -> None:
        transport = protocol.response_stream(started.status, started.headers)
        try:
            while (piece := await self._in_thread(context.run, started.next_piece)) is not None:
                await transport.send_bytes(piece)
        except ProtocolClosed:
            LOG.info("A client left before the end of an answer.")
