"""Ways into an account, regions by pattern, and settings, against the simulated AWS."""

from __future__ import annotations

import json
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import boto3
import pytest
from running import Elastatus, World, eventually, run

KEY, SECRET, EXTERNAL_ID = "AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "elastatus-demo-7421"
SHARED, PRODUCTION, STAGING = "123456789012", "483920175566", "719204838112"

CONFIG = """\
accounts:
  hub: {{ aws_access_key_id: '{key}', aws_secret_access_key: '{secret}', account_id: '{shared}', regions: ['eu-*'] }}
  mistaken: {{ aws_access_key_id: '{key}', aws_secret_access_key: '{secret}', account_id: '999999999999' }}
  by_role: {{ role_arn: 'arn:aws:iam::{production}:role/elastatus', source_account: hub, external_id: {external_id}, account_id: '{production}' }}
  no_trust: {{ role_arn: 'arn:aws:iam::{staging}:role/elastatus', source_account: hub, external_id: wrong }}
  by_profile: {{ profile: stage, environment: rehearsal }}
  no_profile: {{ profile: nowhere }}
  by_environment:
  wrong_secret: {{ aws_access_key_id: '{key}', aws_secret_access_key: 'not-the-secret' }}
  wrong_key: {{ aws_access_key_id: 'AKIANOSUCHKEY', aws_secret_access_key: '{secret}' }}
regions: ['us-east-1']
refresh: {{ sqs: 5s, sns: 1h, network: 1h }}
environments:
  - {{ name: '^orders', environment: ordering }}
  - {{ tags: [Environment] }}
kinds_dir: kinds
route53: {{ account: hub, domain: {domain}, zone_id: {zone} }}
endpoint_url: {url}
"""
PROFILES = """\
[profile hub]
aws_access_key_id = {key}
aws_secret_access_key = {secret}
[profile stage]
role_arn = arn:aws:iam::{staging}:role/elastatus
external_id = {external_id}
source_profile = hub
"""
#: A kind of the user's own, of a service that is there.
KIND = """\
kind: network
title: My networks
service: ec2
list: DescribeVpcs
items: Vpcs[]
id: VpcId
name: "tag(Tags, 'Name')"
state: State
tags: Tags
columns:
  range: { value: CidrBlock, title: Address range, help: "The addresses in it." }
  default: { value: IsDefault, form: bool, help: "Whether it is the default network." }
shown: [name, id, state, range]
every: 60s
"""


def _client(world: World, service: str, region: str = "us-east-1") -> Any:
    return boto3.client(
        service, region_name=region, endpoint_url=world.url, aws_access_key_id=KEY, aws_secret_access_key=SECRET
    )


@pytest.fixture(scope="module")
def zone(world: World, config: Path) -> str:
    """The id of the zone that may be read although zones may not be listed."""
    zones = _client(world, "route53").list_hosted_zones()["HostedZones"]
    return next(zone["Id"].split("/")[-1] for zone in zones if zone["Name"] == "shop.example.com.")


