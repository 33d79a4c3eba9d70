"""A selection of the fault matrix; `make faults` plays all of it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent))

from faulty import all as every  # noqa: E402
from faulty.case import Case  # noqa: E402
from faulty.play import Outcome, Play  # noqa: E402

#: So many of each row; rows that take several scans or wait for deadlines are left to `make faults`.
MOST = {"F1": 12, "F2": 16, "F3": 16, "F4": 14, "F7": 20, "F8": 16, "F9": 20, "F12": 10, "F14": 8}


def _selection() -> list[Case]:
    chosen = []
    for row, most in MOST.items():
        # A damaged answer may be held for half a minute.
        cases = [case for case in every.cases() if case.row == row and "damage" not in case.name]
        chosen += cases[:: max(1, len(cases) // most)]
    return chosen + [case for case in every.cases() if case.row == "F5" and ("refused" in case.name or "reset" in case.name)]


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Outcome]]:
    """What came of the selection, all of it played at once."""
    cases = _selection()
    servers = sorted({case.server for case in cases})

    def play(server: str) -> Outcome:
        return Play(tmp_path_factory.mktemp(server), server, [case for case in cases if case.server == server], every.environment(server)).run()

    with ThreadPoolExecutor(len(servers)) as pool:
        yield list(pool.map(play, servers))


@pytest.mark.parametrize("row", [*MOST, "F5", "healthy"])
def test_a_failure_is_said_keeps_its_rows_and_passes(outcomes: list[Outcome], row: str) -> None:
    assert row == "healthy" or any(case.row == row for outcome in outcomes for case in outcome.cases)
    assert [f"{found.case.name}: {found.what}: {found.words}" for outcome in outcomes for found in outcome.findings if found.case.row == row] == []


def test_no_secret_stands_anywhere(outcomes: list[Outcome]) -> None:
    assert [leak for outcome in outcomes for leak in outcome.leaks] == []


def test_healthy_cells_stood_beside_them(outcomes: list[Outcome]) -> None:
    assert all(outcome.healthy_cells > 0 for outcome in outcomes)
    assert sum(outcome.healthy_cells for outcome in outcomes) > 200
