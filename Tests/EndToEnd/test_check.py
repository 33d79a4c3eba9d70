"""`elastatus check` and `elastatus config show`, against the simulated AWS."""

from __future__ import annotations

import json
from pathlib import Path

from running import World, run


def test_check_names_identity_regions_and_missing_actions(config: Path, faults: World) -> None:
    faults.tell("faults", {"fault": "deny", "service": "rds", "operation": "DescribeDBInstances"})
    faults.tell("faults", {"fault": "deny", "service": "sqs", "operation": "GetQueueAttributes"})
    done = run("check", "-c", config, "-o", "json")
    assert done.returncode == 3, done.stderr
    checks = json.loads(done.stdout)
    assert len(checks) > 1
    for check in checks:
        assert check["error"] is None and check["account_id"] == check["expected_account_id"], check
        assert check["arn"].startswith("arn:aws:") and check["regions"]["enabled"]
        kinds = {kind["kind"]: kind for kind in check["kinds"]}
        named = {kind.stem for kind in (Path(__file__).parents[2] / "kinds").glob("*.yaml")} - {"views"}
        # The configuration names a table of schedules, which is one more.
        assert set(kinds) - {"schedule-definition"} == named
        assert kinds["rds-instance"]["verdict"] == "denied"
        assert kinds["rds-instance"]["missing"] == ["rds:DescribeDBInstances"]
        if kinds["sqs"]["rows"]:
            assert kinds["sqs"]["verdict"] == "partly" and kinds["sqs"]["missing"] == ["sqs:GetQueueAttributes"]
        assert kinds["ebs"]["verdict"] == "allowed" and kinds["ebs"]["not_tried"] == []
    assert any(kind["kind"] == "sqs" and kind["rows"] for check in checks for kind in check["kinds"])
    text = run("check", checks[0]["account"], "-c", config)
    assert text.returncode == 3
    assert "needs rds:DescribeDBInstances" in text.stdout and "as configured" in text.stdout


def test_check_says_what_it_had_nothing_to_try_on(config: Path, faults: World) -> None:
    # This region is empty: no call about a single queue can be made, and nobody learns that it would be denied.
    faults.tell("faults", {"fault": "deny", "service": "sqs", "operation": "GetQueueAttributes"})
    where = ("production", "-r", "ap-southeast-2", "-c", config)
    done = run("check", *where, "-o", "json")
    assert done.returncode == 0, done.stdout
    check = json.loads(done.stdout)[0]
    kinds = {kind["kind"]: kind for kind in check["kinds"]}
    sqs = kinds["sqs"]
    assert (check["ok"], sqs["verdict"], sqs["rows"], sqs["missing"], sqs["error"]) == (True, "not-tried", 0, [], None)
    assert "sqs:GetQueueAttributes" in sqs["not_tried"] and "sqs:ListQueues" not in sqs["not_tried"]
    assert kinds["ebs"]["verdict"] == "allowed" and kinds["ebs"]["not_tried"] == []
    lines = run("check", *where).stdout.splitlines()
    assert any(line.startswith("  kinds ") and " not all tried" in line for line in lines)
    line = next(line for line in lines if line.startswith("  sqs "))
    assert "not all tried" in line and line.endswith("not tried: no SQS queues to ask about")


def test_check_tells_a_wrong_account_from_a_wrong_key(world: World, tmp_path: Path) -> None:
    key, secret = "AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
    path = tmp_path / "config.yaml"
    path.write_text(
        f"accounts:\n"
        f"  other: {{ aws_access_key_id: {key}, aws_secret_access_key: '{secret}', account_id: '999999999999' }}\n"
        f"regions: [eu-west-1]\nendpoint_url: {world.url}\n"
    )
    done = run("check", "-c", path)
    assert done.returncode == 1
    assert "account-mismatch" in done.stdout or "999999999999" in done.stdout
    assert secret not in done.stdout + done.stderr
    assert run("check", "othr", "-c", path).returncode == 2


def test_config_show_says_where_each_setting_comes_from(config: Path) -> None:
    env = {"AWS_REGION": "eu-west-1", "AWS_SECRET_ACCESS_KEY": "canary-secret", "HTTPS_PROXY": "http://u:canary@p:1"}
    done = run("config", "show", "--resolved", "-c", config, "-o", "json", env=env)
    assert done.returncode == 0, done.stderr
    settings = {one["setting"]: one for one in json.loads(done.stdout)}
    assert settings["AWS_REGION"] == {"setting": "AWS_REGION", "value": "eu-west-1", "source": "environment"}
    assert settings["AWS_RETRY_MODE"]["source"] == "default"
    assert settings["endpoint_url"]["source"].startswith(f"{config}:")
    assert any(name.endswith("(credentials)") for name in settings)
    assert "canary" not in done.stdout
    written = run("config", "show", "-c", config)
    assert written.returncode == 0 and "AWS_REGION" not in written.stdout
    assert run("config", "show", "/nowhere.yaml").returncode == 4


def test_config_show_names_what_a_profile_says(tmp_path: Path) -> None:
    (tmp_path / "aws").write_text("[profile stage]\nuse_fips_endpoint = true\nmax_attempts = 5\naws_secret_access_key = canary\n")
    (tmp_path / "config.yaml").write_text("accounts: { staging: { profile: stage } }\nregions: [eu-west-1]\n")
    env = {"AWS_CONFIG_FILE": str(tmp_path / "aws"), "AWS_SHARED_CREDENTIALS_FILE": str(tmp_path / "none")}
    done = run("config", "show", "--resolved", "-c", tmp_path / "config.yaml", "-o", "json", env=env)
    assert done.returncode == 0, done.stderr
    settings = {one["setting"]: (one["value"], one["source"]) for one in json.loads(done.stdout)}
    assert settings["accounts.staging (use_fips_endpoint)"] == ("true", "profile stage")
    assert settings["accounts.staging (max_attempts)"] == ("5", "profile stage")
    assert "canary" not in done.stdout
