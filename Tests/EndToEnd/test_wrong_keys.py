"""Accounts and regions that do not let anybody in, and endpoints that never answer: only they say so."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from fake import Fake, Reply, error, volumes
from running import Elastatus, run

REGIONS = ("us-east-1", "eu-west-1", "me-central-1", "ap-east-1", "sa-east-1", "eu-west-3")
HANGING, CLOSED, MOVED, UNSUBSCRIBED = "sa-east-1", "me-central-1", "eu-west-3", "ap-east-1"
#: Accounts and how AWS refuses their keys, in the words of query, EC2 and JSON services.
REFUSALS = {
    "unknown": ("InvalidClientTokenId", "AuthFailure", "UnrecognizedClientException"),
    "wrong secret": ("SignatureDoesNotMatch", "AuthFailure", "InvalidSignatureException"),
    "expired": ("ExpiredToken", "RequestExpired", "ExpiredTokenException"),
}
ACCOUNTS = ("main", *REFUSALS)
CODES = {"unknown": "cred-invalid", "wrong secret": "cred-invalid", "expired": "cred-expired"}


def _refusing(codes: tuple[str, str, str]) -> Any:
    return lambda call: error(call, 403, codes[("query", "ec2", "json").index(call.protocol) if call.protocol != "rest" else 0])


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[tuple[str, list[str]]]:
    """A server that redirects lead to, and what it was asked."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        do_POST = do_GET

    server = HTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/latest/meta-data/", asked
    server.shutdown()


@pytest.fixture(scope="module")
def config(elsewhere: tuple[str, list[str]], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    fake = Fake()
    fake.on("DescribeVolumes", volumes("vol-1"))
    fake.on("ListTables", b'{"TableNames": ["orders"]}')
    for number, name in enumerate(ACCOUNTS):
        if name in REFUSALS:
            fake.on(".*", _refusing(REFUSALS[name]), key=f"AKIAEXAMPLE{number}")
    main = "AKIAEXAMPLE0"
    fake.on("(?!GetCallerIdentity).*", _refusing(REFUSALS["unknown"]), region=CLOSED, key=main)
    fake.on("(?!GetCallerIdentity).*", lambda call: error(call, 403, "OptInRequired"), region=UNSUBSCRIBED, key=main)
    fake.on("(?!GetCallerIdentity).*", Reply(307, b"", {"Location": elsewhere[0]}), region=MOVED, key=main)
    fake.on(".*", fake.hang, region=HANGING, key=main)
    path = tmp_path_factory.mktemp("keys") / "config.yaml"
    path.write_text(fake.config(accounts=ACCOUNTS, regions=REGIONS))
    yield path
    fake.end()


@pytest.fixture(scope="module")
def server(config: Path) -> Iterator[Elastatus]:
    server = Elastatus(config)
    server.settle(*(f"/all/{region}/{kind}.json" for region in REGIONS if region != HANGING for kind in ("ebs", "dynamodb")))
    yield server
    server.end()


def _cell(server: Elastatus, account: str, region: str, kind: str) -> dict[str, Any]:
    return server.cells(f"/{account.replace(' ', '%20')}/{region}/{kind}.json")[0]


@pytest.mark.parametrize("kind", ["ebs", "dynamodb"])
def test_the_others_are_fresh_and_pages_fast_while_endpoints_hang(server: Elastatus, kind: str) -> None:
    assert _cell(server, "main", HANGING, kind)["status"] in ("never", "refreshing")
    started = time.monotonic()
    for region in ("us-east-1", "eu-west-1"):
        assert _cell(server, "main", region, kind)["status"] == "fresh"
        assert len(server.rows(f"/main/{region}/{kind}.json")) == 1
    page = server.get(f"/all/all/{kind}")
    assert page.status == 200
    assert time.monotonic() - started < 5


@pytest.mark.parametrize("kind", ["ebs", "dynamodb"])
@pytest.mark.parametrize("account", REFUSALS)
def test_keys_that_aws_does_not_take_are_said_for_that_account(server: Elastatus, account: str, kind: str) -> None:
    cell = _cell(server, account, "us-east-1", kind)
    assert (cell["status"], cell["error"]["code"]) == ("error", CODES[account])
    page = server.get(f"/{account.replace(' ', '%20')}/us-east-1/{kind}")
    assert page.status == 200
    assert "AKIAEXAMPLE" not in page.text


@pytest.mark.parametrize(("region", "codes"), [(CLOSED, {"region-disabled"}), (UNSUBSCRIBED, {"unsupported", "region-disabled"})])
@pytest.mark.parametrize("kind", ["ebs", "dynamodb"])
def test_a_disabled_region_is_no_matter_of_keys(server: Elastatus, region: str, codes: set[str], kind: str) -> None:
    cell = _cell(server, "main", region, kind)
    assert cell["status"] == "not-enabled"
    assert cell["error"]["code"] in codes


def test_redirects_are_not_followed(server: Elastatus, elsewhere: tuple[str, list[str]]) -> None:
    for kind in ("ebs", "dynamodb", "sqs", "sns-topic"):
        cell = _cell(server, "main", MOVED, kind)
        assert (cell["status"], cell["error"]["code"]) == ("error", "bad-response"), cell
    assert elsewhere[1] == []


def test_a_hanging_endpoint_is_a_timeout(server: Elastatus) -> None:
    server.settle(f"/main/{HANGING}/ebs.json", f"/main/{HANGING}/dynamodb.json")
    for kind in ("ebs", "dynamodb"):
        cell = _cell(server, "main", HANGING, kind)
        assert (cell["status"], cell["error"]["code"]) == ("error", "timeout"), cell
    assert _cell(server, "main", "us-east-1", "ebs")["status"] == "fresh"


def test_the_command_line_says_it_too(config: Path) -> None:
    done = run("list", "ebs", "-a", "main,unknown", "-r", "us-east-1", "-o", "json", "-c", config)
    assert done.returncode == 3
    assert [row["id"] for row in json.loads(done.stdout)["rows"]] == ["vol-1"]
    assert "unknown/us-east-1/ebs" in done.stderr and "main/us-east-1/ebs" not in done.stderr
