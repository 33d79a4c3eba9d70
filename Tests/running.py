"""Starts what a test of the whole needs, and asks it: the simulated AWS, the company in it, elastatus over it."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

ROOT = Path(__file__).resolve().parents[1]
#: How long anything may take to come up or settle, in seconds: a bound for failures, never waited out.
PATIENCE = 120
# Whatever a test starts has no instance to ask for credentials, wherever it runs.
os.environ["AWS_EC2_METADATA_DISABLED"] = "true"


@cache
def binary() -> Path:
    """The program under test: ELASTATUS_BINARY, or the debug build."""
    if named := os.environ.get("ELASTATUS_BINARY"):
        return Path(named)
    shown = subprocess.run(
        ["swift", "build", "--show-bin-path"], cwd=ROOT, check=True, capture_output=True, text=True
    )
    return Path(shown.stdout.strip()) / "elastatus"


def eventually(condition: Callable[[], Any], what: str) -> Any:
    """The first truthy answer of `condition`, asked again and again."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if answer := condition():
            return answer
        time.sleep(0.05)
    raise AssertionError(f"not within {PATIENCE} s: {what}")


@dataclass
class Answer:
    """What a server answered."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode()

    @property
    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)


class _KeepRedirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        return None


_opener = urllib.request.build_opener(_KeepRedirects, urllib.request.ProxyHandler({}))


def ask(url: str, method: str = "GET", body: bytes | None = None, headers: dict[str, str] | None = None) -> Answer:
    """One request; an error status is an answer too."""
    request = urllib.request.Request(url, body, headers or {}, method=method)
    try:
        with _opener.open(request, timeout=PATIENCE) as got:
            return Answer(got.status, {key.lower(): value for key, value in got.headers.items()}, got.read())
    except urllib.error.HTTPError as got:
        return Answer(got.code, {key.lower(): value for key, value in got.headers.items()}, got.read())


class Process:
    """A child process that is ended with its test."""

    def __init__(self, words: list[str | Path], announces: str, env: dict[str, str] | None = None) -> None:
        """Starts it and waits until a line of its output matches `announces`, whose first group is kept."""
        self.child = subprocess.Popen(
            [str(word) for word in words], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            env={**os.environ, **(env or {})},
        )
        #: Every line so far; a reader that stops would make the child wait.
        self.said: list[str] = []
        ready = threading.Event()
        self._reader = threading.Thread(target=self._read, args=(announces, ready), daemon=True)
        self._reader.start()
        ready.wait()
        if not hasattr(self, "announced"):
            raise AssertionError(f"{words[0]} ended before it was ready:\n{''.join(self.said)}")

    def _read(self, announces: str, ready: threading.Event) -> None:
        assert self.child.stdout
        for line in self.child.stdout:
            self.said.append(line)
            if not ready.is_set() and (found := re.search(announces, line)):
                self.announced = found.group(1)
                ready.set()
        ready.set()

    def end(self, number: int = signal.SIGTERM) -> int:
        """Asks it to end and answers its exit code."""
        self.child.send_signal(number)
        try:
            return self.child.wait(timeout=30)
        finally:
            self.child.kill()
            self._reader.join(timeout=30)
            if self.child.stdout and not self._reader.is_alive():
                self.child.stdout.close()


class World(Process):
    """The simulated AWS."""

    def __init__(self) -> None:
        super().__init__([sys.executable, ROOT / "demo" / "world.py", "--port", "0", "--print-port"], r"^(\d+)$")
        self.url = f"http://127.0.0.1:{self.announced}"

    def tell(self, what: str, value: Any, method: str = "POST") -> None:
        """Changes faults, placements, edits or roles."""
        answer = ask(f"{self.url}/-/world/{what}", method, json.dumps(value).encode())
        assert answer.status == 200, answer.text

    def forget_faults(self) -> None:
        """Ends every fault."""
        assert ask(f"{self.url}/-/world/faults", "DELETE").status == 200

    def faults(self) -> list[dict[str, Any]]:
        """The faults in force, as they can be told again."""
        return [
            {key: value for key, value in fault.items() if key != "hits"}
            for fault in ask(f"{self.url}/-/world/faults").json
        ]


class Elastatus(Process):
    """elastatus, serving."""

    def __init__(self, config: Path, *more: str, env: dict[str, str] | None = None) -> None:
        super().__init__(
            [binary(), "serve", "--config", config, "--listen", "127.0.0.1:0", *more], r"(http://127\.0\.0\.1:\d+)",
            env,
        )
        self.url = self.announced

    def get(self, path: str, **headers: str) -> Answer:
        """Asks for a page."""
        return ask(self.url + path, headers=headers)

    def rows(self, path: str) -> list[dict[str, Any]]:
        """The rows of a table's JSON twin."""
        answer = self.get(path)
        assert answer.status == 200, answer.text
        return answer.json["rows"]

    def cells(self, path: str) -> list[dict[str, Any]]:
        """The cells of a table's JSON twin."""
        return self.get(path).json["cells"]

    def settle(self, *paths: str) -> None:
        """Waits until every cell of these twins has been read or has failed."""
        for path in paths:
            eventually(
                lambda path=path: all(cell["status"] not in ("never", "refreshing") for cell in self.cells(path)),
                f"{path} settled",
            )

    def peak_memory(self) -> int:
        """The most memory it ever had, in bytes."""
        status = Path(f"/proc/{self.child.pid}/status").read_text()
        return int(re.search(r"VmHWM:\s*(\d+) kB", status).group(1)) << 10  # type: ignore[union-attr]

    def refresh(self, path: str) -> None:
        """Asks for the cells of a page to be read again."""
        answer = ask(f"{self.url}/-/refresh?of={quote(path, safe='')}", "POST", b"", {"Origin": self.url})
        assert answer.status in (200, 202, 204, 303), answer.text


def run(
    *words: str | Path, env: dict[str, str] | None = None, cwd: Path = ROOT
) -> subprocess.CompletedProcess[str]:
    """Runs elastatus to its end."""
    return subprocess.run(
        [str(binary()), *map(str, words)], capture_output=True, text=True, timeout=PATIENCE,
        env={**os.environ, **(env or {})}, cwd=cwd,
    )
