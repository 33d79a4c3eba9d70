"""AWS's own host names, reached through the proxy that the environment names, and past it where the environment says so."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from fake import SECRET, Fake, volumes
from running import ROOT, run

sys.path.insert(0, str(ROOT / "Tests" / "Faults"))

from faulty.certificates import Authority  # noqa: E402


class TunnelProxy:
    """A proxy for HTTPS that is every host itself: it ends the encryption and asks `upstream`."""

    def __init__(self, upstream: str, authority: Authority) -> None:
        self.upstream = urlsplit(upstream).netloc.split(":")
        self.authority = authority
        self.tunnels: list[str] = []
        #: Said to every CONNECT in place of a tunnel.
        self.refusal = b""
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def end(self) -> None:
        self._socket.close()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._socket.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        try:
            head = b""
            while b"\r\n\r\n" not in head:
                head += client.recv(4096) or b"\r\n\r\n"
            method, target, _ = head.decode().split(" ", 2)
            self.tunnels.append(target)
            if self.refusal or method != "CONNECT":
                client.sendall(self.refusal)
                client.close()
                return
            client.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
            inner = self.authority.context(target.split(":")[0]).wrap_socket(client, server_side=True)
            server = socket.create_connection((self.upstream[0], int(self.upstream[1])))
            threading.Thread(target=_copy, args=(server, inner), daemon=True).start()
            _copy(inner, server)
        except OSError:
            pass


def _copy(source: socket.socket, target: socket.socket) -> None:
    try:
        while part := source.recv(65536):
            target.sendall(part)
    except OSError:
        pass
    finally:
        target.close()


@pytest.fixture
def fake() -> Iterator[Fake]:
    fake = Fake()
    fake.on("DescribeVolumes", volumes("vol-1"))
    yield fake
    fake.end()


@pytest.fixture
def proxy(fake: Fake) -> Iterator[TunnelProxy]:
    proxy = TunnelProxy(fake.url, Authority("proxied"))
    yield proxy
    proxy.end()


class Reader:
    """Lists the volumes of one account with this environment and configuration."""

    def __init__(self, folder: Path, proxy: TunnelProxy) -> None:
        self.folder = folder
        self.env = {
            "HTTPS_PROXY": proxy.url, "https_proxy": "", "NO_PROXY": "", "no_proxy": "",
            "AWS_CA_BUNDLE": str(proxy.authority.path), "AWS_CONFIG_FILE": str(folder / "none"), "AWS_MAX_ATTEMPTS": "1",
        }  # fmt: skip

    def cell(self, account: str = "", *lines: str, region: str = "us-east-1", kind: str = "ebs", **env: str) -> dict[str, Any]:
        path = self.folder / "config.yaml"
        own = f"aws_access_key_id: AKIAEXAMPLE0, aws_secret_access_key: '{SECRET}'{account}"
        path.write_text("\n".join([f"accounts: {{ main: {{ {own} }} }}", *lines]) + "\n")
        done = run("list", kind, "-a", "main", "-r", region, "-o", "json", "-c", path, env=self.env | env)
        assert done.stdout, done.stderr
        [cell] = json.loads(done.stdout)["cells"]
        assert SECRET not in done.stdout + done.stderr
        return cell


@pytest.fixture
def reader(tmp_path: Path, proxy: TunnelProxy) -> Reader:
    return Reader(tmp_path, proxy)


def test_hosts_of_aws_are_reached_through_the_proxy(reader: Reader, proxy: TunnelProxy) -> None:
    cell = reader.cell("", "regions: [us-east-1]")
    assert (cell["status"], cell["rows"]) == ("fresh", 1), cell
    assert "ec2.us-east-1.amazonaws.com:443" in proxy.tunnels


@pytest.mark.parametrize(
    ("account", "region", "env", "host"),
    [
        (", fips: true", "us-east-1", {}, "ec2-fips.us-east-1.amazonaws.com"),
        ("", "us-east-1", {"AWS_USE_FIPS_ENDPOINT": "true"}, "ec2-fips.us-east-1.amazonaws.com"),
        (", fips: false", "us-east-1", {"AWS_USE_FIPS_ENDPOINT": "true"}, "ec2.us-east-1.amazonaws.com"),
        (", dual_stack: true", "eu-west-1", {}, "ec2.eu-west-1.api.aws"),
        ("", "cn-north-1", {"AWS_USE_DUALSTACK_ENDPOINT": "true"}, "ec2.cn-north-1.api.amazonwebservices.com.cn"),
        ("", "us-gov-west-1", {"AWS_USE_FIPS_ENDPOINT": "true"}, "ec2.us-gov-west-1.amazonaws.com"),
    ],
)
def test_fips_and_dual_stack(
    reader: Reader, proxy: TunnelProxy, account: str, region: str, env: dict[str, str], host: str
) -> None:
    assert reader.cell(account, f"regions: [{region}]", region=region, **env)["status"] == "fresh"
    assert {tunnel for tunnel in proxy.tunnels if tunnel.startswith("ec2")} == {f"{host}:443"}


def test_the_region_of_the_environment_counts_where_the_file_names_none(reader: Reader, proxy: TunnelProxy) -> None:
    assert reader.cell("", region="eu-west-2", AWS_REGION="eu-west-2")["status"] == "fresh"
    assert reader.cell("", region="eu-west-3", AWS_DEFAULT_REGION="eu-west-3", AWS_REGION="")["status"] == "fresh"
    assert {"ec2.eu-west-2.amazonaws.com:443", "ec2.eu-west-3.amazonaws.com:443"} <= set(proxy.tunnels)


def test_no_proxy_is_honoured(reader: Reader, proxy: TunnelProxy) -> None:
    # The name stands in nobody's DNS.
    lines = ("regions: [us-east-1]", "endpoint_url: https://aws.invalid")
    assert reader.cell("", *lines)["status"] == "fresh"
    assert set(proxy.tunnels) == {"aws.invalid:443"}
    proxy.tunnels.clear()
    for excepted in ("aws.invalid", ".invalid", "x.example, aws.invalid", "*"):
        cell = reader.cell("", *lines, NO_PROXY=excepted)
        assert cell["error"]["code"] == "unreachable", cell
    assert proxy.tunnels == []


def test_a_proxy_that_refuses_or_is_gone_is_told(reader: Reader, proxy: TunnelProxy) -> None:
    lines = ("regions: [us-east-1]",)
    proxy.refusal = b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n"
    error = reader.cell("", *lines)["error"]
    assert error["code"] == "unreachable" and "403" in error["message"] and "proxy" in error["message"], error
    error = reader.cell("", *lines, HTTPS_PROXY="http://proxy.invalid:3128")["error"]
    assert error["code"] == "unreachable" and "proxy" in error["message"], error
    error = reader.cell("", *lines, HTTPS_PROXY="http://user:hunter2@127.0.0.1:1")["error"]
    assert error["code"] == "unreachable" and "proxy" in error["message"], error
    assert "hunter2" not in json.dumps(error)


@pytest.mark.parametrize(
    "setting",
    [
        "http://svc:hunter2/x@127.0.0.1:1", "svc:hunter2/x@127.0.0.1:1", "gopher://svc:hunter2@127.0.0.1:1",
        "http://svc:hunter2@127.0.0.1:port", "http://svc:hunter2@127.0.0.1:99999999", "http://svc:hunter2@[::1",
    ],
)  # fmt: skip
def test_a_proxy_that_is_no_url_is_told_without_its_password(reader: Reader, proxy: TunnelProxy, setting: str) -> None:
    cell = reader.cell("", "regions: [us-east-1]", HTTPS_PROXY=setting)
    assert cell["error"]["message"] == "the value of HTTPS_PROXY or HTTP_PROXY is no URL like http://host:port", cell
    assert "hunter2" not in json.dumps(cell) and proxy.tunnels == []


KIND = """\
kind: ecr
title: Repositories
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
VIEWS = "- { view: ecr, title: ECR, group: Compute, kinds: [ecr] }\n"


