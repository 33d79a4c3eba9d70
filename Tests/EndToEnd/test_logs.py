"""What serve tells whoever runs it: lines of JSON, or words on a terminal."""

from __future__ import annotations

import json
import os
import pty
import re
import signal
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fake import SECRET, Fake, error
from running import PATIENCE, Elastatus, binary, eventually, run


@pytest.fixture
def fake() -> Iterator[Fake]:
    fake = Fake()
    yield fake
    fake.end()


@pytest.fixture
def config(fake: Fake, tmp_path: Path) -> Path:
    path = tmp_path / "config.yaml"
    path.write_text(fake.config("trusted_proxies: [127.0.0.1]"))
    path.chmod(0o600)
    return path


def lines(server: Elastatus) -> list[dict[str, Any]]:
    """Every line so far; each is one JSON object."""
    return [json.loads(line) for line in list(server.said)]


def logged(server: Elastatus, **fields: Any) -> dict[str, Any]:
    """The first line with these fields, once it is there."""
    return eventually(
        lambda: next((line for line in lines(server) if all(line.get(name) == value for name, value in fields.items())), None),
        f"a line with {fields}",
    )


def raw(server: Elastatus, request: bytes) -> bytes:
    """What is answered to these bytes."""
    host, port = server.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=PATIENCE) as client:
        client.sendall(request)
        got = b""
        while part := client.recv(1 << 16):
            got += part
            if b"Connection: close" not in got and b"\r\n\r\n" in got:
                break
    return got


def test_requests_are_logged_with_their_ids(config: Path) -> None:
    server = Elastatus(config)
    answer = server.get("/overview?_format=html", **{"User-Agent": 'a "b"\tc'})
    line = logged(server, request_id=answer.headers["x-request-id"])
    assert line["level"] == "info" and line["message"] == "request"
    assert (line["method"], line["target"], line["status"], line["route"]) == ("GET", "/overview?_format=html", 200, "overview")
    assert line["bytes"] == len(answer.body) and line["client"] == "127.0.0.1" and line["agent"] == 'a "b"\tc'
    assert 0 <= line["ms"] < 60_000
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", line["time"])
    # The trusted proxy's word counts for the address and the id.
    server.get("/overview", **{"X-Forwarded-For": "203.0.113.9", "X-Request-Id": "from-proxy.1"})
    assert logged(server, request_id="from-proxy.1")["client"] == "203.0.113.9"
    assert server.get("/overview", **{"X-Request-Id": "a b\"c"}).headers["x-request-id"] != "a b\"c"
    # What is refused before it is a request is there, too.
    raw(server, b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n")
    assert logged(server, route="refused")["status"] == 400
    assert server.end() == 0
    assert lines(server)[-1]["message"].startswith("elastatus ends")


def test_no_line_is_forged_too_long_or_tells_a_secret(fake: Fake, config: Path) -> None:
    fake.on("DescribeVolumes", lambda call: error(call, 403, "SignatureDoesNotMatch", f"the key {SECRET} of {call.key} is wrong"))
    server = Elastatus(config)
    server.settle("/all/all/ebs.json")
    host = server.url.removeprefix("http://")
    targets = [
        "/%0d%0a{%22level%22:%22forged%22}", "/x" * 4000, f"/find?q={SECRET.replace('/', '%2F')}", "/find?token=hunter2&x=1",
        "/find?X-Amz-Signature=abcdef&y", "/find?q=AKIAEXAMPLE0AAAAAAAA",
    ]
    for target in targets:
        raw(server, f"GET {target} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nUser-Agent: \x1b[2J{'é' * 9000}\r\n\r\n".encode())
    raw(server, b"GET /\x1b[2J HTTP/1.1\r\nHost: a\r\n\r\n")
    raw(server, f"GET /end HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
    logged(server, target="/end")
    assert server.end() == 0
    text = "".join(server.said)
    assert all(len(line.encode()) <= 8192 for line in server.said)
    assert len(lines(server)) == len(server.said)
    assert not any(line.get("level") == "forged" for line in lines(server))
    for secret in (SECRET, SECRET.replace("/", "%2F"), "hunter2", "abcdef", "AKIAEXAMPLE0"):
        assert secret not in text, secret
    assert "\x1b" not in text
    assert text.count("********") >= 4


def test_a_reader_that_stops_holds_nobody_up(config: Path) -> None:
    server = subprocess.Popen(
        [str(binary()), "serve", "--config", str(config), "--listen", "127.0.0.1:0"], stderr=subprocess.PIPE, text=True
    )
    assert server.stderr
    url = ""
    while not url:
        if found := re.search(r"(http://127\.0\.0\.1:\d+)", server.stderr.readline()):
            url = found.group(1)
    # Nobody reads from here on; a pipe holds 64 KiB.
    address = url.removeprefix("http://").split(":")
    with socket.create_connection((address[0], int(address[1])), timeout=PATIENCE) as client:
        reader = client.makefile("rb")
        for _ in range(2_000):
            client.sendall(f"GET /-/healthy HTTP/1.1\r\nHost: {address[0]}\r\nUser-Agent: {'x' * 100}\r\n\r\n".encode())
            assert reader.readline().startswith(b"HTTP/1.1 200")
            while (line := reader.readline()) != b"\r\n":
                if line.lower().startswith(b"content-length:"):
                    count = int(line.split(b":")[1])
            reader.read(count)
    server.send_signal(signal.SIGTERM)
    assert server.wait(timeout=PATIENCE) == 0
    server.stderr.close()


def test_on_a_terminal_it_is_words(config: Path) -> None:
    ours, theirs = pty.openpty()
    server = subprocess.Popen([str(binary()), "serve", "--config", str(config), "--listen", "127.0.0.1:0"], stderr=theirs)
    os.close(theirs)
    text = ""
    while not (found := re.search(r"serves (http://127\.0\.0\.1:\d+/)", text)):
        text += os.read(ours, 4096).decode()
    assert re.search(r"^\d\d:\d\d:\d\dZ INFO elastatus \S+ serves http://127\.0\.0\.1:\d+/", text, re.M), text
    assert found
    server.send_signal(signal.SIGINT)
    assert server.wait(timeout=PATIENCE) == 130
    os.close(ours)


def test_form_and_level_can_be_chosen(config: Path) -> None:
    server = Elastatus(config, "--log-format", "text")
    assert server.end() == 0
    assert any(re.match(r"\d\d:\d\d:\d\dZ INFO elastatus", line) for line in server.said)
    quiet = run("serve", "-c", config, "--log-level", "error", "--listen", "192.0.2.1:0", "--insecure-no-auth")
    assert quiet.returncode == 1
    (only,) = quiet.stderr.splitlines()
    assert json.loads(only)["level"] == "error"
    for words in (["--log-format", "xml"], ["--log-level", "loud"]):
        assert run("serve", "-c", config, *words).returncode == 2
