"""How fast pages are over 100,000 resources, and beside nginx, Datasette and a page that asks AWS each time."""

from __future__ import annotations

import gzip
import http.client
import itertools
import json
import os
import random
import re
import sqlite3
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from figures import ROOT, ROUNDS, Figure, canned

PEERS = ROOT / ".build" / "peers"
TOOLS = PEERS / "root" / "usr"
#: The page that is asked for again and again: 100 instances of 30,000.
PAGE = "/all/all/ec2"

_FILTERS = {
    "ec2": ["", "state:running", "orders", "tag:Service=payments", "state:running tag:Service=orders", "name:*web*", "-state:running", "ip:10.0.0.0/9", "age:>30d", "orders -state:stopped age:<4000d", "zone:us-east-1a"],
    "ebs": ["", "in-use", "tag:Service=ledger", "size:>50", "-orders"],
    "sg": ["", "orders", "tag:Service=search"],
    "sqs": ["", "mail", "name:*stock*"],
    "rds": ["", "orders", "state:available", "tag:Service=catalog"],
}
_SORTS = {
    "ec2": ["", "name", "state", "type", "launched_at", "private_ip", "zone"], "ebs": ["", "name", "size", "state"], "sg": ["", "name"], "sqs": ["", "name"],
    "rds": ["", "name", "state", "engine"],
}
_SCOPES = ["all/all", "account-1/all", "all/us-east-1,eu-west-1"]
_WORDS = ["orders", "payments", "web", "ledger-1", "mail-0", "10.20.30.40", "10.1.0.0/16", "i-0a", "vol-0f3", "tag:Service=orders", "nothing-like-it", "catalog db", "account-3", "orders-1", "sg-0", "stock", "search queue"]


