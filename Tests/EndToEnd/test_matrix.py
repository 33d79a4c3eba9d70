"""Every view of the company: what is there is shown, what could not be read is said."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from running import ROOT, Elastatus

KINDS = sorted(path.stem for path in (ROOT / "kinds").glob("*.yaml") if path.stem != "views")
VIEWS = re.findall(r"view: ([a-z0-9-]+)", (ROOT / "kinds" / "views.yaml").read_text())
#: Rows that are somewhere to connect to, unless their state says that they are not there yet.
CONNECTED = [
    "rds-instance", "rds-cluster", "rds-proxy", "elasticache-cluster", "elasticache-group", "elasticache-serverless", "redshift",
    "load-balancer", "classic-load-balancer", "sqs", "eip", "eni", "nat-gateway", "s3", "redshift-serverless", "efs", "opensearch", "memorydb", "msk", "mq",
    "eks-cluster", "api-gateway", "http-api", "api-domain", "cloudfront",
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


def _client(config: Path, url: str, service: str) -> Any:
    """A client of boto3 with production's credentials, as elastatus gets them."""
    import boto3
    import yaml

    told = yaml.safe_load(config.read_text())
    keys = next(account for account in told["accounts"].values() if "aws_access_key_id" in account)
    role = told["accounts"]["production"]
    own = {name: keys[name] for name in ("aws_access_key_id", "aws_secret_access_key")}
    session = boto3.client("sts", region_name="us-east-1", endpoint_url=url, **own).assume_role(
        RoleArn=role["role_arn"], ExternalId=role["external_id"], RoleSessionName="test"
    )["Credentials"]
    return boto3.client(
        service, region_name="us-east-1", endpoint_url=url, aws_access_key_id=session["AccessKeyId"],
        aws_secret_access_key=session["SecretAccessKey"], aws_session_token=session["SessionToken"],
    )


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
        ("msk", "kafka", "list_clusters_v2", "ClusterInfoList[].ClusterName"),
        ("mq", "mq", "list_brokers", "BrokerSummaries[].BrokerId"),
        ("redshift-serverless", "redshift-serverless", "list_workgroups", "workgroups[].workgroupName"),
        ("eks-cluster", "eks", "list_clusters", "clusters"),
        ("api-gateway", "apigateway", "get_rest_apis", "items[].id"),
        ("http-api", "apigatewayv2", "get_apis", "Items[].ApiId"),
        ("api-domain", "apigateway", "get_domain_names", "items[].domainName"),
        ("cloudfront", "cloudfront", "list_distributions", "DistributionList.Items[].Id"),
        ("acm", "acm", "list_certificates", "CertificateSummaryList[].CertificateArn"),
        ("iam-role", "iam", "list_roles", "Roles[].RoleName"),
    ],
)
def test_the_same_ids_as_boto3(
    elastatus: Elastatus, config: Path, world: Any, kind: str, service: str, operation: str, path: str
) -> None:
    client = _client(config, world.url, service)
    theirs: set[str] = set()
    if client.can_paginate(operation):
        for page in client.get_paginator(operation).paginate():
            theirs |= _ids(page, path)
    else:
        theirs = _ids(getattr(client, operation)(), path)
    ours = {row["id"] for row in elastatus.rows(f"/production/{_region(kind)}/{kind}.json")}
    assert theirs
    assert ours == theirs


def _region(kind: str) -> str:
    """Where the rows of a kind are that boto3 lists in us-east-1."""
    return "global" if "scope: global" in (ROOT / "kinds" / f"{kind}.yaml").read_text() else "us-east-1"


def test_the_same_services_of_clusters_as_boto3(elastatus: Elastatus, config: Path, world: Any) -> None:
    client = _client(config, world.url, "ecs")
    theirs: dict[str, tuple[str, str, int]] = {}
    for cluster in client.list_clusters()["clusterArns"]:
        found = [arn for page in client.get_paginator("list_services").paginate(cluster=cluster) for arn in page["serviceArns"]]
        for start in range(0, len(found), 10):
            asked = client.describe_services(cluster=cluster, services=found[start : start + 10])["services"]
            for row in asked:
                key = f"{cluster.rpartition('/')[2]}/{row['serviceName']}"
                theirs[key] = (row["serviceArn"], row["status"], row["runningCount"])
    rows = elastatus.rows("/production/us-east-1/ecs-service.json")
    assert len(theirs) > 10
    assert {row["id"]: (row["arn"], row["state"], row["running"]) for row in rows} == theirs


