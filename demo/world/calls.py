"""Which AWS operation a request asks for, of which account and region."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from world import cbor, rest

#: Services whose name is not the signing name of their requests.
_SERVICES = {
    "elasticloadbalancing": "elb",
    "monitoring": "cloudwatch",
    "tagging": "resourcegroupstaggingapi",
}
_ELBV2_VERSION = "2015-12-01"
_CREDENTIAL = re.compile(r"Credential=([^/,\s]+)/\d{8}/([^/,\s]+)/([^/,\s]+)/aws4_request")

#: The operations of Route 53 that are told apart: (method, path, operation).
_ROUTE53 = [
    ("GET", re.compile(r"/hostedzone/[^/]+/rrset/?"), "ListResourceRecordSets"),
    ("POST", re.compile(r"/hostedzone/[^/]+/rrset/?"), "ChangeResourceRecordSets"),
    ("GET", re.compile(r"/hostedzone/[^/]+"), "GetHostedZone"),
    ("GET", re.compile(r"/hostedzone/?"), "ListHostedZones"),
    ("POST", re.compile(r"/hostedzone/?"), "CreateHostedZone"),
    ("GET", re.compile(r"/healthcheck/?"), "ListHealthChecks"),
    ("GET", re.compile(r"/tags/.*"), "ListTagsForResource"),
    ("POST", re.compile(r"/tags/.*"), "ListTagsForResources"),
]


@dataclass(frozen=True)
class Call:
    """One request: what it asks, of whom, and in which wire format."""

    service: str
    operation: str
    account: str
    region: str
    access_key: str
    #: "ec2", "query", "json", "cbor", "rest-xml" or "rest-json".
    protocol: str
    parameters: dict[str, Any] = field(default_factory=dict)


def identify(environ: dict[str, Any], body: bytes) -> Call | None:
    """The call of a request, or None when it is not a signed AWS request."""
    match = _CREDENTIAL.search(environ.get("HTTP_AUTHORIZATION", ""))
    if not match:
        return None
    access_key, region, signing_name = match.groups()
    service = _SERVICES.get(signing_name, signing_name)
    protocol, operation, parameters = _operation(environ, body, service)
    if service == "elb" and parameters.get("Version") == _ELBV2_VERSION:
        service = "elbv2"
    if protocol.startswith("rest-") and service not in ("route53", "s3"):
        service, protocol, operation, parameters = _rest(environ, body, service, operation, parameters)
    return Call(service, operation, _account_of(access_key), region, access_key, protocol, parameters)


def _operation(environ: dict[str, Any], body: bytes, service: str) -> tuple[str, str, dict[str, Any]]:
    """The wire format, the operation and its parameters."""
    method, path = environ.get("REQUEST_METHOD", "GET"), environ.get("PATH_INFO", "/")
    if target := environ.get("HTTP_X_AMZ_TARGET"):
        return "json", target.rpartition(".")[2], _json_object(body)
    if "/operation/" in path:
        return "cbor", path.rpartition("/")[2], _cbor_object(body)
    query = dict(parse_qsl(environ.get("QUERY_STRING", ""), keep_blank_values=True))
    if environ.get("CONTENT_TYPE", "").startswith("application/x-www-form-urlencoded"):
        query |= dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))
    if action := query.get("Action"):
        return ("ec2" if service == "ec2" else "query"), action, query
    if service == "route53":
        rest = re.sub(r"^/2013-04-01", "", path)
        for wanted, pattern, operation in _ROUTE53:
            if method == wanted and pattern.fullmatch(rest):
                return "rest-xml", operation, query | {"path": rest}
    if service == "s3" and (method, path) == ("GET", "/"):
        return "rest-xml", "ListBuckets", query
    return ("rest-xml" if service in ("route53", "s3") else "rest-json"), f"{method} {path}", query


def _rest(
    environ: dict[str, Any], body: bytes, service: str, operation: str, query: dict[str, Any]
) -> tuple[str, str, str, dict[str, Any]]:
    """Service, wire format, operation and parameters of a REST call, as botocore's models name them."""
    # As it was sent: an ARN in it has slashes of its own, escaped.
    path = (environ.get("RAW_URI") or environ.get("PATH_INFO", "/")).partition("?")[0]
    found = rest.operation(service, environ.get("REQUEST_METHOD", "GET"), path, query)
    if not found:
        return service, "rest-json", operation, query
    known, labels = found
    given = _json_object(body) if known.protocol == "rest-json" else {}
    return known.service, known.protocol, known.name, given | query | labels


def _json_object(body: bytes) -> dict[str, Any]:
    try:
        parsed = json.loads(body or b"{}")
    except ValueError:
        return {}
    return parsed if isinstance(parsed, dict) else {}


def _cbor_object(body: bytes) -> dict[str, Any]:
    try:
        parsed = cbor.decode(body) if body else {}
    except ValueError:
        return {}
    return parsed if isinstance(parsed, dict) else {}


def _account_of(access_key: str) -> str:
    """The account that a key belongs to, in moto's books."""
    from moto.iam.models import get_account_id_from

    return get_account_id_from(access_key)
