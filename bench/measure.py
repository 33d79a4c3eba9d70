#!/usr/bin/env python3
"""Runs the benches against their peers and judges the ratios.

    bench/run                # what `make bench` calls
    bench/run pages memory   # these alone, printed and judged; RESULTS.md stays as it is

Ours and the peer take turns on the same canned AWS, three rounds each; the figure is the median of the ratios of the
rounds, so that a busy moment of the machine meets both.
"""

from __future__ import annotations

import os
import platform
import statistics
import sys
from collections.abc import Callable
from pathlib import Path

import pages
from figures import ROOT, ROUNDS, Figure, canned, measured

def server() -> list[Figure]:
    """Whether the canned AWS is fast enough to measure clients with."""
    with canned() as port:
        rounds = [measured(sys.executable, "bench/canned_speed.py", "--port", str(port)) for _ in range(ROUNDS)]
    rate = statistics.median(figures["requests_per_second"] for figures in rounds)
    sizes = ", ".join(f"{name.split(':')[1]} {size:,}" for name, size in rounds[0]["body_bytes"].items())
    how = f"`bench/canned_speed.py`: {rounds[0]['connections']} kept-alive connections; bodies in bytes: {sizes}"
    name = "requests a second that the canned AWS answers (below, it would be the bottleneck)"
    return [Figure(name, rate, 20_000, "", how, is_floor=True)]


def answers(ours: Path) -> list[Figure]:
    """CPU for 1,000 answers beside a warm boto3 thread pool."""
    with canned() as port:
        endpoint = f"http://127.0.0.1:{port}"
        rounds = [
            (
                measured(ours, "answers", endpoint, ROOT / "models", "20"),
                measured(sys.executable, "bench/peer_boto3.py", "--endpoint", endpoint, "--rounds", "5"),
            )
            for _ in range(ROUNDS)
        ]
    ratio = statistics.median(us["cpu_seconds_per_1000"] / peer["cpu_seconds_per_1000"] for us, peer in rounds)
    mine = statistics.median(us["cpu_seconds_per_1000"] for us, _ in rounds)
    theirs = statistics.median(peer["cpu_seconds_per_1000"] for _, peer in rounds)
    how = "`elastatus-bench answers` beside `bench/peer_boto3.py` (32 threads, warm), 10 list calls × 3 accounts × 3 regions"
    return [
        Figure("CPU per answer, share of boto3's", ratio, 1 / 8, "", how),
        Figure("CPU seconds for 1,000 answers, elastatus", mine, None, "s", how),
        Figure("CPU seconds for 1,000 answers, boto3", theirs, None, "s", how),
    ]


def cold(ours: Path) -> list[Figure]:
    """A thousand cells that were never read, 50 ms away."""
    with canned("--delay", "50") as port:
        program = ours.parent / "elastatus"
        rounds = [
            measured(sys.executable, "bench/cold.py", "--program", program, "--port", str(port)) for _ in range(ROUNDS)
        ]
    size = rounds[0]
    how = (
        f"`bench/cold.py`: `elastatus collect`, every built-in kind in {size['cells']:,} cells, {size['requests']:,} requests "
        "over loopback to a canned AWS 50 ms away; 128 cells at once, 8 requests at once to a service of an account and "
        "region, not paced by rate as AWS's own endpoints are"
    )
    return [
        Figure("1,000 cells, cold", statistics.median(figures["wall_seconds"] for figures in rounds), 1.5, "s", how),
        Figure("their peak of memory", max(figures["peak_bytes"] for figures in rounds) / 1e6, 120, "MB", how),
        Figure("their CPU", statistics.median(figures["cpu_seconds"] for figures in rounds), None, "s", how),
    ]


