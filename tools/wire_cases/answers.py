"""Answers made up by the output shapes, and what botocore's parsers make of them."""

import base64
import datetime
import json
from random import Random
from xml.sax.saxutils import escape

from botocore.awsrequest import HeadersDict
from botocore.parsers import PROTOCOL_PARSERS, ResponseParserError

from .values import TIMES, chosen_members, count, in_head, scalar


class Answers:
    """Makes answers of one service."""

    def __init__(self, model, protocol: str, random: Random):
        self.model = model
        self.protocol = protocol
        self.parser = PROTOCOL_PARSERS[protocol]()
        self.random = random

    def case(self, operation: str) -> dict | None:
        """An answer with its result; None when the operation answers nothing, or botocore cannot tell."""
        operation_model = self.model.operation_model(operation)
        output = operation_model.output_shape
        # Deprecated operations have two members for one element, of which botocore cannot make sense.
        if output is None or output.event_stream_name or operation_model.deprecated:
            return None
        headers = self._headers(output)
        body = self._body(operation, output)
        try:
            result = self.parser.parse(
                {"body": body.encode(), "headers": HeadersDict(headers), "status_code": 200}, output
            )
            request_id = result.pop("ResponseMetadata", {}).get("RequestId")
            payload = output.serialization.get("payload")
            if payload and output.members[payload].type_name == "blob":
                result[payload] = body.encode()
            # Bodies with strangers alone are bad answers here.
            if "Stranger" in body and not any(not in_head(output.members[name]) for name in result):
                return None
            return {"headers": headers, "body": body, "expected": plain(result), "requestID": request_id}
        except (ResponseParserError, TypeError):
            return None

    def _headers(self, output) -> dict[str, str]:
        samples = {"timestamp": TIMES[-1], "boolean": "true", "integer": "7", "long": "7"}
        return {
            member.serialization.get("name", name): samples.get(member.type_name, "h-value")
            for name, member in output.members.items()
            if member.serialization.get("location") == "header"
        }

    def _body(self, operation: str, output) -> str:
        payload = output.serialization.get("payload")
        shape = output.members[payload] if payload else output
        if payload and shape.type_name in ("string", "blob"):
            return "payload text"
        if self.protocol in ("json", "rest-json"):
            return json.dumps(self._json(shape, 0))
        parts: list[str] = []
        if payload:
            self._element(shape, shape.serialization.get("name", payload), 0, parts)
            return "".join(parts)
        parts.append(f'<{operation}Response xmlns="http://example.com/doc/">')
        if self.protocol == "ec2":
            parts.append("<requestId>id</requestId>")
        wrapper = output.serialization.get("resultWrapper")
        parts.append(f"<{wrapper}>" if wrapper else "")
        self._members(output, 0, parts)
        parts.append(f"</{wrapper}>" if wrapper else "")
        if self.protocol == "query":
            parts.append("<ResponseMetadata><RequestId>id</RequestId></ResponseMetadata>")
        parts.append(f"</{operation}Response>")
        return "".join(parts)

    def _json(self, shape, depth: int):
        match shape.type_name:
            case "structure":
                if shape.is_document_type:
                    return {"any": [1, None, "x"]}
                members = {
                    member.serialization.get("name", name): self._json(member, depth + 1)
                    for name, member in chosen_members(shape, depth, self.random)
                }
                if not shape.metadata.get("union") and self.random.random() < 0.2:
                    members |= {"Stranger": {"a": 1}}
                return members
            case "list":
                return [self._json(shape.member, depth + 1) for _ in range(count(depth, self.random))]
            case "map":
                return {f"k{i}": self._json(shape.value, depth + 1) for i in range(count(depth, self.random))}
        return scalar(shape, self.random, times=(1700000000, 1700000000.25, 0, *TIMES[:2]))

    def _members(self, shape, depth: int, parts: list[str]) -> None:
        for name, member in chosen_members(shape, depth, self.random):
            if not member.serialization.get("xmlAttribute"):
                self._element(member, self.parser._member_key_name(member, name), depth + 1, parts)
        if not shape.metadata.get("union") and self.random.random() < 0.2:
            parts.append("<Stranger><a>1</a></Stranger>")

    def _element(self, shape, name: str, depth: int, parts: list[str]) -> None:
        if shape.type_name in ("list", "map"):
            is_flattened = shape.serialization.get("flattened")
            parts.append("" if is_flattened else f"<{name}>")
            for index in range(count(depth, self.random)):
                if shape.type_name == "list":
                    item = name if is_flattened else shape.member.serialization.get("name", "member")
                    self._element(shape.member, item, depth + 1, parts)
                else:
                    self._entry(shape, name if is_flattened else "entry", index, depth, parts)
            parts.append("" if is_flattened else f"</{name}>")
            return
        parts.append(f"<{name}>")
        if shape.type_name == "structure":
            self._members(shape, depth, parts)
        else:
            value = scalar(shape, self.random)
            parts.append(str(value).lower() if isinstance(value, bool) else escape(str(value)))
        parts.append(f"</{name}>")

    def _entry(self, shape, name: str, index: int, depth: int, parts: list[str]) -> None:
        key = shape.key.serialization.get("name", "key")
        parts.append(f"<{name}><{key}>k{index}</{key}>")
        self._element(shape.value, shape.value.serialization.get("name", "value"), depth + 1, parts)
        parts.append(f"</{name}>")


def plain(value):
    """Times and blobs as elastatus has them; TypeError for what botocore left unread."""
    match value:
        case dict():
            return {key: plain(element) for key, element in value.items()}
        case list():
            return [plain(element) for element in value]
        case bytes():
            return base64.b64encode(value).decode()
        case datetime.datetime():
            return written(value.astimezone(datetime.UTC))
        case None | bool() | int() | float() | str():
            return value
    raise TypeError(type(value))


def written(time: datetime.datetime) -> str:
    text = time.strftime("%Y-%m-%dT%H:%M:%S")
    if time.microsecond % 1000:
        return f"{text}.{time.microsecond:06}Z"
    return f"{text}.{time.microsecond // 1000:03}Z" if time.microsecond else f"{text}Z"
