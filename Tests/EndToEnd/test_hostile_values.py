"""Hostile names and tag values from AWS to everything that shows them."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from fake import Call, Fake, Reply, result
from running import Elastatus, run

MILLION = "m" + "xyz " * 250_000
#: Tag values by table: the same text comes out of JSON and of CSV.
VALUES = {
    "html": "</td></tr><script>alert(1)</script><img src=x onerror=alert(2)>",
    "quotes": "\" autofocus onfocus='alert(3)' x=\"",
    "template": "{{name}} {{{name}}} {{#rows}} {% raw %} ${jndi:ldap://x} <%= 1 %>",
    "controls": "".join(map(chr, range(1, 32))) + "\x7f",
    "nul": "a\0b",
    "terminal": "\x1b]0;owned\x07\x1b[2J\x9b31mred",
    "c1": "".join(map(chr, range(0x80, 0xA0))),
    "rtl": "invoice\u202efdp.exe \u2066isolated\u2069 \u200b",
    "lines": "a\r\nb\u2028c\u2029d",
    "formula": "=HYPERLINK(\"http://127.0.0.1/?\"&A1)",
    "combining": "Z" + "\u0300" * 5_000,
    "emoji": "👩‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿",
    "million": MILLION,
}
#: Names are ids here, and part of addresses.
NAMES = [
    "plain", "../../etc/passwd", "a b", "a/b", "a%2fb", "a?b#c", "orders.csv", "orders.json", "ü", "<b>bold</b>", "\"'&", "x\x1b[31m",
    ".", "..", "%", "+", "tab\there", "nul\0l", "-", "all", "\u202eevil", "=1+1",
]
#: Ends of addresses that stand for nothing: browsers take dot segments away, and NUL is refused. AWS calls nothing so.
UNREACHABLE = (".", "..", "nul%00l")
LONE = b"lone-\\ud83d-surrogate"
#: What no terminal and no page may get from AWS.
CONTROL = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def _tables(call: Call) -> Reply:
    text = json.dumps([*VALUES, *NAMES]).encode()
    return Reply(200, b'{"TableNames":' + text[:-1] + b', "' + LONE + b'"]}')


def _arn(name: str) -> str:
    return f"arn:aws:dynamodb:us-east-1:111122223333:table/{name}"


def _table(call: Call) -> Reply:
    name = call.parameters["TableName"]
    return Reply(200, json.dumps({"Table": {"TableName": name, "TableArn": _arn(name), "TableStatus": "ACTIVE"}}).encode())


def _tags(call: Call) -> Reply:
    if call.parameters["ResourceTypeFilters"] != ["dynamodb:table"]:
        return Reply(200, b"{}")
    listed = [
        {"ResourceARN": _arn(name), "Tags": [{"Key": "note", "Value": value}, {"Key": value[:128], "Value": "key"}]}
        for name, value in VALUES.items()
    ]
    return Reply(200, json.dumps({"ResourceTagMappingList": listed}).encode())


def _volumes(call: Call) -> Reply:
    """XML with everything in a name that XML can and cannot carry."""
    names = [b"raw \x1b[31m \x00 \x08", b"&#x1b;[31m&#0;&#xD800;&#xFFFF;", b"bytes \xff\xfe\xed\xa0\x80", b"&lt;script&gt;alert(1)&lt;/script&gt;"]
    items = b"".join(
        b"<item><volumeId>vol-%d</volumeId><tagSet><item><key>Name</key><value>%s</value></item></tagSet></item>" % (number, name)
        for number, name in enumerate(names)
    )
    return Reply(200, result(call, "<volumeSet>@</volumeSet>").encode().replace(b"@", items))


@pytest.fixture(scope="module")
def config(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    fake = Fake()
    fake.on("ListTables", _tables)
    fake.on("DescribeTable", _table)
    fake.on("GetResources", _tags)
    fake.on("DescribeVolumes", _volumes)
    path = tmp_path_factory.mktemp("values") / "config.yaml"
    path.write_text(fake.config())
    yield path
    fake.end()


@pytest.fixture(scope="module")
def server(config: Path) -> Iterator[Elastatus]:
    server = Elastatus(config)
    server.settle("/all/all/dynamodb.json", "/all/all/ebs.json")
    yield server
    server.end()


@pytest.fixture(scope="module")
def rows(server: Elastatus) -> dict[str, dict[str, Any]]:
    return {row["id"]: row for row in server.rows("/main/us-east-1/dynamodb.json")}


class Page(HTMLParser):
    """What a browser would make of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def _safe(text: str) -> Page:
    """The page, checked for what it must never hold."""
    page = Page(text)
    for tag, attributes in page.elements:
        assert not any(name.startswith("on") or name == "autofocus" for name in attributes), attributes
        if tag == "script":
            assert (attributes.get("src") or "").startswith("/static/")
        assert tag not in ("img", "b", "iframe", "object")
        for name in ("href", "src", "action"):
            address = attributes.get(name) or "/"
            assert address.startswith(("/", "#", "?", "https://", "ssh://", "data:,")), address
            assert not address.startswith("//"), address
        for name, value in attributes.items():
            # What is sent back and what is copied is the text itself.
            is_text = name == "value" or (attributes.get("class") == "copy" and name == "aria-label")
            assert is_text or not CONTROL.search(value or ""), (tag, name, value)
    assert not CONTROL.search(page.text), CONTROL.findall(page.text)[:5]
    return page


