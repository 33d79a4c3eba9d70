"""F31, F32, F33: each value of the inventory, on the page, on its own page, in a query, in JSON and in CSV."""

from __future__ import annotations

import csv
import io
import re
from functools import partial
from html.parser import HTMLParser
from urllib.parse import quote

from serving.case import Case
from serving.stage import Stage
from serving.values import VALUES, Value
from serving.wire import Answer

#: Nothing of ours has these.
_EVENTS = re.compile(r"^on[a-z]+$")


class _Reader(HTMLParser):
    """The elements of a page, with what browsers would run of them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.wrong: list[str] = []
        self.elements = 0
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements += 1
        values = dict(attrs)
        if tag == "script" and not (values.get("src") or "").startswith("/static/"):
            self.wrong.append("a script that is not ours")
        if tag in ("iframe", "object", "embed", "base", "style", "svg", "math", "img", "video", "marquee", "template", "noscript"):
            self.wrong.append(f"an element {tag}")
        for name, value in attrs:
            if _EVENTS.match(name) or name in ("style", "srcdoc"):
                self.wrong.append(f"an attribute {name}")
            if name in ("href", "src", "action") and not re.match(r"^(/(?!/)|#|https://[a-z0-9.-]*console\.aws\.amazon\.com/)", value or ""):
                self.wrong.append(f"an address {value!r}")

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def _page(answer: Answer) -> list[str]:
    if answer.status not in (200, 404, 400):
        return [f"status {answer.status}"]
    reader = _Reader()
    reader.feed(answer.body.decode())
    reader.close()
    return reader.wrong + ([] if answer.body.endswith(b"</html>\n") else ["the page is not whole"])


def _on_its_page(number: int, stage: Stage) -> list[str]:
    return _page(stage.ask(f"/main/us-east-1/ebs/vol-{number:04}"))


def _in_the_table(value: Value, stage: Stage) -> list[str]:
    return _page(stage.ask("/main/us-east-1/ebs?_size=400&_col=tags&q=" + quote(f'name:"{value.xml}"')))


def _in_find(value: Value, stage: Stage) -> list[str]:
    return _page(stage.ask("/find?q=" + quote(value.text, errors="replace")))


def _in_the_address(value: Value, stage: Stage) -> list[str]:
    return _page(stage.ask(f"/main/us-east-1/ebs/{quote(value.text, safe='', errors='replace')[:4000]}"))


def _row(stage: Stage, number: int) -> dict:  # type: ignore[type-arg]
    import json

    return json.loads(stage.ask(f"/main/us-east-1/ebs/vol-{number:04}?_format=json").body)


def _in_json(number: int, value: Value, stage: Stage) -> list[str]:
    row = _row(stage, number)
    name = next((tag["value"] for tag in row["tags"] if tag["key"] == "Name"), None) if isinstance(row["tags"], list) else row["tags"].get("Name")
    # XML makes one of each line end that is not written as a reference; ours are.
    return [] if name == value.xml else [f"the tag came out as {name!r}"]


def _in_csv(number: int, value: Value, stage: Stage) -> list[str]:
    answer = stage.ask(f"/main/us-east-1/ebs.csv?q=id:vol-{number:04}&_col=tags")
    rows = list(csv.reader(io.StringIO(answer.body.decode().lstrip("\ufeff"), newline="")))
    wrong = [] if len(rows) == 2 and len(rows[0]) == len(rows[1]) else [f"{len(rows)} lines"]
    for field in (field for row in rows for field in row):
        if field[:1] in ("=", "+", "@", "\t", "\r") or field[:1] == "-" and not re.fullmatch(r"-?\d[\d.e+-]*|-", field):
            wrong.append(f"a field begins a formula: {field[:40]!r}")
    return wrong


def cases() -> list[Case]:
    """Every value in every place."""
    made: list[Case] = []
    for number, value in enumerate(VALUES):
        short = value.text[:40]
        made += [
            Case(value.row, f"own page: {short!r}", partial(_on_its_page, number)),
            Case(value.row, f"find: {short!r}", partial(_in_find, value)),
            Case(value.row, f"JSON: {short!r}", partial(_in_json, number, value)),
            Case(value.row, f"CSV: {short!r}", partial(_in_csv, number, value)),
        ]
        if value.row != "F32":
            made.append(Case(value.row, f"table: {short!r}", partial(_in_the_table, value)))
            made.append(Case(value.row, f"address: {short!r}", partial(_in_the_address, value)))
    return made
