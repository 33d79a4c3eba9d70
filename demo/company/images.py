"""Machine images, and the launch templates that start them."""

from __future__ import annotations

import base64
from typing import Any

from company.cells import PRODUCTION, SHARED, Cell, ec2_tags

#: Name: description, in the order of their age.
_IMAGES = {
    "shop-base-2023-11-x86_64": "Base image before the migration",
    "shop-base-2025-05-x86_64": "Base image, patched monthly",
    "shop-base-2025-05-arm64": "Base image, patched monthly",
}
_ARM = ("g.", "gd.", "gn.")


def fill(cell: Cell) -> None:
    """Makes the images of a cell."""
    ec2 = cell.client("ec2")
    wanted = _IMAGES | ({"search-node-golden": "Trial of a baked search node"} if cell.busy else {})
    for name, description in wanted.items():
        cell.images[name] = ec2.register_image(
            Name=name,
            Description=description,
            RootDeviceName="/dev/xvda",
            TagSpecifications=ec2_tags("image", cell.tags("platform")),
        )["ImageId"]
    old = cell.images["shop-base-2023-11-x86_64"]
    cell.edit("ec2:DescribeImages", old, {"deprecationTime": "2025-11-30T00:00:00.000Z"}, member="imageId")


def image_for(cell: Cell, instance_type: str, service: str = "") -> str:
    """The image that instances of a type are started from."""
    if service == "legacy":
        return cell.images["shop-base-2023-11-x86_64"]
    arm = any(mark in instance_type for mark in _ARM)
    return cell.images[f"shop-base-2025-05-{'arm64' if arm else 'x86_64'}"]


def template(cell: Cell, name: str, instance_type: str) -> None:
    """A launch template; in production a second version of it is on trial."""
    ec2 = cell.client("ec2")
    data: dict[str, Any] = {
        "ImageId": image_for(cell, instance_type),
        "InstanceType": instance_type,
        "SecurityGroupIds": [cell.groups["orders-app"]],
        "UserData": base64.b64encode(b"#!/bin/sh\nexec /opt/orders/start\n").decode(),
        "MetadataOptions": {"HttpTokens": "required"},
    }
    ec2.create_launch_template(
        LaunchTemplateName=name,
        VersionDescription="in service",
        LaunchTemplateData=data,
        TagSpecifications=ec2_tags("launch-template", cell.tags("orders")),
    )
    if cell.account is PRODUCTION:
        del data["UserData"]  # moto takes it with the first version only
        ec2.create_launch_template_version(
            LaunchTemplateName=name, VersionDescription="without a start script", LaunchTemplateData=data
        )


def unused_template(cell: Cell) -> None:
    """One that nobody uses."""
    if cell.account is not SHARED:
        return
    cell.client("ec2").create_launch_template(
        LaunchTemplateName="ci-runner",
        LaunchTemplateData={"ImageId": image_for(cell, "m6i.large"), "InstanceType": "m6i.large"},
        TagSpecifications=ec2_tags("launch-template", cell.tags("platform")),
    )
