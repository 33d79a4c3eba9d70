"""Environments over the company: what staging has, and how it differs from production."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path
from urllib.parse import quote

from running import Elastatus, World, ask, run


def test_every_environment_is_listed(elastatus: Elastatus) -> None:
    listed = elastatus.get("/env?_format=json").json
    by_name = {one["name"]: one for one in listed["environments"]}
    assert {"production", "staging", "shared"} <= set(by_name)
    rows = elastatus.rows("/all/all/rds.json?q=env:staging") + elastatus.rows("/all/all/ec2.json?q=env:staging")
    assert 0 < len(rows) < by_name["staging"]["total"]
    page = elastatus.get("/env").text
    assert 'href="/env/staging"' in page and 'action="/env/compare"' in page


def test_the_page_of_an_environment_has_every_endpoint_of_it(elastatus: Elastatus) -> None:
    report = elastatus.get("/env/staging.json").json
    shown = {(row["kind"], row["account"], row["region"], row["id"]) for row in report["endpoints"]}
    for kind in ("rds-cluster", "rds-instance", "rds-proxy", "elasticache-group", "load-balancer", "classic-load-balancer", "sqs", "sns-topic", "opensearch"):
        wanted = {(kind, row["account"], row["region"], row["id"]) for row in elastatus.rows(f"/all/all/{kind}.json?q=env:staging") if row["endpoints"]}
        assert wanted <= shown, kind
    assert report["endpoints"][0]["endpoints"][0]["role"] in ("writer", "configuration")
    assert {"arn", "url", "writer", "reader"} <= {one["role"] for row in report["endpoints"] for one in row["endpoints"]}
    assert report["outputs"] and report["newest_update"]["kind"] == "cloudformation"
    assert report["counts"]["rds"] == len(elastatus.rows("/all/all/rds.json?q=env:staging"))
    page = unescape(elastatus.get("/env/STAGING").text)
    for address in ("orders-aurora.cluster-", "Stack outputs", "newest stack update", "arn:aws:sns:"):
        assert address in page, address
    # What is denied there is told, not left out in silence.
    assert not report["complete"] and any(cell["kind"] == "dynamodb" for cell in report["unread"])
    assert "could not be read, so there may be more" in page


def test_red_states_are_those_of_the_tables(elastatus: Elastatus) -> None:
    report = elastatus.get("/env/production.json").json
    red = {(one["kind"], one["id"]) for one in report["troubles"]}
    alarms = {("cloudwatch", row["id"]) for row in elastatus.rows("/all/all/cloudwatch.json?q=env:production+state:ALARM")}
    unhealthy = {("target-group", row["id"]) for row in elastatus.rows("/all/all/target-group.json?q=env:production") if row["unhealthy"]}
    assert alarms | unhealthy <= red and unhealthy


def test_staging_differs_from_production_where_it_does(elastatus: Elastatus) -> None:
    found = elastatus.get("/env/compare.json?a=staging&b=production").json
    assert (found["a"], found["b"]) == ("staging", "production") and found["equal"] > 5
    items = {(item["kind"], item["name"]): item for item in found["items"]}
    assert all(item["differences"] for item in found["items"])
    # Production has two zones where staging has one.
    history = {one["column"]: one for one in items["rds-instance", "orders-history"]["differences"]}
    assert (history["multi_az"]["a"], history["multi_az"]["b"]) == ("no", "yes")
    assert history["multi_az"]["words"] == "Multi-AZ is no in staging and yes in production"
    # A gateway load balancer that staging has not.
    assert [one["subject"] for one in items["load-balancer", "inspection"]["differences"]] == ["missing"]
    # Tables of staging are denied in one region: none is called missing.
    subjects = {one["subject"] for (kind, _), item in items.items() if kind == "dynamodb" for one in item["differences"]}
    assert "missing" not in subjects
    for item in found["items"]:
        for one in item["differences"]:
            assert one["words"] and "staging" in one["words"] or "production" in one["words"]


def test_what_differs_differs_in_the_tables_too(elastatus: Elastatus) -> None:
    found = elastatus.get("/env/compare.json?a=staging&b=production").json
    checked = 0
    for item in found["items"]:
        for one in item["differences"]:
            if one["subject"] != "column" or item["kind"] == "ec2":
                continue
            values = []
            for side in ("a", "b"):
                rows = [
                    elastatus.get(f"/{place['account']}/{place['region']}/{place['kind']}/{quote(place['id'], safe='')}?_format=json").json
                    for place in item[side]
                ]
                values.append(sorted(json.dumps(row[one["column"]]) for row in rows))
            assert values[0] != values[1], (item["name"], one)
            checked += 1
    assert checked > 3


def test_what_has_one_name_in_both_is_never_missing(elastatus: Elastatus) -> None:
    found = elastatus.get("/env/compare.json?a=staging&b=production").json
    names: dict[tuple[str, str], set[str]] = {}
    for env in ("staging", "production"):
        for kind in found["compared"]:
            for row in elastatus.rows(f"/all/all/{kind}.json?q=env:{env}"):
                names.setdefault((kind, row["name"]), set()).add(env)
    assert names["memorydb", "carts-live"] == {"staging", "production"}
    for item in found["items"]:
        subjects = {one["subject"] for one in item["differences"]}
        for place in item["a"] + item["b"]:
            assert "missing" not in subjects or len(names[item["kind"], place["name"]]) == 1, (item["kind"], place["name"])
    # Distributions are known by their own names and comments, not by the names that AWS makes.
    fronts = [item for item in found["items"] if item["kind"] == "cloudfront"]
    assert [item["name"] for item in fronts for one in item["differences"] if one["subject"] == "missing"] == ["summer-sale-2023"]
    assert [gap["kind"] for gap in found["not_compared"]] == ["cloudformation"]
    assert "Their templates are not compared" in unescape(elastatus.get("/env/compare?a=staging&b=production").text)


def test_a_missing_thing_is_unknown_while_its_cell_cannot_be_read(elastatus: Elastatus, config: Path, faults: World) -> None:
    faults.tell("faults", [{"fault": "deny", "account": "719204838112", "service": "elbv2"}])
    found = run("env", "compare", "staging", "production", "-c", config, "-q", "-o", "json")
    assert found.returncode == 3, found.stderr
    items = {(item["kind"], item["name"]): item for item in json.loads(found.stdout)["items"]}
    (difference,) = items["load-balancer", "inspection"]["differences"]
    assert difference["subject"] == "unknown"
    assert "could not be read" in difference["words"] and "staging" in difference["words"]


def test_twins_and_pages_agree(elastatus: Elastatus) -> None:
    for path in ("/env/staging", "/env/compare?a=staging&b=production"):
        stem, _, query = path.partition("?")
        markdown = elastatus.get(f"{stem}.md?{query}")
        assert markdown.headers["content-type"].startswith("text/markdown")
        assert "attachment" in markdown.headers["content-disposition"]
        lines = markdown.text.splitlines()
        assert lines[0].startswith("# ") and sum(line.startswith("| ") for line in lines) > 10
        assert len({line.count(" | ") for line in lines if line.startswith("| rds")}) <= 1
    page = unescape(elastatus.get("/env/compare?a=staging&b=production").text)
    assert "Multi-AZ is no in staging and yes in production" in page
    assert "is unknown, not missing" in page
    assert re.search(r'data-url="/env/compare\.md\?a=staging&b=production"', page)


def test_wrong_names_are_told(elastatus: Elastatus) -> None:
    missing = elastatus.get("/env/stagin")
    assert missing.status == 404 and 'href="/env/staging"' in missing.text
    assert elastatus.get("/env/compare?a=staging&b=nowhere").status == 404
    assert elastatus.get("/env/compare").status == 302
    assert elastatus.get("/env/compare.json?a=staging").status == 400
    assert elastatus.get("/env/staging?_format=csv").status == 400


def test_the_command_line_says_it(elastatus: Elastatus, config: Path) -> None:
    listed = run("env", "-c", config, "-q", "-r", "us-east-1")
    assert any(line.startswith("staging ") for line in listed.stdout.splitlines()), listed.stdout
    shown = run("env", "staging", "-c", config, "-q", "-o", "md", "-a", "staging", "-r", "us-east-1")
    assert shown.stdout.startswith("# Environment staging") and "orders-aurora.cluster-" in shown.stdout
    wrong = run("env", "stagin", "-c", config, "-q", "-a", "staging", "-r", "us-east-1")
    assert wrong.returncode == 2 and 'did you mean "staging"' in wrong.stderr
    assert run("env", "compare", "staging", "-c", config).returncode == 2


def test_jumping_leads_to_what_is_surely_meant(elastatus: Elastatus) -> None:
    def jump(words: str) -> str:
        answer = ask(f"{elastatus.url}/-/jump?q={words}")
        assert answer.status == 302
        return answer.headers["location"]

    row = next(row for row in elastatus.rows("/production/us-east-1/ec2.json?q=state:running") if row["public_ip"])
    page = f"/production/us-east-1/ec2/{row['id']}"
    assert jump(row["id"]) == page
    assert jump(row["arn"]) == page
    assert jump("checkout.shop.example.com").startswith("/shared_services/global/route53-record/")
    assert jump("staging+rds") == "/staging/all/rds"
    assert jump("eu-west-1+production+sqs") == "/production/eu-west-1/sqs"
    assert jump("staging") == "/staging"
    assert jump("shared") == "/env/shared"
    assert jump("matrix") == "/matrix"
    assert jump("orders") == "/find?q=orders"
    assert jump("no-such-thing") == "/find?q=no-such-thing"
    told = elastatus.get(f"/-/jump?q={row['id']}&_format=json").json
    assert told["goes"] == page and told["options"][0]["path"] == page
