"""F40, F41: requests that two parties could read in two ways, and those that are too large."""

from __future__ import annotations

from functools import partial

from serving.case import Case
from serving.stage import Stage

_NEXT = "GET /static/smuggled-{n} HTTP/1.1\r\nHost: {h}\r\n\r\n"


def _ambiguous(request: str, allowed: tuple[int, ...], stage: Stage) -> list[str]:
    """One refusal, then the end: what follows is never taken for a request of its own."""
    data = request.replace("{h}", stage.host).encode("latin-1", "replace") + _NEXT.format(n=1, h=stage.host).encode()
    with stage.connect() as client:
        client.send(data)
        client.finish()
        exchange = client.everything()
    wrong: list[str] = []
    if not exchange.answers and not exchange.is_closed:
        wrong.append("no answer and no end")
    if len(exchange.answers) > 1:
        wrong.append(f"{len(exchange.answers)} answers: {[answer.status for answer in exchange.answers]}")
    if exchange.answers and exchange.answers[0].status not in allowed:
        wrong.append(f"status {exchange.answers[0].status}")
    if exchange.answers and not exchange.is_closed:
        wrong.append("the connection stays open")
    if any(b"smuggled" in answer.body for answer in exchange.answers):
        wrong.append("the request behind it was answered")
    return wrong


def _smuggling() -> list[Case]:
    encodings = [
        "chunked", "Chunked", "CHUNKED", " chunked", "chunked ", "\tchunked", "xchunked", "chunkedx", "x-chunked", "chunked, identity", "identity, chunked", "identity",
        "chunked;q=1", "gzip, chunked", "chunked, chunked", "\"chunked\"", "'chunked'", "chunk", "\x0bchunked", "chunked\x00", "\x01chunked", ",chunked", "chunked,", "",
        "deflate", "compress", "c\xadhunked", "chu\x0cnked",
    ]
    names = ["Transfer-Encoding", "transfer-encoding", "Transfer-Encoding ", "Transfer_Encoding", " Transfer-Encoding", "\tTransfer-Encoding", "Transfer-Encoding\x00", "X: y\nTransfer-Encoding", "X: y\rTransfer-Encoding", "Transfer\r\n -Encoding", "Transfer-Encoding\t"]
    lengths = ["6", "0", "+6", "-6", "6 ", "6,6", "6, 6", "0x6", "6.0", "06", "6 6", "", "1e1", "٦", "6\x00", "99999999999999999999", "65537", "6;x"]
    body = "0\r\n\r\nX"
    good = (400, 411, 413, 501)
    made: list[tuple[str, str, tuple[int, ...]]] = []
    for encoding in encodings:
        made.append((f"Transfer-Encoding: {encoding!r} with a length", f"POST /-/refresh HTTP/1.1\r\nHost: {{h}}\r\nContent-Length: 6\r\nTransfer-Encoding: {encoding}\r\n\r\n{body}", good))
        made.append((f"a length behind Transfer-Encoding: {encoding!r}", f"POST /-/refresh HTTP/1.1\r\nHost: {{h}}\r\nTransfer-Encoding: {encoding}\r\nContent-Length: 6\r\n\r\n{body}", good))
        made.append((f"Transfer-Encoding: {encoding!r} alone", f"POST /-/refresh HTTP/1.1\r\nHost: {{h}}\r\nTransfer-Encoding: {encoding}\r\n\r\n{body}", good))
        made.append((f"GET with Transfer-Encoding: {encoding!r}", f"GET /overview HTTP/1.1\r\nHost: {{h}}\r\nTransfer-Encoding: {encoding}\r\n\r\n{body}", good))
        made.append((f"Transfer-Encoding: chunked, then {encoding!r}", f"POST /-/refresh HTTP/1.1\r\nHost: {{h}}\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: {encoding}\r\n\r\n{body}", good))
    for name in names:
        if name == "Transfer_Encoding":
            # Another field altogether: the length counts.
            continue
        made.append((f"{name!r} with a length", f"POST /-/refresh HTTP/1.1\r\nHost: {{h}}\r\nContent-Length: 6\r\n{name}: chunked\r\n\r\n{body}", good))
        made.append((f"GET with {name!r}", f"GET /overview HTTP/1.1\r\nHost: {{h}}\r\n{name}: chunked\r\n\r\n{body}", good))
    for length in lengths:
        if length not in ("6", "0", "6 ", "06"):
            made.append((f"Content-Length: {length!r}", f"POST /-/refresh HTTP/1.1\r\nHost: {{h}}\r\nContent-Length: {length}\r\n\r\n{body}", good))
        made.append((f"two lengths, {length!r} second", f"POST /-/refresh HTTP/1.1\r\nHost: {{h}}\r\nContent-Length: 6\r\nContent-Length: {length}\r\n\r\n{body}", good))
        if length not in ("0",):
            made.append((f"GET with Content-Length: {length!r}", f"GET /overview HTTP/1.1\r\nHost: {{h}}\r\nContent-Length: {length}\r\n\r\n{body}", good))
    return [Case("F41", name, partial(_ambiguous, request, allowed)) for name, request, allowed in made]


