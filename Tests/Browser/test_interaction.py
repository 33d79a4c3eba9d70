"""What scripts add: copying, keys, and filters that work while typing."""

from __future__ import annotations

from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from browsing import Visit, path_of, query
from playwright.sync_api import Page, expect
from running import Elastatus


def clipboard(page: Page) -> str:
    """What was copied last."""
    return page.evaluate("navigator.clipboard.readText()")


def said(page: Page, text: str) -> None:
    """Waits until screen readers have been told `text`."""
    expect(page.locator("#said[aria-live=polite]")).to_have_text(text)


def test_a_table_copies_the_endpoint(visit: Visit, elastatus: Elastatus) -> None:
    row = next(row for row in elastatus.rows("/production/us-east-1/rds-instance.json") if row["endpoints"])
    endpoint = f"{row['endpoints'][0]['host']}:{row['endpoints'][0]['port']}"
    page = visit("/production/us-east-1/rds-instance")
    button = page.get_by_role("button", name=f"Copy {endpoint}", exact=True)
    box = button.bounding_box()
    assert box and box["width"] >= 24 and box["height"] >= 24
    button.click()
    said(page, f"Copied {endpoint}")
    assert clipboard(page) == endpoint


def test_a_detail_page_copies_endpoint_id_and_arn(visit: Visit, elastatus: Elastatus) -> None:
    row = next(row for row in elastatus.rows("/production/us-east-1/rds-cluster.json") if row["endpoints"])
    page = visit(path_of(row))
    for text in (f"{row['endpoints'][0]['host']}:{row['endpoints'][0]['port']}", row["endpoints"][0]["host"], row["id"], row["arn"]):
        page.get_by_role("button", name=f"Copy {text}", exact=True).first.click()
        said(page, f"Copied {text}")
        assert clipboard(page) == text


def test_find_copies_the_endpoint_by_keyboard(visit: Visit) -> None:
    page = visit("/find?q=orders-aurora")
    button = page.locator("table.answers tbody tr").first.locator("button.copy").first
    button.focus()
    page.keyboard.press("Enter")
    assert clipboard(page).startswith("orders-aurora.cluster-")
    assert clipboard(page).endswith(":5432")


def test_an_address_without_a_secure_page_is_copied_too(visit: Visit) -> None:
    page = visit("/find?q=orders-aurora")
    page.evaluate("Object.defineProperty(window, 'isSecureContext', {value: false})")
    page.locator("table.answers button.copy").first.click()
    expect(page.locator("#said")).to_contain_text("Copied orders-aurora")
    assert clipboard(page).endswith(":5432")


def test_slash_focuses_find_and_typing_is_left_alone(visit: Visit) -> None:
    page = visit("/all/all/ec2")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "find"
    page.keyboard.type("a/b?gj")
    assert page.input_value("#find") == "a/b?gj"
    assert not page.locator("dialog#keys").is_visible()


def test_question_mark_helps_and_escape_leaves(visit: Visit) -> None:
    page = visit("/overview")
    page.keyboard.press("?")
    assert page.locator("dialog#keys").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("dialog#keys").is_visible()


