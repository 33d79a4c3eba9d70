"""What botocore makes of answers, printed as the AWS command line prints it: the reference of `parse` and `api`."""

from __future__ import annotations

import base64
import datetime
import json
from collections import OrderedDict
from functools import cache
from typing import Any

import botocore.session
from botocore.model import OperationModel
from botocore.parsers import create_parser
from botocore.utils import parse_timestamp


@cache
def session() -> botocore.session.Session:
    """A session without anybody's settings."""
    return botocore.session.Session()


def operation(service: str, name: str) -> OperationModel:
    """The model of an operation."""
    return session().get_service_model(service).operation_model(name)


def iso(value: Any) -> str:
    """A time as the AWS command line gives it by default, in UTC."""
    try:
        return parse_timestamp(value).astimezone(datetime.UTC).isoformat()
    except ValueError:
        return str(value)  # the AWS command line ends here with a traceback


def parsed(service: str, name: str, body: bytes, status: int = 200, protocol: str | None = None) -> Any:
    """What botocore's parsers give for a body, without its metadata."""
    model = operation(service, name)
    parser = create_parser(protocol or model.service_model.resolved_protocol)
    parser._timestamp_parser = iso
    parser._blob_parser = lambda value: base64.b64encode(base64.b64decode(value)).decode()
    answer = parser.parse({"status_code": status, "headers": {}, "body": body}, model.output_shape)
    answer.pop("ResponseMetadata", None)
    return answer


def printed(value: Any) -> str:
    """Python's JSON as the AWS command line writes it."""
    return json.dumps(value, indent=4, default=_encoded, ensure_ascii=False) + "\n"


def _encoded(value: Any) -> Any:
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.UTC).isoformat()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    raise TypeError(type(value))


__all__ = ["OrderedDict", "iso", "operation", "parsed", "printed", "session"]
