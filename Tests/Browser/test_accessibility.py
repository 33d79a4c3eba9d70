"""Axe finds nothing wrong on any page, in either theme, and keyboards reach what pointers do."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from browsing import PHONE, PLACES, Look, Visit
from playwright.sync_api import Page, expect

#: Everything that axe knows and calls a fault.
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
#: What alone a theme changes.
COLOURS = ["color-contrast"]
AXE = Axe()


def faults(page: Page, rules: list[str] = RULES) -> list[str]:
    """What axe finds, one line each."""
    found = AXE.run(page, options={"runOnly": rules, "resultTypes": ["violations"]}).response["violations"]
    return [f"{fault['id']}: {node['html'][:200]} {node['failureSummary']}" for fault in found for node in fault["nodes"]]


@pytest.mark.parametrize("place", PLACES)
def test_axe_finds_nothing(look: Look, place: str) -> None:
    page = look(place)
    assert faults(page) == []
    page.emulate_media(color_scheme="dark")
    assert faults(page, COLOURS) == []
    page.emulate_media(color_scheme="light")


@pytest.mark.parametrize("place", ["overview", "table", "detail", "find nothing", "denied"])
def test_axe_finds_nothing_on_a_phone_with_a_chosen_theme(visit: Visit, places: dict[str, str], place: str) -> None:
    page = visit(places[place], viewport=PHONE)
    page.click("#theme")
    assert page.locator("html").get_attribute("data-theme") == "dark"
    assert faults(page) == []


def test_axe_finds_nothing_in_what_opens(visit: Visit, places: dict[str, str]) -> None:
    page = visit(places["everything"])
    page.click("details.menu:nth-of-type(3) > summary")
    page.click("details.chooser > summary")
    assert faults(page) == []
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    assert page.locator("dialog#keys").is_visible()
    assert faults(page) == []


def test_axe_finds_nothing_in_the_palette(visit: Visit) -> None:
    page = visit("/overview")
    page.keyboard.press(":")
    page.fill("#jump", "r")
    expect(page.locator("#palette-list [role=option]").nth(2)).to_be_visible()
    assert faults(page) == []
    page.keyboard.press("ArrowDown")
    expect(page.locator("#palette-list [aria-selected=true]")).to_have_count(1)
    assert faults(page) == []
    page.emulate_media(color_scheme="dark")
    assert faults(page, COLOURS) == []


def test_axe_finds_nothing_in_what_to_paste(visit: Visit, places: dict[str, str]) -> None:
    page = visit(places["find answers"])
    page.locator(".pastes summary").first.click()
    assert faults(page) == []


def test_the_theme_stays_chosen(visit: Visit) -> None:
    page = visit("/overview", scheme="dark")
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.click("#theme")
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert dark != light
    page.goto("/matrix")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == light


def test_the_first_tab_skips_to_the_content(visit: Visit, places: dict[str, str]) -> None:
    page = visit(places["everything"])
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_focus_is_seen_and_never_under_the_sticky_head(visit: Visit, places: dict[str, str]) -> None:
    page = visit(places["everything"])
    for place in range(40):
        page.keyboard.press("Tab")
    hidden = page.evaluate(
        """() => {
            const problems = [];
            const links = document.querySelectorAll("table.rows tbody a, table.rows tbody button");
            const box = document.querySelector(".box:has(> .rows)");
            const head = document.querySelector("table.rows thead");
            box.scrollTop = box.scrollHeight;
            for (const link of [...links].reverse()) {
                link.focus();
                const [at, below] = [link.getBoundingClientRect(), head.getBoundingClientRect().bottom];
                if (at.top < below - 1) problems.push(link.outerHTML);
                if (getComputedStyle(link).outlineStyle === "none" && link.matches(":focus-visible")) problems.push("no outline");
            }
            return problems;
        }"""
    )
    assert hidden == []


def test_a_table_says_how_it_is_sorted(visit: Visit, places: dict[str, str]) -> None:
    page = visit(places["everything"])
    assert page.locator("th[aria-sort]").count() == 0
    page.click("th[data-column=state] a")
    expect(page.locator("th[aria-sort=ascending]")).to_have_count(1)
    assert "sorted by" in (page.locator("table.rows caption").text_content() or "")
    page.click("th[data-column=state] a")
    expect(page.locator("th[data-column=state]")).to_have_attribute("aria-sort", "descending")
