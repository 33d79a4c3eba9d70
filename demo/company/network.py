"""The networks: one VPC a cell, three zones, ways to the internet, and the security groups of the services."""

from __future__ import annotations

from typing import Any

from company.cells import ACCOUNTS, PRODUCTION, REGIONS, Cell, ec2_tags

_OFFICE = "203.0.113.0/24"
_ANYWHERE = "0.0.0.0/0"


def empty(cell: Cell) -> None:
    """Takes away what every new account has, so that the region is empty."""
    ec2 = cell.client("ec2")
    for vpc in ec2.describe_vpcs()["Vpcs"]:
        where = [{"Name": "vpc-id", "Values": [vpc["VpcId"]]}]
        for subnet in ec2.describe_subnets(Filters=where)["Subnets"]:
            ec2.delete_subnet(SubnetId=subnet["SubnetId"])
        ec2.delete_vpc(VpcId=vpc["VpcId"])


def fill(cell: Cell) -> None:
    """Makes the VPC, its subnets, its gateways and its security groups."""
    ec2 = cell.client("ec2")
    number = 10 + 16 * ACCOUNTS.index(cell.account) + REGIONS.index(cell.region)
    tags = cell.tags("network", Name=f"{cell.account.environment}-{cell.region}")
    cell.vpc = ec2.create_vpc(CidrBlock=f"10.{number}.0.0/16", TagSpecifications=ec2_tags("vpc", tags))["Vpc"]["VpcId"]
    for index, zone in enumerate("abc"):
        for name, offset, ids in (("public", 0, cell.public_subnets), ("private", 128, cell.private_subnets)):
            made = ec2.create_subnet(
                VpcId=cell.vpc,
                AvailabilityZone=cell.region + zone,
                CidrBlock=f"10.{number}.{offset + 16 * index}.0/20",
                TagSpecifications=ec2_tags("subnet", tags | {"Name": f"{name}-{zone}"}),
            )
            ids.append(made["Subnet"]["SubnetId"])
    _routes(cell, tags)
    _groups(cell)


def _routes(cell: Cell, tags: dict[str, str]) -> None:
    """The public subnets reach the internet themselves, the private ones by NAT: in production one for each zone."""
    ec2 = cell.client("ec2")
    for subnet in cell.public_subnets:
        ec2.modify_subnet_attribute(SubnetId=subnet, MapPublicIpOnLaunch={"Value": True})
    made = ec2.create_internet_gateway(TagSpecifications=ec2_tags("internet-gateway", tags))
    internet = made["InternetGateway"]["InternetGatewayId"]
    ec2.attach_internet_gateway(InternetGatewayId=internet, VpcId=cell.vpc)
    _table(cell, tags | {"Name": "public"}, cell.public_subnets, GatewayId=internet)
    zones = "abc" if cell.account is PRODUCTION else "a"
    for zone, public in zip(zones, cell.public_subnets):
        name = tags | {"Name": f"nat-{zone}"}
        address = ec2.allocate_address(Domain="vpc", TagSpecifications=ec2_tags("elastic-ip", name))
        gateway = ec2.create_nat_gateway(
            SubnetId=public,
            AllocationId=address["AllocationId"],
            ConnectivityType="public",
            TagSpecifications=ec2_tags("natgateway", name),
        )["NatGateway"]
        _name_interface(cell, gateway)
        private = cell.private_subnets if zones == "a" else [cell.private_subnets[zones.index(zone)]]
        _table(cell, tags | {"Name": f"private-{zone}"}, private, NatGatewayId=gateway["NatGatewayId"])


def _name_interface(cell: Cell, gateway: dict[str, Any]) -> None:
    """AWS says of a gateway's interface what it is for."""
    ec2 = cell.client("ec2")
    where = [{"Name": "subnet-id", "Values": [gateway["SubnetId"]]}]
    for interface in ec2.describe_network_interfaces(Filters=where)["NetworkInterfaces"]:
        text = {"Value": f"Interface for NAT Gateway {gateway['NatGatewayId']}"}
        ec2.modify_network_interface_attribute(NetworkInterfaceId=interface["NetworkInterfaceId"], Description=text)


