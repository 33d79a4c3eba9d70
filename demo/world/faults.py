"""Faults on demand: which calls fail, and how.

A rule is a JSON object: `account`, `region`, `service` and `operation` (each a pattern such as `Describe*`,
all by default), `fault` (a name of `FAULTS`), and optionally `times` (that many calls, then no more),
`seconds` (for `hang` and `slow`) and `message`. The first rule that matches a call counts.
"""

from __future__ import annotations

import threading
from dataclasses import asdict, dataclass, field
from fnmatch import fnmatchcase
from typing import Any

from world.calls import Call
from world.errors import Answer, error

#: Faults that answer at once, without asking the world.
REFUSALS = ("deny", "throttle", "disable", "opt-in", "bad-signature", "error", "garbage", "empty")
#: Faults that spoil or delay the right answer.
SPOILERS = ("hang", "slow", "truncate", "cut", "endless", "loop")
FAULTS = REFUSALS + SPOILERS


@dataclass
class Rule:
    """One fault for the calls that its patterns match."""

    fault: str
    account: str = "*"
    region: str = "*"
    service: str = "*"
    operation: str = "*"
    #: How many more calls it hits; None is every one.
    times: int | None = None
    seconds: float = 3600.0
    message: str = ""
    hits: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        if self.fault not in FAULTS:
            raise ValueError(f"unknown fault {self.fault!r}, one of: {', '.join(FAULTS)}")

    def matches(self, call: Call) -> bool:
        """Whether the rule is about `call` and not used up."""
        if self.times is not None and self.hits >= self.times:
            return False
        return all(
            fnmatchcase(getattr(call, name), str(getattr(self, name)))
            for name in ("account", "region", "service", "operation")
        )


class Faults:
    """The rules in force. Safe to use from the server's threads."""

    def __init__(self) -> None:
        self._rules: list[Rule] = []
        self._lock = threading.Lock()
        #: Set when hanging calls shall end: at a change of rules and at the end of the server.
        self.released = threading.Event()

    def add(self, rules: list[dict[str, Any]]) -> None:
        """Appends rules. Raises TypeError or ValueError for a bad one, and then adds none."""
        made = [Rule(**rule) for rule in rules]
        with self._lock:
            self._rules += made

    def clear(self) -> None:
        """Ends every fault, those calls included that hang now."""
        with self._lock:
            self._rules = []
        self.released.set()
        self.released = threading.Event()

    def listed(self) -> list[dict[str, Any]]:
        """The rules with how often each has hit."""
        with self._lock:
            return [asdict(rule) for rule in self._rules]

    def match(self, call: Call) -> Rule | None:
        """The rule that hits `call`, counted."""
        with self._lock:
            for rule in self._rules:
                if rule.matches(call):
                    rule.hits += 1
                    return rule
        return None


def refusal(call: Call, rule: Rule) -> Answer | None:
    """The answer of a fault that needs no right answer first."""
    match rule.fault:
        case "deny":
            return denied(call)
        case "throttle":
            return _throttled(call)
        case "disable":
            return unknown_key(call)
        case "opt-in":
            return error(call, 403, "OptInRequired", "The AWS Access Key Id needs a subscription for the service")
        case "bad-signature":
            return bad_signature(call)
        case "error":
            return error(
                call, 500, "InternalFailure", rule.message or "We encountered an internal error. Please try again."
            )
        case "garbage":
            return Answer(200, b'\x00\xff<<<{"this is no answer\x1b[31m' * 40, {"Content-Type": "text/xml"})
        case "empty":
            return Answer(200, b"", {"Content-Type": "text/xml"})
    return None


def principal(call: Call) -> str:
    """Who makes the call, as an ARN."""
    return f"arn:aws:sts::{call.account}:assumed-role/elastatus/elastatus"


def action(call: Call) -> str:
    """The IAM action of a call (where it is not the operation's name, the world's faults do not care)."""
    if call.service in ("apigateway", "apigatewayv2"):
        return "apigateway:GET"
    prefixes = {
        "efs": "elasticfilesystem",
        "elb": "elasticloadbalancing",
        "elbv2": "elasticloadbalancing",
        "opensearch": "es",
        "resourcegroupstaggingapi": "tag",
    }
    return f"{prefixes.get(call.service, call.service)}:{call.operation}"


def denied(call: Call) -> Answer:
    """The refusal of a call that no policy allows."""
    wanted = action(call)
    said = (
        f"User: {principal(call)} is not authorized to perform: {wanted}{_resource(call)} "
        f"because no identity-based policy allows the {wanted} action"
    )
    if call.protocol == "ec2":
        return error(call, 403, "UnauthorizedOperation", f"You are not authorized to perform this operation. {said}")
    if call.protocol in ("json", "rest-json", "cbor"):
        return error(call, 400, "AccessDeniedException", said)
    code = "AuthorizationError" if call.service == "sns" else "AccessDenied"
    return error(call, 403, code, said)


def _resource(call: Call) -> str:
    """The part of a refusal that names the resource, for services that do."""
    shapes = {
        "dynamodb": "table/*",
        "elasticache": "replicationgroup:*",
        "rds": "db:*",
        "redshift": "cluster:*",
        "cloudformation": "stack/*/*",
        "sns": "*",
        "sqs": "*",
    }
    shape = shapes.get(call.service)
    return f" on resource: arn:aws:{call.service}:{call.region}:{call.account}:{shape}" if shape else ""


def _throttled(call: Call) -> Answer:
    if call.protocol == "ec2":
        return error(call, 503, "RequestLimitExceeded", "Request limit exceeded.")
    if call.protocol in ("json", "rest-json", "cbor"):
        return error(call, 400, "ThrottlingException", "Rate exceeded")
    return error(call, 400, "Throttling", "Rate exceeded")


def unknown_key(call: Call) -> Answer:
    """What a region that is not enabled, or a key that does not exist, looks like from outside."""
    if call.protocol == "ec2":
        return error(call, 401, "AuthFailure", "AWS was not able to validate the provided access credentials")
    if call.protocol in ("json", "rest-json", "cbor"):
        return error(call, 400, "UnrecognizedClientException", "The security token included in the request is invalid.")
    return error(call, 403, "InvalidClientTokenId", "The security token included in the request is invalid.")


def bad_signature(call: Call) -> Answer:
    """The refusal of a call that is signed wrong."""
    if call.protocol == "ec2":
        return error(call, 401, "AuthFailure", "AWS was not able to validate the provided access credentials")
    said = (
        "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access "
        "Key and signing method. Consult the service documentation for details."
    )
    if call.protocol in ("json", "rest-json", "cbor"):
        return error(call, 400, "InvalidSignatureException", said)
    return error(call, 403, "SignatureDoesNotMatch", said)
