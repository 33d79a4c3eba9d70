"""The simulated AWS answers the calls that kinds make, with rows."""

from __future__ import annotations

import json
import urllib.request
from pathlib import Path
from typing import Any

import jmespath
import pytest
import yaml
from botocore import xform_name
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest

from company.cells import PRODUCTION, SHARED

ROOT = Path(__file__).resolve().parent.parent.parent
KINDS = {
    path.stem: yaml.safe_load(path.read_text())
    for path in sorted((ROOT / "kinds").glob("*.yaml"))
    if path.stem != "views"
}


@pytest.mark.parametrize("name", KINDS)
def test_the_list_call_of_a_kind_has_rows(filled: Any, name: str) -> None:
    kind = KINDS[name]
    service, _, operation = kind["list"].rpartition(":")
    account = SHARED if kind["service"] == "route53" else PRODUCTION
    answer = filled.ask(
        account, "us-east-1", service or kind["service"], xform_name(operation), **kind.get("input", {})
    )
    assert jmespath.search(kind["items"], answer), "no rows"


def test_there_are_kinds() -> None:
    assert len(KINDS) >= 20


JSON_CALLS = [
    (
        "monitoring",
        "GraniteServiceVersion20100801.DescribeAlarms",
        "1.0",
        {"AlarmTypes": ["MetricAlarm", "CompositeAlarm", "LogAlarm"], "MaxRecords": 100},
        "[MetricAlarms, CompositeAlarms][]",
        5,
    ),
    ("monitoring", "GraniteServiceVersion20100801.DescribeAlarms", "1.0", {}, "[MetricAlarms, CompositeAlarms][]", 4),
    (
        "tagging",
        "ResourceGroupsTaggingAPI_20170126.GetResources",
        "1.1",
        {"ResourceTypeFilters": ["sqs"], "ResourcesPerPage": 100},
        "ResourceTagMappingList[]",
        7,
    ),
    ("redshift-serverless", "RedshiftServerless.ListWorkgroups", "1.1", {}, "workgroups[]", 3),
]


@pytest.mark.parametrize(("service", "target", "version", "given", "path", "count"), JSON_CALLS)
def test_json_is_spoken_where_boto3_prefers_cbor(
    filled: Any, service: str, target: str, version: str, given: dict[str, Any], path: str, count: int
) -> None:
    body = json.dumps(given).encode()
    headers = {"X-Amz-Target": target, "Content-Type": f"application/x-amz-json-{version}"}
    request = AWSRequest("POST", f"{filled.seen.endpoint}/", data=body, headers=headers)
    SigV4Auth(filled.seen.credentials_of(PRODUCTION), service, "us-east-1").add_auth(request)
    with urllib.request.urlopen(urllib.request.Request(request.url, body, dict(request.headers))) as answer:
        assert answer.headers["Content-Type"].startswith("application/x-amz-json")
        assert len(jmespath.search(path, json.loads(answer.read()))) == count
