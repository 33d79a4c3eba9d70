"""The contract of docs/json-api.md: what every twin of a table is, to those who read them with other programs."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from fake import Fake
from running import ROOT, Elastatus, ask
from things import serving, things

FORMATS = ["json", "jsonl", "csv", "yaml", "md", "ssh_config", "ansible", "prometheus"]
TYPES = {
    "json": "application/json", "jsonl": "application/jsonl", "csv": "text/csv; charset=utf-8", "yaml": "application/yaml",
    "md": "text/markdown; charset=utf-8",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Elastatus]:
    """elastatus over the things."""
    fake = Fake()
    server = Elastatus(serving(fake, tmp_path_factory.mktemp("twins"), things()))
    # Every kind's, so that the generation rests.
    server.settle("/matrix?_format=json")
    yield server
    server.end()
    fake.end()


@pytest.mark.parametrize("form", FORMATS)
def test_what_is_known_is_not_sent_again(site: Elastatus, form: str) -> None:
    path = f"/main/us-east-1/thing?_format={form}&_sort=word" if form not in TYPES else f"/main/us-east-1/thing.{form}?_sort=word"
    first = site.get(path)
    assert first.status == 200 and first.headers["content-type"] == TYPES.get(form, first.headers["content-type"])
    assert first.body
    tag = first.headers["etag"]
    assert re.fullmatch(r'"[0-9a-f]{32}"', tag)
    assert site.get(path).headers["etag"] == tag
    assert first.headers["cache-control"] == "private, no-cache"
    for known in (tag, f'"other", {tag}', f"W/{tag}", "*"):
        again = site.get(path, **{"If-None-Match": known})
        assert (again.status, again.body, again.headers["etag"]) == (304, b"", tag), known
    for unknown in ('"other"', tag[:-1], tag.strip('"'), ""):
        again = site.get(path, **{"If-None-Match": unknown})
        assert again.status == 200 and len(again.body) == len(first.body), unknown
    # Other rows are another answer.
    assert site.get(path + "&q=web").headers["etag"] != tag
    head = ask(site.url + path, "HEAD")
    assert head.status == 200 and head.body == b""
    for name in ("content-type", "content-length", "etag", "content-disposition"):
        assert head.headers.get(name) == first.headers.get(name), name


def test_resources_searches_and_the_matrix_have_tags_too(site: Elastatus) -> None:
    for path in ("/main/us-east-1/thing/t000?_format=json", "/find?q=web&_format=json", "/matrix?_format=json"):
        first = site.get(path)
        assert first.status == 200
        assert site.get(path, **{"If-None-Match": first.headers["etag"]}).status == 304, path
    # No error is kept.
    assert "etag" not in site.get("/main/us-east-1/nothing.json").headers


def test_the_documentation_names_every_operator() -> None:
    from test_filters import NEGATIVE, POSITIVE

    documented = (ROOT / "docs" / "filters.md").read_text()
    for name in [*POSITIVE, *NEGATIVE, "isnull", "notnull", "isblank", "notblank"]:
        assert re.search(rf"(\| |, ){name}( |,|\n)", documented), name
