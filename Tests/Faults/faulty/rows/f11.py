"""F11: pages that go in a circle, on for ever, or nowhere."""

from __future__ import annotations

from collections.abc import Callable

from faulty.aws import ScriptedAWS
from faulty.case import Case, Expect, fails, works
from faulty.wire import KINDS, Call, Reply, Row, page_of

_CIRCLE = fails("error", "bad-response")
#: An answer without end costs time, too: whichever limit is met first.
_ENDLESS = fails("error", "bad-response", "timeout")


def cases() -> list[Case]:
    """Twenty ways over all kinds."""
    made = []
    for kind in KINDS:
        made.append(_case(kind, "A, A", lambda call: "p1"))
        made.append(_case(kind, "A, B, A", lambda call: f"p{1 + call.attempt % 2}" if call.token else "p1"))
    for kind in ("volume", "table"):
        made.append(_case(kind, "ever new tokens, empty pages", lambda call: f"p{call.page + 1}", _ENDLESS, rows=0))
        made.append(_case(kind, "ever new tokens, the same rows", lambda call: f"p{call.page + 1}", _ENDLESS))
    made.append(_case("group", "token of 100 KB", lambda call: "t" * 100_000))
    made.append(_case("log-group", "token of 100 KB", lambda call: "t" * 100_000))
    made.append(_case("function", "five empty pages, then the rows", lambda call: f"p{call.page + 1}" if call.page < 5 else None, works(), rows=0))
    made.append(Case("F11", "zone, more but no token", "zone", _lost_marker, (_CIRCLE,)))
    return made


def _case(kind: str, name: str, token: Callable[[Call], str | None], expect: Expect = _CIRCLE, rows: int = 3) -> Case:
    def script(aws: ScriptedAWS, call: Call) -> Reply | None:
        following = token(call)
        if following is None:
            return Reply(200, page_of(kind, aws.rows(call.account, kind), None, call.account))
        own = aws.rows(call.account, kind)[:rows]
        return Reply(200, page_of(kind, own, following, call.account))

    return Case("F11", f"{kind}, {name}", kind, script, (expect,))


def _lost_marker(aws: ScriptedAWS, call: Call) -> Reply:
    page = page_of("zone", [Row("Z1")], None, call.account)
    return Reply(200, page.replace(b"<IsTruncated>false", b"<IsTruncated>true"))