def page(ours: Path) -> list[Figure]:
    """One page of 1,000 rows."""
    rounds = [measured(ours, "page", ROOT) for _ in range(ROUNDS)]
    how = "`elastatus-bench page`: /production/us-east-1/ec2?_size=1000 and on, 1,000 rows, over loopback, median of 41"
    best = statistics.median(figures["median_milliseconds"] for figures in rounds)
    return [
        Figure("page of 1,000 rows", best, 10, "ms", how),
        Figure("its size", rounds[0]["page_bytes"], None, "bytes", how),
    ]


def memory(ours: Path) -> list[Figure]:
    """What a snapshot of 100,000 resources takes, and what of it takes what."""
    size = measured(ours, "memory", ROOT / "kinds", ROOT / "models")
    count = size["resources"]
    how = (
        f"`elastatus-bench memory`: {count:,} resources in 250 cells (30 % instances, 30 % volumes, 15 % security groups, "
        "15 % queues, 10 % databases)"
    )
    parts = {
        "packed fields": "field_bytes",
        "texts that rows share": "word_bytes",
        "documents, compressed": "document_bytes",
        "handles of rows": "handle_bytes",
        "Find's index": "index_bytes",
        "references, for what refers to it": "reference_bytes",
    }
    return [
        Figure(
            "resident with 100,000 resources",
            size["resident_bytes"] / 1e6,
            250,
            "MB",
            f"{how}: the whole process after Find's index, a sorted page of each kind and a look at what refers to whom in every cell",
        ),
        Figure("its peak", size["peak_bytes"] / 1e6, None, "MB", f"{how}, the making of the documents included"),
        Figure("before there was a snapshot", size["empty_bytes"] / 1e6, None, "MB", f"{how}: kinds and models alone"),
        Figure("mean raw document", size["document_text_bytes"] / count, None, "bytes", how),
        *[Figure(f"each resource's {name}", size[key] / count, None, "bytes", how) for name, key in parts.items()],
        Figure("one document out of its chunk", size["detail_microseconds"], 1000, "µs", f"{how}: CPU, read and parsed"),
        Figure("what refers to a resource", size["look_microseconds"], 5000, "µs", f"{how}: CPU, the mean of a thousand"),
        Figure("the same, looked at the first time", size["first_look_microseconds"], None, "µs", f"{how}: CPU"),
        Figure("words looked for in 30,000 instances", size["filter_microseconds"] / 1000, None, "ms", f"{how}: CPU"),
        Figure("a field and a tag compared in them", size["field_filter_microseconds"] / 1000, None, "ms", f"{how}: CPU"),
        Figure("a row and its document made", size["build_microseconds"] / count, None, "µs", f"{how}: CPU, with JMESPath"),
        Figure("Find's index, each resource", size["index_microseconds"] / count, None, "µs", f"{how}: CPU"),
    ]


def sweep(ours: Path) -> list[Figure]:
    """One look at 520,000 empty cells, under a simulated clock."""
    seen = measured(ours, "sweep", ROOT / "kinds", ROOT / "models")
    if seen["unread"]:
        raise SystemExit(f"{seen['unread']} of {seen['cells']} cells were never read")
    how = (
        f"`elastatus-bench sweep`: {seen['cells']:,} cells (1,000 accounts × 20 regions × 26 kinds) read once through the "
        f"collector and the client, signed and parsed, over canned empty answers; {seen['requests']:,} requests, "
        "50 to 500 ms each, under a simulated clock"
    )
    return [
        Figure("peak of a sweep of 520,000 empty cells", seen["peak_bytes"] / 1e6, 600, "MB", how),
        Figure("requests beyond their bucket in it", seen["overshoot"] * 100, 1, "%", how),
        Figure("memory for each of its cells, plan included", seen["bytes_per_cell"], 1100, "bytes", how),
        Figure("CPU for each of its cells", seen["cpu_seconds"] / seen["cells"] * 1e6, None, "µs", how),
        Figure("how long it takes", seen["simulated_seconds"] / 60, None, "min, simulated", how),
    ]


