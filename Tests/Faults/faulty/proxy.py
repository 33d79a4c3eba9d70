"""A TCP proxy that spoils connections: toxiproxy's eight toxics, of the way from the server to the client.

latency (seconds, jitter), down, bandwidth (bytes per second), slow_close (seconds), timeout (seconds; 0 is for ever),
reset_peer (seconds), slicer (bytes, seconds between slices), limit_data (bytes).
"""

from __future__ import annotations

import asyncio
import random
import socket
import ssl
import struct
import threading
from dataclasses import dataclass


@dataclass(frozen=True)
class Toxic:
    """One toxic; what its numbers mean is said above."""

    kind: str
    seconds: float = 0
    amount: int = 0
    jitter: float = 0


@dataclass(frozen=True)
class Encryption:
    """How a route encrypts: honestly, and while the faults are on; None is plain text."""

    honest: ssl.SSLContext | None
    faulty: ssl.SSLContext | None


KINDS = ("latency", "down", "bandwidth", "slow_close", "timeout", "reset_peer", "slicer", "limit_data")
_PART = 16 << 10


class Route:
    """One port that leads to the upstream, and what is wrong with it."""

    def __init__(self, proxy: Proxy, toxic: Toxic | None, tls: Encryption | None) -> None:
        self.proxy, self.toxic, self.tls = proxy, toxic, tls
        self.port = 0
        self.connections = 0
        self._server: asyncio.Server | None = None

    async def open(self) -> None:
        """Listens, on the same port as before."""
        context = (self.tls.faulty if self.proxy.faulty else self.tls.honest) if self.tls else None
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", self.port, ssl=context)
        self.port = self._server.sockets[0].getsockname()[1]

    async def close(self) -> None:
        """Refuses connections from here on."""
        if self._server:
            self._server.close()
            self._server = None

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        task = asyncio.current_task()
        assert task
        self.proxy.open_now.add(task)
        upstream: asyncio.StreamWriter | None = None
        try:
            toxic = self.toxic if self.proxy.faulty else None
            if toxic and toxic.kind == "timeout":
                await asyncio.sleep(toxic.seconds or 3600)
                return
            if toxic and toxic.kind == "reset_peer":
                await asyncio.sleep(toxic.seconds)
                _reset(writer)
                return
            if self.proxy.faulty and self.tls and not self.tls.faulty:
                await reader.read(1)
                writer.write(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                await writer.drain()
                return
            above, upstream = await asyncio.open_connection("127.0.0.1", self.proxy.upstream)
            forth = asyncio.create_task(_copy(reader, upstream))
            try:
                await _spoil(above, writer, toxic)
            finally:
                forth.cancel()
        except (OSError, asyncio.CancelledError):
            pass  # either side may go at any time
        finally:
            self.proxy.open_now.discard(task)
            writer.close()
            if upstream:
                upstream.close()


class Proxy:
    """Any number of routes to one upstream port, in a thread of their own; ends with `end`."""

    def __init__(self, upstream: int) -> None:
        self.upstream = upstream
        self.faulty = False
        self.routes: list[Route] = []
        self.open_now: set[asyncio.Task[None]] = set()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()

    def route(self, toxic: Toxic | None = None, tls: Encryption | None = None) -> Route:
        """Opens one more port."""
        assert toxic is None or toxic.kind in KINDS
        route = Route(self, toxic, tls)
        self.routes.append(route)
        self._do(route.open())
        return route

    def switch(self, on: bool) -> None:
        """Switches the toxics on or off; connections made before are ended."""
        self._do(self._switch(on))

    async def _switch(self, on: bool) -> None:
        self.faulty = on
        for task in list(self.open_now):
            task.cancel()
        for route in self.routes:
            if route.toxic and route.toxic.kind == "down":
                await (route.close() if on else route.open())
            elif route.tls:
                await route.close()
                await route.open()

    def end(self) -> None:
        """Ends every route."""
        self._do(self._end())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)

    async def _end(self) -> None:
        for route in self.routes:
            await route.close()
        for task in list(self.open_now):
            task.cancel()

    def _do(self, work) -> None:  # noqa: ANN001
        asyncio.run_coroutine_threadsafe(work, self._loop).result(10)


async def _copy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while part := await reader.read(_PART):
        writer.write(part)
        await writer.drain()


async def _spoil(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, toxic: Toxic | None) -> None:
    kind = toxic.kind if toxic else ""
    sent = 0
    while part := await reader.read(_PART):
        assert toxic or not kind
        if kind == "latency" and toxic:
            await asyncio.sleep(toxic.seconds + random.uniform(0, toxic.jitter))
        if kind == "limit_data" and toxic:
            part = part[: toxic.amount - sent]
        size = {"slicer": toxic.amount, "bandwidth": 1}.get(kind, _PART) if toxic else _PART
        for start in range(0, len(part), size):
            if kind == "slicer" and toxic:
                await asyncio.sleep(toxic.seconds)
            if kind == "bandwidth" and toxic:
                await asyncio.sleep(1 / toxic.amount)
            writer.write(part[start : start + size])
            await writer.drain()
            sent += len(part[start : start + size])
        if kind == "limit_data" and toxic and sent >= toxic.amount:
            return
    if kind == "slow_close" and toxic:
        await asyncio.sleep(toxic.seconds)


def _reset(writer: asyncio.StreamWriter) -> None:
    made = writer.get_extra_info("socket")
    made.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()
