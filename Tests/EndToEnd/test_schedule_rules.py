"""What Instance Scheduler does by other rules than the clock of a schedule: groups, flags, states, a table that goes away."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from fake import Call, Fake, Reply, error, result
from running import Elastatus, eventually, run

SCHEDULES = """schedules:
  periods:
    begin: { begintime: '09:00', weekdays: [mon-fri] }
    day: { begintime: '09:00', endtime: '17:00', weekdays: [mon-fri] }
    late: { begintime: '12:00', endtime: '20:00', weekdays: [mon-fri] }
    weekend: { weekdays: [sat-sun] }
    first: { begintime: '09:00', endtime: '23:00', monthdays: ['1-7'], weekdays: [sat] }
    monthly: { begintime: '09:00', monthdays: ['10/1'] }
  schedules:
    beginonly: { periods: [begin] }
    mixed: { periods: [day, weekend] }
    overlap: { periods: [day, late@m5.large] }
    bothdays: { periods: [first] }
    monthly: { periods: [monthly] }
    overridden: { periods: [day], override_status: stopped }
    off: { override_status: stopped }
    enforced: { override_status: stopped, enforced: true }
    retained: { override_status: stopped, retain_running: true }
    kept: { override_status: stopped, stop_new_instances: false }
    slept: { override_status: stopped, enforced: true, hibernate: true }
    patched: { override_status: stopped, enforced: true, ssm_maintenance_window: [patches] }
    unpatched: { override_status: stopped, enforced: true, ssm_maintenance_window: [patches], use_maintenance_window: false }
    windowless: { override_status: stopped, enforced: true, use_maintenance_window: false }
"""


def scripted(operation: str, inside: str) -> Callable[[Call], Reply]:
    """A script that answers a list."""
    return lambda call: Reply(200, result(call, inside).encode())


def instance(name: str, schedule: str, more: str = "") -> str:
    """A running instance of a schedule."""
    tags = f"<tagSet><item><key>Schedule</key><value>{schedule}</value></item></tagSet>"
    state = "<instanceState><name>running</name></instanceState>"
    return f"<item><instanceId>i-{name}</instanceId><instanceType>t3.nano</instanceType>{state}{more}{tags}</item>"


def group(name: str, schedule: str, size: int) -> str:
    """An Auto Scaling group with one size for minimum, desired and maximum."""
    sizes = f"<MinSize>{size}</MinSize><DesiredCapacity>{size}</DesiredCapacity><MaxSize>{size}</MaxSize>"
    tags = f"<Tags><member><Key>Schedule</Key><Value>{schedule}</Value></member></Tags>"
    return f"<member><AutoScalingGroupName>{name}</AutoScalingGroupName>{sizes}{tags}</member>"


def database(name: str, schedule: str, state: str = "available") -> str:
    """A database whose maintenance window is open now."""
    now = datetime.now(UTC)
    window = "-".join((now + timedelta(minutes=by)).strftime("%a:%H:%M").lower() for by in (-20, 300))
    tags = f"<TagList><Tag><Key>Schedule</Key><Value>{schedule}</Value></Tag></TagList>"
    return (
        f"<DBInstance><DBInstanceIdentifier>{name}</DBInstanceIdentifier><DBInstanceStatus>{state}</DBInstanceStatus>"
        f"<Engine>postgres</Engine><PreferredMaintenanceWindow>{window}</PreferredMaintenanceWindow>{tags}</DBInstance>"
    )


@pytest.fixture(scope="module")
def config(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A configuration over an AWS with one resource for each rule."""
    fake = Fake()
    flags = ["off", "enforced", "retained", "kept", "slept", "patched", "unpatched"]
    instances = "".join(instance(name, name) for name in flags)
    instances += instance("spot", "enforced", "<instanceLifecycle>spot</instanceLifecycle>")
    inside = f"<reservationSet><item><instancesSet>{instances}</instancesSet></item></reservationSet>"
    fake.on("DescribeInstances", scripted("DescribeInstances", inside))
    groups = [
        ("begin-only", "beginonly", 1), ("mixed", "mixed", 0), ("overlap-on", "overlap", 1), ("overlap-off", "overlap", 0),
        ("both-days", "bothdays", 0), ("monthly", "monthly", 1), ("overridden", "overridden", 1), ("bare", "off", 1),
    ]  # fmt: skip
    members = "".join(group(*one) for one in groups)
    fake.on("DescribeAutoScalingGroups", scripted("", f"<AutoScalingGroups>{members}</AutoScalingGroups>"))
    databases = database("window", "enforced") + database("no-window", "windowless")
    for state in ("failed", "inaccessible-encryption-credentials-recoverable", "modifying"):
        databases += database(state, "windowless", state)
    fake.on("DescribeDBInstances", scripted("", f"<DBInstances>{databases}</DBInstances>"))
    path = tmp_path_factory.mktemp("rules") / "config.yaml"
    path.write_text(fake.config(SCHEDULES))
    path.chmod(0o600)
    yield path
    fake.end()


