"""docs/kinds.md is what `elastatus kinds doc` writes."""

from __future__ import annotations

import yaml
from running import ROOT, run

MEND = "docs/kinds.md is not what the kinds say; this mends it: .build/debug/elastatus kinds doc > docs/kinds.md"


def test_the_reference_is_fresh() -> None:
    done = run("kinds", "doc")
    assert done.returncode == 0, done.stderr
    assert (ROOT / "docs" / "kinds.md").read_text() == done.stdout, MEND


def test_the_reference_tells_everything_of_every_kind() -> None:
    text = run("kinds", "doc").stdout
    sections = {part.split("\n", 1)[0]: part for part in text.split("\n## ")[1:]}
    kinds = [yaml.safe_load(path.read_text()) for path in (ROOT / "kinds").glob("*.yaml") if path.name != "views.yaml"]
    assert sorted(sections) == sorted(kind["kind"] for kind in kinds)
    for kind in kinds:
        section = sections[kind["kind"]]
        assert kind["title"] in section
        parts = [kind, kind["rows"]] if isinstance(kind.get("rows"), dict) else [kind]
        attached = [call for part in parts for sort in ("each", "batch", "join") for call in part.get(sort, {}).values()]
        calls = [kind["list"], *(call["call"] for call in attached if "call" in call)]
        for call in calls:
            assert f"`{call if ':' in call else kind['service'] + ':' + call}`" in section, call
        for name, column in kind["columns"].items():
            assert f"| `{name}`" in section and column["help"] in section, name
        assert section.count("| endpoint |") == (1 if kind.get("endpoints") else 0)


def test_the_readme_counts_the_kinds() -> None:
    count = len([path for path in (ROOT / "kinds").glob("*.yaml") if path.stem != "views"])
    assert f"There are {count} kinds of resources" in (ROOT / "README.md").read_text()
