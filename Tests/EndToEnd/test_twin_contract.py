"""JSON lines, YAML, CSV and Markdown say what JSON says, of every kind and of hostile values, to readers that are not ours."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any
from urllib.parse import quote

import pytest
import yaml
from fake import Fake
from running import ROOT, Elastatus, run
from things import serving, things

KINDS = sorted(path.stem for path in (ROOT / "kinds").glob("*.yaml") if path.stem != "views")
#: What every row has; the rest are columns of its kind or of a lens.
KEYS = ["account", "region", "kind", "id", "arn", "name", "state", "created_at", "env", "stack", "endpoints", "tags"]
#: Forms whose values people read as programs do.
PLAIN = ["text", "state", "endpoint", "ip", "id", "list", "integer", "link", "links"]
HOSTILE = [
    "=cmd|' /C calc'!A0", "=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "a|b", "| --- |", 'say "hi"', "it's", "'=1", "a,b;c", "two\nlines",
    "a\r\nb", "`code`", "**bold**", "[x](http://127.0.0.1)", "<b>&amp;</b>", "\\", "\\|", "~", "null", "true", "1e3", "0x1f", "007", "- a", "? a", "# no",
    "a: b", "a #b", "!!python/object:os.system", "&a", "*a", "{{x}}", "%", "2026-01-02", "1:30", " padded ", "", "\u2028", "\u202egnp", "ünï", "👩‍👩‍👧", "\x07bell",
    "---", "...", "=", "y" * 2000,
]


@cache
def forms(kind: str) -> dict[str, str]:
    """The form of each of a kind's columns, as its file says it."""
    told = yaml.safe_load((ROOT / "kinds" / f"{kind}.yaml").read_text())["columns"]
    return {name: column.get("form", "text") for name, column in told.items()}


def text(value: Any) -> str:
    """A value in one field of CSV: base units, lists joined."""
    match value:
        case None: return ""
        case bool(): return "true" if value else "false"
        case str(): return value
        case int() | float(): return json.dumps(value)
        case list() if all(not isinstance(part, list | dict) for part in value): return ", ".join(text(part) for part in value)
        case list() | dict() if not value: return ""
        case list(): return ", ".join(text(part) if not isinstance(part, list | dict) else json.dumps(part, ensure_ascii=False, separators=(",", ":")) for part in value)
        case _: return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def address(endpoint: dict[str, Any]) -> str:
    """An endpoint as host and port."""
    host = endpoint["host"]
    if endpoint["port"] is None:
        return host
    return f"[{host}]:{endpoint['port']}" if ":" in host else f"{host}:{endpoint['port']}"


def field(row: dict[str, Any], name: str) -> str:
    """What stands in a row's column, by JSON."""
    match name:
        case "endpoint": return address(row["endpoints"][0]) if row["endpoints"] else ""
        case "endpoints": return "; ".join(f"{one['role']} {address(one)}" for one in row["endpoints"])
        case "tags": return "; ".join(f"{key}={value}" for key, value in row["tags"].items())
        case "age": return text(row["created_at"])
        case _ if name.startswith("tag:"): return row["tags"].get(name[4:], "")
        case _: return text(row.get(name))


def guarded(value: str, is_number: bool) -> str:
    """With `'` before what a spreadsheet would run."""
    return "'" + value if value and value[0] in "=+-@\t\r\0" and not is_number else value


def cells(line: str) -> list[str]:
    """The cells of a line of a GFM table, as text."""
    assert line.startswith("| ") and line.endswith(" |"), line
    parts = re.split(r"(?<!\\)((?:\\\\)*) ?\| ", line[1:-1].removeprefix(" ") + "| ")
    joined = ["".join(pair) for pair in zip(parts[::2], [*parts[1::2], ""], strict=False)][:-1]
    return [html.unescape(re.sub(r"\\(.)", r"\1", part.removesuffix(" "))) for part in joined]


def asked(server: Elastatus, path: str, form: str, more: str = "") -> str:
    answer = server.get(f"{path}.{form}{more}")
    assert answer.status == 200, answer.text
    return answer.text


def table(server: Elastatus, path: str, more: str) -> tuple[list[str], list[dict[str, str]]]:
    """The head and the lines of CSV, which is read strictly."""
    given = server.get(f"{path}.csv{more}").body.decode()
    assert given.endswith("\r\n")
    read = list(csv.reader(io.StringIO(given, newline=""), strict=True))
    assert all(len(line) == len(read[0]) for line in read)
    assert len(set(read[0])) == len(read[0])
    return read[0], [dict(zip(read[0], line, strict=True)) for line in read[1:]]


