"""The hub of an AWS Instance Scheduler: its ConfigTable, and resources with tags of every sort."""

from __future__ import annotations

from typing import Any

from company.cells import PRODUCTION, REGIONS, SHARED, STAGING, Cell, pairs

#: Where the table is, and what it is called.
HUB, HUB_REGION, TABLE = SHARED, REGIONS[0], "elastatus-schedules"

_PERIODS: dict[str, dict[str, Any]] = {
    "office-days": {"begintime": "09:00", "endtime": "17:00", "weekdays": {"mon-fri"}},
    "first-monday": {"begintime": "06:00", "endtime": "09:00", "weekdays": {"mon#1"}},
    "evenings": {"endtime": "23:59"},
    "working-days": {"weekdays": {"mon-fri"}},
    "backwards": {"begintime": "17:00", "endtime": "09:00"},
}
_SCHEDULES: dict[str, dict[str, Any]] = {
    "office-hours": {
        "description": "Office hours in London", "timezone": "Europe/London", "periods": {"office-days", "first-monday"},
        "enforced": True,
    },
    "sydney-office": {
        "description": "Office hours in Sydney, larger by day", "timezone": "Australia/Sydney",
        "periods": {"office-days@c7g.2xlarge"}, "retain_running": True, "hibernate": True,
    },
    "working-days": {"periods": {"working-days"}, "timezone": "America/New_York", "stop_new_instances": False},
    "closing-time": {"description": "Stopped at night, started by hand", "periods": {"evenings"}, "timezone": "UTC"},
    "always-on": {"description": "Not to be stopped", "override_status": "running"},
    "retired": {"description": "Switched off for good", "override_status": "stopped", "periods": {"office-days"}},
    "broken-hours": {"description": "Begins after its end", "periods": {"backwards"}},
    "lost-hours": {"description": "Names a period that is gone", "periods": {"office-day"}},
}  # fmt: skip


def fill(cell: Cell) -> None:
    """Fills the hub's table, and tags what the earlier steps made."""
    if cell.account is HUB and cell.region == HUB_REGION:
        _define(cell)
    if cell.account is SHARED:
        _tag(cell, cell.instances["vpn"][:1], {"maid_offhours": "off=(M-F,19);on=(M-F,7);tz=et"})
        return
    if cell.account in (PRODUCTION, STAGING) and cell.region in REGIONS[:2]:
        _tag_instances(cell)
        _tag_databases(cell)
        _tag_groups(cell)


def _define(cell: Cell) -> None:
    items = [{"type": "period", "name": name} | values for name, values in _PERIODS.items()]
    items += [{"type": "schedule", "name": name} | values for name, values in _SCHEDULES.items()]
    # What else the table may hold is no schedule.
    items.append({"type": "config", "name": "scheduler"})
    for item in items:
        cell.client("dynamodb").put_item(TableName=TABLE, Item={key: _attribute(value) for key, value in item.items()})


def _attribute(value: Any) -> dict[str, Any]:
    if isinstance(value, bool):
        return {"BOOL": value}
    return {"SS": sorted(value)} if isinstance(value, set) else {"S": value}


def _tag(cell: Cell, instances: list[str], tags: dict[str, str]) -> None:
    if instances:
        cell.client("ec2").create_tags(Resources=instances, Tags=pairs(tags))


def _tag_instances(cell: Cell) -> None:
    hub = f"arn:aws:cloudformation:{HUB_REGION}:{HUB.number}:stack/instance-scheduler/1a2b3c4d"
    made = cell.instances
    _tag(cell, made["payments-api"][:1], {"Schedule": "always-on", "IS-ManagedBy": hub})
    _tag(
        cell, made["catalog-api"][:1],
        {
            "Schedule": "retired", "IS-ManagedBy": hub, "IS-LastAction": "Stopped 2025-06-01 18:05:12 UTC",
            "IS-Error": "StopFailed 2025-06-02 18:05:09 UTC", "IS-ErrorMessage": "UnauthorizedOperation on StopInstances",
        },
    )  # fmt: skip
    _tag(cell, made["catalog-api"][1:2], {"Schedule": "broken-hours"})
    _tag(cell, made["catalog-api"][2:3], {"schedule": "office-hours"})
    _tag(cell, made["legacy-www"][-1:], {"Schedule": "always-on"})
    _tag(cell, made["search-node"][:1], {"Schedule": "closing-time"})
    _tag(cell, made["search-node"][1:2], {"Schedule": "ofice-hours"})
    _tag(cell, made["bastion"][:1], {"Schedule": "always-on", "maid_offhours": "on"})


def _tag_databases(cell: Cell) -> None:
    rds = cell.client("rds")
    for name, schedule in (
        ("orders-history-replica", "office-hours"),
        ("catalog-admin", "office-hours"),
        ("legacy-erp", "always-on"),
    ):
        rds.add_tags_to_resource(ResourceName=cell.arn("rds", f"db:{name}"), Tags=pairs({"Schedule": schedule}))


def _tag_groups(cell: Cell) -> None:
    group = f"orders-worker-{cell.account.environment}"
    scaling = cell.client("autoscaling")
    tags = {"Schedule": "working-days", "IS-MinDesiredMax": "1-3-6"}
    scaling.create_or_update_tags(
        Tags=[
            tag | {"ResourceId": group, "ResourceType": "auto-scaling-group", "PropagateAtLaunch": False}
            for tag in pairs(tags)
        ]
    )
    found = scaling.describe_auto_scaling_groups(AutoScalingGroupNames=[group])["AutoScalingGroups"]
    _tag(cell, [member["InstanceId"] for each in found for member in each["Instances"]][:1], {"Schedule": "working-days"})
