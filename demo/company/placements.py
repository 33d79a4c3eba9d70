"""Which fixtures show in which cell: what moto lacks, under the company's names."""

from __future__ import annotations

from typing import Any

from company.cells import PRODUCTION, SHARED, Cell

_CACHES = {
    "orders-sessions": ["DescribeReplicationGroups/cluster-mode-on", "DescribeCacheClusters/cluster-mode-on-members"],
    "payments-ledger": ["DescribeReplicationGroups/cluster-mode-off", "DescribeCacheClusters/cluster-mode-off-members"],
    "search-suggest": ["DescribeReplicationGroups/single-node", "DescribeCacheClusters/single-node-members"],
    "catalog-pages": ["DescribeCacheClusters/memcached"],
    "legacy-locks": ["DescribeCacheClusters/redis-standalone"],
    "catalog-hot": ["DescribeServerlessCaches/valkey"],
    "search-facets": ["DescribeServerlessCaches/memcached"],
}
_CREATING = [
    "DescribeReplicationGroups/creating",
    "DescribeCacheClusters/creating",
    "DescribeServerlessCaches/creating",
]
_AURORA = [
    "DescribeDBClusters/aurora",
    "DescribeDBInstances/aurora-members",
    "DescribeDBClusterEndpoints/writer",
    "DescribeDBClusterEndpoints/reader",
    "DescribeDBClusterEndpoints/custom",
    "DescribeDBProxies/proxy",
    "DescribeDBProxyEndpoints/proxy",
]
_OTHER_CLUSTERS = [
    "DescribeDBClusters/serverless-v2",
    "DescribeDBClusters/docdb",
    "DescribeDBInstances/docdb-member",
    "DescribeDBClusters/neptune",
    "DescribeDBInstances/neptune-member",
]


def fill(cell: Cell) -> None:
    """Places the fixtures of a cell."""
    _place(cell, "ec2", ["DescribeSpotPriceHistory/prices"])
    if cell.account is SHARED:
        _caches(cell, ["legacy-locks"])
        return
    _caches(cell, list(_CACHES) if cell.region == "us-east-1" else ["payments-ledger", "catalog-pages", "catalog-hot"])
    _place(cell, "cloudwatch", ["DescribeAlarms/composite"])
    _place(cell, "resourcegroupstaggingapi", ["GetResources/shop-degraded", "GetResources/stores"])
    _place(cell, "resourcegroupstaggingapi", ["GetResources/orders-proxy"])
    _place(cell, "rds", _AURORA)
    _place(cell, "rds", ["DescribeDBProxyTargets/proxy"], when={"DBProxyName": "orders-proxy"})
    if cell.account is PRODUCTION:
        _place(cell, "rds", _OTHER_CLUSTERS)
        _place(cell, "redshift-serverless", ["ListWorkgroups/workgroup", "ListNamespaces/sales"])
    if cell.busy:
        _place(cell, "rds", ["DescribeDBInstances/creating", "DescribeDBClusters/creating"])
        _place(cell, "redshift", ["DescribeClusters/creating"])
        _place(cell, "redshift-serverless", ["ListWorkgroups/custom-domain", "ListWorkgroups/creating"])
        _place(cell, "elasticache", _CREATING)


def _caches(cell: Cell, names: list[str]) -> None:
    for name in names:
        _place(cell, "elasticache", _CACHES[name])
    _place(cell, "resourcegroupstaggingapi", [f"GetResources/{name}" for name in names])


def _place(cell: Cell, service: str, fixtures: list[str], when: dict[str, str] | None = None) -> None:
    rename = {
        "sg-0da7aba5e00000001": cell.groups["database"],
        "sg-0cac4e00000000001": cell.groups["cache"],
        "vpc-0a1b2c3d4e5f60718": cell.vpc,
        ">production<": f">{cell.account.environment}<",
        '"production"': f'"{cell.account.environment}"',
    }
    rename |= {f"subnet-0fee1dead0000000{zone}": subnet for zone, subnet in zip("abc", cell.private_subnets)}
    placement: dict[str, Any] = {
        "account": cell.account.number,
        "region": cell.region,
        "service": service,
        "fixtures": fixtures,
        "rename": rename,
        "when": when or {},
    }
    cell.world.tell("placements", placement)
