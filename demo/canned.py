#!/usr/bin/env python3
"""A canned AWS for benches: fixed answers, tens of thousands a second, kept-alive connections, an optional delay.

    python demo/canned.py --port 0 --print-port --delay 50

`ec2:DescribeInstances` answers `--instances` instances (11 are 38 KB); other operations answer a fixture, or that there
is nothing. An access key of `AKIA` and twelve digits belongs to the account of these digits. `GET /-/canned/calls`
counts the answers since the last time.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import signal
from collections import Counter
from pathlib import Path

import httptools
import uvloop

ROOT = Path(__file__).resolve().parent / "fixtures"
ACCOUNT = b"123456789012"

#: The operations that answer something, and the fixture they answer.
_FIXTURES = {
    "autoscaling": {},
    "cloudwatch": {"DescribeAlarms": "metric-and-composite"},
    "elasticache": {
        "DescribeCacheClusters": "memcached",
        "DescribeReplicationGroups": "cluster-mode-off",
        "DescribeServerlessCaches": "valkey",
    },
    "elb": {"DescribeLoadBalancers": "classic", "DescribeInstanceHealth": "mixed"},
    "elbv2": {
        "DescribeLoadBalancers": "application",
        "DescribeListeners": "application",
        "DescribeTargetHealth": "mixed",
    },
    "rds": {
        "DescribeDBInstances": "aurora-members",
        "DescribeDBClusters": "aurora",
        "DescribeDBClusterEndpoints": "custom",
    },
    "redshift": {"DescribeClusters": "available"},
    "sns": {"ListSubscriptions": "confirmed-and-pending"},
    "sqs": {"ListQueues": "queues", "GetQueueAttributes": "standard"},
}
#: Services whose calls name no operation and are answered in XML.
_REST_XML = {"cloudfront", "route53", "s3"}
_SIGNING = {"elasticloadbalancing": "elb", "monitoring": "cloudwatch", "tagging": "resourcegroupstaggingapi"}

_INSTANCE = """<item><instanceId>i-{n:017x}</instanceId><imageId>ami-0c02fb55956c7d316</imageId>\
<instanceState><code>16</code><name>running</name></instanceState>\
<privateDnsName>ip-10-0-{b}-{c}.ec2.internal</privateDnsName>\
<dnsName>ec2-203-0-{b}-{c}.compute-1.amazonaws.com</dnsName><reason/><keyName>ops-2024</keyName>\
<amiLaunchIndex>{n}</amiLaunchIndex><productCodes/><instanceType>m7g.large</instanceType>\
<launchTime>2025-05-{day:02d}T08:15:30.000Z</launchTime><placement><availabilityZone>us-east-1a</availabilityZone>\
<groupName/><tenancy>default</tenancy></placement><monitoring><state>disabled</state></monitoring>\
<subnetId>subnet-0fee1dead0000000a</subnetId><vpcId>vpc-0a1b2c3d4e5f60718</vpcId>\
<privateIpAddress>10.0.{b}.{c}</privateIpAddress><ipAddress>203.0.{b}.{c}</ipAddress><sourceDestCheck>true</sourceDestCheck>\
<groupSet>{groups}</groupSet><architecture>arm64</architecture><rootDeviceType>ebs</rootDeviceType>\
<rootDeviceName>/dev/xvda</rootDeviceName><blockDeviceMapping>{disks}</blockDeviceMapping>\
<virtualizationType>hvm</virtualizationType><clientToken>{n:032x}</clientToken><tagSet>{tags}</tagSet>\
<hypervisor>xen</hypervisor><networkInterfaceSet>{interfaces}</networkInterfaceSet><ebsOptimized>true</ebsOptimized>\
<platformDetails>Linux/UNIX</platformDetails><enaSupport>true</enaSupport></item>"""
_GROUP = "<item><groupId>sg-{n:017x}</groupId><groupName>orders-app-{n}</groupName></item>"
_DISK = """<item><deviceName>/dev/xvd{letter}</deviceName><ebs><volumeId>vol-{n:017x}</volumeId><status>attached</status>\
<attachTime>2025-05-01T08:15:31.000Z</attachTime><deleteOnTermination>true</deleteOnTermination></ebs></item>"""
_TAG = "<item><key>{key}</key><value>{value}</value></item>"
_INTERFACE = """<item><networkInterfaceId>eni-{n:017x}</networkInterfaceId><subnetId>subnet-0fee1dead0000000a</subnetId>\
<vpcId>vpc-0a1b2c3d4e5f60718</vpcId><description/><ownerId>123456789012</ownerId><status>in-use</status>\
<macAddress>02:00:00:00:{b:02x}:{c:02x}</macAddress><privateIpAddress>10.0.{b}.{c}</privateIpAddress>\
<sourceDestCheck>true</sourceDestCheck><groupSet>{groups}</groupSet><attachment><attachmentId>eni-attach-{n:017x}\
</attachmentId><deviceIndex>0</deviceIndex><status>attached</status><attachTime>2025-05-01T08:15:30.000Z</attachTime>\
<deleteOnTermination>true</deleteOnTermination></attachment><privateIpAddressesSet><item><privateIpAddress>10.0.{b}.{c}\
</privateIpAddress><primary>true</primary></item></privateIpAddressesSet></item>"""


def instances(count: int) -> bytes:
    """DescribeInstances' answer with `count` instances of about 3,400 bytes each."""
    made = []
    for n in range(count):
        groups = "".join(_GROUP.format(n=group) for group in range(3))
        values = {
            "Name": f"orders-web-{n}",
            "Environment": "production",
            "Service": "orders",
            "Owner": "team-orders",
            "CostCentre": "4711",
            "Schedule": "office-hours",
            "aws:autoscaling:groupName": "orders-web-production",
        }
        b, c = n // 250 % 250, n % 250 + 1
        made.append(
            _INSTANCE.format(
                n=n,
                b=b,
                c=c,
                day=n % 28 + 1,
                groups=groups,
                disks="".join(_DISK.format(letter=letter, n=n) for letter in "abc"),
                tags="".join(_TAG.format(key=key, value=value) for key, value in values.items()),
                interfaces=_INTERFACE.format(n=n, b=b, c=c, groups=groups),
            )
        )
    text = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<DescribeInstancesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">'
        "<requestId>0b41f2c6-8f3e-4f0c-9c6d-2f6a5b1e7d90</requestId><reservationSet><item><reservationId>r-0a1b2c3d"
        "</reservationId><ownerId>123456789012</ownerId><groupSet/><instancesSet>"
    )
    return (text + "".join(made) + "</instancesSet></item></reservationSet></DescribeInstancesResponse>").encode()


