"""Calls of REST services are known by the names that botocore's models give them."""

from __future__ import annotations

from typing import Any

import pytest
from botocore.exceptions import ClientError

from company.cells import STAGING
from world import rest


@pytest.mark.parametrize(
    ("service", "method", "path", "query", "expected"),
    [
        ("elasticfilesystem", "GET", "/2015-02-01/file-systems", {}, ("efs", "DescribeFileSystems", {})),
        ("es", "GET", "/2021-01-01/domain", {}, ("opensearch", "ListDomainNames", {})),
        ("eks", "GET", "/clusters/shop%2Fblue", {}, ("eks", "DescribeCluster", {"name": "shop/blue"})),
        (
            "eks",
            "GET",
            "/clusters/shop/node-groups/web",
            {},
            ("eks", "DescribeNodegroup", {"name": "shop", "nodegroupName": "web"}),
        ),
        (
            "kafka",
            "GET",
            "/v1/clusters/arn%3Aaws%3Akafka%3Aus-east-1%3A123456789012%3Acluster%2Fa%2Fb/bootstrap-brokers",
            {},
            ("kafka", "GetBootstrapBrokers", {"clusterArn": "arn:aws:kafka:us-east-1:123456789012:cluster/a/b"}),
        ),
        ("apigateway", "GET", "/restapis/a1/stages", {}, ("apigateway", "GetStages", {"restapi_id": "a1"})),
        ("apigateway", "GET", "/v2/apis/b2/stages", {}, ("apigatewayv2", "GetStages", {"apiId": "b2"})),
        ("cloudfront", "GET", "/2020-05-31/distribution", {}, ("cloudfront", "ListDistributions", {})),
        ("cloudfront", "POST", "/2020-05-31/distribution", {}, ("cloudfront", "CreateDistribution", {})),
        (
            "cloudfront",
            "POST",
            "/2020-05-31/distribution",
            {"WithTags": ""},
            ("cloudfront", "CreateDistributionWithTags", {}),
        ),
    ],
)
def test_method_path_and_query_tell_the_operation(
    service: str, method: str, path: str, query: dict[str, str], expected: tuple[str, str, dict[str, str]]
) -> None:
    found = rest.operation(service, method, path, query)
    assert found
    known, labels = found
    assert (known.service, known.name, labels) == expected


@pytest.mark.parametrize(("service", "path"), [("eks", "/nowhere"), ("dynamodb", "/"), ("no-such-service", "/")])
def test_what_is_no_rest_call_is_none(service: str, path: str) -> None:
    assert rest.operation(service, "GET", path, {}) is None


def test_a_denied_rest_call_is_refused_with_its_action(filled: Any) -> None:
    rule = {"fault": "deny", "account": STAGING.number, "region": "us-east-1", "service": "efs"}
    before = filled.simulated.faults.listed()
    filled.simulated.faults.add([rule | {"operation": "DescribeFileSystems"}])
    try:
        with pytest.raises(ClientError) as refused:
            filled.ask(STAGING, "us-east-1", "efs", "describe_file_systems")
        # Others of the service are answered.
        assert filled.ask(STAGING, "us-east-1", "efs", "describe_access_points")["AccessPoints"]
    finally:
        filled.simulated.faults.clear()
        filled.simulated.faults.add([{k: v for k, v in one.items() if k != "hits"} for one in before])
    assert refused.value.response["Error"]["Code"] == "AccessDeniedException"
    assert "elasticfilesystem:DescribeFileSystems" in str(refused.value)
