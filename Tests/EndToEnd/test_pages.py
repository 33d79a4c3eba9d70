"""Addresses, twins and bad input over a real socket."""

from __future__ import annotations

import csv
import io
import json
from urllib.parse import quote

import pytest
from running import Elastatus


@pytest.mark.parametrize(
    ("path", "hint"),
    [
        ("/prodution/us-east-1/ec2", "/production/us-east-1/ec2"),
        ("/production/us-esat-1/ec2", "/production/us-east-1/ec2"),
        ("/production/us-east-1/ecc2", "/production/us-east-1/ec2"),
        ("/production/us-east-1/ec2/i-doesnotexist", ""),
        ("/all/all/nonsense.json", ""),
    ],
)
def test_unknown_words_are_404_with_the_nearest(elastatus: Elastatus, path: str, hint: str) -> None:
    answer = elastatus.get(path)
    assert answer.status == 404
    assert hint in answer.text


@pytest.mark.parametrize(
    "path",
    [
        "/static/../config.yaml", "/static/%2e%2e/%2e%2e/config.yaml", "/static/..%2f..%2fconfig.yaml",
        "/production/us-east-1/..%2f..%2f..%2fetc%2fpasswd", "/static/app.css%00.txt", "/%zz", "/static//etc/passwd",
    ],
)
def test_traversal_and_bad_escapes_are_refused(elastatus: Elastatus, path: str) -> None:
    answer = elastatus.get(path)
    assert answer.status in (400, 404)
    assert "aws_access_key_id" not in answer.text


def test_a_foreign_host_is_refused(elastatus: Elastatus) -> None:
    assert elastatus.get("/all/all/ec2", Host="evil.example.com").status in (400, 403, 421)


def test_every_answer_has_the_security_headers(elastatus: Elastatus) -> None:
    for path in ("/", "/all/all/ec2", "/all/all/ec2.json", "/nowhere", "/find?q=x"):
        headers = elastatus.get(path).headers
        assert "default-src 'none'" in headers["content-security-policy"], path
        assert headers["x-content-type-options"] == "nosniff"


def test_csv_and_json_are_the_same_rows(elastatus: Elastatus) -> None:
    rows = elastatus.rows("/all/all/rds.json")
    answer = elastatus.get("/all/all/rds.csv")
    assert answer.headers["content-type"].startswith("text/csv")
    table = list(csv.DictReader(io.StringIO(answer.text.lstrip("\ufeff"))))
    assert [row["id"] for row in table] == [row["id"] for row in rows]


def test_no_csv_cell_is_a_formula(elastatus: Elastatus) -> None:
    for word in ("ec2", "sg", "cloudformation", "sqs"):
        for row in csv.reader(io.StringIO(elastatus.get(f"/all/all/{word}.csv").text)):
            for cell in row:
                if cell[:1] in ("=", "+", "@", "\t", "\r") or (cell[:1] == "-" and not _is_number(cell)):
                    raise AssertionError(cell)


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


@pytest.mark.parametrize("kind", ["ec2", "rds-instance", "sqs", "route53-record", "sns-topic", "cloudwatch", "elasticache-group", "efs", "opensearch", "rds-proxy", "ami", "launch-template", "lambda", "s3", "vpc", "subnet", "eni", "eip", "nat-gateway", "ecs-service", "acm", "cloudfront", "iam-role"])
def test_every_row_has_a_page_that_opens(elastatus: Elastatus, kind: str) -> None:
    for row in elastatus.rows(f"/all/all/{kind}.json"):
        path = "/".join(quote(part, safe="") for part in (row["account"], row["region"], kind, row["id"]))
        assert elastatus.get(f"/{path}").status == 200, path
        twin = elastatus.get(f"/{path}?_format=json")
        assert twin.status == 200, path
        assert twin.json["id"] == row["id"]


def test_find_leads_with_the_endpoint(elastatus: Elastatus) -> None:
    row = next(row for row in elastatus.rows("/all/all/rds-instance.json") if row["endpoints"])
    endpoint = row["endpoints"][0]
    for words in (row["id"], endpoint["host"], row["arn"], f"{endpoint['host']}:{endpoint['port']}"):
        page = elastatus.get(f"/find?q={quote(words)}").text
        assert f"{endpoint['host']}:{endpoint['port']}" in page, words


def test_find_names_what_it_could_not_search(elastatus: Elastatus) -> None:
    page = elastatus.get("/find?q=no-such-thing-anywhere").text
    assert "dynamodb" in page and "staging" in page


def test_a_template_is_downloaded_as_written(elastatus: Elastatus) -> None:
    stack = elastatus.rows("/production/us-east-1/cloudformation.json")[0]
    page = elastatus.get(f"/production/us-east-1/cloudformation/{quote(stack['id'], safe='')}.yaml")
    assert page.status == 200
    assert "attachment" in page.headers["content-disposition"]
    assert "Resources" in page.text


def test_a_security_group_has_both_directions(elastatus: Elastatus) -> None:
    groups = elastatus.rows("/production/us-east-1/sg.json")
    page = elastatus.get(f"/production/us-east-1/sg/{groups[0]['id']}").text
    assert "Inbound" in page and "Outbound" in page


def test_hostile_tags_are_shown_not_run(elastatus: Elastatus) -> None:
    hostile = 0
    for kind in ("ec2", "ebs", "sqs", "sns-topic", "sg"):
        for row in elastatus.rows(f"/all/all/{kind}.json"):
            if "<" not in json.dumps([row["tags"], row["name"]]):
                continue
            hostile += 1
            path = "/".join(quote(part, safe="") for part in (row["account"], row["region"], kind, row["id"]))
            page = elastatus.get(f"/{path}").text
            assert "<script>alert" not in page and "<img src=x" not in page
    assert hostile > 0
