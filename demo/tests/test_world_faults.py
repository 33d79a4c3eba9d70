"""Faults on demand look to a client as AWS's do."""

from __future__ import annotations

import http.client
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.exceptions import ClientError, ConnectionClosedError, IncompleteReadError
from botocore.parsers import ResponseParserError

from company.cells import PRODUCTION

CALLS = {
    "ec2": ("ec2", "describe_instances"),
    "query": ("rds", "describe_db_instances"),
    "json": ("dynamodb", "list_tables"),
    "sqs": ("sqs", "list_queues"),
    "cbor": ("cloudwatch", "describe_alarms"),
    "rest-xml": ("route53", "list_hosted_zones"),
}
CODES = {
    "deny": (
        "UnauthorizedOperation",
        "AccessDenied",
        "AccessDeniedException",
        "AccessDenied",
        "AccessDenied",
        "AccessDenied",
    ),
    "throttle": ("RequestLimitExceeded", "Throttling", "ThrottlingException", "Throttling", "Throttling", "Throttling"),
    "disable": (
        "AuthFailure",
        "InvalidClientTokenId",
        "UnrecognizedClientException",
        "UnrecognizedClient",
        "UnrecognizedClient",
        "InvalidClientTokenId",
    ),
    "opt-in": ("OptInRequired",) * 6,
    "bad-signature": (
        "AuthFailure",
        "SignatureDoesNotMatch",
        "InvalidSignatureException",
        "InvalidSignature",
        "InvalidSignature",
        "SignatureDoesNotMatch",
    ),
    "error": ("InternalFailure",) * 6,
}


@pytest.fixture
def cell(filled: Any) -> Iterator[Any]:
    """The world with a cell to break; whatever was broken is mended afterwards."""
    before = [{key: value for key, value in rule.items() if key != "hits"} for rule in filled.simulated.faults.listed()]
    yield filled
    filled.simulated.faults.clear()
    filled.simulated.faults.add(before)


def break_it(cell: Any, call: tuple[str, str], fault: str, **more: Any) -> None:
    where = {"account": PRODUCTION.number, "region": "us-east-1", "service": call[0]}
    cell.seen.tell("faults", where | {"fault": fault} | more)


def ask(cell: Any, call: tuple[str, str], **parameters: Any) -> Any:
    return cell.ask(PRODUCTION, "us-east-1", *call, **parameters)


@pytest.mark.parametrize(
    ("fault", "protocol", "code"),
    [(fault, protocol, code) for fault, codes in CODES.items() for protocol, code in zip(CALLS, codes)],
)
def test_refusals_carry_the_services_own_code(cell: Any, fault: str, protocol: str, code: str) -> None:
    break_it(cell, CALLS[protocol], fault)
    with pytest.raises(ClientError) as refused:
        ask(cell, CALLS[protocol])
    assert refused.value.response["Error"]["Code"] == code
    assert refused.value.response["Error"]["Message"]
    assert refused.value.response["ResponseMetadata"]["HTTPStatusCode"] >= 400


def test_only_the_named_cell_is_broken(cell: Any) -> None:
    break_it(cell, CALLS["query"], "deny", operation="DescribeDBClusters")
    assert ask(cell, CALLS["query"])["DBInstances"]
    assert cell.ask(PRODUCTION, "eu-west-1", "rds", "describe_db_clusters")["DBClusters"]
    with pytest.raises(ClientError):
        ask(cell, ("rds", "describe_db_clusters"))


def test_a_fault_wears_off(cell: Any) -> None:
    break_it(cell, CALLS["json"], "throttle", times=2)
    for _ in range(2):
        with pytest.raises(ClientError):
            ask(cell, CALLS["json"])
    assert ask(cell, CALLS["json"])["TableNames"]


@pytest.mark.parametrize("fault", ["truncate", "garbage", "empty"])
def test_what_is_no_document_is_not_read(cell: Any, fault: str) -> None:
    break_it(cell, CALLS["query"], fault)
    with pytest.raises(ResponseParserError):
        ask(cell, CALLS["query"])


def test_a_cut_connection_is_noticed(cell: Any) -> None:
    break_it(cell, CALLS["query"], "cut")
    connection = http.client.HTTPConnection(cell.seen.endpoint.removeprefix("http://"))
    body = b"Action=DescribeDBInstances&Version=2014-10-31"
    request = AWSRequest("POST", f"{cell.seen.endpoint}/", data=body)
    request.headers["Content-Type"] = "application/x-www-form-urlencoded"
    SigV4Auth(cell.seen.credentials_of(PRODUCTION), "rds", "us-east-1").add_auth(request)
    connection.request("POST", "/", body, dict(request.headers))
    answer = connection.getresponse()
    with pytest.raises(http.client.IncompleteRead) as cut:
        answer.read()
    assert cut.value.partial.startswith(b"<")
    assert cut.value.expected and abs(cut.value.expected - len(cut.value.partial)) <= 1


@pytest.mark.parametrize(("fault", "distinct"), [("endless", 4), ("loop", 2)])
@pytest.mark.parametrize(
    ("call", "token"),
    [
        (CALLS["query"], "Marker"),
        (CALLS["ec2"], "NextToken"),
        (CALLS["json"], "LastEvaluatedTableName"),
        (("elbv2", "describe_load_balancers"), "NextMarker"),
        (("sns", "list_topics"), "NextToken"),
        (CALLS["rest-xml"], "NextMarker"),
    ],
)
def test_pages_that_never_end(cell: Any, fault: str, distinct: int, call: tuple[str, str], token: str) -> None:
    break_it(cell, call, fault)
    assert len({ask(cell, call)[token] for _ in range(4)}) == distinct


def test_a_hanging_call_ends_when_it_is_told_to(cell: Any) -> None:
    break_it(cell, CALLS["query"], "hang")
    ended: list[Exception] = []

    def call() -> None:
        try:
            ask(cell, CALLS["query"])
        except Exception as problem:
            ended.append(problem)

    thread = threading.Thread(target=call)
    thread.start()
    while not any(rule["fault"] == "hang" and rule["hits"] for rule in cell.simulated.faults.listed()):
        time.sleep(0.01)
    assert not ended
    cell.simulated.faults.clear()
    thread.join(timeout=30)
    assert ended and isinstance(ended[0], (ConnectionClosedError, IncompleteReadError, ResponseParserError))
