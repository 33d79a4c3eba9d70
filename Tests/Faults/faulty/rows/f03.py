"""F3: access denied, in the words of every service style and every type of policy."""

from __future__ import annotations

from base64 import b64encode
from typing import Any

from faulty.aws import ScriptedAWS
from faulty.case import Case, fails
from faulty.wire import KINDS, Call, Reply, error

#: How AWS says which policy it was ("Troubleshoot access denied error messages", IAM User Guide).
REASONS: dict[str, tuple[str, dict[str, Any]]] = {
    "identity-implicit": ("because no identity-based policy allows the {action} action", {"policy": "identity", "explicit": False}),
    "identity-explicit": ("with an explicit deny in an identity-based policy", {"policy": "identity", "explicit": True}),
    "scp-implicit": ("because no service control policy allows the {action} action", {"policy": "service-control", "explicit": False}),
    "scp-explicit": ("with an explicit deny in a service control policy", {"policy": "service-control", "explicit": True}),
    "rcp-explicit": ("with an explicit deny in a resource control policy", {"policy": "resource-control", "explicit": True}),
    "boundary-implicit": ("because no permissions boundary allows the {action} action", {"policy": "permissions-boundary", "explicit": False}),
    "boundary-explicit": ("with an explicit deny in a permissions boundary", {"policy": "permissions-boundary", "explicit": True}),
    "session-implicit": ("because no session policy allows the {action} action", {"policy": "session", "explicit": False}),
    "session-explicit": ("with an explicit deny in a session policy", {"policy": "session", "explicit": True}),
    "endpoint-implicit": ("because no VPC endpoint policy allows the {action} action", {"policy": "vpc-endpoint", "explicit": False}),
    "endpoint-explicit": ("with an explicit deny in a VPC endpoint policy", {"policy": "vpc-endpoint", "explicit": True}),
    "resource-implicit": ("because no resource-based policy allows the {action} action", {"policy": "resource", "explicit": False}),
    "resource-explicit": ("with an explicit deny in a resource-based policy", {"policy": "resource", "explicit": True}),
    "explicit-of-nobody": ("with an explicit deny", {}),
    "no-reason": ("", {}),
    "not-even-an-action": ("", {}),
}
#: The codes and statuses of the protocols; the last is that of some older services.
CODES = {
    "ec2": [(403, "UnauthorizedOperation")], "query": [(403, "AccessDenied"), (403, "AuthorizationError")],
    "json": [(400, "AccessDeniedException"), (400, "UnauthorizedException")],
    "rest-xml": [(403, "AccessDenied")], "rest-json": [(403, "AccessDeniedException"), (403, "NotAuthorizedException")],
}


def cases() -> list[Case]:
    """Ten reasons for each kind, all reasons over the kinds."""
    made = []
    names = list(REASONS)
    for place, kind in enumerate(KINDS.values()):
        for number in range(10):
            made.append(_case(kind.name, names[(place * 10 + number) % len(names)], number))
    return made


def _case(kind: str, reason: str, number: int) -> Case:
    facts = KINDS[kind]
    codes = CODES[facts.protocol]
    status, code = codes[number % len(codes)]
    words, denied_by = REASONS[reason]

    def script(aws: ScriptedAWS, call: Call) -> Reply:
        who = f"arn:aws:sts::{call.account}:assumed-role/elastatus/elastatus"
        said = f"User: {who} is not authorized to perform: {facts.action} on resource: * {words.format(action=facts.action)}".strip()
        if reason == "not-even-an-action":
            said = "Access Denied"
        if facts.protocol == "ec2":
            said = f"You are not authorized to perform this operation. {said}" if reason != "not-even-an-action" else "You are not authorized to perform this operation."
            if number % 2:
                said += f" Encoded authorization failure message: {b64encode(bytes(range(256)) * 2).decode()}"
        return error(kind, status, code, said)

    return Case("F3", f"{kind}, {code}, {reason}", kind, script, (fails("denied", "denied", action=facts.action, denied_by=denied_by, calls=1),))