def test_services_and_apis_are_connected_to_by_what_stands_before_them(elastatus: Elastatus) -> None:
    """The hosts of other kinds' rows reach those that are behind them."""
    balancers = {row["name"]: row for row in elastatus.rows("/production/us-east-1/load-balancer.json")}
    services = {row["name"]: row for row in elastatus.rows("/production/us-east-1/ecs-service.json")}
    assert services["orders-web"]["endpoints"][0]["host"] == balancers["orders-public"]["dns_name"]
    assert services["search-suggest"]["endpoints"][0]["host"] == "suggest.shop.internal"
    apis = {row["name"]: row for row in elastatus.rows("/production/us-east-1/api-gateway.json")}
    roles = [endpoint["role"] for endpoint in apis["orders-api"]["endpoints"]]
    assert roles == ["custom", "url", "url"]
    assert apis["payments-internal"]["endpoints"][0]["host"].endswith(".execute-api.us-east-1.amazonaws.com/live")


def test_what_ends_soon_is_found_and_red(elastatus: Elastatus) -> None:
    rows = elastatus.rows("/all/all/acm.json?q=expires_at:%3C14d")
    names = {row["name"] for row in rows}
    assert "legacy.shop.example.com" in names and "retired.shop.example.com" in names
    assert "shop.example.com" not in names
    page = elastatus.get("/production/us-east-1/acm?q=name:legacy.shop.example.com").text
    assert re.search(r'<time class="state" data-tone="bad" datetime="[^"]+Z" title="[^"]+">in \d+ d</time>', page)


def _comparable(value: Any) -> Any:
    """A value of boto3 or of a twin, times made one thing."""
    from datetime import UTC, datetime

    if isinstance(value, dict):
        return {key: _comparable(item) for key, item in value.items() if not key.startswith("_")}
    if isinstance(value, list):
        return [_comparable(item) for item in value]
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z", value):
        value = datetime.fromisoformat(value)
    return round(value.astimezone(UTC).timestamp(), 3) if isinstance(value, datetime) else value


@pytest.mark.parametrize(
    ("kind", "service", "operation", "path", "identity"),
    [
        ("efs", "efs", "describe_file_systems", "FileSystems[]", "FileSystemId"),
        ("api-gateway", "apigateway", "get_rest_apis", "items[]", "id"),
        ("http-api", "apigatewayv2", "get_apis", "Items[]", "ApiId"),
        ("api-domain", "apigateway", "get_domain_names", "items[]", "domainName"),
        ("cloudfront", "cloudfront", "list_distributions", "DistributionList.Items[]", "Id"),
        ("memorydb", "memorydb", "describe_clusters", "Clusters[]", "Name"),
        ("acm", "acm", "list_certificates", "CertificateSummaryList[]", "CertificateArn"),
    ],
)
def test_documents_are_what_boto3_reads(
    elastatus: Elastatus, config: Path, world: Any, kind: str, service: str, operation: str, path: str, identity: str
) -> None:
    import jmespath

    given = {"ShowShardDetails": True} if kind == "memorydb" else {}
    answer = getattr(_client(config, world.url, service), operation)(**given)
    theirs = {item[identity]: _comparable(item) for item in jmespath.search(path, answer)}
    for item in theirs.values():
        if kind == "efs":  # as of the moment it was asked
            item["SizeInBytes"].pop("Timestamp")
        if kind == "acm":  # the simulated AWS issues certificates after a minute
            item.pop("Status")
    assert theirs
    for name, document in theirs.items():
        twin = elastatus.get(f"/production/{_region(kind)}/{kind}/{quote(name, safe='')}?_format=json").json["raw"]
        ours = _comparable(twin)
        if kind == "acm":
            ours.pop("Status")
        if kind == "efs":
            ours["SizeInBytes"].pop("Timestamp")
            # The simulated AWS says more than AWS's model knows; elastatus keeps it, boto3 does not.
            ours = {key: ours[key] for key in document}
        assert ours == document


def test_details_of_clusters_are_what_boto3_reads(elastatus: Elastatus, config: Path, world: Any) -> None:
    theirs = _client(config, world.url, "eks").describe_cluster(name="recommendations")["cluster"]
    twin = elastatus.get("/production/us-east-1/eks-cluster/recommendations?_format=json").json["raw"]
    assert _comparable(twin["_cluster"]["cluster"]) == _comparable(theirs)
