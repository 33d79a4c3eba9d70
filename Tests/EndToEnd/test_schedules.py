"""Schedules over the company: every verdict, the table that they are defined in, and what happens without it."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from running import Elastatus, World, ask, eventually, run

VERDICTS = {
    "ok", "should-be-stopped", "should-be-running", "free", "unknown-schedule", "no-schedule", "conflict",
    "not-schedulable", "undecided",
}  # fmt: skip
KINDS = {"ec2", "autoscale", "rds-instance", "rds-cluster"}


@pytest.fixture(scope="module")
def rows(elastatus: Elastatus) -> list[dict[str, Any]]:
    """The rows of the schedules."""
    elastatus.settle("/schedules.json")
    return elastatus.rows("/schedules.json")


def named(rows: list[dict[str, Any]], name: str, **tags: str) -> dict[str, Any]:
    """The row of production's first region with a name and these tags."""
    (row,) = [
        row
        for row in rows
        if (row["account"], row["region"], row["name"]) == ("production", "us-east-1", name)
        and all(row["tags"].get(key) == value for key, value in tags.items())
    ]
    return row


def test_every_verdict_is_there(rows: list[dict[str, Any]]) -> None:
    assert {row["verdict"] for row in rows} == VERDICTS
    assert {row["kind"] for row in rows} == KINDS


def test_nothing_that_carries_a_tag_is_missing(elastatus: Elastatus, rows: list[dict[str, Any]]) -> None:
    tagged = {
        (row["account"], row["region"], row["kind"], row["id"])
        for kind in KINDS
        for row in elastatus.rows(f"/all/all/{kind}.json")
        if {"schedule", "maid_offhours"} & {key.lower() for key in row["tags"]}
    }
    assert len(tagged) > 20
    assert tagged <= {(row["account"], row["region"], row["kind"], row["id"]) for row in rows}


def test_each_verdict_says_why(rows: list[dict[str, Any]]) -> None:
    assert named(rows, "payments-api", Schedule="always-on")["verdict"] == "ok"
    retired = named(rows, "catalog-api", Schedule="retired")
    assert (retired["verdict"], retired["state"], retired["desired"]) == ("should-be-stopped", "running", "stopped")
    assert retired["last_action"] == "Stopped 2025-06-01 18:05:12 UTC"
    assert "UnauthorizedOperation" in retired["scheduler_error"]
    assert named(rows, "legacy-www", Schedule="always-on")["verdict"] == "should-be-running"
    assert named(rows, "search-node", Schedule="closing-time")["verdict"] in ("free", "should-be-stopped")
    unknown = named(rows, "search-node", Schedule="ofice-hours")
    assert (unknown["verdict"], unknown["note"]) == ("unknown-schedule", 'did you mean "office-hours"?')
    broken = named(rows, "catalog-api", Schedule="broken-hours")
    assert broken["verdict"] == "undecided" and "after endtime" in broken["note"]
    assert named(rows, "bastion", Schedule="always-on")["verdict"] == "conflict"
    replica = named(rows, "orders-history-replica")
    assert (replica["verdict"], replica["note"]) == ("not-schedulable", "it is a read replica of orders-history")
    assert named(rows, "orders-aurora")["verdict"] == "ok"
    member = named(rows, "orders-aurora-1")
    assert (member["verdict"], member["note"]) == ("not-schedulable", "it is a member of the cluster orders-aurora: tag the cluster")
    near = named(rows, "catalog-api", schedule="office-hours")
    assert near["verdict"] == "no-schedule" and 'the scheduler reads "Schedule"' in near["note"]


def test_other_tables_have_the_verdict_and_the_filter(elastatus: Elastatus, rows: list[dict[str, Any]]) -> None:
    late = {row["id"] for row in rows if row["verdict"] in ("should-be-stopped", "should-be-running")}
    found = {row["id"] for kind in KINDS for row in elastatus.rows(f"/all/all/{kind}.json?q=schedule:late")}
    assert found == late != set()
    assert {row["id"] for row in elastatus.rows("/schedules.json?q=schedule:late")} == late
    for kind in sorted(KINDS):
        page = elastatus.get(f"/all/all/{kind}")
        assert page.status == 200
        assert 'data-column="schedule"' in page.text
    sheet = csv.DictReader(io.StringIO(elastatus.get("/schedules.csv?q=schedule:late&_sort=name").text))
    assert {line["id"] for line in sheet} == late


