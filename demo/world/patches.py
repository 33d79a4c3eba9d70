"""Names that moto makes up unlike AWS, made up at their source, so that every answer that repeats them agrees."""

from __future__ import annotations

import hashlib
import threading
from functools import cache
from typing import Any

#: The hosted zones of load balancers, by region: for aliases in Route 53 (AWS's published list).
_APPLICATION_ZONES = {"us-east-1": "Z35SXDOTRQ7X7K", "eu-west-1": "Z32O12XQLNTSW2", "ap-southeast-2": "Z1GM3OXH4ZPM65"}
_NETWORK_ZONES = {"us-east-1": "Z26RNL4JYFTOTI", "eu-west-1": "Z2IFOLAFXWLO4F", "ap-southeast-2": "ZCT6FZBF4DROD"}
_ARN_PARTS = {"application": "app", "network": "net", "gateway": "gwy"}


def apply() -> None:
    """Changes moto. Does nothing the second time."""
    _repeated_work()
    _models()
    _load_balancers()
    _classic_load_balancers()
    _queues()
    _zones()
    _addresses()
    _memory_clusters()


def _repeated_work() -> None:
    """What moto finds out anew for every request, and never changes: a sixth of its time."""
    from moto import backends
    from moto.core import responses, utils

    if not hasattr(responses.method_names_from_class, "cache_info"):
        responses.method_names_from_class = cache(responses.method_names_from_class)
        loader = utils.create_loader()
        utils.create_loader = lambda: loader
        modules = frozenset(backends.list_of_moto_modules())
        backends.list_of_moto_modules = lambda: modules


def _models() -> None:
    """Operations are made in one thread at a time: moto's and botocore's own share a cache for a moment."""
    from moto.core.model import ServiceModel

    if getattr(ServiceModel, "_of_the_world", False):
        return
    ServiceModel._of_the_world = True  # type: ignore[attr-defined]
    making = threading.RLock()
    make = ServiceModel.operation_model

    def operation_model(self: Any, operation_name: str) -> Any:
        with making:
            return make(self, operation_name)

    ServiceModel.operation_model = operation_model  # type: ignore[method-assign]


def _digits(*parts: str) -> str:
    digest = hashlib.sha256("/".join(parts).encode()).hexdigest()
    return str(10**8 + int(digest[:8], 16) % (19 * 10**8))


def _load_balancers() -> None:
    """ARNs by type, DNS names with the numbers AWS puts in, hosted zones by region; gateways have no name."""
    from moto.elbv2 import models

    if getattr(models.ELBv2Backend, "_of_the_world", False):
        return
    making = threading.local()
    make_arn = models.make_arn_for_load_balancer
    make = models.ELBv2Backend.create_load_balancer

    def arn_by_type(*args: Any, **kwargs: Any) -> str:
        part = _ARN_PARTS.get(getattr(making, "type", ""), "app")
        return make_arn(*args, **kwargs).replace("loadbalancer/app/", f"loadbalancer/{part}/")

    def create(self: Any, name: str, *args: Any, **kwargs: Any) -> Any:
        kind = kwargs.get("loadbalancer_type") or "application"
        making.type = kind
        balancer = make(self, name, *args, **kwargs)
        region, account = self.region_name, self.account_id
        balancer.canonical_hosted_zone_id = _APPLICATION_ZONES.get(region, "Z35SXDOTRQ7X7K")
        if kind == "application":
            internal = "internal-" if balancer.scheme == "internal" else ""
            balancer.dns_name = f"{internal}{name}-{_digits(account, region, name)}.{region}.elb.amazonaws.com"
        elif kind == "network":
            balancer.canonical_hosted_zone_id = _NETWORK_ZONES.get(region, "Z26RNL4JYFTOTI")
            balancer.dns_name = f"{name}-{balancer.arn.rpartition('/')[2]}.elb.{region}.amazonaws.com"
        else:
            balancer.dns_name = balancer.canonical_hosted_zone_id = None
        return balancer

    models.make_arn_for_load_balancer = arn_by_type
    models.ELBv2Backend.create_load_balancer = create
    models.ELBv2Backend._of_the_world = True


def _classic_load_balancers() -> None:
    from moto.elb import models

    if getattr(models.ELBBackend, "_of_the_world", False):
        return
    make = models.ELBBackend.create_load_balancer

    def create(self: Any, name: str, *args: Any, **kwargs: Any) -> Any:
        balancer = make(self, name, *args, **kwargs)
        internal = "internal-" if balancer.scheme == "internal" else ""
        number = _digits(self.account_id, self.region_name, "classic", name)
        balancer.dns_name = f"{internal}{name}-{number}.{self.region_name}.elb.amazonaws.com"
        return balancer

    models.ELBBackend.create_load_balancer = create
    models.ELBBackend._of_the_world = True


def _queues() -> None:
    """Queue URLs name AWS, not this server; those that were handed out work in requests all the same."""
    from moto.sqs import models

    def url(self: Any, _: Any) -> str:
        return f"https://sqs.{self.region}.amazonaws.com/{self.account_id}/{self.name}"

    models.Queue.url = url


def _zones() -> None:
    """Ids of hosted zones begin with Z."""
    from moto.route53 import models

    make = models.create_route53_zone_id
    if make.__name__ != "zone_id":

        def zone_id(*args: Any, **kwargs: Any) -> str:
            return f"Z{make(*args, **kwargs)[:20]}"

        models.create_route53_zone_id = zone_id


def _memory_clusters() -> None:
    """A region without a default network has no default subnet group; moto then fails at every call."""
    from moto.memorydb import models

    group = models.MemoryDBSubnetGroup
    if getattr(group, "_of_the_world", False):
        return
    make = group.__init__

    def init(self: Any, *args: Any, **kwargs: Any) -> None:
        try:
            make(self, *args, **kwargs)
        except models.InvalidSubnetError:
            if self.subnet_group_name != "default":
                raise

    group.__init__ = init
    group._of_the_world = True


def _addresses() -> None:
    """Elastic addresses are public ones, and the address of a NAT gateway is one of its subnet."""
    from moto.ec2.models import elastic_ip_addresses, nat_gateways
    from moto.ec2.utils import random_ip, random_private_ip

    if getattr(nat_gateways.NatGateway, "_of_the_world", False):
        return
    making = threading.local()
    make = nat_gateways.NatGateway.__init__

    def init(self: Any, backend: Any, subnet_id: str, *args: Any, **kwargs: Any) -> None:
        making.range = backend.get_subnet(subnet_id).cidr_block
        make(self, backend, subnet_id, *args, **kwargs)

    elastic_ip_addresses.random_ip = lambda: f"52.{random_ip().partition('.')[2]}"
    nat_gateways.random_private_ip = lambda: random_private_ip(making.range)
    nat_gateways.NatGateway.__init__ = init
    nat_gateways.NatGateway._of_the_world = True
