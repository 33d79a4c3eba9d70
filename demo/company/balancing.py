"""Load balancers of all types, target groups, listeners and health."""

from __future__ import annotations

from company.cells import SHARED, Cell, pairs


def fill(cell: Cell) -> None:
    """Makes the load balancers of a cell."""
    if cell.account is SHARED:
        return
    cell.certificate = f"arn:aws:iam::{cell.account.number}:server-certificate/shop"
    _application(cell, "orders-public", "internet-facing", "orders-web", 8080, [])
    _application(cell, "payments-internal", "internal", "payments-api", 8443, cell.instances["payments-api"])
    _application(cell, "catalog-public", "internet-facing", "catalog-api", 8080, cell.instances["catalog-api"])
    if cell.busy:
        _network(cell)
        cell.client("elbv2").create_load_balancer(
            Name="inspection", Type="gateway", Subnets=cell.private_subnets, Tags=pairs(cell.tags("network"))
        )
    _classic(cell)


def _application(cell: Cell, name: str, scheme: str, target: str, port: int, instances: list[str]) -> None:
    elb = cell.client("elbv2")
    service = name.split("-")[0]
    subnets = cell.public_subnets if scheme == "internet-facing" else cell.private_subnets
    made = elb.create_load_balancer(
        Name=name,
        Type="application",
        Scheme=scheme,
        Subnets=subnets[:2],
        SecurityGroups=[cell.groups["load-balancer"]],
        Tags=pairs(cell.tags(service)),
    )["LoadBalancers"][0]
    cell.balancers[name] = (made["DNSName"], made["CanonicalHostedZoneId"])
    cell.balancer_arns[name] = made["LoadBalancerArn"]
    group = elb.create_target_group(
        Name=target,
        Protocol="HTTP",
        Port=port,
        VpcId=cell.vpc,
        TargetType="instance",
        HealthCheckPath="/health",
        HealthCheckProtocol="HTTP",
        Matcher={"HttpCode": "200-299"},
        Tags=pairs(cell.tags(service)),
    )["TargetGroups"][0]["TargetGroupArn"]
    cell.target_groups[target] = group
    arn = made["LoadBalancerArn"]
    elb.create_listener(
        LoadBalancerArn=arn,
        Port=80,
        Protocol="HTTP",
        DefaultActions=[
            {"Type": "redirect", "RedirectConfig": {"Protocol": "HTTPS", "Port": "443", "StatusCode": "HTTP_301"}}
        ],
    )
    elb.create_listener(
        LoadBalancerArn=arn,
        Port=443,
        Protocol="HTTPS",
        SslPolicy="ELBSecurityPolicy-TLS13-1-2-2021-06",
        Certificates=[{"CertificateArn": cell.certificate}],
        DefaultActions=[{"Type": "forward", "TargetGroupArn": group}],
    )
    if instances:
        elb.register_targets(TargetGroupArn=group, Targets=[{"Id": one, "Port": port} for one in instances])
        sick = {
            "TargetHealth/State": "unhealthy",
            "TargetHealth/Reason": "Target.ResponseCodeMismatch",
            "TargetHealth/Description": "Health checks failed with these codes: [502]",
        }
        if name == "payments-internal":
            cell.edit("elbv2:DescribeTargetHealth", instances[-1], sick, member="Target/Id")


def _network(cell: Cell) -> None:
    elb = cell.client("elbv2")
    made = elb.create_load_balancer(
        Name="orders-amqp",
        Type="network",
        Scheme="internal",
        Subnets=cell.private_subnets,
        Tags=pairs(cell.tags("orders")),
    )["LoadBalancers"][0]
    cell.balancers["orders-amqp"] = (made["DNSName"], made["CanonicalHostedZoneId"])
    group = elb.create_target_group(
        Name="orders-amqp", Protocol="TCP", Port=5671, VpcId=cell.vpc, TargetType="ip", HealthCheckProtocol="TCP"
    )["TargetGroups"][0]["TargetGroupArn"]
    cell.target_groups["orders-amqp"] = group
    elb.create_listener(
        LoadBalancerArn=made["LoadBalancerArn"],
        Port=5671,
        Protocol="TCP",
        DefaultActions=[{"Type": "forward", "TargetGroupArn": group}],
    )
    elb.create_target_group(Name="unused-since-2023", Protocol="HTTP", Port=80, VpcId=cell.vpc)


def _classic(cell: Cell) -> None:
    elb = cell.client("elb")
    elb.create_load_balancer(
        LoadBalancerName="legacy-www",
        Listeners=[
            {"Protocol": "HTTP", "LoadBalancerPort": 80, "InstanceProtocol": "HTTP", "InstancePort": 8080},
            {
                "Protocol": "HTTPS",
                "LoadBalancerPort": 443,
                "InstanceProtocol": "HTTP",
                "InstancePort": 8080,
                "SSLCertificateId": cell.certificate,
            },
        ],
        Subnets=cell.public_subnets[:2],
        SecurityGroups=[cell.groups["load-balancer"]],
        Tags=pairs(cell.tags("legacy")),
    )
    elb.configure_health_check(
        LoadBalancerName="legacy-www",
        HealthCheck={
            "Target": "HTTP:8080/health",
            "Interval": 30,
            "Timeout": 5,
            "UnhealthyThreshold": 2,
            "HealthyThreshold": 10,
        },
    )
    instances = [{"InstanceId": one} for one in cell.instances["legacy-www"]]
    elb.register_instances_with_load_balancer(LoadBalancerName="legacy-www", Instances=instances)
