"""F9: answers that are none, and answers that are damaged somewhere.

What a damaged answer still says is asked of botocore's parsers: elastatus either fails and keeps its rows, or shows what they read.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable

import botocore.loaders
import botocore.model
import botocore.parsers

from faulty.aws import ScriptedAWS
from faulty.case import Account, Case, Expect, fails, works
from faulty.wire import KINDS, Call, Reply, Row, error, page_of, rows_of

_PORTAL = b"<html><head><title>Log in to the guest network</title></head><body><h1>Welcome</h1></body></html>"
XML = ("volume", "group", "zone")
JSON = ("table", "log-group", "function")
#: Rows of the answers that are damaged: a loss of most of them is not believed at once.
ROWS = 24
MUTATIONS = 55
#: The member of the list, and that of the id in it.
LISTS = {
    "volume": ("Volumes", "VolumeId"), "group": ("AutoScalingGroups", "AutoScalingGroupName"), "table": ("TableNames", ""),
    "log-group": ("logGroups", "logGroupName"), "zone": ("HostedZones", "Id"), "function": ("Functions", "FunctionName"),
}


def cases() -> list[Case]:
    """What stands in an answer's place, what may stand in it besides, and damage from seeds."""
    made = []
    for kind in KINDS:
        for name, body in _strangers(kind).items():
            made.append(_fixed(f"{kind}, {name}", kind, lambda aws, call, body=body: body if isinstance(body, Reply) else Reply(200, body)))
        made.append(Case("F9", f"{kind}, 200 with an error", kind, _error_in_200(kind), (Expect(frozenset({"error", "denied"})),)))
        made.append(_tolerated(kind))
    for seed in range(MUTATIONS):
        made += [_mutated(kind, seed) for kind in KINDS]
    return made


def _fixed(name: str, kind: str, script: Callable[[ScriptedAWS, Call], Reply]) -> Case:
    return Case("F9", name, kind, script, (fails("error", "bad-response"),))


def _strangers(kind: str) -> dict[str, bytes | Reply]:
    some: dict[str, bytes | Reply] = {
        "captive portal": _PORTAL, "empty": b"", "spaces": b" \r\n ", "noise": bytes(range(256)) * 20,
        "led elsewhere": Reply(302, _PORTAL, {"Location": "https://login.example.com/"}),
        "404 in HTML, as 200": b"<!DOCTYPE html><html><body>Not found</body></html>",
    }
    operation = KINDS[kind].operation
    if kind in XML:
        some |= {
            "JSON": b'{"Volumes": []}', "wrong root": b'<?xml version="1.0"?><DescribeOtherThingsResponse><x/></DescribeOtherThingsResponse>',
            "somebody else's words": f"<{operation}Response><status>please log in</status></{operation}Response>".encode(),
            "two roots": b"<a></a><a></a>",
        }
    else:
        some |= {
            "XML": f"<{operation}Response></{operation}Response>".encode(), "a list": b"[]", "a text": b'"ok"', "null": b"null",
            "somebody else's words": b'{"status": "please log in"}', "list of another type": json.dumps({LISTS[kind][0]: {"x": 1}}).encode(),
        }
    return some


def _error_in_200(kind: str):  # noqa: ANN202
    def script(aws: ScriptedAWS, call: Call) -> Reply:
        reply = error(kind, 200, "InternalFailure", "We encountered an internal error")
        if KINDS[kind].protocol == "rest-json":
            reply.body = b'{"__type": "ServiceException", "Message": "We encountered an internal error", "Type": "Server"}'
        return reply

    return script


def _tolerated(kind: str) -> Case:
    """Members, enumerated values and elements that nobody knows yet, and optional ones that are not there."""
    case = Case("F9", f"{kind}, with what is new and without what is optional", kind)

    def script(aws: ScriptedAWS, call: Call) -> Reply:
        page = page_of(kind, [Row("new-1"), Row("new-2", {"Name": "n"})], None, call.account)
        if kind in XML:
            for gone in (b"<createTime>2026-01-02T03:04:05.678Z</createTime>", b"<Config><PrivateZone>false</PrivateZone></Config>", b"<MinSize>1</MinSize>"):
                page = page.replace(gone, b"<brandNew><deep>1</deep></brandNew>")
            return Reply(200, page.replace(b"in-use", b"quantum").replace(b"gp3", b"gp9"))
        document = json.loads(page)
        document["BrandNew"] = {"deep": [1, None, {"x": 1.5}]}
        for item in document[LISTS[kind][0]]:
            if isinstance(item, dict):
                item["BrandNew"] = [None]
                for gone in ("creationTime", "Runtime", "arn"):
                    item.pop(gone, None)
        return Reply(200, json.dumps(document).encode())

    case.script, case.expects = script, (works("new-1", "new-2"),)
    return case


