"""What goes wrong in one cell is said there, and stays there."""

from __future__ import annotations

from typing import Any

import pytest
from running import Elastatus, World, eventually

#: What is done to one cell, and what it must say.
FAULTS = [
    ({"fault": "deny"}, "denied", {"denied"}),
    ({"fault": "throttle"}, "throttled", {"throttled"}),
    ({"fault": "disable"}, "not-enabled", {"region-disabled"}),
    ({"fault": "opt-in"}, "not-enabled", {"region-disabled", "unsupported"}),
    ({"fault": "garbage"}, "error", {"bad-response"}),
    ({"fault": "truncate"}, "error", {"bad-response"}),
    ({"fault": "cut"}, "error", {"bad-response", "unreachable"}),
    ({"fault": "empty"}, "error", {"bad-response"}),
    ({"fault": "error"}, "error", {"service-error"}),
    ({"fault": "loop", "kind": "ebs"}, "error", {"bad-response"}),
]


SERVICES = {"sns-topic": "sns", "ebs": "ec2"}


@pytest.mark.parametrize(("fault", "status", "codes"), FAULTS, ids=[fault["fault"] for fault, _, _ in FAULTS])
def test_a_failing_cell_keeps_its_rows_and_says_why(
    elastatus: Elastatus, faults: World, fault: dict[str, Any], status: str, codes: set[str]
) -> None:
    rule = dict(fault)
    kind = rule.pop("kind", "sns-topic")
    path, other = f"/production/eu-west-1/{kind}.json", f"/staging/eu-west-1/{kind}.json"

    def cell_that(is_failed: bool) -> dict[str, Any]:
        def seen() -> dict[str, Any] | None:
            cell = elastatus.cells(path)[0]
            if (cell["status"] not in ("fresh", "refreshing")) == is_failed and cell["status"] != "refreshing":
                return cell
            elastatus.refresh(path)
            return None

        return eventually(seen, f"{path} {'failed' if is_failed else 'fresh'} with {fault}")

    cell_that(is_failed=False)
    rows, others = elastatus.rows(path), elastatus.rows(other)
    assert rows
    faults.tell("faults", {"account": "483920175566", "region": "eu-west-1", "service": SERVICES[kind], **rule})
    failed = cell_that(is_failed=True)
    assert failed["status"] == status, failed
    assert failed["error"]["code"] in codes, failed
    assert failed["error"]["message"]
    assert elastatus.rows(path) == rows
    assert elastatus.rows(other) == others
    page = elastatus.get(path.removesuffix(".json"))
    assert page.status == 200
    assert rows[0]["name"] in page.text
    faults.forget_faults()
    cell_that(is_failed=False)
