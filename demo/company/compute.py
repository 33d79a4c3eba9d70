"""Instances, volumes, snapshots and Auto Scaling groups."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from company import images
from company.cells import PRODUCTION, SHARED, Cell, ec2_tags, pairs
from company.odd import ODD_TAGS


@dataclass(frozen=True)
class Fleet:
    """Instances of one name."""

    name: str
    service: str
    size: int
    instance_type: str
    group: str
    public: bool = False
    schedule: str = ""
    spot: bool = False


_SERVICES = [
    Fleet("payments-api", "payments", 4, "m7g.large", "payments-app"),
    Fleet("catalog-api", "catalog", 4, "c7g.large", "catalog-app"),
    Fleet("search-node", "search", 5, "r7g.large", "search-app"),
    Fleet("orders-batch", "orders", 3, "c7g.2xlarge", "orders-app", schedule="office-hours", spot=True),
    Fleet("legacy-www", "legacy", 2, "t3.medium", "legacy", public=True),
    Fleet("bastion", "platform", 1, "t3.micro", "bastion", public=True),
]
_PLATFORM = [
    Fleet("ci-runner", "platform", 4, "m6i.large", "bastion", schedule="office-hours"),
    Fleet("vpn", "platform", 1, "t3.small", "bastion", public=True),
    Fleet("metrics", "platform", 2, "r7g.large", "bastion"),
]


def fill(cell: Cell) -> None:
    """Makes the instances of a cell with their volumes and snapshots."""
    fleets = _PLATFORM if cell.account is SHARED else _SERVICES
    for fleet in fleets:
        size = fleet.size if cell.account is PRODUCTION and cell.region == "us-east-1" else max(1, fleet.size // 2)
        cell.instances[fleet.name] = _launch(cell, fleet, size)
    _stop(cell)
    if cell.busy:
        _odd(cell)
    _volumes(cell)


def _launch(cell: Cell, fleet: Fleet, size: int) -> list[str]:
    subnets = cell.public_subnets if fleet.public else cell.private_subnets
    tags = cell.tags(fleet.service, Name=fleet.name) | ({"Schedule": fleet.schedule} if fleet.schedule else {})
    more: dict[str, Any] = {"InstanceMarketOptions": {"MarketType": "spot"}} if fleet.spot else {}
    made: list[str] = []
    for zone, subnet in enumerate(subnets):
        count = len(range(zone, size, len(subnets)))
        if not count:
            continue
        answer = cell.client("ec2").run_instances(
            ImageId=images.image_for(cell, fleet.instance_type, fleet.service),
            MinCount=count,
            MaxCount=count,
            InstanceType=fleet.instance_type,
            KeyName="ops-2024",
            NetworkInterfaces=[
                {
                    "DeviceIndex": 0,
                    "SubnetId": subnet,
                    "Groups": [cell.groups[fleet.group]],
                    "AssociatePublicIpAddress": fleet.public,
                }
            ],
            TagSpecifications=ec2_tags("instance", tags) + ec2_tags("volume", tags),
            MetadataOptions={"HttpTokens": "optional" if fleet.service == "legacy" else "required"},
            **more,
        )
        made += [instance["InstanceId"] for instance in answer["Instances"]]
    return made


def _stop(cell: Cell) -> None:
    """Some sleep, one is impaired."""
    ec2 = cell.client("ec2")
    for fleet in ("orders-batch", "ci-runner", "legacy-www"):
        if (ids := cell.instances.get(fleet, [])) and len(ids) > 1:
            ec2.stop_instances(InstanceIds=ids[-1:])
    if impaired := cell.instances.get("search-node"):
        failed = {"instanceStatus/status": "impaired", "instanceStatus/details/item/status": "failed"}
        cell.edit("ec2:DescribeInstanceStatus", impaired[0], failed, member="instanceId")


def _odd(cell: Cell) -> None:
    """Tags as people write them, and worse; and an instance without any."""
    network = [{"DeviceIndex": 0, "SubnetId": cell.private_subnets[0], "Groups": [cell.groups["legacy"]]}]
    for tags in (*ODD_TAGS, {}):
        made = cell.client("ec2").run_instances(
            ImageId=images.image_for(cell, "t3.nano"),
            MinCount=1,
            MaxCount=1,
            InstanceType="t3.nano",
            NetworkInterfaces=network,
            **({"TagSpecifications": ec2_tags("instance", tags)} if tags else {}),
        )
        cell.instances.setdefault("odd", []).append(made["Instances"][0]["InstanceId"])


def _volumes(cell: Cell) -> None:
    """Data volumes, loose ones, and snapshots."""
    ec2 = cell.client("ec2")
    for number, instance in enumerate(cell.instances.get("search-node", [])):
        tags = cell.tags("search", Name=f"search-data-{number}")
        zone = ec2.describe_instances(InstanceIds=[instance])["Reservations"][0]["Instances"][0]["Placement"]
        volume = ec2.create_volume(
            AvailabilityZone=zone["AvailabilityZone"],
            Size=500,
            VolumeType="gp3",
            Iops=6000,
            Throughput=250,
            Encrypted=True,
            KmsKeyId=cell.arn("kms", "key/5c1e7a90-2b3d-4e5f-8a9b-0c1d2e3f4a5b"),
            TagSpecifications=ec2_tags("volume", tags),
        )["VolumeId"]
        ec2.attach_volume(VolumeId=volume, InstanceId=instance, Device="/dev/sdf")
        for week in (1, 2):
            ec2.create_snapshot(
                VolumeId=volume,
                Description=f"weekly {week} of search-data-{number}",
                TagSpecifications=ec2_tags("snapshot", tags | {"Name": f"search-data-{number}-w{week}"}),
            )
    for name, size, kind in (("migration-leftover", 100, "gp2"), ("", 8, "standard")):
        tags = cell.tags("legacy") | ({"Name": name} if name else {})
        volume = ec2.create_volume(
            AvailabilityZone=f"{cell.region}a", Size=size, VolumeType=kind, TagSpecifications=ec2_tags("volume", tags)
        )["VolumeId"]
        ec2.create_snapshot(VolumeId=volume, Description=f"before deletion of {volume}")


def scale(cell: Cell) -> None:
    """The Auto Scaling groups: they launch instances of their own."""
    images.unused_template(cell)
    if cell.account is SHARED:
        return
    sizes = {"orders-web": (6, "m7g.large"), "orders-worker": (3, "c7g.large")}
    scaling = cell.client("autoscaling")
    for name, (size, kind) in sizes.items():
        size = size if cell.busy else 2
        images.template(cell, name, kind)
        targets = {"TargetGroupARNs": [cell.target_groups["orders-web"]]} if name == "orders-web" else {}
        scaling.create_auto_scaling_group(
            AutoScalingGroupName=f"{name}-{cell.account.environment}",
            LaunchTemplate={"LaunchTemplateName": name, "Version": "$Latest"},
            MinSize=1,
            MaxSize=size * 2,
            DesiredCapacity=size,
            VPCZoneIdentifier=",".join(cell.private_subnets),
            HealthCheckType="ELB" if targets else "EC2",
            HealthCheckGracePeriod=300,
            Tags=[tag | {"PropagateAtLaunch": True} for tag in pairs(cell.tags("orders", Name=name))],
            **targets,
        )
    scaling.suspend_processes(
        AutoScalingGroupName=f"orders-worker-{cell.account.environment}", ScalingProcesses=["AZRebalance"]
    )