def _table(cell: Cell, tags: dict[str, str], subnets: list[str], **way: str) -> None:
    """A route table for `subnets`, with one way out."""
    ec2 = cell.client("ec2")
    made = ec2.create_route_table(VpcId=cell.vpc, TagSpecifications=ec2_tags("route-table", tags))
    table = made["RouteTable"]["RouteTableId"]
    ec2.create_route(RouteTableId=table, DestinationCidrBlock=_ANYWHERE, **way)
    for subnet in subnets:
        ec2.associate_route_table(RouteTableId=table, SubnetId=subnet)


def _groups(cell: Cell) -> None:
    for name, description in _DESCRIPTIONS.items():
        made = cell.client("ec2").create_security_group(
            GroupName=name,
            Description=description,
            VpcId=cell.vpc,
            TagSpecifications=ec2_tags("security-group", cell.tags(name.split("-")[0], Name=name)),
        )
        cell.groups[name] = made["GroupId"]
    for name, rules in _inbound(cell).items():
        cell.client("ec2").authorize_security_group_ingress(GroupId=cell.groups[name], IpPermissions=rules)


_DESCRIPTIONS = {
    "load-balancer": "HTTP and HTTPS from everywhere",
    "orders-app": "Order service",
    "payments-app": "Payment service, PCI scope",
    "catalog-app": "Catalog service",
    "search-app": "Search nodes",
    "database": "PostgreSQL and MySQL from the services",
    "cache": "Redis, Valkey and Memcached from the services",
    "bastion": "SSH from the office & the VPN <ops@example.com>",
    "legacy": "do not touch - ask Zoë first",
}


def _inbound(cell: Cell) -> dict[str, list[dict[str, Any]]]:
    """Rules by group: ranges of both families, groups, itself, all protocols, ICMP."""
    group = cell.groups
    services = ("orders-app", "payments-app", "catalog-app", "search-app")
    return {
        "load-balancer": [
            _tcp(port, IpRanges=[_range(_ANYWHERE, text)], Ipv6Ranges=[{"CidrIpv6": "::/0", "Description": text}])
            for port, text in ((80, "redirected to HTTPS"), (443, "customers"))
        ],
        **{
            name: [_tcp(8080, UserIdGroupPairs=[_group(group["load-balancer"], "load balancers")])] for name in services
        },
        "database": [
            _tcp(port, UserIdGroupPairs=[_group(group[name], name) for name in services[:3]]) for port in (3306, 5432)
        ],
        "cache": [
            _tcp(6379, 6380, UserIdGroupPairs=[_group(group[name], name) for name in services]),
            _tcp(11211, UserIdGroupPairs=[_group(group["catalog-app"], "catalog pages")]),
            {"IpProtocol": "-1", "UserIdGroupPairs": [_group(group["cache"], "replication")]},
        ],
        "bastion": [_tcp(22, IpRanges=[_range(_OFFICE, "office"), _range("198.51.100.17/32", "VPN")])],
        "legacy": [
            _tcp(22, IpRanges=[_range(_ANYWHERE, "Open since the migration")]),
            _tcp(0, 65535, IpRanges=[_range("10.0.0.0/8", "")]),
            {"IpProtocol": "icmp", "FromPort": -1, "ToPort": -1, "IpRanges": [_range(_ANYWHERE, "ping")]},
        ],
    }


def _tcp(first: int, last: int | None = None, **sources: Any) -> dict[str, Any]:
    return {"IpProtocol": "tcp", "FromPort": first, "ToPort": first if last is None else last} | sources


def _range(cidr: str, description: str) -> dict[str, str]:
    return {"CidrIp": cidr} | ({"Description": description} if description else {})


def _group(group: str, description: str) -> dict[str, str]:
    return {"GroupId": group, "Description": description}
