"""Databases, tables, warehouses and caches."""

from __future__ import annotations

from typing import Any

from company.cells import PRODUCTION, SHARED, Cell, pairs


def fill(cell: Cell) -> None:
    """Makes the databases of a cell."""
    _instances(cell)
    _tables(cell)
    if cell.account is PRODUCTION:
        _warehouse(cell)


def _instances(cell: Cell) -> None:
    rds = cell.client("rds")
    rds.create_db_subnet_group(
        DBSubnetGroupName="private", DBSubnetGroupDescription="Private subnets", SubnetIds=cell.private_subnets
    )
    wanted = (
        [("ci-metadata", "postgres", "16.4", "db.t4g.medium", 50)]
        if cell.account is SHARED
        else [
            ("orders-history", "postgres", "16.4", "db.r6g.large", 500),
            ("catalog-admin", "mysql", "8.0.39", "db.t4g.medium", 100),
            ("payments-audit", "postgres", "15.8", "db.m6g.large", 200),
            ("legacy-erp", "sqlserver-se", "15.00.4365.2.v1", "db.m5.xlarge", 1000),
        ]
    )
    for name, engine, version, kind, size in wanted:
        rds.create_db_instance(
            DBInstanceIdentifier=name,
            Engine=engine,
            EngineVersion=version,
            DBInstanceClass=kind,
            AllocatedStorage=size,
            MasterUsername="dba",
            MasterUserPassword="not-a-secret",
            DBName=name.replace("-", "_"),
            StorageType="gp3",
            MultiAZ=cell.account is PRODUCTION and name != "legacy-erp",
            PubliclyAccessible=name == "legacy-erp",
            DBSubnetGroupName="private",
            VpcSecurityGroupIds=[cell.groups["database"]],
            StorageEncrypted=True,
            AvailabilityZone=f"{cell.region}a",
            DeletionProtection=False,
            Tags=pairs(cell.tags(name.split("-")[0])),
        )
    if cell.account is not SHARED:
        rds.create_db_instance_read_replica(
            DBInstanceIdentifier="orders-history-replica", SourceDBInstanceIdentifier="orders-history"
        )
        rds.stop_db_instance(DBInstanceIdentifier="legacy-erp")


def _tables(cell: Cell) -> None:
    if cell.account is SHARED:
        _table(cell, "elastatus-schedules", [("type", "S"), ("name", "S")], {})
        return
    _table(cell, "orders", [("order_id", "S")], {"by-customer": "customer_id", "by-day": "day"}, stream=True)
    _table(cell, "carts", [("session", "S")], {})
    _table(cell, "catalog-items", [("sku", "S"), ("locale", "S")], {"by-brand": "brand"}, provisioned=(200, 20))
    _table(cell, "payments.csv", [("payment_id", "S")], {}, provisioned=(5, 5))
    items = [
        {"order_id": {"S": f"o-{number:04}"}, "customer_id": {"S": f"c-{number % 5}"}, "day": {"S": "2025-06-02"}}
        for number in range(12)
    ]
    for name, count in (("orders", 1_834_221), ("carts", 48_116), ("catalog-items", 212_874)):
        cell.edit("dynamodb:DescribeTable", name, {"ItemCount": count, "TableSizeBytes": count * 412})
    requests = {"orders": [{"PutRequest": {"Item": item}} for item in items]}
    cell.client("dynamodb").batch_write_item(RequestItems=requests)


def _table(
    cell: Cell,
    name: str,
    keys: list[tuple[str, str]],
    indexes: dict[str, str],
    provisioned: tuple[int, int] | None = None,
    stream: bool = False,
) -> None:
    read, write = provisioned or (0, 0)
    throughput = (
        {"ProvisionedThroughput": {"ReadCapacityUnits": read, "WriteCapacityUnits": write}} if provisioned else {}
    )
    more: dict[str, Any] = throughput or {"BillingMode": "PAY_PER_REQUEST"}
    if stream:
        more |= {"StreamSpecification": {"StreamEnabled": True, "StreamViewType": "NEW_AND_OLD_IMAGES"}}
    if indexes:
        more["GlobalSecondaryIndexes"] = [
            {
                "IndexName": index,
                "KeySchema": [{"AttributeName": key, "KeyType": "HASH"}],
                "Projection": {"ProjectionType": "ALL"},
            }
            | throughput
            for index, key in indexes.items()
        ]
    attributes = keys + [(key, "S") for key in indexes.values()]
    cell.client("dynamodb").create_table(
        TableName=name,
        KeySchema=[{"AttributeName": key, "KeyType": kind} for (key, _), kind in zip(keys, ("HASH", "RANGE"))],
        AttributeDefinitions=[{"AttributeName": key, "AttributeType": kind} for key, kind in attributes],
        Tags=pairs(cell.tags(name.split("-")[0].split(".")[0])),
        **more,
    )


def _warehouse(cell: Cell) -> None:
    cell.client("redshift").create_cluster(
        ClusterIdentifier="warehouse",
        NodeType="ra3.xlplus",
        NumberOfNodes=2,
        ClusterType="multi-node",
        MasterUsername="warehouse",
        MasterUserPassword="Not-a-secret-1",
        DBName="sales",
        Port=5439,
        AvailabilityZone=f"{cell.region}a",
        PubliclyAccessible=False,
        Encrypted=True,
        VpcSecurityGroupIds=[cell.groups["database"]],
        Tags=pairs(cell.tags("analytics")),
    )
