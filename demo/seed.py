#!/usr/bin/env python3
"""Fills a simulated AWS with a company and writes elastatus's configuration for it.

python demo/seed.py --endpoint http://127.0.0.1:5555 --config config.yaml
"""

from __future__ import annotations

import argparse
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from company import (
    balancing,
    buckets,
    compute,
    configuration,
    containers,
    databases,
    dns,
    edge,
    functions,
    identity,
    images,
    interfaces,
    messaging,
    network,
    placements,
    schedules,
    stacks,
    stores,
    streams,
)
from company.cells import ACCESS_KEY, ACCOUNTS, EXTERNAL_ID, REGIONS, SECRET_KEY, SHARED, STAGING, Cell, World

#: In this order: later steps use what earlier ones made.
_STEPS = (
    network.fill,
    images.fill,
    compute.fill,
    balancing.fill,
    compute.scale,
    databases.fill,
    stores.fill,
    containers.fill,
    edge.fill,
    identity.fill,
    messaging.fill,
    streams.fill,
    functions.fill,
    interfaces.fill,
    buckets.fill,
    stacks.fill,
    placements.fill,
    schedules.fill,
)


def seed(endpoint: str) -> str:
    """Fills the world at `endpoint`; the text of a configuration for it."""
    world = World(endpoint)
    world.tell("keys", {ACCESS_KEY: SECRET_KEY})
    world.tell("roles", {account.role: EXTERNAL_ID for account in ACCOUNTS if account.role})
    cells = [Cell(world, account, region) for account in ACCOUNTS for region in REGIONS]
    busy = [cell for cell in cells if cell.region != REGIONS[-1]]
    for account in ACCOUNTS:
        if account is not SHARED:  # for HTTPS listeners
            world.client(account, REGIONS[0], "iam").upload_server_certificate(
                ServerCertificateName="shop", CertificateBody="none", PrivateKey="none"
            )
    # Cells do not know of each other, and the simulated AWS makes up ids by cell: the order does not matter.
    with ThreadPoolExecutor(max_workers=4) as pool:
        list(pool.map(lambda cell: _fill(cell) if cell in busy else network.empty(cell), cells))
    zone = dns.fill(busy)
    # The one cell that may not be read.
    world.tell("faults", {"fault": "deny", "account": STAGING.number, "region": "eu-west-1", "service": "dynamodb"})
    return configuration.text(endpoint, zone)


def _fill(cell: Cell) -> None:
    for step in _STEPS:
        step(cell)


def main() -> None:
    """Reads the command line."""
    parser = argparse.ArgumentParser(description="Fills a simulated AWS with a company.")
    parser.add_argument("--endpoint", required=True, help="of the simulated AWS")
    parser.add_argument("--config", type=Path, required=True, help="where to write elastatus's configuration")
    options = parser.parse_args()
    started = time.monotonic()
    text = seed(options.endpoint)
    options.config.parent.mkdir(parents=True, exist_ok=True)
    options.config.touch()
    options.config.chmod(0o600)  # as a file with keys in it should be
    options.config.write_text(text)
    print(f"seeded in {time.monotonic() - started:.1f} s", file=sys.stderr)


if __name__ == "__main__":
    main()