def _lines() -> list[Case]:
    bad = (400, 405, 414, 431, 501, 505)
    starts = {
        "HTTP/0.9": "GET /overview\r\n\r\n", "no version": "GET /overview \r\nHost: {h}\r\n\r\n", "HTTP/1.2": "GET / HTTP/1.2\r\nHost: {h}\r\n\r\n", "HTTP/2.0": "GET / HTTP/2.0\r\nHost: {h}\r\n\r\n",
        "preface of HTTP/2": "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "small letters": "GET / http/1.1\r\nHost: {h}\r\n\r\n", "absolute address": "GET http://{h}/overview HTTP/1.1\r\nHost: {h}\r\n\r\n",
        "another's absolute address": "GET http://evil.example/ HTTP/1.1\r\nHost: {h}\r\n\r\n", "two spaces": "GET  /overview HTTP/1.1\r\nHost: {h}\r\n\r\n", "tab": "GET\t/overview HTTP/1.1\r\nHost: {h}\r\n\r\n",
        "space in the address": "GET /over view HTTP/1.1\r\nHost: {h}\r\n\r\n", "space at the end": "GET /overview HTTP/1.1 \r\nHost: {h}\r\n\r\n", "bare LF": "GET /overview HTTP/1.1\nHost: {h}\n\n",
        "bare LF in the head": "GET /overview HTTP/1.1\r\nHost: {h}\nX: y\r\n\r\n", "bare CR": "GET /overview HTTP/1.1\r\nHost: {h}\rX: y\r\n\r\n", "CR in the address": "GET /over\rview HTTP/1.1\r\nHost: {h}\r\n\r\n",
        "NUL in the address": "GET /over\0view HTTP/1.1\r\nHost: {h}\r\n\r\n", "NUL in a field": "GET /overview HTTP/1.1\r\nHost: {h}\r\nX: a\0b\r\n\r\n", "folded field": "GET /overview HTTP/1.1\r\nHost: {h}\r\nX: a\r\n b\r\n\r\n",
        "folded Host": "GET /overview HTTP/1.1\r\nHost:\r\n {h}\r\n\r\n", "folded first line": "GET /overview HTTP/1.1\r\n X: a\r\nHost: {h}\r\n\r\n", "two Hosts": "GET /overview HTTP/1.1\r\nHost: {h}\r\nHost: {h}\r\n\r\n",
        "two different Hosts": "GET /overview HTTP/1.1\r\nHost: {h}\r\nhost: evil.example\r\n\r\n", "no Host": "GET /overview HTTP/1.1\r\nX: y\r\n\r\n", "space before the colon": "GET /overview HTTP/1.1\r\nHost : {h}\r\n\r\n",
        "no colon": "GET /overview HTTP/1.1\r\nHost: {h}\r\nnonsense\r\n\r\n", "no name": "GET /overview HTTP/1.1\r\nHost: {h}\r\n: y\r\n\r\n", "bracket in a name": "GET /overview HTTP/1.1\r\nHost: {h}\r\nX(y): z\r\n\r\n",
        "control letter in a name": "GET /overview HTTP/1.1\r\nHost: {h}\r\nX\x01: z\r\n\r\n", "control letter in a value": "GET /overview HTTP/1.1\r\nHost: {h}\r\nX: \x01\r\n\r\n", "DEL in a value": "GET /overview HTTP/1.1\r\nHost: {h}\r\nX: \x7f\r\n\r\n",
        "fragment": "GET /overview#x\0 HTTP/1.1\r\nHost: {h}\r\n\r\n", "letters beyond ASCII": "GET /\xe4 HTTP/1.1\r\nHost: {h}\r\n\r\n", "method with a bracket": "G(T /overview HTTP/1.1\r\nHost: {h}\r\n\r\n",
        "empty method": " /overview HTTP/1.1\r\nHost: {h}\r\n\r\n", "asterisk": "GET * HTTP/1.1\r\nHost: {h}\r\n\r\n", "no slash": "GET overview HTTP/1.1\r\nHost: {h}\r\n\r\n", "TLS": "\x16\x03\x01\x02\0\x01\0\x01\xfc\x03\x03" + "x" * 64,
        "SSH": "SSH-2.0-OpenSSH_9.2\r\n\r\n", "SMTP": "EHLO evil.example\r\n\r\n", "binary": "".join(map(chr, range(256))) + "\r\n\r\n",
    }
    # RFC 9112 section 2.2: empty lines before a request are passed over; lines of NULs are, too, which no proxy sends.
    empty = {"only line ends": "\r\n" * 200, "only NULs": "\0" * 2000 + "\r\n\r\n"}
    return [Case("F41", name, partial(_ambiguous, request, (*bad, 404))) for name, request in empty.items()] + [Case("F41", name, partial(_ambiguous, request, bad)) for name, request in starts.items()]


