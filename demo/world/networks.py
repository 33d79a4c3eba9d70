"""What moto knows of networks, for answers of services that do not say it."""

from __future__ import annotations

from world.calls import Call


def network_of(call: Call, subnet: str) -> str | None:
    """The id of the network that a subnet of the call's account and region is in."""
    from moto.ec2.models import ec2_backends

    for zone in ec2_backends[call.account][call.region].subnets.values():
        if subnet in zone:
            return str(zone[subnet].vpc_id)
    return None