def check(server: Elastatus, path: str, kinds: dict[str, dict[str, str]]) -> list[dict[str, Any]]:
    """Every twin of a table against its JSON, with every column of its kinds; its rows."""
    document = json.loads(asked(server, path, "json"))
    rows: list[dict[str, Any]] = document["rows"]
    assert document["complete"] == all(cell["error"] is None for cell in document["cells"])
    for row in rows:
        assert list(row)[: len(KEYS)] == KEYS
        assert set(kinds[row["kind"]]) <= set(row)

    lines = asked(server, path, "jsonl").split("\n")
    assert lines.pop() == ""
    assert [json.loads(line) for line in lines] == rows

    read = yaml.safe_load(asked(server, path, "yaml"))
    assert read["rows"] == rows
    assert (read["kind"], read["complete"], "next" in read) == (document["kind"], document["complete"], "next" in document)
    assert [list(cell.items())[:4] for cell in read["cells"]] == [list(cell.items())[:4] for cell in document["cells"]]

    columns = sorted({name for told in kinds.values() for name in told} | {"arn", "stack", "endpoints", "tags", "created_at"})
    more = "?" + "&".join(f"_col={quote(name)}" for name in columns)
    head, lines_of_csv = table(server, path, more)
    assert head[:4] == KEYS[:4]
    assert set(columns) <= set(head)
    assert len(lines_of_csv) == len(rows)
    for row, line in zip(rows, lines_of_csv, strict=True):
        for name in head:
            is_number = isinstance(row.get(name), int | float) and not isinstance(row.get(name), bool)
            assert line[name] == guarded(field(row, name), is_number), (row["id"], name)

    # What identifies a row stands first in CSV, and where the page has it in Markdown: there it is left out.
    told = asked(server, path, "md", more + "".join(f"&_nocol={name}" for name in KEYS[:4])).split("\n")
    assert told.pop() == ""
    titles, rules, *told = told
    assert set(cells(rules)) <= {"---", "---:"}
    note = [] if document["complete"] else told[-2:]
    assert document["complete"] or (note[0] == "" and "could be read whole" in note[1])
    body = [cells(line) for line in told[: len(told) - len(note)]]
    assert len(body) == len(rows)
    assert all(len(line) == len(cells(titles)) == len(cells(rules)) for line in body)
    shown = head[4:]
    assert len(cells(titles)) == len(shown)
    for row, line in zip(rows, body, strict=True):
        for name, given in zip(shown, line, strict=True):
            if kinds[row["kind"]].get(name, "text") in PLAIN and name not in ("age", "created_at"):
                # The table's own rule takes the spaces around a cell away.
                assert given.strip(" ") == flat(field(row, name)).strip(" "), (row["id"], name)
    return rows


def flat(value: str) -> str:
    """In one line, without what no page shows."""
    value = re.sub(r"[\0-\x1f\x7f-\x9f\u2028\u2029]", " ", value)
    return re.sub("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\U000e0001-\U000e007f]", "", value)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_the_same_in_every_form(elastatus: Elastatus, kind: str) -> None:
    assert check(elastatus, f"/all/all/{kind}", {kind: forms(kind)}), "nothing was compared"


def test_a_merged_view_is_too(elastatus: Elastatus) -> None:
    rows = asked(elastatus, "/all/all/rds", "jsonl").splitlines()
    assert {json.loads(row)["kind"] for row in rows} == {"rds-instance", "rds-cluster", "rds-proxy"}
    assert [json.loads(row) for row in rows] == elastatus.rows("/all/all/rds.json")
    head, lines = table(elastatus, "/all/all/rds", "")
    assert [line["id"] for line in lines] == [json.loads(row)["id"] for row in rows]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Elastatus]:
    """elastatus over hostile things."""
    fake = Fake()
    made = things(len(HOSTILE))
    for number, (row, value) in enumerate(zip(made, HOSTILE, strict=True)):
        row.update(id=f"t{number:03}", name=value or "t", word=value, words=[value, "x"])
        row["tags"] = [{"Key": "note", "Value": value}, {"Key": f"key {value[:60]}", "Value": "v"}]
    server = Elastatus(serving(fake, tmp_path_factory.mktemp("contract"), made))
    server.settle("/main/us-east-1/thing.json")
    yield server
    server.end()
    fake.end()


def test_hostile_values_survive_every_form(site: Elastatus) -> None:
    columns = {"word": "text", "words": "list", "address": "ip"} | dict.fromkeys(["count", "load", "size", "period", "seen_at", "on"], "other")
    rows = check(site, "/main/us-east-1/thing", {"thing": columns})
    assert [row["word"] for row in rows] == HOSTILE
    assert [row["tags"]["note"] for row in rows] == HOSTILE
    head, lines = table(site, "/main/us-east-1/thing", "?_col=tag:note&_col=word")
    assert {"tag:note", "word"} <= set(head)
    # Nothing that a spreadsheet opens is a formula, and what stands behind the mark is the value.
    for line, value in zip(lines, HOSTILE, strict=True):
        assert line["tag:note"][:1] not in tuple("=+-@\t\r")
        assert line["tag:note"] in (value, "'" + value)


@pytest.mark.parametrize("form", ["json", "jsonl", "csv", "yaml", "md"])
def test_the_command_line_writes_the_same_bytes(elastatus: Elastatus, config: Any, form: str) -> None:
    done = run("list", "sqs", "-o", form, "-c", config)
    assert done.returncode == 0, done.stderr
    page = asked(elastatus, "/all/all/sqs", form)
    if form in ("json", "yaml"):
        read = json.loads if form == "json" else yaml.safe_load
        assert read(done.stdout)["rows"] == read(page)["rows"]
    else:
        assert done.stdout.replace("\r\n", "\n") == page.replace("\r\n", "\n")
