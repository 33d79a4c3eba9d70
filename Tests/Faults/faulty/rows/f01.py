"""F1: credentials that end in the middle of the pages."""

from __future__ import annotations

from typing import Any

from faulty.aws import ScriptedAWS
from faulty.case import Account, Case, fails, works
from faulty.wire import KINDS, Call, Reply, error, rows_of

CODES = {"ec2": "RequestExpired", "query": "ExpiredToken", "json": "ExpiredTokenException", "rest-xml": "ExpiredToken", "rest-json": "ExpiredTokenException"}
ROWS, PAGES = 6, 3


def cases() -> list[Case]:
    """Keys that nobody can renew at two pages; roles and profiles that have new ones."""
    made = []
    for kind in KINDS:
        for page in (0, 1):
            made.append(Case("F1", f"{kind}, keys end at page {page}", kind, _over(kind, page), (fails("error", "cred-expired"),), setup=_pages(kind)))
        for source in ("role", "profile"):
            # Three pages, and the second once more: what was read before the end is not asked for again.
            made.append(
                Case(
                    "F1", f"{kind}, {source} renewed at page 1", kind, _rotated(kind), (works(calls=PAGES + 1),), setup=_pages(kind), alone=True,
                    source=source, strike=_rotate if source == "profile" else None,
                )
            )
    return made


def _pages(kind: str):  # noqa: ANN202
    def setup(aws: ScriptedAWS, account: Account) -> None:
        aws.pages[account.number, kind] = PAGES
        aws.contents[account.number, kind] = rows_of(account.number, kind, ROWS)

    return setup


def _ended(kind: str) -> Reply:
    return error(kind, 400, CODES[KINDS[kind].protocol], "The security token included in the request is expired")


def _over(kind: str, page: int):  # noqa: ANN202
    return lambda aws, call: _ended(kind) if call.page >= page else None


def _rotated(kind: str):  # noqa: ANN202
    ended: set[str] = set()

    def script(aws: ScriptedAWS, call: Call) -> Reply | None:
        if call.page == 1 and not ended:
            ended.add(call.key)
        return _ended(kind) if call.key in ended else None

    return script


def _rotate(stage: Any, account: Account) -> None:
    """The profile has new keys, as a tool of the company wrote them."""
    key = account.key.replace("AKIA", "ASIA")
    stage.aws.keys[key] = account.number
    stage.profiles[account.name] |= {
        "aws_access_key_id": key, "aws_secret_access_key": f"{stage.canary}/rotated/{account.number}",
        "aws_session_token": f"{stage.canary}/rotated-token/{account.number}",
    }
    stage.write_profiles()
