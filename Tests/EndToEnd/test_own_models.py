"""A service of one's own: its kinds are words of the configuration like any others."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from running import ROOT, run

KIND = """\
kind: ecr
title: Image repositories
service: ecr
list: DescribeRepositories
items: repositories[]
id: repositoryName
name: repositoryName
columns:
  uri: { value: repositoryUri, title: URI, help: "Where images are pushed to." }
shown: [name, uri]
every: 900s
"""
CONFIG = """\
accounts: { main: { profile: main } }
regions: [eu-west-1]
kinds_dir: kinds
models_dir: models
aws: { Own: [ecr] }
refresh: { ecr: 1h }
default_service: ecr
"""


def test_the_words_of_ones_own_models_are_known(tmp_path: Path) -> None:
    subprocess.run([sys.executable, ROOT / "tools" / "import-models", "ecr", "--out", tmp_path / "models"], check=True)
    (tmp_path / "kinds").mkdir()
    (tmp_path / "kinds" / "ecr.yaml").write_text(KIND)
    (tmp_path / "kinds" / "views.yaml").write_text("- { view: ecr, title: ECR, group: Own, kinds: [ecr] }\n")
    path = tmp_path / "config.yaml"
    path.write_text(CONFIG)
    path.chmod(0o600)
    done = run("config", "check", "--strict", "-c", path)
    assert (done.returncode, done.stdout) == (0, ""), done.stdout
    assert run("kinds", "check", "-c", path).returncode == 0
    shown = run("config", "show", "--resolved", "-c", path, "-o", "json")
    assert shown.returncode == 0, shown.stderr
    settings = {one["setting"]: one for one in json.loads(shown.stdout)}
    assert settings["models_dir"] == {"setting": "models_dir", "value": "models", "source": f"{path}:4:13"}
    # Without the models the kind cannot be checked, and its word is none.
    path.write_text(CONFIG.replace("models_dir: models\n", ""))
    done = run("config", "check", "--strict", "-c", path)
    assert done.returncode == 4 and '"ecr"' in done.stdout
