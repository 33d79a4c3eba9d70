"""The five ways in which a table is empty, each with its own words; and tables with names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from fake import Fake, error
from running import Elastatus, eventually, run
from things import serving, things

REGIONS = ("us-east-1", "eu-west-1", "eu-north-1", "ap-south-1", "me-south-1")
VIEWS = """
views:
  - { name: 'Old & "odd"', table: thing, accounts: [main], regions: ['us-*'], filter: 'age:>10d -word:blank', sort: -count, columns: ['tag:Team'], hide: [word] }
  - { name: Everything, table: ec2 }
"""


@pytest.fixture(scope="module")
def fake() -> Iterator[Fake]:
    """An AWS that answers each region differently."""
    fake = Fake()
    yield fake
    fake.end()


@pytest.fixture(scope="module")
def site(fake: Fake, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Elastatus]:
    """elastatus over it."""
    path = serving(fake, tmp_path_factory.mktemp("empty"), things(), VIEWS)
    path.write_text(path.read_text().replace('["us-east-1"]', str(list(REGIONS)).replace("'", '"')))
    fake.on("ListQueues", b"{}", region="eu-west-1")
    denied = "User: arn:aws:iam::111122223333:user/x is not authorized to perform: sqs:ListQueues on resource: arn:aws:sqs:::"
    fake.on("ListQueues", lambda call: error(call, 403, "AccessDeniedException", denied), region="eu-north-1")
    fake.on(".*", lambda call: error(call, 403, "OptInRequired"), region="ap-south-1")
    fake.on("ListQueues", fake.hang, region="me-south-1")
    server = Elastatus(path)
    server.settle(*(f"/main/{region}/thing.json" for region in REGIONS[:4]))
    yield server
    server.end()


def emptiness(site: Elastatus, path: str) -> tuple[str, str]:
    """How a page is empty, and its words."""
    page = site.get(path).text
    found = re.search(r'<div class="empty" data-kind="([a-z-]+)">(.*?)</div>', page, re.S)
    assert found, page
    assert "<table" not in page.split('id="results"')[1]
    return found[1], unescape(found[2])


def test_five_ways_to_be_empty(site: Elastatus) -> None:
    seen: dict[str, str] = {}
    for path, kind, words in (
        ("/main/eu-west-1/thing", "nothing", "No Things here, confirmed"),
        ("/main/us-east-1/thing?q=no-such-thing", "filtered", "None of the 120 rows matches “no-such-thing”"),
        ("/main/me-south-1/thing", "unread", "Things have not been read yet"),
        ("/main/eu-west-1,me-south-1/thing", "unread", "1 of 2 cells are done and have none"),
        ("/main/eu-north-1/thing", "denied", "the IAM action sqs:ListQueues is missing"),
        ("/main/eu-north-1,eu-west-1/thing", "denied", "in 1 of 2 cells"),
        ("/main/ap-south-1/thing", "not-enabled", "The region is not enabled for this account"),
    ):
        found, text = emptiness(site, path)
        assert found == kind and words in text, (path, text)
        # Only where the filter is the reason can it be cleared.
        assert ("Clear the filter" in text) == (kind == "filtered")
        seen[kind] = text
    assert len(seen) == len(set(seen.values())) == 5
    back = re.search(r'href="([^"]*)">Clear the filter', emptiness(site, "/main/us-east-1/thing?q=no-such-thing&_sort=word")[1])
    assert back and unescape(back[1]) == "/main/us-east-1/thing?_sort=word"
    # What is not known is not counted.
    for region in ("me-south-1", "eu-north-1", "ap-south-1"):
        assert "0 rows" not in site.get(f"/main/{region}/thing").text


def test_tables_with_names_stand_in_the_menu(site: Elastatus) -> None:
    page = site.get("/overview").text
    menu = re.search(r'data-menu="views">(.*?)</details>', page, re.S)
    assert menu
    links = re.findall(r'<a href="([^"]*)"[^>]*><bdi>(.*?)</bdi>', menu[1])
    assert [unescape(name) for _, name in links] == ['Old & "odd"', "Everything"]
    path = unescape(links[0][0])
    assert path.startswith("/main/us-*/thing?") and unescape(links[1][0]) == "/all/all/ec2"
    table = site.get(path).text
    heads = re.findall(r'data-column="([^"]*)"', table)
    assert "tag:Team" in heads and "word" not in heads
    assert re.search(r'data-column="count" aria-sort="descending"', table)
    assert re.search(r'aria-current="true"><bdi>Old &amp; ', table)
    rows = site.rows(path.replace("/thing?", "/thing.json?"))
    assert 0 < len(rows) < 120 and all(row["word"] for row in rows)


def test_a_mistake_in_a_named_table_has_its_place(fake: Fake, tmp_path: Path) -> None:
    path = serving(fake, tmp_path, things(3), """
views:
  - name: x
    table: thing
    filter: 'count:>many wrod:x'
    sort: -cuont
    columns: [word, nope]
    hide:
      - wrod
  - { name: y, table: thnig }
""")
    lines = path.read_text().splitlines()
    first = next(number for number, line in enumerate(lines, 1) if line == "views:")
    done = run("config", "check", "--config", path)
    assert done.returncode == 4
    said = [line.removeprefix(f"{path}:") for line in (done.stdout + done.stderr).splitlines() if "error:" in line]
    assert said == [
        f"{first + 3}:21: error: 'many' cannot be compared with count, it is a number",
        f"{first + 3}:26: error: there is no field 'wrod', did you mean 'word'?",
        f'{first + 4}:11: error: there is no column \'cuont\' (did you mean "count"?)',
        f"{first + 5}:21: error: there is no column 'nope'",
        f'{first + 7}:9: error: there is no column \'wrod\' (did you mean "word"?)',
        f'{first + 8}:23: error: unknown table "thnig" (did you mean "thing"?)',
    ]
