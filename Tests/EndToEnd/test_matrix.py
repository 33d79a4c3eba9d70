"""Every view of the company: what is there is shown, what could not be read is said."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from running import ROOT, Elastatus

KINDS = sorted(path.stem for path in (ROOT / "kinds").glob("*.yaml") if path.stem != "views")
VIEWS = re.findall(r"view: ([a-z0-9-]+)", (ROOT / "kinds" / "views.yaml").read_text())
#: Rows that are somewhere to connect to, unless their state says that they are not there yet.
CONNECTED = [
    "rds-instance", "rds-cluster", "rds-proxy", "elasticache-cluster", "elasticache-group", "elasticache-serverless", "redshift",
    "load-balancer", "classic-load-balancer", "sqs", "eip", "eni", "nat-gateway", "s3", "redshift-serverless", "efs", "opensearch", "memorydb",
]
NOT_YET = {"creating", "provisioning", "terminated", "deleting", "pending"}


@pytest.mark.parametrize("word", sorted({*VIEWS, *KINDS}))
@pytest.mark.parametrize("scope", ["/production/us-east-1", "/all/all", "/staging,production/eu-west-1,us-east-1"])
def test_every_view_and_kind_is_a_page(elastatus: Elastatus, word: str, scope: str) -> None:
    answer = elastatus.get(f"{scope}/{word}")
    if answer.status in (301, 302, 303, 307, 308):
        answer = elastatus.get(answer.headers["location"])
    assert answer.status == 200
    assert "text/html" in answer.headers["content-type"]
    assert "<table" in answer.text


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_rows(elastatus: Elastatus, kind: str) -> None:
    rows = elastatus.rows(f"/all/all/{kind}.json")
    assert rows
    for row in rows:
        assert row["kind"] == kind
        assert row["id"] and not row["id"].startswith("~"), row
        assert row["name"]


@pytest.mark.parametrize("kind", CONNECTED)
def test_what_should_have_an_endpoint_has_one(elastatus: Elastatus, kind: str) -> None:
    rows = elastatus.rows(f"/all/all/{kind}.json")
    without = [
        row["id"]
        for row in rows
        # A gateway load balancer has no host name: routes lead to it.
        if not row["endpoints"] and (row["state"] or "").lower() not in NOT_YET and row.get("type") != "gateway"
    ]
    assert without == []


def test_databases_of_all_kinds_stand_in_one_table(elastatus: Elastatus) -> None:
    twin = elastatus.get("/production/us-east-1/rds.csv").text
    head = twin.splitlines()[0].lstrip("\ufeff").split(",")
    # What two of the kinds share is shown, and empty for the third.
    assert {"kind", "endpoint", "port", "role", "product", "engine", "engine_version", "class", "storage"} <= set(head), head
    rows = elastatus.rows("/production/us-east-1/rds.json")
    assert {row["kind"] for row in rows} == {"rds-instance", "rds-cluster", "rds-proxy"}
    assert {row["product"] for row in rows} == {"RDS", "Aurora", "DocumentDB", "Neptune", "RDS Proxy"}
    graphs = elastatus.rows("/production/us-east-1/rds.json?q=product:Neptune")
    assert {row["kind"] for row in graphs} == {"rds-instance", "rds-cluster"}
    assert all(row["product"] == "Neptune" for row in graphs)


def test_the_company_is_large_enough(elastatus: Elastatus) -> None:
    assert sum(len(elastatus.rows(f"/all/all/{kind}.json")) for kind in KINDS) >= 300


def test_the_denied_cell_says_what_was_needed(elastatus: Elastatus) -> None:
    twin = elastatus.get("/all/all/dynamodb.json").json
    denied = [cell for cell in twin["cells"] if cell["status"] == "denied"]
    assert [(cell["account"], cell["region"]) for cell in denied] == [("staging", "eu-west-1")]
    assert denied[0]["error"]["code"] == "denied"
    assert denied[0]["error"]["action"] == "dynamodb:ListTables"
    assert twin["complete"] is False
    assert twin["rows"]
    page = elastatus.get("/all/all/dynamodb").text
    assert "dynamodb:ListTables" in page


def test_an_empty_region_is_read_and_empty(elastatus: Elastatus) -> None:
    twin = elastatus.get("/production/ap-southeast-2/rds.json").json
    assert twin["rows"] == []
    assert {cell["status"] for cell in twin["cells"]} == {"fresh"}
    assert twin["complete"] is True


def _ids(answer: dict[str, Any], path: str) -> set[str]:
    import jmespath

    return set(jmespath.search(path, answer))


@pytest.mark.parametrize(
    ("kind", "service", "operation", "path"),
    [
        ("ec2", "ec2", "describe_instances", "Reservations[].Instances[].InstanceId"),
        ("ebs", "ec2", "describe_volumes", "Volumes[].VolumeId"),
        ("sg", "ec2", "describe_security_groups", "SecurityGroups[].GroupId"),
        ("vpc", "ec2", "describe_vpcs", "Vpcs[].VpcId"),
        ("subnet", "ec2", "describe_subnets", "Subnets[].SubnetId"),
        ("eni", "ec2", "describe_network_interfaces", "NetworkInterfaces[].NetworkInterfaceId"),
        ("eip", "ec2", "describe_addresses", "Addresses[].AllocationId"),
        ("nat-gateway", "ec2", "describe_nat_gateways", "NatGateways[].NatGatewayId"),
        ("launch-template", "ec2", "describe_launch_templates", "LaunchTemplates[].LaunchTemplateId"),
        ("ami", "ec2", "describe_images", "Images[].ImageId"),
        ("lambda", "lambda", "list_functions", "Functions[].FunctionName"),
        ("s3", "s3", "list_buckets", "Buckets[].Name"),
        ("autoscale", "autoscaling", "describe_auto_scaling_groups", "AutoScalingGroups[].AutoScalingGroupName"),
        ("rds-instance", "rds", "describe_db_instances", "DBInstances[].DBInstanceIdentifier"),
        ("dynamodb", "dynamodb", "list_tables", "TableNames"),
        ("cloudformation", "cloudformation", "describe_stacks", "Stacks[].StackName"),
        ("sns-topic", "sns", "list_topics", "Topics[].TopicArn"),
        ("target-group", "elbv2", "describe_target_groups", "TargetGroups[].TargetGroupName"),
        ("efs", "efs", "describe_file_systems", "FileSystems[].FileSystemId"),
        ("opensearch", "opensearch", "list_domain_names", "DomainNames[].DomainName"),
        ("memorydb", "memorydb", "describe_clusters", "Clusters[].Name"),
        ("redshift-serverless", "redshift-serverless", "list_workgroups", "workgroups[].workgroupName"),
    ],
)
def test_the_same_ids_as_boto3(
    elastatus: Elastatus, config: Path, world: Any, kind: str, service: str, operation: str, path: str
) -> None:
    import boto3

    keys = re.search(r"aws_access_key_id: '(\S+)'\s+aws_secret_access_key: '(\S+)'", config.read_text())
    assert keys
    client = boto3.client(
        service, region_name="us-east-1", endpoint_url=world.url, aws_access_key_id=keys.group(1),
        aws_secret_access_key=keys.group(2),
    )
    theirs: set[str] = set()
    if client.can_paginate(operation):
        for page in client.get_paginator(operation).paginate():
            theirs |= _ids(page, path)
    else:
        theirs = _ids(getattr(client, operation)(), path)
    region = "global" if kind == "s3" else "us-east-1"
    rows = elastatus.rows(f"/shared_services/{region}/{kind}.json")
    ours = {row["arn"] if kind == "sns-topic" else row["id"] for row in rows}
    assert ours == theirs
