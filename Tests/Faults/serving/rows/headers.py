"""F48, F66, F67: what browsers and caches are told with every answer."""

from __future__ import annotations

import gzip
from functools import partial

from serving.case import Case
from serving.stage import Stage

_PAGES = [
    "/", "/overview", "/main", "/main/us-east-1", "/main/us-east-1/ebs", "/all/all/ebs", "/main/us-east-1/ebs/vol-0000", "/matrix", "/find", "/find?q=vol", "/main/us-east-1/ebs?q=(",
    "/nowhere/at/all", "/%00", "/a/b/c/d/e/f", "/main/us-east-1/ebs.json", "/main/us-east-1/ebs.csv", "/main/us-east-1/ebs.jsonl", "/main/us-east-1/ebs/vol-0000?_format=json", "/matrix?_format=json",
    "/-/healthy", "/-/ready", "/-/metrics", "/-/versions", "/-/nothing", "/static/app.js", "/static/elastatus.css", "/static/none.js", "/-/refresh",
]
_POLICY = ["default-src 'none'", "script-src 'self'", "style-src 'self'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'"]
_SAME = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin", "X-Frame-Options": "DENY", "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Resource-Policy": "same-origin"}


def _policy(target: str, stage: Stage) -> list[str]:
    policy = stage.ask(target).header("Content-Security-Policy") or ""
    missing = [part for part in _POLICY if part not in policy]
    return [f"no {part}" for part in missing] + (["it allows inline code"] if "unsafe" in policy or "*" in policy else [])


def _fields(target: str, stage: Stage) -> list[str]:
    answer = stage.ask(target)
    wrong = [f"{name}: {answer.header(name)}" for name, value in _SAME.items() if answer.header(name) != value]
    if answer.header("Content-Type") is None:
        wrong.append("no type")
    wrong += [f"{name} stands there twice" for name in {name for name, _ in answer.headers} if sum(name == other for other, _ in answer.headers) > 1]
    return wrong + ([f"it tells who it is: {answer.header('Server')}"] if answer.header("Server") or answer.header("X-Powered-By") else [])


def _kept(target: str, stage: Stage) -> list[str]:
    control = stage.ask(target).header("Cache-Control")
    if target.startswith("/static/") and "none" not in target:
        allowed: tuple[str, ...] = ("no-cache",)
    else:
        # The own browser may keep what has an entity tag, and asks each time whether it still holds.
        allowed = ("no-store", "private, no-cache")
    return [] if control in allowed else [f"Cache-Control: {control}"]


def _cross_origin(target: str, stage: Stage) -> list[str]:
    answer = stage.ask(target, "Origin: https://evil.example", "Access-Control-Request-Method: GET")
    return [f"{name}: {value}" for name, value in answer.headers if name.lower().startswith("access-control-")]


def _conditional(target: str, stage: Stage) -> list[str]:
    """A name is good for one address and form only, and never outlives what it names."""
    answer = stage.ask(target)
    tag = answer.header("ETag")
    if answer.status != 200 or tag is None:
        return [] if target.startswith("/-/") or answer.status != 200 else ["no name"]
    wrong = [] if answer.header("Vary") == "Accept-Encoding" else ["caches are not told that forms differ"]
    other = stage.ask("/static/theme.js", f"If-None-Match: {tag}")
    if other.status != 200:
        wrong.append("the name is good for another address")
    packed = stage.ask(target, "Accept-Encoding: gzip")
    if packed.header("Content-Encoding") == "gzip":
        if packed.header("ETag") == tag:
            wrong.append("two forms have one strong name")
        if b"<title>" in answer.body and b"<title>" not in gzip.decompress(packed.body):
            wrong.append("the packed form is another page")
    return wrong


def _ranges(target: str, stage: Stage) -> list[str]:
    """Nothing is served in parts, so no part of one can be taken for another."""
    answer = stage.ask(target, "Range: bytes=0-10,5-20,0-,-1")
    return [] if answer.status != 206 and not answer.header("Content-Range") else ["a part"]


def cases() -> list[Case]:
    """Each answer, each question."""
    made = []
    for target in _PAGES:
        made += [
            Case("F48", f"policy of {target}", partial(_policy, target)), Case("F48", f"guards of {target}", partial(_fields, target)),
            Case("F48", f"who keeps {target}", partial(_kept, target)), Case("F48", f"other origins and {target}", partial(_cross_origin, target)),
            Case("F67", f"name of {target}", partial(_conditional, target)), Case("F67", f"parts of {target}", partial(_ranges, target)),
        ]
    return made
