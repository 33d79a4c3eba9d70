"""Which operations are kept: models/refused.txt and models/withheld.txt."""

import re
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

READABLE = re.compile("^(Describe|List|Get|Search|Lookup|BatchGet|Scan|Query)")

# Signed by the credentials code alone, never for a kind: the operations that assume a role.
CREDENTIALS = {("sts", "AssumeRole"), ("sts", "AssumeRoleWithWebIdentity")}

# Signed for exactly what a grant names (ReadingGrant), never for a kind of a file: the ConfigTable of schedules.
GRANTED = {("dynamodb", "Scan")}


def read_list(path: Path) -> list[tuple[str, str]]:
    """The lines of a rule file as (subject, reason)."""
    rules = []
    for number, line in enumerate(path.read_text().splitlines(), 1):
        text = line.strip()
        if not text or text.startswith("#"):
            continue
        subject, _, reason = text.partition(" ")
        if ":" not in subject or not reason.strip():
            raise SystemExit(f"{path}:{number}: expected `service:name  reason`")
        rules.append((subject, reason.strip()))
    return rules


@dataclass(frozen=True)
class Rules:
    """What models/refused.txt and models/withheld.txt say."""

    refused: tuple[str, ...]
    withheld: frozenset[str]

    @classmethod
    def read(cls, folder: Path) -> "Rules":
        return cls(
            tuple(subject for subject, _ in read_list(folder / "refused.txt")),
            frozenset(subject for subject, _ in read_list(folder / "withheld.txt")),
        )

    def is_readable(self, service: str, operation: str) -> bool:
        name = f"{service}:{operation}"
        return bool(READABLE.match(operation)) and not any(fnmatchcase(name, pattern) for pattern in self.refused)

    def may_refuse(self, service: str) -> bool:
        """Whether a line names this service, and not just any."""
        names = {subject.split(":")[0] for subject in self.refused} - {"*"}
        return any(fnmatchcase(service, name) for name in names)

    def is_kept(self, service: str, operation: str) -> bool:
        return self.is_readable(service, operation) or (service, operation) in CREDENTIALS | GRANTED


def read_names(path: Path) -> list[str]:
    """The names in a file, one a line, comments left out."""
    lines = (line.strip() for line in path.read_text().splitlines())
    return [line for line in lines if line and not line.startswith("#")]
