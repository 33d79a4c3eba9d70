"""A scripted AWS: one port, answers by access key and credential scope, and any fault on the way."""

from __future__ import annotations

import asyncio
import gzip
import json
import re
import socket
import ssl
import struct
import threading
import time
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timezone
from email.utils import formatdate
from typing import Any
from urllib.parse import parse_qs, unquote

from faulty.wire import (
    BY_OPERATION, CONTENT, DETAIL_OPERATIONS, KINDS, Call, Reply, Row, detail_of, error, identity, page_of, role, rows_of,
)

#: What one call is answered with; None leaves it to the world as it is without faults.
Script = Callable[["ScriptedAWS", Call], Reply | None]
#: What an account has of a kind, and on how many pages, unless told otherwise.
ROWS, PAGES = 3, 1


class ScriptedAWS:
    """The server, in a thread of its own; ends with `end`."""

    def __init__(self, canary: str, hosts: tuple[str, ...] = ("127.0.0.1",), tls: ssl.SSLContext | None = None) -> None:
        self.canary = canary
        #: Account numbers by access key id.
        self.keys: dict[str, str] = {}
        #: While the faults are on: what answers an operation of an account.
        self.scripts: dict[tuple[str, str], Script] = {}
        #: The same, whether they are on or not.
        self.standing: dict[tuple[str, str], Script] = {}
        self.contents: dict[tuple[str, str], list[Row]] = {}
        self.pages: dict[tuple[str, str], int] = {}
        #: How far the clock of an account's AWS is ahead, in seconds.
        self.ahead: dict[str, float] = {}
        self.faulty = False
        #: Which read with the faults on, from 1; 0 while they are off.
        self.scan = 0
        self.calls: Counter[tuple[str, str]] = Counter()
        #: Since the faults were switched on.
        self.hits: Counter[tuple[str, str]] = Counter()
        self._attempts: Counter[tuple[str, str, str | None]] = Counter()
        self._issued: Counter[str] = Counter()
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._ended: asyncio.Event
        self._hosts, self._tls = hosts, tls
        self.port = 0
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()
        assert self._ready.wait(10)
        self.url = f"{'https' if tls else 'http'}://{hosts[0]}:{self.port}"

    def switch(self, on: bool) -> None:
        """Switches the faults on or off; attempts are counted from here."""
        self.hits.clear()
        self._attempts.clear()
        self.faulty = on

    def end(self) -> None:
        """Ends the server and every connection."""
        self._loop.call_soon_threadsafe(self._ended.set)
        self._thread.join(10)

    def rows(self, account: str, kind: str) -> list[Row]:
        """What the account has of the kind now."""
        return self.contents.get((account, kind)) or rows_of(account, kind, ROWS)

    def page(self, call: Call) -> bytes:
        """The page that is asked for, as it is without faults."""
        kind = BY_OPERATION[call.operation].name
        rows, pages = self.rows(call.account, kind), self.pages.get((call.account, kind), PAGES)
        size = -(-len(rows) // pages)
        token = f"p{call.page + 1}" if call.page + 1 < pages else None
        return page_of(kind, rows[call.page * size : (call.page + 1) * size], token, call.account)

    def answer(self, call: Call) -> Reply:
        """What the scripts say, else the world as it is."""
        place = (call.account, call.operation)
        self.calls[place] += 1
        self.hits[place] += 1
        self._attempts[*place, call.token] += 1
        call.attempt = self._attempts[*place, call.token]
        for scripts in (self.standing, self.scripts if self.faulty else {}):
            for name in (call.operation, "*"):
                script = scripts.get((call.account, name))
                if script and (reply := script(self, call)):
                    return reply
        if not call.account:
            return unknown_key(call)
        if (skewed := self._skewed(call)) is not None:
            return skewed
        if call.operation == "GetCallerIdentity":
            return Reply(200, identity(call.account))
        if call.operation == "AssumeRole":
            return Reply(200, self._role(call))
        if call.operation in BY_OPERATION:
            return Reply(200, self.page(call))
        if call.operation in DETAIL_OPERATIONS:
            return Reply(200, detail_of(call))
        return error(_kind(call), 400, "InvalidAction", f"no {call.operation} here")

    def _skewed(self, call: Call) -> Reply | None:
        if call.account not in self.ahead:
            return None
        theirs = time.time() + self.ahead[call.account]
        signed = datetime.strptime(call.date, "%Y%m%dT%H%M%SZ").replace(tzinfo=timezone.utc).timestamp()
        if abs(theirs - signed) <= 300:
            return None
        code = {
            "ec2": "RequestExpired" if signed < theirs else "AuthFailure", "json": "InvalidSignatureException",
            "rest-json": "InvalidSignatureException",
        }.get(_protocol(call), "SignatureDoesNotMatch")
        return error(_kind(call), 400 if _protocol(call) == "ec2" else 403, code, "Signature not yet current or expired")

    def _role(self, call: Call) -> bytes:
        number = call.parameters["RoleArn"].split(":")[4]
        self._issued[number] += 1
        key = f"ASIA{number}N{self._issued[number]:03d}"
        self.keys[key] = number
        ends = datetime.fromtimestamp(time.time() + 3600, timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
        return role(key, f"{self.canary}/role-secret/{number}", f"{self.canary}/role-token/{number}", ends)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(self._serve())

    async def _serve(self) -> None:
        self._ended = asyncio.Event()
        sockets = []
        for host in self._hosts:
            made = socket.socket()
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            made.bind((host, self.port))
            self.port = made.getsockname()[1]
            sockets.append(made)
        self._tasks: set[asyncio.Task[None]] = set()
        for made in sockets:
            await asyncio.start_server(self._accept, sock=made, ssl=self._tls, backlog=1024)
        self._ready.set()
        await self._ended.wait()
        for task in self._tasks:
            task.cancel()

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task
        self._tasks.add(task)
        try:
            while await self._exchange(reader, writer):
                pass
        except (OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass  # a client that gives up is what some cases are about
        finally:
            self._tasks.discard(task)
            writer.close()

    async def _exchange(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        method, target, _ = head[0].split(" ")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in head[1:] if line)}
        body = await reader.readexactly(int(headers.get("content-length") or 0))
        call = self._call(method, target, headers, body)
        return await send(self.answer(call), writer, CONTENT.get(_protocol(call), "text/xml"), self.ahead.get(call.account, 0))

    def _call(self, method: str, target: str, headers: dict[str, str], body: bytes) -> Call:
        found = re.search(r"Credential=([^/]*)/\d+/([^/]*)/([^/]*)/", headers.get("authorization") or "")
        key, region, service = found.groups() if found else ("", "", "")
        path, _, query = target.partition("?")
        parameters: dict[str, Any] = {name: values[0] for name, values in parse_qs(query).items()}
        if operation := headers.get("x-amz-target", "").split(".")[-1]:
            parameters |= json.loads(body or b"{}")
        elif body:
            parameters |= {name: values[0] for name, values in parse_qs(body.decode()).items()}
            operation = parameters.get("Action", "")
        elif "/hostedzone" in path:
            operation = "ListResourceRecordSets" if path.endswith("/rrset") else "ListHostedZones"
        elif path.endswith("/functions") or path.endswith("/functions/"):
            operation = "ListFunctions"
        token = parameters.get(BY_OPERATION[operation].token) if operation in BY_OPERATION else None
        return Call(
            key, self.keys.get(key, ""), headers.get("x-amz-date", ""), region, service, operation,
            parameters | {"path": unquote(path)}, token, headers.get("host", ""), headers.get("x-amz-security-token"),
        )


def unknown_key(call: Call) -> Reply:
    """The refusal of a key that AWS does not know, which a region that is not enabled gives, too."""
    if _protocol(call) == "ec2":
        return error(_kind(call), 401, "AuthFailure", "AWS was not able to validate the provided access credentials")
    if "json" in _protocol(call):
        return error(_kind(call), 403, "UnrecognizedClientException", "The security token included in the request is invalid.")
    return error(_kind(call), 403, "InvalidClientTokenId", "The security token included in the request is invalid.")


def _kind(call: Call) -> str:
    return BY_OPERATION[call.operation].name if call.operation in BY_OPERATION else ""


def _protocol(call: Call) -> str:
    return KINDS[_kind(call)].protocol if _kind(call) else "query"


async def send(reply: Reply, writer: asyncio.StreamWriter, content: str, ahead: float = 0) -> bool:
    """Sends a reply as it says; answers whether the connection can be used again."""
    if reply.hang:
        await asyncio.sleep(3600)
    await asyncio.sleep(reply.delay)
    whole = reply.raw if reply.raw is not None else _framed(reply, content, ahead)
    if reply.cut is not None:
        head = whole.find(b"\r\n\r\n") + 4
        whole = whole[: max(0, head + reply.cut)] if reply.cut >= 0 else b""
    if reply.drip:
        count, pause = reply.drip
        for start in range(0, len(whole), count):
            writer.write(whole[start : start + count])
            await writer.drain()
            await asyncio.sleep(pause)
    else:
        writer.write(whole)
        await writer.drain()
    if reply.reset:
        made = writer.get_extra_info("socket")
        made.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        writer.transport.abort()
        return False
    return reply.cut is None and reply.framing != "close" and reply.raw is None and reply.claim is None


def _framed(reply: Reply, content: str, ahead: float) -> bytes:
    headers = {"Content-Type": content, "Date": formatdate(time.time() + ahead, usegmt=True)} | reply.headers
    body = reply.body
    if reply.framing == "length":
        headers["Content-Length"] = reply.claim or str(len(body))
    elif reply.framing == "chunked":
        headers["Transfer-Encoding"] = "chunked"
        parts = [body[start : start + 256] for start in range(0, len(body), 256)]
        body = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"
    else:
        headers["Connection"] = "close"
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return f"HTTP/1.1 {reply.status} X\r\n{lines}\r\n".encode("latin-1") + body


def zipped(body: bytes) -> Reply:
    """The body compressed, as AWS compresses what is asked for with gzip."""
    return Reply(200, gzip.compress(body, mtime=0), {"Content-Encoding": "gzip"})