def age(ours: Path) -> list[Figure]:
    """How old cells are over an hour, under a simulated clock."""
    seen = measured(ours, "age", ROOT)
    how = (
        f"`elastatus-bench age`: an hour of {seen['cells']:,} cells (50 accounts × 6 regions, {seen['kinds']} kinds, "
        f"{seen['kinds_with_rows']} of them with rows), {seen['requests']:,} requests of 50 to 500 ms, 1 % failing, under a "
        "simulated clock; looked at every 30 s"
    )
    worst = f"{how}; the worst is {seen['worst_kind']}"
    busiest = f"{how}; the busiest minute of any account, region and service, which is {seen['busiest']}"
    return [
        Figure("age of `ec2` cells, p95", seen["ec2_age"], 90, "s", how),
        Figure("age of the others, p95, in their periods", seen["worst_share"], 1.5, "", worst),
        Figure("age of what stays empty, p95, in its periods", seen["empty_share"], 1.5, "", how),
        Figure("share of the documented quotas", seen["busiest_share"] * 100, 25, "%", busiest),
        Figure("requests beyond their bucket", seen["overshoot"] * 100, 1, "%", how),
    ]


def schedules(ours: Path) -> list[Figure]:
    """50,000 resources of every kind against 200 schedules."""
    rounds = [measured(ours, "schedules", ROOT / "kinds", ROOT / "models") for _ in range(ROUNDS)]
    seen = rounds[0]
    how = (
        f"`elastatus-bench schedules`: {seen['resources']:,.0f} resources (40 % instances, 10 % with Cloud Custodian's tag, "
        f"20 % groups, 20 % databases and 10 % clusters with windows all over the week), {seen['schedules']:,.0f} schedules of two "
        "periods in twelve time zones, nothing remembered: CPU, median of 11"
    )
    evaluation = statistics.median(figures["evaluation_milliseconds"] for figures in rounds)
    table = statistics.median(figures["table_milliseconds"] for figures in rounds)
    return [
        Figure("every verdict of 50,000 resources and 200 schedules", evaluation, 60, "ms", how),
        Figure("the late ones among them, as a table", table, None, "ms", how),
    ]


def shown(number: float) -> str:
    """A figure as people read it."""
    return f"{number:,.0f}" if number >= 100 else f"{number:.3g}"


def report(figures: list[Figure]) -> str:
    """RESULTS.md."""
    lines = [
        "# Measurements",
        "",
        f"Written by `make bench` on {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}. "
        "Ratios are medians of three rounds in which both sides take turns.",
        "",
        "| figure | measured | bar | how |",
        "|---|---|---|---|",
    ]
    for figure in figures:
        unit = f" {figure.unit}" if figure.unit else ""
        side = "at least" if figure.is_floor else "at most"
        bar = f"{side} {shown(figure.bar)}{unit}" if figure.bar is not None else ""
        lines.append(f"| {figure.name} | {shown(figure.value)}{unit} | {bar} | {figure.how} |")
    return "\n".join(lines) + "\n"


#: What is measured, in the order of the report.
SECTIONS: dict[str, Callable[[Path], list[Figure]]] = {
    "server": lambda _: server(),
    "answers": answers,
    "cold": cold,
    "page": page,
    "pages": pages.figures,
    "memory": memory,
    "schedules": schedules,
    "sweep": sweep,
    "age": age,
}


def main() -> int:
    """Measures, writes the report, judges."""
    ours, chosen = Path(sys.argv[1]), sys.argv[2:]
    if unknown := [name for name in chosen if name not in SECTIONS]:
        raise SystemExit(f"no {unknown[0]} among {', '.join(SECTIONS)}")
    figures = [figure for name in chosen or SECTIONS for figure in SECTIONS[name](ours)]
    text = report(figures)
    if not chosen:
        (ROOT / "bench" / "RESULTS.md").write_text(text)
    print(text)
    missed = [figure for figure in figures if not figure.is_met]
    for figure in missed:
        print(f"missed: {figure.name}: {shown(figure.value)}, bar {shown(figure.bar or 0)}", file=sys.stderr)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
