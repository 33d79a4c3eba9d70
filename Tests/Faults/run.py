"""Plays every case of the fault matrix, or those of the rows that are named: `run.py F3 F41`. Exits 1 when anything is wrong."""

from __future__ import annotations

import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parent), str(Path(__file__).resolve().parents[1])]

import absent  # noqa: E402
from faulty import all as every, report  # noqa: E402
from faulty.play import Outcome, Play  # noqa: E402
from serving import play as serving  # noqa: E402


def from_aws(rows: list[str]) -> bool:
    """What AWS and the network do to it."""
    cases = [case for case in every.cases() if not rows or case.row in rows]
    if not cases:
        return True
    servers = sorted({case.server for case in cases})

    def play(server: str) -> Outcome:
        with tempfile.TemporaryDirectory(prefix="elastatus-faults-") as folder:
            return Play(Path(folder), server, [case for case in cases if case.server == server], every.environment(server)).run()

    with ThreadPoolExecutor(len(servers)) as pool:
        outcomes = list(pool.map(play, servers))
    table, is_well = report.table(outcomes)
    if found := report.findings(outcomes):
        print(found, end="\n\n")
    print(table)
    return is_well


def from_clients(rows: list[str]) -> bool:
    """What clients, proxies and values do to the server."""
    cases = [case for case in serving.cases() if not rows or case.row in rows]
    if not cases:
        return True
    with tempfile.TemporaryDirectory(prefix="elastatus-serving-") as folder:
        outcome = serving.play(Path(folder), cases)
    for finding in outcome.findings[:400]:
        print(f"{finding.case.row} {finding.case.name}: {finding.what}: {finding.words}")
    table, is_well = serving.table(outcome)
    print(f"\n{table}")
    return is_well


def main(rows: list[str]) -> int:
    """Plays and prints."""
    known = {case.row for case in [*every.cases(), *serving.cases()]}
    if unknown := sorted({*rows} - known):
        print(f"no case has the row {', '.join(unknown)}; there are {' '.join(sorted(known))}", file=sys.stderr)
        return 2
    is_well = all([from_aws(rows), from_clients(rows)])
    print(f"\n{absent.words()}")
    return 0 if is_well else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
