"""The stored decisions of botocore's adaptive mode are what botocore decides."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_stored_cases_are_botocores(tmp_path: Path):
    written = tmp_path / "cases.jsonl"
    subprocess.run([sys.executable, ROOT / "tools/rate-cases", written], check=True, timeout=60)
    assert written.read_text() == (ROOT / "Tests/Fixtures/adaptive-rate.jsonl").read_text()
