"""What stands around a table: its menus, its filter, its columns."""

from __future__ import annotations

import pytest
from browsing import DESK, PHONE, Visit


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_the_further_formats_open_over_the_page(visit: Visit, viewport: dict[str, int], scripts: bool) -> None:
    page = visit("/all/all/ec2", viewport=viewport, scripts=scripts)
    before = page.locator("main h1, .actions > li:last-child, #results").evaluate_all(
        "all => all.map(one => JSON.stringify(one.getBoundingClientRect()))"
    )
    summary = page.locator("details.formats summary")
    summary.click()
    shown = page.locator("details.formats .menu-list").bounding_box()
    assert shown and shown["x"] >= 0 and shown["x"] + shown["width"] <= viewport["width"]
    assert shown["y"] + shown["height"] <= viewport["height"]
    after = page.locator("main h1, .actions > li:last-child, #results").evaluate_all(
        "all => all.map(one => JSON.stringify(one.getBoundingClientRect()))"
    )
    assert after == before
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
    links = page.locator("details.formats a")
    assert links.all_inner_texts() == ["JSON lines", "YAML", "Markdown", "SSH configuration", "Ansible inventory", "Prometheus targets"]
    # Each can be reached with the finger: nothing covers it.
    for link in links.all():
        box = link.bounding_box()
        assert box and box["height"] >= 24
        assert link.evaluate("(link, [x, y]) => link.contains(document.elementFromPoint(x, y))",
                             [box["x"] + box["width"] / 2, box["y"] + box["height"] / 2])
    if scripts:
        page.locator("main h1").click()
        assert page.locator("details.formats[open]").count() == 0


def test_a_mistake_is_pointed_at(visit: Visit) -> None:
    page = visit("/all/all/ec2?q=orders stat:x", viewport=PHONE)
    mark = page.locator("#problem .where mark")
    assert (mark.evaluate("mark => mark.firstChild.data"), mark.locator(".caret").inner_text()) == ("stat", "^")
    box, caret, field = mark.bounding_box(), mark.locator(".caret").bounding_box(), page.locator("#q").bounding_box()
    assert box and caret and field
    # Right under the first letter of what is wrong, under the box.
    assert abs(caret["x"] - box["x"]) < 1 and caret["y"] >= box["y"] + box["height"] - 2
    assert box["y"] > field["y"] + field["height"]
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
