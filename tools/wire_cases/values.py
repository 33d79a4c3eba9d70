"""Scalars that are hard to get right, and shapes that botocore knows."""

import base64
from random import Random

TEXTS = ("abc", "", 'ü <&> "q"', "  sp  ", "line\nbreak", "日本", "a b/c", "*.example.com.")
TIMES = (
    "2026-11-20T13:37:00Z", "2026-11-20T13:37:00.120Z", "2026-11-20T13:37:00+01:00", "1700000000", "1700000000.25",
    "Fri, 20 Nov 2026 13:37:00 GMT",
)  # fmt: skip
INTEGERS = (0, 5, -3, 123456789012)
NUMBERS = (0.5, 3.0, -0.001, 12345.678)
BLOBS = (b"", b"\x00\xff", b"hello")

# Shapes may hold themselves: nothing is nested deeper.
DEPTH = 6
HEAD = ("header", "headers", "statusCode")


def scalar(shape, random: Random, times=TIMES):
    match shape.type_name:
        case "string" | "character":
            return random.choice(TEXTS)
        case "integer" | "long" | "biginteger":
            return random.choice(INTEGERS)
        case "float" | "double" | "bigdecimal":
            return random.choice(NUMBERS)
        case "boolean":
            return random.choice((True, False))
        case "timestamp":
            return random.choice(times)
        case "blob":
            return base64.b64encode(random.choice(BLOBS)).decode()
    raise ValueError(shape.type_name)


def count(depth: int, random: Random) -> int:
    return random.choice((0, 1, 2)) if depth < DEPTH else 0


def chosen_members(shape, depth: int, random: Random):
    """Some members of the body; exactly one of a union."""
    members = [(name, member) for name, member in shape.members.items() if not in_head(member)]
    if shape.metadata.get("union"):
        return [random.choice(members)]
    return [item for item in members if depth < DEPTH and random.random() > 0.25]


def in_head(shape) -> bool:
    return shape.serialization.get("location") in HEAD
