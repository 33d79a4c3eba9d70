"""Shared by the tests of the simulated AWS: `demo` on the path, and answers as botocore reads them."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
