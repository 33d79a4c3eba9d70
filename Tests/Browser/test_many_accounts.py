"""Menus with a thousand accounts: found by typing, listed by group, plain links without scripts, and light."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from axe_playwright_python.sync_playwright import Axe
from browsing import DESK, PHONE
from conftest import opened
from playwright.sync_api import Browser, Page, expect
from running import Elastatus

#: What a page of a hundred rows in all may weigh with its styles and scripts, compressed, in bytes.
PAGE = 60_000


@pytest.fixture(scope="module")
def crowd(config: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Elastatus]:
    """elastatus over the company and 997 more accounts, whose keys are nowhere."""
    document = yaml.safe_load(config.read_text())
    for number in range(1, 998):
        document["accounts"][f"team_{number:03}"] = {
            "aws_access_key_id": "env:NO_SUCH_KEY", "aws_secret_access_key": "env:NO_SUCH_SECRET",
            "group": f"Division {number // 100}",
        }
    document["aws"] = {"compute": ["ec2"], "database": ["rds"]}
    path = tmp_path_factory.mktemp("crowd") / "config.yaml"
    path.write_text(yaml.safe_dump(document, sort_keys=False))
    path.chmod(0o600)
    server = Elastatus(path)
    server.settle("/production/us-east-1/ec2.json")
    yield server
    server.end()


@pytest.fixture
def page(browser: Browser, crowd: Elastatus, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page of the crowd."""
    scripts, viewport = getattr(request, "param", (True, DESK))
    page, seen = opened(browser, crowd.url, "/production/us-east-1/ec2", "light", viewport, scripts)
    yield page
    page.context.close()
    seen.check()


@pytest.mark.parametrize("page", [(True, DESK), (True, PHONE)], indirect=True)
def test_an_account_is_found_by_typing(page: Page) -> None:
    menu = page.locator("details[data-menu=account]")
    menu.locator("summary").click()
    expect(menu.locator("li a")).to_have_count(1001)
    field = menu.locator("input[type=search]")
    expect(field).to_be_focused()
    field.press_sequentially("team 77")
    expect(menu.locator("li a:visible")).to_have_count(19)
    expect(menu.locator(".menu-heading:visible")).not_to_have_count(0)
    field.fill("division 3 team 377")
    expect(menu.locator("li a:visible")).to_have_count(1)
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]  # type: ignore[index]
    field.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/team_377/us-east-1/ec2")
    expect(page.locator("details[data-menu=account] summary")).to_contain_text("Team 377")


@pytest.mark.parametrize("page", [(False, DESK)], indirect=True)
def test_an_account_is_found_without_scripts(page: Page) -> None:
    menu = page.locator("details[data-menu=account]")
    menu.locator("summary").click()
    menu.get_by_text("Choose among 1,000").click()
    expect(page.locator("#places a")).to_have_count(1001)
    assert page.locator("#places .menu-heading").all_inner_texts()[-1] == "Division 9"
    page.fill("#account-text", "Division 3 TEAM 377")
    page.click("main form button")
    expect(page.locator("#places a")).to_have_count(1)
    page.locator("#places a").click()
    page.wait_for_url("**/team_377/us-east-1/ec2")


def test_the_form_in_the_menu_needs_no_script(browser: Browser, crowd: Elastatus) -> None:
    page, seen = opened(browser, crowd.url, "/production/us-east-1/ec2", "dark", PHONE, False)
    page.locator("details[data-menu=account] summary").click()
    page.locator("details[data-menu=account] input[type=search]").fill("team 377")
    page.keyboard.press("Enter")
    page.wait_for_url("**/-/accounts?*")
    expect(page.locator("#places a")).to_have_count(1)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.context.close()
    seen.check()


def test_axe_finds_nothing_in_the_long_menu_or_its_page(page: Page) -> None:
    options = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"], "resultTypes": ["violations"]}
    page.locator("details[data-menu=account] summary").click()
    expect(page.locator("details[data-menu=account] li a")).to_have_count(1001)
    assert Axe().run(page, options=options).response["violations"] == []
    page.goto("/-/accounts?of=/production/us-east-1/ec2")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert Axe().run(page, options=options).response["violations"] == []


def test_a_page_of_a_hundred_rows_stays_light(crowd: Elastatus) -> None:
    page = crowd.get("/production/us-east-1/ec2?_size=100")
    names = ["elastatus.css", *(path.name for path in (Path(__file__).resolve().parents[2] / "static").glob("*.js"))]
    weights = {name: len(gzip.compress(crowd.get(f"/static/{name}").body)) for name in names}
    weights["page"] = len(gzip.compress(page.body))
    assert sum(weights.values()) < PAGE, weights
    assert page.text.count("<li>") < 200


def test_an_address_from_elsewhere_leads_nowhere_else(crowd: Elastatus) -> None:
    for of in ("https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", "/-/refresh"):
        text = crowd.get(f"/-/accounts?of={of}&q=team_377").text
        assert 'href="/team_377"' in text
        assert not re.search(r'(href|action)="[^"/]*(https?:)?//evil', text)
        assert not re.search(r'(href|action)="/\\', text)
