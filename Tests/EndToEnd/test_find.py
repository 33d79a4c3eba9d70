"""Find over the company: where names lead, whose addresses are, and what people ask in words."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from running import Elastatus, run

DOMAIN = "shop.example.com"


def find(elastatus: Elastatus, words: str) -> dict[str, Any]:
    """What Find says, as data."""
    answer = elastatus.get(f"/find?q={quote(words, safe='')}&_format=json")
    assert answer.status == 200, answer.text
    return answer.json


def way(found: dict[str, Any]) -> list[tuple[int, str | None, str | None]]:
    """Each step of the chain: depth, kind, end."""
    return [(hop["depth"], (hop["resource"] or {}).get("kind"), hop["end"]) for hop in found["chain"]]


def test_a_name_leads_over_two_names_and_the_load_balancer_to_the_instances(elastatus: Elastatus) -> None:
    found = find(elastatus, f"https://Checkout.{DOMAIN}./cart?x=1")
    steps = way(found)
    assert [kind for _, kind, _ in steps[:5]] == ["route53-record"] * 3 + ["load-balancer", "target-group"]
    assert [depth for depth, _, _ in steps[:5]] == [0, 1, 2, 3, 4]
    assert {kind for _, kind, _ in steps[5:]} == {"ec2"} and all(depth == 5 for depth, _, _ in steps[5:])
    # The instances are those that AWS says are targets.
    group = found["chain"][4]["resource"]
    row = elastatus.get(f"/{group['account']}/{group['region']}/target-group/{group['id']}?_format=json").json
    assert {hop["text"] for hop in found["chain"][5:]} == set(row["instances"]) and len(row["instances"]) > 1


def test_names_that_lead_to_each_other_are_told(elastatus: Elastatus) -> None:
    assert way(find(elastatus, f"ping.{DOMAIN}")) == [
        (0, "route53-record", None), (1, "route53-record", None), (2, "route53-record", "loop")
    ]


def test_a_name_that_leads_away_ends_there(elastatus: Elastatus) -> None:
    found = find(elastatus, f"status.{DOMAIN}")
    assert [(hop["text"], hop["end"]) for hop in found["chain"]] == [(f"status.{DOMAIN}", None), ("status.example.net", "elsewhere")]


def test_a_wildcard_answers_for_names_below_it(elastatus: Elastatus) -> None:
    found = find(elastatus, f"pr-17.preview.{DOMAIN}")
    assert [kind for _, kind, _ in way(found)][:3] == ["route53-record", "load-balancer", "target-group"]
    assert found["chain"][0]["resource"]["name"] == f"*.preview.{DOMAIN}"


def owner(elastatus: Elastatus, beginning: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """What Find says of the address of an interface with such a description, and the interface."""
    row = next(row for row in elastatus.rows("/production/us-east-1/eni.json") if row["description"].startswith(beginning))
    return find(elastatus, row["private_ip"]), row


@pytest.mark.parametrize(
    ("description", "kind", "name"),
    [
        ("ELB app/payments-internal", "load-balancer", "payments-internal"), ("ELB legacy-www", "classic-load-balancer", "legacy-www"),
        ("AWS Lambda VPC ENI-orders-notify", "lambda", "orders-notify"), ("ElastiCache catalog-pages", "elasticache-cluster", "catalog-pages"),
        ("ElastiCache payments-ledger", "elasticache-group", "payments-ledger"), ("RDSNetworkInterface", "rds-instance", None),
    ],
)
def test_an_address_leads_through_its_interface_to_the_owner(elastatus: Elastatus, description: str, kind: str, name: str | None) -> None:
    found, row = owner(elastatus, description)
    assert way(found)[0][:2] == (0, "eni") and found["chain"][0]["resource"]["id"] == row["id"]
    owners = [hop["resource"] for hop in found["chain"] if hop["depth"] == 1]
    assert owners and {one["kind"] for one in owners} == {kind}
    assert name is None or owners[0]["name"] == name


def test_what_has_an_address_itself_stands_before_its_interface(elastatus: Elastatus) -> None:
    found, row = owner(elastatus, "EFS mount target")
    exact = [one for one in found["rows"] if one["exact"]]
    assert [one["kind"] for one in exact] == ["efs", "eni"]
    assert row["file_system"] == exact[0]["id"]


def test_the_address_of_an_instance_is_the_instances(elastatus: Elastatus) -> None:
    row = next(row for row in elastatus.rows("/production/us-east-1/ec2.json?q=state:running") if row["public_ip"])
    for address in (row["private_ip"], row["public_ip"]):
        kinds = [one["kind"] for one in find(elastatus, address)["rows"] if one["exact"]]
        assert kinds[0] == "ec2" and "eni" in kinds


def test_a_free_address_is_told_by_its_networks(elastatus: Elastatus) -> None:
    subnet = next(row for row in elastatus.rows("/production/us-east-1/subnet.json") if row["name"] == "public-a")
    free = re.sub(r"\d+/\d+$", "251", subnet["cidr"])
    found = find(elastatus, free)
    assert found["total"] == 0 or not any(row["exact"] for row in found["rows"])
    assert [place["resource"]["kind"] for place in found["inside"]][:2] == ["subnet", "vpc"]
    assert found["inside"][0]["resource"]["id"] == subnet["id"] and found["inside"][0]["network"] == subnet["cidr"]
    page = unescape(elastatus.get(f"/find?q={free}").text)
    assert subnet["cidr"] in page and "nothing that could be read has it" in page


def test_a_network_has_what_is_inside(elastatus: Elastatus) -> None:
    subnet = next(row for row in elastatus.rows("/production/us-east-1/subnet.json") if row["name"] == "public-a")
    found = find(elastatus, subnet["cidr"])
    inside = {row["id"] for row in elastatus.rows("/production/us-east-1/ec2.json") if row["subnet"] == subnet["id"] and row["private_ip"]}
    assert inside and inside <= {row["id"] for row in found["rows"]}


@pytest.mark.parametrize("question", ["orders database staging", "what is the orders database in staging?"])
def test_a_question_in_words_is_answered_with_the_writer(elastatus: Elastatus, question: str) -> None:
    first = find(elastatus, question)["rows"][0]
    assert (first["account"], first["name"], first["kind"]) == ("staging", "orders-aurora", "rds-cluster")
    writer = next(one for one in first["endpoints"] if one["role"] == "writer")
    assert first["endpoint"] == f"{writer['host']}:{writer['port']}"
    assert first["paste"]["psql"] == f"psql -h {writer['host']} -p {writer['port']}"
    assert first["paste"]["JDBC"] == f"jdbc:postgresql://{writer['host']}:{writer['port']}/"
    page = elastatus.get(f"/find?q={quote(question)}").text
    assert page.index(first["paste"]["psql"]) < page.index("orders-history")


def test_what_is_pasted_holds_no_user(elastatus: Elastatus) -> None:
    users = {row["master_user"] for row in elastatus.rows("/all/all/rds-instance.json") if row["master_user"]}
    # Without the host, in which any word may stand.
    pastes = [
        paste.replace(row["endpoint"].rsplit(":", 1)[0], "")
        for row in find(elastatus, "rds")["rows"] for paste in row["paste"].values()
    ]
    assert len(pastes) > 20 and users
    assert not [paste for paste in pastes if any(user in paste for user in users) or "@" in paste]


def test_the_command_line_says_the_same(elastatus: Elastatus, config: Path) -> None:
    found = run("find", "orders", "database", "staging", "-a", "staging", "-c", config, "-q")
    lines = found.stdout.splitlines()
    endpoint = find(elastatus, "orders database staging")["rows"][0]["endpoint"]
    assert lines[1].startswith(endpoint), found.stdout
    host, port = endpoint.rsplit(":", 1)
    assert f"psql -h {host} -p {port}" in lines
