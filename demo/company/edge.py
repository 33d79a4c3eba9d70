"""What faces the internet: certificates, APIs and their names, distributions."""

from __future__ import annotations

import time
from typing import Any

from company.cells import PRODUCTION, REGIONS, SHARED, Cell, pairs

_DAY = 86400.0


def fill(cell: Cell) -> None:
    """Makes the certificates, APIs and distributions of a cell."""
    if cell.account is SHARED:
        return
    domain = "shop.example.com" if cell.account is PRODUCTION else f"{cell.account.environment}.shop.example.com"
    certificate = _certificate(cell, domain, 214, "SUCCESS", [f"*.{domain}"], _balancers(cell))
    _certificate(cell, f"legacy.{domain}", 9, None, [], [])
    _certificate(cell, f"old.{domain}", 31, "PENDING_VALIDATION", [], [])
    if cell.busy:
        _certificate(cell, f"retired.{domain}", -12, "FAILED", [], [])
        pending = cell.client("acm").request_certificate(DomainName=f"next.{domain}", ValidationMethod="DNS")
        unknown = {"NotAfter": None, "NotBefore": None, "IssuedAt": None}
        for operation in ("ListCertificates", "DescribeCertificate"):
            cell.edit(f"acm:{operation}", pending["CertificateArn"], unknown)
    _apis(cell, f"api.{cell.region}.{domain}", certificate)
    if cell.region == REGIONS[0]:
        _distributions(cell, domain, certificate)


def _balancers(cell: Cell) -> list[str]:
    found = cell.client("elbv2").describe_load_balancers(Names=["orders-public", "catalog-public"])
    return [balancer["LoadBalancerArn"] for balancer in found["LoadBalancers"]]


def _certificate(
    cell: Cell, name: str, days: float, renewal: str | None, names: list[str], users: list[str]
) -> str:
    """Makes a certificate that ends in so many days; without a state of its renewal it is an imported one."""
    arn = cell.client("acm").request_certificate(
        DomainName=name, SubjectAlternativeNames=[name, *names], ValidationMethod="DNS", Tags=pairs(cell.tags("platform"))
    )["CertificateArn"]
    end = round(time.time() + days * _DAY)
    known: dict[str, Any] = {
        "Status": "ISSUED" if days > 0 else "EXPIRED",
        "Type": "AMAZON_ISSUED" if renewal else "IMPORTED",
        "NotAfter": end,
        "NotBefore": end - round(395 * _DAY),
        "CreatedAt": end - round(395 * _DAY),
        "IssuedAt": end - round(395 * _DAY),
        "RenewalEligibility": "ELIGIBLE" if renewal and users else "INELIGIBLE",
    }
    cell.edit("acm:ListCertificates", arn, known | {"InUse": bool(users)})
    more: dict[str, Any] = {"InUseBy": users}
    if renewal:
        more["RenewalSummary"] = {"RenewalStatus": renewal, "DomainValidationOptions": [], "UpdatedAt": end}
    cell.edit("acm:DescribeCertificate", arn, known | more)
    return str(arn)


def _apis(cell: Cell, domain: str, certificate: str) -> None:
    rest, http = cell.client("apigateway"), cell.client("apigatewayv2")
    orders = _rest(cell, "orders-api", "REGIONAL", ["live", "beta"])
    _rest(cell, "payments-internal", "PRIVATE", ["live"])
    _rest(cell, "returns-draft", "EDGE", [])
    events = http.create_api(Name="events", ProtocolType="HTTP", Tags=cell.tags("orders"))["ApiId"]
    http.create_stage(ApiId=events, StageName="$default", AutoDeploy=True)
    http.create_stage(ApiId=events, StageName="canary")
    live = http.create_api(
        Name="order-status", ProtocolType="WEBSOCKET", RouteSelectionExpression="$request.body.action"
    )["ApiId"]
    http.create_stage(ApiId=live, StageName="live")
    rest.create_domain_name(
        domainName=domain,
        regionalCertificateArn=certificate,
        endpointConfiguration={"types": ["REGIONAL"]},
        securityPolicy="TLS_1_2",
        tags=cell.tags("platform"),
    )
    # In AWS these are two sides of one name.
    configuration = {"CertificateArn": certificate, "EndpointType": "REGIONAL", "SecurityPolicy": "TLS_1_2"}
    http.create_domain_name(DomainName=domain, DomainNameConfigurations=[configuration])
    rest.create_base_path_mapping(domainName=domain, restApiId=orders, stage="live", basePath="orders")
    http.create_api_mapping(DomainName=domain, ApiId=events, Stage="$default", ApiMappingKey="")


def _rest(cell: Cell, name: str, kind: str, stages: list[str]) -> str:
    api = cell.client("apigateway")
    made = api.create_rest_api(
        name=name,
        description=f"{name}, as the mobile app calls it",
        endpointConfiguration={"types": [kind]},
        tags=cell.tags(name.split("-")[0]),
    )["id"]
    root = api.get_resources(restApiId=made)["items"][0]["id"]
    api.put_method(restApiId=made, resourceId=root, httpMethod="GET", authorizationType="NONE")
    api.put_integration(restApiId=made, resourceId=root, httpMethod="GET", type="MOCK")
    for stage in stages:
        api.create_deployment(restApiId=made, stageName=stage)
    return str(made)


def _distributions(cell: Cell, domain: str, certificate: str) -> None:
    _distribution(cell, "shop", [f"www.{domain}", f"*.static.{domain}"], cell.balancers["orders-public"][0], certificate)
    if cell.account is PRODUCTION:
        _distribution(cell, "summer sale 2023", [], "sale.s3.us-east-1.amazonaws.com", None)


def _distribution(cell: Cell, comment: str, names: list[str], origin: str, certificate: str | None) -> None:
    shown: dict[str, Any] = {"CloudFrontDefaultCertificate": True}
    if certificate:
        shown = {
            "ACMCertificateArn": certificate,
            "SSLSupportMethod": "sni-only",
            "MinimumProtocolVersion": "TLSv1.2_2021",
            "CloudFrontDefaultCertificate": False,
        }
    https = {"HTTPPort": 80, "HTTPSPort": 443, "OriginProtocolPolicy": "https-only"}
    configuration = {
        "CallerReference": comment,
        "Aliases": {"Quantity": len(names), "Items": names},
        "Origins": {"Quantity": 1, "Items": [{"Id": "shop", "DomainName": origin, "CustomOriginConfig": https}]},
        "DefaultCacheBehavior": {
            "TargetOriginId": "shop",
            "ViewerProtocolPolicy": "redirect-to-https",
            "AllowedMethods": {"Quantity": 2, "Items": ["GET", "HEAD"]},
            "ForwardedValues": {"QueryString": True, "Cookies": {"Forward": "none"}},
            "MinTTL": 0,
        },
        "Comment": comment,
        "Enabled": bool(certificate),
        "PriceClass": "PriceClass_100",
        "ViewerCertificate": shown,
    }
    cell.client("cloudfront").create_distribution_with_tags(
        DistributionConfigWithTags={
            "DistributionConfig": configuration,
            "Tags": {"Items": pairs(cell.tags("platform"))},
        }
    )
