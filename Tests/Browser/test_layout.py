"""Pages fit a phone and a desk; nothing needs a fine finger."""

from __future__ import annotations

import pytest
from browsing import DESK, PHONE, PLACES, Look, Visit

#: Everything that is pressed and is not a word within a sentence, with its size (WCAG 2.5.8).
SMALL = """() => [...document.querySelectorAll("a, button, summary, input:not([type=hidden]), label:has(input)")]
    .filter(target => target.checkVisibility({visibilityProperty: true}) && !target.closest(".unseen, .skip") && !target.matches("label input"))
    .map(target => ({target, box: target.getBoundingClientRect()}))
    .filter(({box}) => box.width > 0 && box.height > 0)
    .filter(({target, box}, _, all) => {
        if (box.width >= 24 && box.height >= 24) return false;
        const [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
        // A smaller one may stand where a circle of 24 px around its centre touches no other target.
        return all.some(other => other.target !== target && !other.target.contains(target) && !target.contains(other.target)
            && Math.hypot(Math.max(other.box.left - x, 0, x - other.box.right), Math.max(other.box.top - y, 0, y - other.box.bottom)) < 12);
    })
    .map(({target, box}) => `${target.outerHTML.slice(0, 160)} ${Math.round(box.width)}x${Math.round(box.height)}`)"""


@pytest.mark.parametrize("place", PLACES)
def test_a_page_fits(look: Look, place: str) -> None:
    page = look(place)
    for viewport in (PHONE, DESK):
        page.set_viewport_size(viewport)  # type: ignore[arg-type]
        assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
        assert page.evaluate(SMALL) == [], viewport


#: What stands beyond the window, where nothing scrolls.
SPILT = """() => [...document.querySelectorAll("header *, main *, footer *")]
    .filter(element => element.checkVisibility() && !element.closest(".unseen, .skip, svg, .box, pre, nav.menus"))
    .filter(element => { const {left, right} = element.getBoundingClientRect(); return left < -0.5 || right > innerWidth + 0.5; })
    .map(element => element.outerHTML.slice(0, 160))"""


@pytest.mark.parametrize("place", PLACES)
def test_nothing_stands_beyond_a_phone(look: Look, place: str) -> None:
    page = look(place)
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    assert page.evaluate(SPILT) == []
    # What is read as cards needs no scrolling within the page.
    assert page.evaluate("[...document.querySelectorAll('.box:has(> .cards)')].filter(b => b.scrollHeight > b.clientHeight + 1 || b.scrollWidth > b.clientWidth + 1).length") == 0
    page.set_viewport_size(DESK)  # type: ignore[arg-type]


def test_the_head_of_a_phone_has_each_page_on_one_line(visit: Visit) -> None:
    page = visit("/env/staging", viewport=PHONE)
    links = page.locator("nav.tools a")
    assert links.all_text_contents() == ["Overview", "Matrix", "Schedules", "Environments"]
    boxes = [link.bounding_box() for link in links.all()]
    assert len({round(box["y"]) for box in boxes if box}) == 1
    assert all(box and box["x"] >= 0 and box["x"] + box["width"] <= 360 for box in boxes)
    assert page.locator("nav.tools a[aria-current=page]").text_content() == "Environments"


@pytest.mark.parametrize("place", ["find answers", "find way", "environment", "comparison", "overview", "matrix"])
def test_what_is_not_a_table_of_a_kind_shows_all_its_columns(look: Look, place: str) -> None:
    wide = "[...document.querySelectorAll('main .box:has(> table)')].filter(b => b.scrollWidth > b.clientWidth + 1).map(b => b.ariaLabel)"
    assert look(place).evaluate(wide) == []


def test_menus_open_within_a_phone(visit: Visit, places: dict[str, str]) -> None:
    page = visit(places["everything"], viewport=PHONE)
    for summary in page.locator("nav.menus summary").all():
        summary.click()
        shown = page.locator("nav.menus details[open] .menu-box").bounding_box()
        assert shown and shown["x"] >= 0 and shown["x"] + shown["width"] <= 360
        assert shown["y"] + shown["height"] <= 800
        # Nothing covers its first link, and nothing clips it.
        assert page.evaluate(
            """() => {
                const link = document.querySelector("nav.menus details[open] a");
                const {left, top, width, height} = link.getBoundingClientRect();
                return link.contains(document.elementFromPoint(left + width / 2, top + height / 2));
            }"""
        )
        summary.click()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_long_values_leave_their_copy_button_in_sight(visit: Visit) -> None:
    page = visit("/all/all/rds")
    clipped = page.evaluate(
        """() => [...document.querySelectorAll("table.rows td:has(button.copy)")].filter(cell => {
            const [outer, inner] = [cell.getBoundingClientRect(), cell.querySelector("button.copy").getBoundingClientRect()];
            return inner.width < 24 || inner.left < outer.left || inner.right > outer.right + 0.5 || inner.bottom > outer.bottom + 0.5;
        }).map(cell => cell.textContent)"""
    )
    assert page.locator("table.rows td button.copy").count() > 0
    assert clipped == []


def test_rows_are_of_one_height(look: Look) -> None:
    for place in ("table", "merged", "everything", "find answers"):
        page = look(place)
        heights = page.locator("table.rows tbody tr").evaluate_all("all => all.map(row => row.getBoundingClientRect().height)")
        # The last one has no line below.
        assert max(heights) - min(heights) <= 1, (place, set(heights))


def test_paper_has_the_table_and_no_menus(visit: Visit, places: dict[str, str]) -> None:
    page = visit(places["everything"])
    page.emulate_media(media="print")
    assert not page.locator("nav.menus").is_visible()
    assert page.locator("table.rows").is_visible()
    assert page.locator(".box:has(> .rows)").evaluate("box => box.scrollHeight <= box.clientHeight + 1")
