"""F8: answers cut at every sixteenth, in four ways."""

from __future__ import annotations

from faulty.aws import ScriptedAWS, zipped
from faulty.case import Case, fails
from faulty.wire import KINDS, Call, Reply

WAYS = ("connection ends", "length of the part", "chunk ends", "gzip ends")


def cases() -> list[Case]:
    """Sixteen places of the second page for each way; the pages before it were whole."""
    made = []
    for way in WAYS:
        for sixteenth in range(16):
            kind = tuple(KINDS)[len(made) % len(KINDS)]
            made.append(
                Case("F8", f"{kind}, {way} at {sixteenth}/16", kind, _cut(way, sixteenth), (fails("error", "bad-response"),), setup=_pages(kind))
            )
    return made


def _pages(kind: str):  # noqa: ANN202
    def setup(aws: ScriptedAWS, account) -> None:  # noqa: ANN001
        aws.pages[account.number, kind] = 3

    return setup


def _cut(way: str, sixteenth: int):  # noqa: ANN202
    def script(aws: ScriptedAWS, call: Call) -> Reply | None:
        if call.page != 1:
            return None
        page = aws.page(call)
        at = len(page) * sixteenth // 16
        if way == "connection ends":
            return Reply(200, page, cut=at)
        if way == "length of the part":
            return Reply(200, page[:at])
        if way == "chunk ends":
            return Reply(200, page, framing="chunked", cut=at)
        reply = zipped(page)
        return Reply(200, reply.body[: max(1, len(reply.body) * sixteenth // 16)], reply.headers)

    return script
