"""elastatus over a scripted AWS with a hostile inventory, and what is looked at while cases are played."""

from __future__ import annotations

import json
import os
import re
import sys
import time
from pathlib import Path
from xml.sax.saxutils import escape

ROOT = Path(__file__).resolve().parents[3]
sys.path[:0] = [str(ROOT / "Tests"), str(ROOT / "Tests" / "EndToEnd")]

from fake import Fake, result  # noqa: E402
from running import Elastatus  # noqa: E402
from serving.values import VALUES  # noqa: E402
from serving.wire import Answer, Connection, get  # noqa: E402

#: A value of the configuration that must not be seen anywhere.
CANARY = "canary-8c1f0b7d5e"


class Stage:
    """The server and its world."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.fake = Fake()
        self.fake.on("DescribeVolumes", lambda call: result(call, f"<volumeSet>{_volumes()}</volumeSet>").encode())
        self.config = folder / "config.yaml"
        self.write()
        self.server = Elastatus(self.config, "--log-format", "json")
        host, port = self.server.url.removeprefix("http://").split(":")
        self.address = (host, int(port))
        #: As a well-meaning client writes it.
        self.host = f"{host}:{port}"
        self.server.settle("/all/all/ebs.json")
        # Every thread and buffer that a server of its kind needs is there before anything is measured.
        for _ in range(200):
            self.ask("/main/us-east-1/ebs")
        self.memory = self.resident()
        self.files = self.open_files()

    def write(self, *more: str) -> None:
        """The configuration."""
        text = self.fake.config(*more, accounts=("main", "other"))
        self.config.write_text(text.replace("accounts:\n", f"accounts:\n  role:\n    role_arn: arn:aws:iam::111122223333:role/x\n    external_id: {CANARY}\n", 1))
        self.config.chmod(0o600)

    def connect(self, patience: float = 60) -> Connection:
        """A new client."""
        return Connection(self.address, patience)

    def ask(self, target: str, *more: str, method: str = "GET", host: str | None = None) -> Answer:
        """One request on a connection of its own."""
        with self.connect() as client:
            client.send(get(target, self.host if host is None else host, *more, method=method))
            answer = client.answer(method)
        assert answer is not None, f"no answer to {method} {target}"
        return answer

    def is_alive(self) -> bool:
        """Whether it runs and answers."""
        return self.server.child.poll() is None and self.ask("/-/healthy").status == 200

    def resident(self) -> int:
        """Bytes of memory that it has."""
        return int(re.search(r"VmRSS:\s*(\d+)", self._status()).group(1)) << 10  # type: ignore[union-attr]

    def open_files(self) -> int:
        """Descriptors that it has open."""
        return len(os.listdir(f"/proc/{self.server.child.pid}/fd"))

    def settled_files(self, seconds: float = 20) -> int:
        """The same, once the connections of cases are gone."""
        until = time.monotonic() + seconds
        while time.monotonic() < until and self.open_files() > self.files + 4:
            time.sleep(0.1)
        return self.open_files()

    def _status(self) -> str:
        return Path(f"/proc/{self.server.child.pid}/status").read_text()

    def end(self) -> list[str]:
        """Ends it, and says what was wrong with that and with what it logged."""
        wrong: list[str] = []
        if not self.is_alive():
            wrong.append("it does not answer any more")
        if (code := self.server.end()) != 0:
            wrong.append(f"it ended with {code}")
        self.fake.end()
        for line in self.server.said:
            if len(line.encode()) > 8192:
                wrong.append(f"a line of the log has {len(line.encode())} bytes")
            try:
                json.loads(line)
            except ValueError:
                wrong.append(f"a line of the log is no JSON: {line[:200]!r}")
        if CANARY in "".join(self.server.said):
            wrong.append("the log tells a secret")
        return wrong


def _volumes() -> str:
    items = []
    for number, value in enumerate(VALUES):
        text = "".join(f"&#{ord(letter)};" if ord(letter) < 0x20 else escape(letter) for letter in value.xml)
        items.append(
            f"<item><volumeId>vol-{number:04}</volumeId><size>8</size><status>in-use</status><tagSet>"
            f"<item><key>Name</key><value>{text}</value></item><item><key>{text[:200] or 'k'}</key><value>x{text}</value></item>"
            "</tagSet></item>"
        )
    return "".join(items)