def test_every_key_of_the_help_does_what_it_says(visit: Visit) -> None:
    page = visit("/all/all/ec2?_sort=name&_size=5")
    page.keyboard.press("?")
    told = dict(zip(
        (key.strip() for key in page.locator("dialog#keys dt").all_inner_texts()),
        page.locator("dialog#keys dd").all_inner_texts(), strict=True,
    ))
    page.keyboard.press("Escape")
    done: set[str] = set()

    def press(*keys: str) -> None:
        for key in keys:
            page.keyboard.press(f"Shift+{key}" if key == "O" else key)
        done.add(" ".join(keys))

    def at(address: str) -> None:
        page.wait_for_url(f"**{address}")

    first = page.url
    press("]")
    page.wait_for_url("**_next=*")
    second = page.url
    press("]")
    page.wait_for_function("url => location.href !== url && location.search.includes('_next')", arg=second)
    press("[")
    page.wait_for_url(second)
    press("[")
    page.wait_for_url(first)
    press("j")
    press("j")
    press("k")
    row = page.locator("tr.here")
    assert page.locator("table.rows tbody tr").first.get_attribute("class") == "here"
    press("c")
    said(page, f"Copied {row.get_attribute('data-id')}")
    assert clipboard(page) == row.get_attribute("data-id") and clipboard(page).startswith("i-")
    page.locator("th[data-column=state] a").focus()
    press("O")
    page.wait_for_url("**_sort=state*")
    press("/")
    assert page.evaluate("document.activeElement.id") == "find"
    press("Escape")
    press("f")
    assert page.evaluate("document.activeElement.id") == "q"
    press("Escape")
    press(":")
    assert page.locator("dialog#palette").is_visible()
    press("Escape")
    press("?")
    assert page.locator("dialog#keys").is_visible()
    press("Escape")
    press("j")
    wanted = page.locator("tr.here").get_attribute("data-id")
    press("Enter")
    page.wait_for_url(f"**/ec2/{wanted}")
    press("c")
    said(page, f"Copied {wanted}")
    assert clipboard(page) == wanted
    console = page.locator("a[data-key=o]")
    console.evaluate("link => { link.removeAttribute('target'); link.href = '#console'; }")
    press("o")
    at("#console")
    press("y")
    page.wait_for_url("**_document=yaml*")
    for key in [key for key in told if key.startswith("g ")]:
        word = page.evaluate("title => [...document.querySelectorAll('.menus a[data-word]')].find(a => a.textContent === title).dataset.word", told[key])
        press(*key.split())
        page.wait_for_url(f"**/{word}*")
    assert {key for key in told if key.startswith("g ")} >= {f"g {letter}" for letter in "evlardcf5qn"}
    assert done == set(told)


@pytest.mark.parametrize("address", ["/production/us-east-1/rds-instance", "/production/us-east-1/lambda", "/find?q=orders-aurora", "/env/staging"])
def test_c_copies_the_id_of_the_row(visit: Visit, address: str) -> None:
    page = visit(address)
    page.keyboard.press("j")
    link = page.locator("tr.here a[href]").evaluate_all("links => links.map(link => link.pathname).find(path => path.split('/').length === 5)")
    page.keyboard.press("c")
    wanted = unquote(link.split("/")[4])
    said(page, f"Copied {wanted}")
    assert clipboard(page) == wanted


def test_keys_move_open_and_copy(visit: Visit) -> None:
    page = visit("/all/all/rds")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    assert page.locator("tr.here").count() == 1
    here = page.locator("tr.here a[href*='/rds-']").first.get_attribute("href")
    page.keyboard.press("c")
    expect(page.locator("#said")).to_contain_text("Copied")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{here}")
    page.keyboard.press("g")
    page.keyboard.press("q")
    page.wait_for_url("**/sqs")


def test_the_help_is_the_table_of_keys(visit: Visit) -> None:
    page = visit("/all/all/ec2")
    page.keyboard.press("?")
    keys = page.locator("dialog#keys dt").all_inner_texts()
    meanings = page.locator("dialog#keys dd").all_inner_texts()
    help = dict(zip((key.strip() for key in keys), meanings, strict=True))
    assert {"/", "f", "j", "k", "Enter", "c", "o", "y", "O", "[", "]", "?", "Escape"} <= help.keys()
    assert help["g e"] == "EC2"
    assert help["g 5"] == "Route 53"
    assert all(meanings)


def test_shift_o_sorts_by_the_focused_column(visit: Visit) -> None:
    page = visit("/all/all/ec2")
    page.locator("th[data-column=state] a").focus()
    page.keyboard.press("Shift+O")
    page.wait_for_url("**/ec2?_sort=state")
    page.keyboard.press("j")
    page.keyboard.press("Shift+O")
    page.wait_for_url("**_sort=*")


