"""A kind whose columns have every form, and rows of it: what filters are tested on."""

from __future__ import annotations

import json
import random
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from fake import Call, Fake, Reply

#: The names of queues are JSON here, so that a column can hold anything.
KIND = """\
kind: thing
title: Things
service: sqs
list: ListQueues
items: "QueueUrls[]"
id: json(value).id
name: json(value).name
created: json(value).created
tags: json(value).tags
columns:
  word:    { value: json(value).word, help: "A text." }
  count:   { value: json(value).count, form: integer, help: "A number." }
  load:    { value: json(value).load, form: percent, help: "A share, in percent." }
  size:    { value: json(value).size, form: bytes, unit: MiB, help: "A size, in bytes." }
  period:  { value: json(value).period, form: duration, unit: s, help: "A length of time, in seconds." }
  seen_at: { value: json(value).seen_at, form: time, help: "A time." }
  words:   { value: json(value).words, form: list, help: "Some texts." }
  on:      { value: json(value).on, form: bool, help: "Whether it is on." }
  address: { value: json(value).address, form: ip, help: "An address." }
shown: [name, word, count]
every: 3600s
"""
TEXTS = [
    "web-1", "web-2", "web-9", "web-10", "Web-10", "WEB-9", "orders db", "orders", "a,b", "x:y", "*star*", "q?m", "qm", "qxm",
    "back\\slash", 'say "hi"', "-dash", "null", "blank", "Zoë", "ZOË", "é", "007", "7", "70", "10.0.0.9", "a=b", ">5", "=1+1", "true",
]
ADDRESSES = ["10.0.0.9", "10.0.0.10", "10.2.3.4", "10.2.200.1", "172.16.0.1", "192.0.2.7", "2001:db8::1", "2001:db8::20", "fe80::1"]
KEYS = ["Team", "team", "Env", "aws:cloudformation:stack-name"]
#: Times are some days and twelve hours old, so that no span of whole days is near one.
NOW = datetime.now(UTC).replace(microsecond=0) - timedelta(hours=12)


def stamp(date: datetime) -> str:
    """A time as AWS writes it."""
    return date.strftime("%Y-%m-%dT%H:%M:%SZ")


def things(count: int = 120, seed: int = 1) -> list[dict[str, Any]]:
    """Rows by chance, the same ones for the same seed on the same day."""
    chance = random.Random(seed)

    def maybe(make: Any, share: float = 0.8) -> Any:
        return make() if chance.random() < share else None

    rows = []
    for number in range(count):
        rows.append({
            "id": f"t{number:03}",
            "name": chance.choice(TEXTS) + f" {number}",
            "created": stamp(NOW - timedelta(days=chance.randrange(0, 90))),
            "tags": [{"Key": key, "Value": chance.choice(["", *TEXTS[:12]])} for key in KEYS if chance.random() < 0.4],
            "word": maybe(lambda: chance.choice(["", *TEXTS])),
            "count": maybe(lambda: chance.choice([-5, 0, 1, 4, 7, 10, 70, 100, 1000000])),
            "load": maybe(lambda: chance.choice([0, 0.5, 7, 82.5, 100])),
            "size": maybe(lambda: chance.choice([0, 1, 512, 1024, 2048, 102400])),
            "period": maybe(lambda: chance.choice([0, 1, 30, 90, 3600, 7200, 86400])),
            "seen_at": maybe(lambda: stamp(NOW - timedelta(days=chance.randrange(-20, 60), hours=chance.choice([0, 1])))),
            "words": maybe(lambda: chance.sample(TEXTS, chance.randrange(0, 4))),
            "on": maybe(lambda: chance.choice([True, False])),
            "address": maybe(lambda: chance.choice(ADDRESSES)),
        })
    return rows


def serving(fake: Fake, folder: Path, rows: list[dict[str, Any]], *more: str) -> Path:
    """A configuration over which `rows` are the things of the account main."""
    (folder / "kinds").mkdir()
    (folder / "kinds" / "thing.yaml").write_text(KIND)
    (folder / "kinds" / "views.yaml").write_text("- { view: thing, title: Things, group: Compute, kinds: [thing] }\n")

    def queues(_: Call) -> Reply:
        return Reply(200, json.dumps({"QueueUrls": [json.dumps(row) for row in rows]}).encode())

    fake.on("ListQueues", queues)
    path = folder / "config.yaml"
    path.write_text(fake.config("kinds_dir: kinds", *more))
    path.chmod(0o600)
    return path
