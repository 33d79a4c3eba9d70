"""The simulated AWS as one function of a request: identify, record, fail on demand, answer, correct."""

from __future__ import annotations

import logging
import threading
from collections import Counter
from typing import Any

from world import (
    control,
    corrections,
    corrections_ec2,
    corrections_edge,
    corrections_lambda,
    corrections_messaging,
    corrections_rds,
    corrections_s3,
    corrections_stores,
    filters,
    paging,
    patches,
    roles,
    signatures,
)
from world.backend import Backend
from world.calls import Call, identify
from world.chance import Chance
from world.edits import Edits
from world.errors import Answer, error
from world.faults import SPOILERS, Faults, Rule, refusal
from world.fixtures import Fixtures

#: Imported for what they register.
_REGISTERED = (
    corrections_ec2,
    corrections_edge,
    corrections_lambda,
    corrections_messaging,
    corrections_rds,
    corrections_s3,
    corrections_stores,
)


class World:
    """All state of one simulated AWS beside moto's own."""

    def __init__(self, seed: int = 42) -> None:
        self.backend = Backend()
        patches.apply()
        self.chance = Chance(seed)
        self.faults = Faults()
        self.fixtures = Fixtures()
        self.edits = Edits()
        self.roles = roles.Roles()
        self.signatures = signatures.Signatures()
        self._calls: Counter[tuple[str, str, str, str]] = Counter()
        self._lock = threading.Lock()

    def recorded(self) -> list[dict[str, Any]]:
        """How often each operation was called, by account and region."""
        names = ("service", "operation", "account", "region")
        with self._lock:
            return [dict(zip(names, key)) | {"count": count} for key, count in sorted(self._calls.items())]

    def forget_calls(self) -> None:
        """Counts from zero again."""
        with self._lock:
            self._calls.clear()

    def respond(self, environ: dict[str, Any]) -> Answer:
        """The answer to a request of any kind."""
        length = environ.get("CONTENT_LENGTH")
        body = (
            environ["wsgi.input"].read(int(length or 0))
            if not environ.get("wsgi.input_terminated")
            else (environ["wsgi.input"].read())
        )
        if environ.get("PATH_INFO", "").startswith("/-/world"):
            return control.answer(self, environ, body)
        call = identify(environ, body)
        return self.answer(call, environ, body) if call else self.backend.ask(environ, body)

    def answer(self, call: Call, environ: dict[str, Any], body: bytes) -> Answer:
        """The answer to an AWS call."""
        with self._lock:
            self._calls[call.service, call.operation, call.account, call.region] += 1
        if not (rule := self.faults.match(call)):
            return self._right_answer(call, environ, body)
        if refused := refusal(call, rule):
            return refused
        if rule.fault in ("hang", "slow"):
            self.faults.released.wait(rule.seconds)
        if rule.fault == "hang":
            return Answer(200, b" ", {"Content-Type": "text/xml"}, cut_after=0)
        return _spoiled(call, rule, self._right_answer(call, environ, body))

    def _right_answer(self, call: Call, environ: dict[str, Any], body: bytes) -> Answer:
        if refused := self.signatures.refusal(call, environ, body) or self.roles.refusal(call):
            return refused
        try:
            with self.chance.of(call):
                answer = self.fixtures.base(call) or self.backend.ask(environ, body)
        except NotImplementedError:
            said = f"The simulated AWS does not know {call.service}:{call.operation}."
            return error(call, 501, "NotImplemented", said)
        except Exception as problem:  # moto's own defects must not look like ours
            logging.getLogger(__name__).exception("%s:%s", call.service, call.operation)
            return error(call, 500, "InternalFailure", f"moto failed: {problem!r}")
        answer = corrections.corrected(call, answer)
        answer = filters.filtered(call, self.fixtures.joined(call, answer))
        answer = self.edits.applied(call, answer)
        self.signatures.learn(call, answer)
        return answer


def _spoiled(call: Call, rule: Rule, answer: Answer) -> Answer:
    """A right answer, spoiled."""
    assert rule.fault in SPOILERS
    half = len(answer.body) // 2
    match rule.fault:
        case "truncate":  # a whole HTTP message with half a document
            return Answer(answer.status, answer.body[:half], answer.headers)
        case "cut":  # the connection breaks in the middle
            return Answer(answer.status, answer.body, answer.headers, cut_after=half)
        case "endless" | "loop":
            return paging.endless(call, answer, loop=rule.fault == "loop")
    return answer
