"""Every fixture is an answer that botocore reads, and says what its name says."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jmespath
import pytest

from decoding import decode_file, operation_model
from world.fixtures import ROOT

FILES = sorted(path for path in ROOT.glob("*/*/*.*"))
HASH, TOKEN = "c9akciq32abc", "x1y2z3"


def of(path: Path) -> tuple[str, str, str]:
    """Service, operation and name of a fixture file."""
    return path.parent.parent.name, path.parent.name, path.stem


@pytest.mark.parametrize("path", FILES, ids=lambda path: "/".join(of(path)))
def test_botocore_reads_it_and_nothing_is_unknown(path: Path) -> None:
    service, operation, name = of(path)
    decoded = decode_file(service, operation, name)
    members = [value for value in decoded.values() if isinstance(value, (list, dict, str))]
    assert members, "no members at all"
    assert any(members) != (name == "_empty")
    shape = operation_model(service, operation).output_shape
    if path.suffix == ".xml":
        leaves = sum(
            1 for element in ElementTree.parse(path).iter() if not len(element) and (element.text or "").strip()
        )
        assert count_leaves(decoded) == leaves - 1, "a member that botocore does not know (the request id aside)"
    else:
        assert set(decoded) <= set(shape.members)


def count_leaves(value: Any) -> int:
    """How many values botocore found."""
    if isinstance(value, dict):
        return sum(map(count_leaves, value.values()))
    if isinstance(value, list):
        return sum(map(count_leaves, value))
    return 0 if value == "" else 1


ENDPOINTS = [
    ("rds/DescribeDBInstances/creating", "DBInstances[].[DBInstanceStatus, Endpoint]", [["creating", None]]),
    (
        "rds/DescribeDBInstances/postgres",
        "DBInstances[].Endpoint.[Address, Port]",
        [[f"orders-archive.{HASH}.us-east-1.rds.amazonaws.com", 5432]],
    ),
    (
        "rds/DescribeDBInstances/aurora-members",
        "DBInstances[].[Endpoint.Address, DBClusterIdentifier]",
        [[f"orders-aurora-{n}.{HASH}.us-east-1.rds.amazonaws.com", "orders-aurora"] for n in (1, 2, 3)],
    ),
    (
        "rds/DescribeDBClusterEndpoints/writer",
        "DBClusterEndpoints[].[EndpointType, Endpoint]",
        [["WRITER", f"orders-aurora.cluster-{HASH}.us-east-1.rds.amazonaws.com"]],
    ),
    (
        "rds/DescribeDBClusterEndpoints/reader",
        "DBClusterEndpoints[].[EndpointType, Endpoint]",
        [["READER", f"orders-aurora.cluster-ro-{HASH}.us-east-1.rds.amazonaws.com"]],
    ),
    (
        "rds/DescribeDBClusterEndpoints/custom",
        "DBClusterEndpoints[].[EndpointType, Endpoint]",
        [["CUSTOM", f"orders-reports.cluster-custom-{HASH}.us-east-1.rds.amazonaws.com"]],
    ),
    (
        "rds/DescribeDBClusters/aurora",
        "DBClusters[].[Endpoint, ReaderEndpoint, CustomEndpoints[0], Port]",
        [
            [
                f"orders-aurora.cluster-{HASH}.us-east-1.rds.amazonaws.com",
                f"orders-aurora.cluster-ro-{HASH}.us-east-1.rds.amazonaws.com",
                f"orders-reports.cluster-custom-{HASH}.us-east-1.rds.amazonaws.com",
                5432,
            ]
        ],
    ),
    (
        "rds/DescribeDBProxies/proxy",
        "DBProxies[].Endpoint",
        [f"orders-proxy.proxy-{HASH}.us-east-1.rds.amazonaws.com"],
    ),
    (
        "elasticache/DescribeReplicationGroups/cluster-mode-on",
        "ReplicationGroups[].[ConfigurationEndpoint.Address, ConfigurationEndpoint.Port, NodeGroups[].PrimaryEndpoint]",
        [[f"clustercfg.orders-sessions.{TOKEN}.use1.cache.amazonaws.com", 6379, []]],
    ),
    (
        "elasticache/DescribeReplicationGroups/cluster-mode-off",
        "ReplicationGroups[].[ConfigurationEndpoint, NodeGroups[0].PrimaryEndpoint.Address, NodeGroups[0].ReaderEndpoint.Address]",
        [
            [
                None,
                f"master.payments-ledger.{TOKEN}.use1.cache.amazonaws.com",
                f"replica.payments-ledger.{TOKEN}.use1.cache.amazonaws.com",
            ]
        ],
    ),
    (
        "elasticache/DescribeReplicationGroups/single-node",
        "ReplicationGroups[].[ConfigurationEndpoint, NodeGroups[0].PrimaryEndpoint.Address, length(MemberClusters)]",
        [[None, f"search-suggest.{TOKEN}.ng.0001.use1.cache.amazonaws.com", 1]],
    ),
    (
        "elasticache/DescribeReplicationGroups/creating",
        "ReplicationGroups[].[Status, ConfigurationEndpoint, NodeGroups[0].PrimaryEndpoint]",
        [["creating", None, None]],
    ),
    (
        "elasticache/DescribeCacheClusters/redis-standalone",
        "CacheClusters[].[ConfigurationEndpoint, CacheNodes[0].Endpoint.Address, ReplicationGroupId]",
        [[None, f"legacy-locks.{TOKEN}.0001.use1.cache.amazonaws.com", None]],
    ),
    (
        "elasticache/DescribeCacheClusters/memcached",
        "CacheClusters[].[ConfigurationEndpoint.Address, ConfigurationEndpoint.Port, length(CacheNodes[].Endpoint.Address)]",
        [[f"catalog-pages.{TOKEN}.cfg.use1.cache.amazonaws.com", 11211, 3]],
    ),
    (
        "elasticache/DescribeServerlessCaches/valkey",
        "ServerlessCaches[].[Endpoint.Port, ReaderEndpoint.Port]",
        [[6379, 6380]],
    ),
    (
        "elasticache/DescribeServerlessCaches/memcached",
        "ServerlessCaches[].[Endpoint.Port, ReaderEndpoint]",
        [[11211, None]],
    ),
    ("elasticache/DescribeServerlessCaches/creating", "ServerlessCaches[].[Status, Endpoint]", [["creating", None]]),
    (
        "elbv2/DescribeLoadBalancers/application",
        "LoadBalancers[].DNSName",
        [
            "orders-public-1187613042.us-east-1.elb.amazonaws.com",
            "internal-payments-internal-834471920.us-east-1.elb.amazonaws.com",
        ],
    ),
    (
        "elbv2/DescribeLoadBalancers/network",
        "LoadBalancers[].DNSName",
        ["orders-amqp-9f1c2d3e4b5a6978.elb.us-east-1.amazonaws.com"],
    ),
    ("elbv2/DescribeLoadBalancers/gateway", "LoadBalancers[].[Type, DNSName]", [["gateway", None]]),
    ("elbv2/DescribeLoadBalancers/provisioning", "LoadBalancers[].State.Code", ["provisioning"]),
    (
        "elb/DescribeLoadBalancers/classic",
        "LoadBalancerDescriptions[].DNSName",
        [
            "legacy-www-1392847560.us-east-1.elb.amazonaws.com",
            "internal-legacy-batch-204817733.us-east-1.elb.amazonaws.com",
        ],
    ),
    (
        "sqs/ListQueues/queues",
        "QueueUrls",
        [
            f"https://sqs.us-east-1.amazonaws.com/123456789012/{name}"
            for name in ("orders-incoming", "orders-incoming-dlq", "payments-events.fifo")
        ],
    ),
    (
        "redshift/DescribeClusters/available",
        "Clusters[].Endpoint.[Address, Port]",
        [[f"warehouse.{HASH}.us-east-1.redshift.amazonaws.com", 5439]],
    ),
    ("redshift/DescribeClusters/creating", "Clusters[].[ClusterStatus, Endpoint]", [["creating", None]]),
    (
        "redshift-serverless/ListWorkgroups/workgroup",
        "workgroups[].endpoint.[address, port]",
        [["ad-hoc.123456789012.us-east-1.redshift-serverless.amazonaws.com", 5439]],
    ),
    ("redshift-serverless/ListWorkgroups/creating", "workgroups[].[status, endpoint]", [["CREATING", None]]),
    (
        "redshift-serverless/ListWorkgroups/custom-domain",
        "workgroups[].[endpoint.address, customDomainName]",
        [["reports.123456789012.us-east-1.redshift-serverless.amazonaws.com", "reports.shop.example.com"]],
    ),
    (
        "sns/ListSubscriptions/confirmed-and-pending",
        "Subscriptions[].SubscriptionArn | [1:]",
        ["PendingConfirmation", "PendingConfirmation", "Deleted"],
    ),
    ("cloudwatch/DescribeAlarms/metric-and-composite", "[length(MetricAlarms), length(CompositeAlarms)]", [2, 1]),
]


@pytest.mark.parametrize(("name", "path", "expected"), ENDPOINTS, ids=[row[0] for row in ENDPOINTS])
def test_its_endpoints(name: str, path: str, expected: Any) -> None:
    service, operation, fixture = name.split("/")
    assert jmespath.search(path, decode_file(service, operation, fixture)) == expected
