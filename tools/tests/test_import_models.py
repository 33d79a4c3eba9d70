"""models/ is what the importer writes, and the importer's rules say what they mean."""

import json
import re
from fnmatch import fnmatchcase
from pathlib import Path

import pytest
import yaml
from import_models.command import MODELS, main
from import_models.endpoint_rules import endpoint_rules
from import_models.pages import derived_paginator
from import_models.rules import CREDENTIALS, READABLE, Rules, read_list, read_names
from import_models.source import Source

SERVICES = read_names(MODELS / "services.txt")


@pytest.fixture(scope="module")
def source() -> Source:
    return Source.installed()


@pytest.fixture(scope="module")
def models() -> dict[str, dict]:
    return {service: json.loads((MODELS / f"{service}.json").read_text()) for service in SERVICES}


def test_models_are_what_the_importer_writes_twice(tmp_path: Path):
    assert main(["--out", str(tmp_path)]) == 0
    written = {str(path.relative_to(tmp_path)): path.read_text() for path in tmp_path.rglob("*.json")}
    kept = {str(path.relative_to(MODELS)): path.read_text() for path in MODELS.rglob("*.json")}
    for folder, texts in ((tmp_path, written), (MODELS, kept)):
        texts["signing-names.txt"] = (folder / "signing-names.txt").read_text()
    assert written.keys() == kept.keys()
    assert [name for name in kept if written[name] != kept[name]] == []


def test_models_are_small():
    assert sum(path.stat().st_size for path in MODELS.rglob("*.json")) < 2_500_000


def test_models_hold_only_readable_operations(models: dict[str, dict]):
    for service, model in models.items():
        for name, body in model["operations"].items():
            assert READABLE.match(name) or (service, name) in CREDENTIALS, f"{service}:{name}"
            assert body.get("http", {}).get("method", "POST") in ("GET", "POST"), f"{service}:{name}"


@pytest.mark.parametrize(
    "name",
    [
        "secretsmanager:GetSecretValue", "ssm:GetParametersByPath", "s3:GetObject", "ec2:GetPasswordData",
        "ec2:DescribeInstanceAttribute", "lambda:GetFunction", "sts:GetSessionToken", "sts:GetFederationToken",
        "ecr:GetAuthorizationToken", "sqs:ReceiveMessage", "dynamodb:Scan", "dynamodb:Query", "dynamodb:BatchGetItem",
        "logs:GetLogEvents", "kinesis:GetRecords", "redshift:GetClusterCredentialsWithIAM", "sts:AssumeRole",
        "rds:DeleteDBInstance", "ec2:RunInstances", "madeup:GetAuthorizationToken",
    ],
)  # fmt: skip
def test_refuses(name: str):
    assert not Rules.read(MODELS).is_readable(*name.split(":"))


@pytest.mark.parametrize(
    "name",
    [
        "sts:GetCallerIdentity", "rds:DescribeDBInstances", "lambda:GetFunctionConfiguration", "lambda:ListFunctions",
        "cloudformation:GetTemplate", "s3:ListObjectsV2", "iam:GetAccountAuthorizationDetails", "kms:GetPublicKey",
        "secretsmanager:ListSecrets", "logs:DescribeLogGroups", "ec2:DescribeVpnConnections", "efs:DescribeTags",
    ],
)  # fmt: skip
def test_reads(name: str):
    assert Rules.read(MODELS).is_readable(*name.split(":"))


def test_every_refusal_names_an_operation_that_exists(source: Source):
    operations = {
        f"{service}:{operation}" for service in source.services() for operation in source.model(service)["operations"]
    }
    unknown = [
        subject
        for subject, _ in read_list(MODELS / "refused.txt")
        if not any(fnmatchcase(name, subject) for name in operations)
    ]
    assert unknown == []


def test_every_withheld_member_is_marked(models: dict[str, dict]):
    marked = set()
    for service, model in models.items():
        for name, shape in model["shapes"].items():
            places = {**shape.get("members", {}), **{key: shape[key] for key in ("key", "value") if key in shape}}
            for member, reference in places.items():
                if isinstance(reference, dict) and reference.get("withheld"):
                    marked.add(f"{service}:{name}.{member}")
    assert marked == {subject for subject, _ in read_list(MODELS / "withheld.txt")}


