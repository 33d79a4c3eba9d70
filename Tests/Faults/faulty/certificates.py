"""Certificates made at run time: an authority that elastatus is told to trust, and what a bad peer shows instead."""

from __future__ import annotations

import atexit
import shutil
import ssl
import tempfile
from datetime import datetime, timedelta, timezone
from functools import cache
from ipaddress import IPv4Address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

_DAY = timedelta(days=1)


@cache
def folder() -> Path:
    """Where they are, until the process ends."""
    made = Path(tempfile.mkdtemp(prefix="elastatus-certificates-"))
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    return made


class Authority:
    """One that signs."""

    def __init__(self, name: str) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        now = datetime.now(timezone.utc)
        self.certificate = (
            x509.CertificateBuilder().subject_name(self.name).issuer_name(self.name).public_key(self.key.public_key())
            .serial_number(x509.random_serial_number()).not_valid_before(now - 400 * _DAY).not_valid_after(now + 400 * _DAY)
            .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True).sign(self.key, hashes.SHA256())
        )
        self.path = folder() / f"{name}.pem"
        self.path.write_bytes(self.certificate.public_bytes(serialization.Encoding.PEM))

    def context(self, host: str = "127.0.0.1", days: tuple[int, int] = (-1, 30), signs_itself: bool = False) -> ssl.SSLContext:
        """A server's context with a certificate for `host`, valid between these days from now."""
        key = ec.generate_private_key(ec.SECP256R1())
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
        now = datetime.now(timezone.utc)
        name = x509.IPAddress(IPv4Address(host)) if host[0].isdecimal() else x509.DNSName(host)
        made = (
            x509.CertificateBuilder().subject_name(subject).issuer_name(subject if signs_itself else self.name).public_key(key.public_key())
            .serial_number(x509.random_serial_number()).not_valid_before(now + days[0] * _DAY).not_valid_after(now + days[1] * _DAY)
            .add_extension(x509.SubjectAlternativeName([name]), critical=False).sign(key if signs_itself else self.key, hashes.SHA256())
        )
        path = folder() / f"{made.serial_number}.pem"
        path.write_bytes(
            key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
            + made.public_bytes(serialization.Encoding.PEM)
        )
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(path)
        return context


def only(context: ssl.SSLContext, version: ssl.TLSVersion) -> ssl.SSLContext:
    """The context with a version that is out of use."""
    # Debian's OpenSSL offers none of them at its usual level.
    context.set_ciphers("ALL:@SECLEVEL=0")
    context.minimum_version = context.maximum_version = version
    return context
