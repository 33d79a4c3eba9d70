"""The command line: the rows of the pages, exit codes, and what it says to wrong words."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from running import Elastatus, run


def test_help_and_version() -> None:
    assert run("--help").returncode == 0
    assert "Exit codes" in run("--help").stdout
    assert run("--version").stdout.startswith("elastatus ")
    for command in ("serve", "collect", "list", "find", "show", "api", "iam-policy", "parse", "jmespath", "config check", "kinds check", "kinds try", "kinds doc"):
        shown = run(*command.split(), "--help")
        assert shown.returncode == 0, command
        assert f"elastatus {command}" in shown.stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["colect"], 'did you mean "collect"'),
        (["list", "ec2", "--acount", "x"], 'did you mean "--account"'),
        (["list"], "list"),
        (["config"], "config check"),
        ([], "Commands"),
    ],
)
def test_wrong_words_exit_2(words: list[str], said: str) -> None:
    done = run(*words)
    assert done.returncode == 2
    assert said in done.stdout + done.stderr


def test_list_prints_the_rows_of_the_page(elastatus: Elastatus, config: Path) -> None:
    page = elastatus.rows("/production/us-east-1/elasticache.json")
    done = run("list", "elasticache", "-a", "production", "-r", "us-east-1", "-o", "json", "-c", config)
    assert done.returncode == 0, done.stderr
    ours = json.loads(done.stdout)["rows"]
    assert [row["id"] for row in ours] == [row["id"] for row in page]
    assert ours == page
    lines = run("list", "elasticache", "-a", "production", "-r", "us-east-1", "-o", "jsonl", "-c", config).stdout.splitlines()
    assert [json.loads(line)["id"] for line in lines] == [row["id"] for row in page]
    table = run("list", "elasticache", "-a", "production", "-r", "us-east-1", "-o", "csv", "-c", config).stdout
    assert [row["id"] for row in csv.DictReader(io.StringIO(table))] == [row["id"] for row in page]


@pytest.mark.parametrize("form", ["table", "json", "jsonl", "csv", "yaml", "md", "ansible"])
def test_a_wrong_filter_prints_no_rows(config: Path, form: str) -> None:
    done = run("list", "ec2", "stat:x", "-o", form, "-c", config)
    assert (done.returncode, done.stdout) == (2, "")
    assert "there is no field 'stat', did you mean 'state'" in done.stderr and "^^^^" in done.stderr


def test_collect_prints_the_matrix(config: Path) -> None:
    done = run("collect", "-a", "staging", "-r", "eu-west-1", "-q", "-o", "json", "-c", config)
    assert done.returncode == 3
    told = json.loads(done.stdout)
    assert told["complete"] is False
    assert {cell["region"] for cell in told["cells"]} == {"eu-west-1", "global"}
    assert told["total"]["cells"] == len(told["cells"])
    # The worst stands first.
    assert (told["cells"][0]["kind"], told["cells"][0]["status"]) == ("dynamodb", "denied")
    assert {"requests", "took"} <= set(told["cells"][-1])


def test_collect_exits_3_for_the_denied_cell_and_0_without(config: Path) -> None:
    whole = run("collect", "-c", config)
    assert whole.returncode == 3, whole.stderr
    assert "dynamodb:ListTables" in whole.stderr
    part = run("collect", "-a", "production", "-r", "us-east-1", "-c", config)
    assert part.returncode == 0, part.stderr


def test_find_and_show(elastatus: Elastatus, config: Path) -> None:
    row = next(row for row in elastatus.rows("/production/us-east-1/rds-instance.json") if row["endpoints"])
    endpoint = f"{row['endpoints'][0]['host']}:{row['endpoints'][0]['port']}"
    found = run("find", row["id"], "-a", "production", "-r", "us-east-1", "-c", config, "-q")
    assert found.returncode in (0, 3)
    assert endpoint in found.stdout.splitlines()[1]
    shown = run("show", "rds-instance", row["id"], "-a", "production", "-r", "us-east-1", "-o", "json", "-c", config, "-q")
    assert shown.returncode == 0
    assert json.loads(shown.stdout)["endpoints"] == row["endpoints"]
    missing = run("show", "rds-instance", "no-such", "-a", "production", "-c", config, "-q")
    assert missing.returncode == 1


def test_config_check(tmp_path: Path, config: Path) -> None:
    assert run("config", "check", config).returncode == 0
    bad = tmp_path / "bad.yaml"
    bad.write_text("accounts:\n  prod:\n    role_arn: nonsense\nregions: ['us-esat-1']\nregoins: []\n")
    done = run("config", "check", bad)
    assert done.returncode == 4
    assert f"{bad}:4:" in done.stdout and 'did you mean "us-east-1"' in done.stdout
    brackets = tmp_path / "brackets.yaml"
    brackets.write_text("[" * 100_000)
    assert run("config", "check", brackets).returncode == 4


def test_the_sample_is_fine_and_the_kinds_are(config: Path) -> None:
    assert run("config", "check", "config.yaml.sample").returncode in (0, 4)
    done = run("kinds", "check")
    assert done.returncode == 0, done.stdout


def test_kinds_of_a_configuration_that_cannot_be_read_are_not_called_good(tmp_path: Path) -> None:
    broken = tmp_path / "config.yaml"
    broken.write_text("acounts: {}\n")
    done = run("kinds", "check", "--config", broken)
    assert done.returncode == 4 and "config check" in done.stderr, done.stderr
    assert run("kinds", "check", "--config", tmp_path / "nowhere.yaml").returncode == 4
    assert run("kinds", "check", "one", "two").returncode == 2


def test_no_secret_is_ever_printed(config: Path) -> None:
    secret = "wJalrXUtnFEMI"
    for words in (["collect", "-a", "production", "-c", config], ["list", "ec2", "-c", config], ["config", "check", config]):
        done = run(*words)
        assert secret not in done.stdout + done.stderr
