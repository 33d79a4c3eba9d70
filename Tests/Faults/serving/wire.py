"""Requests as bytes, and answers as they came: nothing between them and the socket."""

from __future__ import annotations

import re
import socket
from dataclasses import dataclass, field

#: Seconds that an answer may take on a busy machine: a bound for hangs.
PATIENCE = 60.0


@dataclass
class Answer:
    """One answer, byte for byte."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes

    def header(self, name: str) -> str | None:
        """The first field of this name."""
        return next((value for other, value in self.headers if other.lower() == name.lower()), None)


@dataclass
class Exchange:
    """Everything that came over one connection."""

    answers: list[Answer] = field(default_factory=list)
    #: Bytes that are no answer.
    rest: bytes = b""
    is_closed: bool = False


class Connection:
    """One client."""

    def __init__(self, address: tuple[str, int], patience: float = PATIENCE) -> None:
        self._socket = socket.create_connection(address, timeout=patience)
        self._buffer = b""

    def __enter__(self) -> Connection:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Goes away."""
        self._socket.close()

    def reset(self) -> None:
        """Goes away rudely."""
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\0\0\0\0\0\0\0")
        self._socket.close()

    def shrink(self) -> None:
        """Has hardly any room for an answer."""
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)

    def send(self, data: bytes) -> bool:
        """Sends all of it; false when the server closed meanwhile."""
        try:
            self._socket.sendall(data)
        except (ConnectionError, socket.timeout):
            return False
        return True

    def finish(self) -> None:
        """Sends nothing more."""
        try:
            self._socket.shutdown(socket.SHUT_WR)
        except OSError:
            pass

    def wait(self, seconds: float) -> None:
        """How long reading may take from here on."""
        self._socket.settimeout(seconds)

    def _more(self) -> bool:
        try:
            part = self._socket.recv(1 << 16)
        except ConnectionError:
            return False
        self._buffer += part
        return bool(part)

    def answer(self, method: str = "GET") -> Answer | None:
        """The next answer; nil when the connection ends before one."""
        while b"\r\n\r\n" not in self._buffer:
            if not self._more():
                return None
        head, _, self._buffer = self._buffer.partition(b"\r\n\r\n")
        lines = head.decode("latin-1").split("\r\n")
        status = int(lines[0].split()[1]) if re.match(r"HTTP/1\.[01] \d{3}", lines[0]) else 0
        headers = [(name.strip(), value.strip()) for name, _, value in (line.partition(":") for line in lines[1:])]
        found = Answer(status, headers, b"")
        length = int(found.header("Content-Length") or 0)
        if method != "HEAD" and status not in (204, 304):
            while len(self._buffer) < length:
                if not self._more():
                    break
            found.body, self._buffer = self._buffer[:length], self._buffer[length:]
        return found

    def everything(self) -> Exchange:
        """Every answer until the server closes, or until it has been silent for as long as `wait` says."""
        exchange = Exchange()
        try:
            while (answer := self.answer()) is not None:
                exchange.answers.append(answer)
            exchange.is_closed = True
        except (socket.timeout, TimeoutError):
            pass
        exchange.rest = self._buffer
        return exchange


def get(target: str, host: str, *more: str, method: str = "GET", version: str = "1.1") -> bytes:
    """A request without faults but those that are put in."""
    lines = [f"{method} {target} HTTP/{version}", f"Host: {host}", *more]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("utf-8", "surrogateescape")
