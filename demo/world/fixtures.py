"""Answers from plain files, for what moto lacks: demo/fixtures/README.md says how they are laid out."""

from __future__ import annotations

import hashlib
import threading
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from world.calls import Call
from world.documents import Document
from world.errors import Answer

ROOT = Path(__file__).resolve().parent.parent / "fixtures"

#: What every fixture is written for; a placement puts its own in their stead.
ACCOUNT = "123456789012"
REGION = "us-east-1"
#: The parts of endpoint names that AWS makes up per account and region, by length.
TOKENS = ("x1y2z3", "c9akciq32abc")
_SHORT_REGIONS = {"us-east-1": "use1", "us-west-2": "usw2", "eu-west-1": "euw1", "eu-central-1": "euc1"}


@dataclass
class Placement:
    """Fixtures that show in one account and region."""

    account: str
    region: str
    service: str
    #: `Operation/name` each.
    fixtures: list[str]
    #: Texts put in the place of others: names, ids of security groups.
    rename: dict[str, str] = field(default_factory=dict)
    #: Parameters that a call must have to be shown them.
    when: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in self.fixtures:
            if not path_of(self.service, *name.split("/", 1)):
                raise ValueError(f"no fixture {self.service}/{name}")

    def shown_to(self, call: Call) -> list[str]:
        """The names of the fixtures that belong into the answer to `call`."""
        if (self.account, self.region, self.service) != (call.account, call.region, call.service):
            return []
        if any(call.parameters.get(key) != value for key, value in self.when.items()):
            return []
        return [name.split("/", 1)[1] for name in self.fixtures if name.startswith(call.operation + "/")]

    def localized(self, body: bytes) -> bytes:
        """A fixture's bytes as they are in this account and region."""
        text = body.decode()
        for old, new in self.rename.items():
            text = text.replace(old, new)
        for token in TOKENS:
            text = text.replace(token, local_token(self.account, self.region, len(token)))
        text = text.replace(ACCOUNT, self.account).replace(REGION, self.region)
        return text.replace(".use1.", f".{_SHORT_REGIONS.get(self.region, self.region)}.").encode()


class Fixtures:
    """Where fixtures show. Safe to use from the server's threads."""

    def __init__(self) -> None:
        self._placements: list[Placement] = []
        self._lock = threading.Lock()

    def add(self, placements: list[dict[str, Any]]) -> None:
        """Appends placements. Raises TypeError or ValueError for a bad one, and then adds none."""
        made = [Placement(**placement) for placement in placements]
        with self._lock:
            self._placements += made

    def clear(self) -> None:
        """Forgets all placements."""
        with self._lock:
            self._placements = []

    def base(self, call: Call) -> Answer | None:
        """The empty answer of an operation that moto lacks, or None when moto is to be asked."""
        path = path_of(call.service, call.operation, "_empty")
        return Answer(200, read(path), {"Content-Type": content_type(path)}) if path else None

    def joined(self, call: Call, answer: Answer) -> Answer:
        """`answer` with the items of the fixtures that show to `call`."""
        with self._lock:
            shown = [(placement, name) for placement in self._placements for name in placement.shown_to(call)]
        if not shown or answer.status != 200:
            return answer
        document = Document(answer.body)
        for placement, name in shown:
            path = path_of(call.service, call.operation, name)
            if path:
                document.join(Document(placement.localized(read(path))))
        return Answer(200, document.encoded(), answer.headers)


def local_token(account: str, region: str, length: int) -> str:
    """The made-up part of endpoint names in one account and region."""
    digest = hashlib.sha256(f"{account}/{region}".encode()).hexdigest()
    return "c" + digest[: length - 1]


@cache
def path_of(service: str, operation: str, name: str) -> Path | None:
    """The file of a fixture, or None."""
    for suffix in ("xml", "json"):
        path = ROOT / service / operation / f"{name}.{suffix}"
        if path.is_file():
            return path
    return None


@cache
def read(path: Path) -> bytes:
    """A fixture's bytes."""
    return path.read_bytes()


def content_type(path: Path) -> str:
    """The content type of a fixture's answer."""
    return "text/xml" if path.suffix == ".xml" else "application/x-amz-json-1.1"
