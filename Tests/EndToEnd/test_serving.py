"""Starting and ending."""

from __future__ import annotations

import signal
from pathlib import Path

from running import Elastatus, run


def test_it_ends_cleanly(config: Path) -> None:
    for number in (signal.SIGTERM, signal.SIGINT):
        server = Elastatus(config)
        assert server.end(number) in (0, 130)


def test_a_taken_port_is_said_or_passed_over(elastatus: Elastatus, config: Path) -> None:
    address = elastatus.url.removeprefix("http://")
    done = run("serve", "-c", config, "--listen", address)
    assert done.returncode == 1
    assert address.split(":")[1] in done.stderr
    other = Elastatus(config, "--listen", address, "--next-free-port")
    try:
        assert other.url != elastatus.url
    finally:
        other.end()


def test_it_does_not_listen_to_the_world(config: Path) -> None:
    done = run("serve", "-c", config, "--listen", "0.0.0.0:0")
    assert done.returncode in (1, 2, 4)
    assert "--insecure-no-auth" in done.stderr
