"""Find over the company: where names lead, whose addresses are, and what people ask in words."""

from __future__ import annotations

import json
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


@pytest.fixture(scope="module")
def instance(elastatus: Elastatus) -> dict[str, Any]:
    """A running instance with a private address."""
    return next(row for row in elastatus.rows("/production/us-east-1/ec2.json?q=state:running") if row["private_ip"])


PASTED = (
    '"{id}",', "[{id}]", "{id},", "instance/{id}", '"InstanceId": "{id}",', "aws ec2 describe-instances --instance-ids {id}", "who uses {id}?",
    "https://us-east-1.console.aws.amazon.com/ec2/home?region=us-east-1#InstanceDetails:instanceId={id}",
    "https://us-east-1.console.aws.amazon.com/ec2/home?region=us-east-1#Instances:v=3;instanceId%3D{id}", "https://wiki.example.org/hosts/{id}?x=1#y",
    "http://elastatus.example.org/-base/production/us-east-1/ec2/{id}",
)


@pytest.mark.parametrize("text", PASTED)
def test_an_id_is_found_in_whatever_was_pasted(elastatus: Elastatus, instance: dict[str, Any], text: str) -> None:
    found = find(elastatus, text.format(id=instance["id"]))
    first = found["rows"][0]
    assert (first["kind"], first["id"], first["exact"]) == ("ec2", instance["id"], True)
    assert found["understood"]["as"] in ("id", "resource")


def test_the_address_of_any_page_of_ours_finds_its_resource(elastatus: Elastatus) -> None:
    for path in ("/all/all/rds-cluster.json", "/all/all/sqs.json", "/all/all/route53-record.json", "/all/all/cloudformation.json"):
        row = elastatus.rows(path)[0]
        page = "".join("/" + quote(row[part], safe="") for part in ("account", "region", "kind", "id"))
        found = find(elastatus, elastatus.url + page)
        assert found["total"] == 1 and {part: found["rows"][0][part] for part in ("account", "region", "kind", "id")} == {
            part: row[part] for part in ("account", "region", "kind", "id")
        }


@pytest.mark.parametrize(
    "address",
    [
        "https://us-east-1.console.aws.amazon.com/rds/home?region=us-east-1#database:id=orders-aurora;is-cluster=true",
        "https://console.aws.amazon.com/lambda/home?region=us-east-1#/functions/orders-notify?tab=code",
    ],
)
def test_names_in_addresses_of_the_console_are_found(elastatus: Elastatus, address: str) -> None:
    found = find(elastatus, address)
    assert found["rows"] and all(row["exact"] and row["name"] in ("orders-aurora", "orders-notify") for row in found["rows"])


def test_lines_that_were_copied_from_here_are_found(elastatus: Elastatus) -> None:
    seen = set()
    for row in find(elastatus, "database production")["rows"]:
        for program, line in row["paste"].items():
            if program in seen:
                continue
            seen.add(program)
            found = find(elastatus, line)
            assert row["id"] in [one["id"] for one in found["rows"] if one["exact"]], line
    assert {"psql", "redis-cli", "JDBC"} <= seen


def test_a_url_ends_at_its_first_space(elastatus: Elastatus) -> None:
    found = find(elastatus, f"https://pay.{DOMAIN}/a path with spaces?x=1 2")
    assert found["understood"] == {"as": "host", "text": f"pay.{DOMAIN}"}
    assert found["rows"][0]["name"].rstrip(".") == f"pay.{DOMAIN}" and found["chain"]


def test_questions_of_the_readme(elastatus: Elastatus, instance: dict[str, Any]) -> None:
    found = find(elastatus, f"Which account owns {instance['private_ip']}?")
    assert found["rows"][0]["id"] == instance["id"] and found["rows"][0]["account"] == instance["account"]
    found = find(elastatus, "What runs in staging?")
    assert found["total"] > 20 and found["understood"] == {"as": "words", "text": "staging"}
    assert "Looked for the word" in elastatus.get("/find?q=What+runs+in+staging%3F").text


