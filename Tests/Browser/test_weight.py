"""Pages bring nothing from elsewhere, nothing inline, and little."""

from __future__ import annotations

import pytest
from browsing import PLACES, Look, Visit
from running import Elastatus

#: What styles, scripts and the icon may weigh together, in bytes.
ASSETS = 100_000


@pytest.mark.parametrize("place", PLACES)
def test_nothing_is_inline_and_nothing_comes_from_elsewhere(look: Look, place: str, elastatus: Elastatus) -> None:
    page = look(place)
    assert page.locator("style, script:not([src]), [style]").count() == 0
    handlers = "document.querySelectorAll('*').values().flatMap(e => e.getAttributeNames()).filter(n => n.startsWith('on')).toArray()"
    assert page.evaluate(handlers) == []
    loaded = page.evaluate("performance.getEntriesByType('resource').map(e => e.name)")
    assert loaded
    assert [name for name in loaded if not name.startswith(f"{elastatus.url}/static/")] == []


def test_assets_are_light(visit: Visit, elastatus: Elastatus) -> None:
    page = visit("/all/all/ec2")
    page.wait_for_load_state("load")
    names = page.evaluate("performance.getEntriesByType('resource').map(e => e.name)")
    icon = page.locator("link[rel=icon]").get_attribute("href")
    weight = {name: len(elastatus.get(name.removeprefix(elastatus.url)).body) for name in {*names, icon}}
    assert len(weight) >= 8, weight
    assert sum(weight.values()) < ASSETS, weight


def test_assets_are_not_sent_twice(elastatus: Elastatus) -> None:
    first = elastatus.get("/static/elastatus.css")
    again = elastatus.get("/static/elastatus.css", **{"If-None-Match": first.headers["etag"]})
    assert (first.status, again.status, again.body) == (200, 304, b"")


def test_a_page_of_a_hundred_rows_is_small(elastatus: Elastatus) -> None:
    page = elastatus.get("/all/all/ec2?_size=100").body
    assert len(page) < 400_000
