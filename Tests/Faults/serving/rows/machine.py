"""F24, F26, F28: a machine that has no room left, signals in masses, and standard streams that nobody holds. Each takes a server of its own."""

from __future__ import annotations

import json
import os
import re
import resource
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path

from running import binary
from serving.case import Case
from serving.stage import Stage
from serving.wire import Connection, get

#: How long a start may take on a busy machine, in seconds.
_START = 120
#: What a server promises to end within, and what a busy machine may add.
_END, _SLACK = 5, 5


class Served:
    """A server whose standard streams are whatever the case wants; its address is looked up, not read from its log."""

    def __init__(self, stage: Stage, name: str, redirections: str = "2>{log}", limits: str = "") -> None:
        self.folder = stage.folder / f"machine-{name.replace(' ', '-')}"
        self.folder.mkdir()
        self.config = self.folder / "config.yaml"
        self.config.write_bytes(stage.config.read_bytes())
        self.config.chmod(0o600)
        self.log = self.folder / "log"
        with socket.create_server(("127.0.0.1", 0)) as found:
            port = found.getsockname()[1]
        self.address = ("127.0.0.1", port)
        self.host = f"127.0.0.1:{port}"
        line = f"{limits}exec '{binary()}' serve --config '{self.config}' --listen {self.host} --log-format json {redirections.format(log=self.log)}"
        self.child = subprocess.Popen(["bash", "-c", line], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        until = time.monotonic() + _START
        while not self.answers("/-/ready"):
            if self.child.poll() is not None or time.monotonic() > until:
                said = self.log.read_text(errors="replace")[-500:] if self.log.exists() else ""
                raise AssertionError(f"it does not come up ({self.child.poll()}): {said}")

    def connect(self) -> Connection:
        return Connection(self.address, 60)

    def ask(self, target: str) -> int:
        """The status of an answer; 0 where there is none."""
        try:
            with self.connect() as client:
                client.send(get(target, self.host, "Connection: close"))
                answer = client.answer()
        except OSError:
            return 0
        return answer.status if answer else 0

    def answers(self, target: str) -> bool:
        return self.ask(target) == 200

    def send(self, number: int) -> None:
        self.child.send_signal(number)

    def end(self, wrong: list[str], number: int = signal.SIGTERM) -> None:
        """Ends it, and says what was wrong with that."""
        if self.child.poll() is not None:
            wrong.append(f"it has ended with {self.child.returncode}")
            return
        began = time.monotonic()
        self.send(number)
        try:
            code = self.child.wait(_START)
        except subprocess.TimeoutExpired:
            self.child.kill()
            wrong.append(f"it does not end on {signal.Signals(number).name}")
            return
        if code != (130 if number == signal.SIGINT else 0):
            wrong.append(f"it ended with {code}")
        if (took := time.monotonic() - began) > _END + _SLACK:
            wrong.append(f"it took {took:.1f} s to end")


@contextmanager
def _served(stage: Stage, name: str, wrong: list[str], *more: str) -> Iterator[Served]:
    served = Served(stage, name, *more)
    try:
        yield served
    finally:
        served.end(wrong)


def _eventually(condition: Callable[[], bool], seconds: float = 60) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if condition():
            return True
        time.sleep(0.05)
    return False


# Standard streams


def _closed(name: str, redirections: str, stage: Stage) -> list[str]:
    """With a stream closed, nothing else takes its number: whoever asks gets an answer and no log."""
    wrong: list[str] = []
    with _served(stage, name, wrong, redirections) as served:
        for number in range(3):
            place = os.readlink(f"/proc/{served.child.pid}/fd/{number}") if os.path.exists(f"/proc/{served.child.pid}/fd/{number}") else "closed"
            if not place.startswith(("/dev/null", "pipe:", str(served.folder))):
                wrong.append(f"descriptor {number} is {place}")
        for target in ("/overview", "/main/us-east-1/ebs", "/main/us-east-1/ebs.json", "/%00"):
            with served.connect() as client:
                client.send(get(target, served.host, "Connection: close"))
                exchange = client.everything()
            if exchange.rest or len(exchange.answers) != 1 or b'"level"' in exchange.answers[0].body[-200:]:
                wrong.append(f"{target}: {len(exchange.answers)} answers, then {exchange.rest[:80]!r}")
    return wrong


def _reader_gone(stage: Stage) -> list[str]:
    """Whoever read the log has gone: EPIPE is no reason to die."""
    wrong: list[str] = []
    with _served(stage, "reader gone", wrong, "") as served:
        assert served.child.stderr
        served.child.stderr.close()
        for _ in range(200):
            if not served.answers("/overview"):
                wrong.append("no answer")
                break
    return wrong


def _no_room_for_the_log(stage: Stage) -> list[str]:
    """A log that may not grow stands still; once it may, it goes on with whole lines and says how many are missing."""
    wrong: list[str] = []
    # As the kernel has it: blocks of 1,024 bytes.
    with _served(stage, "no room", wrong, "2>{log}", "ulimit -S -f 16; ") as served:
        for _ in range(300):
            if not served.answers("/overview"):
                wrong.append("no answer while the log is full")
                break
        if (size := served.log.stat().st_size) > 16 << 10:
            wrong.append(f"the limit did not count: {size} bytes")
        resource.prlimit(served.child.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        served.answers("/overview")
        if not _eventually(lambda: "lines were lost" in served.log.read_text()):
            wrong.append("nothing says that lines were lost")
    lines = served.log.read_text().splitlines()
    for line in lines:
        try:
            json.loads(line)
        except ValueError:
            wrong.append(f"a line is not whole: {line[:120]!r}")
    if not any(json.loads(line).get("lost", 0) > 0 for line in lines if '"lost"' in line):
        wrong.append("the number of lost lines is missing")
    return wrong


# Descriptors


def _few_descriptors(count: int, stage: Stage) -> list[str]:
    """Few files may be open and many clients come: it lives, serves whom it can, and everybody once they are gone."""
    wrong: list[str] = []
    with _served(stage, f"{count} descriptors", wrong, "2>{log}", f"ulimit -n {count}; ") as served:
        with ExitStack() as stack:
            for _ in range(300):
                try:
                    stack.enter_context(served.connect())
                except OSError:
                    break
            if not _eventually(lambda: served.answers("/-/healthy")):
                wrong.append("nobody is served while silent clients hold connections")
            # It reads from AWS all the same.
            served.send(signal.SIGHUP)
            for _ in range(50):
                served.ask("/main/us-east-1/ebs")
        if not _eventually(lambda: served.answers("/main/us-east-1/ebs")):
            wrong.append("nobody is served once they are gone")
        if not _eventually(lambda: _is_fresh(served)):
            wrong.append("a table is not fresh once they are gone")
    return wrong


def _is_fresh(served: Served) -> bool:
    with served.connect() as client:
        client.send(get("/main/us-east-1/ebs.json", served.host))
        answer = client.answer()
    return answer is not None and answer.status == 200 and all(cell["status"] == "fresh" for cell in json.loads(answer.body)["cells"])


# Signals


def _hangups(stage: Stage) -> list[str]:
    """Hangups in masses are few readings, and SIGTERM does not wait behind them."""
    wrong: list[str] = []
    with _served(stage, "hangups", wrong) as served:
        for number in range(500):
            served.send(signal.SIGHUP)
            if number % 50 == 0 and not served.answers("/overview"):
                wrong.append("no answer among hangups")
    if (readings := served.log.read_text().count("was read again")) > 60:
        wrong.append(f"500 hangups were {readings} readings")
    return wrong


def _ended_while_busy(number: int, stage: Stage) -> list[str]:
    """Clients get whole answers or none, never half of one."""
    wrong: list[str] = []
    served = Served(stage, f"busy {number}")
    over = threading.Event()
    answered: list[int] = []

    def ask() -> None:
        while not over.is_set():
            try:
                with served.connect() as client:
                    client.send(get("/main/us-east-1/ebs.json", served.host))
                    answer = client.answer()
            except OSError:
                return
            if answer is None:
                return
            answered.append(answer.status)
            if answer.status == 200:
                try:
                    json.loads(answer.body)
                except ValueError:
                    wrong.append(f"half an answer, {len(answer.body)} bytes of {answer.header('Content-Length')}")

    threads = [threading.Thread(target=ask) for _ in range(32)]
    for thread in threads:
        thread.start()
    if not _eventually(lambda: len(answered) > 100):
        wrong.append("it does not answer")
    served.end(wrong, number)
    over.set()
    for thread in threads:
        thread.join()
    return wrong


def _storm(stage: Stage) -> list[str]:
    """Signals that mean nothing to it, in masses."""
    wrong: list[str] = []
    with _served(stage, "storm", wrong) as served:
        for _ in range(1_000):
            served.send(signal.SIGPIPE)
            served.send(signal.SIGCHLD)
            served.send(signal.SIGWINCH)
        if not served.answers("/overview"):
            wrong.append("no answer after them")
    return wrong


def _config_gone(name: str, spoil: Callable[[Path], None], stage: Stage) -> list[str]:
    """The file goes while it runs: what was read before counts, the page says so, and a new file is taken."""
    wrong: list[str] = []
    with _served(stage, f"config {name}", wrong) as served:
        text = served.config.read_bytes()
        spoil(served.config)
        served.send(signal.SIGHUP)
        if not _eventually(lambda: b"configuration has errors" in _body(served, "/overview")):
            wrong.append("no page says that the file cannot be read")
        if not served.answers("/main/us-east-1/ebs"):
            wrong.append("the table is gone")
        if served.config.is_dir():
            served.config.rmdir()
        served.config.unlink(missing_ok=True)
        served.config.write_bytes(text)
        served.config.chmod(0o600)
        served.send(signal.SIGHUP)
        if not _eventually(lambda: b"configuration has errors" not in _body(served, "/overview")):
            wrong.append("the new file is not taken")
    return wrong


def _body(served: Served, target: str) -> bytes:
    with served.connect() as client:
        client.send(get(target, served.host))
        answer = client.answer()
    return answer.body if answer else b""


def _as_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _as_a_loop(path: Path) -> None:
    path.unlink()
    path.symlink_to(path.name)


def _as_a_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def cases() -> list[Case]:
    """All of them."""
    streams = {"standard error": "2>&-", "standard output": "2>{log} >&-", "standard input": "2>{log} <&-", "all three": "<&- >&- 2>&-"}
    made = [Case("F28", f"{name} closed", partial(_closed, name, words), is_heavy=True) for name, words in streams.items()]
    made += [Case("F28", f"{signal.Signals(number).name} among answers", partial(_ended_while_busy, number), is_heavy=True) for number in (signal.SIGTERM, signal.SIGINT)]
    made += [
        Case("F28", "nobody reads the log any more", _reader_gone, is_heavy=True), Case("F28", "500 hangups, then the end", _hangups, is_heavy=True),
        Case("F28", "3,000 signals without a meaning", _storm, is_heavy=True), Case("F24", "no room for the log", _no_room_for_the_log, is_heavy=True),
    ]
    made += [Case("F26", f"{count} descriptors", partial(_few_descriptors, count), is_heavy=True) for count in (64, 128)]
    spoils: dict[str, Callable[[Path], None]] = {"gone": Path.unlink, "a folder": _as_a_folder, "a loop": _as_a_loop, "a pipe": _as_a_pipe, "empty": lambda path: path.write_text("") and None}
    return made + [Case("F19", f"configuration {name}", partial(_config_gone, name, spoil), is_heavy=True) for name, spoil in spoils.items()]
