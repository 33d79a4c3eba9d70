"""Plays the cases of the server's side, light ones side by side, heavy ones alone."""

from __future__ import annotations

import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from serving.case import Case, Finding
from serving.rows import changes, floods, framing, headers, machine, paths, terminal, values
from serving.stage import CANARY, Stage

MODULES = (values, paths, framing, headers, terminal, changes, floods, machine)
#: Clients at once: few enough that a case meets no limit of the server.
_ABREAST = 8


@dataclass
class Result:
    """What came of it."""

    cases: list[Case] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def cases() -> list[Case]:
    """All of them; the heavy ones last, and last of those the look back."""
    made = [case for module in MODULES for case in module.cases()]
    return sorted(made, key=lambda case: (case.is_heavy, case.row == "F70"))


def play(folder: Path, chosen: list[Case]) -> Result:
    """Plays `chosen` over one server."""
    outcome = Result(cases=chosen)
    if not chosen:
        return outcome
    stage = Stage(folder)
    began = time.monotonic()

    def one(case: Case) -> None:
        try:
            wrong = case.play(stage)
        except Exception as trouble:  # noqa: BLE001 - a case that cannot be judged is wrong, whatever the reason
            wrong = [f"{type(trouble).__name__}: {trouble}"]
        kind = "wrong" if stage.server.child.poll() is None else "crash"
        outcome.findings.extend(Finding(case, kind, words) for words in dict.fromkeys(wrong))
        if kind == "crash" and not wrong:
            outcome.findings.append(Finding(case, "crash", "the server has ended"))

    with ThreadPoolExecutor(_ABREAST) as pool:
        list(pool.map(one, (case for case in chosen if not case.is_heavy)))
    for case in (case for case in chosen if case.is_heavy):
        one(case)
    if b"elastatus_http_responses_total" not in stage.ask("/-/metrics").body:
        outcome.findings.append(Finding(chosen[-1], "wrong", "the metrics are gone"))
    if CANARY.encode() in stage.ask("/overview").body:
        outcome.findings.append(Finding(chosen[-1], "wrong", "a page tells a secret"))
    peak = stage.server.peak_memory()
    terminal.end(stage)
    outcome.findings.extend(Finding(chosen[-1], "wrong", words) for words in stage.end())
    outcome.notes = [
        floods.slowest(stage),
        f"{len(stage.server.said)} lines of the log, peak of memory {peak >> 20} MiB, {time.monotonic() - began:.0f} s",
    ]
    return outcome


def table(outcome: Result) -> tuple[str, bool]:
    """The counts by row, and whether all is well."""
    counts: dict[str, Counter[str]] = {}
    for case in outcome.cases:
        counts.setdefault(case.row, Counter())["cases"] += 1
    for finding in outcome.findings:
        counts.setdefault(finding.case.row, Counter())[finding.what] += 1
    total = sum(counts.values(), Counter())
    lines = [f"{'':8}{'cases':>8}{'crash':>9}{'otherwise wrong':>17}"]
    for name, count in [*sorted(counts.items(), key=lambda item: int(item[0][1:])), ("all", total)]:
        lines.append(f"{name:8}{count['cases']:>8}{count['crash']:>9}{count['wrong']:>17}")
    return "\n".join([*lines, "", *outcome.notes]), not outcome.findings