def shown(config: Path, at: str) -> dict[str, dict[str, Any]]:
    """The rows of the command at an instant, by name."""
    done = run("schedules", "-q", "-c", config, "--at", at, "-o", "json")
    assert done.returncode == 0, done.stderr
    return {row["name"]: row for row in json.loads(done.stdout)["rows"]}


def test_groups_are_as_the_last_action_made_them(config: Path) -> None:
    saturday = shown(config, "2026-03-28T12:00:00Z")
    never_stopped = saturday["begin-only"]
    assert (never_stopped["verdict"], never_stopped["desired"], never_stopped["next_change"]) == ("ok", "running", None)
    assert (never_stopped["hours_per_week"], never_stopped["saving"]) == (168, 0)
    mixed = saturday["mixed"]
    assert (mixed["verdict"], mixed["next_change"]) == ("ok", "2026-03-30T09:00:00Z")
    assert mixed["hours_per_week"] == 40
    evening = shown(config, "2026-03-30T18:00:00Z")
    assert (evening["overlap-off"]["verdict"], evening["overlap-on"]["verdict"]) == ("ok", "should-be-stopped")
    assert evening["overlap-on"]["note"] == "Auto Scaling does nothing about it before the next action"
    morning = shown(config, "2026-03-30T10:00:00Z")["overridden"]
    assert (morning["verdict"], morning["desired"], morning["hours_per_week"]) == ("ok", "running", 40)
    assert morning["note"] == "override_status does not reach Auto Scaling groups"
    assert saturday["bare"]["verdict"] == "free"


def test_days_of_the_month_and_of_the_week_are_either_or_for_groups(config: Path) -> None:
    # A Friday among 1-7, and a Saturday that is not.
    for at in ("2026-04-03T12:00:00Z", "2026-04-11T12:00:00Z"):
        assert shown(config, at)["both-days"]["verdict"] == "should-be-running"
    assert shown(config, "2026-04-10T12:00:00Z")["both-days"]["verdict"] == "ok"
    refused = shown(config, "2026-04-10T12:00:00Z")["monthly"]
    assert refused["verdict"] == "not-schedulable" and "a step of 1 without an end" in refused["note"]


@pytest.fixture(scope="module")
def server(config: Path) -> Iterator[Elastatus]:
    """elastatus over it, now."""
    serving = Elastatus(config)
    serving.settle("/schedules.json")
    yield serving
    serving.end()


WAITS = "not enforced: what is started by hand stays on until the next change"