def test_the_page_shows_schedules_with_their_weeks(elastatus: Elastatus, rows: list[dict[str, Any]]) -> None:
    page = elastatus.get("/schedules").text
    for words in ("office-hours", "Office hours in London", "09:00–17:00, Mon–Fri", "night-batch", "Europe/Berlin"):
        assert words in page
    assert page.count("<rect ") % 168 == 0 and page.count("<rect ") >= 5 * 168
    assert 'role="img" aria-label="Mon' in page
    assert "begintime 17:00 is after endtime 09:00" in page
    assert 'did you mean "office-days"' in page.replace("&quot;", '"')


def test_the_command_prints_the_same(config: Path, rows: list[dict[str, Any]]) -> None:
    done = run("schedules", "-q", "-c", config, "-o", "json", "schedule:late")
    late = {row["id"] for row in json.loads(done.stdout)["rows"]}
    assert late == {row["id"] for row in rows if row["verdict"] in ("should-be-stopped", "should-be-running")}
    # Saturday in London.
    weekend = run("schedules", "-q", "-c", config, "-o", "json", "--at", "2026-03-28T12:00:00Z", "schedule:office-hours")
    office = [row for row in json.loads(weekend.stdout)["rows"] if row["desired"]]
    assert office and {row["desired"] for row in office} == {"stopped"}
    assert {row["next_change"] for row in office if row["kind"] == "ec2"} == {"2026-03-30T08:00:00Z"}
    assert run("schedules", "-c", config, "--at", "yesterday").returncode == 2


def test_schedules_are_asked_by_name(config: Path) -> None:
    done = run("schedules", "eval", "-q", "-c", config, "--schedule", "office-hours", "--at", "2026-03-30T08:00:00Z")
    assert json.loads(done.stdout) == {
        "desired": "running", "type": None, "active_period": "office-days", "next_change": "2026-03-30T16:00:00Z",
        "next_state": "stopped",
    }  # fmt: skip
    night = run("schedules", "eval", "-q", "-c", config, "--schedule", "night-batch", "--at", "2026-01-01T02:00:00Z")
    assert json.loads(night.stdout)["desired"] == "running"
    unknown = run("schedules", "eval", "-q", "-c", config, "--schedule", "ofice-hours")
    assert unknown.returncode == 1 and 'did you mean "office-hours"' in unknown.stderr


def test_a_table_that_cannot_be_read_makes_nothing_unknown(world: World, config: Path, faults: World) -> None:
    fault = {"fault": "deny", "account": "123456789012", "region": "us-east-1", "service": "dynamodb", "operation": "Scan"}
    faults.tell("faults", fault)
    done = run("schedules", "-q", "-c", config, "-o", "json")
    assert done.returncode == 3
    answer = json.loads(done.stdout)
    (cell,) = [cell for cell in answer["cells"] if cell["kind"] == "schedule-definition"]
    assert (cell["status"], cell["error"]["action"]) == ("denied", "dynamodb:Scan")
    verdicts = {row["verdict"] for row in answer["rows"] if row["tags"].get("Schedule") == "always-on"}
    assert verdicts <= {"undecided", "conflict", "not-schedulable"} and "undecided" in verdicts
    assert not [row for row in answer["rows"] if row["verdict"] == "unknown-schedule"]


def test_no_other_table_is_ever_scanned(world: World, elastatus: Elastatus, config: Path) -> None:
    for words in (["orders", "production"], ["elastatus-schedules", "shared_services"]):
        table, account = words
        done = run("api", "dynamodb", "scan", "-c", config, "-a", account, "-r", "us-east-1", "-i", json.dumps({"TableName": table}))
        assert done.returncode == 2 and "is never called" in done.stderr
