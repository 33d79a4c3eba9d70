"""CloudFormation stacks with parameters, outputs, exports and templates as people write them."""

from __future__ import annotations

import json
from pathlib import Path

from company.cells import SHARED, Cell, pairs

_TEMPLATES = Path(__file__).resolve().parent / "templates"


def fill(cell: Cell) -> None:
    """Makes the stacks of a cell."""
    formation = cell.client("cloudformation")
    names = ["tooling"] if cell.account is SHARED else ["checkout", "recommendations"]
    for name in names:
        formation.create_stack(
            StackName=f"{name}-{cell.account.environment}",
            TemplateBody=(_TEMPLATES / "service.yaml").read_text(),
            Parameters=[
                {"ParameterKey": "Service", "ParameterValue": name},
                {"ParameterKey": "Environment", "ParameterValue": cell.account.environment},
                {"ParameterKey": "ApiToken", "ParameterValue": "not-a-secret"},
                {"ParameterKey": "Subnet", "ParameterValue": cell.private_subnets[0]},
            ],
            Tags=pairs(cell.tags(name)),
            Capabilities=["CAPABILITY_IAM"],
        )
        stack = f"{name}-{cell.account.environment}"
        cell.edit("cloudformation:DescribeStacks", "ApiToken", {"ParameterValue": "****"})
        if name == "recommendations":
            drifted = {
                "DriftInformation/StackDriftStatus": "DRIFTED",
                "DriftInformation/LastCheckTimestamp": "2025-05-30T04:00:00Z",
            }
            failed = {
                "StackStatus": "UPDATE_ROLLBACK_COMPLETE",
                "StackStatusReason": "Resource limit of topic policies exceeded",
            }
            cell.edit("cloudformation:DescribeStacks", stack, drifted | failed, member="StackName")
    if cell.busy:
        formation.create_stack(
            StackName="old-reports", TemplateBody=json.dumps(_JSON_TEMPLATE, indent=2), Tags=pairs({"Owner": "nobody"})
        )


_JSON_TEMPLATE = {
    "AWSTemplateFormatVersion": "2010-09-09",
    "Description": "Reports: kept until the auditors have been",
    "Resources": {"Reports": {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": "old-reports"}}},
    "Outputs": {"Queue": {"Value": {"Ref": "Reports"}, "Description": "URL of the queue"}},
}
