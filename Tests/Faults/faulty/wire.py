"""What AWS answers, in its five protocols: pages of a few kinds, and errors."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any
from xml.sax.saxutils import escape


@dataclass
class Call:
    """One request, as its signature, head and body say."""

    key: str
    account: str
    date: str
    region: str
    service: str
    operation: str
    parameters: dict[str, Any]
    token: str | None
    host: str = ""
    session_token: str | None = None
    #: How often this page of this operation was asked for since the faults were switched on, this time included.
    attempt: int = 1

    @property
    def page(self) -> int:
        """Which page the token asks for, from 0."""
        return int(self.token[1:]) if self.token and self.token[1:].isdecimal() else 0


@dataclass
class Reply:
    """An answer, and what happens to it on its way."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    #: `length`, `chunked`, or `close`: the body ends with the connection.
    framing: str = "length"
    #: What `Content-Length` says, if not the truth.
    claim: str | None = None
    #: Bytes of the framed body after which the connection ends; negative: before the head.
    cut: int | None = None
    #: Seconds before the first byte.
    delay: float = 0
    #: Bytes and seconds: so many at a time, so long between them.
    drip: tuple[int, float] | None = None
    #: The connection ends with RST instead of FIN.
    reset: bool = False
    #: No answer ever.
    hang: bool = False
    #: Everything that is sent, head included.
    raw: bytes | None = None


@dataclass(frozen=True)
class Kind:
    """How one kind of `kinds/` is listed."""

    name: str
    service: str
    operation: str
    protocol: str
    #: The IAM action.
    action: str
    #: The parameter that has the token.
    token: str


KINDS = {
    kind.name: kind
    for kind in (
        Kind("volume", "ec2", "DescribeVolumes", "ec2", "ec2:DescribeVolumes", "NextToken"),
        Kind("group", "autoscaling", "DescribeAutoScalingGroups", "query", "autoscaling:DescribeAutoScalingGroups", "NextToken"),
        Kind("table", "dynamodb", "ListTables", "json", "dynamodb:ListTables", "ExclusiveStartTableName"),
        Kind("log-group", "logs", "DescribeLogGroups", "json", "logs:DescribeLogGroups", "nextToken"),
        Kind("zone", "route53", "ListHostedZones", "rest-xml", "route53:ListHostedZones", "marker"),
        Kind("function", "lambda", "ListFunctions", "rest-json", "lambda:ListFunctions", "Marker"),
    )
}
#: Kinds whose rows need more calls than the list: the kinds of `details/`.
DETAILED = {
    "record": Kind("record", "route53", "ListResourceRecordSets", "rest-xml", "route53:ListResourceRecordSets", "name"),
    "queue": Kind("queue", "sqs", "GetQueueAttributes", "json", "sqs:GetQueueAttributes", "NextToken"),
}
BY_OPERATION = {kind.operation: kind for kind in KINDS.values()}
CONTENT = {"json": "application/x-amz-json-1.1", "rest-json": "application/json"}


@dataclass
class Row:
    """One resource, as all kinds have it."""

    id: str
    tags: dict[str, str] = field(default_factory=dict)
    size: int = 8


def rows_of(account: str, kind: str, count: int) -> list[Row]:
    """What an account has of a kind when nothing is wrong."""
    tags = {"Name": f"{kind} of {account[-4:]}", "Stage": "live"}
    return [Row(f"{kind}-{account[-4:]}-{number:05d}", dict(tags)) for number in range(count)]


def page_of(kind: str, rows: list[Row], token: str | None, account: str) -> bytes:
    """One page with `rows`, and `token` for the next."""
    name = KINDS[kind].operation
    return _PAGES[kind](name, rows, token, account).encode()


def _tags(tags: dict[str, str], one: str, key: str, value: str) -> str:
    return "".join(f"<{one}><{key}>{escape(k)}</{key}><{value}>{escape(v)}</{value}></{one}>" for k, v in tags.items())


