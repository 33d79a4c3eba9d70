"""`elastatus kinds try`, and the guide followed to the letter for a service that elastatus does not know."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from running import ROOT, Elastatus, World, binary, run

sys.path.insert(0, str(ROOT / "demo"))

from company import cells  # noqa: E402

GUIDE = (ROOT / "docs" / "kinds-guide.md").read_text()
TAG = """kind: vpc-tag
title: VPC tags
service: ec2
list: DescribeVpcs
items: Vpcs[]
id: VpcId
name: VpcId
state: State
columns:
  cidr:    { value: CidrBlock, help: "The addresses of the network." }
  nothing: { value: 'Ipv6CidrBlockAssociationSet[0].NetworkBorderGroup', help: "Never there in this world." }
shown: [name, cidr, nothing]
every: 300s
"""


def example(name: str) -> str:
    """The block of the guide under `<!-- example: name -->`."""
    (found,) = re.findall(rf"^<!-- example: {re.escape(name)} -->\n```\w+\n(.*?)^```$", GUIDE, re.M | re.S)
    return found


@pytest.fixture
def own(config: Path, tmp_path: Path) -> Path:
    """A folder with the company's configuration, as somebody who reads the guide has it."""
    path = tmp_path / "config.yaml"
    path.write_text(config.read_text() + "\n" + example("config"))
    path.chmod(0o600)
    (tmp_path / "my-kinds").mkdir()
    (tmp_path / "my-models").mkdir()
    return tmp_path


def tried(own: Path, text: str, *words: str, name: str = "vpc-tag") -> tuple[int, dict[str, Any], str]:
    """What `kinds try` says of a kind."""
    (own / "my-kinds" / f"{name}.yaml").write_text(text)
    done = run("kinds", "try", f"my-kinds/{name}.yaml", "-a", "production", "-r", "us-east-1", "-o", "json", "-q", *words, cwd=own)
    return done.returncode, json.loads(done.stdout), done.stderr


def test_says_what_the_columns_give(own: Path) -> None:
    code, report, _ = tried(own, TAG)
    assert code == 0
    assert report["rows"] and all(row["cidr"] for row in report["rows"])
    empty = {column["name"]: column["empty"] for column in report["columns"]}
    assert empty == {"cidr": 0, "nothing": len(report["rows"]), "state": 0}
    assert report["warnings"] == ["nothing is empty in every row"]
    (call,) = report["calls"]
    assert (call["action"], call["calls"], call["errors"]) == ("ec2:DescribeVpcs", 1, {})
    assert call["requests"] >= 1 and call["milliseconds"] >= 0
    shown = run("kinds", "try", "my-kinds/vpc-tag.yaml", "-a", "production", "-r", "us-east-1", "-q", cwd=own)
    assert shown.returncode == 0
    assert report["rows"][0]["id"] in shown.stdout and "nothing" in shown.stdout
    assert "warning: nothing is empty in every row" in shown.stderr
    # Joined kinds are read too, a file in its own folder takes no name from itself.
    for kind in ("target-group", "rds-instance"):
        done = run("kinds", "try", ROOT / "kinds" / f"{kind}.yaml", "-a", "production", "-r", "us-east-1", "-q", cwd=own)
        assert done.returncode in (0, 3), done.stdout


