"""The company: every kind has rows, and a row that should have an endpoint has one."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import jmespath
import pytest
import yaml
from botocore.exceptions import ClientError

from company.cells import ACCOUNTS, PRODUCTION, REGIONS, SHARED, STAGING
from company.odd import ODD_TAGS

#: kind: service, call, its rows, and the path of what a row's endpoint is, if kinds of it have one.
KINDS: dict[str, tuple[str, str, str, dict[str, Any]]] = {
    "ec2": ("ec2", "describe_instances", "Reservations[].Instances[]", {}),
    "ebs": ("ec2", "describe_volumes", "Volumes[]", {}),
    "snapshots": ("ec2", "describe_snapshots", "Snapshots[]", {"OwnerIds": ["self"]}),
    "vpc": ("ec2", "describe_vpcs", "Vpcs[]", {}),
    "subnet": ("ec2", "describe_subnets", "Subnets[]", {}),
    "nat-gateway": ("ec2", "describe_nat_gateways", "NatGateways[]", {}),
    "eip": ("ec2", "describe_addresses", "Addresses[]", {}),
    "eni": ("ec2", "describe_network_interfaces", "NetworkInterfaces[]", {}),
    "ami": ("ec2", "describe_images", "Images[]", {"Owners": ["self"]}),
    "launch-template": ("ec2", "describe_launch_templates", "LaunchTemplates[]", {}),
    "lambda": ("lambda", "list_functions", "Functions[]", {}),
    "s3": ("s3", "list_buckets", "Buckets[]", {"MaxBuckets": 1000}),
    "sg": ("ec2", "describe_security_groups", "SecurityGroups[]", {}),
    "load-balancer": ("elbv2", "describe_load_balancers", "LoadBalancers[]", {}),
    "target-group": ("elbv2", "describe_target_groups", "TargetGroups[]", {}),
    "classic-load-balancer": ("elb", "describe_load_balancers", "LoadBalancerDescriptions[]", {}),
    "autoscale": ("autoscaling", "describe_auto_scaling_groups", "AutoScalingGroups[]", {}),
    "rds-instance": ("rds", "describe_db_instances", "DBInstances[]", {}),
    "rds-cluster": ("rds", "describe_db_clusters", "DBClusters[]", {}),
    "rds-proxy": ("rds", "describe_db_proxies", "DBProxies[]", {}),
    "dynamodb": ("dynamodb", "list_tables", "TableNames[]", {}),
    "elasticache-cluster": ("elasticache", "describe_cache_clusters", "CacheClusters[]", {"ShowCacheNodeInfo": True}),
    "elasticache-group": ("elasticache", "describe_replication_groups", "ReplicationGroups[]", {}),
    "elasticache-serverless": ("elasticache", "describe_serverless_caches", "ServerlessCaches[]", {}),
    "redshift": ("redshift", "describe_clusters", "Clusters[]", {}),
    "redshift-serverless": ("redshift-serverless", "list_workgroups", "workgroups[]", {}),
    "efs": ("efs", "describe_file_systems", "FileSystems[]", {}),
    "opensearch": ("opensearch", "list_domain_names", "DomainNames[]", {}),
    "memorydb": ("memorydb", "describe_clusters", "Clusters[]", {"ShowShardDetails": True}),
    "msk": ("kafka", "list_clusters_v2", "ClusterInfoList[]", {}),
    "mq": ("mq", "list_brokers", "BrokerSummaries[]", {}),
    "ecs-service": ("ecs", "list_clusters", "clusterArns[]", {}),
    "eks-cluster": ("eks", "list_clusters", "clusters[]", {}),
    "api-gateway": ("apigateway", "get_rest_apis", "items[]", {}),
    "http-api": ("apigatewayv2", "get_apis", "Items[]", {}),
    "api-domain": ("apigateway", "get_domain_names", "items[]", {}),
    "acm": ("acm", "list_certificates", "CertificateSummaryList[]", {}),
    "cloudfront": ("cloudfront", "list_distributions", "DistributionList.Items[]", {}),
    "iam-role": ("iam", "list_roles", "Roles[]", {}),
    "cloudformation": ("cloudformation", "describe_stacks", "Stacks[]", {}),
    "route53-zone": ("route53", "list_hosted_zones", "HostedZones[]", {}),
    "sqs": ("sqs", "list_queues", "QueueUrls[]", {"MaxResults": 1000}),
    "sns-topic": ("sns", "list_topics", "Topics[]", {}),
    "sns-subscription": ("sns", "list_subscriptions", "Subscriptions[]", {}),
    "cloudwatch": (
        "cloudwatch",
        "describe_alarms",
        "[MetricAlarms, CompositeAlarms][]",
        {"AlarmTypes": ["MetricAlarm", "CompositeAlarm"]},
    ),
}
GLOBAL = {"s3", "route53-zone", "cloudfront", "iam-role"}
DENIED = (STAGING, "eu-west-1", "dynamodb")
CELLS = [(account, region) for account in ACCOUNTS for region in REGIONS]


def rows(filled: Any, kind: str, account: Any, region: str) -> list[Any]:
    """The rows of a kind in a cell."""
    service, call, path, parameters = KINDS[kind]
    if (account, region, service) == DENIED:
        return []
    return jmespath.search(path, filled.ask(account, region, service, call, **parameters)) or []


@pytest.fixture(scope="session")
def inventory(filled: Any) -> dict[str, dict[tuple[Any, str], list[Any]]]:
    """All rows, by kind and cell."""
    return {kind: {cell: rows(filled, kind, *cell) for cell in CELLS} for kind in KINDS}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_rows(inventory: Any, kind: str) -> None:
    assert any(inventory[kind].values())


def test_there_are_more_than_300_resources_in_two_regions_and_none_in_the_third(inventory: Any) -> None:
    regional = {kind: cells for kind, cells in inventory.items() if kind not in GLOBAL}
    counts = {
        region: sum(len(cells[account, region]) for cells in regional.values() for account in ACCOUNTS)
        for region in REGIONS
    }
    assert counts["us-east-1"] + counts["eu-west-1"] >= 300
    assert counts["ap-southeast-2"] == 0
    assert min(sum(len(cells[account, "us-east-1"]) for cells in regional.values()) for account in ACCOUNTS) >= 20


def test_one_cell_is_denied_in_the_words_of_aws(filled: Any) -> None:
    with pytest.raises(ClientError) as refused:
        filled.ask(STAGING, "eu-west-1", "dynamodb", "list_tables")
    assert refused.value.response["Error"]["Code"] == "AccessDeniedException"
    assert (
        "is not authorized to perform: dynamodb:ListTables on resource: arn:aws:dynamodb:eu-west-1:719204838112:"
        in str(refused.value)
    )
    assert "because no identity-based policy allows the dynamodb:ListTables action" in str(refused.value)


#: kind: the paths one of which is the host of a row's endpoint, the states without one, and what the host looks like.
ENDPOINTS: dict[str, tuple[list[str], str, str]] = {
    "rds-instance": (["Endpoint.Address"], "DBInstanceStatus", r"\.(rds|docdb|neptune)\.amazonaws\.com$"),
    "rds-cluster": (["Endpoint"], "none", r"\.cluster-[a-z0-9]{12}\."),
    "rds-proxy": (["Endpoint"], "Status", r"\.proxy-[a-z0-9]{12}\."),
    "elasticache-group": (
        ["ConfigurationEndpoint.Address", "NodeGroups[0].PrimaryEndpoint.Address"],
        "Status",
        r"\.cache\.amazonaws\.com$",
    ),
    "elasticache-cluster": (
        ["ConfigurationEndpoint.Address", "CacheNodes[0].Endpoint.Address"],
        "CacheClusterStatus",
        r"\.cache\.amazonaws\.com$",
    ),
    "elasticache-serverless": (["Endpoint.Address"], "Status", r"\.serverless\."),
    "load-balancer": (["DNSName"], "State.Code", r"(elb|elb\.[a-z0-9-]+)\.amazonaws\.com$"),
    "classic-load-balancer": (["DNSName"], "none", r"-\d{9,10}\.[a-z0-9-]+\.elb\.amazonaws\.com$"),
    "redshift": (["Endpoint.Address"], "ClusterStatus", r"\.redshift\.amazonaws\.com$"),
    "redshift-serverless": (["endpoint.address"], "status", r"\.redshift-serverless\.amazonaws\.com$"),
    "memorydb": (["ClusterEndpoint.Address"], "Status", r"^clustercfg\.[a-z-]+\.c[0-9a-f]{5}\.memorydb\."),
    "sqs": (["@"], "none", r"^https://sqs\.[a-z0-9-]+\.amazonaws\.com/\d{12}/"),
}
_SHORT = {"us-east-1": "use1", "eu-west-1": "euw1"}


@pytest.mark.parametrize("kind", ENDPOINTS)
def test_every_row_that_should_have_an_endpoint_has_it(inventory: Any, kind: str) -> None:
    paths, state, pattern = ENDPOINTS[kind]
    seen = 0
    for (_, region), found in inventory[kind].items():
        for row in found:
            host = next(filter(None, (jmespath.search(path, row) for path in paths)), None)
            creating = state != "none" and jmespath.search(state, row) in ("creating", "CREATING")
            if creating or (isinstance(row, dict) and row.get("Type") == "gateway"):
                assert not host
                continue
            assert host, row
            assert re.search(pattern, host), host
            assert f".{region}." in host or f".{_SHORT[region]}." in host or f"//sqs.{region}." in host, host
            seen += 1
    assert seen


def test_endpoints_of_different_cells_differ(inventory: Any) -> None:
    for kind, (paths, _, _) in ENDPOINTS.items():
        hosts = [
            host
            for found in inventory[kind].values()
            for row in found
            if (host := next(filter(None, (jmespath.search(path, row) for path in paths)), None))
        ]
        assert len(hosts) == len(set(hosts)), kind


def test_cluster_endpoints_of_all_types(filled: Any) -> None:
    found = filled.ask(PRODUCTION, "us-east-1", "rds", "describe_db_cluster_endpoints")["DBClusterEndpoints"]
    assert {row["EndpointType"] for row in found} == {"WRITER", "READER", "CUSTOM"}


def test_ids_repeat_only_within_their_cell(inventory: Any) -> None:
    """Fixtures are localized: what they refer to exists in the same cell."""
    for cell in CELLS:
        groups = {row["GroupId"] for row in inventory["sg"][cell]}
        used = jmespath.search("[].VpcSecurityGroups[].VpcSecurityGroupId", inventory["rds-instance"][cell])
        used += jmespath.search("[].SecurityGroups[].SecurityGroupId", inventory["elasticache-cluster"][cell])
        used += jmespath.search("[].SecurityGroups[].GroupId", inventory["ec2"][cell])
        assert set(used) <= groups
        assert bool(used) == (cell[1] != "ap-southeast-2")


def test_odd_characters_arrive_as_they_were_written(inventory: Any) -> None:
    tags = [
        {tag["Key"]: tag["Value"] for tag in row.get("Tags", [])} for row in inventory["ec2"][PRODUCTION, "us-east-1"]
    ]
    for odd in ODD_TAGS:
        assert odd in tags
    assert {} in tags


def test_ages_are_those_of_a_company(inventory: Any) -> None:
    times = [row["LaunchTime"] for found in inventory["ec2"].values() for row in found]
    now = datetime.now(UTC)
    assert all(now - timedelta(days=901) < time < now - timedelta(hours=2) for time in times)
    assert len(set(times)) > len(times) / 2
    stopped = [row for found in inventory["ec2"].values() for row in found if row["State"]["Name"] == "stopped"]
    assert stopped
    assert all(
        re.fullmatch(r"User initiated \(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d GMT\)", row["StateTransitionReason"])
        for row in stopped
    )


def test_instances_say_what_moto_does_not(inventory: Any) -> None:
    for row in inventory["ec2"][PRODUCTION, "us-east-1"]:
        assert row["PlatformDetails"] == "Linux/UNIX"
        assert row["SecurityGroups"], row["InstanceId"]
        assert "KernelId" not in row
    assert any(row.get("InstanceLifecycle") == "spot" for row in inventory["ec2"][PRODUCTION, "us-east-1"])


def test_load_balancers_are_named_by_type(inventory: Any) -> None:
    found = {row["Type"]: row for row in inventory["load-balancer"][PRODUCTION, "us-east-1"]}
    assert set(found) == {"application", "network", "gateway"}
    for kind, part in (("application", "/app/"), ("network", "/net/"), ("gateway", "/gwy/")):
        assert part in found[kind]["LoadBalancerArn"]


def test_health_is_not_all_good(filled: Any, inventory: Any) -> None:
    def ask(*call: str, **parameters: Any) -> Any:
        return filled.ask(PRODUCTION, "us-east-1", *call, **parameters)

    states = {
        health["TargetHealth"]["State"]
        for group in inventory["target-group"][PRODUCTION, "us-east-1"]
        for health in ask("elbv2", "describe_target_health", TargetGroupArn=group["TargetGroupArn"])[
            "TargetHealthDescriptions"
        ]
    }
    assert states == {"healthy", "unhealthy"}
    classic = ask("elb", "describe_instance_health", LoadBalancerName="legacy-www")["InstanceStates"]
    assert {row["State"] for row in classic} == {"InService", "OutOfService"}
    statuses = ask("ec2", "describe_instance_status", IncludeAllInstances=True)["InstanceStatuses"]
    assert {"ok", "impaired"} <= {row["InstanceStatus"]["Status"] for row in statuses}
    alarms = inventory["cloudwatch"][PRODUCTION, "us-east-1"]
    assert {row["StateValue"] for row in alarms} == {"OK", "ALARM", "INSUFFICIENT_DATA"}
    subscriptions = inventory["sns-subscription"][PRODUCTION, "us-east-1"]
    assert "PendingConfirmation" in {row["SubscriptionArn"] for row in subscriptions}


def test_records_are_written_as_route_53_writes_them(filled: Any) -> None:
    zones = filled.ask(SHARED, "us-east-1", "route53", "list_hosted_zones")["HostedZones"]
    zone = next(row for row in zones if row["Name"] == "shop.example.com.")
    records = filled.ask(SHARED, "us-east-1", "route53", "list_resource_record_sets", HostedZoneId=zone["Id"])[
        "ResourceRecordSets"
    ]
    assert "\\052.preview.shop.example.com." in {row["Name"] for row in records}
    aliases = [row["AliasTarget"]["DNSName"] for row in records if "AliasTarget" in row]
    assert len(aliases) == 3 and all(name.endswith(".") for name in aliases)
    balancers = filled.ask(PRODUCTION, "us-east-1", "elbv2", "describe_load_balancers", Names=["orders-public"])[
        "LoadBalancers"
    ]
    assert f"{balancers[0]['DNSName']}." in aliases
    assert {row.get("Weight") for row in records} >= {90, 10}


def test_zones_have_tags_and_records_health_checks(filled: Any) -> None:
    zone = yaml.safe_load(filled.configuration)["route53"]["zone_id"]
    call = ("route53", "list_tags_for_resources")
    sets = filled.ask(SHARED, "us-east-1", *call, ResourceType="hostedzone", ResourceIds=[zone])["ResourceTagSets"]
    assert {"Key": "Service", "Value": "platform"} in sets[0]["Tags"]
    records = filled.ask(SHARED, "us-east-1", "route53", "list_resource_record_sets", HostedZoneId=zone)[
        "ResourceRecordSets"
    ]
    assert sum("HealthCheckId" in row for row in records) == 2


def test_only_enabled_regions_are_listed(filled: Any) -> None:
    listed = filled.ask(PRODUCTION, "us-east-1", "ec2", "describe_regions")["Regions"]
    everything = filled.ask(PRODUCTION, "us-east-1", "ec2", "describe_regions", AllRegions=True)["Regions"]
    assert {row["RegionName"] for row in listed} >= set(REGIONS)
    assert len(listed) < len(everything)


def test_a_template_is_given_as_it_was_written(filled: Any) -> None:
    from company.stacks import _TEMPLATES

    call = ("cloudformation", "get_template")
    body = filled.ask(PRODUCTION, "us-east-1", *call, StackName="checkout-production", TemplateStage="Original")
    assert body["TemplateBody"] == (_TEMPLATES / "service.yaml").read_text()
    stack = filled.ask(PRODUCTION, "us-east-1", "cloudformation", "describe_stacks", StackName="checkout-production")
    assert {"ParameterKey": "ApiToken", "ParameterValue": "****"} in stack["Stacks"][0]["Parameters"]


def test_tags_of_fixtures_come_by_the_tagging_interface(filled: Any) -> None:
    call = ("resourcegroupstaggingapi", "get_resources")
    for kind, expected in (
        ("elasticache:cluster", 2),
        ("elasticache:replicationgroup", 3),
        ("elasticache:serverlesscache", 2),
    ):
        found = filled.ask(PRODUCTION, "us-east-1", *call, ResourceTypeFilters=[kind])["ResourceTagMappingList"]
        assert len(found) == expected
        assert all(f":{kind.split(':')[1]}:" in row["ResourceARN"] for row in found)


def test_the_configuration_is_elastatus_own(filled: Any) -> None:
    configuration = yaml.safe_load(filled.configuration)
    assert list(configuration["accounts"]) == [account.name for account in ACCOUNTS]
    assert configuration["regions"] == list(REGIONS)
    assert configuration["endpoint_url"] == filled.seen.endpoint
    roles = [account.get("role_arn") for account in configuration["accounts"].values()]
    assert sum(role is None for role in roles) == 1
    for account in ACCOUNTS:
        identity = filled.ask(account, "us-east-1", "sts", "get_caller_identity")
        assert identity["Account"] == configuration["accounts"][account.name]["account_id"]


def test_a_role_asks_for_its_external_id(filled: Any) -> None:
    for wrong in (
        {"ExternalId": "guess"},
        {},
        {"ExternalId": "elastatus-demo-7421", "RoleArn": "arn:aws:iam::1:role/no"},
    ):
        with pytest.raises(ClientError) as refused:
            filled.ask(
                SHARED,
                "us-east-1",
                "sts",
                "assume_role",
                **({"RoleArn": PRODUCTION.role, "RoleSessionName": "x"} | wrong),
            )
        assert refused.value.response["Error"]["Code"] == "AccessDenied"


def test_images_interfaces_and_functions_say_what_moto_does_not(inventory: Any) -> None:
    cell = PRODUCTION, "us-east-1"
    images = {row["ImageId"]: row for row in inventory["ami"][cell]}
    assert {row["Architecture"] for row in images.values()} == {"arm64", "x86_64"}
    assert all(row["RootDeviceType"] == "ebs" for row in images.values())
    used = images.keys() & {row["ImageId"] for row in inventory["ec2"][cell]}
    assert used == {identifier for identifier, row in images.items() if row["Name"].startswith("shop-base-")}
    interfaces = inventory["eni"][cell]
    assert {"interface", "nat_gateway", "lambda", "efs"} >= {row["InterfaceType"] for row in interfaces}
    assert {"in-use", "available"} == {row["Status"] for row in interfaces}
    gateways = {row["NatGatewayId"] for row in inventory["nat-gateway"][cell]}
    named = {row["Description"].split()[-1] for row in interfaces if row["InterfaceType"] == "nat_gateway"}
    assert named == gateways and len(gateways) == 3
    assert all("State" not in row and row["LastModified"].endswith("+0000") for row in inventory["lambda"][cell])


def test_buckets_name_their_region_when_asked_with_a_parameter(filled: Any) -> None:
    plain = filled.ask(PRODUCTION, "us-east-1", "s3", "list_buckets")["Buckets"]
    asked = filled.ask(PRODUCTION, "us-east-1", "s3", "list_buckets", MaxBuckets=1000)["Buckets"]
    assert {row["Name"] for row in plain} == {row["Name"] for row in asked}
    assert not any("BucketRegion" in row for row in plain)
    assert {row["BucketRegion"] for row in asked} == {"us-east-1", "eu-west-1"}


def test_a_cluster_has_more_services_than_aws_describes_at_once(filled: Any) -> None:
    arns = filled.ask(PRODUCTION, "us-east-1", "ecs", "list_services", cluster="shop", maxResults=100)["serviceArns"]
    assert len(arns) > 10
    call = ("ecs", "describe_services")
    asked = filled.ask(PRODUCTION, "us-east-1", *call, cluster="shop", services=arns[:10], include=["TAGS"])
    assert len(asked["services"]) == 10
    assert all(row["tags"] for row in asked["services"])


def test_names_lead_to_apis_of_both_services(filled: Any, inventory: Any) -> None:
    cell = (PRODUCTION, "us-east-1")
    name = inventory["api-domain"][cell][0]["domainName"]
    mappings = filled.ask(*cell, "apigatewayv2", "get_api_mappings", DomainName=name)["Items"]
    known = {row["id"] for row in inventory["api-gateway"][cell]} | {row["ApiId"] for row in inventory["http-api"][cell]}
    assert len(mappings) == 2
    assert {mapping["ApiId"] for mapping in mappings} <= known


def test_certificates_end_at_all_times(inventory: Any) -> None:
    now = datetime.now(UTC)
    found = inventory["acm"][PRODUCTION, "us-east-1"]
    left = [(row["NotAfter"] - now).days for row in found if "NotAfter" in row]
    assert min(left) < 0 and any(0 <= days < 14 for days in left) and max(left) > 100
    # What waits to be validated is issued by the simulation after a minute.
    assert {"ISSUED", "EXPIRED"} <= {row["Status"] for row in found} <= {"ISSUED", "EXPIRED", "PENDING_VALIDATION"}
