"""A scripted AWS for what no honest one says: any bytes, for any call, over a real socket.

Without a script every list is empty. `Fake.on` scripts the calls of an operation, in a region and with a key if named;
the rule made last counts.
"""

from __future__ import annotations

import json
import re
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs
from xml.sax.saxutils import escape

#: What `Fake.config` gives an account unless told otherwise.
SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"


@dataclass
class Call:
    """One request, as its signature and body say."""

    key: str
    region: str
    service: str
    operation: str
    parameters: dict[str, Any]
    protocol: str


@dataclass
class Reply:
    """Any answer; `parts` are sent one by one after the head, whatever its Content-Length said."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)


Script = Callable[[Call], Reply] | Reply | bytes | str


class Fake:
    """The server; ends with `end`."""

    def __init__(self) -> None:
        self.calls: Counter[tuple[str, str, str]] = Counter()
        #: Account numbers by access key id.
        self.numbers: dict[str, str] = {}
        self._rules: list[tuple[str, str, str, Script]] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        self._server.block_on_close = False
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        #: Held calls wait for it.
        self.released = threading.Event()
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def on(self, operation: str, script: Script, region: str = ".*", key: str = ".*") -> None:
        """Scripts the calls whose names match these patterns."""
        self._rules.insert(0, (operation, region, key, script))

    def forget(self) -> None:
        """Ends all scripts."""
        self.released.set()
        self.released = threading.Event()
        self._rules = []

    def hang(self, call: Call) -> Reply:
        """A script: no answer until `forget` or `end`."""
        self.released.wait()
        return Reply(500)

    def config(self, *more: str, accounts: tuple[str, ...] = ("main",), regions: tuple[str, ...] = ("us-east-1",)) -> str:
        """The text of a configuration; the key of account n ends in n."""
        lines = ["accounts:"]
        for index, name in enumerate(accounts):
            lines += [
                f"  {json.dumps(name, ensure_ascii=False)}:",
                f"    aws_access_key_id: 'AKIAEXAMPLE{index}'",
                f"    aws_secret_access_key: '{SECRET}'",
            ]
        lines += [f"regions: {json.dumps(regions)}", f"endpoint_url: {self.url}", *more]
        return "\n".join(lines) + "\n"

    def end(self) -> None:
        """Ends the server and every held call."""
        self.released.set()
        self._server.shutdown()
        self._server.server_close()

    def answer(self, call: Call) -> Reply:
        """What the scripts say, else an empty list."""
        self.calls[call.key, call.region, call.operation] += 1
        for operation, region, key, script in self._rules:
            if re.fullmatch(operation, call.operation) and re.fullmatch(region, call.region) and re.fullmatch(key, call.key):
                found = script(call) if callable(script) else script
                if isinstance(found, str):
                    found = found.encode()
                return Reply(200, found) if isinstance(found, bytes) else found
        if call.operation == "GetCallerIdentity":
            number = self.numbers.get(call.key, "111122223333")
            return Reply(200, result(call, f"<Account>{number}</Account><Arn>arn:aws:iam::{number}:user/x</Arn>").encode())
        return Reply(200, empty(call).encode())


def result(call: Call, inside: str) -> str:
    """An XML answer of the call's protocol around `inside`."""
    name = call.operation
    if call.protocol == "ec2":
        return f'<{name}Response xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">{inside}</{name}Response>'
    if call.protocol == "rest":
        return f'<{name}Response xmlns="https://route53.amazonaws.com/doc/2013-04-01/">{inside}</{name}Response>'
    return f"<{name}Response><{name}Result>{inside}</{name}Result></{name}Response>"


def empty(call: Call) -> str:
    """An answer with nothing in it."""
    return "{}" if call.protocol == "json" else result(call, "")


def error(call: Call, status: int, code: str, message: str = "no") -> Reply:
    """A refusal in the call's protocol."""
    if call.protocol == "json":
        return Reply(status, json.dumps({"__type": code, "message": message}).encode())
    if call.protocol == "ec2":
        text = f"<Response><Errors><Error><Code>{code}</Code><Message>{escape(message)}</Message></Error></Errors></Response>"
    else:
        text = f"<ErrorResponse><Error><Type>Sender</Type><Code>{code}</Code><Message>{escape(message)}</Message></Error></ErrorResponse>"
    return Reply(status, text.encode())


def volumes(*ids: str, tags: dict[str, str] | None = None, more: str = "") -> Callable[[Call], Reply]:
    """A script for DescribeVolumes; keys and values of `tags` are XML already."""
    listed = "".join(f"<item><key>{key}</key><value>{value}</value></item>" for key, value in (tags or {}).items())
    items = "".join(
        f"<item><volumeId>{name}</volumeId><size>8</size><status>in-use</status><tagSet>{listed}</tagSet></item>" for name in ids
    )
    return lambda call: Reply(200, result(call, f"<volumeSet>{items}</volumeSet>{more}").encode())


def _handler(fake: Fake) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        timeout = 60
        #: One write per answer: head and body apart would wait for each other's acknowledgement.
        wbufsize = -1

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            reply = fake.answer(_call(self, body))
            self.send_response(reply.status)
            headers = {"Content-Type": "text/xml", "Content-Length": str(len(reply.body))} | reply.headers
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(reply.body)
            if len(reply.body) != int(headers["Content-Length"]):
                self.close_connection = True

        do_GET = do_POST

        def handle(self) -> None:
            try:
                super().handle()
            except OSError:
                pass  # a client that gives up is what some tests are about

        def log_message(self, *_: Any) -> None:
            pass

    return Handler


#: Services whose REST answers are XML; those of the others are JSON.
_REST_XML = {"cloudfront", "route53", "s3"}


def _call(request: BaseHTTPRequestHandler, body: bytes) -> Call:
    found = re.search(r"Credential=([^/]*)/\d+/([^/]*)/([^/]*)/", request.headers.get("Authorization") or "")
    key, region, service = found.groups() if found else ("", "", "")
    if target := request.headers.get("X-Amz-Target"):
        return Call(key, region, service, target.split(".")[-1], json.loads(body or b"{}"), "json")
    form = {name: values[0] for name, values in parse_qs(body.decode()).items()}
    if "Action" in form:
        return Call(key, region, service, form["Action"], form, "ec2" if service == "ec2" else "query")
    path = request.path.split("?")[0]
    operation = {"route53": "ListResourceRecordSets", "s3": "ListBuckets"}.get(service, "Get")
    if path.endswith("/hostedzone"):
        operation = "ListHostedZones"
    return Call(key, region, service, operation, {"path": request.path}, "rest" if service in _REST_XML else "json")
