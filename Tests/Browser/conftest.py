"""One Chromium for all tests of this folder, and the pages that all of them look at."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from running import Elastatus

sys.path.insert(0, str(Path(__file__).resolve().parent))

from browsing import DENIED, DESK, PLACES, Seen, Visit, path_of  # noqa: E402


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def visit(browser: Browser, elastatus: Elastatus) -> Iterator[Visit]:
    """Opens a page in a context of its own; what it did besides is checked at the test's end."""
    contexts: list[tuple[BrowserContext, Seen]] = []
    missing: list[str] = []

    def open_page(path: str, scheme: str = "light", viewport: dict[str, int] = DESK, scripts: bool = True) -> Page:
        context = browser.new_context(
            viewport=viewport, color_scheme=scheme, java_script_enabled=scripts, base_url=elastatus.url,  # type: ignore[arg-type]
            reduced_motion="reduce",
            permissions=["clipboard-read", "clipboard-write"], accept_downloads=True,
        )
        context.set_default_timeout(20_000)
        seen = Seen(elastatus.url)
        seen.watch(context)
        contexts.append((context, seen))
        page = context.new_page()
        answer = page.goto(path)
        assert answer
        if answer.status == 404:
            missing.append(path)
        assert "content-security-policy" in answer.headers
        return page

    yield open_page
    for context, seen in contexts:
        context.close()
        seen.check(may_fail=bool(missing))


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
        "overview": "/", "account": "/production", "region": "/production/us-east-1",
        "table": "/production/us-east-1/ec2", "merged": "/all/all/rds?_size=20", "everything": "/all/all/ec2?_size=60",
        "filtered out": "/all/all/ec2?q=nothing-is-called-so", "empty": "/production/ap-southeast-2/ec2", "denied": DENIED,
        "detail": path_of(database), "odd detail": path_of(next(row for row in odd if "<script>" in row["name"])),
        "security group": path_of(group), "stack": stack, "template": f"{stack}?_format=template",
        "find": "/find", "find answers": "/find?q=orders", "find nothing": "/find?q=nothing-is-called-so",
        "matrix": "/matrix", "404": "/prodution/us-east-1/ec2",
    }
    assert tuple(places) == PLACES
    return places
