"""As much of CBOR (RFC 8949) as smithy-rpc-v2-cbor needs: what newer botocore speaks to CloudWatch and tagging."""

from __future__ import annotations

import struct
from typing import Any


class Tagged:
    """A tagged value; 1 is a time in seconds."""

    def __init__(self, tag: int, value: Any) -> None:
        self.tag = tag
        self.value = value


def decode(data: bytes) -> Any:
    """The value that `data` holds. Raises ValueError where it is not CBOR."""
    try:
        return _Reader(data).value()
    except (IndexError, struct.error, UnicodeDecodeError) as problem:
        raise ValueError(f"not CBOR: {problem}") from problem


class _Reader:
    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def _take(self, count: int) -> bytes:
        taken = self._data[self._at : self._at + count]
        if len(taken) < count:
            raise IndexError("cut short")
        self._at += count
        return taken

    def value(self) -> Any:
        initial = self._take(1)[0]
        major, info = initial >> 5, initial & 31
        if major == 7:
            return self._simple(info)
        if info == 31:
            return self._indefinite(major)
        size = info if info < 24 else int.from_bytes(self._take(1 << (info - 24)), "big")
        match major:
            case 0:
                return size
            case 1:
                return -1 - size
            case 2:
                return self._take(size)
            case 3:
                return self._take(size).decode()
            case 4:
                return [self.value() for _ in range(size)]
            case 5:
                return {self.value(): self.value() for _ in range(size)}
        return Tagged(size, self.value())

    def _simple(self, info: int) -> Any:
        match info:
            case 20 | 21:
                return info == 21
            case 22 | 23:
                return None
            case 25 | 26 | 27:
                kind = {25: ">e", 26: ">f", 27: ">d"}[info]
                return struct.unpack(kind, self._take(struct.calcsize(kind)))[0]
        raise ValueError(f"not CBOR: simple value {info}")

    def _indefinite(self, major: int) -> Any:
        items = []
        while self._data[self._at] != 0xFF:
            items.append(self.value())
        self._at += 1
        match major:
            case 2:
                return b"".join(items)
            case 3:
                return "".join(items)
            case 4:
                return items
            case 5:
                return dict(zip(items[::2], items[1::2]))
        raise ValueError(f"not CBOR: indefinite length of {major}")


def encode(value: Any) -> bytes:
    """`value` as CBOR."""
    match value:
        case None:
            return b"\xf6"
        case bool():
            return b"\xf5" if value else b"\xf4"
        case int():
            return _head(0, value) if value >= 0 else _head(1, -1 - value)
        case float():
            return b"\xfb" + struct.pack(">d", value)
        case bytes():
            return _head(2, len(value)) + value
        case str():
            return _head(3, len(value.encode())) + value.encode()
        case list():
            return _head(4, len(value)) + b"".join(map(encode, value))
        case dict():
            return _head(5, len(value)) + b"".join(encode(key) + encode(item) for key, item in value.items())
        case Tagged():
            return _head(6, value.tag) + encode(value.value)
    raise TypeError(f"no CBOR for {type(value)}")


def _head(major: int, size: int) -> bytes:
    if size < 24:
        return bytes([major << 5 | size])
    for info, width in ((24, 1), (25, 2), (26, 4), (27, 8)):
        if size < 1 << (8 * width):
            return bytes([major << 5 | info]) + size.to_bytes(width, "big")
    raise ValueError("too large for CBOR")
