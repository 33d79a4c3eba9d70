"""Answers that are no answers: the cell says so and keeps its rows, and everything else stays right."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import bodies
import pytest
from fake import Call, Fake, Reply, volumes
from running import Elastatus, eventually

REGIONS = (
    "us-east-2", "us-west-1", "us-west-2", "eu-west-1", "eu-west-2", "eu-west-3", "eu-central-1", "eu-north-1", "eu-south-1",
    "ap-south-1", "ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "ap-southeast-1", "ap-southeast-2", "ca-central-1",
    "sa-east-1", "af-south-1", "me-south-1", "ca-west-1",
)
#: Nobody spoils it.
CONTROL = "us-east-1"
XML = dict(zip(bodies.XML, REGIONS, strict=True))
JSON = dict(zip(bodies.JSON, REGIONS))


def _tables(call: Call) -> Reply:
    return Reply(200, b'{"TableNames": ["orders", "carts"]}')


@pytest.fixture(scope="module")
def fake() -> Iterator[Fake]:
    fake = Fake()
    yield fake
    fake.end()


@pytest.fixture(scope="module")
def server(fake: Fake, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Elastatus]:
    """elastatus with good rows in every region, whose lists have since been spoiled and read again."""
    path = tmp_path_factory.mktemp("hostile") / "config.yaml"
    path.write_text(fake.config(regions=(CONTROL, *REGIONS)))
    fake.on("DescribeVolumes", volumes("vol-1", "vol-2"))
    fake.on("ListTables", _tables)
    server = Elastatus(path)
    server.settle("/all/all/ebs.json", "/all/all/dynamodb.json")
    assert {cell["status"] for word in ("ebs", "dynamodb") for cell in server.cells(f"/all/all/{word}.json")} == {"fresh"}
    for name, region in XML.items():
        fake.on("DescribeVolumes", bodies.XML[name], region=region)
    for name, region in JSON.items():
        fake.on("ListTables", bodies.JSON[name], region=region)
    fake.calls.clear()
    yield server
    server.end()


def _failed(server: Elastatus, fake: Fake, kind: str, operation: str, region: str) -> dict:
    """The cell after its spoiled list was read."""
    path = f"/main/{region}/{kind}.json"

    def seen() -> dict | None:
        cell = server.cells(path)[0]
        if fake.calls["AKIAEXAMPLE0", region, operation] and cell["status"] not in ("fresh", "refreshing"):
            return cell
        server.refresh(f"/all/all/{kind}.json")
        return None

    return eventually(seen, f"{path} failed")


@pytest.mark.parametrize("name", XML)
def test_no_xml_answer_breaks_more_than_its_cell(server: Elastatus, fake: Fake, name: str) -> None:
    _check(server, fake, "ebs", "DescribeVolumes", XML[name], {"vol-1", "vol-2"})


@pytest.mark.parametrize("name", JSON)
def test_no_json_answer_breaks_more_than_its_cell(server: Elastatus, fake: Fake, name: str) -> None:
    _check(server, fake, "dynamodb", "ListTables", JSON[name], {"orders", "carts"})


def _check(server: Elastatus, fake: Fake, kind: str, operation: str, region: str, rows: set[str]) -> None:
    cell = _failed(server, fake, kind, operation, region)
    assert (cell["status"], cell["error"]["code"]) == ("error", "bad-response"), cell
    assert 0 < len(cell["error"]["message"]) <= 1100
    path = f"/main/{region}/{kind}"
    assert {row["id"] for row in server.rows(f"{path}.json")} == rows
    page = server.get(path)
    assert page.status == 200
    assert all(row in page.text for row in rows)
    assert "root:x:" not in page.text


def test_the_others_are_fresh_and_memory_is_bounded(server: Elastatus, fake: Fake) -> None:
    for kind in ("ebs", "dynamodb"):
        cells = server.cells(f"/all/all/{kind}.json")
        spoiled = set((XML if kind == "ebs" else JSON).values())
        assert {cell["region"] for cell in cells if cell["status"] != "fresh"} == spoiled
    assert {cell["status"] for cell in server.cells("/all/all/sqs.json")} == {"fresh"}
    assert server.child.poll() is None
    assert server.peak_memory() < 1 << 30