def _mutated(kind: str, seed: int) -> Case:
    case = Case("F9", f"{kind}, damage {seed}", kind)

    def setup(aws: ScriptedAWS, account: Account) -> None:
        rows = aws.contents[account.number, kind] = rows_of(account.number, kind, ROWS)
        body = damage(page_of(kind, rows, None, account.number), random.Random(seed * 97 + len(kind)))
        aws.scripts[account.number, KINDS[kind].operation] = lambda aws, call: Reply(200, body)
        read = ids_read(kind, body)
        status, codes = "error|held", ("bad-response", "service-error", "not-found", "paused")
        whole = frozenset(row.id for row in rows) if read is None else frozenset(read)
        # What botocore gives up on, a tolerant reader may show: every row, the damaged one as it came.
        case.expects = (fails(status, *codes, or_fresh=whole, or_damaged=read is None),)

    case.setup, case.expects = setup, (works(),)
    return case


def damage(body: bytes, chance: random.Random) -> bytes:
    """One to three things happen to a few bytes."""
    for _ in range(chance.randint(1, 3)):
        at, length = chance.randrange(len(body)), chance.choice((1, 1, 2, 7, 40, 300))
        part = body[at : at + length]
        what = chance.choice(("flip", "drop", "twice", "swap", "noise", "zero", "tag", "digit", "quote"))
        match what:
            case "flip":
                part = bytes(byte ^ (1 << chance.randrange(8)) for byte in part[:1]) + part[1:]
            case "drop":
                part = b""
            case "twice":
                part = part * 2
            case "swap":
                part = part[::-1]
            case "noise":
                part = chance.randbytes(len(part))
            case "zero":
                part = b"\0" * len(part)
            case "tag":
                part = chance.choice((b"<", b"</", b"/>", b"<!--", b"]]>", b"&", b"{", b"}", b"[", b"]", b",", b":", b"null", b"<x>")) + part
            case "digit":
                part = b"9" * 30 + part
            case "quote":
                part = chance.choice((b'"', b"'", b"\\", b"\\u0000", b"\\ud800", b"\xc3\x28", b"\xed\xa0\x80")) + part
        body = body[:at] + part + body[at + length :]
    return body


_shapes: dict[str, botocore.model.OperationModel] = {}


def ids_read(kind: str, body: bytes) -> set[str] | None:
    """The ids that botocore reads; None where it reads nothing, or nothing that a row could be."""
    facts = KINDS[kind]
    if kind not in _shapes:
        description = botocore.loaders.Loader().load_service_model(facts.service, "service-2")
        _shapes[kind] = botocore.model.ServiceModel(description, facts.service).operation_model(facts.operation)
    parser = botocore.parsers.create_parser(facts.protocol)
    if kind in JSON:
        # Control characters and broken characters in a text lose no document: only that text has them.
        body = _mended(body)
    member, key = LISTS[kind]
    try:
        listed = parser.parse({"status_code": 200, "headers": {}, "body": body}, _shapes[kind].output_shape)[member]
        ids = {str(item[key] if key else item) for item in listed}
    except Exception:  # noqa: BLE001
        # Whatever it stumbles over, an item without its id too: it does not read it.
        return None
    return {name.split("/")[-1] for name in ids} if kind == "zone" else ids


def _mended(body: bytes) -> bytes:
    try:
        text = json.dumps(json.loads(body.decode("utf-8", "replace"), strict=False), ensure_ascii=False)
    except ValueError:
        return body
    return "".join("\ufffd" if 0xD800 <= ord(character) < 0xE000 else character for character in text).encode()
