"""F39, F43: clients that are slow, many, rude or without end. Somebody else is served meanwhile, as fast as may be."""

from __future__ import annotations

import random
import statistics
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial

from serving.case import Case
from serving.stage import Stage
from serving.wire import Connection, get

#: What the server promises: seconds for a head, a body, and between requests.
_HEAD, _BODY, _IDLE = 10, 30, 60
#: What a busy machine may add.
_SLACK = 20


@contextmanager
def _bystander(stage: Stage, wrong: list[str]) -> Iterator[list[float]]:
    """Somebody who asks for a page all the time; every answer must come."""
    times: list[float] = []
    over = threading.Event()

    def ask() -> None:
        while not over.is_set():
            began = time.monotonic()
            try:
                if stage.ask("/main/us-east-1/ebs").status != 200:
                    wrong.append("a bystander was refused")
            except (AssertionError, OSError) as trouble:
                wrong.append(f"a bystander was not served: {trouble!r}")
            times.append(time.monotonic() - began)
            over.wait(0.05)

    thread = threading.Thread(target=ask)
    thread.start()
    try:
        yield times
    finally:
        over.set()
        thread.join()
        if times and max(times) > 30:
            wrong.append(f"a bystander waited {max(times):.1f} s")
        stage.bystanders = [*getattr(stage, "bystanders", []), *times]  # type: ignore[attr-defined]


def _closed_after(client: Connection, seconds: float, began: float) -> list[str]:
    client.wait(seconds + _SLACK)
    exchange = client.everything()
    took = time.monotonic() - began
    return [] if exchange.is_closed else [f"still open after {took:.0f} s"]


def _slow(start: bytes, drip: bytes, limit: float, stage: Stage) -> list[str]:
    """So many clients that send one piece each second, and never the end."""
    wrong: list[str] = []
    with _bystander(stage, wrong), ExitStack() as stack:
        began = time.monotonic()
        clients = [stack.enter_context(stage.connect()) for _ in range(100)]
        for client in clients:
            client.send(start)
        until = began + limit + _SLACK
        open_still = list(clients)
        while open_still and time.monotonic() < until:
            open_still = [client for client in open_still if client.send(drip)]
            time.sleep(1)
        wrong += [f"{len(open_still)} clients are still connected after {limit + _SLACK:.0f} s"] if open_still else []
    return wrong


def _slow_reader(stage: Stage) -> list[str]:
    """Clients that ask for much and read nothing do not hold memory or anybody up."""
    wrong: list[str] = []
    with _bystander(stage, wrong), ExitStack() as stack:
        before = stage.resident()
        for _ in range(600):
            client = stack.enter_context(stage.connect())
            client.shrink()
            client.send(get("/all/all/ebs.json", stage.host))
        # As long as they may take once others need their places.
        time.sleep(_HEAD + 2)
        grown = stage.resident() - before
        if grown > 256 << 20:
            wrong.append(f"{grown >> 20} MiB more memory")
    return wrong


def _silent(stage: Stage) -> list[str]:
    """Ten thousand clients come and say nothing, 900 of them at once: whoever says something is served all the while."""
    wrong: list[str] = []
    clients: deque[Connection] = deque()
    with _bystander(stage, wrong):
        for _ in range(10_000):
            clients.append(stage.connect())
            if len(clients) > 900:
                clients.popleft().close()
        # As long as a head may take: they stay, and so does the bystander.
        time.sleep(_HEAD)
    for client in clients:
        client.close()
    if stage.settled_files() > stage.files + 8:
        wrong.append(f"{stage.open_files()} files are open, {stage.files} before")
    return wrong


def _kept_open(stage: Stage) -> list[str]:
    """So many that have been answered once and keep their connections take nobody's place."""
    wrong: list[str] = []
    with ExitStack() as stack, _bystander(stage, wrong):
        for _ in range(800):
            client = stack.enter_context(stage.connect())
            client.send(get("/-/healthy", stage.host))
            if (answer := client.answer()) is None or answer.status != 200:
                wrong.append(f"an answer is {answer and answer.status}")
    return wrong


def _half_closed(stage: Stage) -> list[str]:
    """Clients that have said their last get their answers all the same, in order, and then the end."""
    wrong: list[str] = []
    for count in (1, 2, 5, 50):
        with stage.connect() as client:
            client.send(get("/main/us-east-1/ebs.json", stage.host) * count)
            client.finish()
            exchange = client.everything()
        if [answer.status for answer in exchange.answers] != [200] * count or not exchange.is_closed:
            wrong.append(f"{len(exchange.answers)} answers to {count} requests, closed: {exchange.is_closed}")
    return wrong


