"""F14: clocks that differ from AWS's, from the start and suddenly."""

from __future__ import annotations

from typing import Any

from faulty.aws import ScriptedAWS
from faulty.case import Account, Case, works
from faulty.wire import KINDS

#: Seconds by which AWS's clock is ahead, before and after it jumps.
JUMPS = (
    (360, -360), (-360, 360), (3600, 0), (-3600, 0), (0, 3600), (0, -3600), (86_400, -86_400), (-86_400, 86_400), (0, 299), (0, -299),
    (31_536_000, 0), (-31_536_000, 0), (0, 31_536_000), (0, -31_536_000), (240, 301), (-301, -240),
)


def cases() -> list[Case]:
    """Each with an endpoint of its own: what is learnt of a clock is learnt by endpoint."""
    return [_case(tuple(KINDS)[number % len(KINDS)], before, after) for number, (before, after) in enumerate(JUMPS)]


def _case(kind: str, before: int, after: int) -> Case:
    def setup(aws: ScriptedAWS, account: Account) -> None:
        aws.ahead[account.number] = before

    def strike(stage: Any, account: Account) -> None:
        stage.aws.ahead[account.number] = after

    return Case(
        "F14", f"{kind}, {before} s ahead, then {after} s", kind, None, (works(calls=3),), setup=setup, strike=strike, alone=True, server="network",
        endpoint="http://{host}", whole=True,
    )
