"""Every page says how old its data is and what could not be read."""

from __future__ import annotations

import re

import pytest
from browsing import DENIED_ACTION, PLACES, Look, Visit
from playwright.sync_api import expect

AGE = re.compile(r"(fresh|read) .*\b(ago|just now)\b|^Not read\b", re.IGNORECASE)
#: The pages over the cell that may not be read.
CONCERNED = ("overview", "denied", "find", "find answers", "find nothing", "matrix")


@pytest.mark.parametrize("place", PLACES)
def test_a_page_says_how_old_its_data_is(look: Look, place: str) -> None:
    page = look(place, scripts=False)
    assert AGE.search(page.locator(".freshness").inner_text())


@pytest.mark.parametrize("place", CONCERNED)
def test_a_page_says_what_could_not_be_read(look: Look, place: str) -> None:
    page = look(place, scripts=False)
    # In words that are seen, not only for those who open something.
    expect(page.get_by_text(DENIED_ACTION).first).to_be_visible()
    assert "staging" in page.locator("main").inner_text()


def test_a_message_leads_to_what_could_not_be_read(visit: Visit, places: dict[str, str]) -> None:
    page = visit(places["404"], scripts=False)
    page.locator(".freshness a").click()
    page.wait_for_url("**/matrix")
    assert DENIED_ACTION in page.locator("main").inner_text()


@pytest.mark.parametrize(
    ("place", "kind", "words"),
    [
        ("denied", "denied", "Whether there are any is not known"),
        ("empty", "nothing", "No EC2 instances here"),
        ("filtered out", "filtered", "None of the"),
        ("find nothing", "nothing", "Nothing matches in what could be searched"),
    ],
)
def test_emptiness_explains_itself(look: Look, place: str, kind: str, words: str) -> None:
    page = look(place, scripts=False)
    assert words in page.locator(f".empty[data-kind={kind}]").inner_text()


def test_what_is_not_known_is_not_counted(look: Look) -> None:
    page = look("denied", scripts=False)
    assert "0 rows" not in page.locator("main").inner_text()


def test_read_again_comes_back_to_the_page(visit: Visit, places: dict[str, str]) -> None:
    page = visit(places["table"] + "?_sort=name", scripts=False)
    page.locator(".actions button").click()
    page.wait_for_url("**/ec2?_sort=name&_refreshed=*")
    assert page.locator("table.rows tbody tr").count() > 0
    # It says what became of it, in what is read aloud too.
    expect(page.locator("#refreshed")).to_contain_text("Read again")


def test_rows_are_counted_with_the_cells_that_they_are_from(look: Look) -> None:
    assert re.fullmatch(r"\d+ rows from 1 cell", look("table", scripts=False).locator("#counts").inner_text())


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_the_form_of_the_matrix_narrows_it(visit: Visit, scripts: bool) -> None:
    page = visit("/matrix", scripts=scripts)
    assert [page.input_value(f".matrix-filter [name={name}]") for name in ("account", "region", "kind")] == ["", "", ""]
    page.select_option(".matrix-filter select", "denied")
    page.click(".matrix-filter button")
    page.wait_for_url("**/matrix?**state=denied*")
    assert page.locator("h1").inner_text() == "Matrix"
    states = page.locator("table.rows:not(.groups) tbody .state").all_inner_texts()
    assert states and set(states) == {"denied"}
    page.fill(".matrix-filter [name=account]", "staging")
    page.click(".matrix-filter button")
    page.wait_for_url("**/matrix?account=staging**")
    assert page.input_value(".matrix-filter [name=account]") == "staging"