def _volume(name: str, rows: list[Row], token: str | None, account: str) -> str:
    items = "".join(
        f"<item><volumeId>{row.id}</volumeId><size>{row.size}</size><status>in-use</status><createTime>2026-01-02T03:04:05.678Z</createTime>"
        f"<volumeType>gp3</volumeType><tagSet>{_tags(row.tags, 'item', 'key', 'value')}</tagSet></item>"
        for row in rows
    )
    more = f"<nextToken>{token}</nextToken>" if token else ""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<{name}Response xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">'
        f"<requestId>59dbff89-35bd-4eac-99ed-be587EXAMPLE</requestId><volumeSet>{items}</volumeSet>{more}</{name}Response>"
    )


def _group(name: str, rows: list[Row], token: str | None, account: str) -> str:
    items = "".join(
        f"<member><AutoScalingGroupName>{row.id}</AutoScalingGroupName>"
        f"<AutoScalingGroupARN>arn:aws:autoscaling:eu-west-1:{account}:autoScalingGroup:x:autoScalingGroupName/{row.id}</AutoScalingGroupARN>"
        f"<MinSize>1</MinSize><MaxSize>9</MaxSize><DesiredCapacity>{row.size}</DesiredCapacity><CreatedTime>2026-01-02T03:04:05.678Z</CreatedTime>"
        f"<AvailabilityZones><member>eu-west-1a</member><member>eu-west-1b</member></AvailabilityZones>"
        f"<Tags>{_tags(row.tags, 'member', 'Key', 'Value')}</Tags></member>"
        for row in rows
    )
    more = f"<NextToken>{token}</NextToken>" if token else ""
    return (
        f'<{name}Response xmlns="http://autoscaling.amazonaws.com/doc/2011-01-01/"><{name}Result>'
        f"<AutoScalingGroups>{items}</AutoScalingGroups>{more}</{name}Result>"
        f"<ResponseMetadata><RequestId>7c6e177f-f082-11e1-ac58-3714bEXAMPLE</RequestId></ResponseMetadata></{name}Response>"
    )


def _table(name: str, rows: list[Row], token: str | None, account: str) -> str:
    more = {"LastEvaluatedTableName": token} if token else {}
    return json.dumps({"TableNames": [row.id for row in rows]} | more)


def _log_group(name: str, rows: list[Row], token: str | None, account: str) -> str:
    items = [
        {
            "logGroupName": row.id, "arn": f"arn:aws:logs:eu-west-1:{account}:log-group:{row.id}:*", "creationTime": 1767323045678,
            "storedBytes": row.size, "logGroupClass": "STANDARD", "metricFilterCount": 0,
        }
        for row in rows
    ]
    return json.dumps({"logGroups": items} | ({"nextToken": token} if token else {}))


def _zone(name: str, rows: list[Row], token: str | None, account: str) -> str:
    items = "".join(
        f"<HostedZone><Id>/hostedzone/{row.id}</Id><Name>{row.id}.example.com.</Name><CallerReference>ref-{row.id}</CallerReference>"
        f"<Config><PrivateZone>false</PrivateZone></Config><ResourceRecordSetCount>{row.size}</ResourceRecordSetCount></HostedZone>"
        for row in rows
    )
    more = f"<IsTruncated>true</IsTruncated><NextMarker>{token}</NextMarker>" if token else "<IsTruncated>false</IsTruncated>"
    return (
        f'<?xml version="1.0"?>\n<{name}Response xmlns="https://route53.amazonaws.com/doc/2013-04-01/"><HostedZones>{items}</HostedZones>'
        f"{more}<MaxItems>100</MaxItems></{name}Response>"
    )


def _function(name: str, rows: list[Row], token: str | None, account: str) -> str:
    items = [
        {
            "FunctionName": row.id, "FunctionArn": f"arn:aws:lambda:eu-west-1:{account}:function:{row.id}", "Runtime": "python3.13",
            "MemorySize": row.size, "State": "Active", "LastModified": "2026-01-02T03:04:05.000+0000",
        }
        for row in rows
    ]
    return json.dumps({"Functions": items, "NextMarker": token})


_PAGES = {
    "volume": _volume, "group": _group, "table": _table, "log-group": _log_group, "zone": _zone, "function": _function,
}


