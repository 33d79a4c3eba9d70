"""F5: endpoints that are down: they reset, refuse, or never answer."""

from __future__ import annotations

from faulty.aws import ScriptedAWS
from faulty.case import Case, Expect, fails
from faulty.proxy import Toxic
from faulty.wire import Reply


def cases() -> list[Case]:
    """Each way for four kinds, and an answer that never begins."""
    down: dict[str, tuple[Toxic, Expect]] = {
        "refused": (Toxic("down"), fails("error", "unreachable")),
        "reset": (Toxic("reset_peer"), fails("error", "unreachable")),
        "silent": (Toxic("timeout"), fails("error", "timeout")),
    }
    made = [
        Case("F5", f"{kind}, {name}", kind, None, (expect,), toxic=toxic, server="network")
        for name, (toxic, expect) in down.items()
        for kind in ("volume", "table", "function")
    ]
    for kind in ("group", "zone", "log-group"):
        made.append(Case("F5", f"{kind}, accepts and says nothing", kind, _hang, (fails("error", "timeout"),), server="network"))
    return made


def _hang(aws: ScriptedAWS, call) -> Reply:  # noqa: ANN001
    return Reply(hang=True)
