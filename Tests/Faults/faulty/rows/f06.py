"""F6: endpoints that are slow, in honest ways and in others."""

from __future__ import annotations

from faulty.case import Case, Expect, fails, works
from faulty.proxy import Toxic

#: Slower than the deadlines of the stage, or not.
WAYS: dict[str, tuple[Toxic, Expect]] = {
    "half a second late": (Toxic("latency", 0.5, jitter=0.3), works()),
    "a minute late": (Toxic("latency", 60), fails("error", "timeout")),
    "10 bytes a second": (Toxic("bandwidth", amount=10), fails("error", "timeout")),
    "in slices of 40 bytes": (Toxic("slicer", 0.001, 40), works()),
    "in slices of 5 bytes, each late": (Toxic("slicer", 0.5, 5), fails("error", "timeout")),
    "slow to close": (Toxic("slow_close", 2), works()),
    "cut after 100 bytes": (Toxic("limit_data", amount=100), fails("error", "bad-response", "unreachable")),
    "cut after 400 bytes": (Toxic("limit_data", amount=400), fails("error", "bad-response", "unreachable")),
}


def cases() -> list[Case]:
    """Each way for two kinds."""
    return [
        Case("F6", f"{kind}, {name}", kind, None, (expect,), toxic=toxic, server="network")
        for number, (name, (toxic, expect)) in enumerate(WAYS.items())
        for kind in (("volume", "table"), ("group", "function"), ("zone", "log-group"))[number % 3]
    ]
