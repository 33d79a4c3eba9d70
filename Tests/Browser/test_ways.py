"""Environments, where names lead, and the palette: with scripts, by keyboard, and without."""

from __future__ import annotations

import pytest
from browsing import PHONE, Look, Visit
from playwright.sync_api import Page, expect


def options(page: Page) -> list[str]:
    """The first words of the palette's ways."""
    return page.locator("#palette-list [role=option]").all_inner_texts()


def test_the_palette_leads_by_keyboard(visit: Visit) -> None:
    page = visit("/overview")
    page.keyboard.press(":")
    field = page.locator("#jump")
    expect(field).to_be_focused()
    expect(page.locator("#palette-list [role=option]").first).to_be_visible()
    field.fill("rds")
    expect(page.locator("#palette-list [role=option]", has_text="RDS").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    chosen = page.locator("#palette-list [aria-selected=true]")
    assert chosen.count() == 1 and field.get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    page.keyboard.press("Enter")
    page.wait_for_url("**/all/all/rds")


def test_enter_alone_leaves_it_to_the_server(visit: Visit) -> None:
    page = visit("/overview")
    page.keyboard.press(":")
    page.locator("#jump").fill("staging sqs")
    page.keyboard.press("Enter")
    page.wait_for_url("**/staging/all/sqs")
    page.keyboard.press(":")
    page.locator("#jump").fill("orders")
    page.keyboard.press("Enter")
    page.wait_for_url("**/find?q=orders")


def test_the_help_tells_of_the_palette_and_can_turn_it_off(visit: Visit) -> None:
    page = visit("/overview")
    page.keyboard.press("?")
    assert "Jump to a place or resource" in page.locator("#keys dl").inner_text()
    page.check("#keys-off")
    page.keyboard.press("Escape")
    page.keyboard.press(":")
    expect(page.locator("#palette")).to_be_hidden()


def test_the_palette_closes_and_keeps_out_of_the_way(visit: Visit) -> None:
    page = visit("/overview")
    page.keyboard.press(":")
    page.keyboard.press("Escape")
    expect(page.locator("#palette")).to_be_hidden()
    page.locator("#find").fill("")
    page.locator("#find").press_sequentially("a:b")
    assert page.input_value("#find") == "a:b"
    expect(page.locator("#palette")).to_be_hidden()


def test_jumping_works_without_scripts(visit: Visit) -> None:
    page = visit("/-/jump?q=staging+rds", scripts=False)
    assert page.url.endswith("/staging/all/rds")


def test_a_way_is_read_without_scripts(visit: Visit) -> None:
    page = visit("/find?q=checkout.shop.example.com", scripts=False)
    steps = page.locator(".chain li")
    kinds = [text for text in steps.all_inner_texts()]
    assert "Route 53 records" in kinds[0] and "Load balancers" in kinds[3] and "Target groups" in kinds[4]
    assert all("EC2 instances" in text for text in kinds[5:]) and len(kinds) > 6
    steps.nth(3).locator("a.ref").click()
    assert page.locator("main h1 bdi").first.inner_text() == "orders-public"


def test_what_to_paste_is_copied(visit: Visit) -> None:
    page = visit("/find?q=orders+database+staging")
    first = page.locator("table.answers tbody tr").first
    first.locator(".pastes summary").click()
    paste = first.locator(".pastes code").first.inner_text()
    assert paste.startswith("psql -h orders-aurora.cluster-")
    first.locator(".pastes button.copy").first.click()
    expect(page.locator("#said")).to_have_text(f"Copied {paste}")
    assert page.evaluate("navigator.clipboard.readText()") == paste


def test_environments_are_compared_without_scripts(visit: Visit) -> None:
    page = visit("/env", scripts=False)
    page.locator(".rows a.ref", has_text="staging").click()
    assert page.locator("main h1").inner_text() == "staging"
    assert "orders-aurora.cluster-" in page.locator("main").inner_text()
    page.select_option("select[name=a]", "staging")
    page.select_option("select[name=b]", "production")
    page.locator(".compare button").click()
    page.wait_for_url("**/env/compare?a=staging&b=production")
    words = page.locator("td.words").all_inner_texts()
    assert "Multi-AZ is no in staging and yes in production" in words
    # No button that needs scripts is offered.
    assert page.locator(".copy-page:visible").count() == 0


def test_a_comparison_is_copied_as_markdown(visit: Visit) -> None:
    page = visit("/env/compare?a=staging&b=production")
    page.locator(".copy-page").click()
    expect(page.locator("#said")).to_have_text("Copied as Markdown")
    text = page.evaluate("navigator.clipboard.readText()")
    assert text.startswith("# staging and production") and "| Multi-AZ | no | yes |" in text


@pytest.mark.parametrize("path", ["/env", "/env/staging", "/env/compare?a=staging&b=production", "/find?q=checkout.shop.example.com"])
def test_a_phone_does_not_scroll_sideways(visit: Visit, path: str) -> None:
    page = visit(path, viewport=PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("width", [1280, 1024])
@pytest.mark.parametrize("question", ["orders+database", "cache"])
def test_what_to_paste_stays_within_its_column(visit: Visit, question: str, width: int) -> None:
    page = visit(f"/find?q={question}", viewport={"width": width, "height": 900})
    page.evaluate("document.querySelectorAll('.pastes').forEach(one => { one.open = true })")
    beyond = page.evaluate(
        """() => [...document.querySelectorAll(".pastes li, .pastes code, .pastes button")].filter((one) => {
            const [own, cell] = [one.getBoundingClientRect(), one.closest("td").getBoundingClientRect()];
            return own.width === 0 || own.left < cell.left || own.right > cell.right + 0.5 || own.bottom > cell.bottom + 0.5;
        }).map((one) => one.outerHTML)"""
    )
    assert page.locator(".pastes li").count() > 1 and beyond == []
    # What is pasted is read in few lines.
    heights = page.evaluate("[...document.querySelectorAll('.pastes li')].map(one => one.getBoundingClientRect().height)")
    assert max(heights) < 130


def test_pages_of_answers_are_turned_by_key(visit: Visit) -> None:
    page = visit("/find?q=production")
    page.keyboard.press("]")
    page.wait_for_url("**_next=*")
    assert "101 to " in page.locator("#counts").inner_text()
    page.keyboard.press("[")
    page.wait_for_url("**/find?q=production")


def test_a_slip_is_put_right_by_a_click(visit: Visit) -> None:
    page = visit("/find?q=ordres+database", scripts=False)
    page.locator(".empty a", has_text="orders database").click()
    assert page.locator("table.answers tbody tr").first.locator(".name a").inner_text() == "orders-aurora"