class Answers:
    """Whole HTTP answers by service and operation, made once."""

    def __init__(self, count: int) -> None:
        self._made: dict[tuple[str, str, bool, bytes], bytes] = {}
        self._bodies = {("ec2", "DescribeInstances"): instances(count)}
        for service, operations in _FIXTURES.items():
            for operation, name in operations.items():
                path = next((ROOT / service / operation).glob(f"{name}.*"))
                self._bodies[service, operation] = path.read_bytes()

    def of(self, service: str, operation: str, as_json: bool, account: bytes) -> bytes:
        """The answer to a call."""
        key = (service, operation, as_json, account)
        made = self._made.get(key)
        if made is None:
            made = self._made[key] = whole(self._body(service, operation, as_json, account), as_json)
        return made

    def _body(self, service: str, operation: str, as_json: bool, account: bytes) -> bytes:
        if service == "sts":
            return _sts(operation, account.decode())
        body = self._bodies.get((service, operation))
        if body is not None and body.lstrip().startswith(b"{") == as_json:
            return body.replace(ACCOUNT, account)
        if as_json:
            return b"{}"
        if service == "ec2":
            return f"<{operation}Response><requestId>r</requestId></{operation}Response>".encode()
        if service == "route53":
            return b"<ListHostedZonesResponse><HostedZones/><IsTruncated>false</IsTruncated></ListHostedZonesResponse>"
        if service == "s3":
            return b"<ListAllMyBucketsResult><Buckets/></ListAllMyBucketsResult>"
        return f"<{operation}Response><{operation}Result/></{operation}Response>".encode()


def _sts(operation: str, account: str) -> bytes:
    if operation == "AssumeRole":
        given = (
            f"<Credentials><AccessKeyId>AKIA{account}</AccessKeyId><SecretAccessKey>secret</SecretAccessKey>"
            "<SessionToken>token</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration></Credentials>"
        )
    else:
        given = f"<UserId>AIDA</UserId><Account>{account}</Account><Arn>arn:aws:iam::{account}:user/bench</Arn>"
    return f"<{operation}Response><{operation}Result>{given}</{operation}Result></{operation}Response>".encode()


