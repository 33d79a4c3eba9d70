"""Rows that vanish all at once are held, marked, and gone once a second answer agrees."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fake import Fake, volumes
from running import Elastatus, eventually

PATH = "/main/us-east-1/ebs"
IDS = tuple(f"vol-{number:03}" for number in range(30))


@pytest.fixture
def fake() -> Iterator[Fake]:
    """An AWS with thirty volumes."""
    fake = Fake()
    fake.on("DescribeVolumes", volumes(*IDS))
    yield fake
    fake.end()


def test_held_rows_are_marked_until_a_second_answer_agrees(fake: Fake, tmp_path: Path) -> None:
    config = tmp_path / "config.yaml"
    config.write_text(fake.config())
    server = Elastatus(config)

    def cell(status: str) -> dict[str, Any]:
        def seen() -> dict[str, Any] | None:
            found = server.cells(f"{PATH}.json")[0]
            if found["status"] != status:
                server.refresh(PATH)
            return found if found["status"] == status else None

        return eventually(seen, f"{PATH} is {status}")

    try:
        assert cell("fresh")["rows"] == 30
        fake.on("DescribeVolumes", volumes(*IDS[:5]))
        held = cell("held")
        assert (held["rows"], held["unconfirmed"]) == (30, 25)
        assert held["next_try"] and held["error"]["code"] == "paused"
        twin = server.get(f"{PATH}.json").json
        assert twin["complete"] is False
        assert [row["id"] for row in twin["rows"] if row.get("unconfirmed")] == list(IDS[5:])
        page = server.get(PATH).text
        assert "25 rows unconfirmed" in page
        assert page.count("unconfirmed, as of") == 25
        assert server.get(f"{PATH}/vol-007?_format=json").json["unconfirmed"] is True
        assert "Unconfirmed:" in server.get(f"{PATH}/vol-007").text
        assert "unconfirmed" not in server.get(f"{PATH}/vol-001?_format=json").json
        found = {row["id"]: row for row in server.get("/find?q=vol-0&_format=json").json["rows"]}
        assert len(found) == 30
        assert {id for id, row in found.items() if row.get("unconfirmed")} == set(IDS[5:])
        assert server.get("/find?q=vol-0").text.count('class="kept">unconfirmed<') == 25
        # The second answer comes by itself, whatever is asked for meanwhile.
        assert cell("fresh")["rows"] == 5
        changes = server.get("/main/us-east-1?_format=json").json["changes"]
        assert changes["gone"] == 25
        assert "25 gone" in server.get("/main").text
        assert {row["event"] for row in changes["newest"]} == {"gone"}
    finally:
        server.end()
