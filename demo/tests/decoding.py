"""Answer bodies read by botocore, the reference."""

from __future__ import annotations

from functools import cache
from typing import Any

import botocore.session
from botocore.model import OperationModel
from botocore.parsers import create_parser


@cache
def operation_model(service: str, operation: str) -> OperationModel:
    """botocore's model of an operation."""
    return botocore.session.get_session().get_service_model(service).operation_model(operation)


def decode(service: str, operation: str, body: bytes, status: int = 200, as_json: bool = False) -> dict[str, Any]:
    """The body as botocore gives it, without its metadata."""
    model = operation_model(service, operation)
    protocol = "json" if as_json else model.service_model.metadata["protocol"]
    response = {"body": body, "headers": {}, "status_code": status}
    parsed = create_parser(protocol).parse(response, model.output_shape)
    parsed.pop("ResponseMetadata", None)
    return parsed


@cache
def decode_file(service: str, operation: str, name: str) -> dict[str, Any]:
    """A fixture as botocore gives it."""
    from world.fixtures import path_of

    path = path_of(service, operation, name)
    assert path, f"no fixture {service}/{operation}/{name}"
    return decode(service, operation, path.read_bytes(), as_json=path.suffix == ".json")
