"""Kafka clusters and message brokers."""

from __future__ import annotations

from company.cells import SHARED, Cell


def fill(cell: Cell) -> None:
    """Makes the MSK clusters and MQ brokers of a cell."""
    if cell.account is SHARED:
        return
    production = cell.account.environment == "production"
    _cluster(cell, "orders-events", "orders", 6 if production else 3)
    _broker(cell, "legacy-billing", "legacy", "ACTIVEMQ", "5.18", "ACTIVE_STANDBY_MULTI_AZ" if production else "SINGLE_INSTANCE")
    if not cell.busy:
        return
    kafka = cell.client("kafka")
    kafka.create_cluster_v2(
        ClusterName="clickstream",
        Tags=cell.tags("search"),
        Serverless={
            "VpcConfigs": [{"SubnetIds": cell.private_subnets, "SecurityGroupIds": [cell.groups["search-app"]]}],
            "ClientAuthentication": {"Sasl": {"Iam": {"Enabled": True}}},
        },
    )
    _cluster(cell, "payments-audit", "payments", 3)
    cell.edit("kafka:ListClustersV2", "payments-audit", {"state": "CREATING"})
    _broker(cell, "payments-rabbit", "payments", "RABBITMQ", "3.13", "CLUSTER_MULTI_AZ")


def _cluster(cell: Cell, name: str, service: str, brokers: int) -> None:
    cell.client("kafka").create_cluster_v2(
        ClusterName=name,
        Tags=cell.tags(service),
        Provisioned={
            "BrokerNodeGroupInfo": {
                "InstanceType": "kafka.m7g.large",
                "ClientSubnets": cell.private_subnets,
                "SecurityGroups": [cell.groups["database"]],
                "StorageInfo": {"EbsStorageInfo": {"VolumeSize": 500}},
            },
            "KafkaVersion": "3.8.x",
            "NumberOfBrokerNodes": brokers,
            "StorageMode": "TIERED",
        },
    )


def _broker(cell: Cell, name: str, service: str, engine: str, version: str, mode: str) -> None:
    cell.client("mq").create_broker(
        BrokerName=name,
        EngineType=engine,
        EngineVersion=version,
        DeploymentMode=mode,
        HostInstanceType="mq.m5.large",
        PubliclyAccessible=False,
        AutoMinorVersionUpgrade=True,
        StorageType="EFS" if engine == "ACTIVEMQ" else "EBS",
        SubnetIds=cell.private_subnets[: 1 if mode == "SINGLE_INSTANCE" else 2],
        SecurityGroups=[cell.groups["database"]],
        Logs={"General": True},
        MaintenanceWindowStartTime={"DayOfWeek": "SUNDAY", "TimeOfDay": "03:00", "TimeZone": "UTC"},
        Users=[{"Username": service, "Password": "not-a-real-password-1"}],
        Tags=cell.tags(service),
    )
