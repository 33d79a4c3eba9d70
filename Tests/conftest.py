"""One simulated AWS with its company, and one elastatus over it, for all tests in Python."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent))

from running import ROOT, Elastatus, World  # noqa: E402

#: The files that take longest begin: at the end no worker is left with one of them while the others have nothing to do.
LONGEST = (
    "test_schedules_eval.py", "test_proxy.py", "test_accounts.py", "test_iam_policy.py", "test_account_names.py", "test_cli.py", "test_reload.py",
    "test_schedules_changes.py", "test_schedules.py", "test_completion.py", "test_many_accounts.py", "test_wrong_keys.py", "test_faults.py",
    "test_server_faults.py", "test_accessibility.py", "test_rest.py", "test_original_config.py", "test_hostile_bodies.py", "test_check.py", "test_honest_cells.py",
)  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Sorts by `LONGEST`; within a file, and among the others, nothing changes its place."""
    places = {name: place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: places.get(item.path.name, len(places)))


@pytest.fixture(scope="session")
def world() -> Iterator[World]:
    """The simulated AWS."""
    world = World()
    yield world
    world.end()


@pytest.fixture(scope="session")
def config(world: World, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The configuration of the company, which is seeded."""
    path = tmp_path_factory.mktemp("elastatus") / "config.yaml"
    subprocess.run(
        [sys.executable, ROOT / "demo" / "seed.py", "--endpoint", world.url, "--config", path], check=True
    )
    return path


@pytest.fixture(scope="session")
def elastatus(config: Path) -> Iterator[Elastatus]:
    """elastatus with every cell read once."""
    server = Elastatus(config)
    words = [kind.stem for kind in (ROOT / "kinds").glob("*.yaml")]
    server.settle(*(f"/all/all/{word}.json" for word in words if word != "views"))
    yield server
    server.end()


@pytest.fixture
def faults(world: World) -> Iterator[World]:
    """The world, with its faults put back afterwards."""
    before = world.faults()
    yield world
    world.tell("faults", before, "PUT")
