"""One failure of one cell, and what must come of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from faulty.aws import Script, ScriptedAWS
from faulty.proxy import Encryption, Toxic

#: The region of cells that say nothing else; the kind `zone` is global.
REGION = "eu-west-1"


@dataclass
class Expect:
    """What a cell must look like once it was read again."""

    status: frozenset[str]
    codes: frozenset[str] = frozenset()
    #: What the error must name.
    action: str | None = None
    denied_by: dict[str, Any] | None = None
    says: tuple[str, ...] = ()
    #: `kept`: the rows from before, unchanged. A set of ids: just these. None: `kept`, or these ids if it is fresh.
    rows: frozenset[str] | str = "kept"
    #: Ids that a fresh cell may have instead of failing.
    or_fresh: frozenset[str] | None = None
    #: Whether a fresh cell may show some of them damaged: as many rows, each in its place.
    or_damaged: bool = False
    #: What the rows from before may have become, by id.
    changed: dict[str, dict[str, Any]] = field(default_factory=dict)
    #: Columns that may have changed, and whether the cell or its rows must say that something could not be read.
    ignored: frozenset[str] = frozenset()
    partial: str = ""
    #: The most calls of the operation that one scan may take.
    calls: int | None = None


def fails(status: str, *codes: str, **more: Any) -> Expect:
    """The read fails and says why; the rows stay."""
    return Expect(frozenset(status.split("|")), frozenset(codes), **more)


def works(*ids: str, **more: Any) -> Expect:
    """The read succeeds, with these rows or those from before."""
    return Expect(frozenset({"fresh"}), rows=frozenset(ids) if ids else "kept", **more)


@dataclass
class Account:
    """An account of the configuration and of the scripted AWS."""

    name: str
    number: str
    key: str
    secret: str
    case: list[Case] = field(default_factory=list)
    region: str = REGION


Setup = Callable[[ScriptedAWS, Account], None]


@dataclass
class Case:
    """One failure: which row of the fault matrix, which cell, what happens, what must come of it."""

    row: str
    name: str
    kind: str
    script: Script | None = None
    #: One for each scan with the faults on; the script sees which it is in `Stage.scan`.
    expects: tuple[Expect, ...] = ()
    #: The operation that the script answers, if not the kind's list.
    operation: str = ""
    #: Done once before elastatus starts.
    setup: Setup | None = None
    #: Done when the faults are switched on.
    strike: Callable[[Any, Account], None] | None = None
    #: Done when they are switched off.
    heal: Callable[[Any, Account], None] | None = None
    #: The whole account suffers: no other case lives in it, and its other cells are not looked at.
    alone: bool = False
    #: `keys`, `profile`, `role`, or `elsewhere`: what `config` says.
    source: str = "keys"
    region: str = REGION
    #: Leads the kind's service through a proxy.
    toxic: Toxic | None = None
    #: Leads it through a route that is encrypted.
    tls: Encryption | None = None
    #: An endpoint of the kind's service; `{host}` is a loopback address of its own.
    endpoint: str | None = None
    #: Whether that is the endpoint of all services.
    whole: bool = False
    #: Lines of the account in config.yaml (`{number}` is its own), or of its profile (`{key}`, `{canary}`).
    config: dict[str, str] = field(default_factory=dict)
    profile: dict[str, str] = field(default_factory=dict)
    #: Whether the cell never was good, so there are no rows to keep.
    never_good: bool = False
    #: Which elastatus reads it: one that reads everything from one endpoint, or one with profiles and endpoints.
    server: str = "main"

    @property
    def cell_region(self) -> str:
        """The region of its cell."""
        return "global" if self.kind in ("zone", "record") else self.region


@dataclass
class Finding:
    """What was wrong with one case: `hidden`, `lost`, `wrong` or `crash`."""

    case: Case
    what: str
    words: str


def judge(case: Case, expect: Expect, cell: dict[str, Any], before: dict[str, Any], now: dict[str, Any], calls: int) -> list[Finding]:
    """Holds what the cell shows against what it must show; rows are by id."""
    found = []

    def wrong(what: str, words: str) -> None:
        found.append(Finding(case, what, f"{words}: {_short(cell)}"))

    status, error = cell["status"], cell["error"] or {}
    is_fresh = status == "fresh" and not error
    if expect.or_fresh is not None and is_fresh:
        if set(now) != expect.or_fresh and not (expect.or_damaged and len(now) >= len(expect.or_fresh)):
            lost = expect.or_fresh - set(now)
            wrong("lost" if lost else "wrong", f"fresh with {sorted(set(now) - expect.or_fresh)[:4]} and without {sorted(lost)[:4]}")
        return found
    if status not in expect.status:
        hidden = is_fresh and "fresh" not in expect.status
        wrong("hidden" if hidden else "wrong", f"status {status}, not {'/'.join(sorted(expect.status))}")
    elif expect.codes and error.get("code") not in expect.codes:
        wrong("wrong", f"code {error.get('code')}, not {'/'.join(sorted(expect.codes))}")
    if expect.action and error.get("action") != expect.action:
        wrong("wrong", f"action {error.get('action')}, not {expect.action}")
    if expect.denied_by is not None and error.get("denied_by") != (expect.denied_by or None):
        wrong("wrong", f"denied by {error.get('denied_by')}, not {expect.denied_by}")
    for word in expect.says:
        if word not in (error.get("message") or ""):
            wrong("wrong", f"the message does not say {word!r}")
    if error and not error.get("message"):
        wrong("wrong", "no message")
    wanted = set(before) if expect.rows == "kept" else set(expect.rows)
    if wanted - set(now):
        wrong("lost", f"{len(wanted - set(now))} of {len(wanted)} rows lost")
    if set(now) - wanted:
        wrong("wrong", f"{len(set(now) - wanted)} rows that are none")
    for name in wanted & set(now) & set(before):
        ignored = dict.fromkeys(expect.ignored)
        if {**now[name], **ignored} != {**before[name], **expect.changed.get(name, {}), **ignored}:
            wrong("lost", f"row {name} changed: {_difference(before[name], now[name])}")
            break
    if expect.partial == "parents" and not cell.get("unread_parents"):
        wrong("hidden", "no parent is said to be unread")
    if expect.partial == "rows" and not any(row.get("problems") for row in now.values()):
        wrong("hidden", "no row says what could not be read")
    if expect.calls is not None and calls > expect.calls:
        wrong("wrong", f"{calls} calls, not up to {expect.calls}")
    return found


def _difference(before: dict[str, Any], now: dict[str, Any]) -> str:
    return ", ".join(f"{key}: {before.get(key)!r} -> {now.get(key)!r}" for key in {*before, *now} if before.get(key) != now.get(key))[:200]


def _short(cell: dict[str, Any]) -> str:
    error = cell["error"] or {}
    return f"{cell['account']}/{cell['region']}/{cell['kind']} {cell['status']} {cell['rows']} rows {error.get('code')} {(error.get('message') or '')[:160]!r}"