@pytest.mark.parametrize(("name", "verdict", "note"), [
    ("i-off", "should-be-stopped", WAITS),
    ("i-enforced", "should-be-stopped", None),
    ("i-retained", "should-be-stopped", "retain_running: what was started by hand before its period stays on"),
    ("i-kept", "should-be-stopped", f"{WAITS}; stop_new_instances is off: a new one is left on"),
    ("i-slept", "should-be-stopped", "it is to be hibernated"),
    ("i-spot", "should-be-stopped", "a spot instance: AWS stops only those of persistent requests"),
    ("i-patched", "undecided", "it also runs in the Systems Manager maintenance windows patches, which are not read here"),
    ("i-unpatched", "should-be-stopped", None),
    ("window", "ok", "it runs in its maintenance window"),
    ("no-window", "should-be-stopped", None),
    ("failed", "not-schedulable", "it is failed: Instance Scheduler acts only on what is available or stopped"),
    ("inaccessible-encryption-credentials-recoverable", "not-schedulable",
     "it is inaccessible-encryption-credentials-recoverable: Instance Scheduler acts only on what is available or stopped"),
    ("modifying", "should-be-stopped", "Instance Scheduler waits while it is modifying"),
])  # fmt: skip
def test_flags_and_states_are_told_in_the_table(server: Elastatus, name: str, verdict: str, note: str | None) -> None:
    (row,) = [row for row in server.rows("/schedules.json") if row["id"] == name]
    assert (row["verdict"], row["note"]) == (verdict, note)
    page = server.get(f"/schedules?q=id:{name}").text
    assert f">{verdict}<" in page
    assert note is None or note in page


def test_the_window_counts_among_the_hours(server: Elastatus) -> None:
    rows = {row["id"]: row for row in server.rows("/schedules.json")}
    assert rows["no-window"]["hours_per_week"] == 0
    # Five hours and twenty minutes, and the ten before.
    assert rows["window"]["hours_per_week"] == 5.5


def test_the_card_says_what_overlaps_and_what_groups_do(server: Elastatus) -> None:
    page = server.get("/schedules").text
    assert "day and late overlap, 12:00–17:00 on " in page
    assert "late, which begins later, decides: the type m5.large; an Auto Scaling group is stopped at 17:00 all the same" in page
    assert "no actions: period &quot;monthly&quot; has a step of 1 without an end" in page
    assert "never changed: no period has a time" in page


@pytest.mark.parametrize("code", ["AccessDeniedException", "ResourceNotFoundException"])
def test_what_the_table_no_longer_says_is_not_guessed(tmp_path: Path, code: str) -> None:
    fake = Fake()
    refusal: list[str] = []
    items = [{"type": {"S": "schedule"}, "name": {"S": "known"}, "override_status": {"S": "stopped"}}]

    def scan(call: Call) -> Reply:
        if refusal:
            return error(call, 400, refusal[0], "not any more")
        return Reply(200, json.dumps({"Items": items, "Count": 1}).encode())

    fake.on("Scan", scan)
    inside = instance("known", "known") + instance("new", "brand-new")
    inside = f"<reservationSet><item><instancesSet>{inside}</instancesSet></item></reservationSet>"
    fake.on("DescribeInstances", scripted("DescribeInstances", inside))
    path = tmp_path / "config.yaml"
    table = "schedules:\n  table: { account: main, region: us-east-1, name: cfgtable }"
    path.write_text(fake.config(f"{table}\nrefresh: {{ schedule-definition: 5s }}"))
    path.chmod(0o600)
    serving = Elastatus(path)
    try:
        serving.settle("/schedules.json")

        def verdicts() -> dict[str, str]:
            return {row["schedule"]: row["verdict"] for row in serving.rows("/schedules.json")}

        good = {"known": "should-be-stopped", "brand-new": "unknown-schedule"}
        eventually(lambda: verdicts() == good, "the table was read")
        assert "Not all schedules are known" not in serving.get("/schedules").text
        refusal.append(code)
        eventually(lambda: verdicts() == {**good, "brand-new": "undecided"}, code)
        (row,) = [row for row in serving.rows("/schedules.json") if row["schedule"] == "brand-new"]
        assert "cfgtable in main, us-east-1 cannot be read any more" in row["note"]
        page = serving.get("/schedules").text
        assert "Not all schedules are known" in page and "cfgtable" in page
    finally:
        serving.end()
        fake.end()
