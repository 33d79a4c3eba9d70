"""Answers that no list can be read from, by name: what DescribeVolumes or ListTables is answered with."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from itertools import count

from fake import Call, Reply, result

_LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
_PORTAL = "<html><head><title>Log in to the guest network</title></head><body><h1>Welcome</h1></body></html>"
_VOLUME = "<item><volumeId>vol-%s</volumeId><size>8</size></item>"


def _listed(inside: str) -> Callable[[Call], Reply]:
    return lambda call: Reply(200, result(call, inside).encode())


def _with_entities(declared: str, used: str) -> Callable[[Call], Reply]:
    return lambda call: Reply(
        200, f'<?xml version="1.0"?><!DOCTYPE r [{declared}]>{result(call, f"<volumeSet><item><volumeId>{used}</volumeId></item></volumeSet>")}'.encode()
    )


def _half(call: Call) -> Reply:
    whole = result(call, f"<volumeSet>{_VOLUME % 1 * 50}</volumeSet>").encode()
    return Reply(200, whole[: len(whole) // 2])


def _cut(call: Call) -> Reply:
    return Reply(200, _half(call).body, {"Content-Length": "100000"})


def endless(inside: str) -> Callable[[Call], Reply]:
    """Always one more page, each with a token never seen before."""
    numbers = count()
    return lambda call: Reply(
        200, result(call, f"<volumeSet>{inside}</volumeSet><nextToken>t{next(numbers)}</nextToken>").encode()
    )


#: For `ebs`, which speaks XML.
XML: dict[str, Callable[[Call], Reply] | bytes | str] = {
    "laughs": _with_entities(f'<!ENTITY l0 "ha">{_LAUGHS}', "&l11;"),
    "external-file": _with_entities('<!ENTITY x SYSTEM "file:///etc/passwd">', "&x;"),
    "doctype": lambda call: Reply(200, f"<!DOCTYPE r>{result(call, '<volumeSet/>')}".encode()),
    "deep": _listed("<a>" * 100_000 + "</a>" * 100_000),
    "half": _half,
    "cut": _cut,
    "portal": _PORTAL,
    "portal-with-dtd": '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://127.0.0.1:9/x.dtd">' + _PORTAL,
    "json": b'{"Volumes": []}',
    "empty": b"",
    "spaces": b"  \n ",
    "noise": bytes(range(256)) * 64,
    "two-roots": lambda call: Reply(200, result(call, "<volumeSet/>").encode() * 2),
    "gzip-bomb": Reply(200, gzip.compress(b"<a>" + b" " * (200 << 20), 9), {"Content-Encoding": "gzip"}),
    "gzip-broken": Reply(200, gzip.compress(b"<a></a>" * 1000)[:-9] + b"123456789", {"Content-Encoding": "gzip"}),
    "huge": lambda call: Reply(200, result(call, "<volumeSet>" + " " * (48 << 20) + "</volumeSet>").encode()),
    "many-elements": _listed("<a/>" * 6_000_000),
    "token-100k": _listed(f"<volumeSet/><nextToken>{'t' * 100_000}</nextToken>"),
    "endless-empty": endless(""),
    "endless": endless("<item><volumeId>vol-1</volumeId><tagSet><item><key>Name</key><value>" + "x" * (8 << 20) + "</value></item></tagSet></item>"),
}

#: For `dynamodb`, which speaks JSON.
JSON: dict[str, Callable[[Call], Reply] | bytes | str] = {
    "deep": b'{"TableNames":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    "half": b'{"TableNames": ["a", "b',
    "trailing": b'{"TableNames": []} {"TableNames": []}',
    "list": b"[]",
    "text": b'"TableNames"',
    "null": b"null",
    "nan": b'{"TableNames": [NaN]}',
    "portal": _PORTAL,
    "empty": b"",
    "utf-8": b'{"TableNames": ["\xff\xfe\xc0\x80"',
    "wrong-type": b'{"TableNames": {"orders": true}}',
}
