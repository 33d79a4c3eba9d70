"""F34: names that drive terminals, on the command line. Nothing that a terminal obeys may come out but in JSON, where it is escaped."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import threading
from functools import partial

from fake import Call, Fake, Reply, error, result
from running import binary
from serving.case import Case
from serving.stage import Stage

ESCAPES = {
    "clears the screen": "\x1b[2J\x1b[H", "sets the title": "\x1b]0;owned\x07", "asks for the title": "\x1b[21t", "copies": "\x1b]52;c;Y3VybCBldmls\x07", "links": "\x1b]8;;http://e.example/\x07x\x1b]8;;\x07",
    "colours": "\x1b[31mred\x1b[0m", "hides": "\x1b[8mhidden", "C1": "\x9b31mred\x9d0;owned\x9c", "device": "\x1bP$q\"p\x1b\\", "asks who it is": "\x1b[c\x1b[>c\x05", "moves": "\x1b[1A\x1b[2K", "saves": "\x1b7\x1b8",
    "resets": "\x1bc", "graphics": "\x0elqqk\x0f", "bell": "\x07\x07", "backspace": "abc\b\b\bxyz", "carriage return": "safe\rEVIL", "line feed": "one\ntwo", "tab": "a\tb", "delete": "a\x7fb", "NUL": "a\0b", "form feed": "a\x0cb\x0bc",
    "other way": "\u202egpj.exe", "isolates": "\u2066a\u2069\u2067", "separators": "a\u2028b\u2029c", "next line": "a\x85b", "bracketed paste": "\x1b[201~curl evil\n",
}
#: What no terminal may get from AWS; lines end in CRLF on one.
_OBEYED = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]|\r(?!\n)")
RUNS = {
    "list": ["list", "dynamodb"], "list as CSV": ["list", "dynamodb", "-o", "csv"], "list as Markdown": ["list", "dynamodb", "-o", "md"], "list as YAML": ["list", "dynamodb", "-o", "yaml"],
    "list for SSH": ["list", "ec2", "-o", "ssh_config"], "list for Ansible": ["list", "ec2", "-o", "ansible"], "list for Prometheus": ["list", "ec2", "-o", "prometheus"],
    "list as JSON": ["list", "dynamodb", "-o", "json"], "list as lines of JSON": ["list", "dynamodb", "-o", "jsonl"], "a failed list": ["list", "sqs"], "find": ["find", "n-"], "show": ["show", "dynamodb", "n-" + ESCAPES["colours"]],
    "a word that is no kind": ["list", ESCAPES["sets the title"]], "a filter that is none": ["list", "dynamodb", "q:" + ESCAPES["colours"] + "("], "a file that is not there": ["config", "check", "-c", "/nowhere/" + ESCAPES["sets the title"]],
}


class _Screens:
    """What each of `RUNS` writes on a terminal; each runs once."""

    def __init__(self, stage: Stage) -> None:
        self.fake = Fake()
        self.fake.on("ListTables", lambda call: Reply(200, json.dumps({"TableNames": [f"n-{text}" for text in ESCAPES.values()]}).encode()))
        self.fake.on("DescribeTable", _table)
        self.fake.on("ListQueues", lambda call: error(call, 400, "InvalidRequest", "".join(ESCAPES.values())))
        self.fake.on("DescribeInstances", _instances)
        self.config = stage.folder / "terminal.yaml"
        self.config.write_text(self.fake.config())
        self.config.chmod(0o600)
        self._seen: dict[str, str] = {}
        self._lock = threading.Lock()

    def of(self, name: str) -> str:
        with self._lock:
            if name not in self._seen:
                words = RUNS[name]
                self._seen[name] = _on_a_terminal(words if "-c" in words else [*words, "-c", str(self.config)])
            return self._seen[name]


def _table(call: Call) -> Reply:
    name = call.parameters["TableName"]
    return Reply(200, json.dumps({"Table": {"TableName": name, "TableArn": f"arn:aws:dynamodb:us-east-1:111122223333:table/{name}", "TableStatus": "ACTIVE"}}).encode())


def _instances(call: Call) -> Reply:
    # XML can carry these, and no others.
    texts = [f"n-{text}" for text in ESCAPES.values() if all(ord(letter) > 0x1F or letter in "\t\n\r" for letter in text)]
    items = "".join(
        f"<item><instanceId>i-{number:04}</instanceId><privateIpAddress>192.0.2.{number}</privateIpAddress><instanceState><name>running</name></instanceState>"
        f"<tagSet><item><key>Name</key><value>{''.join(f'&#{ord(letter)};' for letter in text)}</value></item></tagSet></item>"
        for number, text in enumerate(texts)
    )
    return Reply(200, result(call, f"<reservationSet><item><instancesSet>{items}</instancesSet></item></reservationSet>").encode())


def _on_a_terminal(words: list[str]) -> str:
    """Both streams on one terminal."""
    ours, theirs = pty.openpty()
    child = subprocess.Popen([str(binary()), *words], stdin=subprocess.DEVNULL, stdout=theirs, stderr=theirs)
    os.close(theirs)
    got = b""
    try:
        while part := os.read(ours, 1 << 16):
            got += part
    except OSError:
        pass  # the end, as Linux tells it
    child.wait()
    os.close(ours)
    return got.decode("utf-8", "surrogateescape")


_screens: dict[int, _Screens] = {}
_made = threading.Lock()


def _of(stage: Stage) -> _Screens:
    with _made:
        return _screens.setdefault(id(stage), _Screens(stage)) if id(stage) not in _screens else _screens[id(stage)]


#: How it counts what it reads while it reads: the line is written anew in place.
_PROGRESS = re.compile("\r\x1b\\[[0-9;]*[Km]|\x1b\\[K|\r")


#: What turns text around stands in JSON and YAML as it is: programs read them, and it moves no cursor.
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")


def _no_escape(name: str, stage: Stage) -> list[str]:
    screen = _PROGRESS.sub("", _of(stage).of(name).replace("\r\n", "\n"))
    if name.endswith(("JSON", "YAML")):
        screen = _TURNS.sub("", screen)
    wrong = sorted({repr(found) for found in _OBEYED.findall(screen)})
    if "n-" not in screen and name.startswith(("list", "find", "show")):
        wrong.append(f"no row of ours: {screen[-200:]!r}")
    return [f"the terminal gets {letters}" for letters in wrong]


def _shown(name: str, stage: Stage) -> list[str]:
    """Of each value something is left to see, on one line of its own."""
    lines = [line for line in _of(stage).of("list").replace("\r\n", "\n").split("\n") if "n-" in line]
    if len(lines) != len(ESCAPES):
        return [f"{len(lines)} lines for {len(ESCAPES)} names"]
    first = next(letter for letter in ESCAPES[name] if _OBEYED.match(letter) or ord(letter) > 0x7F or letter in "\t\n\r")
    mark = f"u{{{ord(first):x}}}"
    return [] if any(mark in line for line in lines) else [f"nothing shows {mark}"]


def cases() -> list[Case]:
    """Each run, and each name in a list."""
    return [Case("F34", name, partial(_no_escape, name)) for name in RUNS] + [Case("F34", f"{name}, shown", partial(_shown, name)) for name in ESCAPES]


def end(stage: Stage) -> None:
    """Ends what was started for them."""
    if screens := _screens.pop(id(stage), None):
        screens.fake.end()
