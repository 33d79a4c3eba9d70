"""`elastatus parse` through the real process, against botocore's own parsers."""

from __future__ import annotations

import json
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import botocores
import pytest
from botocore import xform_name
from running import PATIENCE, ROOT, binary

ANSWERS = ROOT / ".build" / "botocore-1.40.0" / "tests" / "unit" / "response_parsing" / "xml" / "responses"
#: What the built-in models have: no beanstalk, no stream of objects.
SERVICES = {"autoscaling", "cloudformation", "ec2", "elb", "iam", "rds", "redshift", "route53", "s3", "sns"}
#: Their results come from handlers that run after botocore's parsers; the Swift tests have them.
HANDLED = {"cloudformation-get-template", "iam-get-user-policy", "iam-list-roles", "s3-get-bucket-location"}


def parse(*words: str, given: bytes) -> subprocess.CompletedProcess[bytes]:
    """Runs `elastatus parse`."""
    return subprocess.run([str(binary()), "parse", *words], input=given, capture_output=True, timeout=PATIENCE, cwd=ROOT)


def operation_of(path: Path) -> tuple[str, str] | None:
    """The service and the operation that a file is named for; nothing when the models leave it out."""
    name = path.stem.split("#")[0]
    service, _, words = name.partition("-")
    if service not in SERVICES or name in HANDLED:
        return None
    known = json.loads((ROOT / "models" / f"{service}.json").read_text())["operations"]
    found = [operation for operation in known if xform_name(operation, "-") == words]
    return (service, found[0]) if found else None


def cases() -> list[tuple[Path, str, str]]:
    """Every published answer of a readable operation."""
    named = [(path, operation_of(path)) for path in sorted(ANSWERS.glob("*.xml"))]
    return [(path, *found) for path, found in named if found]


def hidden(value: Any, names: set[str]) -> Any:
    """`value` with the members called so withheld."""
    if isinstance(value, dict):
        return {name: "(withheld)" if name in names else hidden(found, names) for name, found in value.items()}
    return [hidden(element, names) for element in value] if isinstance(value, list) else value


def test_prints_published_answers_as_botocore_parses_them() -> None:
    found = cases()
    assert len(found) == 96, "run make deps"
    # The Swift tests have them all; every second one comes through the process, too.
    found = found[::2]

    withheld = [line.split()[0] for line in (ROOT / "models" / "withheld.txt").read_text().splitlines() if line[:1] not in ("", "#")]
    secrets = {(line.split(":")[0], line.split(".")[-1]) for line in withheld}

    def compare(case: tuple[Path, str, str]) -> str | None:
        path, service, operation = case
        protocol = {"ec2": "ec2", "s3": "rest-xml", "route53": "rest-xml"}.get(service, "query")
        body = path.read_bytes()
        done = parse(service, xform_name(operation, "-"), given=body)
        names = {name for owner, name in secrets if owner == service and name != "Value"}
        wanted = botocores.printed(hidden(botocores.parsed(service, operation, body, protocol=protocol), names))
        if done.stdout.decode() == wanted and done.returncode == 0:
            return None
        return f"{path.name}: {done.stderr!r}\n{done.stdout.decode()}\n{wanted}"

    with ThreadPoolExecutor(2) as pool:
        wrong = [fault for fault in pool.map(compare, found) if fault]
    assert not wrong, f"{len(wrong)} of {len(found)}:\n{wrong[0]}"


XML_ERROR = b"<ErrorResponse><Error><Type>Sender</Type><Code>DBInstanceNotFound</Code><Message>no x</Message></Error><RequestId>r-1</RequestId></ErrorResponse>"


