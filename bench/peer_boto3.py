#!/usr/bin/env python3
"""What the same AWS calls cost boto3: a warm thread pool, its CPU seconds for 1,000 answers, as JSON.

    .venv/bin/python bench/peer_boto3.py --endpoint http://127.0.0.1:5556 --rounds 20

`--calls FILE` is a JSON list of {"service", "operation", "input"}; by default ten common list calls. Each is made for
every account and region in each round. Clients are made and used once before the clock starts.
"""

from __future__ import annotations

import argparse
import json
import resource
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import boto3
from botocore import xform_name
from botocore.config import Config

_CALLS = [
    ("ec2", "DescribeInstances"),
    ("ec2", "DescribeVolumes"),
    ("ec2", "DescribeSecurityGroups"),
    ("elbv2", "DescribeLoadBalancers"),
    ("elb", "DescribeLoadBalancers"),
    ("autoscaling", "DescribeAutoScalingGroups"),
    ("rds", "DescribeDBInstances"),
    ("dynamodb", "ListTables"),
    ("elasticache", "DescribeCacheClusters"),
    ("sqs", "ListQueues"),
]


def work(options: argparse.Namespace) -> list[tuple[Any, str, dict[str, Any]]]:
    """Every call of one round: its client, method and parameters."""
    if options.calls:
        calls = [
            (call["service"], call["operation"], call.get("input", {}))
            for call in json.loads(options.calls.read_text())
        ]
    else:
        calls = [(service, operation, {}) for service, operation in _CALLS]
    session = boto3.session.Session()
    config = Config(retries={"max_attempts": 0}, max_pool_connections=options.threads)
    clients: dict[tuple[str, int, str], Any] = {}
    made = []
    for account in range(options.accounts):
        for region in options.regions.split(","):
            for service, operation, parameters in calls:
                key = (service, account, region)
                if key not in clients:
                    clients[key] = session.client(
                        service,
                        region_name=region,
                        endpoint_url=options.endpoint,
                        config=config,
                        aws_access_key_id=f"AKIA{account + 1:012}",
                        aws_secret_access_key="secret",
                    )
                made.append((clients[key], xform_name(operation), parameters))
    return made


def cpu() -> float:
    """CPU seconds of this process."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description="CPU seconds of boto3 for 1,000 answers.")
    parser.add_argument("--endpoint", required=True)
    parser.add_argument("--accounts", type=int, default=3)
    parser.add_argument("--regions", default="us-east-1,eu-west-1,ap-southeast-2")
    parser.add_argument("--threads", type=int, default=32)
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--calls", type=Path)
    options = parser.parse_args()

    jobs = work(options)
    with ThreadPoolExecutor(max_workers=options.threads) as pool:

        def round_() -> None:
            for answer in pool.map(lambda job: getattr(job[0], job[1])(**job[2]), jobs):
                if answer["ResponseMetadata"]["HTTPStatusCode"] != 200:
                    raise SystemExit("an answer was not 200")

        round_()
        used, started = cpu(), time.monotonic()
        for _ in range(options.rounds):
            round_()
        used, wall = cpu() - used, time.monotonic() - started
    answers = options.rounds * len(jobs)
    figures = {
        "answers": answers,
        "wall_seconds": round(wall, 3),
        "cpu_seconds": round(used, 3),
        "cpu_seconds_per_1000": round(used / answers * 1000, 4),
        "answers_per_second": round(answers / wall, 1),
        "peak_bytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
