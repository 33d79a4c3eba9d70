"""The control interface under `/-/world/`, for loopback callers: faults, placements, edits, roles, keys and counts."""

from __future__ import annotations

import ipaddress
import json
from typing import TYPE_CHECKING, Any

from world.errors import Answer

if TYPE_CHECKING:
    from world.application import World

_HELP = """The simulated AWS.
GET    /-/world/calls       how often each operation was called, by account and region
DELETE /-/world/calls       count from zero again
GET    /-/world/faults      the rules in force and their hits
POST   /-/world/faults      add a rule, or a list of them
PUT    /-/world/faults      replace all rules
DELETE /-/world/faults      end all faults, hanging calls included
POST   /-/world/placements  show fixtures in an account and region
POST   /-/world/edits       change single items of answers
POST   /-/world/roles       {"<role arn>": "<external id>" or null}
POST   /-/world/keys        {"<access key id>": "<secret>"}: check all signatures from now on
"""


def configure(world: World, settings: dict[str, Any]) -> None:
    """Applies a settings file. Raises TypeError or ValueError where it is wrong."""
    if unknown := set(settings) - {"faults", "placements", "edits", "roles", "keys"}:
        raise ValueError(f"unknown settings: {', '.join(sorted(unknown))}")
    world.faults.add(settings.get("faults") or [])
    world.fixtures.add(settings.get("placements") or [])
    world.edits.add(settings.get("edits") or [])
    world.roles.add(settings.get("roles") or {})
    world.signatures.add(settings.get("keys") or {})


def answer(world: World, environ: dict[str, Any], body: bytes) -> Answer:
    """The answer to a request for the control interface."""
    if not ipaddress.ip_address(environ.get("REMOTE_ADDR") or "0.0.0.0").is_loopback:
        return _json(403, {"error": "loopback only"})
    what = environ["PATH_INFO"].removeprefix("/-/world").strip("/")
    method = environ["REQUEST_METHOD"]
    if not what:
        return Answer(200, _HELP.encode(), {"Content-Type": "text/plain; charset=utf-8"})
    if method == "GET" and what in ("calls", "faults"):
        return _json(200, world.recorded() if what == "calls" else world.faults.listed())
    if method == "DELETE" and what in ("calls", "faults"):
        (world.forget_calls if what == "calls" else world.faults.clear)()
        return _json(200, {})
    if (method == "POST" and what in ("faults", "placements", "edits", "roles", "keys")) or (method, what) == (
        "PUT",
        "faults",
    ):
        return _changed(world, method, what, body)
    return _json(404, {"error": f"no {method} {what}"})


def _changed(world: World, method: str, what: str, body: bytes) -> Answer:
    try:
        value = json.loads(body)
        if what not in ("roles", "keys") and isinstance(value, dict):
            value = [value]
        if method == "PUT":
            world.faults.clear()
        configure(world, {what: value})
    except (TypeError, ValueError) as problem:
        return _json(400, {"error": str(problem)})
    return _json(200, {})


def _json(status: int, value: Any) -> Answer:
    return Answer(status, json.dumps(value).encode() + b"\n", {"Content-Type": "application/json"})