def test_secret_members_of_readable_answers_are_withheld_or_known(source: Source, models: dict[str, dict]):
    """What the service models call sensitive and looks like a secret is either withheld or looked at by a person."""
    looked_at = {
        # Names of people, accounts and things; addresses of keys, not keys.
        "lambda:EnvironmentVariables.key", "redshift:GetResourcePolicyResult.ResourcePolicy",
    }
    secret = re.compile("(?i)secret|password|userdata|presharedkey|privatekey")
    listed = {subject for subject, _ in read_list(MODELS / "withheld.txt")} | looked_at
    for service, model in models.items():
        original = source.model(service)["shapes"]
        for name in reachable(model):
            for member, reference in model["shapes"][name].get("members", {}).items():
                target = original[original[name]["members"][member]["shape"]]
                if secret.search(member) and target.get("sensitive"):
                    assert f"{service}:{name}.{member}" in listed


def reachable(model: dict) -> set[str]:
    """The shapes of all answers, those for credentials left out."""
    found: set[str] = set()
    pending = [body.get("output") for body in model["operations"].values() if not body.get("credentials")]
    while pending:
        reference = pending.pop()
        name = reference["shape"] if isinstance(reference, dict) else reference
        if name in found or name not in model["shapes"]:
            continue
        found.add(name)
        shape = model["shapes"][name]
        pending += [*shape.get("members", {}).values(), *(shape[key] for key in ("member", "value") if key in shape)]
    return found


def test_endpoint_rules_keep_what_is_evaluated(source: Source):
    """Rules with what was left out put back are botocore's, documentation apart."""

    def whole(rule: dict) -> dict:
        if "rules" in rule:
            return {"type": "tree", "conditions": [], **rule, "rules": [whole(inner) for inner in rule["rules"]]}
        if "error" in rule:
            return {"type": "error", "conditions": [], **rule}
        return {"type": "endpoint", "conditions": [], **rule, "endpoint": {"properties": {}, "headers": {}, **rule["endpoint"]}}

    for service in SERVICES:
        kept = json.loads((MODELS / "endpoints" / f"{service}.json").read_text())
        given = source.endpoint_rules(service)
        assert [whole(rule) for rule in kept["rules"]] == [whole(rule) for rule in undocumented(given["rules"])], service
        assert kept["parameters"].keys() == given["parameters"].keys()


def undocumented(value: object) -> object:
    if isinstance(value, list):
        return [undocumented(element) for element in value]
    if isinstance(value, dict):
        return {key: undocumented(element) for key, element in value.items() if key != "documentation"}
    return value


def test_rules_of_every_service_can_be_evaluated(source: Source):
    for service in source.services():
        endpoint_rules(source, service)


def test_no_readable_operation_goes_where_parts_of_members_say(source: Source):
    rules = Rules.read(MODELS)
    assert [
        f"{service}:{name}"
        for service in source.services()
        for name, body in source.model(service)["operations"].items()
        if "operationContextParams" in body and rules.is_readable(service, name)
    ] == []


def test_buckets_are_left_to_the_endpoint_rules(models: dict[str, dict]):
    operations = models["s3"]["operations"]
    assert operations["GetBucketTagging"]["http"]["requestUri"] == "?tagging"
    assert operations["GetBucketTagging"]["staticContextParams"] == {"UseS3ExpressControlEndpoint": True}
    assert operations["ListObjectsV2"]["http"]["requestUri"] == "?list-type=2"
    assert operations["ListBuckets"]["http"]["requestUri"].split("?")[0] == "/"
    assert models["s3"]["shapes"]["GetBucketTaggingRequest"]["members"]["Bucket"]["contextParam"] == "Bucket"
    assert not [name for name, body in operations.items() if "{Bucket}" in body.get("http", {}).get("requestUri", "")]


def test_services_without_regions_name_their_partitions(models: dict[str, dict]):
    assert {service for service, model in models.items() if "globalIn" in model["metadata"]} == {
        "cloudfront", "iam", "organizations", "route53",
    }  # fmt: skip
    assert models["cloudfront"]["metadata"]["globalIn"] == ["aws", "aws-cn"]


def test_actions_are_of_operations_that_exist(models: dict[str, dict]):
    actions = yaml.safe_load((MODELS / "iam-actions.yaml").read_text())
    for service, entries in actions.items():
        assert entries["source"].startswith("https://docs.aws.amazon.com/service-authorization/")
        if service in models:
            assert set(entries.get("actions", {})) <= set(models[service]["operations"])


def test_one_service_needs_a_folder():
    with pytest.raises(SystemExit):
        main(["efs"])


def test_a_service_of_ones_own(tmp_path: Path):
    assert main(["ecr", "--out", str(tmp_path)]) == 0
    model = json.loads((tmp_path / "ecr.json").read_text())
    assert "DescribeRepositories" in model["operations"]
    assert "GetAuthorizationToken" not in model["operations"]
    assert sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*.json")) == [
        "ecr.json", "endpoints/ecr.json",
    ]  # fmt: skip


