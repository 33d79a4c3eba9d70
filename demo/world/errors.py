"""Errors in the format and the words of each AWS service."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

from world import cbor
from world.calls import Call

REQUEST_ID = "7c1f3a52-5d0e-4b7b-9c61-0e6d3f2a9b10"

_NAMESPACES = {
    "autoscaling": "http://autoscaling.amazonaws.com/doc/2011-01-01/",
    "cloudformation": "http://cloudformation.amazonaws.com/doc/2010-05-15/",
    "elasticache": "http://elasticache.amazonaws.com/doc/2015-02-02/",
    "elb": "http://elasticloadbalancing.amazonaws.com/doc/2012-06-01/",
    "elbv2": "http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/",
    "rds": "http://rds.amazonaws.com/doc/2014-10-31/",
    "redshift": "http://redshift.amazonaws.com/doc/2012-12-01/",
    "route53": "https://route53.amazonaws.com/doc/2013-04-01/",
    "sns": "http://sns.amazonaws.com/doc/2010-03-31/",
    "sts": "https://sts.amazonaws.com/doc/2011-06-15/",
}


@dataclass
class Answer:
    """What goes back over the wire."""

    status: int
    body: bytes
    headers: dict[str, str] = field(default_factory=dict)
    #: Bytes of the body that are sent before the connection is cut; None sends all.
    cut_after: int | None = None


def error(call: Call, status: int, code: str, message: str) -> Answer:
    """An error answer as `call`'s service words it."""
    if call.protocol in ("json", "rest-json", "cbor"):
        return _json_error(call, status, code, message)
    code, message = escape(code), escape(message)
    if call.protocol == "ec2":
        body = (
            '<?xml version="1.0" encoding="UTF-8"?>\n<Response><Errors><Error>'
            f"<Code>{code}</Code><Message>{message}</Message></Error></Errors>"
            f"<RequestID>{REQUEST_ID}</RequestID></Response>"
        )
    else:
        namespace = _NAMESPACES.get(call.service, f"http://{call.service}.amazonaws.com/doc/")
        body = (
            f'<ErrorResponse xmlns="{namespace}"><Error><Type>Sender</Type>'
            f"<Code>{code}</Code><Message>{message}</Message></Error>"
            f"<RequestId>{REQUEST_ID}</RequestId></ErrorResponse>"
        )
    return Answer(status, body.encode(), {"Content-Type": "text/xml", "x-amzn-RequestId": REQUEST_ID})


def _json_error(call: Call, status: int, code: str, message: str) -> Answer:
    """JSON and CBOR services name an error's shape; those that once spoke query repeat the old code in a header."""
    spaces = {"dynamodb": "com.amazon.coral.service#", "sqs": "com.amazon.coral.service#"}
    headers = {"Content-Type": "application/x-amz-json-1.0", "x-amzn-RequestId": REQUEST_ID}
    if call.protocol == "rest-json":
        headers["x-amzn-ErrorType"] = code
    if call.service in ("sqs", "cloudwatch"):
        headers["x-amzn-query-error"] = f"{code.removesuffix('Exception')};Sender"
    key = "Message" if code == "AccessDeniedException" and call.service == "dynamodb" else "message"
    said = {"__type": spaces.get(call.service, "") + code, key: message}
    if call.protocol == "cbor":
        headers |= {"Content-Type": "application/cbor", "smithy-protocol": "rpc-v2-cbor"}
        return Answer(status, cbor.encode(said), headers)
    return Answer(status, json.dumps(said).encode(), headers)