def test_says_which_calls_fail(own: Path, faults: World) -> None:
    each = "each:\n  more: { call: DescribeVpcAttribute, input: { VpcId: VpcId, Attribute: \"'enableDnsSupport'\" } }\n"
    text = TAG.replace("id: VpcId\n", each + "id: VpcId\n", 1)
    faults.tell("faults", [{"fault": "deny", "operation": "DescribeVpcAttribute"}], "PUT")
    code, report, _ = tried(own, text)
    assert code == 3
    rows = len(report["rows"])
    call = next(call for call in report["calls"] if call["action"] == "ec2:DescribeVpcAttribute")
    assert call["calls"] == rows and sum(call["errors"].values()) == rows
    words = f"{rows} rows" if rows > 1 else "1 row"
    assert f"DescribeVpcAttribute failed for {words}: denied" in report["warnings"]
    faults.tell("faults", [{"fault": "deny", "operation": "DescribeVpcs"}], "PUT")
    code, report, _ = tried(own, text)
    assert (code, report["rows"]) == (1, [])
    assert any("denied" in warning for warning in report["warnings"])


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (("CidrBlock,", "CidrBlok,"), 'my-kinds/vpc-tag.yaml:10:21: error: "CidrBlok": Vpc has no member "CidrBlok" (did you mean "CidrBlock"?)'),
        (("list: DescribeVpcs", "list: DeleteVpc"), "my-kinds/vpc-tag.yaml:4:7: error: "),
        (("kind: vpc-tag", "kind: vpc-tags"), "is called vpc-tags.yaml"),
        (("id: VpcId\n", ""), "id"),
        (("every: 300s", "every: ["), "my-kinds/vpc-tag.yaml:"),
    ],
)
def test_checks_first(own: Path, wrong: tuple[str, str], said: str) -> None:
    (own / "my-kinds" / "vpc-tag.yaml").write_text(TAG.replace(*wrong))
    done = run("kinds", "try", "my-kinds/vpc-tag.yaml", cwd=own)
    assert done.returncode == 4
    assert said in done.stdout


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ([], 2, "one file"),
        (["no-such.yaml"], 4, "cannot be read"),
        (["my-kinds/vpc-tag.yaml", "-a", "all"], 2, "one account"),
        (["my-kinds/vpc-tag.yaml", "-a", "prodction"], 2, 'did you mean "production"'),
    ],
)
def test_says_what_was_wrong(own: Path, words: list[str], code: int, said: str) -> None:
    (own / "my-kinds" / "vpc-tag.yaml").write_text(TAG)
    done = run("kinds", "try", *words, cwd=own)
    assert done.returncode == code
    assert said in done.stdout + done.stderr


def test_the_guide_leads_from_an_unknown_service_to_a_page(world: World, own: Path) -> None:
    assert not (ROOT / "models" / "kinesis.json").exists(), "the guide needs another service that is not known"
    client = cells.World(world.url).client(cells.PRODUCTION, "us-east-1", "kinesis")
    client.create_stream(StreamName="orders", ShardCount=3)
    client.increase_stream_retention_period(StreamName="orders", RetentionPeriodHours=48)
    importing = shlex.split(example("import"))
    assert importing[0] == "tools/import-models"
    subprocess.run([sys.executable, ROOT / importing[0], *importing[1:]], cwd=own, check=True)
    (own / "my-kinds" / "kinesis-stream.yaml").write_text(example("kinesis-stream.yaml"))
    (own / "my-kinds" / "views.yaml").write_text(example("kinesis-views.yaml"))
    environment = {**os.environ, "PATH": f"{binary().parent}:{os.environ['PATH']}"}
    said = {}
    for line in example("commands").splitlines():
        done = subprocess.run(shlex.split(line), cwd=own, capture_output=True, text=True, env=environment)
        assert done.returncode == 0, f"{line}\n{done.stdout}\n{done.stderr}"
        said[line.split()[1], line.split()[2]] = done.stdout
    for output in (said["kinds", "try"], said["list", "kinesis-stream"]):
        assert re.search(r"\borders +ACTIVE +PROVISIONED +3 ", output, re.M), output
    server = Elastatus(own / "config.yaml")
    try:
        server.settle("/all/all/kinesis-stream.json")
        (row,) = server.rows("/all/all/kinesis-stream.json")
        assert (row["name"], row["shards"], row["retention"], row["mode"]) == ("orders", 3, 48 * 3600, "PROVISIONED")
        page = server.get("/all/all/kinesis-stream").text
        assert "Kinesis streams" in page and "orders" in page
    finally:
        server.end()
