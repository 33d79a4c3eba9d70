"""Ages: moto makes everything now, a company did so over years."""

from __future__ import annotations

import hashlib
import time
from datetime import UTC, datetime

#: The moment that ages are counted from: one for the whole process.
NOW = time.time()
_HOUR, _DAY = 3600.0, 86400.0


def age(item: str) -> float:
    """How long ago `item` was made, in seconds: between 3 hours and 900 days, most in the last months."""
    part = int(hashlib.sha256(item.encode()).hexdigest()[:8], 16) / 0xFFFFFFFF
    return 3 * _HOUR * (900 * _DAY / (3 * _HOUR)) ** part


def born(item: str, part: float = 1.0) -> float:
    """When `item` was made, in seconds since 1970; `part` 0.5 is halfway from then to now."""
    return NOW - age(item) * part


def iso(moment: float) -> str:
    """A moment as XML answers have it."""
    return datetime.fromtimestamp(moment, UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")


def spelled(moment: float) -> str:
    """A moment as EC2 writes it into sentences."""
    return datetime.fromtimestamp(moment, UTC).strftime("%Y-%m-%d %H:%M:%S GMT")
