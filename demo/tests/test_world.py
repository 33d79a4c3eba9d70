"""The parts of the simulated AWS: control, records, chance, edits, CBOR."""

from __future__ import annotations

import io
import json
import urllib.error
import urllib.request
from typing import Any

import pytest

from company.cells import PRODUCTION
from world import cbor, control
from world.calls import Call, identify
from world.chance import Chance
from world.edits import Edits
from world.errors import Answer


def get(filled: Any, what: str, method: str = "GET", body: bytes | None = None) -> Any:
    request = urllib.request.Request(f"{filled.seen.endpoint}/-/world/{what}", body, method=method)
    with urllib.request.urlopen(request) as answer:
        return json.loads(answer.read())


def test_calls_are_counted(filled: Any) -> None:
    where = {"service": "sns", "operation": "ListTopics", "account": PRODUCTION.number, "region": "eu-west-1"}

    def count() -> int:
        found = [row for row in get(filled, "calls") if all(row[key] == value for key, value in where.items())]
        return found[0]["count"] if found else 0

    before = count()
    for _ in range(3):
        filled.ask(PRODUCTION, "eu-west-1", "sns", "list_topics")
    assert count() == before + 3


@pytest.mark.parametrize(
    ("what", "value"),
    [
        ("faults", {"fault": "explode"}),
        ("faults", {"fault": "deny", "acount": "1"}),
        ("faults", 7),
        ("placements", {"account": "1", "region": "r", "service": "rds", "fixtures": ["DescribeDBInstances/nothing"]}),
        ("placements", {"account": "1"}),
        ("edits", {"item": "x"}),
    ],
)
def test_a_wrong_setting_is_refused_and_nothing_changes(filled: Any, what: str, value: Any) -> None:
    before = get(filled, "faults")
    with pytest.raises(urllib.error.HTTPError) as refused:
        get(filled, what, "POST", json.dumps(value).encode())
    assert refused.value.code == 400
    assert json.loads(refused.value.read())["error"]
    assert get(filled, "faults") == before


def test_control_is_for_this_machine_alone(filled: Any) -> None:
    environ = {"REMOTE_ADDR": "192.0.2.1", "PATH_INFO": "/-/world/calls", "REQUEST_METHOD": "GET"}
    assert control.answer(filled.simulated, environ, b"").status == 403
    assert control.answer(filled.simulated, environ | {"REMOTE_ADDR": "127.0.0.1"}, b"").status == 200


def test_an_unknown_operation_is_an_error_of_the_service(filled: Any) -> None:
    from botocore.exceptions import ClientError

    with pytest.raises(ClientError) as refused:
        filled.ask(PRODUCTION, "us-east-1", "ec2", "describe_volume_status")
    assert refused.value.response["Error"]["Code"] in ("NotImplemented", "InternalFailure")


def call_of(region: str) -> Call:
    return Call("ec2", "RunInstances", "1", region, "AKIA", "ec2")


def test_ids_depend_on_the_cell_alone() -> None:
    from moto.moto_api._internal import mock_random

    def draw(chance: Chance, region: str) -> str:
        with chance.of(call_of(region)):
            return mock_random.get_random_hex(17)

    one, other = Chance(7), Chance(7)
    first = [draw(one, region) for region in ("a", "b", "a", "b")]
    second = [draw(other, region) for region in ("b", "b", "a", "a")]
    assert sorted(first) == sorted(second)
    assert len(set(first)) == 4
    assert draw(Chance(8), "a") not in first


SIGNED = {
    "HTTP_AUTHORIZATION": "AWS4-HMAC-SHA256 Credential=AKIA/20250101/eu-west-1/{}/aws4_request, SignedHeaders=host, Signature=0"
}
FORM = {"CONTENT_TYPE": "application/x-www-form-urlencoded; charset=utf-8", "REQUEST_METHOD": "POST"}


@pytest.mark.parametrize(
    ("signing_name", "environ", "body", "expected"),
    [
        ("ec2", FORM, b"Action=DescribeInstances&Version=2016-11-15", ("ec2", "DescribeInstances", "ec2")),
        (
            "elasticloadbalancing",
            FORM,
            b"Action=DescribeTags&Version=2015-12-01",
            ("elbv2", "DescribeTags", "query"),
        ),
        ("elasticloadbalancing", FORM, b"Action=DescribeTags&Version=2012-06-01", ("elb", "DescribeTags", "query")),
        (
            "monitoring",
            {"HTTP_X_AMZ_TARGET": "GraniteServiceVersion20100801.DescribeAlarms"},
            b"{}",
            ("cloudwatch", "DescribeAlarms", "json"),
        ),
        (
            "route53",
            {"REQUEST_METHOD": "GET", "PATH_INFO": "/2013-04-01/hostedzone/Z1/rrset"},
            b"",
            ("route53", "ListResourceRecordSets", "rest-xml"),
        ),
        (
            "dynamodb",
            {"HTTP_X_AMZ_TARGET": "DynamoDB_20120810.ListTables"},
            b"not json",
            ("dynamodb", "ListTables", "json"),
        ),
    ],
)
def test_a_request_is_recognized(
    signing_name: str, environ: dict[str, str], body: bytes, expected: tuple[str, str, str]
) -> None:
    signed = {key: value.format(signing_name) for key, value in SIGNED.items()}
    call = identify(signed | environ | {"wsgi.input": io.BytesIO(body)}, body)
    assert call and (call.service, call.operation, call.protocol) == expected
    assert call.region == "eu-west-1"


def test_an_unsigned_request_is_no_call() -> None:
    assert identify({"PATH_INFO": "/"}, b"") is None


@pytest.mark.parametrize(
    "value",
    [
        0,
        23,
        24,
        255,
        256,
        65536,
        2**40,
        -1,
        -300,
        1.5,
        True,
        False,
        None,
        "",
        "é" * 200,
        b"\x00",
        [],
        [1, [2]],
        {"a": {"b": []}},
    ],
)
def test_cbor_comes_back(value: Any) -> None:
    assert cbor.decode(cbor.encode(value)) == value


@pytest.mark.parametrize("data", [b"", b"\x18", b"\x62a", b"\x9f\x01", b"\xff", b"\x5f\x01\xff"])
def test_what_is_no_cbor_is_refused(data: bytes) -> None:
    with pytest.raises((ValueError, TypeError)):
        cbor.decode(data)


def test_an_edit_changes_its_item_alone() -> None:
    edits = Edits()
    where = {"account": "1", "region": "a", "service": "ec2", "operation": "RunInstances"}
    edits.add([where | {"item": "i-1", "member": "id", "set": {"state/name": "stopped"}}])
    body = b'<R xmlns="u"><s><item><id>i-1</id></item><item><id>i-2</id><state><name>on</name></state></item></s></R>'
    text = edits.applied(call_of("a"), Answer(200, body)).body
    assert b'<R xmlns="u"><s><item><id>i-1</id><state><name>stopped</name></state></item>' in text
    assert b"<id>i-2</id><state><name>on</name></state>" in text
    assert edits.applied(call_of("b"), Answer(200, body)).body == body