def detail_of(call: Call) -> bytes:
    """What the calls beside the lists of `DETAILED` are answered."""
    if call.operation == "ListResourceRecordSets":
        zone = call.parameters["path"].split("/")[3]
        sets = "".join(
            f"<ResourceRecordSet><Name>{name}.{zone}.example.com.</Name><Type>A</Type><TTL>60</TTL><ResourceRecords><ResourceRecord>"
            f"<Value>192.0.2.1</Value></ResourceRecord></ResourceRecords></ResourceRecordSet>" for name in ("www", "mail", "db")
        )
        return (
            '<ListResourceRecordSetsResponse xmlns="https://route53.amazonaws.com/doc/2013-04-01/">'
            f"<ResourceRecordSets>{sets}</ResourceRecordSets><IsTruncated>false</IsTruncated><MaxItems>300</MaxItems></ListResourceRecordSetsResponse>"
        ).encode()
    names = [row.id for row in rows_of(call.account, "queue", QUEUES)]
    arns = {name: f"arn:aws:sqs:{call.region}:{call.account}:{name}" for name in names}
    if call.operation == "ListQueues":
        return json.dumps({"QueueUrls": [f"https://sqs.{call.region}.amazonaws.com/{call.account}/{name}" for name in names]}).encode()
    if call.operation == "GetQueueAttributes":
        name = call.parameters["QueueUrl"].split("/")[-1]
        return json.dumps({"Attributes": {"QueueArn": arns[name], "CreatedTimestamp": "1767323045", "ApproximateNumberOfMessages": "3"}}).encode()
    mappings = [{"ResourceARN": arn, "Tags": [{"Key": "Stage", "Value": "live"}]} for arn in arns.values()]
    return json.dumps({"ResourceTagMappingList": mappings if "sqs" in call.parameters.get("ResourceTypeFilters", []) else [], "PaginationToken": ""}).encode()


#: Queues of an account; as many that a loss of all their tags is noticed.
QUEUES = 22
#: Their calls.
DETAIL_OPERATIONS = {"ListResourceRecordSets", "ListQueues", "GetQueueAttributes", "GetResources"}


def error(kind: str, status: int, code: str, message: str = "no", **headers: str) -> Reply:
    """An error in the kind's protocol, as its service writes it."""
    facts = (KINDS | DETAILED).get(kind)
    protocol = facts.protocol if facts else "query"
    head = {name.replace("_", "-"): value for name, value in headers.items()}
    if facts and protocol == "json":
        body = json.dumps({"__type": f"com.amazonaws.{facts.service}#{code}", "message": message})
    elif protocol == "rest-json":
        head["x-amzn-ErrorType"] = f"{code}:http://internal.amazon.com/coral/"
        body = json.dumps({"Message": message, "Type": "User"})
    elif protocol == "ec2":
        body = (
            f"<Response><Errors><Error><Code>{code}</Code><Message>{escape(message)}</Message></Error></Errors>"
            "<RequestID>ea966190-f9aa-478e-9ede-example</RequestID></Response>"
        )
    else:
        body = (
            f"<ErrorResponse><Error><Type>Sender</Type><Code>{code}</Code><Message>{escape(message)}</Message></Error>"
            "<RequestId>e6b1f2d2-0000-1111-2222-example</RequestId></ErrorResponse>"
        )
    return Reply(status, body.encode(), head)


def identity(account: str) -> bytes:
    """The answer to GetCallerIdentity."""
    return (
        '<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>'
        f"<Arn>arn:aws:iam::{account}:user/elastatus</Arn><UserId>AIDAEXAMPLE</UserId><Account>{account}</Account>"
        "</GetCallerIdentityResult><ResponseMetadata><RequestId>01234567-89ab</RequestId></ResponseMetadata></GetCallerIdentityResponse>"
    ).encode()


def role(key: str, secret: str, token: str, ends: str) -> bytes:
    """The answer to AssumeRole."""
    return (
        '<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials>'
        f"<AccessKeyId>{key}</AccessKeyId><SecretAccessKey>{secret}</SecretAccessKey><SessionToken>{token}</SessionToken>"
        f"<Expiration>{ends}</Expiration></Credentials></AssumeRoleResult>"
        "<ResponseMetadata><RequestId>01234567-89ab</RequestId></ResponseMetadata></AssumeRoleResponse>"
    ).encode()
