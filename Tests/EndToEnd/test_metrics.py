"""/-/metrics as Prometheus's own reader takes it."""

from __future__ import annotations

import json
from pathlib import Path

from prometheus_client.parser import text_string_to_metric_families
from running import ROOT, Elastatus


def test_metrics_are_what_prometheus_reads(elastatus: Elastatus) -> None:
    elastatus.get("/overview")
    answer = elastatus.get("/-/metrics")
    assert answer.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8"
    families = {family.name: family for family in text_string_to_metric_families(answer.text)}
    assert all(family.type in ("gauge", "counter") and family.documentation for family in families.values())
    (healthy,) = families["elastatus_config_last_reload_successful"].samples
    assert healthy.value == 1
    cells = {sample.labels["state"]: sample.value for sample in families["elastatus_cells"].samples}
    twin = json.loads(elastatus.get("/matrix?_format=json").body)["cells"]
    assert sum(cells.values()) == len(twin)
    answers = families["elastatus_http_responses"].samples
    assert any(sample.labels == {"route": "overview", "status": "200"} and sample.value >= 1 for sample in answers)
    # Nothing that grows with the inventory: accounts, kinds and closed words alone.
    names = {name for family in families.values() for sample in family.samples for name in sample.labels}
    assert names <= {"state", "code", "account", "kind", "route", "status", "version"}


def test_every_metric_stands_in_the_documentation(elastatus: Elastatus) -> None:
    text = (ROOT / "docs" / "operations.md").read_text()
    for line in elastatus.get("/-/metrics").text.splitlines():
        if line.startswith("# TYPE "):
            assert f"`{line.split()[2]}`" in text, line


def test_probes(elastatus: Elastatus, config: Path) -> None:
    assert elastatus.get("/-/healthy").status == elastatus.get("/-/ready").status == 200
    versions = elastatus.get("/-/versions").json
    assert versions["elastatus"] and versions["json"] == 1
