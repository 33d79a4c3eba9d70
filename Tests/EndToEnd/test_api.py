"""`elastatus api` over the simulated AWS, against what the AWS command line would print: botocore's pages, merged."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

import boto3
import botocores
import pytest
from botocore import xform_name
from botocore.config import Config
from running import ROOT, World, run

sys.path.insert(0, str(ROOT / "demo"))

from company.cells import ACCESS_KEY, EXTERNAL_ID, PRODUCTION, SECRET_KEY  # noqa: E402

#: An account that nobody else looks at.
OWN = "999988887777"
ROLE = "arn:aws:iam::{}:role/elastatus"

#: What is asked, in all five protocols: service, operation, input, account.
CALLS = [
    # ec2
    ("ec2", "DescribeInstances", {}, "production"),
    ("ec2", "DescribeVolumes", {"MaxResults": 5}, "production"),
    ("ec2", "DescribeSecurityGroups", {}, "production"),
    ("ec2", "DescribeInstances", {"Filters": [{"Name": "instance-state-name", "Values": ["stopped"]}]}, "production"),
    # query
    ("rds", "DescribeDBInstances", {"MaxRecords": 20}, "production"),
    ("elbv2", "DescribeLoadBalancers", {}, "production"),
    ("autoscaling", "DescribeAutoScalingGroups", {}, "production"),
    ("cloudformation", "DescribeStacks", {}, "production"),
    ("cloudformation", "GetTemplate", {"StackName": "own"}, "own"),
    ("sns", "ListTopics", {}, "production"),
    ("iam", "ListRoles", {}, "own"),
    ("iam", "GetRolePolicy", {"RoleName": "reader", "PolicyName": "reads"}, "own"),
    # json
    ("dynamodb", "ListTables", {"Limit": 2}, "production"),
    ("dynamodb", "DescribeTable", {"TableName": "own"}, "own"),
    ("sqs", "ListQueues", {}, "production"),
    ("cloudwatch", "DescribeAlarms", {}, "production"),
    ("logs", "DescribeLogGroups", {}, "own"),
    ("kms", "ListKeys", {}, "own"),
    # rest-json
    ("lambda", "ListFunctions", {}, "own"),
    ("eks", "DescribeCluster", {"name": "own"}, "own"),
    ("eks", "ListClusters", {}, "own"),
    # rest-xml
    ("route53", "ListHostedZones", {"MaxItems": "1"}, "own"),
    ("s3", "ListBuckets", {}, "own"),
    ("s3", "ListObjectsV2", {"Bucket": "own-things", "MaxKeys": 2}, "own"),
    ("s3", "GetBucketTagging", {"Bucket": "own-things"}, "own"),
]


class Clients:
    """boto3 as the accounts of the test."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.keys: dict[str, dict[str, str]] = {}

    def client(self, service: str, number: str) -> Any:
        """A client with the account's credentials."""
        if number not in self.keys:
            sts = self._made("sts", {"aws_access_key_id": ACCESS_KEY, "aws_secret_access_key": SECRET_KEY})
            role = sts.assume_role(RoleArn=ROLE.format(number), RoleSessionName="test", ExternalId=EXTERNAL_ID)
            given = role["Credentials"]
            self.keys[number] = {
                "aws_access_key_id": given["AccessKeyId"], "aws_secret_access_key": given["SecretAccessKey"],
                "aws_session_token": given["SessionToken"],
            }  # fmt: skip
        return self._made(service, self.keys[number])

    def _made(self, service: str, keys: dict[str, str]) -> Any:
        return boto3.client(
            service, region_name="us-east-1", endpoint_url=self.world.url, **keys,
            config=Config(s3={"addressing_style": "path"}, parameter_validation=False),
        )

    def printed(self, service: str, operation: str, given: dict[str, Any], number: str) -> str:
        """What the AWS command line prints: all pages, without metadata."""
        client = self.client(service, number)
        method = xform_name(operation)
        if client.can_paginate(method):
            answer = client.get_paginator(method).paginate(**given).build_full_result()
        else:
            answer = getattr(client, method)(**given)
        answer.pop("ResponseMetadata", None)
        return botocores.printed(answer)


