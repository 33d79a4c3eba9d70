"""F36: XML that is written to hurt whoever reads it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from faulty.case import Case, fails
from faulty.wire import KINDS, Call, Reply, Row, page_of

XML = ("volume", "group", "zone")
_IDS = ("new-1", "new-2")
#: Page in, page out.
Spoil = Callable[[bytes], bytes]


def _declares(inside: str, used: str = "") -> Spoil:
    """A document type in front, and what it declares where an id stands."""

    def spoil(page: bytes) -> bytes:
        start, root, rest = page.partition(b"<" + page.split(b"?>")[-1].lstrip()[1:8])
        return start + f"<!DOCTYPE r {inside}>".encode() + root + (rest.replace(b"new-1", used.encode()) if used else rest)

    return spoil


def _laughs(width: int, depth: int) -> str:
    return '[<!ENTITY l0 "ha">' + "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * width}">' for n in range(1, depth)) + "]"


def _inside(piece: bytes) -> Spoil:
    """A piece at the end of the root element."""
    return lambda page: page[: page.rindex(b"</")] + piece + page[page.rindex(b"</") :]


def _in_root(piece: bytes) -> Spoil:
    """A piece among the attributes of the root element."""

    def spoil(page: bytes) -> bytes:
        at = page.index(b" xmlns=")
        return page[:at] + b" " + piece + page[at:]

    return spoil


#: No honest service sends these, and nothing of them may be taken for an answer.
REFUSED: dict[str, Spoil] = {
    "billion laughs": _declares(_laughs(10, 12), "&l11;"), "wide laughs": _declares(_laughs(1_000, 4), "&l3;"), "laughs that nobody asks for": _declares(_laughs(10, 12)),
    "quadratic blow-up": _declares(f'[<!ENTITY a "{"a" * 50_000}">]', "&a;" * 10_000), "an entity of itself": _declares('[<!ENTITY a "&b;"><!ENTITY b "&a;">]', "&a;"),
    "entity of a file": _declares('[<!ENTITY x SYSTEM "file:///etc/passwd">]', "&x;"), "entity of an address": _declares('[<!ENTITY x SYSTEM "http://127.0.0.1:9/x">]', "&x;"),
    "public entity": _declares('[<!ENTITY x PUBLIC "-//W3C//TEXT x//EN" "http://127.0.0.1:9/x">]', "&x;"), "parameter entity": _declares('[<!ENTITY % x SYSTEM "http://127.0.0.1:9/x.dtd">%x;]'),
    "nested parameter entities": _declares("[<!ENTITY % a '&#37;b;'><!ENTITY % b '&#37;a;'>%a;]"), "document type of an address": _declares('SYSTEM "http://127.0.0.1:9/x.dtd"'),
    "document type alone": _declares(""), "attributes with defaults": _declares('[<!ATTLIST r x CDATA "y">]'), "notation": _declares('[<!NOTATION n SYSTEM "x"><!ENTITY x SYSTEM "x" NDATA n>]'),
    "undeclared entity": lambda page: page.replace(b"new-1", b"&nbsp;"), "a million levels": _inside(b"<a>" * 1_000_000 + b"</a>" * 1_000_000), "65 levels": _inside(b"<a>" * 70 + b"</a>" * 70),
    "levels without an end": _inside(b"<a>" * 200_000), "six million elements": _inside(b"<a/>" * 6_000_000), "unclosed comment": _inside(b"<!-- "), "unclosed CDATA": _inside(b"<![CDATA["),
    "two roots": lambda page: page + b"<x/>", "text behind the root": lambda page: page + b"x", "instruction that is the head": _inside(b'<?xml version="1.0"?>'),
    "attribute twice": _in_root(b'a="1" a="2"'),
    "unknown encoding": lambda page: b'<?xml version="1.0" encoding="x-elastatus"?>' + page.split(b"?>")[-1], "UTF-7": lambda page: b'<?xml version="1.0" encoding="UTF-7"?>' + page.split(b"?>")[-1],
    "half of UTF-16": lambda page: page.split(b"?>")[-1].decode().encode("utf-16")[:-1], "letter that is none": _inside(b"<x>&#0;\xef\xbf\xbe</x\x00>"),
    "less-than in an attribute": _in_root(b'a="<"'), "ends in the middle of a name": lambda page: page[:-4],
}
#: These have a meaning, or are damage in one text that loses nothing else: the rows are found, or the answer is refused as a whole.
EITHER: dict[str, Spoil] = {
    "100,000 attributes": _in_root(b" ".join(b'a%d=""' % number for number in range(100_000))), "attribute of 4 MiB": _in_root(b'a="' + b"x" * (4 << 20) + b'"'),
    "name of 1 MiB": _inside(b"<" + b"x" * (1 << 20) + b"/>"), "comment of 8 MiB": _inside(b"<!--" + b" " * (8 << 20) + b"-->"), "instructions": _inside(b'<?php system("id"); ?><?xml-stylesheet href="http://127.0.0.1:9/"?>'),
    "10,000 namespaces": _in_root(b" ".join(b'xmlns:n%d="urn:%d"' % (number, number) for number in range(10_000))), "other namespace inside": _inside(b'<x xmlns="urn:other"><volumeSet/></x>'),
    "prefix that nobody declared": _inside(b"<who:knows/>"), "CDATA around ids": lambda page: page.replace(b"new-1", b"<![CDATA[new-1]]>"), "references around ids": lambda page: page.replace(b"new-1", b"&#110;ew&#x2d;1"),
    "with a byte order mark": lambda page: b"\xef\xbb\xbf" + page.lstrip(), "UTF-16": lambda page: page.split(b"?>")[-1].decode().encode("utf-16"),
    "prefix without a name": _inside(b"<:/>"), "broken UTF-8": _inside(b"<x>\xff\xfe\xc0\x80</x>"), "surrogates": _inside(b"<x>\xed\xa0\x80</x>"),
    "lines of the old Mac": lambda page: page.replace(b"\n", b"\r"), "text between elements": _inside(b"text &amp; more"), "64 KiB of spaces in a tag": lambda page: page.replace(b"</", b"</", 1)[:-1] + b" " * 65_536 + b">",
}


def cases() -> list[Case]:
    """Every document, in each protocol that speaks XML."""
    return [_case(kind, name, spoil, name in EITHER) for kind in XML for name, spoil in {**REFUSED, **EITHER}.items()]


def _case(kind: str, name: str, spoil: Spoil, may_be_read: bool) -> Case:
    @cache
    def body(account: str) -> bytes:
        return spoil(page_of(kind, [Row(name) for name in _IDS], None, account))

    def script(aws: object, call: Call) -> Reply:
        return Reply(200, body(call.account))

    assert KINDS[kind].protocol in ("ec2", "query", "rest-xml")
    expect = fails("error", "bad-response", or_fresh=frozenset(_IDS) if may_be_read else None)
    return Case("F36", f"{kind}, {name}", kind, script, (expect,), server="hostile")
