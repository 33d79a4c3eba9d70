"""The commands that pages give to copy are commands of AWS: botocore's models know each word of them."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Any

import botocore.session
import pytest
import yaml
from botocore import xform_name

ROOT = Path(__file__).resolve().parents[2]
SESSION = botocore.session.Session()
#: Services that the command line calls otherwise.
SERVICES = {"s3api": "s3"}
#: What the command line adds to operations: paging, and the flags of its own commands.
OWN_OPTIONS = {"--max-items"}
#: Operations that only the command line has, with their options.
OWN_OPERATIONS = {("eks", "update-kubeconfig"): {"--name"}}
#: Options that the command line has in the place of members.
SIMPLER = {
    ("ec2", "authorize-security-group-ingress"): ({"--protocol", "--port", "--cidr"}, set()),
    ("cloudfront", "create-invalidation"): ({"--paths"}, {"InvalidationBatch"}),
    ("lambda", "invoke"): (set(), {"outfile"}),
}


def commands() -> list[Any]:
    """Every command of every kind."""
    found = []
    for path in sorted((ROOT / "kinds").glob("*.yaml")):
        kind = yaml.safe_load(path.read_text())
        if isinstance(kind, dict):
            change = kind["commands"].get("change") or {}
            for title, text in [("show", kind["commands"]["show"]), *change.items()]:
                found.append(pytest.param(text, title == "show", id=f"{kind['kind']}-{title}"))
    return found


@pytest.mark.parametrize(("text", "only_reads"), commands())
def test_aws_knows_the_command(text: str, only_reads: bool) -> None:
    words = shlex.split(text)
    assert words[0] == "aws"
    service, operation, rest = words[1], words[2], words[3:]
    options = {word.split("=")[0] for word in rest if word.startswith("--")}
    if (service, operation) in OWN_OPERATIONS:
        assert options <= OWN_OPERATIONS[service, operation]
        return
    model = SESSION.get_service_model(SERVICES.get(service, service))
    names = {xform_name(name, "-"): name for name in model.operation_names}
    assert operation in names
    shape = model.operation_model(names[operation]).input_shape
    members = {f"--{xform_name(name, '-')}": name for name in shape.members}
    simpler, replaced = SIMPLER.get((service, operation), (set(), set()))
    known = members.keys() | OWN_OPTIONS | simpler
    assert options <= known, options - known
    given = {members[option] for option in options if option in members}
    assert set(shape.required_members) <= given | replaced
    if only_reads:
        assert names[operation].startswith(("Describe", "Get", "List", "Head"))
        assert model.operation_model(names[operation]).http["method"] in ("GET", "HEAD", "POST")
