"""HTTP as nobody should speak it, over raw sockets."""

from __future__ import annotations

import http.client
import re
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from fake import Fake, volumes
from running import Elastatus

GOOD = "GET /all/all/ebs HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Elastatus]:
    fake = Fake()
    fake.on("DescribeVolumes", volumes("vol-1"))
    path = tmp_path_factory.mktemp("http") / "config.yaml"
    path.write_text(fake.config())
    server = Elastatus(path)
    server.settle("/all/all/ebs.json")
    yield server
    server.end()
    fake.end()


def _connect(server: Elastatus) -> socket.socket:
    address = urlsplit(server.url)
    return socket.create_connection((address.hostname, address.port), timeout=30)


def _say(server: Elastatus, text: str | bytes) -> bytes:
    """Everything that is answered to these bytes until the server closes."""
    with _connect(server) as line:
        heard = b""
        try:
            line.sendall(text.encode("latin-1") if isinstance(text, str) else text)
            while part := line.recv(1 << 16):
                heard += part
        except (ConnectionResetError, BrokenPipeError):
            pass  # it may close while more is being said
        return heard


def _statuses(heard: bytes) -> list[int]:
    return [int(status) for status in re.findall(rb"HTTP/1\.[01] (\d{3}) ", heard)]


def _get(target: str, *fields: str, version: str = "HTTP/1.1") -> str:
    return "\r\n".join((f"GET {target} {version}", "Host: localhost", "Connection: close", *fields, "", ""))


#: Requests and the statuses that may answer them.
REFUSED = {
    "long line": (_get("/" + "a" * 100_000), {414, 431, 400}),
    "endless line": ("GET /" + "a" * 5_000_000, {414, 431, 400}),
    "long query": (_get("/find?q=" + "a" * 20_000), {414}),
    "large header": (_get("/", "X-Large: " + "a" * 100_000), {431, 400}),
    "many headers": (_get("/", *(f"X-{number}: a" for number in range(10_000))), {431, 400}),
    "cookie of a megabyte": (_get("/", "Cookie: " + "a" * 1_000_000), {431, 400}),
    "body of a gigabyte": ("POST /-/refresh?of=/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1073741824\r\n\r\n", {413}),
    "endless length": ("POST /-/refresh?of=/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999999999999\r\n\r\n", {413, 400}),
    "negative length": (_get("/", "Content-Length: -1"), {400}),
    "signed length": (_get("/", "Content-Length: +0"), {400}),
    "two lengths": (_get("/", "Content-Length: 0", "Content-Length: 1"), {400}),
    "length and encoding": ("POST /-/refresh HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", {400}),
    "encoding in parts": (_get("/", "Transfer-Encoding: chunked", "Transfer-Encoding: identity"), {400}),
    "unknown encoding": (_get("/", "Transfer-Encoding: xchunked"), {400, 501}),
    "body of a GET": (_get("/", "Content-Length: 5") + "hello", {400}),
    "two hosts": (_get("/", "Host: localhost"), {400}),
    "no host": ("GET / HTTP/1.1\r\nConnection: close\r\n\r\n", {400}),
    "foreign host": ("GET / HTTP/1.1\r\nHost: evil.example.com\r\nConnection: close\r\n\r\n", {421, 400, 403}),
    "rebound host": ("GET / HTTP/1.1\r\nHost: 127.0.0.1.evil.example.com\r\nConnection: close\r\n\r\n", {421, 400, 403}),
    "host with a space": ("GET / HTTP/1.1\r\nHost: localhost evil\r\nConnection: close\r\n\r\n", {421, 400, 403}),
    "space before colon": (_get("/", "X-Bad : a"), {400}),
    "folded header": (_get("/", "X-Folded: a", " b"), {400}),
    "bare line feeds": ("GET / HTTP/1.1\nHost: localhost\nConnection: close\n\n", {400}),
    "bare carriage return": (_get("/", "X-Bad: a\rb"), {400}),
    "NUL in a header": (_get("/", "X-Bad: a\0b"), {400}),
    "NUL in the address": (_get("/a\0b"), {400}),
    "escaped NUL": (_get("/a%00b"), {400, 404}),
    "bad escape": (_get("/%zz"), {400}),
    "half an escape": (_get("/%4"), {400}),
    "no UTF-8": (_get("/%ff%fe/us-east-1/ebs"), {400, 404}),
    "overlong slash": (_get("/..%c0%af..%c0%afetc/passwd"), {400, 404}),
    "raw UTF-8": (_get("/\xc3\xbc"), {400, 404}),
    "traversal": (_get("/../../../../etc/passwd"), {400, 404}),
    "traversal of files": (_get("/static/%2e%2e%2f%2e%2e%2fetc%2fpasswd"), {400, 404}),
    "backslashes": (_get("/static/..\\..\\etc\\passwd"), {400, 404}),
    "absolute address": (_get("http://evil.example.com/"), {400, 421, 403}),
    "no slash": (_get("all/all/ebs"), {400}),
    "two slashes": (_get("//evil.example.com/"), {400, 404}),
    "many parameters": (_get("/all/all/ebs?" + "&".join(f"a{number}=1" for number in range(500))), {400}),
    "TRACE": (_get("/").replace("GET", "TRACE", 1), {405, 501, 400}),
    "CONNECT": (_get("evil.example.com:443").replace("GET", "CONNECT", 1), {405, 501, 400}),
    "DELETE": (_get("/all/all/ebs").replace("GET", "DELETE", 1), {405}),
    "POST on a page": ("POST /all/all/ebs HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 0\r\n\r\n", {405}),
    "POST from elsewhere": (
        "POST /-/refresh?of=/all/all/ebs HTTP/1.1\r\nHost: localhost\r\nOrigin: http://evil.example.com\r\nConnection: close\r\nContent-Length: 0\r\n\r\n",
        {403},
    ),
    "no method": (" / HTTP/1.1\r\nHost: localhost\r\n\r\n", {400}),
    "HTTP/2": ("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", {400, 505}),
    "HTTP/3.7": (_get("/", version="HTTP/3.7"), {400, 505}),
    "TLS": (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(range(256)) * 2 + b"\r\n\r\n", {400}),
    "HTTP/0.9": ("GET /all/all/ebs\r\n\r\n", {400, 505}),
}


