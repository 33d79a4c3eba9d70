"""F38, F42, F65, F52, F51: addresses, methods, parameters, names and forwarded words that nobody well-meaning sends."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from serving.case import Case
from serving.stage import CANARY, Stage
from serving.wire import get

#: Where the program was built and runs, which nobody is told.
ROOT = Path(__file__).resolve().parents[4]
#: What stands in files that must not be served.
_FILES = (b"root:x:0:0", CANARY.encode(), b"aws_secret_access_key", b"AUTOESCAPE", b"[Unit]")
_UPS = ["..", "%2e%2e", "%2E%2e", ".%2e", "%252e%252e", "..%00", "..;", "%c0%ae%c0%ae", "%e0%80%ae", "%uff0e%uff0e", "．．", "....", "..\\", "..%5c", ".%00."]
_SLASHES = ["/", "%2f", "%5c", "\\", "%252f", "//", "/./", "%c0%af"]
_GOALS = ["etc/passwd", "config.yaml", "templates/_head.html", "proc/self/environ"]
_STARTS = ["/static/", "/", "/-/", "/main/us-east-1/cloudformation/"]


def _no_file(target: str, stage: Stage) -> list[str]:
    with stage.connect() as client:
        client.send(get(target, stage.host, "Connection: close"))
        answer = client.answer()
    if answer is None:
        return ["no answer"]
    # The same address without the slash at its end.
    is_back = answer.status == 308 and answer.header("Location") == target.rstrip("/")
    wrong = [] if is_back or answer.status in (400, 404, 405, 414) else [f"status {answer.status}"]
    return wrong + [f"it serves {mark!r}" for mark in _FILES if mark in answer.body]


def _traversals() -> list[Case]:
    targets = [
        f"{start}{slash.join([up] * depth)}{slash}{goal}"
        for start in _STARTS for up in _UPS for slash in _SLASHES for goal in _GOALS for depth in (1, 6)
    ]
    # Every eleventh, so that each start, step, slash, goal and depth comes with most of the others.
    chosen = targets[::11] + [
        "/static/", "/static/.", "/static/..", "/static", "/static/app.js/", "/static/app.js/..", "/static/app.js%00.css", "/static//app.js",
        "/static/%61pp.jsx", "/static/.app.js", "/static/app.js~", "/static//etc/passwd", "/static/C:%5cboot.ini", "/.git/config", "/.env",
        "/config.yaml", "/templates/_head.html", "/server-status", "/actuator/env", "/debug/pprof/", "/..%2f..%2fetc/passwd", "/%2e/%2e",
        "/main/us-east-1/ebs/..%2f..%2f..%2fetc%2fpasswd", "//e.example/..", "/\\e.example", "/%00", "/a%00b", "/%", "/%1", "/%zz", "/%ff", "/%c3%28",
    ]
    return [Case("F38", target, partial(_no_file, target)) for target in dict.fromkeys(chosen)]


def _method(method: str, target: str, stage: Stage) -> list[str]:
    with stage.connect() as client:
        client.send(get(target, stage.host, "Connection: close", method=method))
        answer = client.answer(method)
    if answer is None:
        return ["no answer"]
    if method == "HEAD":
        full = stage.ask(target)
        wrong = [] if answer.status == full.status else [f"HEAD {answer.status}, GET {full.status}"]
        return wrong + ([] if abs(int(answer.header("Content-Length") or -1) - len(full.body)) <= 64 else ["another length than GET"])
    if answer.status != 405:
        return [f"status {answer.status}"]
    return [] if answer.header("Allow") else ["no Allow"]


def _methods() -> list[Case]:
    words = ["TRACE", "TRACK", "OPTIONS", "PUT", "DELETE", "PATCH", "CONNECT", "PROPFIND", "MKCOL", "MOVE", "LOCK", "DEBUG", "PURGE", "get", "Get", "G", "POST", "HEAD", "A" * 200]
    targets = ["/overview", "/static/app.js", "/main/us-east-1/ebs"]
    return [Case("F42", f"{word[:20]} {target}", partial(_method, word, target)) for word in words for target in targets] + [
        Case("F42", f"{word} /-/healthy", partial(_method, word, "/-/healthy")) for word in ("DELETE", "PUT", "POST")
    ]


def _status(target: str, lines: tuple[str, ...], allowed: tuple[int, ...], stage: Stage) -> list[str]:
    answer = stage.ask(target, *lines)
    wrong = [] if answer.status in allowed else [f"status {answer.status}"]
    return wrong + (["it tells a path of this machine"] if str(ROOT).encode() in answer.body or b"Sources/" in answer.body else [])


def _parameters() -> list[Case]:
    many = {count: "&".join(["_col=tags"] * count) for count in (199, 200, 201, 2_000)}
    made = [
        Case("F65", f"{count} parameters", partial(_status, f"/main/us-east-1/ebs?{text}", (), (200,) if count <= 200 else (400, 414)))
        for count, text in many.items()
    ]
    odd = {
        "the same name often": "&".join(["_col=tags"] * 150), "unknown names": "constructor=1&__proto__=2&toString=3", "no names": "=&=&&&=1&",
        "size of nothing": "_size=", "size below": "_size=-1", "size of words": "_size=many", "huge size": "_size=99999999999999999999", "NUL": "q=%00",
        "bad escape": "q=%zz", "half escape": "q=%", "no UTF-8": "q=%ff%fe", "sort by nothing": "_sort=__proto__", "token of nothing": "_next=AAAA",
        "token of bytes": "_next=%ff", "form of nothing": "_format=exe", "long filter": "q=" + "a%20" * 1500, "deep filter": "q=" + "-" * 4000,
        "patterns": "q=name:" + "*a" * 500, "quotes": "q=" + "%22" * 1001, "negative age": "q=age:%3E-5d", "huge age": "q=age:%3E99999999999999d",
        "SQL": "q=';%20DROP%20TABLE%20x;--&_sort=1;--", "regular expression": "q=name:/(a%2b)%2b$/", "faceted by nothing": "_facet=x&_facet=y",
    }
    return made + [Case("F65", name, partial(_status, f"/main/us-east-1/ebs?{text}", (), (200, 400))) for name, text in odd.items()]


def _hosts() -> list[Case]:
    refused = [
        "evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "127.0.0.1@evil.example", "evil.example:80", "2130706433", "0x7f000001",
        "127.1", "0.0.0.0", "[::ffff:127.0.0.1]", "localhost.", "", " ", "localhost:80:80", "localhost:-1", "local host", "localhost/x", "localhost?x",
        "LOCALHOST\u0130", "[::1", "::1]", "localhost,evil.example", "a" * 5000,
    ]
    made = [Case("F52", f"Host: {name[:40]!r}", partial(_host, name)) for name in refused]
    return made + [Case("F52", f"Host: {name}", partial(_allowed_host, name)) for name in ("localhost", "LocalHost:1", "[::1]:99", "127.0.0.1")]


def _host(name: str, stage: Stage) -> list[str]:
    with stage.connect() as client:
        client.send(f"GET /overview HTTP/1.1\r\nHost: {name}\r\nConnection: close\r\n\r\n".encode())
        answer = client.answer()
    if answer is None or answer.status not in (400, 421):
        return [f"answered with {answer and answer.status}"]
    return ["the name comes back"] if name.strip() and len(name) > 8 and name.encode() in answer.body else []


def _allowed_host(name: str, stage: Stage) -> list[str]:
    answer = stage.ask("/overview", host=name)
    return [] if answer.status == 200 else [f"status {answer.status}"]


def _forwarded() -> list[Case]:
    """Nobody is trusted: none of it may change a byte."""
    fields = [
        "X-Forwarded-For: 1.2.3.4", "X-Forwarded-For: 127.0.0.1, 127.0.0.1", "X-Forwarded-Proto: https", "X-Forwarded-Host: evil.example", "X-Forwarded-Port: 443",
        "X-Forwarded-Prefix: /evil", "X-Forwarded-Server: evil.example", "Forwarded: for=1.2.3.4;host=evil.example;proto=https", "Forwarded: for=\"", "X-Real-IP: 1.2.3.4",
        "X-Original-URL: /-/metrics", "X-Rewrite-URL: /-/metrics", "X-HTTP-Method-Override: DELETE", "X-Forwarded-User: admin", "X_Forwarded_User: admin", "Remote-User: admin",
        "X-Request-Id: forged", "X-Forwarded-For: " + "1.2.3.4, " * 500, "Via: 1.1 evil", "True-Client-IP: 1.2.3.4", "X-Forwarded-Scheme: javascript", "Front-End-Https: on",
    ]
    return [Case("F51", field[:60], partial(_unchanged, field)) for field in fields]


def _unchanged(field: str, stage: Stage) -> list[str]:
    answer = stage.ask("/overview/", field)
    wrong = [] if (answer.status, answer.header("Location")) == (308, "/overview") else [f"{answer.status} to {answer.header('Location')}"]
    if answer.header("Strict-Transport-Security"):
        wrong.append("browsers are told of https")
    if "evil" in str(answer.headers) or answer.header("X-Request-Id") == "forged":
        wrong.append("the word is believed")
    return wrong


def cases() -> list[Case]:
    """All of them."""
    return _traversals() + _methods() + _parameters() + _hosts() + _forwarded()
