"""Corrections of EC2's and the load balancers' answers."""

from __future__ import annotations

import copy
import re
from xml.etree.ElementTree import SubElement

from world import ages
from world.calls import Call
from world.corrections import correction
from world.documents import Element, put

_ARM = ("m6g", "m7g", "m8g", "c6g", "c7g", "c8g", "r6g", "r7g", "r8g", "t4g")


@correction(("ec2", "DescribeInstances"))
def _instances(_: Call, root: Element) -> None:
    for item in root.iterfind("reservationSet/item/instancesSet/item"):
        name = item.findtext("instanceId") or ""
        put(item, "launchTime", ages.iso(ages.born(name)))
        for attached in item.iter("attachTime"):
            attached.text = ages.iso(ages.born(name))
        if item.findtext("reason"):
            put(item, "reason", f"User initiated ({ages.spelled(ages.born(name, 0.25))})")
        if not item.findtext("stateReason/code"):
            _drop(item, "stateReason")
        if item.findtext("kernelId") == "None":
            _drop(item, "kernelId")
        _groups(item)
        arm = (item.findtext("instanceType") or "").split(".")[0] in _ARM
        put(item, "architecture", "arm64" if arm else "x86_64")
        put(item, "virtualizationType", "hvm")
        put(item, "platformDetails", "Linux/UNIX")
        put(item, "usageOperation", "RunInstances")


def _groups(item: Element) -> None:
    """The groups of the first interface are those of the instance."""
    groups, first = item.find("groupSet"), item.find("networkInterfaceSet/item/groupSet")
    if groups is not None and not len(groups) and first is not None:
        groups.extend(copy.deepcopy(list(first)))


@correction(("ec2", "DescribeVolumes"))
def _volumes(_: Call, root: Element) -> None:
    for item in root.iterfind("volumeSet/item"):
        owner = item.findtext("attachmentSet/item/instanceId") or item.findtext("volumeId") or ""
        put(item, "createTime", ages.iso(ages.born(owner)))
        for attachment in item.iterfind("attachmentSet/item"):
            put(attachment, "attachTime", ages.iso(ages.born(owner)))
            root_device = attachment.findtext("device") in ("/dev/sda1", "/dev/xvda")
            put(attachment, "deleteOnTermination", "true" if root_device else "false")
        size = int(item.findtext("size") or 0)
        kind = item.findtext("volumeType")
        if item.find("iops") is None and kind in ("gp2", "gp3"):
            put(item, "iops", "3000" if kind == "gp3" else str(max(100, min(3 * size, 16000))))
        if item.find("throughput") is None and kind == "gp3":
            put(item, "throughput", "125")
        put(item, "multiAttachEnabled", "false")


@correction(("ec2", "DescribeImages"))
def _images(_: Call, root: Element) -> None:
    for item in root.iterfind("imagesSet/item"):
        identifier, name = item.findtext("imageId") or "", item.findtext("name") or ""
        month = re.search(r"-(\d{4}-\d{2})-", name)
        put(item, "creationDate", f"{month[1]}-03T04:12:09.000Z" if month else ages.iso(ages.born(identifier)))
        put(item, "architecture", "arm64" if name.endswith("arm64") else "x86_64")
        put(item, "virtualizationType", "hvm")
        put(item, "hypervisor", "xen")
        put(item, "rootDeviceType", "ebs")
        put(item, "platformDetails", "Linux/UNIX")
        put(item, "usageOperation", "RunInstances")
        put(item, "imdsSupport", "v2.0")
        put(item, "deregistrationProtection", "disabled")
        if name.startswith("shop-base-"):  # those that instances were started from
            put(item, "lastLaunchedTime", ages.iso(ages.born(identifier, 0.05)))
        for missing in ("kernelId", "platform", "ramdiskId"):
            if item.findtext(missing) in ("None", ""):
                _drop(item, missing)


#: What a service's interfaces say of themselves: their type, who made them.
_SERVICES = {
    "ELB net/": ("network_load_balancer", "amazon-aws"),
    "ELB ": ("interface", "amazon-elb"),
    "Interface for NAT Gateway ": ("nat_gateway", "amazon-aws"),
    "RDSNetworkInterface": ("interface", "amazon-rds"),
    "EFS mount target ": ("efs", "amazon-efs"),
    "ElastiCache ": ("interface", "amazon-elasticache"),
    "AWS Lambda VPC ENI-": ("lambda", "amazon-lambda"),
}


@correction(("ec2", "DescribeNetworkInterfaces"))
def _interfaces(_: Call, root: Element) -> None:
    for item in root.iterfind("networkInterfaceSet/item"):
        text = item.findtext("description") or ""
        service = next((facts for start, facts in _SERVICES.items() if text.startswith(start)), None)
        if service:
            put(item, "interfaceType", service[0])
            put(item, "requesterId", service[1])
        put(item, "requesterManaged", "true" if service else "false")
        instance, attached = item.findtext("attachment/instanceId"), item.find("attachment/attachTime")
        put(item, "status", "in-use" if service or instance else "available")
        if instance and attached is not None:
            attached.text = ages.iso(ages.born(instance))


@correction(("ec2", "DescribeNatGateways"), ("ec2", "DescribeLaunchTemplates"))
def _made(_: Call, root: Element) -> None:
    for member in ("natGatewayId", "launchTemplateId"):
        for item in root.iter("item"):
            if identifier := item.findtext(member):
                put(item, "createTime", ages.iso(ages.born(identifier)))


@correction(("ec2", "DescribeRegions"))
def _regions(call: Call, root: Element) -> None:
    """Regions that are not enabled show on demand only."""
    regions = root.find("regionInfo")
    if regions is not None and call.parameters.get("AllRegions") != "true":
        for item in [item for item in regions if item.findtext("optInStatus") == "not-opted-in"]:
            regions.remove(item)


@correction(("ec2", "DescribeSecurityGroupRules"))
def _rules(call: Call, root: Element) -> None:
    for item in root.iterfind("securityGroupRuleSet/item"):
        put(item, "groupOwnerId", call.account)


@correction(("elb", "DescribeInstanceHealth"))
def _classic_health(_: Call, root: Element) -> None:
    for member in root.iter("member"):
        if member.findtext("State") == "OutOfService":
            put(member, "ReasonCode", "Instance")
            put(member, "Description", "Instance is in stopped state.")


@correction(("elb", "DescribeLoadBalancers"))
def _classic(call: Call, root: Element) -> None:
    for member in root.iterfind(".//LoadBalancerDescriptions/member"):
        zones = member.find("AvailabilityZones")
        if zones is not None and not len(zones):
            for zone in "ab":
                SubElement(zones, "member").text = call.region + zone


def _drop(item: Element, name: str) -> None:
    found = item.find(name)
    if found is not None:
        item.remove(found)
