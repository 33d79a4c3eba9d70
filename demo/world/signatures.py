"""Signature Version 4, checked with botocore's own arithmetic, for callers whose keys are known.

Nothing is checked until a key is named in `keys` (`{"<access key id>": "<secret>"}`); from then on every call must be
signed by a named key or by one that AssumeRole gave out, with its session token, and within five minutes of now.
"""

from __future__ import annotations

import hmac
import re
import threading
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

from world.calls import Call
from world.documents import Document
from world.errors import Answer, error
from world.faults import bad_signature, unknown_key

_AUTHORIZATION = re.compile(
    r"AWS4-HMAC-SHA256 Credential=[^/,\s]+/(\d{8})/[^/]+/([^/]+)/aws4_request, *SignedHeaders=([^,\s]+), *Signature=([0-9a-f]{64})"
)
_SKEW = 300.0


@dataclass(frozen=True)
class _Key:
    secret: str
    token: str | None = None
    expires: float | None = None


class Signatures:
    """The keys that are known. Safe to use from the server's threads."""

    def __init__(self) -> None:
        self._keys: dict[str, _Key] = {}
        self._checking = False
        self._lock = threading.Lock()

    def add(self, keys: dict[str, str]) -> None:
        """Names static keys, and starts checking."""
        with self._lock:
            self._keys |= {name: _Key(secret) for name, secret in keys.items()}
            self._checking = self._checking or bool(keys)  # keys that AssumeRole gave out check nothing by themselves

    def learn(self, call: Call, answer: Answer) -> None:
        """Remembers the keys that AssumeRole gives out."""
        if call.service != "sts" or call.operation != "AssumeRole" or answer.status != 200:
            return
        given = {child.tag: child.text or "" for child in Document(answer.body).root.iterfind(".//Credentials/*")}
        expires = datetime.fromisoformat(given["Expiration"].replace("Z", "+00:00"))
        with self._lock:
            self._keys[given["AccessKeyId"]] = _Key(
                given["SecretAccessKey"], given["SessionToken"], expires.timestamp()
            )

    def refusal(self, call: Call, environ: dict[str, Any], body: bytes) -> Answer | None:
        """The refusal of a call that is not signed as it should be."""
        if not self._checking:
            return None
        with self._lock:
            key = self._keys.get(call.access_key)
        if not key or key.token != environ.get("HTTP_X_AMZ_SECURITY_TOKEN"):
            return unknown_key(call)
        if key.expires is not None and key.expires < datetime.now(UTC).timestamp():
            return _expired(call)
        parts = _AUTHORIZATION.fullmatch(environ.get("HTTP_AUTHORIZATION", "").strip())
        if not parts:
            return bad_signature(call)
        expected = _signature(call, key, parts, environ, body)
        if not expected or not hmac.compare_digest(expected, parts.group(4)):
            return bad_signature(call)
        return None


def _signature(call: Call, key: _Key, parts: re.Match[str], environ: dict[str, Any], body: bytes) -> str | None:
    """The signature that the request should have; None when its time is wrong or something unsigned matters."""
    day, signing_name, signed, _ = parts.groups()
    names = signed.split(";")
    stamp = environ.get("HTTP_X_AMZ_DATE", "")
    try:
        moment = datetime.strptime(stamp, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    except ValueError:
        return None
    away = abs((datetime.now(UTC) - moment).total_seconds())
    if away > _SKEW or stamp[:8] != day or "host" not in names or "x-amz-date" not in names:
        return None
    url = f"http://{environ.get('HTTP_HOST', '')}{environ.get('RAW_URI') or environ['PATH_INFO']}"
    request = AWSRequest(environ["REQUEST_METHOD"], url, data=body)
    for name in names:
        request.headers[name] = environ.get(_variable(name), "")
    request.context["timestamp"] = stamp
    signer = SigV4Auth(Credentials(call.access_key, key.secret, key.token), signing_name, call.region)
    return signer.signature(signer.string_to_sign(request, signer.canonical_request(request)), request)


def _variable(header: str) -> str:
    """A header's name in the environment of a request."""
    name = header.upper().replace("-", "_")
    return name if name in ("CONTENT_TYPE", "CONTENT_LENGTH") else f"HTTP_{name}"


def _expired(call: Call) -> Answer:
    said = "The security token included in the request is expired"
    if call.protocol == "ec2":
        return error(call, 400, "RequestExpired", "Request has expired.")
    if call.protocol in ("json", "rest-json", "cbor"):
        return error(call, 400, "ExpiredTokenException", said)
    return error(call, 403, "ExpiredToken", said)
