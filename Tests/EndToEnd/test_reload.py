"""SIGHUP: a configuration that is read again while pages are served."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from fake import Fake, volumes
from running import Elastatus, eventually


@pytest.fixture
def fake() -> Iterator[Fake]:
    fake = Fake()
    fake.on("DescribeVolumes", lambda call: volumes(f"vol-{call.key[-1]}-{call.region}")(call))
    yield fake
    fake.end()


class Served:
    """elastatus over a file that changes."""

    def __init__(self, fake: Fake, folder: Path) -> None:
        self.fake = fake
        self.path = folder / "config.yaml"
        self.write(("main", "other"))
        self.server = Elastatus(self.path)
        self.server.settle("/all/all/ebs.json")

    def write(self, accounts: tuple[str, ...], *more: str) -> None:
        self.path.write_text(self.fake.config(*more, accounts=accounts))

    def hangup(self) -> None:
        os.kill(self.server.child.pid, signal.SIGHUP)

    def metric(self, name: str) -> float:
        lines = self.server.get("/-/metrics").text.splitlines()
        return float(next(line for line in lines if line.startswith(f"{name} ")).split()[1])

    def accounts(self) -> list[str]:
        return sorted({cell["account"] for cell in self.server.cells("/all/all/ebs.json")})

    def listens(self) -> set[tuple[str, str]]:
        return {(row["account"], row["id"]) for row in self.server.rows("/all/all/ebs.json")}


@pytest.fixture
def served(fake: Fake, tmp_path: Path) -> Iterator[Served]:
    served = Served(fake, tmp_path)
    yield served
    if served.server.child.poll() is None:
        assert served.server.end() == 0


def test_a_good_file_takes_effect_and_loses_no_rows_of_accounts_that_stay(served: Served) -> None:
    kept = ("main", "vol-0-us-east-1")
    assert kept in served.listens()
    before = served.server.cells("/main/all/ebs.json")[0]["fetched_at"]
    # From here on nothing of AWS answers: what is there was kept.
    served.fake.on(".*", served.fake.hang)
    served.write(("main", "third"))
    served.hangup()
    eventually(lambda: served.accounts() == ["main", "third"], "the new accounts")
    assert served.listens() == {kept}
    assert served.server.cells("/main/all/ebs.json")[0]["fetched_at"] == before
    assert served.server.get("/other/all/ebs").status == 404
    assert served.metric("elastatus_config_last_reload_successful") == 1
    served.fake.forget()


def test_rows_are_never_missing_while_it_is_read_again(served: Served) -> None:
    kept = ("main", "vol-0-us-east-1")
    for number in range(5):
        served.write(("main", f"extra{number}"))
        served.hangup()
        while f"extra{number}" not in served.accounts():
            assert kept in served.listens()
        assert kept in served.listens()


def test_a_bad_file_changes_nothing_and_is_said_everywhere_until_it_is_good(served: Served) -> None:
    since = served.metric("elastatus_config_last_reload_success_timestamp_seconds")
    rows = served.listens()
    served.write(("main",), "refresh: {ec2: soon}")
    served.hangup()
    eventually(lambda: served.metric("elastatus_config_last_reload_successful") == 0, "the failure in the metrics")
    assert served.metric("elastatus_config_last_reload_success_timestamp_seconds") == since
    assert served.listens() == rows
    line = served.path.read_text().splitlines().index("refresh: {ec2: soon}") + 1
    for address in ("/overview", "/all/all/ebs", "/matrix", "/find?q=vol", "/nowhere/x", f"/main/us-east-1/ebs/{'vol-0-us-east-1'}"):
        page = served.server.get(address).text
        assert "The configuration has errors." in page, address
        assert f"config.yaml:{line}:16: error: " in page, address
    served.write(("main",))
    served.hangup()
    eventually(lambda: served.metric("elastatus_config_last_reload_successful") == 1, "the success in the metrics")
    assert served.metric("elastatus_config_last_reload_success_timestamp_seconds") >= since
    assert "The configuration has errors." not in served.server.get("/overview").text
    assert served.server.end() == 0
    said = "".join(served.server.said)
    assert f":{line}:16: error: " in said and "still counts" in said and "counts from now on" in said


def test_a_file_that_is_gone_or_no_text_changes_nothing(served: Served) -> None:
    for spoil in (lambda: served.path.unlink(), lambda: served.path.write_bytes(b"\xff\xfe\x00"), lambda: served.path.write_text("")):
        spoil()
        served.hangup()
        eventually(lambda: served.metric("elastatus_config_last_reload_successful") == 0, "the failure in the metrics")
        assert ("main", "vol-0-us-east-1") in served.listens()
        served.write(("main", "other"))
        served.hangup()
        eventually(lambda: served.metric("elastatus_config_last_reload_successful") == 1, "the success in the metrics")


def test_the_way_pages_are_reached_changes_with_it(served: Served) -> None:
    served.write(("main",), "base_path: /aws", "allowed_hosts: [inventory.example]")
    served.hangup()
    eventually(lambda: served.server.get("/aws/-/healthy", Host="inventory.example").status == 200, "the new base path")
    assert served.server.get("/aws/-/healthy").status == 421
    assert served.server.get("/overview", Host="inventory.example").status == 404


def test_many_at_once_are_one_after_the_other(served: Served) -> None:
    for _ in range(50):
        served.hangup()
    served.write(("main", "last"))
    served.hangup()
    eventually(lambda: served.accounts() == ["last", "main"], "the last one")
    assert ("main", "vol-0-us-east-1") in served.listens()
