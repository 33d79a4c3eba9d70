"""Every case, by row."""

from __future__ import annotations

from faulty.case import Case
from faulty.rows import details, f01, f02, f03, f04, f05, f06, f07, f08, f09, f10, f11, f12, f13, f14, f15, f16, f17, f36, f37, f66

ROWS = (f01, f02, f03, f04, f05, f06, f07, f08, f09, f10, f11, f12, f13, f14, f15, f16, f17, f36, f37, f66, details)


def cases() -> list[Case]:
    """All of them, anew."""
    return [case for row in ROWS for case in row.cases()]


def environment(server: str) -> dict[str, str]:
    """The variables that a server needs besides its own."""
    return f10.environment(server)
