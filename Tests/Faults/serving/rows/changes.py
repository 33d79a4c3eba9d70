"""F35, F68, F69: files that are gone, and many readers while everything changes."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from serving.case import Case
from serving.stage import ROOT, Stage
from running import binary


def _installation(stage: Stage, name: str) -> Path:
    prefix = stage.folder / f"prefix-{name}"
    subprocess.run([ROOT / "tools" / "install", prefix, binary()], check=True, capture_output=True)
    return prefix


def _starts_not(spoil: Callable[[Path], str], stage: Stage) -> list[str]:
    """With a file of its own missing or damaged it says which one, and does not serve."""
    prefix = _installation(stage, spoil.__name__)
    named = spoil(prefix / "share" / "elastatus")
    done = subprocess.run(
        [prefix / "bin" / "elastatus", "serve", "-c", stage.config, "-l", "127.0.0.1:0"], capture_output=True, text=True, timeout=120
    )
    shutil.rmtree(prefix)
    wrong = [] if done.returncode in (1, 4) else [f"it ended with {done.returncode}"]
    return wrong + ([] if named in done.stderr else [f"it does not name {named}: {done.stderr[-300:]}"])


def template_gone(share: Path) -> str:
    (share / "templates" / "table.html").unlink()
    return "table"


def part_gone(share: Path) -> str:
    (share / "templates" / "_head.html").unlink()
    return "_head"


def template_unescaped(share: Path) -> str:
    path = share / "templates" / "message.html"
    path.write_text(path.read_text().replace('{{%AUTOESCAPE context="HTML"}}', ""))
    return "message"


def template_broken(share: Path) -> str:
    path = share / "templates" / "detail.html"
    path.write_text(path.read_text() + "{{#OPEN}}")
    return "detail"


def static_gone(share: Path) -> str:
    shutil.rmtree(share / "static")
    return "static"


def static_stranger(share: Path) -> str:
    (share / "static" / "x.exe").write_bytes(b"MZ")
    return "x.exe"


def models_gone(share: Path) -> str:
    shutil.rmtree(share / "models")
    return "models"


def _gone_meanwhile(stage: Stage) -> list[str]:
    """Files that go while it serves are not missed: it has read them."""
    prefix = _installation(stage, "meanwhile")
    child = subprocess.Popen(
        [prefix / "bin" / "elastatus", "serve", "-c", stage.config, "-l", "127.0.0.1:0", "--log-format", "json"], stderr=subprocess.PIPE, text=True
    )
    assert child.stderr
    url = ""
    while "http://" not in url:
        url = json.loads(child.stderr.readline())["message"]
    threading.Thread(target=child.stderr.read, daemon=True).start()
    shutil.rmtree(prefix / "share" / "elastatus" / "templates")
    shutil.rmtree(prefix / "share" / "elastatus" / "static")
    from running import ask

    address = "http://" + url.split("http://")[1].rstrip("/")
    statuses = [ask(address + target).status for target in ("/overview", "/static/app.js", "/main/us-east-1/ebs", "/nowhere/x")]
    child.send_signal(signal.SIGTERM)
    code = child.wait(timeout=60)
    shutil.rmtree(prefix)
    return ([] if statuses == [200, 200, 200, 404] else [f"statuses {statuses}"]) + ([] if code == 0 else [f"it ended with {code}"])


def _stress(seconds: float, stage: Stage) -> list[str]:
    """Readers, refreshes and reloads at once: every answer is whole, and no row is lost."""
    wrong: list[str] = []
    over = threading.Event()
    count = len(json.loads(stage.ask("/main/us-east-1/ebs.json").body)["rows"])

    def read(target: str) -> None:
        last = 0
        while not over.is_set() and len(wrong) < 20:
            try:
                answer = stage.ask(target)
            except (AssertionError, OSError) as trouble:
                wrong.append(f"{target}: {trouble!r}")
                return
            if answer.status != 200:
                wrong.append(f"{target}: status {answer.status}")
            elif target.endswith(".json"):
                document = json.loads(answer.body)
                if len(document["rows"]) != count:
                    wrong.append(f"{len(document['rows'])} rows of {count}")
                if document["generation"] < last:
                    wrong.append(f"generation {document['generation']} after {last}")
                last = document["generation"]
            elif not answer.body.endswith(b"</html>\n"):
                wrong.append(f"{target} is not whole")

    targets = ["/main/us-east-1/ebs.json", "/main/us-east-1/ebs", "/overview", "/find?q=vol-0001", "/matrix"]
    threads = [threading.Thread(target=read, args=(targets[number % len(targets)],)) for number in range(64)]
    for thread in threads:
        thread.start()
    until = time.monotonic() + seconds
    number = 0
    while time.monotonic() < until:
        number += 1
        stage.write(*(["refresh: {ec2: soon}"] if number % 3 == 0 else [f"refresh: {{ec2: {60 + number}s}}"]))
        os.kill(stage.server.child.pid, signal.SIGHUP)
        stage.ask("/-/refresh?of=%2Fmain%2Fus-east-1%2Febs", "Sec-Fetch-Site: same-origin", "Content-Length: 0", method="POST")
        time.sleep(0.3)
    over.set()
    for thread in threads:
        thread.join()
    stage.write()
    os.kill(stage.server.child.pid, signal.SIGHUP)
    return wrong


def _memory(stage: Stage) -> list[str]:
    """After everything else memory and files are near where they began."""
    wrong = []
    if (grown := stage.resident() - stage.memory) > 192 << 20:
        wrong.append(f"{grown >> 20} MiB more memory than at the start")
    if (files := stage.settled_files()) > stage.files + 8:
        wrong.append(f"{files} files are open, {stage.files} at the start")
    return wrong


def cases() -> list[Case]:
    """The last one looks back on all others."""
    spoils = (template_gone, part_gone, template_unescaped, template_broken, static_gone, static_stranger, models_gone)
    made = [Case("F68", spoil.__name__.replace("_", " "), partial(_starts_not, spoil)) for spoil in spoils]
    made.append(Case("F68", "files gone meanwhile", _gone_meanwhile))
    made.append(Case("F69", "64 readers, refreshes and reloads", partial(_stress, 30), is_heavy=True))
    return made + [Case("F70", "memory and files after all of it", _memory, is_heavy=True)]
