"""One Chromium for all tests of this folder, and the pages that all of them look at."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from running import Elastatus

sys.path.insert(0, str(Path(__file__).resolve().parent))

from browsing import DENIED, DESK, PLACES, Look, Seen, Visit, path_of  # noqa: E402


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield browser
        browser.close()


def opened(browser: Browser, origin: str, path: str, scheme: str, viewport: dict[str, int], scripts: bool) -> tuple[Page, Seen]:
    """A page in a context of its own, and what the browser does besides."""
    context = browser.new_context(
        viewport=viewport, color_scheme=scheme, java_script_enabled=scripts, base_url=origin,  # type: ignore[arg-type]
        reduced_motion="reduce", permissions=["clipboard-read", "clipboard-write"], accept_downloads=True,
    )
    context.set_default_timeout(20_000)
    seen = Seen(origin)
    seen.watch(context)
    page = context.new_page()
    answer = page.goto(path)
    assert answer and "content-security-policy" in answer.headers
    seen.may_be_missing = answer.status == 404
    return page, seen


@pytest.fixture
def visit(browser: Browser, elastatus: Elastatus) -> Iterator[Visit]:
    """Opens a page of its own for a test; what it did besides is checked at the test's end."""
    pages: list[tuple[Page, Seen]] = []

    def open_page(path: str, scheme: str = "light", viewport: dict[str, int] = DESK, scripts: bool = True) -> Page:
        pages.append(opened(browser, elastatus.url, path, scheme, viewport, scripts))
        return pages[-1][0]

    yield open_page
    for page, seen in pages:
        page.context.close()
        seen.check()


@pytest.fixture(scope="session")
def shelf() -> dict[tuple[str, bool], tuple[Page, Seen]]:
    """The pages that `look` has opened."""
    return {}


@pytest.fixture
def look(
    browser: Browser, elastatus: Elastatus, places: dict[str, str], shelf: dict[tuple[str, bool], tuple[Page, Seen]]
) -> Iterator[Look]:
    """A page of `PLACES` that tests share, opened once: they look, put back what they change, and go nowhere."""
    seen: list[Seen] = []

    def look_at(place: str, scripts: bool = True) -> Page:
        if (place, scripts) not in shelf:
            shelf[place, scripts] = opened(browser, elastatus.url, places[place], "light", DESK, scripts)
        page, watched = shelf[place, scripts]
        seen.append(watched)
        return page

    yield look_at
    for watched in seen:
        watched.check()


@pytest.fixture(scope="session")
def odd(elastatus: Elastatus) -> list[dict[str, Any]]:
    """The instances with tags that break dashboards."""
    rows = elastatus.rows("/all/all/ec2.json")
    return [row for row in rows if re.search(r"[<\u0590-\u06ff\u202e]|HYPERLINK|x{40}", json.dumps(row["tags"], ensure_ascii=False))]


@pytest.fixture(scope="session")
def places(elastatus: Elastatus, odd: list[dict[str, Any]]) -> dict[str, str]:
    """The address of each of `PLACES`."""
    database = next(row for row in elastatus.rows("/all/all/rds-instance.json") if row["endpoints"])
    groups = elastatus.rows("/production/us-east-1/sg.json")
    group = max(groups, key=lambda row: len(json.dumps(row)))
    stack = path_of(elastatus.rows("/production/us-east-1/cloudformation.json")[0])
    places = {
        "overview": "/overview", "account": "/production", "region": "/production/us-east-1",
        "table": "/production/us-east-1/ec2", "merged": "/all/all/rds?_size=20", "everything": "/all/all/ec2?_size=60",
        "filtered out": "/all/all/ec2?q=nothing-is-called-so", "empty": "/production/ap-southeast-2/ec2", "denied": DENIED,
        "detail": path_of(database), "odd detail": path_of(next(row for row in odd if "<script>" in row["name"])),
        "security group": path_of(group), "stack": stack, "template": f"{stack}?_format=template",
        "find": "/find", "find answers": "/find?q=orders-aurora", "find nothing": "/find?q=nothing-is-called-so",
        "find way": "/find?q=checkout.shop.example.com", "environments": "/env", "environment": "/env/staging",
        "comparison": "/env/compare?a=staging&b=production",
        "matrix": "/matrix", "failing cells": "/matrix?state=failing", "schedules": "/schedules", "404": "/prodution/us-east-1/ec2",
        "document": f"{path_of(group)}?_document=yaml", "accounts": "/-/accounts?of=/all/all/ec2",
        "stacks": "/all/all/cloudformation", "addresses": "/find?q=10.0.0.0/8",
    }
    assert tuple(places) == PLACES
    return places
