"""Everything is read and done where no scripts run."""

from __future__ import annotations

import json
from urllib.parse import parse_qs

import pytest
from browsing import PLACES, Look, Visit, query
from playwright.sync_api import Page


def column(page: Page, word: str) -> list[str]:
    """The texts of a table's column, from top to bottom."""
    heads = page.locator("table.rows thead th").evaluate_all("all => all.map(head => head.dataset.column)")
    return page.locator(f"table.rows tbody tr td:nth-child({heads.index(word) + 1})").all_inner_texts()


@pytest.mark.parametrize("place", PLACES)
def test_every_page_shows_itself(look: Look, place: str) -> None:
    page = look(place, scripts=False)
    assert page.locator("main h1").inner_text().strip()
    assert len(page.locator("main").inner_text()) > 60
    # What only scripts can do is not offered.
    assert page.locator(":is(.scripted, .copy):visible").count() == 0


def test_menus_lead_everywhere(visit: Visit) -> None:
    page = visit("/overview", scripts=False)
    for title, link, place in (
        ("Compute", "EC2", "/all/all/ec2"), ("Account", "Staging", "/staging/all/ec2"), ("Region", "eu-west-1", "/staging/eu-west-1/ec2"),
    ):
        page.locator("nav.menus summary", has_text=title).click()
        page.locator("nav.menus details[open] a").get_by_text(link, exact=True).click()
        page.wait_for_url(f"**{place}")
    assert page.locator("nav.menus a[aria-current]").all_text_contents() == ["Staging", "eu-west-1", "EC2"]
    assert page.locator("table.rows tbody tr").count() > 0
    assert set(column(page, "region") if page.locator("th[data-column=region]").count() else ["eu-west-1"]) == {"eu-west-1"}


def test_heads_sort(visit: Visit) -> None:
    page = visit("/all/all/ec2", scripts=False)
    before = column(page, "name")
    page.click("th[data-column=name] a")
    ascending = column(page, "name")
    page.click("th[data-column=name] a")
    descending = column(page, "name")
    assert sorted(before) == sorted(ascending) == sorted(descending)
    assert ascending != before and descending[0] == ascending[-1]
    assert "_sort_desc=name" in query(page)


def test_the_filter_filters_and_clears(visit: Visit, places: dict[str, str]) -> None:
    page = visit("/all/all/ec2?_sort=name", scripts=False)
    everything = len(column(page, "name"))
    page.fill("#q", "state:stopped")
    page.click("#filter button")
    assert set(column(page, "state")) == {"stopped"}
    assert parse_qs(query(page)) == {"q": ["state:stopped"], "_sort": ["name"]}
    page.click(".clear")
    assert len(column(page, "name")) == everything


def test_a_wrong_filter_is_explained(visit: Visit, places: dict[str, str]) -> None:
    page = visit(places["everything"], scripts=False)
    page.fill("#q", "nosuchcolumn:x")
    page.click("#filter button")
    assert "nosuchcolumn" in page.locator("#problem").inner_text()
    assert page.input_value("#q") == "nosuchcolumn:x"


def test_pages_follow_one_another(visit: Visit, places: dict[str, str]) -> None:
    page = visit("/all/all/ec2?_size=40", scripts=False)
    ids: list[str] = []
    while True:
        ids += page.locator("table.rows tbody tr").evaluate_all("all => all.map(row => row.querySelector('a[href*=\"/i-\"]').href)")
        following = page.locator("a[rel=next]")
        if following.count() == 0:
            break
        following.click()
    assert len(ids) == len(set(ids)) > 80
    page.click("a[rel=first]")
    assert page.locator("table.rows tbody tr").count() == 40


def test_columns_are_chosen(visit: Visit, places: dict[str, str]) -> None:
    page = visit(places["everything"], scripts=False)
    page.click("details.chooser summary")
    page.check("details.chooser input[name=_nocol][value=state]")
    page.check("details.chooser input[name=_col][value=architecture]")
    page.click("details.chooser button")
    assert page.locator("th[data-column=state]").count() == 0
    assert page.locator("th[data-column=architecture]").count() == 1


def test_find_leads_to_the_page_of_the_answer(visit: Visit) -> None:
    page = visit("/overview", scripts=False)
    page.fill("#find", "orders-aurora")
    page.keyboard.press("Enter")
    page.wait_for_url("**/find?q=orders-aurora")
    first = page.locator("table.answers tbody tr").first
    assert ":5432" in first.inner_text()
    first.locator("a.ref").first.click()
    assert page.locator("main h1 bdi").first.inner_text() == "orders-aurora"


def test_a_template_is_shown_and_downloaded(visit: Visit, places: dict[str, str]) -> None:
    page = visit(places["template"], scripts=False)
    assert "Resources" in page.locator("pre.raw").inner_text()
    with page.expect_download() as download:
        page.locator(".actions a[download]", has_text="JSON").click()
    assert "Resources" in json.loads(download.value.path().read_text())
    with page.expect_download() as download:
        page.locator(".actions a[download]", has_text="YAML").click()
    assert "Resources:" in download.value.path().read_text()
    for language, text in (("YAML", "Resources:"), ("JSON", '"Resources":')):
        page.get_by_role("navigation", name="Languages").get_by_text(language).click()
        assert text in (page.locator("pre.raw").text_content() or "")


def test_a_missing_page_leads_on(visit: Visit, places: dict[str, str]) -> None:
    page = visit(places["404"], scripts=False)
    page.locator("main a").get_by_text("production", exact=True).click()
    assert page.locator("table.rows tbody tr").count() > 0