@pytest.fixture(scope="module")
def clients(world: World, config: Path, settings: Path) -> Clients:
    """The clients, with something in the account of this test."""
    world.tell("roles", {ROLE.format(OWN): EXTERNAL_ID})
    clients = Clients(world)
    trust = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"}]}
    iam = clients.client("iam", OWN)
    role = iam.create_role(RoleName="reader", AssumeRolePolicyDocument=json.dumps(trust))["Role"]["Arn"]
    policy = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "rds:Describe*", "Resource": "*"}]}
    iam.put_role_policy(RoleName="reader", PolicyName="reads", PolicyDocument=json.dumps(policy))
    template = {"Resources": {"Topic": {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": "own"}}}}
    clients.client("cloudformation", OWN).create_stack(StackName="own", TemplateBody=json.dumps(template))
    clients.client("dynamodb", OWN).create_table(
        TableName="own", BillingMode="PAY_PER_REQUEST", KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
        AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
    )  # fmt: skip
    clients.client("logs", OWN).create_log_group(logGroupName="/own/grün")
    clients.client("kms", OWN).create_key(Description="own")
    clients.client("eks", OWN).create_cluster(
        name="own", roleArn=role, resourcesVpcConfig={"subnetIds": ["subnet-1"]}, tags={"team": "own"}
    )
    for name in ("one.example.", "two.example."):
        clients.client("route53", OWN).create_hosted_zone(Name=name, CallerReference=name)
    s3 = clients.client("s3", OWN)
    s3.create_bucket(Bucket="own-things")
    s3.put_bucket_tagging(Bucket="own-things", Tagging={"TagSet": [{"Key": "Team", "Value": "own & co"}]})
    for name in ("a", "b", "c", "d"):
        s3.put_object(Bucket="own-things", Key=name, Body=b"x")
    return clients


@pytest.fixture(scope="module")
def settings(world: World, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two accounts with regions and a pattern."""
    accounts = "".join(
        f"  {name}:\n    aws_access_key_id: {ACCESS_KEY}\n    aws_secret_access_key: {SECRET_KEY}\n"
        f"    role_arn: {ROLE.format(number)}\n    external_id: {EXTERNAL_ID}\n"
        for name, number in (("production", PRODUCTION.number), ("own", OWN))
    )
    path = tmp_path_factory.mktemp("api") / "config.yaml"
    path.write_text(f"accounts:\n{accounts}regions: ['us-east-1', 'eu-west-*']\nendpoint_url: {world.url}\n")
    path.chmod(0o600)
    return path


def still(text: str) -> str:
    """Without what moves on between two calls, and without secrets."""
    text = text.replace('"MasterUserPassword": "****"', '"MasterUserPassword": "(withheld)"')
    return re.sub(r'("LatestRestorableTime": ")[^"]*', r"\1", text)


@pytest.mark.parametrize(("service", "operation", "given", "account"), CALLS, ids=lambda value: str(value))
def test_prints_what_aws_prints(
    clients: Clients, settings: Path, service: str, operation: str, given: dict[str, Any], account: str
) -> None:
    number = OWN if account == "own" else PRODUCTION.number
    wanted = clients.printed(service, operation, given, number)
    done = run("api", service, xform_name(operation, "-"), "-i", json.dumps(given), "-a", account, "-r", "us-east-1", "-c", settings)
    assert (done.returncode, done.stderr) == (0, "")
    assert still(done.stdout) == still(wanted)
    assert operation == "ListFunctions" or len(wanted) > 40, "nothing to compare"


def lines(text: str) -> list[dict[str, Any]]:
    """The lines of JSON."""
    return [json.loads(line) for line in text.splitlines()]


def test_prints_a_line_for_each_of_several_places(settings: Path, faults: World) -> None:
    done = run("api", "ec2", "describe-volumes", "-a", "all", "-r", "all", "-c", settings, "-q")
    assert (done.returncode, done.stderr) == (0, "")
    answers = lines(done.stdout)
    # The configuration's pattern is expanded over the regions that the account has.
    assert [(line["account"], line["region"]) for line in answers] == [
        (account, region)
        for account in ("production", "own")
        for region in ("us-east-1", "eu-west-1", "eu-west-2", "eu-west-3")
    ]
    assert all(list(line) == ["account", "region", "output"] for line in answers)
    one = run("api", "ec2", "describe-volumes", "-a", "production", "-r", "us-east-1", "-c", settings)
    assert json.loads(one.stdout) == answers[0]["output"]
    faults.tell("faults", [{"fault": "deny", "operation": "DescribeVolumes", "region": "eu-west-1"}], "PUT")
    done = run("api", "ec2", "describe-volumes", "-a", "prod*,own", "-r", "us-east-1,eu-west-1", "-c", settings, "-q")
    assert done.returncode == 3
    answers = lines(done.stdout)
    assert [line["region"] for line in answers if "error" in line] == ["eu-west-1", "eu-west-1"]
    error = answers[1]["error"]
    assert (error["code"], error["action"]) == ("denied", "ec2:DescribeVolumes")
    assert error["message"] and "request_id" in error
    done = run("api", "ec2", "describe-volumes", "-a", "own", "-r", "eu-west-1", "-c", settings)
    assert (done.returncode, done.stdout) == (1, "")
    assert "ec2:DescribeVolumes" in done.stderr


def test_an_account_that_does_not_say_its_regions_is_one_line(settings: Path, faults: World) -> None:
    faults.tell("faults", [{"fault": "deny", "operation": "DescribeRegions", "account": PRODUCTION.number}], "PUT")
    done = run("api", "ec2", "describe-volumes", "-a", "all", "-r", "all", "-c", settings, "-q")
    assert done.returncode == 3, done.stderr
    answers = lines(done.stdout)
    assert [(line["account"], line["region"], "error" in line) for line in answers] == [
        ("production", "us-east-1", False), ("production", None, True),
        ("own", "us-east-1", False), ("own", "eu-west-1", False), ("own", "eu-west-2", False), ("own", "eu-west-3", False),
    ]  # fmt: skip
    error = answers[1]["error"]
    assert (error["code"], error["action"]) == ("denied", "ec2:DescribeRegions")
    # One account alone is no different; one place alone needs no list.
    done = run("api", "ec2", "describe-volumes", "-a", "production", "-r", "eu-*", "-c", settings, "-q")
    assert (done.returncode, [line["region"] for line in lines(done.stdout)]) == (3, [None])
    assert run("api", "ec2", "describe-volumes", "-a", "production", "-r", "eu-west-1", "-c", settings).returncode == 0


def test_a_global_service_is_asked_once_per_account(settings: Path) -> None:
    done = run("api", "iam", "list-account-aliases", "-a", "all", "-r", "all", "-c", settings, "-q")
    assert [(line["account"], line["region"]) for line in lines(done.stdout)] == [("production", "global"), ("own", "global")]
    assert run("api", "iam", "ListAccountAliases", "-a", "own", "-c", settings).returncode == 0


def test_takes_its_input_from_a_file_too(settings: Path, tmp_path: Path) -> None:
    given = tmp_path / "input.json"
    given.write_text('{"Filters": [{"Name": "group-name", "Values": ["no-such"]}]}')
    done = run("api", "ec2", "describe-security-groups", "-i", f"@{given}", "-a", "own", "-r", "us-east-1", "-c", settings)
    assert json.loads(done.stdout) == {"SecurityGroups": []}


def test_works_without_a_configuration(world: World, tmp_path: Path) -> None:
    keys = {"AWS_ACCESS_KEY_ID": ACCESS_KEY, "AWS_SECRET_ACCESS_KEY": SECRET_KEY, "AWS_ENDPOINT_URL": world.url, "HOME": str(tmp_path)}
    done = run("api", "ec2", "describe-regions", env={**keys, "AWS_REGION": "eu-west-1"}, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "us-east-1" in {region["RegionName"] for region in json.loads(done.stdout)["Regions"]}
    done = run("api", "ec2", "describe-regions", "-r", "us-east-1,eu-west-1", env=keys, cwd=tmp_path)
    assert [line["account"] for line in lines(done.stdout)] == ["environment", "environment"]
    done = run("api", "ec2", "describe-regions", env={**keys, "AWS_REGION": "", "AWS_DEFAULT_REGION": ""}, cwd=tmp_path)
    assert done.returncode == 2 and "which region?" in done.stderr
    done = run("api", "sts", "get-caller-identity", "-r", "us-east-1", env={**keys, "AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": ""}, cwd=tmp_path)
    assert done.returncode == 1, done.stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["ec2"], "a service and an operation"),
        (["ec3", "describe-volumes"], 'did you mean "ec2"'),
        (["ec2", "describe-volume"], 'did you mean "describe-volumes"'),
        (["ec2", "terminate-instances"], "only reads"),
        (["ec2", "get-password-data"], "administrator password"),
        (["secretsmanager", "GetSecretValue"], "it gives the secret"),
        (["sts", "AssumeRole"], "makes credentials"),
        (["ec2", "describe-volumes", "-a", "prodction"], 'did you mean "production"'),
        (["ec2", "describe-volumes", "-a", "x*"], 'no account "x*"'),
        (["ec2", "describe-volumes", "-a", "own", "-r", "us-esat-1"], 'did you mean "us-east-1"'),
        (["ec2", "describe-volumes", "-r", "us-east-1"], "which account? -a production"),
        (["ec2", "describe-volumes", "-a", "own"], "which region? -r us-east-1"),
        (["ec2", "describe-volumes", "-i", "{"], "no JSON"),
        (["ec2", "describe-volumes", "-i", "[]"], "an object"),
        (["ec2", "describe-volumes", "-i", "@/no/such"], "cannot be read"),
        (["ec2", "describe-volumes", "-i", '{"VolumeIdz": ["v"]}'], "VolumeIdz"),
        (["dynamodb", "describe-table"], "TableName"),
        (["ec2", "describe-volumes", "--timeout", "0"], "--timeout"),
    ],
)
def test_says_what_was_wrong(settings: Path, words: list[str], said: str) -> None:
    done = run("api", *words, "-c", settings)
    assert done.returncode == 2, done.stdout
    assert said in done.stderr
    assert done.stdout == ""