#: What may be closed without a word: it has no end, or is no HTTP from its first byte on.
SPEECHLESS = ("endless line", "long line", "cookie of a megabyte", "no method", "TLS")
#: What the HTTP library answers by itself, with its head twice.
TWICE = ("endless length",)


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_not_right_is_refused_in_words(server: Elastatus, name: str) -> None:
    said, statuses = REFUSED[name]
    heard = _say(server, said)
    got = _statuses(heard)
    assert len(got) == 1 or (name in SPEECHLESS and not got) or (name in TWICE and len(got) == 2), heard[:300]
    assert set(got) <= statuses, heard[:300]
    assert b"root:" not in heard and b"vol-1" not in heard
    assert _statuses(_say(server, GOOD)) == [200]


def test_a_smuggled_request_is_not_answered(server: Elastatus) -> None:
    hidden = "GET /-/healthy HTTP/1.1\r\nHost: localhost\r\n\r\n"
    for fields in (
        f"Content-Length: {len(hidden)}", f"Content-Length: {len(hidden) + 5}\r\nTransfer-Encoding: chunked", "Content-Length: 0\r\nContent-Length: 46",
        "Transfer-Encoding:\x0bchunked", "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
    ):
        heard = _say(server, f"GET / HTTP/1.1\r\nHost: localhost\r\n{fields}\r\n\r\n0\r\n\r\n{hidden}")
        assert len(_statuses(heard)) == 1 and _statuses(heard)[0] >= 400, (fields, heard[:200])


def test_requests_in_one_line_are_answered_in_turn(server: Elastatus) -> None:
    heard = _say(server, "GET /-/healthy HTTP/1.1\r\nHost: localhost\r\n\r\n" * 20 + GOOD)
    assert _statuses(heard) == [200] * 21
    assert b"vol-1" in heard.rsplit(b"HTTP/1.1 200", 1)[1]


@pytest.mark.parametrize(
    "path", ["/", "/all/all/ebs", "/all/all/ebs.json", "/all/all/ebs.csv", "/find?q=vol", "/static/app.css", "/main/us-east-1/ebs/vol-1", "/nowhere", "/matrix"]
)
def test_head_has_the_length_of_get(server: Elastatus, path: str) -> None:
    # The age of what is shown is part of a page: asked within one second, both are the same.
    for _ in range(5):
        answers = []
        for method in ("GET", "HEAD"):
            line = http.client.HTTPConnection(urlsplit(server.url).netloc, timeout=30)
            line.request(method, path)
            answer = line.getresponse()
            answers.append((answer.status, answer.headers["Content-Length"], answer.headers["Content-Type"], len(answer.read())))
            line.close()
        get, head = answers
        assert head[3] == 0 and int(get[1]) == get[3] > 0
        if get[:3] == head[:3]:
            return
    assert get[:3] == head[:3]


def test_idle_and_slow_connections_keep_nobody_waiting(server: Elastatus) -> None:
    with ExitStack() as open_lines:
        slow = []
        for number in range(200):
            line = open_lines.enter_context(_connect(server))
            if number % 2:
                line.sendall(b"GET /all/all/ebs HTTP/1.1\r\nHost: loc")
                slow.append(line)
        began = time.monotonic()
        for _ in range(10):
            assert _statuses(_say(server, GOOD)) == [200]
        assert time.monotonic() - began < 10
        # A head has ten seconds, whatever trickles in.
        victim = slow[0]
        victim.settimeout(0.5)
        ended = b"open"
        while time.monotonic() - began < 25:
            try:
                victim.sendall(b"a")
                ended = victim.recv(1000)
                break
            except TimeoutError:
                continue
            except OSError:
                ended = b""
                break
        assert ended == b"" or _statuses(ended) == [408]
    assert _statuses(_say(server, GOOD)) == [200]


def test_connections_beyond_the_limit_are_turned_away_and_come_back(server: Elastatus) -> None:
    with ExitStack() as open_lines:
        for _ in range(700):
            open_lines.enter_context(_connect(server))
        assert server.child.poll() is None
    deadline = time.monotonic() + 30
    while _statuses(_say(server, GOOD)) != [200]:
        assert time.monotonic() < deadline
    assert server.get("/all/all/ebs.json").json["complete"] is True


def test_readers_that_leave_hurt_nobody(server: Elastatus) -> None:
    for _ in range(50):
        with _connect(server) as line:
            line.sendall(GOOD.encode())
            line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
    assert _statuses(_say(server, GOOD)) == [200]
