"""Pages bring nothing from elsewhere, nothing inline, and little."""

from __future__ import annotations

from pathlib import Path

import pytest
from browsing import PLACES, Look
from running import Elastatus

STATIC = Path(__file__).resolve().parents[2] / "static"
#: What all styles and all scripts may weigh as they are written, in bytes.
STYLES, SCRIPTS = 30_000, 20_000


@pytest.mark.parametrize("place", PLACES)
def test_nothing_is_inline_and_nothing_comes_from_elsewhere(look: Look, place: str, elastatus: Elastatus) -> None:
    page = look(place)
    assert page.locator("style, script:not([src]), [style]").count() == 0
    handlers = "document.querySelectorAll('*').values().flatMap(e => e.getAttributeNames()).filter(n => n.startsWith('on')).toArray()"
    assert page.evaluate(handlers) == []
    loaded = page.evaluate("performance.getEntriesByType('resource').map(e => e.name)")
    assert loaded
    assert [name for name in loaded if not name.startswith(f"{elastatus.url}/static/")] == []


def test_assets_are_light() -> None:
    styles, scripts = ({path.name: path.stat().st_size for path in STATIC.glob(kind)} for kind in ("*.css", "*.js"))
    assert 0 < sum(styles.values()) <= STYLES, styles
    assert 0 < sum(scripts.values()) <= SCRIPTS, scripts
    assert {path.suffix for path in STATIC.iterdir()} <= {".css", ".js", ".svg"}


def test_the_policy_lets_nothing_in_but_ours(elastatus: Elastatus, places: dict[str, str]) -> None:
    for place in places.values():
        policy = elastatus.get(place).headers["content-security-policy"]
        rules = dict(rule.split(maxsplit=1) for rule in policy.split("; "))
        assert rules.pop("default-src") == rules.pop("base-uri") == rules.pop("frame-ancestors") == "'none'"
        assert set(rules.values()) == {"'self'"}


def test_assets_are_not_sent_twice(elastatus: Elastatus) -> None:
    first = elastatus.get("/static/elastatus.css")
    again = elastatus.get("/static/elastatus.css", **{"If-None-Match": first.headers["etag"]})
    assert (first.status, again.status, again.body) == (200, 304, b"")


def test_a_page_of_a_hundred_rows_is_small(elastatus: Elastatus) -> None:
    page = elastatus.get("/all/all/ec2?_size=100").body
    assert len(page) < 400_000
