"""F16: the tags are gone from an answer whose rows are all there."""

from __future__ import annotations

from faulty.aws import ScriptedAWS
from faulty.case import Account, Case, fails, works
from faulty.wire import Call, Reply, Row, page_of, rows_of

ROWS = 24


def cases() -> list[Case]:
    """The second answer agrees, or it does not."""
    return [_case(kind, is_true) for kind in ("volume", "group") for is_true in (True, False)]


def _case(kind: str, is_true: bool) -> Case:
    case = Case("F16", f"{kind}, tags gone {'for good' if is_true else 'once'}", kind, server="held")

    def script(aws: ScriptedAWS, call: Call) -> Reply:
        rows = rows_of(call.account, kind, ROWS)
        if is_true or aws.scan < 2:
            rows = [Row(row.id) for row in rows]
        return Reply(200, page_of(kind, rows, None, call.account))

    def setup(aws: ScriptedAWS, account: Account) -> None:
        rows = aws.contents[account.number, kind] = rows_of(account.number, kind, ROWS)
        # Where the name is a tag, too, the id takes its place.
        bare = {"tags": {}, "env": None}
        changed = {row.id: bare | ({"name": row.id} if kind == "volume" else {}) for row in rows} if is_true else {}
        case.expects = (fails("held", "paused", says=("tags",)), works(changed=changed))

    case.script, case.setup, case.expects = script, setup, (fails("held", "paused"), works())
    return case
