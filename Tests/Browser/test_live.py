"""What is new is shown without a reload, when somebody wants that: nothing under their hands moves, hidden pages rest."""

from __future__ import annotations

import re
from typing import Any

import pytest
from browsing import Visit
from playwright.sync_api import Page, Route, expect

PERIOD = 10_000
HIDE = """hidden => {
    Object.defineProperty(document, "hidden", {configurable: true, get: () => hidden});
    document.dispatchEvent(new Event("visibilitychange"));
}"""


class Asked:
    """Counts what a page asks for itself, and changes what it gets."""

    def __init__(self, page: Page, path: str) -> None:
        self.count = 0
        self.edits: list[tuple[str, str]] = []
        page.route(re.compile(re.escape(path)), self._handle)

    def _handle(self, route: Route) -> None:
        self.count += 1
        answer = route.fetch()
        text = answer.text()
        for pattern, replacement in self.edits:
            text, count = re.subn(pattern, replacement, text, count=1)
            assert count == 1, pattern
        route.fulfill(response=answer, body=text)


@pytest.fixture
def table(visit: Visit) -> tuple[Page, Asked]:
    """A long table whose clock the test moves."""
    page = visit("/matrix")
    page.clock.install()
    page.goto("/all/all/sg?_size=100")
    return page, Asked(page, "/all/all/sg")


def test_it_is_off_until_somebody_wants_it_and_stays_chosen(table: tuple[Page, Asked]) -> None:
    page, asked = table
    assert not page.locator("#live").is_checked()
    page.clock.run_for(5 * PERIOD)
    assert asked.count == 0
    with page.expect_response(lambda answer: "/all/all/sg" in answer.url):
        page.locator("#live").check()
        page.clock.run_for(10)
    page.goto("/overview")
    assert page.locator("#live").is_checked()
    page.locator("#live").uncheck()
    page.goto("/all/all/sg?_size=100")
    assert not page.locator("#live").is_checked()


def test_focus_scroll_and_what_is_open_stay_while_rows_come_and_go(table: tuple[Page, Asked]) -> None:
    page, asked = table
    page.evaluate("localStorage.setItem('live', '1')")
    page.reload()
    asked.count = 0
    page.locator("details.chooser > summary").click()
    box = page.locator(".box:has(> table.rows)")
    box.evaluate("box => { box.scrollTop = 600; }")
    page.evaluate("scrollTo(0, 120)")
    row = page.locator("table.rows tbody tr").nth(30)
    link = row.locator("a").nth(2)
    link.evaluate("link => link.focus({preventScroll: true})")
    mark: dict[str, Any] = page.evaluate(
        """() => {
            window.kept = document.activeElement;
            window.box = document.querySelector(".box:has(> table.rows)");
            return {
                href: document.activeElement.getAttribute("href"), top: document.activeElement.getBoundingClientRect().top,
                rows: document.querySelectorAll("table.rows tbody tr").length,
            };
        }"""
    )
    first = page.locator("table.rows tbody tr").first.locator("a").nth(2).get_attribute("href")
    # The first row goes, another one comes in its place, and the number says so.
    asked.edits = [(r"<tbody>\s*<tr[^>]*>(?s:.*?)</tr>", "<tbody>"), (r"<p class=\"counts\" id=\"counts\">[^<]*", '<p class="counts" id="counts">99 rows')]
    with page.expect_response(lambda answer: "/all/all/sg" in answer.url):
        page.clock.run_for(PERIOD + 100)
    expect(page.locator("#counts")).to_have_text("99 rows")
    after: dict[str, Any] = page.evaluate(
        """() => ({
            href: document.activeElement.getAttribute("href"), top: document.activeElement.getBoundingClientRect().top,
            rows: document.querySelectorAll("table.rows tbody tr").length, same: document.activeElement === window.kept,
            box: document.querySelector(".box:has(> table.rows)") === window.box, open: document.querySelector("details.chooser").open,
        })"""
    )
    assert after["same"] and after["box"] and after["open"]
    assert after["href"] == mark["href"]
    assert after["rows"] == mark["rows"] - 1
    assert abs(after["top"] - mark["top"]) < 40
    assert page.locator(f'table.rows a[href="{first}"]').count() == 0
    # It comes back where it was.
    asked.edits = []
    with page.expect_response(lambda answer: "/all/all/sg" in answer.url):
        page.clock.run_for(PERIOD + 100)
    expect(page.locator("table.rows tbody tr").first.locator("a").nth(2)).to_have_attribute("href", first or "")
    assert page.evaluate("document.activeElement === window.kept")
    assert page.locator("table.rows tbody tr").count() == mark["rows"]


def test_what_is_typed_stays(table: tuple[Page, Asked]) -> None:
    page, _ = table
    page.evaluate("localStorage.setItem('live', '1')")
    page.goto("/overview")
    find = page.locator("#find")
    find.fill("half a wo")
    with page.expect_response(lambda answer: "/overview" in answer.url):
        page.clock.run_for(PERIOD + 100)
    assert find.input_value() == "half a wo"
    assert page.evaluate("document.activeElement.id") == "find"


def test_a_hidden_page_rests(table: tuple[Page, Asked]) -> None:
    page, asked = table
    page.evaluate("localStorage.setItem('live', '1')")
    page.reload()
    page.evaluate(HIDE, True)
    asked.count = 0
    page.clock.run_for(10 * PERIOD)
    assert asked.count == 0
    # Shown again, it is brought up to date at once.
    with page.expect_response(lambda answer: "/all/all/sg" in answer.url):
        page.evaluate(HIDE, False)
        page.clock.run_for(10)


def test_no_answer_is_said_and_asked_for_again(table: tuple[Page, Asked]) -> None:
    page, _ = table
    page.evaluate("localStorage.setItem('live', '1')")
    page.reload()
    page.evaluate("() => { window.real = window.fetch; window.fetch = () => Promise.reject(new TypeError('no answer')); }")
    page.clock.run_for(PERIOD + 100)
    expect(page.locator(".live span")).to_have_text("Live: no answer")
    page.evaluate("() => { window.fetch = window.real; }")
    with page.expect_response(lambda answer: "/all/all/sg" in answer.url):
        page.clock.run_for(PERIOD + 100)
    expect(page.locator(".live span")).to_have_text("Live")


def test_a_refresh_that_is_under_way_shows_its_end_by_itself(visit: Visit) -> None:
    page = visit("/production/us-east-1/eip")
    page.locator(".actions button").click()
    page.wait_for_url("**/eip?_refreshed=*")
    expect(page.locator("#refreshed")).to_contain_text(re.compile("1 read\\.|read a moment ago"), timeout=15_000)
    assert not page.locator("#live").is_checked()
