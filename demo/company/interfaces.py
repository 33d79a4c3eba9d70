"""The network interfaces that AWS's services put into a network, which moto does not, and elastic addresses."""

from __future__ import annotations

from company.cells import SHARED, Cell, ec2_tags


def fill(cell: Cell) -> None:
    """Makes the interfaces and addresses of a cell."""
    ec2 = cell.client("ec2")
    loose = cell.tags("legacy", Name="old-partner-allowlist")
    ec2.allocate_address(Domain="vpc", TagSpecifications=ec2_tags("elastic-ip", loose))
    for name in ("vpn", "bastion"):
        for instance in cell.instances.get(name, [])[:1]:
            tags = ec2_tags("elastic-ip", cell.tags("platform", Name=name))
            made = ec2.allocate_address(Domain="vpc", TagSpecifications=tags)
            ec2.associate_address(InstanceId=instance, AllocationId=made["AllocationId"])
    ec2.create_network_interface(
        SubnetId=cell.private_subnets[0],
        Groups=[cell.groups["bastion"]],
        Description="kept for the licence that is bound to its MAC address",
        TagSpecifications=ec2_tags("network-interface", cell.tags("legacy", Name="licence-server")),
    )
    if cell.account is SHARED:
        return
    for name, subnets in (("orders-public", cell.public_subnets), ("payments-internal", cell.private_subnets)):
        part = cell.balancer_arns[name].split(":loadbalancer/")[1]
        _managed(cell, f"ELB {part}", subnets[:2], "load-balancer")
    _managed(cell, "ELB legacy-www", cell.public_subnets[:2], "load-balancer")
    _managed(cell, "ElastiCache catalog-pages", cell.private_subnets[:1], "cache")
    _managed(cell, "ElastiCache payments-ledger-001", cell.private_subnets[:1], "cache")
    _managed(cell, "RDSNetworkInterface", cell.private_subnets[:2], "database")
    _managed(
        cell, "AWS Lambda VPC ENI-orders-notify-5b0f3c1e-8d2a-4e6f-9a7b-1c2d3e4f5a6b", cell.private_subnets[:2], "orders-app"
    )


def _managed(cell: Cell, description: str, subnets: list[str], group: str) -> None:
    for subnet in subnets:
        cell.client("ec2").create_network_interface(
            SubnetId=subnet, Groups=[cell.groups[group]], Description=description
        )
