"""Lists of hosts as the tools that take them read them: OpenSSH itself, PyYAML as Ansible does, Prometheus's rules of labels."""

from __future__ import annotations

import ipaddress
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from fake import Fake
from running import Elastatus
from things import serving, things

#: Names that want to be more than names.
HOSTILE = [
    "web", "web", "x\n  ProxyCommand touch /tmp/owned", "* !*", "-oProxyCommand=touch", "localhost", "all", "ungrouped", "git.example.com", "account_main",
    "{{ lookup('pipe', 'touch /tmp/owned') }}", "{% for x in [] %}", "host:\n  - evil", "&anchor", "*alias", "!!python/object", "# no",
    "web\r\nHost *", "\u202egnp", "null", "true", "1.5", "", " ", "a" * 300, "Match all exec touch", "%h", "${HOME}", "ünïcode",
]
VALUES = [*HOSTILE, "core", "it's", 'say "hi"', "back\\slash", "{# comment #}", "{{harmless}}"]
#: What the configuration allows; there is one account and one region.
IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


def rows() -> list[dict[str, Any]]:
    """A thing for every hostile name, with every hostile value and key among its tags."""
    made = things(len(HOSTILE))
    for number, (row, name) in enumerate(zip(made, HOSTILE, strict=True)):
        row.update(name=name, address=f"10.9.0.{number + 1}", words=[])
        row["tags"] = [{"Key": f"key {place}", "Value": value} for place, value in enumerate(VALUES)]
        row["tags"] += [{"Key": key, "Value": "v"} for key in ("{{ key }}", "a: b", "odd\n  key", "Team")]
    return made


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Elastatus]:
    """elastatus over the hostile things."""
    fake = Fake()
    server = Elastatus(serving(fake, tmp_path_factory.mktemp("hosts"), rows()))
    server.settle("/main/us-east-1/thing.json")
    yield server
    server.end()
    fake.end()


def given(site: Elastatus, form: str) -> str:
    answer = site.get(f"/main/us-east-1/thing?_format={form}")
    assert answer.status == 200
    return answer.text


def test_ssh_takes_every_host_and_nothing_else(site: Elastatus, tmp_path: Path) -> None:
    text = given(site, "ssh_config")
    path = tmp_path / "config"
    path.write_text(text)
    hosts = [line.split()[1:] for line in text.splitlines() if line.startswith("Host ")]
    assert len(hosts) == len(HOSTILE)
    plain = settings(path, "no-such-host")
    for number, names in enumerate(sorted(hosts, key=lambda names: names[-1])):
        for name in names:
            assert re.fullmatch(r"[A-Za-z0-9_][A-Za-z0-9_-]*", name), name
            found = settings(path, name)
            assert found.pop("hostname") == [f"10.9.0.{number + 1}"]
            # Nothing is set but where it is.
            assert {key: value for key, value in found.items() if key != "host"} == {
                key: value for key, value in plain.items() if key not in ("host", "hostname")
            }
    # A tag takes no other machine's name.
    for name in ("localhost", "git.example.com", "127.0.0.1"):
        assert settings(path, name)["hostname"] == [name]


def settings(config: Path, host: str) -> dict[str, list[str]]:
    """What OpenSSH makes of a host."""
    done = subprocess.run(["ssh", "-G", "-F", config, "--", host], capture_output=True, text=True, check=True)
    found: dict[str, list[str]] = {}
    for line in done.stdout.splitlines():
        key, _, value = line.partition(" ")
        found.setdefault(key, []).append(value)
    return found


def test_ansible_reads_hosts_groups_and_no_template(site: Elastatus) -> None:
    inventory = yaml.safe_load(given(site, "ansible"))
    assert list(inventory) == ["all"] and set(inventory["all"]) == {"hosts", "children"}
    hosts = inventory["all"]["hosts"]
    assert len(hosts) == len(HOSTILE)
    groups = inventory["all"]["children"]
    # A host that is called like a group, or like the machine that Ansible runs on, would be taken for it.
    assert not set(hosts) & {*groups, "all", "ungrouped", "localhost", "127.0.0.1", "::1"}
    by_id = {variables["aws_id"]: (name, variables) for name, variables in hosts.items()}
    for number in range(len(HOSTILE)):
        name, variables = by_id[f"t{number:03}"]
        assert re.fullmatch(r"[A-Za-z0-9_][A-Za-z0-9_-]*", name)
        assert variables["ansible_host"] == f"10.9.0.{number + 1}"
        assert set(variables) == {"ansible_host", "aws_account", "aws_region", "aws_id", "aws_kind", "aws_tags"}
        assert (variables["aws_account"], variables["aws_region"]) == ("main", "us-east-1")
        # Variables are templates to Ansible: what begins one is not handed over, all else is, to the letter.
        wanted = {f"key {place}": value for place, value in enumerate(VALUES) if not re.search(r"\{[{%#]", value)}
        assert variables["aws_tags"] == {**wanted, "a: b": "v", "odd\n  key": "v", "Team": "v"}
    assert not re.search(r"\{[{%#]", given(site, "ansible"))
    for name, group in groups.items():
        assert IDENTIFIER.fullmatch(name) and set(group) == {"hosts"}
        assert set(group["hosts"]) <= set(hosts) and all(variables == {} for variables in group["hosts"].values())
    assert set(groups["account_main"]["hosts"]) == set(groups["region_us_east_1"]["hosts"]) == set(hosts)


def test_prometheus_gets_targets_and_labels(site: Elastatus) -> None:
    targets = site.get("/main/us-east-1/thing?_format=prometheus").json
    assert len(targets) == len(HOSTILE)
    for target in targets:
        assert set(target) == {"targets", "labels"}
        (address,) = target["targets"]
        host, port = address.rsplit(":", 1)
        assert ipaddress.ip_address(host.strip("[]")) and port == "9100"
        for name, value in target["labels"].items():
            # Labels with two underscores in front are Prometheus's own.
            assert IDENTIFIER.fullmatch(name) and not name.startswith("__") and isinstance(value, str)
        assert {"name", "account", "region", "kind", "id"} <= set(target["labels"])
        assert target["labels"]["tag_Team"] == "v"


def test_a_filter_and_an_address_of_version_six(site: Elastatus) -> None:
    assert given(site, "ssh_config&q=ip:10.9.0.1").count("\nHost ") == 1
    assert yaml.safe_load(given(site, "ansible&q=ip:192.0.2.0/24")) == {"all": {"hosts": {}, "children": {}}}