def test_no_list_of_pages_is_left_to_its_first_page(models: dict[str, dict]):
    """Whatever of a readable answer may name a next page does so in a paginator, or is looked at by a person."""
    looked_at = {
        # Dates; one answer that lies too deep, which the pager refuses when there is more of it.
        "kms:GetKeyRotationStatus", "secretsmanager:DescribeSecret", "ecs:DescribeGatewayResources",
    }  # fmt: skip
    left = {
        f"{service}:{name}"
        for service, model in models.items()
        for name, body in model["operations"].items()
        if name not in model["pagination"] and any(map(re.compile("^[Nn]ext|[Mm]arker$|^position$").search, members(model, body)))
    }
    assert left == looked_at


def members(model: dict, operation: dict, side: str = "output") -> dict:
    reference = operation.get(side)
    name = reference["shape"] if isinstance(reference, dict) else reference
    return model["shapes"].get(name, {}).get("members", {})


def test_derived_paginators_name_members_that_exist(models: dict[str, dict]):
    count = 0
    for service, model in models.items():
        for name, pages in model["pagination"].items():
            if "derived" not in pages:
                continue
            count += 1
            taken, given = (members(model, model["operations"][name], side) for side in ("input", "output"))
            assert set(listed(pages["input_token"])) <= set(taken), f"{service}:{name}"
            assert set(listed(pages["output_token"])) <= set(given), f"{service}:{name}"
            assert {path.split(".")[0] for path in listed(pages["result_key"])} <= set(given), f"{service}:{name}"
    assert count > 100


def listed(words: str | list[str]) -> list[str]:
    return [words] if isinstance(words, str) else words


def test_derived_paginators_are_mostly_what_botocore_says_where_it_says_something(source: Source):
    """For operations that have a paginator, deriving one gives the same tokens and finds what is listed."""
    rules, same, others = Rules.read(MODELS), 0, []
    for service in source.services():
        model = source.model(service)
        for name, body in source.paginators(service).items():
            if name not in model["operations"] or not rules.is_readable(service, name):
                continue
            derived = derived_paginator(model, model["operations"][name]) or {}
            tokens = [listed(pages.get(key, [])) for pages in (body, derived) for key in ("input_token", "output_token")]
            is_same = tokens[:2] == tokens[2:] and set(listed(body.get("result_key", []))) <= set(listed(derived.get("result_key", [])))
            same += is_same
            if not is_same:
                others.append(f"{service}:{name}")
    assert same > 0.9 * (same + len(others)), others


@pytest.mark.parametrize(
    ("given", "taken", "expected"),
    [
        ({"NextToken": str, "Things": list}, {"NextToken": str}, ("NextToken", "NextToken", "Things")),
        ({"Marker": str, "Things": list}, {"Marker": str, "MaxRecords": int}, ("Marker", "Marker", "Things")),
        ({"NextMarker": str, "Marker": str, "A": list}, {"Marker": str}, ("Marker", "NextMarker", "A")),
        ({"nextPageToken": str, "a": list, "b": dict}, {"pageToken": str}, ("pageToken", "nextPageToken", ["a", "b"])),
        ({"NextContinuationToken": str, "A": list}, {"ContinuationToken": str}, ("ContinuationToken", "NextContinuationToken", "A")),
        ({"NextName": str, "IsTruncated": bool, "A": list}, {"StartName": str}, ("StartName", "NextName", "A")),
        # A stream that leads on for ever, a date, an answer without list, a token nobody takes.
        ({"NextIterator": str, "A": list}, {"Iterator": str}, None),
        ({"NextRotationDate": str, "A": list}, {}, None),
        ({"NextToken": str, "A": str}, {"NextToken": str}, None),
        ({"NextToken": str, "A": list}, {"Token": int}, ("Token", "NextToken", "A")),
        ({"NextToken": str, "A": list}, {}, None),
        ({}, {}, None),
    ],
)  # fmt: skip
def test_paginators_are_derived_from_members(given: dict, taken: dict, expected: tuple | None):
    kinds = {str: "string", list: "list", dict: "map", bool: "boolean", int: "integer"}
    model = {
        "shapes": {
            "O": {"type": "structure", "members": {name: {"shape": kinds[kind]} for name, kind in given.items()}},
            "I": {"type": "structure", "members": {name: {"shape": kinds[kind]} for name, kind in taken.items()}},
            **{kind: {"type": kind} for kind in kinds.values()},
        }
    }
    found = derived_paginator(model, {"input": {"shape": "I"}, "output": {"shape": "O"}})
    assert (found and (found["input_token"], found["output_token"], found["result_key"])) == expected
