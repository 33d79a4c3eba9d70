"""Where moto's answers are poorer than AWS's: each function corrects the answers of some operations."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from xml.etree.ElementTree import SubElement

from world import ages
from world.calls import Call
from world.documents import Document, changed
from world.errors import Answer

Correction = Callable[[Call, Any], None]
_corrections: dict[tuple[str, str], list[Correction]] = {}

#: Times of XML answers that are the age of the item itself: (service, operation): (its id, its times).
_TIMES = {
    ("ec2", "DescribeSnapshots"): ("snapshotId", ("startTime",)),
    ("elb", "DescribeLoadBalancers"): ("LoadBalancerName", ("CreatedTime",)),
    ("elbv2", "DescribeLoadBalancers"): ("LoadBalancerName", ("CreatedTime",)),
    ("autoscaling", "DescribeAutoScalingGroups"): ("AutoScalingGroupName", ("CreatedTime",)),
    ("rds", "DescribeDBInstances"): ("DBInstanceIdentifier", ("InstanceCreateTime",)),
    ("redshift", "DescribeClusters"): ("ClusterIdentifier", ("ClusterCreateTime",)),
    ("cloudformation", "DescribeStacks"): ("StackName", ("CreationTime",)),
    ("cloudformation", "ListStackResources"): ("PhysicalResourceId", ("LastUpdatedTimestamp",)),
}


def correction(*calls: tuple[str, str]) -> Callable[[Correction], Correction]:
    """Registers a function for the answers to `calls`, each a service and an operation."""

    def register(function: Correction) -> Correction:
        for call in calls:
            _corrections.setdefault(call, []).append(function)
        return function

    return register


def corrected(call: Call, answer: Answer) -> Answer:
    """`answer` as AWS would have given it."""
    if answer.headers.get("Content-Type") == "text":  # moto, for JSON
        answer.headers["Content-Type"] = "application/x-amz-json-1.1"
    functions = _corrections.get((call.service, call.operation), [])
    if not functions or answer.status != 200:
        return answer
    document = Document(answer.body)
    for function in functions:
        function(call, document.root)
    return changed(answer, document)


@correction(*_TIMES)
def _created(call: Call, root: Any) -> None:
    member, times = _TIMES[call.service, call.operation]
    for item in root.iter():
        name = item.findtext(member)
        for time in times:
            if name and (found := item.find(time)) is not None:
                found.text = ages.iso(ages.born(name))


@correction(("dynamodb", "DescribeTable"))
def _table(_: Call, root: Any) -> None:
    table = root["Table"]
    table["CreationDateTime"] = round(ages.born(table["TableName"]), 3)


@correction(("sqs", "GetQueueAttributes"))
def _queue(_: Call, root: Any) -> None:
    """Times are whole seconds."""
    attributes = root.get("Attributes", {}) if isinstance(root, dict) else {}
    if "CreatedTimestamp" in attributes and "QueueArn" in attributes:
        name = attributes["QueueArn"]
        attributes["CreatedTimestamp"] = str(int(ages.born(name)))
        attributes["LastModifiedTimestamp"] = str(int(ages.born(name, 0.6)))


@correction(("cloudwatch", "DescribeAlarms"))
def _alarms(_: Call, root: Any) -> None:
    if not isinstance(root, dict):
        return
    for alarm in root.get("MetricAlarms", []):
        for name, part in (
            ("AlarmConfigurationUpdatedTimestamp", 1.0),
            ("StateUpdatedTimestamp", 0.1),
            ("StateTransitionedTimestamp", 0.1),
        ):
            moment = ages.born(alarm["AlarmName"], part)
            tagged = alarm.get("StateUpdatedTimestamp")
            alarm[name] = type(tagged)(1, moment) if hasattr(tagged, "tag") else round(moment, 3)


@correction(("sts", "GetCallerIdentity"))
def _identity(call: Call, root: Any) -> None:
    """The account of the keys has a user."""
    for arn in root.iter("Arn"):
        if (arn.text or "").endswith(":user/moto"):
            arn.text = f"arn:aws:iam::{call.account}:user/elastatus"


@correction(("route53", "ListResourceRecordSets"))
def _records(_: Call, root: Any) -> None:
    """Wildcards are escaped, names end with a dot."""
    for name in root.iter("Name"):
        name.text = re.sub(r"^\*", r"\\052", name.text or "")
    for host in root.iter("DNSName"):
        host.text = (host.text or "").rstrip(".") + "."
    for record in root.iter("ResourceRecordSet"):
        for value in record.iter("Value"):
            text = value.text or ""
            if record.findtext("Type") == "NS":
                value.text = text.rstrip(".") + "."
            elif text.startswith("{'Value': '"):
                value.text = text.removeprefix("{'Value': '").removesuffix("'}")


@correction(("cloudformation", "DescribeStacks"))
def _stacks(_: Call, root: Any) -> None:
    for stack in root.iter("member"):
        if stack.find("StackId") is not None and stack.find("DriftInformation") is None:
            SubElement(SubElement(stack, "DriftInformation"), "StackDriftStatus").text = "NOT_CHECKED"