class Client:
    """One kept-alive connection."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def ask(self, target: str, **headers: str) -> tuple[http.client.HTTPResponse, bytes, float]:
        """The answer, its body, and the milliseconds until it was whole."""
        began = time.perf_counter()
        self._connection.request("GET", target, headers=headers)
        answer = self._connection.getresponse()
        body = answer.read()
        return answer, body, (time.perf_counter() - began) * 1000


class Site:
    """`elastatus-bench site`: 100,000 resources."""

    def __init__(self, ours: Path) -> None:
        self._child = subprocess.Popen([ours, "site", ROOT], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert self._child.stdout
        self.port = int(self._child.stdout.readline())

    def end(self) -> dict[str, dict[str, float]]:
        """What answers took, by route and status."""
        said, _ = self._child.communicate(timeout=60)
        return json.loads(said)


def p95(times: list[float]) -> float:
    """The 95th percentile."""
    return sorted(times)[min(int(len(times) * 0.95), len(times) - 1)]


def tables() -> list[str]:
    """Filtered and sorted pages, each under an address of its own."""
    made = []
    for word, filters in _FILTERS.items():
        for scope, text, sort in itertools.product(_SCOPES, filters, _SORTS[word]):
            query = [f"q={quote(text)}"] if text else []
            query += [f"_sort={sort}"] if sort else []
            made.append(f"/{scope}/{word}" + ("?" + "&".join(query) if query else ""))
    random.Random(5).shuffle(made)
    return made


def server_time(ours: Path) -> list[Figure]:
    """What the server itself takes for pages and for Find."""
    rounds = []
    for _ in range(ROUNDS):
        site = Site(ours)
        client = Client(site.port)
        # The first ones find nothing warm.
        for target in tables()[:20]:
            client.ask(target + ("&" if "?" in target else "?") + "_size=99")
        wanted = tables()
        for target in wanted:
            answer, _, _ = client.ask(target, **{"Accept-Encoding": "gzip"})
            if answer.status != 200:
                raise SystemExit(f"{target} answers {answer.status}")
        for word, number in itertools.product(_WORDS, range(10)):
            # A size of its own, so that each is made anew.
            answer, _, _ = client.ask(f"/find?q={quote(word)}&_size={100 + number}", **{"Accept-Encoding": "gzip"})
            if answer.status != 200:
                raise SystemExit(f"Find answers {answer.status} to {word}")
        times = site.end()
        rounds.append((times["table-200"], times["find-200"]))
    how = f"`elastatus-bench site`: {len(tables())} addresses over 100,000 resources, 100 rows each, made anew, facets and compression included; the server's own clock, median of {ROUNDS} rounds"
    found = f"`elastatus-bench site`: {len(_WORDS)} questions, ten times, made anew; likewise"
    return [
        Figure("a filtered, sorted page, p95", statistics.median(table["p95"] for table, _ in rounds), 25, "ms", how),
        Figure("its median", statistics.median(table["median"] for table, _ in rounds), None, "ms", how),
        Figure("Find, p95", statistics.median(find["p95"] for _, find in rounds), 15, "ms", found),
    ]


@contextmanager
def nginx(folder: Path, body: bytes) -> Iterator[int]:
    """nginx with that page as a file."""
    (folder / "page.html").write_bytes(body)
    import socket

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    # Workers of a server that root starts are somebody else, who cannot look into the folder.
    user = "user root; " if os.geteuid() == 0 else ""
    temporary = "".join(f"{name}_temp_path {folder}/{name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    (folder / "nginx.conf").write_text(
        f"{user}daemon off; worker_processes {os.cpu_count()}; pid {folder}/pid; error_log {folder}/error.log; events {{ worker_connections 512; }}\n"
        f"http {{ access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000; open_file_cache max=10; {temporary} default_type text/html;\n"
        f"server {{ listen 127.0.0.1:{port}; root {folder}; }} }}\n"
    )
    child = subprocess.Popen([TOOLS / "sbin" / "nginx", "-p", folder, "-c", folder / "nginx.conf", "-e", folder / "error.log"])
    try:
        for _ in range(200):
            try:
                answer, served, _ = Client(port).ask("/page.html")
                break
            except OSError:
                time.sleep(0.05)
        else:
            raise SystemExit(f"nginx does not answer: {(folder / 'error.log').read_text()}")
        if answer.status != 200 or served != body:
            raise SystemExit(f"nginx answers {answer.status}: {(folder / 'error.log').read_text()}")
        yield port
    finally:
        child.terminate()
        child.wait()


def rate(port: int, target: str, wanted: str, *headers: str) -> float:
    """Requests a second, by wrk; every answer must be the wanted one."""
    words = [TOOLS / "bin" / "wrk", "-t1", "-c16", "-d3s", *itertools.chain(*(("-H", header) for header in headers)), f"http://127.0.0.1:{port}{target}"]
    libraries = str(TOOLS / "lib" / "x86_64-linux-gnu") + ":" + str(TOOLS / "lib" / "aarch64-linux-gnu")
    said = subprocess.run(words, capture_output=True, text=True, timeout=60, env={**os.environ, "LD_LIBRARY_PATH": libraries}).stdout
    if "Non-2xx" in said or "Socket errors" in said:
        raise SystemExit(f"wrk on {wanted}: {said}")
    return float(re.search(r"Requests/sec:\s*([\d.]+)", said).group(1))  # type: ignore[union-attr]


def beside_nginx(ours: Path) -> list[Figure]:
    """The same bytes, from us and from nginx, in turns."""
    site = Site(ours)
    client = Client(site.port)
    answer, body, _ = client.ask(PAGE)
    packed, small, _ = client.ask(PAGE, **{"Accept-Encoding": "gzip"})
    if packed.headers["Content-Encoding"] != "gzip" or len(gzip.decompress(small)) < len(body) * 0.9:
        raise SystemExit("the packed page is not the page")
    whole: list[tuple[float, float]] = []
    unchanged: list[tuple[float, float]] = []
    with tempfile.TemporaryDirectory() as folder, nginx(Path(folder), body) as port:
        theirs = Client(port).ask("/page.html")[0].headers["ETag"]
        twin = PAGE + ".json?_size=100"
        ours_tag = client.ask(twin)[0].headers["ETag"]
        for _ in range(ROUNDS):
            whole.append((rate(site.port, PAGE, "page"), rate(port, "/page.html", "file")))
            unchanged.append(
                (rate(site.port, twin, "twin", f"If-None-Match: {ours_tag}"), rate(port, "/page.html", "file", f"If-None-Match: {theirs}"))
            )
    site.end()
    how = f"wrk, 16 kept-alive connections, 3 s in turns, one machine in one run; nginx from a file with sendfile and open_file_cache; no access log on either side; {len(body):,} bytes"
    css = sum(path.stat().st_size for path in (ROOT / "static").glob("*.css"))
    scripts = sum(path.stat().st_size for path in (ROOT / "static").glob("*.js"))
    return [
        Figure("an unchanged page, whole, share of nginx's requests a second", statistics.median(us / peer for us, peer in whole), 0.5, "", how, is_floor=True),
        Figure("its requests a second", statistics.median(us for us, _ in whole), None, "", how),
        Figure("nginx's", statistics.median(peer for _, peer in whole), None, "", how),
        Figure("an unchanged answer, 304, share of nginx's requests a second", statistics.median(us / peer for us, peer in unchanged), 0.5, "", how, is_floor=True),
        Figure("a page of 100 rows, as gzip", len(small) / 1000, 60, "KB", f"{PAGE}, as the server sends it"),
        Figure("all style sheets", css / 1000, 30, "KB", "static/*.css, as they are"),
        Figure("all scripts", scripts / 1000, 20, "KB", "static/*.js, as they are"),
    ]


@contextmanager
def process(*words: str | Path, announces: str = r"(\d+)", errors: bool = False) -> Iterator[str]:
    """A child that announces where it listens."""
    child = subprocess.Popen([str(word) for word in words], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT if errors else None, text=True)
    try:
        assert child.stdout
        for line in child.stdout:
            if found := re.search(announces, line):
                yield found.group(1)
                return
        raise SystemExit(f"{words[0]} ended")
    finally:
        child.terminate()
        child.wait()


def in_turns(ours: Callable[[int], float], peer: Callable[[int], float], count: int) -> tuple[float, float, float]:
    """p95 of both and the median of their ratios over rounds; every request has an address of its own."""
    rounds = []
    for number in range(ROUNDS):
        us, them = [], []
        for index in range(count):
            us.append(ours(number * count + index))
            them.append(peer(number * count + index))
        rounds.append((p95(us), p95(them)))
    return (
        statistics.median(us for us, _ in rounds), statistics.median(them for _, them in rounds), statistics.median(them / us for us, them in rounds),
    )


def beside_live(ours: Path) -> list[Figure]:
    """A page out of the snapshot beside one that asks AWS while somebody waits."""
    program = ours.parent / "elastatus"
    with canned("--delay", "50") as aws, tempfile.TemporaryDirectory() as folder:
        config = Path(folder) / "config.yaml"
        config.write_text(
            f"endpoint_url: http://127.0.0.1:{aws}\nregions: [us-east-1]\naccounts:\n  main:\n    aws_access_key_id: AKIA123456789012\n    aws_secret_access_key: secret\n"
        )
        config.chmod(0o600)
        with (
            process(program, "serve", "-c", config, "-l", "127.0.0.1:0", announces=r"http://127\.0\.0\.1:(\d+)", errors=True) as port,
            process(PEERS / "venv" / "bin" / "python", "bench/peers/live.py", "--endpoint", f"http://127.0.0.1:{aws}") as live,
        ):
            client, peer = Client(int(port)), Client(int(live))
            for _ in range(600):
                if len(json.loads(client.ask("/main/us-east-1/ec2.json")[1])["rows"]) > 0:
                    break
                time.sleep(0.1)
            peer.ask("/ec2")
            us, them, ratio = in_turns(lambda number: client.ask(f"/main/us-east-1/ec2?_size={100 + number}")[2], lambda _: peer.ask("/ec2")[2], 40)
    how = "Flask and boto3 with a warm client (bench/peers/live.py) beside `elastatus serve`, both over the canned AWS 50 ms away; the same instances; 3 × 40 requests in turns"
    return [
        Figure("p95 of a page that asks AWS each time, in p95 of ours", ratio, 10, "×", how, is_floor=True),
        Figure("p95 of ours there", us, None, "ms", how),
        Figure("p95 of the page that asks", them, None, "ms", how),
    ]


def _database(client: Client, path: Path) -> int:
    """The instances as a table of SQLite, with the indexes that somebody who cares would make."""
    rows = [json.loads(line) for line in client.ask("/all/all/ec2.jsonl")[1].splitlines()]
    names = ["id", "account", "region", "name", "state", "created_at", *(name for name, value in rows[0].items() if isinstance(value, (str, int, float)) and name not in ("id", "account", "region", "name", "state", "created_at", "kind"))]
    with sqlite3.connect(path) as database:
        database.execute(f"create table ec2 ({', '.join(f'[{name}]' for name in names)}, tags, primary key (account, region, id))")
        values: list[list[Any]] = [[row.get(name) for name in names] + [json.dumps(row.get("tags"))] for row in rows]
        for row in values:
            row[:] = [json.dumps(value) if isinstance(value, (dict, list)) else value for value in row]
        database.executemany(f"insert into ec2 values ({', '.join('?' * (len(names) + 1))})", values)
        for name in ("name", "state", "region", "account"):
            database.execute(f"create index by_{name} on ec2 ([{name}])")
        database.execute("analyze")
    database.close()
    return len(rows)


def beside_datasette(ours: Path) -> list[Figure]:
    """The same rows, filtered, sorted and faceted, in Datasette."""
    site = Site(ours)
    client = Client(site.port)
    with tempfile.TemporaryDirectory() as folder:
        count = _database(client, Path(folder) / "bench.db")
        settings = {"default_page_size": "100", "sql_time_limit_ms": "20000", "facet_time_limit_ms": "5000", "suggest_facets": "off"}
        words = itertools.chain(*(("--setting", name, value) for name, value in settings.items()))
        with process(PEERS / "venv" / "bin" / "datasette", "serve", Path(folder) / "bench.db", "--host", "127.0.0.1", "--port", "0", *words, announces=r"http://127\.0\.0\.1:(\d+)", errors=True) as port:
            peer = Client(int(port))
            asked = [
                (f"/all/all/ec2?q={quote(ours_filter)}&_sort={sort}", f"/bench/ec2?{theirs_filter}&_sort={sort}&_facet=state&_facet=region&_facet=account")
                for (ours_filter, theirs_filter), sort in itertools.product(
                    [("state:running", "state=running"), ("name:*orders*", "name__contains=orders"), ("state:stopped name:*web*", "state=stopped&name__contains=web"), ("region:us-east-1", "region=us-east-1")],
                    ["name", "state", "id"],
                )
            ]
            for mine, theirs in asked:
                for who, target in ((client, mine + "&_size=97"), (peer, theirs)):
                    answer, body, _ = who.ask(target)
                    if answer.status != 200 or len(body) < 10_000:
                        raise SystemExit(f"{target} answers {answer.status} with {len(body)} bytes")
            us, them, ratio = in_turns(
                lambda number: client.ask(f"{asked[number % len(asked)][0]}&_size={100 - number // len(asked)}")[2], lambda number: peer.ask(asked[number % len(asked)][1])[2], 36
            )
    site.end()
    how = f"Datasette 0.65.1 on {count:,} of the same rows in SQLite, indexed by name, state, region and account, three facets; 12 filtered, sorted pages of 100 rows, 3 × 36 requests in turns"
    return [
        Figure("p95 of Datasette, in p95 of ours", ratio, 5, "×", how, is_floor=True),
        Figure("p95 of ours there", us, None, "ms", how),
        Figure("p95 of Datasette", them, None, "ms", how),
    ]


def figures(ours: Path) -> list[Figure]:
    """All of it."""
    subprocess.run([ROOT / "bench" / "peers" / "tools"], check=True)
    return server_time(ours) + beside_nginx(ours) + beside_live(ours) + beside_datasette(ours)
