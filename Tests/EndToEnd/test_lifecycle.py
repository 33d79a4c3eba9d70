"""Ends that nobody planned, and an installation away from the checkout."""

from __future__ import annotations

import contextlib
import re
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from fake import Fake, Reply, result, volumes
from running import ROOT, Elastatus, Process, ask, binary, eventually, run


@pytest.fixture
def fake() -> Iterator[Fake]:
    fake = Fake()
    fake.on("DescribeVolumes", volumes("vol-1"))
    yield fake
    fake.end()


def _config(fake: Fake, folder: Path) -> Path:
    path = folder / "config.yaml"
    path.write_text(fake.config(regions=("us-east-1", "eu-west-1")))
    return path


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 0), (signal.SIGINT, 130)])
def test_it_ends_at_once_while_everything_hangs(fake: Fake, tmp_path: Path, number: int, code: int) -> None:
    fake.on("(?!GetCallerIdentity).*", fake.hang)
    server = Elastatus(_config(fake, tmp_path))
    eventually(lambda: len(fake.calls) > 10, "calls under way")
    began = time.monotonic()
    assert server.end(number) == code
    assert time.monotonic() - began < 5


def test_it_ends_at_once_while_credentials_hang(fake: Fake, tmp_path: Path) -> None:
    fake.on(".*", fake.hang)
    server = Elastatus(_config(fake, tmp_path))
    eventually(lambda: fake.calls, "a call under way")
    began = time.monotonic()
    assert server.end() == 0
    assert time.monotonic() - began < 5


def test_it_ends_in_time_while_clients_are_slow(fake: Fake, tmp_path: Path) -> None:
    """One has sent half a request, one reads nothing of a large answer, one waits for a template that never comes."""
    fake.on("DescribeVolumes", volumes(*(f"vol-{number}" for number in range(20_000))))
    stacks = "<Stacks><member><StackName>s</StackName><StackId>arn:s</StackId><StackStatus>OK</StackStatus></member></Stacks>"
    fake.on("DescribeStacks", lambda call: Reply(200, result(call, stacks).encode()))
    server = Elastatus(_config(fake, tmp_path))
    server.settle("/all/all/ebs.json", "/all/all/cloudformation.json")
    fake.on(".*", fake.hang)
    host, port = server.url.removeprefix("http://").split(":")
    with contextlib.ExitStack() as opened:
        def connect(text: str) -> socket.socket:
            client = opened.enter_context(socket.create_connection((host, int(port))))
            client.sendall(text.encode())
            return client
        connect(f"GET /overview HTTP/1.1\r\nHost: {host}\r\nX-")
        reader = connect(f"GET /all/all/ebs.json HTTP/1.1\r\nHost: {host}\r\n\r\n")
        template = connect(f"GET /main/us-east-1/cloudformation/s.json HTTP/1.1\r\nHost: {host}\r\n\r\n")
        assert reader.recv(15) == b"HTTP/1.1 200 OK"
        eventually(lambda: any(call[2] == "GetTemplate" for call in fake.calls), "a template under way")
        began = time.monotonic()
        assert server.end() == 0
        assert time.monotonic() - began < 5
        assert template.recv(12)[:10] in (b"HTTP/1.1 5", b"")


def test_an_answer_under_way_is_finished(fake: Fake, tmp_path: Path) -> None:
    fake.on("DescribeVolumes", volumes(*(f"vol-{number}" for number in range(20_000))))
    server = Elastatus(_config(fake, tmp_path))
    server.settle("/all/all/ebs.json")
    host, port = server.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port))) as client:
        client.sendall(f"GET /all/all/ebs.json HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
        got = client.recv(4096)
        server.child.send_signal(signal.SIGTERM)
        while part := client.recv(1 << 16):
            got += part
    head, _, body = got.partition(b"\r\n\r\n")
    assert int(re.search(rb"Content-Length: (\d+)", head).group(1)) == len(body) > 1_000_000  # type: ignore[union-attr]
    assert server.end() == 0


def test_killed_it_starts_again_on_the_same_port(fake: Fake, tmp_path: Path) -> None:
    path = _config(fake, tmp_path)
    first = Elastatus(path)
    address = first.url.removeprefix("http://")
    first.settle("/all/all/ebs.json")
    assert first.end(signal.SIGKILL) == -signal.SIGKILL
    second = Elastatus(path, "--listen", address)
    try:
        assert second.url == first.url
        second.settle("/all/all/ebs.json")
        assert len(second.rows("/all/all/ebs.json")) == 2
    finally:
        assert second.end() == 0


def test_a_second_one_says_that_the_port_is_taken(fake: Fake, tmp_path: Path) -> None:
    path = _config(fake, tmp_path)
    first = Elastatus(path)
    try:
        address = first.url.removeprefix("http://")
        done = run("serve", "-c", path, "--listen", address)
        assert done.returncode == 1
        said = done.stderr.splitlines()[-1]
        assert address in said and "in use" in said.lower(), said
        assert ask(f"{first.url}/-/healthy").status == 200
    finally:
        first.end()


def test_a_reader_that_goes_away_ends_a_command_quietly(fake: Fake, tmp_path: Path) -> None:
    fake.on("DescribeVolumes", volumes(*(f"vol-{number}" for number in range(5_000))))
    line = f"'{binary()}' list ebs -q -o jsonl -c '{_config(fake, tmp_path)}' | head -n 1"
    done = subprocess.run(["bash", "-c", line], capture_output=True, text=True, timeout=60)
    assert done.stdout.count("\n") == 1
    assert "warning" in done.stderr and "rror" not in done.stderr.replace("warning", "")


def test_installed_it_needs_no_checkout(fake: Fake, tmp_path: Path) -> None:
    prefix = tmp_path / "prefix with a space"
    done = subprocess.run([ROOT / "tools" / "install", prefix, binary()], capture_output=True, text=True, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    again = subprocess.run([ROOT / "tools" / "install", prefix, binary()], capture_output=True, text=True, cwd=tmp_path)
    assert again.returncode == 0, again.stderr
    installed = prefix / "bin" / "elastatus"
    assert sorted(path.name for path in (prefix / "share" / "elastatus").iterdir()) == [
        "config.yaml.sample", "kinds", "models", "static", "templates",
    ]
    # A link to it, as in ~/bin, is followed.
    linked = tmp_path / "elastatus"
    linked.symlink_to(installed)
    for program in (installed, linked):
        checked = subprocess.run([program, "kinds", "check"], capture_output=True, text=True, cwd="/")
        assert checked.returncode == 0, checked.stderr
    server = Process(
        [installed, "serve", "--config", _config(fake, tmp_path), "--listen", "127.0.0.1:0"], r"(http://127\.0\.0\.1:\d+)"
    )
    try:
        page = ask(f"{server.announced}/all/all/ebs")
        assert page.status == 200
        assert all(ask(server.announced + address).status == 200 for address in re.findall(r'href="(/static/[^"]+)"', page.text))
    finally:
        assert server.end() == 0
    # Without its files it says which are missing.
    shutil.rmtree(prefix / "share" / "elastatus" / "templates")
    broken = subprocess.run([installed, "kinds", "check"], capture_output=True, text=True, cwd="/")
    assert broken.returncode == 1
    assert "templates" in broken.stderr
