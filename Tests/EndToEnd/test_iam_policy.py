"""`elastatus iam-policy`: exactly the actions of the calls that a whole collection makes, no more and no fewer."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from running import ROOT, Elastatus, World, ask, run

#: Signed for the engine itself; the one needs no permission, the other is no business of the account that is read.
ENGINE = {"sts:GetCallerIdentity", "sts:AssumeRole"}


def action(service: str, operation: str) -> str:
    """The IAM action of an operation, read anew from models/iam-actions.yaml."""
    known = yaml.safe_load((ROOT / "models" / "iam-actions.yaml").read_text()).get(service, {})
    if named := known.get("actions", {}).get(operation):
        return named
    return known.get("every") or f"{known.get('prefix', service)}:{operation}"


def statements(*words: str | Path) -> list[dict[str, Any]]:
    """The statements of a policy."""
    done = run("iam-policy", *words)
    assert done.returncode == 0, done.stderr
    document = json.loads(done.stdout)
    assert document["Version"] == "2012-10-17"
    assert done.stdout == json.dumps(document, indent=4) + "\n"
    return document["Statement"]


def actions(*words: str | Path) -> list[str]:
    """The actions of a policy that only reads."""
    statement, *others = statements(*words)
    assert (statement["Sid"], statement["Effect"], statement["Resource"]) == ("ElastatusReads", "Allow", "*")
    assert statement["Action"] == sorted(set(statement["Action"]))
    for other in others:
        # The one table whose items are read, and no other.
        assert other == {
            "Sid": "ElastatusReadsSchedules", "Effect": "Allow", "Action": "dynamodb:Scan",
            "Resource": ["arn:aws:dynamodb:us-east-1:123456789012:table/elastatus-schedules"],
        }  # fmt: skip
    return sorted([*statement["Action"], *(other["Action"] for other in others)])


def kind(name: str) -> dict[str, Any]:
    """A built-in kind as it is written."""
    return yaml.safe_load((ROOT / "kinds" / f"{name}.yaml").read_text())


def attached(kind: dict[str, Any], *sorts: str) -> list[dict[str, Any]]:
    """What a kind asks besides its list, about its items and about its rows."""
    parts = [kind, kind["rows"]] if isinstance(kind.get("rows"), dict) else [kind]
    return [call for part in parts for sort in sorts for call in part.get(sort, {}).values()]


def called(kind: dict[str, Any], calls: list[str]) -> set[str]:
    """The actions of calls that a kind names."""
    split = [call.rpartition(":") for call in calls]
    return {action(service or kind["service"], operation) for service, _, operation in split}


def details() -> dict[str, set[str]]:
    """For each built-in kind the actions of calls that it makes for rows, which nobody sees where there are none."""
    names = [path.stem for path in (ROOT / "kinds").glob("*.yaml") if path.stem != "views"]
    return {name: called(kind(name), [call["call"] for call in attached(kind(name), "each", "batch")]) for name in names}


def needed(name: str) -> set[str]:
    """Everything that the rows of a kind need, read anew from its declaration."""
    calls = attached(kind(name), "each", "batch", "join")
    own = called(kind(name), [kind(name)["list"], *(call["call"] for call in calls if "call" in call)])
    others = [call["kind"] for call in calls if "kind" in call]
    return own.union(*(called(kind(other), [kind(other)["list"], *(call["call"] for call in attached(kind(other), "each", "batch", "join") if "call" in call)]) for other in others))


def test_equals_the_actions_of_the_calls_of_a_whole_collection(world: World, elastatus: Elastatus, config: Path) -> None:
    assert ask(f"{world.url}/-/world/calls", "DELETE").status == 200
    done = run("collect", "-q", "-c", config)
    assert done.returncode in (0, 3), done.stderr
    # The one call that a person makes by a click.
    stack = elastatus.rows("/production/us-east-1/cloudformation.json")[0]["name"]
    assert elastatus.get(f"/production/us-east-1/cloudformation/{stack}.json").status == 200
    made = {action(call["service"], call["operation"]) for call in ask(f"{world.url}/-/world/calls").json} - ENGINE
    wanted = actions("-c", config)
    assert wanted == sorted(set(wanted))
    assert made - set(wanted) == set(), "calls that the policy does not allow"
    empty = {name for name in details() if not elastatus.rows(f"/all/all/{name}.json")}
    excused = set().union(*(details()[name] for name in empty)) if empty else set()
    assert set(wanted) - made - excused == set(), "actions that no call needs"
    assert len(made) > 25


def test_is_no_wider_than_what_is_asked_for(config: Path, tmp_path: Path) -> None:
    for name in ("sqs", "dynamodb", "rds-proxy", "target-group", "snapshots", "ebs"):
        assert set(actions("--kinds", name, "-c", config)) == needed(name), name
    assert "cloudformation:GetTemplate" in actions("--kinds", "cloudformation", "-c", config)
    # Rows that are joined cost nothing; the rows they are joined with have to be read.
    joined = actions("--kinds", "target-group,snapshots", "-c", config)
    assert "elasticloadbalancing:DescribeTargetHealth" in joined and "sqs:ListQueues" not in joined
    for words in ([], ["--kinds", "rds"]):
        assert not any("*" in one for one in actions(*words, "-c", config))


def test_knows_what_the_engine_asks_of_each_account(tmp_path: Path) -> None:
    path = tmp_path / "config.yaml"
    path.write_text(
        "accounts:\n  hub:\n    profile: hub\n  prod:\n    role_arn: arn:aws:iam::111122223333:role/reads\n    source_account: hub\n"
        "    regions: ['eu-*']\nregions: ['us-east-1']\norganization:\n  account: hub\n  role: elastatus\n"
    )
    assert "ec2:DescribeRegions" in actions("-c", path)
    assert "organizations:ListAccounts" in actions("-c", path)
    prod = actions("-c", path, "--account", "prod")
    assert "ec2:DescribeRegions" in prod and "organizations:ListAccounts" not in prod
    reads, enters = statements("-c", path, "--account", "hub")
    assert "ec2:DescribeRegions" not in reads["Action"] and "organizations:ListAccounts" in reads["Action"]
    assert enters["Sid"] == "ElastatusEntersAccounts" and enters["Action"] == "sts:AssumeRole"
    assert enters["Resource"] == ["arn:aws:iam::*:role/elastatus", "arn:aws:iam::111122223333:role/reads"]
    assert all(re.fullmatch(r"[A-Za-z0-9]+", one["Sid"]) for one in (reads, enters))


@pytest.mark.parametrize(
    ("words", "said"),
    [(["--kinds", "rdss"], 'did you mean "rds"'), (["--account", "productoin"], 'did you mean "production"')],
)
def test_says_what_was_wrong(config: Path, words: list[str], said: str) -> None:
    done = run("iam-policy", *words, "-c", config)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr


def test_allows_the_table_of_schedules_only_where_it_is_configured(config: Path) -> None:
    assert "dynamodb:Scan" in actions("-c", config)
    assert "dynamodb:Scan" in actions("-c", config, "--account", "shared_services")
    for words in (["--kinds", "dynamodb"], ["--account", "staging"]):
        assert "dynamodb:Scan" not in json.dumps(statements("-c", config, *words))


def test_works_without_a_configuration(tmp_path: Path) -> None:
    done = run("iam-policy", cwd=tmp_path)
    assert done.returncode == 0
    assert "ec2:DescribeRegions" in json.loads(done.stdout)["Statement"][0]["Action"]
    assert "no configuration" in done.stderr