def test_json_has_every_value_as_it_was(rows: dict[str, dict[str, Any]]) -> None:
    assert set(rows) == {*VALUES, *NAMES, "lone-\ufffd-surrogate"}
    for name, value in VALUES.items():
        assert rows[name]["tags"]["note"] == value, name
        assert rows[name]["tags"][value[:128]] == "key", name


def test_pages_show_values_and_run_none(server: Elastatus, rows: dict[str, dict[str, Any]]) -> None:
    table = server.get("/main/us-east-1/dynamodb?_col=tags&_size=200")
    assert table.status == 200
    assert len(table.body) < 1 << 20
    page = _safe(table.text)
    assert "<script>alert(1)</script>" in page.text and "<b>bold</b>" in page.text
    for name in VALUES:
        answer = server.get(f"/main/us-east-1/dynamodb/{name}")
        assert answer.status == 200
        _safe(answer.text)
    assert VALUES["quotes"] in Page(server.get("/main/us-east-1/dynamodb/quotes").text).text


def test_every_row_is_reached_by_the_link_of_its_table(server: Elastatus, rows: dict[str, dict[str, Any]]) -> None:
    page = Page(server.get("/main/us-east-1/dynamodb?_size=200").text)
    links = {attributes["href"] or "" for tag, attributes in page.elements if tag == "a" and attributes.get("href")}
    opened = set()
    for link in links:
        if link.startswith("/main/us-east-1/dynamodb/") and link.split("/")[-1] not in UNREACHABLE:
            assert server.get(link).status == 200, link
            twin = server.get(f"{link}{'&' if '?' in link else '?'}_format=json")
            assert twin.status == 200, link
            opened.add(twin.json["id"])
    assert opened == set(rows) - {".", "..", "nul\0l"}


def test_find_and_filters_take_hostile_words(server: Elastatus) -> None:
    for words in (*NAMES, *(value[:100] for value in VALUES.values()), 'note:"', "tag:note=*", "((((", "\\", "%00", "a" * 5000):
        for path in (f"/find?q={quote(words, safe='')}", f"/main/us-east-1/dynamodb?q={quote(words, safe='')}"):
            answer = server.get(path)
            assert answer.status in (200, 400), path
            _safe(answer.text)


def test_csv_is_whole_and_no_formula(server: Elastatus, rows: dict[str, dict[str, Any]]) -> None:
    answer = server.get("/main/us-east-1/dynamodb.csv?_col=tags")
    csv.field_size_limit(2 << 20)
    table = list(csv.DictReader(io.StringIO(answer.text.lstrip("\ufeff").replace("\0", "␀"), newline="")))
    assert len(table) == len(rows)
    assert {row["id"].removeprefix("'") for row in table} == {name.replace("\0", "␀") for name in rows}
    for row in table:
        assert not any((cell or "")[:1] in "=+@\t\r␀" for cell in row.values() if cell), row


def test_one_bad_name_does_not_lose_the_xml_page(server: Elastatus) -> None:
    twin = server.get("/main/us-east-1/ebs.json").json
    assert [cell["status"] for cell in twin["cells"]] == ["fresh"], twin["cells"]
    names = {row["id"]: row["name"] for row in twin["rows"]}
    assert len(names) == 4
    assert "[31m" in names["vol-0"] and "[31m" in names["vol-1"] and names["vol-2"].startswith("bytes ")
    assert names["vol-3"] == "<script>alert(1)</script>"
    assert not any("\x1b" in name for name in names.values())
    _safe(server.get("/main/us-east-1/ebs").text)


@pytest.mark.parametrize(
    "words",
    [
        ["list", "dynamodb", "--columns", "tags"], ["list", "ebs"], ["list", "dynamodb", "\x1b[31m\x9b:"], ["find", "tag:note=*"],
        ["show", "dynamodb", "terminal"], ["show", "dynamodb", "x\x1b[31n"],
    ],
)
def test_the_terminal_gets_no_control_characters(config: Path, words: list[str]) -> None:
    done = run(*words, "-c", config)
    assert done.returncode in (0, 1, 2), done.stderr
    assert done.stdout + done.stderr
    assert not CONTROL.search(done.stdout + done.stderr), words


def test_machines_get_the_same_rows(config: Path, rows: dict[str, dict[str, Any]]) -> None:
    whole = json.loads(run("list", "dynamodb", "-o", "json", "-c", config, "-q").stdout)["rows"]
    lines = run("list", "dynamodb", "-o", "jsonl", "-c", config, "-q").stdout.split("\n")[:-1]
    assert {row["id"]: row["tags"] for row in whole} == {name: row["tags"] for name, row in rows.items()}
    assert [json.loads(line) for line in lines] == whole
