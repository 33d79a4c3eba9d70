#!/usr/bin/env python3
"""How many requests a second a canned AWS answers, so that a bench knows that it measures the client, as JSON.

    .venv/bin/python bench/canned_speed.py --port 5556 --seconds 2

Kept-alive connections ask the calls of bench/peer_boto3.py that are signed by query, one call each; what counts are whole
answers. The sizes of the answers' bodies stand beside the rate.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import time

import uvloop

#: Signing name, operation, version.
_CALLS = [
    ("ec2", "DescribeInstances", "2016-11-15"),
    ("ec2", "DescribeVolumes", "2016-11-15"),
    ("ec2", "DescribeSecurityGroups", "2016-11-15"),
    ("elasticloadbalancing", "DescribeLoadBalancers", "2015-12-01"),
    ("elasticloadbalancing", "DescribeLoadBalancers", "2012-06-01"),
    ("autoscaling", "DescribeAutoScalingGroups", "2011-01-01"),
    ("rds", "DescribeDBInstances", "2014-10-31"),
    ("elasticache", "DescribeCacheClusters", "2015-02-02"),
]


def request(service: str, operation: str, version: str) -> bytes:
    """A request as the signed clients send it, with a signature that nobody checks."""
    body = f"Action={operation}&Version={version}".encode()
    scope = f"AKIA123456789012/20260101/us-east-1/{service}/aws4_request"
    return (
        f"POST / HTTP/1.1\r\nHost: {service}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        f"Authorization: AWS4-HMAC-SHA256 Credential={scope}, SignedHeaders=host, Signature=0\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    ).encode() + body


class Asker(asyncio.Protocol):
    """One connection that asks the same again whenever it has the whole answer."""

    answers = 0
    size = 0

    def __init__(self, request: bytes) -> None:
        self._request = request
        self._rest = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Asks for the first time."""
        self._transport: asyncio.WriteTransport = transport  # type: ignore[assignment]
        self._transport.write(self._request)

    def data_received(self, data: bytes) -> None:
        """Counts bytes; the answer's head tells how many there are."""
        if not self._rest:
            head, _, _ = data.partition(b"\r\n\r\n")
            if not head.startswith(b"HTTP/1.1 200 "):
                raise SystemExit(f"an answer was {head[:40]!r}")
            self.size = int(head.partition(b"Content-Length: ")[2].partition(b"\r\n")[0])
            self._rest = len(head) + 4 + self.size
        self._rest -= len(data)
        if self._rest <= 0:
            self._rest = 0
            self.answers += 1
            self._transport.write(self._request)


async def measure(port: int, connections: int, seconds: float) -> dict[str, object]:
    """Asks for a while and counts."""
    loop = asyncio.get_running_loop()
    askers: list[Asker] = []
    for number in range(connections):
        wanted = request(*_CALLS[number % len(_CALLS)])
        _, asker = await loop.create_connection(lambda wanted=wanted: Asker(wanted), "127.0.0.1", port)
        askers.append(asker)
    await asyncio.sleep(0.2)  # the server makes each answer once
    before, began = sum(asker.answers for asker in askers), time.monotonic()
    await asyncio.sleep(seconds)
    answers, took = sum(asker.answers for asker in askers) - before, time.monotonic() - began
    sizes = {f"{call[0]}:{call[1]}:{call[2]}": asker.size for call, asker in zip(_CALLS, askers, strict=False)}
    return {"requests_per_second": round(answers / took, 1), "connections": connections, "body_bytes": sizes}


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description="Requests per second of a canned AWS.")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--connections", type=int, default=64)
    parser.add_argument("--seconds", type=float, default=2)
    options = parser.parse_args()
    print(json.dumps(uvloop.run(measure(options.port, options.connections, options.seconds))))


if __name__ == "__main__":
    main()
