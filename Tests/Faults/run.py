"""Plays every case of the fault matrix, or those of the rows that are named: `run.py F3 F7`. Exits 1 when anything is wrong."""

from __future__ import annotations

import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parent), str(Path(__file__).resolve().parents[1])]

from faulty import all as every, report  # noqa: E402
from faulty.play import Outcome, Play  # noqa: E402


def main(rows: list[str]) -> int:
    """Plays and prints."""
    cases = [case for case in every.cases() if not rows or case.row in rows]
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
    return 0 if is_well else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
