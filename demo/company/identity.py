"""The roles of an account, and whom they trust."""

from __future__ import annotations

import json
from typing import Any

from company.cells import EXTERNAL_ID, REGIONS, SHARED, Cell

_LINKED = "/aws-service-role/ecs.amazonaws.com/"


def fill(cell: Cell) -> None:
    """Makes the roles of an account, once."""
    if cell.region != REGIONS[0]:
        return
    hub = f"arn:aws:iam::{SHARED.number}:root"
    external = {"StringEquals": {"sts:ExternalId": EXTERNAL_ID}}
    _role(cell, "elastatus", {"AWS": hub}, "Reads the inventory", condition=external)
    _role(cell, "orders-task", {"Service": ["ecs-tasks.amazonaws.com", "lambda.amazonaws.com"]}, "Order service")
    _role(cell, "kubernetes", {"Service": "eks.amazonaws.com"}, "")
    _role(cell, "AWSServiceRoleForECS", {"Service": "ecs.amazonaws.com"}, "", path=_LINKED)
    issuer = f"arn:aws:iam::{cell.account.number}:oidc-provider/ci.example.com"
    _role(cell, "deploy", {"Federated": issuer}, "Deploys from CI", "sts:AssumeRoleWithWebIdentity", session=14400)
    _role(cell, "break-glass", {"AWS": [hub, "arn:aws:iam::210987654321:user/zoe"]}, "Emergencies <call first>")
    if cell.busy:
        _role(cell, "legacy-everyone", "*", "Everybody, since the migration", path="/legacy/")


def _role(
    cell: Cell,
    name: str,
    principal: Any,
    description: str,
    action: str = "sts:AssumeRole",
    path: str = "/",
    session: int = 3600,
    condition: dict[str, Any] | None = None,
) -> None:
    statement: dict[str, Any] = {"Effect": "Allow", "Principal": principal, "Action": action}
    if condition:
        statement["Condition"] = condition
    cell.client("iam").create_role(
        RoleName=name,
        Path=path,
        Description=description,
        MaxSessionDuration=session,
        AssumeRolePolicyDocument=json.dumps({"Version": "2012-10-17", "Statement": [statement]}),
    )
