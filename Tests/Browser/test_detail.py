"""A resource's page: what refers to it, what its document leads to, what people may run, on screen and on paper."""

from __future__ import annotations

import json
import shlex
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
import yaml
from browsing import PHONE, Visit, path_of
from playwright.sync_api import Page, expect
from running import Elastatus


def used_by(page: Page) -> dict[str, list[str]]:
    """What stands under "Used by": the ids of each group."""
    groups = page.locator("section[aria-labelledby=used] dl > div").all()
    return {
        group.locator("dt").inner_text(): [
            unquote(urlsplit(link).path.rsplit("/", 1)[1])
            for link in group.locator("dd a:not(.more)").evaluate_all("all => all.map(link => link.href)")
        ]
        for group in groups
    }


def holders(elastatus: Elastatus, kind: str, column: str, value: str, place: str) -> set[str]:
    """The ids of the rows that name a value in a column."""
    rows = elastatus.rows(f"/{place}/{kind}.json")
    return {row["id"] for row in rows if value in (row[column] if isinstance(row[column], list) else [row[column]])}


@pytest.mark.parametrize(
    ("kind", "referrers"),
    [
        ("sg", [("eni", "groups", "Network interfaces Security groups"), ("ec2", "groups", "EC2 instances Security groups"),
                ("rds-instance", "groups", "RDS instances Security groups"), ("load-balancer", "groups", "Load balancers Security groups")]),
        ("ec2", [("ebs", "attached_to", "EBS volumes Attached to")]),
        ("ebs", [("ec2", "volumes", "EC2 instances Volumes")]),
        ("ami", [("ec2", "image", "EC2 instances AMI")]),
        ("sqs", [("sqs", "dlq", "SQS queues Dead-letter queue"), ("sns-topic", "queues", "SNS topics Queues")]),
        ("cloudformation", [("ec2", "stack", "EC2 instances Stack")]),
    ],
)
def test_used_by_is_what_refers_to_it(
    visit: Visit, elastatus: Elastatus, kind: str, referrers: list[tuple[str, str, str]]
) -> None:
    place = "production/us-east-1"
    rows = elastatus.rows(f"/{place}/{kind}.json")
    for other, column, title in referrers:
        found = [(row, holders(elastatus, other, column, row["id"], place) - {row["id"]}) for row in rows]
        row, ids = max(found, key=lambda pair: min(len(pair[1]), 50))
        assert ids, f"no {other} of the company refers to a {kind}"
        shown = used_by(visit(path_of(row), scripts=False))
        names = {name.replace("\n", " "): ids for name, ids in shown.items()}
        assert len(names[title]) == min(len(ids), 50)
        assert set(names[title]) <= ids


def test_every_known_id_in_a_document_is_a_link(visit: Visit, elastatus: Elastatus) -> None:
    place = "production/us-east-1"
    row = max(elastatus.rows(f"/{place}/ec2.json"), key=lambda row: len(row["volumes"]))
    known = {
        other["id"]: path_of(other) for kind in ("sg", "ebs", "vpc", "subnet", "ami", "eni") for other in elastatus.rows(f"/{place}/{kind}.json")
    }
    document = json.dumps(elastatus.get(f"{path_of(row)}?_format=json").json["raw"])
    named = {id for id in known if f'"{id}"' in document}
    assert len(named) > 4
    for path in (path_of(row), path_of(row) + "?_document=yaml"):
        page = visit(path, scripts=False)
        links = page.locator("pre.raw a").evaluate_all("all => all.map(a => [a.textContent, a.getAttribute('href')])")
        assert {text: href for text, href in links} == {id: known[id] for id in named}
        page.locator("pre.raw a").first.click()
        assert page.locator("main h1").inner_text()


