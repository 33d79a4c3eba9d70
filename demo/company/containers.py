"""Clusters of containers: ECS services and EKS."""

from __future__ import annotations

from typing import Any

from company.cells import PRODUCTION, SHARED, Cell, pairs

#: Service: the target group that it joins, if it is behind a load balancer.
_SERVICES = {
    "orders-web": "orders-web",
    "catalog-api": "catalog-api",
    "orders-mailer": None,
    "payments-settlement": None,
    "search-suggest": None,
}
#: More of them in production's first region: more than AWS describes in one call.
_MORE = (
    "carts",
    "catalog-images",
    "catalog-import",
    "checkout",
    "orders-export",
    "orders-invoices",
    "payments-fraud",
    "search-indexer",
)


def fill(cell: Cell) -> None:
    """Makes the clusters of a cell."""
    if cell.account is SHARED:
        _kubernetes(cell, "build-farm", is_public=False)
        return
    _services(cell)
    _kubernetes(cell, "recommendations", is_public=cell.account is not PRODUCTION)
    if cell.busy:
        _kubernetes(cell, "recommendations-next", is_public=False)
        creating = {"status": "CREATING", "endpoint": None, "certificateAuthority": None, "identity": None}
        cell.edit("eks:DescribeCluster", "recommendations-next", creating)


def _services(cell: Cell) -> None:
    ecs = cell.client("ecs")
    for cluster in ("shop", "batch"):
        ecs.create_cluster(clusterName=cluster, tags=pairs(cell.tags("platform"), "key", "value"))
    names: dict[str, str | None] = _SERVICES | (dict.fromkeys(_MORE) if cell.busy else {})
    for name, group in names.items():
        _service(cell, "shop", name, group)
    _service(cell, "batch", "nightly-reports", None, count=0)
    namespace = {
        "enabled": True,
        "namespace": "shop.internal",
        "services": [
            {
                "portName": "http",
                "discoveryName": "search-suggest",
                "clientAliases": [{"port": 8080, "dnsName": "suggest.shop.internal"}],
            }
        ],
    }
    _deployed(cell, "search-suggest", [_deployment(cell, 2, 2) | {"serviceConnectConfiguration": namespace}])
    failing = {"rolloutState": "FAILED", "rolloutStateReason": "ECS deployment circuit breaker: tasks failed to start."}
    stuck = [_deployment(cell, 0, 2) | failing, _deployment(cell, 2, 2) | {"status": "ACTIVE"}]
    _deployed(cell, "payments-settlement", stuck)


def _service(cell: Cell, cluster: str, name: str, group: str | None, count: int = 2) -> None:
    ecs = cell.client("ecs")
    ecs.register_task_definition(
        family=name,
        networkMode="awsvpc",
        requiresCompatibilities=["FARGATE"],
        cpu="512",
        memory="1024",
        containerDefinitions=[{"name": "app", "image": f"registry.example.com/{name}:2025.11", "memory": 1024}],
    )
    behind: dict[str, Any] = {}
    if group:
        balancers = [{"targetGroupArn": cell.target_groups[group], "containerName": "app", "containerPort": 8080}]
        behind = {"loadBalancers": balancers, "healthCheckGracePeriodSeconds": 60}
    ecs.create_service(
        cluster=cluster,
        serviceName=name,
        taskDefinition=name,
        desiredCount=count,
        launchType="FARGATE",
        networkConfiguration={
            "awsvpcConfiguration": {
                "subnets": cell.private_subnets[:2],
                "securityGroups": [cell.groups["orders-app"]],
                "assignPublicIp": "DISABLED",
            }
        },
        tags=pairs(cell.tags(name.split("-")[0]), "key", "value"),
        **behind,
    )


def _deployment(cell: Cell, running: int, desired: int) -> dict[str, Any]:
    return {
        "id": f"ecs-svc/{running}{desired}17521206086",
        "status": "PRIMARY",
        "taskDefinition": cell.arn("ecs", "task-definition/app:7"),
        "desiredCount": desired,
        "runningCount": running,
        "pendingCount": 0,
        "failedTasks": desired - running,
        "launchType": "FARGATE",
        "rolloutState": "COMPLETED",
        "rolloutStateReason": "ECS deployment completed.",
    }


def _deployed(cell: Cell, name: str, deployments: list[dict[str, Any]]) -> None:
    """Gives a service the deployments that moto does not keep."""
    running = sum(deployment["runningCount"] for deployment in deployments)
    arn = cell.arn("ecs", f"service/shop/{name}")
    cell.edit("ecs:DescribeServices", arn, {"deployments": deployments, "runningCount": running})


def _kubernetes(cell: Cell, name: str, is_public: bool) -> None:
    cell.client("eks").create_cluster(
        name=name,
        version="1.33",
        roleArn=f"arn:aws:iam::{cell.account.number}:role/kubernetes",
        resourcesVpcConfig={
            "subnetIds": cell.private_subnets,
            "securityGroupIds": [cell.groups["catalog-app"]],
            "endpointPublicAccess": is_public,
            "endpointPrivateAccess": True,
        },
        tags=cell.tags("catalog"),
    )