def test_a_service_of_ones_own_has_its_own_rules(reader: Reader, proxy: TunnelProxy, fake: Fake) -> None:
    folder = reader.folder
    subprocess.run([sys.executable, ROOT / "tools" / "import-models", "ecr", "--out", folder / "models"], check=True)
    (folder / "kinds").mkdir()
    (folder / "kinds" / "ecr.yaml").write_text(KIND)
    (folder / "kinds" / "views.yaml").write_text(VIEWS)
    fake.on("DescribeRepositories", '{"repositories":[{"repositoryName":"app","repositoryUri":"x/app"}]}')
    lines = ("regions: [us-east-1]", "kinds_dir: kinds", "models_dir: models")
    assert reader.cell("", *lines, kind="ecr")["status"] == "fresh"
    # STS tells whose account it is.
    assert set(proxy.tunnels) == {"api.ecr.us-east-1.amazonaws.com:443", "sts.us-east-1.amazonaws.com:443"}
    proxy.tunnels.clear()
    assert reader.cell("", *lines, kind="ecr", AWS_USE_FIPS_ENDPOINT="true")["status"] == "fresh"
    assert set(proxy.tunnels) == {"api.ecr-fips.us-east-1.amazonaws.com:443", "sts-fips.us-east-1.amazonaws.com:443"}
