#!/usr/bin/env python3
"""How long `elastatus collect` takes for a thousand cells that it has never read, and how much memory at most, as JSON.

    .venv/bin/python bench/cold.py --program .build/release/elastatus --port 5556 --cells 1000

Every built-in kind is read in five accounts and as many regions as make that many cells, from a canned AWS that is already
running with its delay. Requests go over loopback as they go to AWS: signed, kept alive, retried, at most eight at once to one
service of one account and region. What is not there is the pacing by request rates, which replaced endpoints do not have.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import tempfile
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ACCOUNTS = 5


def regions(count: int) -> list[str]:
    """The first regions that AWS's models name for the standard partition."""
    known = json.loads((ROOT / "models" / "partitions.json").read_text())
    names = sorted(name for name in known["partitions"]["aws"]["regions"] if name != "aws-global")
    if len(names) < count:
        raise SystemExit(f"there are {len(names)} regions; {count} are needed")
    return names[:count]


def kinds() -> tuple[int, int]:
    """How many built-in kinds have a cell in each region, and how many one in each account."""
    texts = [path.read_text() for path in (ROOT / "kinds").glob("*.yaml") if path.name != "views.yaml"]
    everywhere = sum("\nscope: global" in text for text in texts)
    return len(texts) - everywhere, everywhere


def configuration(port: int, cells: int) -> tuple[str, int]:
    """config.yaml, and how many cells it makes."""
    regional, everywhere = kinds()
    count = -(-(cells - ACCOUNTS * everywhere) // (ACCOUNTS * regional))
    accounts = "".join(
        f"  account-{number}:\n    aws_access_key_id: 'AKIA{number:012}'\n    aws_secret_access_key: 'secret'\n"
        for number in range(1, ACCOUNTS + 1)
    )
    text = f"endpoint_url: http://127.0.0.1:{port}\nregions: {json.dumps(regions(count))}\naccounts:\n{accounts}"
    return text, ACCOUNTS * (regional * count + everywhere)


def asked(port: int) -> dict[str, int]:
    """The requests that the canned AWS has answered since the last time, by operation."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/-/canned/calls", timeout=10) as answer:
        return json.loads(answer.read())


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description="A thousand cells, cold.")
    parser.add_argument("--program", type=Path, required=True)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--cells", type=int, default=1000)
    options = parser.parse_args()
    text, cells = configuration(options.port, options.cells)
    asked(options.port)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "config.yaml"
        file.write_text(text)
        file.chmod(0o600)
        began = time.monotonic()
        done = subprocess.Popen(
            [options.program.resolve(), "collect", "--quiet", "--config", file],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        said, complaints = done.communicate(timeout=120)
        wall = time.monotonic() - began
        # Popen has waited already: the children's peak is this one's, the only child there was.
    if done.returncode != 0 or f"in {cells:,} cells".replace(",", "") not in said.replace(",", ""):
        raise SystemExit(f"elastatus collect ended with {done.returncode}: {said}{complaints}")
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    calls = asked(options.port)
    figures = {
        "cells": cells,
        "said": said.strip(),
        "requests": sum(calls.values()),
        "wall_seconds": round(wall, 3),
        "cpu_seconds": round(used.ru_utime + used.ru_stime, 3),
        "peak_bytes": used.ru_maxrss * 1024,
        "cores": os.cpu_count(),
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