def whole(body: bytes, as_json: bool) -> bytes:
    """A body with its HTTP head."""
    kind = b"application/x-amz-json-1.0" if as_json else b"text/xml"
    head = b"HTTP/1.1 200 OK\r\nContent-Type: %s\r\nx-amzn-RequestId: canned\r\nContent-Length: %d\r\n\r\n"
    return head % (kind, len(body)) + body


class Connection(asyncio.Protocol):
    """One connection: reads requests, writes answers."""

    answers: Answers
    delay: float
    counts: Counter[str] = Counter()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Starts reading."""
        self._transport: asyncio.WriteTransport = transport  # type: ignore[assignment]
        self._parser = httptools.HttpRequestParser(self)
        self._reset()

    def _reset(self) -> None:
        self._url = self._authorization = self._target = self._body = b""

    def data_received(self, data: bytes) -> None:
        """Feeds the parser, which calls the methods below."""
        try:
            self._parser.feed_data(data)
        except httptools.HttpParserError:
            self._transport.close()

    def on_url(self, url: bytes) -> None:
        """The request's target."""
        self._url = url

    def on_header(self, name: bytes, value: bytes) -> None:
        """Keeps the two headers that say what is asked."""
        lower = name.lower()
        if lower == b"authorization":
            self._authorization = value
        elif lower == b"x-amz-target":
            self._target = value

    def on_body(self, body: bytes) -> None:
        """Collects the body."""
        self._body += body

    def on_message_complete(self) -> None:
        """Answers, now or after the delay."""
        answer = self._answer()
        self._reset()
        if self.delay:
            asyncio.get_running_loop().call_later(self.delay, self._send, answer)
        else:
            self._transport.write(answer)

    def _send(self, answer: bytes) -> None:
        if not self._transport.is_closing():
            self._transport.write(answer)

    def _answer(self) -> bytes:
        if self._url.startswith(b"/-/canned/calls"):
            said = json.dumps(self.counts).encode()
            self.counts.clear()
            return whole(said, as_json=True)
        try:
            key, _, _, signing_name, _ = self._authorization.split(b"Credential=", 1)[1].split(b",", 1)[0].split(b"/")
        except (IndexError, ValueError):
            return b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n"
        service = _SIGNING.get(signing_name.decode(), signing_name.decode())
        if service == "elb" and b"2015-12-01" in self._body:
            service = "elbv2"
        as_json = bool(self._target)
        if as_json:
            operation = self._target.rpartition(b".")[2]
        else:
            operation = (b"&" + self._body).partition(b"&Action=")[2].partition(b"&")[0]
            # REST calls name no operation; most services answer them in JSON.
            as_json = not operation and service not in _REST_XML
        self.counts[f"{service}:{operation.decode()}"] += 1
        digits = self._body.partition(b"iam%3A%3A")[2][:12] if operation == b"AssumeRole" else key[4:]
        account = digits if len(digits) == 12 and digits.isdigit() else ACCOUNT
        return self.answers.of(service, operation.decode(), as_json, account)


async def serve(host: str, port: int, print_port: bool) -> None:
    """Serves until a signal."""
    loop = asyncio.get_running_loop()
    server = await loop.create_server(Connection, host, port, backlog=1024)
    print(server.sockets[0].getsockname()[1] if print_port else f"canned AWS on {host}:{port}", flush=True)
    ended = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, ended.set)
    await ended.wait()
    server.close()


def main() -> None:
    """Reads the command line."""
    parser = argparse.ArgumentParser(description="A canned AWS: fixed answers, fast.")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=5556, help="0 for any free one")
    parser.add_argument("--print-port", action="store_true", help="print the port on a line of its own when ready")
    parser.add_argument("--instances", type=int, default=11, help="in DescribeInstances (default: %(default)s)")
    parser.add_argument("--delay", type=float, default=0, help="before each answer, in milliseconds")
    options = parser.parse_args()
    Connection.answers = Answers(options.instances)
    Connection.delay = options.delay / 1000
    uvloop.run(serve(options.host, options.port, options.print_port))


if __name__ == "__main__":
    main()
