"""F66: small answers that are large inside."""

from __future__ import annotations

import gzip
import zlib
from functools import cache

from faulty.case import Case, Expect, fails
from faulty.wire import KINDS, Call, Reply, Row, page_of

_IDS = ("new-1",)


@cache
def _spaces(mebibytes: int, level: int = 9) -> bytes:
    return gzip.compress(b" " * (mebibytes << 20), level, mtime=0)


def _bodies(page: bytes) -> dict[str, tuple[bytes, str]]:
    """Body and encoding by name. A member of gzip may follow another: so a bomb grows without a second one."""
    return {
        "1 GiB of spaces behind it": (gzip.compress(page) + _spaces(64) * 16, "gzip"), "256 MiB of spaces before it": (_spaces(64) * 4 + gzip.compress(page), "gzip"),
        "gzip in gzip in gzip": (gzip.compress(gzip.compress(_spaces(64))), "gzip"), "gzip twice by name": (gzip.compress(gzip.compress(page)), "gzip, gzip"),
        "100,000 empty members": (gzip.compress(b"", mtime=0) * 100_000, "gzip"), "a name of 8 MiB in its head": (b"\x1f\x8b\x08\x08\0\0\0\0\0\xff" + b"x" * (8 << 20) + b"\0" + gzip.compress(page)[10:], "gzip"),
        "deflate by another name": (zlib.compress(page), "gzip"), "an encoding that nobody asked for": (page, "br"), "wrong sum": (gzip.compress(page)[:-8] + b"12345678", "gzip"), "nothing at all": (b"", "gzip"),
        "bytes behind it": (gzip.compress(page) + b"x" * 1_000, "gzip"),
    }


#: An honest reader may pass over these.
_HARMLESS = {"a name of 8 MiB in its head", "bytes behind it"}


def cases() -> list[Case]:
    """Each bomb, for one kind of each format."""
    return [_case(kind, name) for kind in ("volume", "table", "zone", "function") for name in _bodies(b"")]


def _case(kind: str, name: str) -> Case:
    @cache
    def reply(account: str) -> tuple[bytes, str]:
        return _bodies(page_of(kind, [Row(name) for name in _IDS], None, account))[name]

    def script(aws: object, call: Call) -> Reply:
        body, encoding = reply(call.account)
        return Reply(200, body, {"Content-Encoding": encoding})

    assert kind in KINDS
    expect: Expect = fails("error", "bad-response", or_fresh=frozenset(_IDS) if name in _HARMLESS else None)
    return Case("F66", f"{kind}, {name}", kind, script, (expect,), server="hostile")
