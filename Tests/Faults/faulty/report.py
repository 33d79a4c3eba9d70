"""The four numbers: cases, crashes, hidden failures, rows wrongly lost; and what else was wrong."""

from __future__ import annotations

from collections import Counter

from faulty.play import Outcome

#: A failed read that shows as fresh or empty; rows that went although nobody said so; anything else that is not as expected.
COLUMNS = ("cases", "crash", "hidden", "lost", "wrong")
#: Bytes that a server may have at its peak, whatever it is answered.
MOST_MEMORY = 300 << 20


def table(outcomes: list[Outcome]) -> tuple[str, bool]:
    """The report, and whether all is well."""
    counts: dict[str, Counter[str]] = {}
    for outcome in outcomes:
        for case in outcome.cases:
            counts.setdefault(case.row, Counter())["cases"] += 1
        for finding in outcome.findings:
            counts.setdefault(finding.case.row, Counter())[finding.what] += 1
    rows = sorted(counts, key=lambda row: (row[0] != "F", int(row[1:]) if row[1:].isdecimal() else 0))
    total = sum(counts.values(), Counter())
    lines = [f"{'':8}{'cases':>8}{'crashes':>9}{'hidden failures':>17}{'rows lost':>11}{'otherwise wrong':>17}"]
    for name, count in [*((row, counts[row]) for row in rows), ("all", total)]:
        lines.append(f"{name:8}{count['cases']:>8}{count['crash']:>9}{count['hidden']:>17}{count['lost']:>11}{count['wrong']:>17}")
    healthy = sum(outcome.healthy_cells for outcome in outcomes)
    leaks = [leak for outcome in outcomes for leak in outcome.leaks]
    lines += ["", f"healthy cells beside them, all fresh and unchanged unless counted above: {healthy}", f"secrets found where they must not be: {len(leaks)}"]
    lines += [f"  {leak}" for leak in leaks]
    lines += [f"peak memory of each server, at most {MOST_MEMORY >> 20} MiB: {', '.join(f'{outcome.peak_memory >> 20} MiB' for outcome in outcomes)}"]
    slowest = (f"{most:.2f} and {twentieth:.2f} s" for most, twentieth in (outcome.slowest for outcome in outcomes))
    lines += [f"slowest page and 95th percentile, everything on this machine: {'; '.join(slowest)}"]
    lines += [f"{', '.join(f'{name} {seconds} s' for name, seconds in outcome.seconds.items())}" for outcome in outcomes]
    is_small = all(outcome.peak_memory < MOST_MEMORY for outcome in outcomes)
    is_well = is_small and not leaks and not any(total[name] for name in COLUMNS[1:])
    return "\n".join(lines), is_well


def findings(outcomes: list[Outcome], most: int = 400) -> str:
    """What was wrong, one line each."""
    found = [finding for outcome in outcomes for finding in outcome.findings]
    lines = [f"{finding.case.row} {finding.case.name}: {finding.what}: {finding.words}" for finding in found[:most]]
    return "\n".join(lines + ([f"… and {len(found) - most} more"] if len(found) > most else []))
