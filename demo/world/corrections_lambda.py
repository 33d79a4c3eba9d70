"""Corrections of Lambda's answers."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from world import ages
from world.calls import Call
from world.corrections import correction

#: What AWS leaves out of its list, though it is in the shape: GetFunction has it.
_UNLISTED = (
    "State",
    "StateReason",
    "StateReasonCode",
    "LastUpdateStatus",
    "LastUpdateStatusReason",
    "LastUpdateStatusReasonCode",
    "RuntimeVersionConfig",
)


@correction(("lambda", "ListFunctions"))
def _functions(_: Call, root: Any) -> None:
    for item in root.get("Functions", []):
        for name in _UNLISTED:
            item.pop(name, None)
        for name in [name for name, value in item.items() if value is None]:
            del item[name]
        moment = datetime.fromtimestamp(ages.born(item["FunctionArn"], 0.4), UTC)
        item["LastModified"] = moment.strftime("%Y-%m-%dT%H:%M:%S.000+0000")
        item["LoggingConfig"] = {"LogFormat": "Text", "LogGroup": f"/aws/lambda/{item['FunctionName']}"}


@correction(("lambda", "ListEventSourceMappings"))
def _mappings(_: Call, root: Any) -> None:
    """Times are numbers, and what is not set is not there."""
    for item in root.get("EventSourceMappings", []):
        item["LastModified"] = round(ages.born(item["UUID"]), 3)
        for name in [name for name, value in item.items() if value is None]:
            del item[name]
