"""The zones of the company: public in the shared account, private in production."""

from __future__ import annotations

from typing import Any

from company.cells import PRODUCTION, SHARED, Cell

DOMAIN = "shop.example.com"


def public(cell: Cell, targets: dict[str, tuple[str, str]]) -> str:
    """The public zone, with the load balancers of production as targets; its id."""
    route53 = cell.client("route53")
    zone = _zone(route53, f"{DOMAIN}.", {"Comment": "The shop, as customers see it"})
    tags = [{"Key": "Service", "Value": "platform"}, {"Key": "Environment", "Value": "production"}]
    route53.change_tags_for_resource(ResourceType="hostedzone", ResourceId=zone, AddTags=tags)
    check = route53.create_health_check(
        CallerReference="eu",
        HealthCheckConfig={"Type": "HTTPS", "IPAddress": "203.0.113.42", "ResourcePath": "/health"},
    )["HealthCheck"]["Id"]
    orders, catalog = targets["orders-public"], targets["catalog-public"]
    _change(
        route53,
        zone,
        [
            _alias(DOMAIN, *orders),
            _alias(f"www.{DOMAIN}", f"dualstack.{orders[0]}", orders[1]),
            _alias(f"cdn.{DOMAIN}", "d111111abcdef8.cloudfront.net.", "Z2FDTNDATAQYW2"),
            _plain(f"*.preview.{DOMAIN}", "CNAME", [catalog[0]], 60),
            *[
                _plain(f"api.{DOMAIN}", "CNAME", [host], 60, SetIdentifier=name, Weight=weight)
                for name, host, weight in (("blue", orders[0], 90), ("green", catalog[0], 10))
            ],
            *[
                _plain(f"eu.{DOMAIN}", "A", [address], 30, SetIdentifier=region, Region=region, HealthCheckId=check)
                for region, address in (("us-east-1", "203.0.113.21"), ("eu-west-1", "203.0.113.42"))
            ],
            _plain(DOMAIN, "MX", ["10 mail.example.com.", "20 mail2.example.com."], 3600),
            _plain(
                DOMAIN,
                "TXT",
                ['"v=spf1 include:example.com -all"', '"first half of a long key, " "and the second"'],
                3600,
            ),
            _plain(f"_sip._tcp.{DOMAIN}", "SRV", ["10 60 5060 sip.example.com."], 300),
            _plain(f"ipv6.{DOMAIN}", "AAAA", ["2001:db8::1"], 300),
            _plain(f"status.{DOMAIN}", "CNAME", ["status.example.net"], 300),
            # A way over two names, one that ends outside, and two that lead to each other.
            _plain(f"checkout.{DOMAIN}", "CNAME", [f"pay.{DOMAIN}"], 300),
            _plain(f"pay.{DOMAIN}", "CNAME", [f"www.{DOMAIN}"], 300),
            _plain(f"ping.{DOMAIN}", "CNAME", [f"pong.{DOMAIN}"], 300),
            _plain(f"pong.{DOMAIN}", "CNAME", [f"ping.{DOMAIN}"], 300),
            _plain(f"bücher.{DOMAIN}".encode("idna").decode(), "CNAME", [f"www.{DOMAIN}"], 300),
        ],
    )
    _zone(route53, "old-brand.example.", {"Comment": ""})
    return zone


def private(cell: Cell) -> None:
    """The private zone of the account."""
    route53 = cell.client("route53")
    zone = _zone(
        route53,
        f"{cell.account.environment}.internal.",
        {"Comment": "Inside the VPC", "PrivateZone": True},
        VPC={"VPCRegion": cell.region, "VPCId": cell.vpc},
    )
    payments = cell.balancers["payments-internal"]
    _change(
        route53,
        zone,
        [
            _alias(f"payments.{cell.account.environment}.internal", *payments),
            _plain(f"legacy.{cell.account.environment}.internal", "A", ["10.10.0.17", "10.10.16.17"], 60),
        ],
    )


def fill(cells: list[Cell]) -> str:
    """Makes all zones; the id of the public one."""
    by_account = {cell.account: cell for cell in reversed(cells)}
    private(by_account[PRODUCTION])
    return public(by_account[SHARED], by_account[PRODUCTION].balancers)


def _zone(route53: Any, name: str, config: dict[str, Any], **more: Any) -> str:
    made = route53.create_hosted_zone(Name=name, CallerReference=name, HostedZoneConfig=config, **more)
    return made["HostedZone"]["Id"].rpartition("/")[2]


def _change(route53: Any, zone: str, records: list[dict[str, Any]]) -> None:
    changes = [{"Action": "CREATE", "ResourceRecordSet": record} for record in records]
    route53.change_resource_record_sets(HostedZoneId=zone, ChangeBatch={"Changes": changes})


def _plain(name: str, kind: str, values: list[str], ttl: int, **policy: Any) -> dict[str, Any]:
    return {
        "Name": f"{name}.",
        "Type": kind,
        "TTL": ttl,
        "ResourceRecords": [{"Value": value} for value in values],
    } | policy


def _alias(name: str, host: str, zone: str) -> dict[str, Any]:
    target = {"HostedZoneId": zone, "DNSName": host, "EvaluateTargetHealth": True}
    return {"Name": f"{name}.", "Type": "A", "AliasTarget": target}