@pytest.fixture(scope="module")
def setup(world: World, zone: str, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """The configuration, and the environment that goes with it."""
    folder = tmp_path_factory.mktemp("accounts")
    values = dict(
        key=KEY, secret=SECRET, external_id=EXTERNAL_ID, shared=SHARED, production=PRODUCTION, staging=STAGING, url=world.url,
        zone=zone, domain="shop.example.com",
    )
    path = folder / "config.yaml"
    path.write_text(CONFIG.format(**values))
    path.chmod(0o600)
    (folder / "aws").write_text(PROFILES.format(**values))
    (folder / "kinds").mkdir()
    (folder / "kinds" / "network.yaml").write_text(KIND)
    (folder / "kinds" / "views.yaml").write_text("- { view: network, title: My networks, group: Networks, kinds: [network] }\n")
    env = {
        "AWS_CONFIG_FILE": str(folder / "aws"), "AWS_SHARED_CREDENTIALS_FILE": str(folder / "none"), "AWS_ACCESS_KEY_ID": KEY,
        "AWS_SECRET_ACCESS_KEY": SECRET, "HOME": str(folder),
    }
    return path, env


@pytest.fixture(scope="module")
def server(world: World, setup: tuple[Path, dict[str, str]]) -> Iterator[Elastatus]:
    before = world.faults()
    world.tell("faults", {"fault": "deny", "account": SHARED, "service": "route53", "operation": "ListHostedZones"})
    server = Elastatus(setup[0], env=setup[1])
    server.settle("/all/all/sqs.json", "/all/all/network.json", "/all/all/route53.json")
    yield server
    server.end()
    world.tell("faults", before, "PUT")


#: Accounts that can be read, and whose they are.
GOOD = {"hub": SHARED, "by_role": PRODUCTION, "by_profile": STAGING, "by_environment": SHARED}
#: Accounts that cannot, the codes of their cells and words of the reason.
BAD = {
    "mistaken": ({"account-mismatch"}, "999999999999"),
    "no_trust": ({"denied", "cred-invalid"}, "AssumeRole"),
    "no_profile": ({"cred-missing"}, "nowhere"),
    "wrong_secret": ({"cred-invalid"}, ""),
    "wrong_key": ({"cred-invalid"}, ""),
}


@pytest.mark.parametrize("account", GOOD)
def test_each_way_leads_into_its_account(server: Elastatus, account: str) -> None:
    rows = server.rows(f"/{account}/all/sqs.json")
    assert rows
    assert {row["arn"].split(":")[4] for row in rows} == {GOOD[account]}
    assert {cell["status"] for cell in server.cells(f"/{account}/all/sqs.json")} == {"fresh"}


@pytest.mark.parametrize("account", BAD)
def test_an_account_that_cannot_be_read_says_so_loudly(server: Elastatus, setup: tuple[Path, dict[str, str]], account: str) -> None:
    codes, words = BAD[account]
    twin = server.get(f"/{account}/us-east-1/sqs.json").json
    assert twin["rows"] == [] and twin["complete"] is False
    assert [cell["status"] in ("error", "denied") and cell["error"]["code"] in codes for cell in twin["cells"]] == [True], twin["cells"]
    assert words in twin["cells"][0]["error"]["message"]
    for path in (f"/{account}/us-east-1/sqs", "/all/us-east-1/sqs", "/"):
        page = server.get(path)
        assert page.status == 200
        assert words in page.text and account in page.text, path
        assert SECRET not in page.text and "not-the-secret" not in page.text
    done = run("list", "sqs", "-a", account, "-c", setup[0], env=setup[1])
    assert done.returncode == 3
    assert f"{account}/us-east-1/sqs" in done.stderr and words in done.stderr
    assert not done.stdout.strip() or "sqs" not in done.stdout


def test_a_pattern_covers_the_enabled_regions(server: Elastatus, world: World) -> None:
    enabled = [region["RegionName"] for region in _client(world, "ec2").describe_regions()["Regions"]]
    wanted = {region for region in enabled if fnmatch(region, "eu-*")}
    assert len(wanted) > 1
    assert {cell["region"] for cell in server.cells("/hub/all/sqs.json")} == wanted
    assert "gives none of these accounts this region" in server.get("/hub/us-east-1/sqs").text
    assert server.get("/hub/eu-nowhere-1/sqs").status == 404


def test_a_star_covers_every_enabled_region(setup: tuple[Path, dict[str, str]], world: World, tmp_path: Path) -> None:
    enabled = {region["RegionName"] for region in _client(world, "ec2").describe_regions()["Regions"]}
    path = tmp_path / "config.yaml"
    path.write_text(f"accounts: {{ everywhere: }}\nregions: ['*']\nendpoint_url: {world.url}\n")
    done = run("list", "sqs", "-o", "json", "-q", "-c", path, env=setup[1])
    assert done.returncode == 0, done.stderr
    assert {cell["region"] for cell in json.loads(done.stdout)["cells"]} == enabled


def test_where_zones_may_not_be_listed_the_configured_one_is_read(server: Elastatus, zone: str) -> None:
    for kind in ("route53-zone", "route53-record"):
        twin = server.get(f"/hub/global/{kind}.json").json
        assert twin["rows"], kind
        assert {row.get("zone_id") or row["id"] for row in twin["rows"]} == {zone}
        assert twin["complete"] is False
        assert twin["cells"][0]["error"]["action"] == "route53:ListHostedZones"
    assert "route53:ListHostedZones" in server.get("/hub/global/route53").text


def test_environments_are_told_by_the_rules(server: Elastatus, setup: tuple[Path, dict[str, str]]) -> None:
    rows = [row for kind in ("sqs", "ec2") for row in server.rows(f"/all/all/{kind}.json")]
    assert {row["env"] for row in rows if row["name"].startswith("orders")} == {"ordering"}
    tagged = [row for row in rows if not row["name"].startswith("orders") and row["tags"].get("Environment")]
    assert tagged and all(row["env"] == row["tags"]["Environment"] for row in tagged)
    bare = [row for row in rows if not row["name"].startswith("orders") and not row["tags"].get("Environment")]
    assert {row["env"] for row in bare if row["account"] == "by_profile"} <= {"rehearsal"}
    assert any(row["account"] == "by_profile" for row in bare)


def test_a_period_of_ones_own(server: Elastatus) -> None:
    def times(kind: str) -> str:
        return server.cells(f"/by_role/us-east-1/{kind}.json")[0]["fetched_at"]

    first = {kind: times(kind) for kind in ("sqs", "sns-topic", "network")}
    eventually(lambda: times("sqs") != first["sqs"], "sqs read again")
    assert {kind: times(kind) for kind in ("sns-topic", "network")} == {kind: first[kind] for kind in ("sns-topic", "network")}


def test_a_kind_of_the_users_own_is_everywhere(server: Elastatus, setup: tuple[Path, dict[str, str]], world: World) -> None:
    theirs = {network["VpcId"] for network in _client(world, "ec2").describe_vpcs()["Vpcs"]}
    rows = server.rows("/by_environment/us-east-1/network.json")
    assert theirs and {row["id"] for row in rows} == theirs
    assert all(row["range"] for row in rows)
    page = server.get("/by_environment/us-east-1/network").text
    assert all(name in page for name in theirs) and "My networks" in page and "Networks" in page and "Address range" in page
    one = rows[0]["id"]
    assert server.get(f"/by_environment/us-east-1/network/{one}").status == 200
    assert one in server.get("/by_environment/us-east-1/network.csv").text
    assert one in server.get(f"/find?q={one}").text
    assert "/by_environment/us-east-1/network" in server.get("/by_environment/us-east-1/sqs").text
    done = run("list", "network", "-a", "by_environment", "-o", "json", "-q", "-c", setup[0], env=setup[1])
    assert done.returncode == 0, done.stderr
    assert {row["id"] for row in json.loads(done.stdout)["rows"]} == theirs
    assert run("kinds", "check", setup[0].parent / "kinds").returncode == 0