def test_patterns_and_tags(elastatus: Elastatus, instance: dict[str, Any]) -> None:
    network = instance["private_ip"].rsplit(".", 1)[0]
    found = find(elastatus, f"{network}.*")
    assert found["understood"] == {"as": "network", "text": f"{network}.0/24"} and instance["id"] in [row["id"] for row in found["rows"]]
    found = find(elastatus, "orders-a*")
    assert found["rows"] and found["rows"][0]["name"].startswith("orders-a")
    key, value = next((key, value) for key, value in instance["tags"].items() if value.isalpha())
    wanted = find(elastatus, f"tag:{key}={value}")
    assert wanted["total"] > 0
    for text in (f"tag:{key} = {value}", f'tag: {key}="{value}"'):
        assert find(elastatus, text)["total"] == wanted["total"]


def test_filters_are_answered_and_lead_to_their_tables(elastatus: Elastatus) -> None:
    found = find(elastatus, "state:running")
    running = elastatus.get("/all/all/ec2.json?q=state:running").json["rows"]
    assert found["understood"]["as"] == "filter" and found["kinds"]["ec2"] == len(running)
    assert {row["state"].lower() for row in found["rows"]} == {"running"}
    assert "/all/all/ec2?q=state:running" in elastatus.get("/find?q=state:running").text
    assert {row["env"] for row in find(elastatus, "env:staging")["rows"]} == {"staging"}
    found = find(elastatus, "stat:running")
    assert found["total"] == 0 and "did you mean 'state'" in found["problem"]
    assert "did you mean" in elastatus.get("/find?q=stat:running").text


@pytest.mark.parametrize(("typed", "meant"), [("ordres", "orders"), ("databse", "database"), ("ordres databse staging", "orders database staging")])
def test_a_slip_is_told(elastatus: Elastatus, typed: str, meant: str) -> None:
    found = find(elastatus, typed)
    assert found["total"] == 0 and meant in found["suggestions"]
    assert all(find(elastatus, text)["total"] > 0 for text in found["suggestions"])
    page = unescape(elastatus.get(f"/find?q={quote(typed)}").text)
    assert "Did you mean" in page and re.search(f'href="/find\\?q={meant.replace(" ", "(%20|[+])")}"', page)


def test_words_that_stand_nowhere_are_named(elastatus: Elastatus) -> None:
    found = find(elastatus, "orders zzqqx")
    assert found["total"] == 0 and found["unknown"] == ["zzqqx"]
    assert "“zzqqx”" in elastatus.get("/find?q=orders+zzqqx").text


def test_short_words_are_those_of_the_menus(elastatus: Elastatus) -> None:
    short, long = find(elastatus, "orders db"), find(elastatus, "orders database")
    assert short["rows"][0]["name"] == long["rows"][0]["name"] == "orders-aurora"


def test_what_has_a_part_of_an_id_stands_before_what_mentions_it(elastatus: Elastatus, instance: dict[str, Any]) -> None:
    part = instance["id"].removeprefix("i-")
    found = find(elastatus, part)
    own = [part in row["id"] or part in row["name"] or any(part in one["host"] for one in row["endpoints"]) for row in found["rows"]]
    assert own[0] and not all(own) and own == sorted(own, reverse=True)


@pytest.mark.parametrize("everything", ["0.0.0.0/0", "::/0"])
def test_all_addresses_are_what_names_them(elastatus: Elastatus, everything: str) -> None:
    found = find(elastatus, everything)
    assert found["chain"] == [] and not any(row["exact"] for row in found["rows"])
    assert {row["kind"] for row in found["rows"]} <= {"sg", "subnet", "vpc", "nat-gateway", "eni"}


def test_clusters_do_not_lead_back_to_themselves(elastatus: Elastatus) -> None:
    clusters = elastatus.rows("/all/all/rds-cluster.json")
    assert clusters
    for cluster in clusters:
        for text in (cluster["id"], *(one["host"] for one in cluster["endpoints"])):
            assert "loop" not in [hop["end"] for hop in find(elastatus, text)["chain"]], text


def test_steps_say_the_health_of_targets_and_nothing_twice(elastatus: Elastatus) -> None:
    found = find(elastatus, f"checkout.{DOMAIN}")
    group = found["chain"][4]["resource"]
    row = elastatus.get(f"/{group['account']}/{group['region']}/target-group/{group['id']}?_format=json").json
    told = {hop["text"]: hop["health"] for hop in found["chain"][5:]}
    assert told and {f"{target} {health}" for target, health in told.items()} <= {text.strip() for text in row["health"]}
    page = re.sub(r"<[^>]+>", " ", elastatus.get(f"/find?q=checkout.{DOMAIN}").text)
    assert re.sub(r"\s+", " ", page).count("Target groups orders-web") == 1
    assert "health" in page


