"""Inputs made up by the input shapes, and the requests that botocore's serializers make of them."""

import base64
from random import Random

from botocore.handlers import remove_bucket_from_url_paths_from_model
from botocore.serialize import SERIALIZERS
from botocore.utils import percent_encode_sequence

from .values import DEPTH, TIMES, count, scalar


class Requests:
    """Makes requests of one service."""

    def __init__(self, model, protocol: str, random: Random):
        self.model = model
        self.protocol = protocol
        self.random = random

    def case(self, operation: str) -> dict:
        operation_model = self.model.operation_model(operation)
        if self.model.service_name == "s3":
            # As botocore does before it serializes: the endpoint holds the bucket.
            remove_bucket_from_url_paths_from_model({}, operation_model, {})
        shape = operation_model.input_shape
        value = self._value(shape, 0) if shape is not None else {}
        decoded = decode(shape, value) if shape is not None else {}
        request = SERIALIZERS[self.protocol]().serialize_to_request(decoded, operation_model)
        body = request["body"]
        if isinstance(body, dict):
            body = percent_encode_sequence(body)
        path, _, constant = request["url_path"].partition("?")
        given = percent_encode_sequence(request["query_string"]) if request["query_string"] else ""
        return {
            "input": value,
            "method": request["method"],
            "path": path,
            "query": "&".join(part for part in (constant, given) if part),
            "headers": dict(request["headers"]),
            "body": body.decode() if isinstance(body, bytes) else body,
        }

    def _value(self, shape, depth: int):
        match shape.type_name:
            case "structure":
                if shape.is_document_type:
                    return {"a": 1}
                return {
                    name: self._value(member, depth + 1)
                    for name, member in shape.members.items()
                    if depth < DEPTH and (name in shape.required_members or self.random.random() < 0.6)
                }
            case "list":
                return [self._value(shape.member, depth + 1) for _ in range(count(depth, self.random))]
            case "map":
                return {f"k{i}": self._value(shape.value, depth + 1) for i in range(count(depth, self.random))}
        value = scalar(shape, self.random, times=TIMES[:2])
        # Labels may not be empty; header lines may not break; ids of Route 53 lose what stands before a slash.
        located = shape.serialization.get("location") in ("uri", "querystring", "header")
        return "a b" if located and isinstance(value, str) and value not in TIMES else value


def decode(shape, value):
    """The value with blobs as bytes, as botocore takes them."""
    match shape.type_name, value:
        case "blob", str():
            return base64.b64decode(value)
        case "structure", dict() if not shape.is_document_type:
            return {name: decode(shape.members[name], member) for name, member in value.items()}
        case "list", list():
            return [decode(shape.member, element) for element in value]
        case "map", dict():
            return {key: decode(shape.value, element) for key, element in value.items()}
    return value
