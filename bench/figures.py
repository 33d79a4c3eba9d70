"""Figures with their bars, and the programs that give them."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
ROUNDS = 3


@dataclass(frozen=True)
class Figure:
    """One measured figure and its bar."""

    name: str
    value: float
    bar: float | None
    unit: str
    how: str
    is_floor: bool = False

    @property
    def is_met(self) -> bool:
        """Whether the figure keeps its bar; smaller is better unless the bar is a floor."""
        if self.bar is None:
            return True
        return self.value >= self.bar if self.is_floor else self.value <= self.bar


def measured(*words: str | Path) -> dict[str, Any]:
    """The JSON that a measuring program prints."""
    done = subprocess.run([str(word) for word in words], cwd=ROOT, capture_output=True, text=True, timeout=600)
    if done.returncode != 0:
        raise SystemExit(f"{words[0]} failed: {done.stderr.strip()}")
    return json.loads(done.stdout)


@contextmanager
def canned(*words: str) -> Iterator[int]:
    """A canned AWS on a free port."""
    process = subprocess.Popen(
        [sys.executable, "demo/canned.py", "--port", "0", "--print-port", *words],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout
        yield int(process.stdout.readline())
    finally:
        process.terminate()
        process.wait()
