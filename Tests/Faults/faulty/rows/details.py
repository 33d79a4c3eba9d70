"""What fails beside the list: calls for one row, for the rows of one parent, for the tags of all rows. Counted in the row of what fails."""

from __future__ import annotations

from collections.abc import Callable

from faulty.aws import ScriptedAWS
from faulty.case import Case, Expect, fails
from faulty.wire import Call, Reply, detail_of, error, rows_of

#: What the attributes of a queue tell; without them they are unknown.
ATTRIBUTES = frozenset({"created_at", "visible", "problems"})

Script = Callable[[ScriptedAWS, Call], Reply | None]


def _failures(kind: str) -> dict[str, tuple[str, Script, str]]:
    """By name: the row of the matrix, what is answered, and the code that it is."""
    return {
        "denied": ("F3", lambda aws, call: error(kind, 403, "AccessDenied" if kind == "record" else "AccessDeniedException", "no"), "denied"),
        "throttled": ("F7", lambda aws, call: error(kind, 400, "ThrottlingException", "Rate exceeded"), "throttled"),
        "cut": ("F8", lambda aws, call: Reply(200, detail_of(call), cut=60), "bad-response"),
        "a portal": ("F9", lambda aws, call: Reply(200, b"<html><body>Log in</body></html>"), "bad-response"),
        "empty": ("F9", lambda aws, call: Reply(200), "bad-response"),
        "an error of its own": ("F9", lambda aws, call: error(kind, 500, "InternalFailure", "no"), "service-error"),
    }


def cases() -> list[Case]:
    """Each failure of the records of one zone, of the attributes of one queue and of all, and of the tags."""
    made = []
    for name, (row, script, code) in _failures("record").items():
        expect = Expect(frozenset({"fresh"}), ignored=frozenset({"kept"}), partial="parents")
        made.append(_case(row, f"record, records of one zone: {name}", "record", "ListResourceRecordSets", _only(script, "zone"), expect))
    for name, (row, script, code) in _failures("queue").items():
        some = Expect(frozenset({"fresh"}), ignored=ATTRIBUTES, partial="rows")
        made.append(_case(row, f"queue, attributes of one queue: {name}", "queue", "GetQueueAttributes", _only(script, "queue"), some))
        made.append(_case(row, f"queue, attributes of all queues: {name}", "queue", "GetQueueAttributes", script, some))
        tags = fails("fresh", code, ignored=frozenset({"problems"}), partial="rows")
        made.append(_case(row, f"queue, tags: {name}", "queue", "GetResources", script, tags))
    return made


def _case(row: str, name: str, kind: str, operation: str, script: Script, expect: Expect) -> Case:
    return Case(row, name, kind, script, (expect,), operation, server="details")


def _only(script: Script, what: str) -> Script:
    def one(aws: ScriptedAWS, call: Call) -> Reply | None:
        first = rows_of(call.account, what, 1)[0].id
        return script(aws, call) if first in call.parameters.get("path", "") + str(call.parameters.get("QueueUrl", "")) else None

    return one