def test_a_document_is_the_twins_in_both_languages(visit: Visit, elastatus: Elastatus, places: dict[str, str]) -> None:
    raw = elastatus.get(f"{places['detail']}?_format=json").json["raw"]
    page = visit(places["detail"], scripts=False)
    assert json.loads(page.locator("pre.raw").text_content() or "") == raw
    assert page.locator("pre.raw .k").count() > 10
    page.get_by_role("navigation", name="Languages").get_by_text("YAML").click()
    page.wait_for_url("**?_document=yaml#raw")
    assert yaml.safe_load(page.locator("pre.raw").text_content() or "") == raw


def test_a_command_is_copied_as_it_is_run(visit: Visit, places: dict[str, str]) -> None:
    page = visit(places["detail"])
    section = page.locator("section[aria-labelledby=commands]")
    section.locator("dd button.copy").first.click()
    expect(page.locator("#said")).to_contain_text("Copied aws rds describe-db-instances")
    words = shlex.split(page.evaluate("navigator.clipboard.readText()"))
    assert words[:3] == ["aws", "rds", "describe-db-instances"]
    assert words[words.index("--region") + 1] == places["detail"].split("/")[2]
    assert section.locator("details dd code").first.is_visible() is False
    section.locator("details summary").click()
    assert "reboot-db-instance" in section.inner_text()


def test_keys_show_the_document_and_the_console(visit: Visit, places: dict[str, str]) -> None:
    page, region = visit(places["detail"]), places["detail"].split("/")[2]
    console = page.locator("a[data-key=o]")
    assert (console.get_attribute("href") or "").startswith(f"https://{region}.console.aws.amazon.com/rds/home")
    # Where it leads is no place for a test; that the key presses it is.
    console.evaluate("link => link.addEventListener('click', event => { event.preventDefault(); link.dataset.pressed = 'yes'; })")
    page.keyboard.press("o")
    assert console.get_attribute("data-pressed") == "yes"
    page.keyboard.press("c")
    expect(page.locator("#said")).to_contain_text("Copied")
    page.keyboard.press("y")
    page.wait_for_url("**?_document=yaml#raw")


def test_paper_has_everything_of_a_resource(visit: Visit, places: dict[str, str]) -> None:
    page = visit(places["detail"])
    page.emulate_media(media="print")
    for hidden in (".top", "nav.menus", ".actions", "button.copy", "#keys"):
        assert not page.locator(hidden).first.is_visible(), hidden
    for shown in ("#endpoints", "#fields", "#used", "#raw", "pre.raw"):
        assert page.locator(shown).is_visible(), shown
    assert page.locator("pre.raw").evaluate("raw => raw.scrollHeight <= raw.clientHeight + 1")
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    assert f"{places['detail']} · 20" in page.locator(".printed").inner_text()
    assert len(page.pdf()) > 10_000


@pytest.mark.parametrize("kind", ["sg", "cloudformation", "load-balancer", "target-group", "autoscale", "subnet"])
def test_tables_of_a_document_fit_a_phone(visit: Visit, elastatus: Elastatus, kind: str) -> None:
    row = max(elastatus.rows(f"/production/us-east-1/{kind}.json"), key=lambda row: len(json.dumps(row)))
    page = visit(path_of(row), viewport=PHONE)
    assert page.locator("section[aria-labelledby^=part-] table tbody tr").count() > 0
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_the_console_is_reached_through_the_portal(tmp_path: Any, config: Any) -> None:
    text = config.read_text() + "\nconsole_portal: https://example.awsapps.com/start\nconsole_role: Read Only\n"
    path = tmp_path / "config.yaml"
    path.write_text(text)
    path.chmod(0o600)
    server = Elastatus(path)
    try:
        server.settle("/production/us-east-1/sqs.json")
        row = server.rows("/production/us-east-1/sqs.json")[0]
        text = server.get(path_of(row)).text
        assert "https://example.awsapps.com/start/#/console?account_id=" in text
        assert "&amp;role_name=Read%20Only&amp;destination=https%3A%2F%2Fus-east-1.console.aws.amazon.com%2Fsqs" in text
    finally:
        server.end()