def _bodies() -> list[Case]:
    """Bodies where none is taken."""
    allowed = (400, 405, 411, 413)
    made = []
    for method in ("GET", "HEAD", "POST"):
        for target in ("/overview", "/static/app.js", "/main/us-east-1/ebs", "/find?q=x"):
            request = f"{method} {target} HTTP/1.1\r\nHost: {{h}}\r\nContent-Length: 44\r\n\r\n"
            made.append(Case("F41", f"{method} {target} with a request for a body", partial(_ambiguous, request, allowed)))
    return made


def _oversize() -> list[Case]:
    def field(count: int) -> str:
        return "GET /overview HTTP/1.1\r\nHost: {h}\r\nX: " + "a" * count + "\r\n\r\n"

    sizes = {
        "address of 9 KiB": ("GET /" + "a" * 9_000 + " HTTP/1.1\r\nHost: {h}\r\n\r\n", (414,)), "address of 64 KiB": ("GET /" + "a" * 65_000 + " HTTP/1.1\r\nHost: {h}\r\n\r\n", (414, 431)),
        "address of 4 MiB": ("GET /" + "a" * (4 << 20) + " HTTP/1.1\r\nHost: {h}\r\n\r\n", (414, 431)), "query of 9 KiB": ("GET /find?q=" + "a" * 9_000 + " HTTP/1.1\r\nHost: {h}\r\n\r\n", (414,)),
        "method of 64 KiB": ("G" * 65_000 + " / HTTP/1.1\r\nHost: {h}\r\n\r\n", (400, 405, 414, 431)), "field of 33 KiB": (field(33_000), (431,)), "field of 128 KiB": (field(128_000), (431,)), "field of 4 MiB": (field(4 << 20), (431,)),
        "cookie of 40 KiB": ("GET /overview HTTP/1.1\r\nHost: {h}\r\nCookie: " + "a=b; " * 8_000 + "\r\n\r\n", (431,)), "101 fields": ("GET /overview HTTP/1.1\r\nHost: {h}\r\n" + "X: y\r\n" * 101 + "\r\n", (431,)),
        "10,000 fields": ("GET /overview HTTP/1.1\r\nHost: {h}\r\n" + "X: y\r\n" * 10_000 + "\r\n", (431,)), "a million fields": ("GET /overview HTTP/1.1\r\nHost: {h}\r\n" + "X: y\r\n" * 1_000_000 + "\r\n", (431,)),
        "name of 40 KiB": ("GET /overview HTTP/1.1\r\nHost: {h}\r\n" + "X" * 40_000 + ": y\r\n\r\n", (431,)), "version of 9 KiB": ("GET /overview HTTP/1.1" + "1" * 9_000 + "\r\nHost: {h}\r\n\r\n", (400, 414, 431, 505)),
        "body of 65 KiB": ("POST /-/refresh HTTP/1.1\r\nHost: {h}\r\nContent-Length: 66000\r\n\r\n" + "a" * 66_000, (413,)), "body of 1 GiB": ("POST /-/refresh HTTP/1.1\r\nHost: {h}\r\nContent-Length: 1073741824\r\n\r\n", (413,)),
        "tokens of gzip": ("GET /overview HTTP/1.1\r\nHost: {h}\r\nAccept-Encoding: " + "gzip;q=0.1," * 2_900 + "\r\n\r\n", (200, 431)), "tags of entities": ("GET /overview HTTP/1.1\r\nHost: {h}\r\nIf-None-Match: " + "\"a\"," * 7_000 + "\r\n\r\n", (200, 431)),
    }
    return [
        Case("F40", name, partial(_ambiguous, request.replace("\r\nHost", "\r\nConnection: close\r\nHost", 1), allowed)) for name, (request, allowed) in sizes.items()
    ]


def cases() -> list[Case]:
    """All of them."""
    return _smuggling() + _lines() + _bodies() + _oversize()
