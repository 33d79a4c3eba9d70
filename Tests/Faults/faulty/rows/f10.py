"""F10: encryption that cannot be trusted, and none at all."""

from __future__ import annotations

import ssl
import warnings
from functools import cache

from faulty.case import Case, Expect, fails
from faulty.certificates import Authority, folder, only
from faulty.proxy import Encryption, Toxic
from faulty.wire import KINDS

#: Not one request may go out: its signature is good for five minutes, wherever it goes.
_UNTRUSTED = fails("error", "tls", calls=0)
#: What `AWS_CA_BUNDLE` holds on servers whose bundle is no good.
BUNDLES: dict[str, bytes | None] = {"bundle-missing": None, "bundle-empty": b"", "bundle-noise": bytes(range(256)) * 8}


@cache
def _authority() -> Authority:
    return Authority("trusted")


def environment(server: str) -> dict[str, str]:
    """Which authorities elastatus is told to trust."""
    if server == "tls":
        return {"AWS_CA_BUNDLE": str(_authority().path)}
    if server not in BUNDLES:
        return {}
    path = folder() / f"{server}.pem"
    if (content := BUNDLES[server]) is not None:
        path.write_bytes(content)
    return {"AWS_CA_BUNDLE": str(path)}


def cases() -> list[Case]:
    """What a peer may show, and bundles that are none."""
    trusted, stranger = _authority(), Authority("stranger")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        old = [(f"{version.name} only", only(trusted.context(), version)) for version in (ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1)]
    bad: list[tuple[str, ssl.SSLContext | None, Toxic | None, Expect]] = [
        ("signed by itself", trusted.context(signs_itself=True), None, _UNTRUSTED),
        ("expired yesterday", trusted.context(days=(-30, -1)), None, _UNTRUSTED),
        ("valid from tomorrow", trusted.context(days=(1, 30)), None, _UNTRUSTED),
        ("another host's", trusted.context("example.com"), None, _UNTRUSTED),
        ("another address's", trusted.context("127.0.0.9"), None, _UNTRUSTED),
        ("of an unknown authority", stranger.context(), None, _UNTRUSTED),
        *((name, context, None, _UNTRUSTED) for name, context in old),
        ("plain text", None, None, _UNTRUSTED),
        ("reset in the handshake", None, Toxic("reset_peer", 0.05), fails("error", "tls", "unreachable", calls=0)),
        ("silent in the handshake", None, Toxic("timeout"), fails("error", "timeout", calls=0)),
    ]
    made = []
    for number, (name, context, toxic, expect) in enumerate(bad):
        kind = tuple(KINDS)[number % len(KINDS)]
        made.append(Case("F10", f"{kind}, {name}", kind, None, (expect,), tls=Encryption(trusted.context(), context), toxic=toxic, server="tls"))
    for server in BUNDLES:
        honest = trusted.context()
        made.append(Case("F10", f"volume, {server}", "volume", None, (_UNTRUSTED,), tls=Encryption(honest, honest), server=server, never_good=True, alone=True))
    return made
