"""F15: most of the rows are gone from one answer."""

from __future__ import annotations

from faulty.aws import ScriptedAWS
from faulty.case import Account, Case, Expect, fails, works
from faulty.wire import Call, Reply, page_of, rows_of

ROWS = 24
_HELD = fails("held", "paused")


def cases() -> list[Case]:
    """Nothing or a tenth is left: the second answer agrees, or it does not."""
    made = []
    for number, kind in enumerate(("volume", "group", "table", "log-group", "function")):
        left = (0, 2)[number % 2]
        made.append(_case(kind, f"{left} of {ROWS} twice", (left, left), left))
        made.append(_case(kind, f"{left} of {ROWS} once", (left, ROWS), ROWS))
    return made


def _case(kind: str, name: str, counts: tuple[int, int], final: int) -> Case:
    case = Case("F15", f"{kind}, {name}", kind, server="held")

    def script(aws: ScriptedAWS, call: Call) -> Reply:
        count = counts[min(max(aws.scan, 1), 2) - 1]
        return Reply(200, page_of(kind, rows_of(call.account, kind, count), None, call.account))

    def setup(aws: ScriptedAWS, account: Account) -> None:
        aws.contents[account.number, kind] = rows_of(account.number, kind, ROWS)
        left = [row.id for row in rows_of(account.number, kind, final)]
        case.expects = (_HELD, works(*left) if left else Expect(frozenset({"fresh"}), rows=frozenset()))

    case.script, case.setup, case.expects = script, setup, (_HELD, works())
    return case


