"""What AWS answers and nobody may see: values of environment variables, start scripts of instances."""

from __future__ import annotations

import base64
from pathlib import Path
from urllib.parse import quote

import pytest
from running import Elastatus, World, ask, run

#: As demo/company makes them.
TOKEN = "sk-live-4f9c2b7e-demo-must-not-show"
SCRIPT = base64.b64encode(b"#!/bin/sh\nexec /opt/orders/start\n").decode()


@pytest.mark.parametrize(("kind", "name", "secret"), [("lambda", "orders-notify", TOKEN), ("launch-template", "orders-web", SCRIPT)])
def test_a_secret_is_in_no_answer(elastatus: Elastatus, kind: str, name: str, secret: str) -> None:
    row = next(row for row in elastatus.rows(f"/production/us-east-1/{kind}.json") if row["name"] == name)
    page = f"/production/us-east-1/{kind}/{quote(row['id'], safe='')}"
    whole = elastatus.get(f"{page}?_format=json").text
    assert "(withheld)" in whole, "what AWS said is kept, but for the secret"
    for path in (page, f"{page}?_format=json", f"{page}?_format=yaml", *(f"/all/all/{kind}{end}" for end in ("", ".json", ".csv"))):
        answer = elastatus.get(path)
        assert answer.status == 200, path
        assert secret not in answer.text, path
        assert secret.split("-demo")[0] not in answer.text, path


def test_a_secret_cannot_be_searched_for(elastatus: Elastatus) -> None:
    page = elastatus.get(f"/find?q={TOKEN[8:16]}").text
    assert "orders-notify" not in page


def test_names_of_variables_are_shown(elastatus: Elastatus) -> None:
    page = elastatus.get("/production/us-east-1/lambda/orders-notify").text
    assert "WEBHOOK_TOKEN" in page


def test_the_command_line_shows_none(elastatus: Elastatus, config: Path) -> None:
    done = run("show", "lambda", "orders-notify", "-a", "production", "-r", "us-east-1", "-o", "json", "-c", config)
    assert done.returncode == 0, done.stderr
    assert "WEBHOOK_TOKEN" in done.stdout
    assert TOKEN not in done.stdout


def test_the_code_of_functions_is_never_asked_for(elastatus: Elastatus, world: World) -> None:
    elastatus.rows("/all/all/lambda.json")
    asked = {call["operation"] for call in ask(f"{world.url}/-/world/calls").json if call["service"] == "lambda"}
    assert {"ListFunctions", "ListEventSourceMappings"} <= asked
    # The company's own seed makes functions; it reads none.
    assert not {one for one in asked if one.startswith("Get")}
