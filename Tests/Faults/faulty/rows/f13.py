"""F13: answers larger than life."""

from __future__ import annotations

import gzip

from faulty.aws import ScriptedAWS
from faulty.case import Case, fails, works
from faulty.wire import KINDS, Call, Reply, page_of, rows_of

MANY = 10_000
#: Over the 32 MiB that a body may have.
TOO_MUCH = 40 << 20
FAR_TOO_MUCH = 100 << 20


def cases() -> list[Case]:
    """Pages of ten thousand rows, bodies over the cap, and small ones that are large inside."""
    made = []
    for kind in ("volume", "log-group", "function", "table"):
        case = Case("F13", f"{kind}, {MANY} rows on a page", kind, server="large")
        case.setup, case.expects = _many(case), (works(),)
        made.append(case)
    for kind, around, size in (
        ("group", b"<x>%s</x>", TOO_MUCH), ("zone", b"<x>%s</x>", TOO_MUCH), ("volume", b"<x>%s</x>", FAR_TOO_MUCH), ("table", b'{"x": "%s"}', FAR_TOO_MUCH),
    ):
        body = around % (b" " * size)
        reply = Reply(200, body)
        if kind in ("zone", "table"):
            reply = Reply(200, gzip.compress(body, 1), {"Content-Encoding": "gzip"})
        made.append(Case("F13", f"{kind}, {size >> 20} MiB", kind, lambda aws, call, reply=reply: reply, (fails("error", "bad-response"),), server="large"))
    return made


def _many(case: Case):  # noqa: ANN202
    def setup(aws: ScriptedAWS, account) -> None:  # noqa: ANN001
        ids = [row.id for row in rows_of(account.number, case.kind, MANY)]
        body = page_of(case.kind, rows_of(account.number, case.kind, MANY), None, account.number)

        def script(aws: ScriptedAWS, call: Call) -> Reply:
            return Reply(200, body)

        aws.scripts[account.number, KINDS[case.kind].operation] = script
        case.expects = (works(*ids),)

    return setup
