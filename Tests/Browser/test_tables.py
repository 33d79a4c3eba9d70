"""What stands around a table: its menus, its filter, its columns."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from browsing import DESK, PHONE, Visit
from playwright.sync_api import Page, expect


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


def tell(page: Page, text: str) -> None:
    """Types into the filter as a person does."""
    page.locator("#q").focus()
    page.keyboard.press("End")
    page.locator("#q").press_sequentially(text, delay=5)


def test_back_undoes_a_filter_and_forward_does_it_again(visit: Visit) -> None:
    page = visit("/all/all/ec2?_sort=name")
    page.evaluate("document.querySelector('h1').dataset.kept = 'yes'")
    everything = page.locator("#counts").inner_text()
    tell(page, "orders")
    page.wait_for_url("**/ec2?_sort=name&q=orders")
    expect(page.locator("#counts")).to_contain_text("before the filter")
    filtered = page.locator("#counts").inner_text()
    page.locator("#q").blur()
    tell(page, " state:running")
    page.wait_for_url(re.compile("state(:|%3A)running"))
    expect(page.locator(".chip")).to_contain_text("running")
    page.go_back()
    page.wait_for_url("**/ec2?_sort=name&q=orders")
    expect(page.locator("#counts")).to_have_text(filtered)
    assert page.input_value("#q") == "orders" and page.locator(".chip").count() == 0
    page.go_back()
    page.wait_for_url("**/ec2?_sort=name")
    expect(page.locator("#counts")).to_have_text(everything)
    assert page.input_value("#q") == "" and not page.locator(".clear").is_visible()
    page.go_forward()
    expect(page.locator("#counts")).to_have_text(filtered)
    assert page.input_value("#q") == "orders" and page.locator(".clear").is_visible()
    # It was the same page all the while: only the table's region was replaced.
    assert page.locator("h1").get_attribute("data-kept") == "yes"


def test_typing_asks_once_and_soon(visit: Visit) -> None:
    page = visit("/all/all/ec2")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.evaluate("""() => {
        window.times = {};
        document.getElementById('q').addEventListener('input', () => { window.times.key = performance.now(); });
        const real = window.fetch;
        window.fetch = (...given) => { window.times.asked ??= performance.now(); return real(...given); };
    }""")
    page.locator("#q").press_sequentially("orders", delay=20)
    page.wait_for_url("**/ec2?q=orders")
    assert [url for url in asked if "/static/" not in url] == [page.url]
    times = page.evaluate("window.times")
    # A tenth of a second after the last key; the rest is a bound for machines that are busy.
    assert 95 <= times["asked"] - times["key"] < 2000
    page.keyboard.press("Enter")
    expect(page.locator("#q")).to_be_focused()


def facet(page: Page, name: str) -> dict[str, int]:
    """The choices of a facet with their counts."""
    links = page.locator(f"details[data-facet='{name}'] li > a:not(.sub, .more)")
    return {link.locator("bdi").text_content() or "": int((link.locator(".note").text_content() or "").replace(",", "")) for link in links.all()}


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_facet_is_chosen_and_taken_back(visit: Visit, scripts: bool) -> None:
    page = visit("/all/all/ec2?_sort=name", scripts=scripts)
    states = facet(page, "state")
    assert len(states) > 1 and sum(states.values()) == int(page.locator("#counts").inner_text().split()[0])
    page.locator("details[data-facet=state] summary").click()
    page.locator("details[data-facet=state] a", has_text="stopped").click()
    page.wait_for_url("**/ec2?q=state:stopped&_sort=name")
    assert page.locator("#counts").inner_text().split()[0] == str(states["stopped"])
    assert page.locator("table.rows tbody tr").count() == states["stopped"]
    # The other states can still be chosen instead.
    assert facet(page, "state") == states
    assert page.locator("details[data-facet=state] a[aria-current=true] bdi").text_content() == "stopped"
    page.locator(".chip", has_text="stopped").click()
    page.wait_for_url("**/ec2?_sort=name")
    assert facet(page, "state") == states


def test_keys_of_tags_lead_to_their_values(visit: Visit) -> None:
    page = visit("/all/all/ec2", scripts=False)
    page.locator("details[data-facet=tags] summary").click()
    key = page.locator("details[data-facet=tags] li").first
    name = key.locator("bdi").text_content()
    key.locator(".sub").click()
    values = page.locator(f"details[data-facet='tag:{name}']")
    assert values.get_attribute("open") is not None
    counts = facet(page, f"tag:{name}")
    # What a filter cannot name is not offered: a few of the hostile names.
    assert sum(counts.values()) >= 0.9 * int(page.locator("#counts").inner_text().split()[0])
    first = next(iter(counts))
    values.locator("a", has_text=first).first.click()
    assert page.locator("#counts").inner_text().split()[0] == str(counts[first])


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_columns_and_tags_are_chosen_with_the_keyboard_alone(visit: Visit, viewport: dict[str, int], scripts: bool) -> None:
    page = visit("/all/all/ec2?q=orders", viewport=viewport, scripts=scripts)
    page.locator("details.chooser summary").focus()
    page.keyboard.press("Enter")
    box = page.locator("details.chooser form").bounding_box()
    assert box and box["x"] >= 0 and box["x"] + box["width"] <= viewport["width"]
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]

    def reach(selector: str) -> None:
        for _ in range(200):
            page.keyboard.press("Tab")
            if page.evaluate("selector => document.activeElement.matches(selector)", selector):
                return
        raise AssertionError(f"{selector} is not reached")

    reach("details.chooser [name=_nocol][value=state]")
    page.keyboard.press("Space")
    reach("details.chooser [name=_col][value=architecture]")
    page.keyboard.press("Space")
    reach("details.chooser [name=_tag]")
    page.keyboard.type("Team")
    page.keyboard.press("Enter")
    page.wait_for_url("**/ec2?q=orders&**")
    query = parse_qs(urlsplit(page.url).query)
    assert query["q"] == ["orders"] and query["_nocol"] == ["state"] and "architecture" in query["_col"]
    heads = page.locator("table.rows thead th").evaluate_all("all => all.map(head => head.dataset.column)")
    assert "state" not in heads and {"architecture", "tag:Team"} <= set(heads)
    # The next choice keeps the columns that were chosen before.
    assert page.locator("details.chooser [name=_col][value='tag:Team']").is_checked()


def test_the_chooser_keeps_what_was_typed(visit: Visit) -> None:
    page = visit("/all/all/ec2")
    tell(page, "orders")
    page.wait_for_url("**/ec2?q=orders")
    page.locator("details.chooser summary").click()
    page.check("details.chooser [name=_nocol][value=state]")
    page.locator("details.chooser button").click()
    page.wait_for_url("**/ec2?**_nocol=state**")
    assert parse_qs(urlsplit(page.url).query)["q"] == ["orders"]


def test_chosen_columns_stay_for_their_kind(visit: Visit) -> None:
    page = visit("/all/all/ec2")

    def choose(checked: bool) -> None:
        page.locator("details.chooser summary").click()
        page.set_checked("details.chooser [name=_nocol][value=state]", checked)
        page.locator("details.chooser button").click()

    choose(True)
    page.wait_for_url("**/ec2?**_nocol=state**")
    page.goto("/production/us-east-1/ec2?q=orders")
    page.wait_for_url("**/production/us-east-1/ec2?q=orders&_nocol=state")
    assert page.locator("th[data-column=state]").count() == 0
    # Another kind has its own columns, and what an address names itself counts.
    page.goto("/production/us-east-1/ebs")
    assert page.locator("th[data-column=state]").count() == 1
    page.goto("/production/us-east-1/ec2?_col=architecture")
    assert page.locator("th[data-column=state]").count() == 1
    page.goto("/production/us-east-1/ec2")
    page.wait_for_url("**_nocol=state")
    choose(False)
    page.wait_for_url(lambda url: "_nocol" not in url)
    page.goto("/production/us-east-1/ec2")
    expect(page.locator("th[data-column=state]")).to_have_count(1)
    assert "_nocol" not in page.url


def test_facets_fit_a_phone(visit: Visit) -> None:
    page = visit("/all/all/ec2", viewport=PHONE)
    for menu in page.locator(".facets details").all():
        menu.locator("summary").click()
        # A count stands on one line.
        assert all(height < 24 for height in menu.locator("summary .note, li .note").evaluate_all("all => all.map(one => one.getBoundingClientRect().height)"))
        shown = menu.locator(".menu-list").bounding_box()
        assert shown and shown["x"] >= 0 and shown["x"] + shown["width"] <= 360
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        menu.locator("summary").click()
