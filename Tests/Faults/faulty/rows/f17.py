"""F17: rows that are missing in one of three answers, as AWS's lists are consistent only in the end."""

from __future__ import annotations

from faulty.aws import ScriptedAWS
from faulty.case import Account, Case, fails, works
from faulty.wire import Call, Reply, page_of, rows_of

ROWS = 24


def cases() -> list[Case]:
    """One row: what the answer says is shown, and it comes back as it was. Most rows: they stay."""
    return [_case(kind, missing) for kind in ("volume", "table", "function") for missing in (1, 20)]


def _case(kind: str, missing: int) -> Case:
    case = Case("F17", f"{kind}, {missing} of {ROWS} missing in the second of three", kind, server="held")

    def script(aws: ScriptedAWS, call: Call) -> Reply:
        rows = rows_of(call.account, kind, ROWS)
        return Reply(200, page_of(kind, rows[missing:] if aws.scan == 2 else rows, None, call.account))

    def setup(aws: ScriptedAWS, account: Account) -> None:
        rows = aws.contents[account.number, kind] = rows_of(account.number, kind, ROWS)
        rest = works(*(row.id for row in rows[missing:]))
        case.expects = (works(), rest if missing == 1 else fails("held", "paused"), works())

    case.script, case.setup, case.expects = script, setup, (works(), works(), works())
    return case
