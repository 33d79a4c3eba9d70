"""F2: credentials that are missing, wrong, of another account, or switched off."""

from __future__ import annotations

from typing import Any

from faulty.aws import ScriptedAWS
from faulty.case import Account, Case, fails
from faulty.wire import KINDS, Call, Reply, error, identity

SIGNATURES = {"function": (403, "InvalidSignatureException"), "group": (403, "SignatureDoesNotMatch"), "table": (400, "InvalidSignatureException"), "zone": (403, "IncompleteSignature")}


_PRINTS = '/bin/echo \'{"Version": VERSION, "AccessKeyId": "{key}", "SecretAccessKey": "{canary}/printed"}\''
#: Programs that are to print credentials: what they say holds secrets, which nobody may repeat.
PROGRAMS = {
    "a program that prints no JSON": "/bin/echo SecretAccessKey={canary}/printed",
    "a program that prints another version": _PRINTS.replace("VERSION", "2"),
    "a program that complains": "/bin/sh -c 'echo token={canary}/said >&2; exit 3'",
}


def cases() -> list[Case]:
    """What never worked, and what stops working."""
    missing, invalid = fails("error", "cred-missing"), fails("error", "cred-invalid")
    made = [
        _never("no such profile", "volume", missing, source="elsewhere", config={"profile": "nobody"}),
        _never("profile without keys", "group", missing, source="profile", profile={"aws_access_key_id": "", "aws_secret_access_key": ""}),
        _never("profile without the secret", "table", missing, source="profile", profile={"aws_secret_access_key": ""}),
        _never("another account's keys", "volume", fails("error", "account-mismatch"), config={"account_id": "'999999999999'"}),
        _never("another account's role", "function", fails("error", "account-mismatch"), config={"account_id": "'{number}'"}, source="role", setup=_other),
        _never("the role may not be assumed", "group", fails("denied", "denied", action="sts:AssumeRole"), source="role", setup=_no_role),
    ]
    for name, program in PROGRAMS.items():
        nothing = {"aws_access_key_id": "", "aws_secret_access_key": ""}
        made.append(_never(name, "table", missing, source="profile", profile=nothing | {"credential_process": program}))
    good = {"aws_access_key_id": "", "aws_secret_access_key": "", "credential_process": _PRINTS.replace("VERSION", "1")}
    made.append(
        Case("F2", "group, a program's key is switched off", "group", None, (invalid,), alone=True, strike=_switch_off, heal=_switch_on, source="profile", profile=good)
    )
    for kind in ("volume", "log-group", "zone", "function"):
        made.append(_never("a key that AWS does not know", kind, invalid, setup=_forget))
    for kind in SIGNATURES:
        made.append(Case("F2", f"{kind}, the signature is refused", kind, _refused(kind), (invalid,)))
    for kind in ("volume", "table"):
        made.append(Case("F2", f"{kind}, the key is switched off", kind, None, (invalid,), alone=True, strike=_switch_off, heal=_switch_on))
    return made


def _never(name: str, kind: str, expect: Any, **more: Any) -> Case:
    return Case("F2", f"{kind}, {name}", kind, None, (expect,), alone=True, never_good=True, **more)


def _forget(aws: ScriptedAWS, account: Account) -> None:
    del aws.keys[account.key]


def _other(aws: ScriptedAWS, account: Account) -> None:
    aws.standing[account.number, "GetCallerIdentity"] = lambda aws, call: Reply(200, identity("888888888888"))


def _switch_off(stage: Any, account: Account) -> None:
    del stage.aws.keys[account.key]


def _switch_on(stage: Any, account: Account) -> None:
    stage.aws.keys[account.key] = account.number


def _no_role(aws: ScriptedAWS, account: Account) -> None:
    said = f"User: arn:aws:iam::{account.number}:user/elastatus is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::{account.number}:role/elastatus"
    aws.standing[account.number, "AssumeRole"] = lambda aws, call: error("", 403, "AccessDenied", said)


def _refused(kind: str):  # noqa: ANN202
    status, code = SIGNATURES[kind]

    def script(aws: ScriptedAWS, call: Call) -> Reply:
        # AWS quotes the request: nothing of it may be shown.
        quoted = f"The Canonical String for this request should have been 'POST / x-amz-security-token:{aws.canary}/quoted'"
        return error(kind, status, code, f"The request signature we calculated does not match. {quoted}")

    return script


assert set(SIGNATURES) <= set(KINDS)
