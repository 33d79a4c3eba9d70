"""Answers that never end: a page token is put where there is none, for the faults `endless` and `loop`."""

from __future__ import annotations

import itertools

from world.calls import Call
from world.documents import Document, changed, put
from world.errors import Answer

#: The member that holds the next page's token, on the wire; `NextToken` where nothing is said.
_TOKENS = {
    "dynamodb": "LastEvaluatedTableName",
    "elasticache": "Marker",
    "elb": "NextMarker",
    "elbv2": "NextMarker",
    "rds": "Marker",
    "redshift": "Marker",
    "ec2": "nextToken",
    "resourcegroupstaggingapi": "PaginationToken",
    "redshift-serverless": "nextToken",
}
_counter = itertools.count(1)


def endless(call: Call, answer: Answer, loop: bool) -> Answer:
    """`answer` with a token of a next page: always a new one, or for `loop` one of two in turn."""
    if answer.status != 200:
        return answer
    number = next(_counter)
    token = f"token-{number % 2 if loop else number}"
    document = Document(answer.body)
    if call.service == "route53":
        _next_record(document, token)
    elif document.is_xml:
        put(document.result, _TOKENS.get(call.service, "NextToken"), token)
    else:
        document.root[_TOKENS.get(call.service, "NextToken")] = token
    return changed(answer, document)


def _next_record(document: Document, token: str) -> None:
    """Route 53 says that it is truncated, and where to go on."""
    put(document.root, "IsTruncated", "true")
    if document.root.find("ResourceRecordSets") is not None:
        put(document.root, "NextRecordName", f"{token}.example.com.")
        put(document.root, "NextRecordType", "A")
    else:
        put(document.root, "NextMarker", token)
