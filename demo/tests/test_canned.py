"""The canned AWS of the benches answers what botocore reads."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest

from canned import _FIXTURES, Answers, instances
from decoding import decode

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    """A canned AWS on a free port."""
    command = [sys.executable, str(ROOT / "demo" / "canned.py"), "--port", "0", "--print-port", "--instances", "3"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        yield f"http://127.0.0.1:{int(process.stdout.readline())}"
        process.terminate()


def client(endpoint: str, service: str) -> Any:
    return boto3.client(
        service,
        region_name="eu-west-1",
        endpoint_url=endpoint,
        aws_access_key_id="AKIA000000000007",
        aws_secret_access_key="secret",
    )


def test_eleven_instances_are_38_kilobytes() -> None:
    body = instances(11)
    assert 37_000 < len(body) < 41_000
    found = decode("ec2", "DescribeInstances", body)["Reservations"][0]["Instances"]
    assert len({row["InstanceId"] for row in found}) == 11
    assert all(len(row["Tags"]) == 7 and len(row["BlockDeviceMappings"]) == 3 for row in found)


@pytest.mark.parametrize(("service", "operation"), [(s, o) for s, operations in _FIXTURES.items() for o in operations])
def test_fixtures_are_answered_in_their_own_format(service: str, operation: str) -> None:
    as_json = service in ("sqs", "cloudwatch")
    head, _, body = Answers(1).of(service, operation, as_json, b"000000000001").partition(b"\r\n\r\n")
    assert b"Content-Length: %d" % len(body) in head
    decoded = decode(service, operation, body, as_json=as_json)
    assert any(isinstance(value, (list, dict)) and value for value in decoded.values())
    assert b"123456789012" not in body


def test_services_whose_calls_have_no_name_are_answered(endpoint: str) -> None:
    assert not client(endpoint, "efs").describe_file_systems().get("FileSystems")
    assert not client(endpoint, "opensearch").list_domain_names().get("DomainNames")
    assert not client(endpoint, "eks").list_clusters().get("clusters")
    assert not client(endpoint, "cloudfront").list_distributions().get("DistributionList")
    assert not client(endpoint, "s3").list_buckets().get("Buckets")
    assert client(endpoint, "route53").list_hosted_zones()["HostedZones"] == []


def test_clients_are_answered(endpoint: str) -> None:
    assert len(client(endpoint, "ec2").describe_instances()["Reservations"][0]["Instances"]) == 3
    assert client(endpoint, "sts").get_caller_identity()["Account"] == "000000000007"
    role = "arn:aws:iam::000000000009:role/x"
    keys = client(endpoint, "sts").assume_role(RoleArn=role, RoleSessionName="bench")["Credentials"]
    assert keys["AccessKeyId"] == "AKIA000000000009"
    assert client(endpoint, "dynamodb").list_tables().get("TableNames", []) == []
    assert client(endpoint, "sqs").list_queues()["QueueUrls"][0].endswith("/000000000007/orders-incoming")
    assert client(endpoint, "elb").describe_load_balancers()["LoadBalancerDescriptions"]
    assert client(endpoint, "elbv2").describe_load_balancers()["LoadBalancers"]


def test_the_peer_measures_itself(endpoint: str) -> None:
    command = [
        sys.executable,
        str(ROOT / "bench" / "peer_boto3.py"),
        "--endpoint",
        endpoint,
        "--rounds",
        "1",
        "--accounts",
        "1",
    ]
    done = subprocess.run([*command, "--regions", "us-east-1"], capture_output=True, text=True, check=True)
    figures = json.loads(done.stdout)
    assert figures["answers"] == 10
    assert figures["cpu_seconds_per_1000"] > 0
