"""Roles that may be assumed, and the external ids they ask for."""

from __future__ import annotations

import threading

from world.calls import Call
from world.errors import Answer, error


class Roles:
    """The roles that trust; while none is named, every role trusts everybody. Safe to use from threads."""

    def __init__(self) -> None:
        self._external_ids: dict[str, str | None] = {}
        self._lock = threading.Lock()

    def add(self, roles: dict[str, str | None]) -> None:
        """Names roles by ARN, with the external id that each asks for (None: asks for none)."""
        with self._lock:
            self._external_ids |= roles

    def clear(self) -> None:
        """Lets every role trust everybody again."""
        with self._lock:
            self._external_ids = {}

    def refusal(self, call: Call) -> Answer | None:
        """The refusal of an AssumeRole whose role is unknown or whose external id is wrong."""
        if call.service != "sts" or call.operation != "AssumeRole":
            return None
        arn = str(call.parameters.get("RoleArn", ""))
        with self._lock:
            if not self._external_ids:
                return None
            wanted = self._external_ids.get(arn)
            trusted = arn in self._external_ids and wanted in (None, call.parameters.get("ExternalId"))
        if trusted:
            return None
        user = f"arn:aws:iam::{call.account}:user/elastatus"
        return error(
            call, 403, "AccessDenied", f"User: {user} is not authorized to perform: sts:AssumeRole on resource: {arn}"
        )
