"""Accounts called like services, regions and trouble: every link of every page leads to the right one."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote, unquote, urljoin, urlsplit

import pytest
from fake import Call, Fake, Reply, volumes
from running import Elastatus, run

NAMES = ("ec2", "us-east-1", "a b", "ü", "it's \"50%\" <b>?#&+=", "%2e%2e", "100%", "prod", "Prod", "ebs.json", "global", "プロ", "-x")
REGIONS = ("us-east-1", "eu-west-1")
#: Pages a crawl opens at most.
LIMIT = 400


@pytest.fixture(scope="module")
def config(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    fake = Fake()
    for number, _ in enumerate(NAMES):
        fake.numbers[f"AKIAEXAMPLE{number}"] = f"{number:012}"

    def tables(call: Call) -> Reply:
        return Reply(200, json.dumps({"TableNames": [f"table-of-{call.key[11:]}"]}).encode())

    fake.on("ListTables", tables)
    fake.on("DescribeVolumes", lambda call: volumes(f"vol-{call.key[11:]}")(call))
    path = tmp_path_factory.mktemp("names") / "config.yaml"
    path.write_text(fake.config(accounts=NAMES, regions=REGIONS))
    yield path
    fake.end()


@pytest.fixture(scope="module")
def server(config: Path) -> Iterator[Elastatus]:
    server = Elastatus(config)
    server.settle("/all/all/ebs.json", "/all/all/dynamodb.json")
    yield server
    server.end()


class Links(HTMLParser):
    """Addresses that a page leads to."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if given.get("method", "get") != "post" and (address := given.get("href") or given.get("action")):
            self.found.append(address)


def _segments(address: str) -> list[str]:
    return [unquote(part) for part in urlsplit(address).path.split("/")[1:]]


@pytest.mark.parametrize("name", NAMES)
def test_each_account_is_its_own(server: Elastatus, name: str) -> None:
    number = NAMES.index(name)
    account = quote(name, safe="")
    for kind, wanted in (("ebs", f"vol-{number}"), ("dynamodb", f"table-of-{number}")):
        rows = server.rows(f"/{account}/all/{kind}.json")
        assert {(row["account"], row["region"], row["id"]) for row in rows} == {(name, region, wanted) for region in REGIONS}
        detail = server.get(f"/{account}/eu-west-1/{kind}/{wanted}?_format=json").json
        assert (detail["account"], detail["region"]) == (name, "eu-west-1")
        assert f":{number:012}:" in detail["arn"]
        others = [row["id"] for row in server.rows(f"/{account},prod/us-east-1/{kind}.json")]
        assert set(others) == {wanted, wanted.rsplit("-", 1)[0] + f"-{NAMES.index('prod')}"}
    assert server.get(f"/{account}").status == 200
    assert server.get(f"/{account}/us-east-1").status == 200


def test_no_link_is_broken_and_each_leads_to_its_account(server: Elastatus) -> None:
    waiting, seen = deque(["/"]), {"/"}
    accounts: set[str] = set()
    # Pages of rows first: it is there that names meet.
    waiting.extend(f"/{quote(name, safe='')}/us-east-1/ebs" for name in NAMES)
    while waiting and len(seen) < LIMIT:
        address = waiting.popleft()
        answer = server.get(address)
        assert answer.status < 400, address
        if 300 <= answer.status < 400:
            links = [answer.headers["location"]]
        elif answer.headers["content-type"].startswith("text/html"):
            links = Links(answer.text).found
        else:
            continue
        here = _segments(address)
        for link in links:
            if urlsplit(link).scheme or link.startswith("//"):
                assert link.startswith("https://"), (address, link)
                continue
            target = urljoin(address, link).split("#")[0]
            there = _segments(target)
            if len(here) == 3 and here[0] in NAMES and len(there) == 4:
                assert there[0] == here[0], (address, link)
            if len(there) >= 3 and there[0] not in ("-", "static"):
                assert there[0] in (*NAMES, "all"), (address, link)
                accounts.add(there[0])
            if target not in seen:
                seen.add(target)
                (waiting.append if "?" in target else waiting.appendleft)(target)
    assert len(seen) >= LIMIT or not waiting
    assert accounts == {*NAMES, "all"}


@pytest.mark.parametrize("name", NAMES)
def test_the_command_line_takes_the_name(config: Path, name: str) -> None:
    done = run("list", "ebs", f"--account={name}", "-r", "us-east-1", "-o", "jsonl", "-q", "-c", config)
    assert done.returncode == 0, done.stderr
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == [f"vol-{NAMES.index(name)}"]
