"""A selection of what clients and values do to the server; `make faults` plays all of it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent))

from serving import play as serving  # noqa: E402
from serving.case import Case  # noqa: E402

#: One of so many of each row; those that take the server for themselves are left to `make faults`.
EACH = {"F31": 12, "F32": 12, "F33": 12, "F38": 12, "F40": 3, "F41": 5, "F42": 6, "F48": 6, "F51": 4, "F52": 4, "F65": 4, "F67": 6, "F68": 4}


def _selection() -> list[Case]:
    light = [case for case in serving.cases() if not case.is_heavy]
    return [case for row, each in EACH.items() for case in [case for case in light if case.row == row][::each]]


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> Iterator[serving.Result]:
    """What came of the selection."""
    yield serving.play(tmp_path_factory.mktemp("serving"), _selection())


@pytest.mark.parametrize("row", EACH)
def test_it_does_no_harm(outcome: serving.Result, row: str) -> None:
    assert any(case.row == row for case in outcome.cases)
    assert [f"{finding.case.name}: {finding.what}: {finding.words}" for finding in outcome.findings if finding.case.row == row] == []