def pages(elastatus: Elastatus, question: str, size: int) -> list[dict[str, Any]]:
    """Every page of the answers."""
    found = []
    more = ""
    while True:
        answer = elastatus.get(f"/find.json?q={quote(question)}&_size={size}{more}")
        assert answer.status == 200, answer.text
        found.append(answer.json)
        if "next" not in answer.json:
            return found
        more = f"&_next={answer.json['next']}"


def key(row: dict[str, Any]) -> tuple[str, ...]:
    """What names a row."""
    return tuple(row[part] for part in ("account", "region", "kind", "id"))


@pytest.mark.parametrize("question", ["orders", "production", "state:available", "10.0.0.0/8"])
def test_pages_have_every_answer_once_and_in_order(elastatus: Elastatus, question: str) -> None:
    whole = pages(elastatus, question, 5000)[0]
    parts = pages(elastatus, question, 7)
    assert [key(row) for page in parts for row in page["rows"]] == [key(row) for row in whole["rows"]]
    assert len(whole["rows"]) == whole["total"] > 7 and {page["total"] for page in parts} == {whole["total"]}
    assert len(elastatus.get(f"/find.json?q={quote(question)}").json["rows"]) == min(100, whole["total"])


def test_the_page_leads_to_the_next_one_and_back(elastatus: Elastatus) -> None:
    page = elastatus.get("/find?q=production").text
    total = int(re.search(r"The first 100 of ([\d,]+) answers", page).group(1).replace(",", ""))  # type: ignore[union-attr]
    following = unescape(re.search(r'rel="next" href="([^"]+)"', page).group(1))  # type: ignore[union-attr]
    text = elastatus.get(following).text
    assert f"101 to {min(200, total)} of {total:,} answers" in text
    assert re.search(r'rel="first" href="/find\?q=production"', text)


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("_format=xml", ["html", "json", "jsonl", "yaml"]), ("_format=csv", ["html", "json", "jsonl", "yaml"]), ("_size=0", ["1 to 5,000"]),
        ("_size=many", ["1 to 5,000"]), ("_size=5001", ["1 to 5,000"]), ("_next=x", ["first page"]),
    ],
)
def test_what_there_is_not_is_told(elastatus: Elastatus, query: str, says: list[str]) -> None:
    for path in ("/find?q=orders&", "/find.json?q=orders&"):
        if path.startswith("/find.json") and "_format" in query:
            continue
        answer = elastatus.get(path + query)
        assert answer.status == 400, (path, query)
        assert all(word in answer.text for word in says), answer.text


def test_a_place_of_another_search_is_none(elastatus: Elastatus) -> None:
    place = elastatus.get("/find.json?q=orders&_size=1").json["next"]
    assert elastatus.get(f"/find.json?q=orders&_size=1&_next={place}").status == 200
    assert elastatus.get(f"/find.json?q=payments&_size=1&_next={place}").status == 400


def test_every_form_says_the_same(elastatus: Elastatus) -> None:
    wanted = elastatus.get("/find?q=orders&_format=json").json
    assert elastatus.get("/find.json?q=orders").json["rows"] == wanted["rows"]
    lines = elastatus.get("/find.jsonl?q=orders")
    assert lines.headers["content-type"] == "application/jsonl"
    assert [json.loads(line) for line in lines.text.splitlines()] == wanted["rows"]
    other = elastatus.get("/find.yaml?q=orders")
    assert (other.status, other.headers["content-type"]) == (200, "application/yaml") and "orders-aurora" in other.text
    assert elastatus.get("/find.csv?q=orders").status == 400


def test_the_command_line_goes_on_where_it_ended(config: Path) -> None:
    words = ("find", "orders", "-a", "staging", "-c", config, "-q", "-o", "json", "--limit")
    whole = json.loads(run(*words, "1000").stdout)
    first = json.loads(run(*words, "3").stdout)
    second = json.loads(run(*words, "3", "--next", first["next"]).stdout)
    assert [key(row) for row in first["rows"] + second["rows"]] == [key(row) for row in whole["rows"][:6]]
    assert run(*words, "3", "--next", "nonsense").returncode == 2
    slip = run("find", "ordres", "-a", "staging", "-c", config, "-q")
    assert slip.returncode != 0 and "did you mean orders?" in slip.stderr