def test_an_error_is_printed_as_botocore_parses_it_and_exits_1() -> None:
    done = parse("rds", "DescribeDBInstances", "--status", "404", given=XML_ERROR)
    assert done.returncode == 1
    assert json.loads(done.stdout) == {
        "Error": {"Code": "DBInstanceNotFound", "Message": "no x"},
        "ResponseMetadata": {"RequestId": "r-1", "HTTPStatusCode": 404},
    }
    body = b'{"__type": "com.amazonaws.dynamodb#ResourceNotFoundException", "message": "no t"}'
    done = parse("dynamodb", "describe-table", "--status", "400", "--header", "x-amzn-RequestId: r-2", given=body)
    assert done.returncode == 1
    assert json.loads(done.stdout) == {
        "Error": {"Code": "ResourceNotFoundException", "Message": "no t"},
        "ResponseMetadata": {"RequestId": "r-2", "HTTPStatusCode": 400},
    }
    header = "x-amzn-query-error: AWS.SimpleQueueService.NonExistentQueue;Sender"
    done = parse("sqs", "get-queue-attributes", "--status", "400", "--header", header, given=body)
    assert json.loads(done.stdout)["Error"]["Code"] == "AWS.SimpleQueueService.NonExistentQueue"


def test_a_service_that_speaks_both_is_read_in_both() -> None:
    xml = b"""<DescribeAlarmsResponse xmlns="http://monitoring.amazonaws.com/doc/2010-08-01/"><DescribeAlarmsResult>
        <MetricAlarms><member><AlarmName>high</AlarmName><Threshold>0.5</Threshold><ActionsEnabled>true</ActionsEnabled>
        <StateUpdatedTimestamp>2026-11-20T13:37:00.123Z</StateUpdatedTimestamp></member></MetricAlarms>
        </DescribeAlarmsResult><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></DescribeAlarmsResponse>"""
    wanted = botocores.parsed("cloudwatch", "DescribeAlarms", xml, protocol="query")
    assert wanted["MetricAlarms"][0]["StateUpdatedTimestamp"] == "2026-11-20T13:37:00.123000+00:00"
    assert parse("cloudwatch", "describe-alarms", given=xml).stdout.decode() == botocores.printed(wanted)
    body = b'{"MetricAlarms": [{"Threshold": 0.5, "AlarmName": "high", "StateUpdatedTimestamp": 1763645820.25}]}'
    wanted = botocores.parsed("cloudwatch", "DescribeAlarms", body, protocol="json")
    assert parse("cloudwatch", "describe-alarms", given=body).stdout.decode() == botocores.printed(wanted)


def test_secrets_are_withheld() -> None:
    body = b"<DescribeDBInstancesResponse><DescribeDBInstancesResult><DBInstances><DBInstance><PendingModifiedValues><MasterUserPassword>hunter2</MasterUserPassword></PendingModifiedValues></DBInstance></DBInstances></DescribeDBInstancesResult></DescribeDBInstancesResponse>"
    done = parse("rds", "describe-db-instances", given=body)
    assert b"hunter2" not in done.stdout
    assert b'"MasterUserPassword": "(withheld)"' in done.stdout


@pytest.mark.parametrize(
    ("words", "given", "code", "said"),
    [
        (["rds"], b"", 2, "a service and an operation"),
        (["rdss", "describe-db-instances"], b"", 2, 'did you mean "rds"'),
        (["rds", "describe-db-instnaces"], b"", 2, 'did you mean "describe-db-instances"'),
        (["rds", "DescribeDBInstnaces"], b"", 2, 'did you mean "DescribeDBInstances"'),
        (["rds", "delete-db-instance"], b"", 2, "only reads"),
        (["s3", "PutBucketPolicy"], b"", 2, "only reads"),
        (["secretsmanager", "get-secret-value"], b"", 2, "gives the secret"),
        (["sts", "assume-role"], b"", 2, "makes credentials"),
        (["rds", "describe-db-instances", "--status", "ok"], b"", 2, "--status takes"),
        (["rds", "describe-db-instances", "--header", "nonsense"], b"", 2, "--header takes"),
        (["rds", "describe-db-instances"], b"", 1, "with nothing"),
        (["rds", "describe-db-instances"], b"<html><body>no</body></html>", 1, "web page"),
        (["dynamodb", "list-tables"], b"[]", 1, "no object"),
    ],
)
def test_says_what_was_wrong(words: list[str], given: bytes, code: int, said: str) -> None:
    done = parse(*words, given=given)
    assert done.returncode == code
    assert said in done.stderr.decode()
    assert done.stdout == b""
