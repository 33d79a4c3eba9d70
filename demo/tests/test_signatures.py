"""The simulated AWS checks signatures as AWS does."""

from __future__ import annotations

import dataclasses
import http.client
from datetime import UTC, datetime, timedelta
from typing import Any

import boto3
import pytest
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials
from botocore.exceptions import ClientError

from company.cells import ACCESS_KEY, PRODUCTION, SECRET_KEY, STAGING
from world import signatures
from world.calls import Call
from world.errors import Answer

CALLS = [
    ("ec2", "describe_regions", ("AuthFailure", "AuthFailure")),
    ("rds", "describe_db_instances", ("InvalidClientTokenId", "SignatureDoesNotMatch")),
    ("dynamodb", "list_tables", ("UnrecognizedClientException", "InvalidSignatureException")),
    ("route53", "list_hosted_zones", ("InvalidClientTokenId", "SignatureDoesNotMatch")),
    ("sqs", "list_queues", ("UnrecognizedClient", "InvalidSignature")),
]


def code_of(filled: Any, service: str, operation: str, key: str, secret: str, token: str | None = None) -> str:
    """The error code that these keys meet, or an empty text."""
    client = boto3.client(
        service,
        region_name="us-east-1",
        endpoint_url=filled.seen.endpoint,
        aws_access_key_id=key,
        aws_secret_access_key=secret,
        aws_session_token=token,
    )
    try:
        getattr(client, operation)()
    except ClientError as refused:
        return refused.response["Error"]["Code"]
    return ""


@pytest.mark.parametrize(("service", "operation", "codes"), CALLS, ids=[call[0] for call in CALLS])
def test_only_right_keys_are_let_in(filled: Any, service: str, operation: str, codes: tuple[str, str]) -> None:
    unknown, wrong = codes
    assert code_of(filled, service, operation, ACCESS_KEY, SECRET_KEY) == ""
    assert code_of(filled, service, operation, ACCESS_KEY, "guess") == wrong
    assert code_of(filled, service, operation, "AKIAUNKNOWN", SECRET_KEY) == unknown
    assert code_of(filled, service, operation, ACCESS_KEY, SECRET_KEY, "a token it never had") == unknown


def test_an_assumed_role_needs_its_token(filled: Any) -> None:
    given = filled.seen.credentials_of(PRODUCTION)
    assert code_of(filled, "rds", "describe_db_instances", given.access_key, given.secret_key, given.token) == ""
    assert code_of(filled, "rds", "describe_db_instances", given.access_key, given.secret_key) == "InvalidClientTokenId"
    other = filled.seen.credentials_of(STAGING).token
    assert (
        code_of(filled, "rds", "describe_db_instances", given.access_key, given.secret_key, other)
        == "InvalidClientTokenId"
    )


@pytest.mark.parametrize(
    ("path", "minutes", "spoil", "status"),
    [
        ("/2013-04-01/hostedzone?maxitems=1", 0, "", 200),
        ("/2013-04-01/hostedzone?maxitems=1&x=a%2Fb%20c%2A", 0, "", 200),
        ("/2013-04-01/hostedzone?maxitems=1", 0, "&maxitems=2", 403),
        ("/2013-04-01/hostedzone?maxitems=1", 10, "", 403),
        ("/2013-04-01/hostedzone?maxitems=1", -10, "", 403),
    ],
)
def test_the_target_and_the_time_are_signed(
    filled: Any, monkeypatch: pytest.MonkeyPatch, path: str, minutes: int, spoil: str, status: int
) -> None:
    monkeypatch.setattr("botocore.auth.get_current_datetime", lambda: datetime.now(UTC) + timedelta(minutes=minutes))
    request = AWSRequest("GET", filled.seen.endpoint + path)
    SigV4Auth(Credentials(ACCESS_KEY, SECRET_KEY), "route53", "us-east-1").add_auth(request)
    connection = http.client.HTTPConnection(filled.seen.endpoint.removeprefix("http://"))
    connection.request("GET", path + spoil, headers=dict(request.headers))
    assert connection.getresponse().status == status


def test_keys_expire() -> None:
    known = signatures.Signatures()
    known.add({"AKIA": "secret"})
    body = (
        b"<R><AssumeRoleResult><Credentials><AccessKeyId>ASIA</AccessKeyId><SecretAccessKey>s</SecretAccessKey>"
        b"<SessionToken>t</SessionToken><Expiration>2001-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult></R>"
    )
    call = Call("sts", "AssumeRole", "1", "us-east-1", "AKIA", "query")
    known.learn(call, Answer(200, body))
    expired = known.refusal(dataclasses.replace(call, access_key="ASIA"), {"HTTP_X_AMZ_SECURITY_TOKEN": "t"}, b"")
    assert expired and expired.status == 403 and b"ExpiredToken" in expired.body


def test_settings_without_keys_do_not_begin_to_check() -> None:
    known = signatures.Signatures()
    body = (
        b"<R><AssumeRoleResult><Credentials><AccessKeyId>ASIA</AccessKeyId><SecretAccessKey>s</SecretAccessKey>"
        b"<SessionToken>t</SessionToken><Expiration>2001-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult></R>"
    )
    call = Call("sts", "AssumeRole", "1", "us-east-1", "AKIA", "query")
    known.learn(call, Answer(200, body))
    known.add({})
    assert known.refusal(call, {}, b"") is None
