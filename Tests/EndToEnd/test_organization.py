"""Members of an organization are accounts without being named, against the simulated AWS."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest
from running import Elastatus, World, ask, eventually, run

CONFIG = """\
accounts:
  hub: {{ aws_access_key_id: AKIAHUB, aws_secret_access_key: hub-secret }}
organization: {{ account: hub, role: elastatus, group: members, exclude: ['Sandbox*'], every: 60s }}
regions: ['eu-west-1']
refresh: {{ sqs: 5s }}
endpoint_url: {url}
"""


def _client(url: str, service: str, account: str | None = None) -> Any:
    keys = {"aws_access_key_id": "AKIAHUB", "aws_secret_access_key": "hub-secret"}
    if account:
        sts = boto3.client("sts", region_name="eu-west-1", endpoint_url=url, **keys)
        made = sts.assume_role(RoleArn=f"arn:aws:iam::{account}:role/elastatus", RoleSessionName="test")["Credentials"]
        keys = {
            "aws_access_key_id": made["AccessKeyId"], "aws_secret_access_key": made["SecretAccessKey"],
            "aws_session_token": made["SessionToken"],
        }
    return boto3.client(service, region_name="eu-west-1", endpoint_url=url, **keys)


def _member(world: World, name: str, queue: str) -> str:
    """A new account with one queue in it."""
    made = _client(world.url, "organizations").create_account(AccountName=name, Email=f"{queue}@example.com")
    account = made["CreateAccountStatus"]["AccountId"]
    _client(world.url, "sqs", account).create_queue(QueueName=queue)
    return account


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[World, Path, dict[str, str]]]:
    """A simulated AWS of its own with an organization, and a configuration that names its hub."""
    world = World()
    _client(world.url, "organizations").create_organization(FeatureSet="ALL")
    ids = {name: _member(world, name, queue) for name, queue in (("Web Shop", "baskets"), ("Sandbox Ann", "toys"), ("Old", "dust"))}
    _client(world.url, "organizations").close_account(AccountId=ids["Old"])
    path = tmp_path_factory.mktemp("organization") / "config.yaml"
    path.write_text(CONFIG.format(url=world.url))
    yield world, path, ids
    world.end()


def test_the_command_line_reads_every_active_member(company: tuple[World, Path, dict[str, str]]) -> None:
    _, path, ids = company
    done = run("list", "sqs", "-c", path, "-o", "json", "-q")
    assert done.returncode == 0, done.stderr
    document = json.loads(done.stdout)
    assert document["complete"] is True
    assert [(row["account"], row["name"]) for row in document["rows"]] == [("web_shop", "baskets")]
    assert ids["Web Shop"] in document["rows"][0]["arn"]
    one = run("list", "sqs", "-a", "web_shop", "-c", path, "-o", "json", "-q")
    assert one.returncode == 0 and len(json.loads(one.stdout)["rows"]) == 1
    assert "did you mean" in run("list", "sqs", "-a", "web_shp", "-c", path).stderr


def test_pages_show_members_and_name_who_is_not_read(company: tuple[World, Path, dict[str, str]]) -> None:
    _, path, ids = company
    server = Elastatus(path)
    try:
        eventually(lambda: ask(server.url + "/web_shop/eu-west-1/sqs").status == 200, "the member is there")
        server.settle("/all/all/sqs.json")
        matrix = server.get("/matrix?_format=json").json["organization"]
        assert matrix["error"] is None and matrix["listed_at"]
        assert {(one["name"], one["reason"]) for one in matrix["skipped"]} == {
            ("Sandbox Ann", "excluded"), ("Old", "suspended"),
        }
        page = server.get("/matrix").text
        assert ids["Old"] in page and "suspended" in page and "excluded by the configuration" in page
        assert server.get("/sandbox_ann/eu-west-1/sqs").status == 404
    finally:
        server.end()


def test_a_listing_that_is_denied_says_so_and_completes_nothing(
    company: tuple[World, Path, dict[str, str]]
) -> None:
    world, path, _ = company
    world.tell("faults", {"fault": "deny", "service": "organizations"})
    try:
        done = run("list", "sqs", "-c", path, "-o", "json", "-q")
        assert done.returncode == 3
        assert "organization cannot be listed" in done.stderr
        assert json.loads(done.stdout)["complete"] is False
        server = Elastatus(path)
        try:
            eventually(lambda: "organizations:ListAccounts" in server.get("/all/all/sqs").text, "the page says why")
            assert server.get("/all/all/sqs.json").json["complete"] is False
            assert server.get("/matrix?_format=json").json["organization"]["error"]["action"] == "organizations:ListAccounts"
        finally:
            server.end()
    finally:
        world.forget_faults()
