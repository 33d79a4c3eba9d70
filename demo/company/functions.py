"""Lambda functions: in and outside of networks, old and new runtimes, started by queues and topics."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from company.cells import SHARED, Cell

_ROLE = "shop-functions"
_TRUST = """{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
"Principal": {"Service": "lambda.amazonaws.com"}}]}"""
#: What must never be seen on a page, in a file or in an answer.
SECRET = "sk-live-4f9c2b7e-demo-must-not-show"


def fill(cell: Cell) -> None:
    """Makes the functions of a cell. Comes after its messages: a message to a queue with a reader would start the reader."""
    role = _role(cell)
    if cell.account is SHARED:
        _function(cell, role, "ci-cleanup", "platform", "provided.al2023", 128, Architectures=["arm64"])
        return
    network = {"SubnetIds": cell.private_subnets, "SecurityGroupIds": [cell.groups["orders-app"]]}
    variables = {"TABLE": "orders", "LOG_LEVEL": "info", "WEBHOOK_TOKEN": SECRET}
    notify = _function(
        cell, role, "orders-notify", "orders", "python3.13", 256, VpcConfig=network, Environment={"Variables": variables}
    )
    cell.edit("lambda:ListFunctions", "orders-notify", {"VpcConfig/VpcId": cell.vpc})
    _function(cell, role, "image-resize", "catalog", "nodejs22.x", 1769, Architectures=["arm64"], Timeout=60)
    indexer = _function(cell, role, "search-indexer", "search", "java21", 1024, Timeout=90)
    _function(cell, role, "legacy-report", "legacy", "python3.8", 512, Timeout=900)
    dead = {"TargetArn": cell.arn("sqs", "orders-incoming-dlq")}
    cell.edit("lambda:ListFunctions", "legacy-report", {"DeadLetterConfig": dead})
    cell.client("lambda").create_event_source_mapping(
        EventSourceArn=cell.arn("sqs", "search-reindex"), FunctionName=indexer, BatchSize=10
    )
    cell.client("sns").subscribe(TopicArn=cell.arn("sns", "order-events"), Protocol="lambda", Endpoint=notify)


def _role(cell: Cell) -> str:
    """The ARN of the role that all functions have; the cells of an account share it."""
    iam = cell.client("iam")
    try:
        iam.create_role(RoleName=_ROLE, AssumeRolePolicyDocument=_TRUST)
    except iam.exceptions.EntityAlreadyExistsException:
        pass
    return f"arn:aws:iam::{cell.account.number}:role/{_ROLE}"


def _function(cell: Cell, role: str, name: str, service: str, runtime: str, memory: int, **more: Any) -> str:
    """Makes a function; its ARN."""
    code = io.BytesIO()
    with zipfile.ZipFile(code, "w") as archive:
        archive.writestr(zipfile.ZipInfo("main.txt"), f"{name} of {service}")
    return cell.client("lambda").create_function(
        FunctionName=name,
        Runtime=runtime,
        Role=role,
        Handler="main.handler",
        Code={"ZipFile": code.getvalue()},
        Description=f"{name.replace('-', ' ').capitalize()}",
        MemorySize=memory,
        Tags=cell.tags(service),
        **more,
    )["FunctionArn"]