def _kept_alive(stage: Stage) -> list[str]:
    """A client that has asked once and is silent loses its place in the end."""
    with stage.connect() as client:
        client.send(get("/-/healthy", stage.host))
        client.answer()
        return _closed_after(client, _IDLE + _HEAD, time.monotonic())


def _pipeline(stage: Stage) -> list[str]:
    """Ten thousand requests at once are answered one by one, in their order, or the connection ends."""
    wrong: list[str] = []
    with _bystander(stage, wrong), stage.connect() as client:
        data = b"".join(get(f"/static/none-{number}.js", stage.host) for number in range(10_000))
        sender = threading.Thread(target=client.send, args=(data,))
        sender.start()
        count = 0
        client.wait(60)
        try:
            while count < 10_000 and (answer := client.answer()) is not None:
                if answer.status != 404:
                    wrong.append(f"answer {count} has status {answer.status}")
                    break
                count += 1
        except TimeoutError:
            wrong.append(f"silence after {count} answers")
        client.close()
        sender.join()
    return wrong


def _churn(rude: bool, stage: Stage) -> list[str]:
    """Thousands of connections that come and go, some in the middle of a request."""
    wrong: list[str] = []
    chance = random.Random(7)
    whole = get("/main/us-east-1/ebs", stage.host)
    with _bystander(stage, wrong):
        for _ in range(3_000):
            client = stage.connect()
            client.send(whole[: chance.randrange(len(whole) + 1)])
            client.reset() if rude else client.close()
    if stage.settled_files() > stage.files + 8:
        wrong.append(f"{stage.open_files()} files are open, {stage.files} before")
    return wrong


def _garbage(stage: Stage) -> list[str]:
    """Random bytes, and good requests with some bytes changed."""
    wrong: list[str] = []
    chance = random.Random(11)
    good = get("/main/us-east-1/ebs?q=x", stage.host, "Accept: */*", "Cookie: a=b")
    with _bystander(stage, wrong):
        for number in range(1_500):
            data = bytearray(chance.randbytes(chance.randrange(1, 600)) if number % 3 == 0 else good)
            for _ in range(chance.randrange(1, 6)):
                data[chance.randrange(len(data))] = chance.choice(b"\0\r\n\t :/%?\xff") if number % 2 else chance.randrange(256)
            with stage.connect(30) as client:
                client.send(bytes(data))
                client.finish()
                exchange = client.everything()
            if not exchange.is_closed:
                wrong.append(f"the connection stays open after {bytes(data)[:80]!r}")
            if any(answer.status >= 500 and answer.status != 505 and answer.status != 501 for answer in exchange.answers):
                wrong.append(f"status {exchange.answers[0].status} for {bytes(data)[:80]!r}")
    return wrong


def _many_at_once(stage: Stage) -> list[str]:
    """Sixty-four clients at once get the same page."""
    wrong: list[str] = []

    def ask() -> None:
        with stage.connect() as client:
            for _ in range(30):
                client.send(get("/main/us-east-1/ebs.json", stage.host))
                answer = client.answer()
                if answer is None or answer.status != 200:
                    wrong.append(f"an answer is {answer and answer.status}")
                    return

    threads = [threading.Thread(target=ask) for _ in range(64)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return wrong


def slowest(stage: Stage) -> str:
    """How long bystanders waited, for the report."""
    times = sorted(getattr(stage, "bystanders", []))
    if len(times) < 20:
        return "nobody stood by"
    return f"{len(times)} bystanders: median {statistics.median(times) * 1000:.0f} ms, p95 {times[int(len(times) * 0.95)] * 1000:.0f} ms, slowest {times[-1] * 1000:.0f} ms"


def cases() -> list[Case]:
    """Each takes the server for itself."""
    host = "127.0.0.1"
    plays: dict[str, Callable[[Stage], list[str]]] = {
        "heads that never end": partial(_slow, f"GET /overview HTTP/1.1\r\nHost: {host}\r\n".encode(), b"X: y\r\n", _HEAD),
        "first lines that never end": partial(_slow, b"GET /", b"a", _HEAD),
        "bodies that never end": partial(_slow, f"POST /-/refresh HTTP/1.1\r\nHost: {host}\r\nContent-Length: 60000\r\n\r\n".encode(), b"a", _BODY),
        "answers that nobody reads": _slow_reader, "10,000 silent clients": _silent, "800 connections that are kept": _kept_open, "clients that have said their last": _half_closed, "a kept-alive client that says nothing": _kept_alive, "10,000 requests at once": _pipeline,
        "3,000 connections that come and go": partial(_churn, False), "3,000 that are reset": partial(_churn, True), "64 clients at once": _many_at_once,
    }
    made = [Case("F39", name, play, is_heavy=True) for name, play in plays.items()]
    return [*made, Case("F43", "1,500 damaged requests", _garbage, is_heavy=True)]
