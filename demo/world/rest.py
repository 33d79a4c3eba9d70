"""Which operation of a REST service a request asks for: method and path, as botocore's model of the service has them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import parse_qsl, unquote

import botocore.session

#: botocore's names of services whose requests are signed with another; API Gateway signs both of its APIs alike.
_SERVICES = {"elasticfilesystem": "efs", "es": "opensearch"}


@dataclass(frozen=True)
class Operation:
    """One operation of a REST service: what its requests look like."""

    service: str
    name: str
    #: "rest-json" or "rest-xml".
    protocol: str
    method: str
    path: re.Pattern[str]
    #: Query parameters that the address always has, such as `versioning`.
    query: frozenset[str]
    #: Parts of the path that are no parameters: the more, the closer.
    literals: int


def operation(signing_name: str, method: str, path: str, query: dict[str, str]) -> tuple[Operation, dict[str, Any]] | None:
    """The operation of a request with the parameters in its path, or None where the service speaks no REST."""
    service = _SERVICES.get(signing_name, signing_name)
    if service == "apigateway" and path.startswith("/v2/"):
        service = "apigatewayv2"
    for known in _operations(service):
        found = known.path.fullmatch(path) if known.method == method and known.query <= query.keys() else None
        if found:
            return known, {name: unquote(value) for name, value in found.groupdict().items()}
    return None


@cache
def _operations(service: str) -> tuple[Operation, ...]:
    """The operations of a service, the closest first; none where it is unknown or speaks no REST."""
    session = botocore.session.get_session()
    if service not in session.get_available_services():
        return ()
    model = session.get_service_model(service)
    protocol = model.metadata["protocol"]
    if not protocol.startswith("rest-"):
        return ()
    made = []
    for name in model.operation_names:
        http = model.operation_model(name).http
        path, _, query = http["requestUri"].partition("?")
        pattern, literals = _pattern(path)
        fixed = frozenset(key for key, _ in parse_qsl(query, keep_blank_values=True))
        made.append(Operation(service, name, protocol, http["method"], pattern, fixed, literals))
    return tuple(sorted(made, key=lambda one: (-len(one.query), -one.literals)))


def _pattern(path: str) -> tuple[re.Pattern[str], int]:
    """A path's pattern, its `{labels}` as groups, and how many parts are none."""
    parts = []
    literals = 0
    for part in path.strip("/").split("/"):
        label = re.fullmatch(r"\{([\w-]+)(\+?)\}", part)
        literals += not label
        if label:
            parts.append(f"(?P<{label.group(1).replace('-', '_')}>{'.+' if label.group(2) else '[^/]+'})")
        else:
            parts.append(re.escape(part))
    return re.compile("/" + "/".join(parts) + "/?"), literals
