"""F37: JSON that is written to hurt whoever reads it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from faulty.case import Case, fails
from faulty.wire import KINDS, Call, Reply, Row, page_of

JSON = ("table", "log-group", "function")
_IDS = ("new-1", "new-2")
Spoil = Callable[[bytes], bytes]


def _member(text: bytes) -> Spoil:
    """A member that nobody knows, in front of all others."""
    return lambda page: b'{"BrandNew": ' + text + b", " + page.lstrip()[1:]


#: No reader of JSON takes these.
REFUSED: dict[str, Spoil] = {
    "100,000 lists": _member(b"[" * 100_000 + b"]" * 100_000), "100,000 objects": _member(b'{"a":' * 100_000 + b"1" + b"}" * 100_000), "lists without an end": _member(b"[" * 1_000_000),
    "600 levels": _member(b"[" * 600 + b"]" * 600), "six million lists": _member(b"[" + b"[]," * 6_000_000 + b"[]]"), "NaN": _member(b"NaN"), "Infinity": _member(b"-Infinity"), "hexadecimal": _member(b"0x10"),
    "plus": _member(b"+1"), "leading zero": _member(b"01"), "bare point": _member(b".5"), "number that ends": _member(b"1e"), "comment": _member(b"1 /* x */"), "single quotes": _member(b"'x'"),
    "comma at the end": _member(b"[1,]"), "no quotes": _member(b"x"), "two documents": lambda page: page + page, "text behind": lambda page: page + b"x",
    "cut in a text": lambda page: page[: page.index(b"new-1") + 3], "a list": lambda page: b"[" + page + b"]", "a number": lambda page: b"1", "UTF-16": lambda page: page.decode().encode("utf-16"),
    "NUL behind": lambda page: page + b"\0", "names without quotes": lambda page: page.replace(b'": ', b": ").replace(b'{"', b"{"), "true in capitals": _member(b"True"),
}
#: These have a meaning, or one that RFC 8259 leaves open, or are damage in one text that loses nothing else: the rows are found, or the answer is refused as a whole.
EITHER: dict[str, Spoil] = {
    "number of 100,000 digits": _member(b"9" * 100_000), "exponent of 400": _member(b"1e400"), "exponent of a million digits": _member(b"1e" + b"9" * 1_000_000), "tiny number": _member(b"1e-400"), "minus nothing": _member(b"-0"),
    "a member twice": _member(b"1, \"BrandNew\": 2"), "100,000 members": _member(b"{" + b",".join(b'"m%d":0' % number for number in range(100_000)) + b"}"), "empty name": _member(b'{"": ""}'), "names of objects": _member(b'{"__proto__": {"x": 1}, "constructor": 1}'),
    "text of 8 MiB": _member(b'"' + b"x" * (8 << 20) + b'"'), "name of 1 MiB": _member(b'{"' + b"x" * (1 << 20) + b'": 1}'), "half a pair": _member(b'"\\ud83d"'), "pair the wrong way": _member(b'"\\ude00\\ud83d"'), "NUL in a text": _member(b'"a\\u0000b"'),
    "controls in a text": _member(b'"a\x01\x1fb"'), "bytes that are no UTF-8": _member(b'"\xff\xfe\xc0\x80"'), "with a byte order mark": lambda page: b"\xef\xbb\xbf" + page, "8 MiB of spaces": lambda page: page + b" " * (8 << 20),
    "escape that is none": _member(b'"\\x41"'), "half an escape": _member(b'"\\u12"'), "60 levels": _member(b"[" * 58 + b"]" * 58),
}


def cases() -> list[Case]:
    """Every document, in each service that speaks JSON."""
    return [_case(kind, name, spoil, name in EITHER) for kind in JSON for name, spoil in {**REFUSED, **EITHER}.items()]


def _case(kind: str, name: str, spoil: Spoil, may_be_read: bool) -> Case:
    @cache
    def body(account: str) -> bytes:
        return spoil(page_of(kind, [Row(name) for name in _IDS], None, account))

    def script(aws: object, call: Call) -> Reply:
        return Reply(200, body(call.account))

    assert KINDS[kind].protocol in ("json", "rest-json")
    expect = fails("error", "bad-response", or_fresh=frozenset(_IDS) if may_be_read else None)
    return Case("F37", f"{kind}, {name}", kind, script, (expect,), server="hostile")