def test_moving_by_keys_takes_the_focus_along(visit: Visit) -> None:
    page = visit("/all/all/ec2?_sort=name")
    for _ in range(3):
        page.keyboard.press("j")
    here = page.locator("tr.here a[href*='/i-']").first.get_attribute("href")
    assert page.evaluate("document.activeElement.getAttribute('href')") == here
    assert page.locator("table.rows tbody tr").nth(2).get_attribute("class") == "here"


def test_keys_can_be_switched_off(visit: Visit) -> None:
    page = visit("/overview")
    page.click("#help")
    page.check("#keys-off")
    page.locator("dialog#keys button").click()
    page.goto("/all/all/ec2")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") != "find"


def test_a_live_filter_replaces_the_table_alone(visit: Visit) -> None:
    page = visit("/all/all/ec2?_sort=name")
    page.evaluate("document.querySelector('h1').dataset.kept = document.querySelector('#q').dataset.kept = 'yes'")
    history = page.evaluate("history.length")
    before = page.locator("table.rows tbody tr").count()
    page.locator("#q").press_sequentially("state:stopped", delay=5)
    expect(page.locator("#counts")).to_contain_text("before the filter")
    expect(page.locator("table.rows tbody tr").first).to_contain_text("stopped")
    assert 0 < page.locator("table.rows tbody tr").count() < before
    # The page is the same one, and the caret is where it was.
    assert page.locator("h1").get_attribute("data-kept") == "yes"
    assert page.evaluate("document.activeElement.dataset.kept") == "yes"
    assert parse_qs(query(page)) == {"q": ["state:stopped"], "_sort": ["name"]}
    # What was typed in one go is one step back.
    assert page.evaluate("history.length") == history + 1
    twin = page.locator(".actions a", has_text="CSV").get_attribute("href") or ""
    assert parse_qs(urlsplit(twin).query) == parse_qs(query(page))
    said(page, page.locator("#counts").inner_text())


def test_reload_and_back_keep_the_filter(visit: Visit) -> None:
    page = visit("/overview")
    page.goto("/all/all/ec2")
    page.locator("#q").press_sequentially("orders", delay=5)
    page.wait_for_url("**/ec2?q=orders")
    shown = page.locator("#counts").inner_text()
    page.reload()
    assert page.locator("#counts").inner_text() == shown
    page.locator("table.rows tbody tr a[href*='/i-']").first.click()
    page.wait_for_url("**/ec2/i-*")
    page.go_back()
    page.wait_for_url("**/ec2?q=orders")
    assert page.input_value("#q") == "orders"
    assert page.locator("#counts").inner_text() == shown
    page.go_back()
    page.wait_for_url(lambda url: url.endswith("/ec2"))
    page.go_back()
    page.wait_for_url(lambda url: url.endswith("/overview"))


@pytest.mark.parametrize("text", ["nosuchcolumn:x", "\"open"])
def test_a_wrong_filter_is_explained_while_typing(visit: Visit, text: str) -> None:
    page = visit("/all/all/ec2")
    page.fill("#q", text)
    expect(page.locator("#problem")).not_to_be_empty()
    assert page.locator("#q").get_attribute("aria-describedby") == "problem"


def test_an_answer_that_comes_late_replaces_nothing(visit: Visit) -> None:
    page = visit("/all/all/ec2")
    late = []
    page.route("**/ec2?q=orders", lambda route: late.append(route))
    page.fill("#q", "orders")
    page.wait_for_function("() => true")
    page.wait_for_timeout(250)
    page.fill("#q", "payments")
    page.wait_for_url("**/ec2?q=payments")
    for route in late:
        route.abort()
    assert "payments" in page.locator("table.rows tbody tr").first.inner_text()
