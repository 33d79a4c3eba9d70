"""Tags that try to run, to turn lines around or to be too much are text and nothing else."""

from __future__ import annotations

from typing import Any

import pytest
from browsing import Visit, path_of
from running import Elastatus, World, eventually

KINDS = ("ec2", "ebs", "sg", "sqs", "sns-topic")


def with_tag(odd: list[dict[str, Any]], part: str) -> tuple[dict[str, Any], str]:
    """A row, and the value of its tag that holds `part`."""
    return next((row, value) for row in odd for value in row["tags"].values() if part in value)


@pytest.mark.parametrize("kind", KINDS)
def test_tables_run_nothing(visit: Visit, kind: str) -> None:
    page = visit(f"/all/all/{kind}?_col=tags&_size=1000")
    assert page.locator("table.rows tbody tr").count() > 0
    # Every element of the body of a table is one that its template wrote.
    foreign = "table.rows tbody :is(script, img, iframe, svg, style, object, embed, form, input)"
    assert page.locator(foreign).count() == 0


def test_a_script_as_a_name_is_read_as_a_name(visit: Visit, places: dict[str, str], odd: list[dict[str, Any]]) -> None:
    row, note = with_tag(odd, "onerror")
    page = visit(path_of(row))
    assert page.locator("main h1 bdi").first.inner_text() == row["name"] == "<script>alert('orders')</script>"
    assert page.title().startswith(row["name"])
    assert note in page.locator("section[aria-labelledby=tags]").inner_text()
    assert page.locator("main :is(script, img)").count() == 0


def test_find_shows_what_was_asked_as_text(visit: Visit) -> None:
    text = "\"><img src=x onerror=alert(1)>' autofocus {{x}} \u202egpj"
    page = visit("/overview")
    page.fill("#find", text)
    page.keyboard.press("Enter")
    page.wait_for_url("**/find?q=*")
    assert "<img src=x onerror=alert(1)>" in page.locator("h1").inner_text()
    assert page.input_value("#find") == text
    assert page.locator("main img").count() == 0


def test_directions_stay_in_their_value(visit: Visit, odd: list[dict[str, Any]]) -> None:
    row, note = with_tag(odd, "\u202e")
    page = visit(path_of(row))
    shown = page.locator("section[aria-labelledby=tags] bdi", has_text="exe.drow")
    assert "\u202e" in note
    assert "\u202e" not in page.content()
    assert "U+202E" in shown.inner_text()
    # What stands before a Hebrew name stays before it.
    page.goto("/all/all/ec2")
    where = page.evaluate(
        """name => {
            const cell = [...document.querySelectorAll("table.rows td")].find(cell => cell.textContent.includes(name));
            const row = [...cell.parentElement.cells].map(cell => cell.getBoundingClientRect().left);
            return {ordered: row.every((left, at) => at === 0 || left > row[at - 1]), tag: cell.querySelector("bdi") !== null};
        }""",
        row["name"],
    )
    assert where == {"ordered": True, "tag": True}


def test_every_value_of_unknown_origin_is_isolated(visit: Visit, odd: list[dict[str, Any]]) -> None:
    row, _ = with_tag(odd, "\u202e")
    page = visit(path_of(row))
    for selector in ("main h1", "dl.ids dd", "section[aria-labelledby=tags] dt", "section[aria-labelledby=tags] dd"):
        assert page.locator(selector).count() == page.locator(f"{selector}:has(bdi, pre)").count() > 0, selector


def test_a_megabyte_of_tag_still_opens(visit: Visit, elastatus: Elastatus, world: World) -> None:
    volume = next(row for row in elastatus.rows("/staging/eu-west-1/ebs.json") if row["tags"])
    account = "719204838112"
    key, before = next(iter(volume["tags"].items()))
    place = {"account": account, "region": "eu-west-1", "service": "ec2", "operation": "DescribeVolumes"}
    edit = {**place, "item": key, "member": "key"}
    path = path_of(volume)

    def value() -> str:
        return elastatus.get(f"{path}?_format=json").json["tags"][key]

    big = "word " * 200_000 + "end"
    world.tell("edits", [{**edit, "set": {"value": big}}])
    try:
        elastatus.refresh("/staging/eu-west-1/ebs")
        eventually(lambda: len(value()) > 1_000_000, "a tag of a megabyte")
        page = visit(path)
        shown = page.locator("section[aria-labelledby=tags] dd").first
        assert len(shown.inner_text()) > 1_000_000
        assert page.evaluate("document.documentElement.scrollWidth") <= 1280
        page.goto("/staging/eu-west-1/ebs?_col=tags")
        assert page.locator("table.rows tbody tr").count() > 0
        assert len(page.locator("table.rows").inner_text()) < 100_000
        assert page.evaluate("document.documentElement.scrollWidth") <= 1280
    finally:
        # elastatus sees it when it next reads the cell; no other test minds.
        world.tell("edits", [{**edit, "set": {"value": before}}])
