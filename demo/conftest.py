"""Shared by the tests of the simulated AWS: `demo` on the path, and one filled world for all of them."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent))


@dataclass
class Filled:
    """A world with the company in it."""

    simulated: Any
    seen: Any
    configuration: str

    def ask(self, account: Any, region: str, service: str, operation: str, **parameters: Any) -> dict[str, Any]:
        """The answer to one call through boto3."""
        answer = getattr(self.seen.client(account, region, service), operation)(**parameters)
        answer.pop("ResponseMetadata", None)
        return answer


@pytest.fixture(scope="session")
def filled() -> Iterator[Filled]:
    """The demo's world, served on a free port."""
    import seed
    from company.cells import World as Seen
    from world.application import World
    from world.server import serve

    simulated = World()
    server = serve(simulated, "127.0.0.1", 0)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    endpoint = f"http://127.0.0.1:{server.server_port}"
    try:
        configuration = seed.seed(endpoint)
        yield Filled(simulated, Seen(endpoint), configuration)
    finally:
        simulated.faults.clear()
        server.shutdown()
        server.server_close()
