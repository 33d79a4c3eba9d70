"""One account denied, one throttled, one region dead: pages and twins say so, and everybody else's rows are untouched."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from running import Elastatus, World, ask, eventually

DENIED, THROTTLED, DEAD = "719204838112", "123456789012", "ap-southeast-2"
KINDS = ("sqs", "sns-topic", "ec2")


@pytest.fixture(scope="module")
def troubled(world: World, config: Path) -> Iterator[Elastatus]:
    """elastatus over an AWS in which much goes wrong from the beginning."""
    before = world.faults()
    for service in ("sqs", "sns", "ec2"):
        world.tell("faults", {"fault": "deny", "account": DENIED, "service": service})
        world.tell("faults", {"fault": "throttle", "account": THROTTLED, "service": service})
        world.tell("faults", {"fault": "cut", "region": DEAD, "service": service})
    server = Elastatus(config)
    server.settle(*(f"/all/all/{kind}.json" for kind in KINDS))
    yield server
    server.end()
    world.tell("faults", before, "PUT")


def _states(cells: list[dict[str, Any]]) -> dict[tuple[str, str], str]:
    return {(cell["account"], cell["region"]): cell["status"] for cell in cells}


def _refresh(server: Elastatus, path: str) -> Any:
    headers = {"Origin": server.url, "Accept": "application/json"}
    return ask(f"{server.url}/-/refresh?of={quote(path, safe='')}", "POST", b"", headers)


def test_each_cell_says_its_own_trouble(troubled: Elastatus) -> None:
    twin = troubled.get("/all/all/sqs.json").json
    states = _states(twin["cells"])
    assert twin["complete"] is False
    for region in ("us-east-1", "eu-west-1"):
        assert states["production", region] == "fresh"
        assert states["staging", region] == "denied"
        assert states["shared_services", region] == "throttled"
    assert states["production", DEAD] == "error"
    assert {row["account"] for row in twin["rows"]} == {"production"}
    for cell in twin["cells"]:
        if cell["status"] == "denied":
            assert cell["error"]["action"] == "sqs:ListQueues"
            assert cell["error"]["denied_by"] == {"policy": "identity", "explicit": False}
        if cell["status"] != "fresh":
            assert cell["error"]["since"] and cell["next_try"]
            assert cell["requests"] >= 1


def test_the_table_names_them_and_counts_its_cells(troubled: Elastatus) -> None:
    rows = troubled.rows("/all/all/sqs.json")
    page = troubled.get("/all/all/sqs").text
    assert f"{len(rows)} rows from 2 of 9 cells" in page
    assert "Failing: 2/9 cells fresh" in page
    assert "sqs:ListQueues" in page and "No identity policy allows it." in page
    assert "AWS is limiting how often it answers." in page


def test_the_matrix_groups_them_and_leads_to_each(troubled: Elastatus) -> None:
    whole = troubled.get("/matrix?kind=sqs,sns-topic,ec2&_format=json").json
    assert {group["account"]: group["states"] for group in whole["groups"]} == {
        "production": {"fresh": 6, "error": 3}, "staging": {"denied": 9}, "shared_services": {"throttled": 9},
    }
    assert whole["total"]["cells"] == 27 and whole["total"]["fresh"] == 6
    denied = troubled.get("/matrix?kind=sqs,sns-topic,ec2&state=denied&_format=json").json["cells"]
    assert {(cell["account"], cell["kind"]) for cell in denied} == {("staging", kind) for kind in KINDS}
    page = troubled.get("/matrix?account=staging&kind=sqs").text
    assert "sqs:ListQueues" in page
    assert troubled.get("/matrix?account=stagin").status == 404


def test_the_overview_counts_what_could_be_read(troubled: Elastatus) -> None:
    figures = troubled.get("/overview?_format=json").json
    assert figures["complete"] is False
    sqs = next(view for view in figures["views"] if view["view"] == "sqs")
    assert sqs["rows"] == len(troubled.rows("/all/all/sqs.json"))
    assert sqs["states"] == {"fresh": 2, "denied": 3, "throttled": 3, "error": 1}
    staging = next(line for line in figures["accounts"] if line["account"] == "staging")
    assert staging["states"]["denied"] >= 9
    page = troubled.get("/overview").text
    assert "7 of 9 cells not fresh" in page


def test_pressing_again_and_again_asks_aws_no_more_often(troubled: Elastatus, world: World) -> None:
    def calls() -> int:
        return sum(entry["count"] for entry in ask(f"{world.url}/-/world/calls").json if entry["operation"] == "ListTopics")

    before, began = calls(), time.monotonic()
    answers = [_refresh(troubled, "/production/us-east-1,eu-west-1/sns") for _ in range(60)]
    assert {answer.status for answer in answers} <= {200, 202, 429}
    asked = sum(answer.json["asked"] for answer in answers)
    seconds = time.monotonic() - began
    # Two cells, each at most once in five seconds.
    assert asked <= 2 * (seconds / 5 + 1)
    eventually(lambda: _refresh(troubled, "/production/us-east-1,eu-west-1/sns").json["under_way"] == 0, "nothing is under way")
    # What the plan itself reads meanwhile is little: the topics' own period is minutes.
    assert calls() - before <= asked + 8


def test_what_is_put_right_is_seen_after_a_refresh(troubled: Elastatus, world: World) -> None:
    rows = troubled.rows("/production/us-east-1/sqs.json")
    world.tell("faults", [], "PUT")
    answer = _refresh(troubled, "/matrix?account=staging&kind=sqs&state=denied")
    assert (answer.status, answer.json["asked"]) == (202, 3)

    def is_whole() -> bool:
        return {cell["status"] for cell in troubled.cells("/staging/us-east-1,eu-west-1/sqs.json")} == {"fresh"}

    eventually(is_whole, "staging's queues are read")
    assert troubled.rows("/staging/us-east-1/sqs.json")
    assert troubled.rows("/production/us-east-1/sqs.json") == rows
