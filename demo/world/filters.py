"""What a call's parameters leave of an answer that fixtures were added to."""

from __future__ import annotations

from typing import Any

from world.calls import Call
from world.documents import Document, changed, collections
from world.errors import Answer

#: The parameter that asks for one item: the list's members that are compared with it.
_SELECTORS = {
    "DescribeCacheClusters": ("CacheClusterId", "CacheClusterId"),
    "DescribeReplicationGroups": ("ReplicationGroupId", "ReplicationGroupId"),
    "DescribeServerlessCaches": ("ServerlessCacheName", "ServerlessCacheName"),
    "DescribeDBClusterEndpoints": ("DBClusterIdentifier", "DBClusterIdentifier"),
    "DescribeDBProxies": ("DBProxyName", "DBProxyName"),
    "DescribeDBProxyEndpoints": ("DBProxyName", "DBProxyName"),
}


def filtered(call: Call, answer: Answer) -> Answer:
    """`answer` without what `call` did not ask for."""
    if answer.status != 200:
        return answer
    parameter, member = _SELECTORS.get(call.operation, ("", ""))
    if wanted := call.parameters.get(parameter):
        document = Document(answer.body)
        for collection in collections(document.result):
            for item in [item for item in collection if item.findtext(member) != wanted]:
                collection.remove(item)
        return changed(answer, document)
    if call.operation == "DescribeAlarms" and call.protocol != "query":
        return _alarms(call, answer)
    if call.operation == "GetResources" and (types := call.parameters.get("ResourceTypeFilters")):
        document = Document(answer.body)
        rows = document.root.get("ResourceTagMappingList", [])
        document.root["ResourceTagMappingList"] = [row for row in rows if _of_type(row["ResourceARN"], types)]
        return changed(answer, document)
    return answer


def _alarms(call: Call, answer: Answer) -> Answer:
    """AWS lists metric alarms alone unless other types are asked for."""
    types: list[Any] = call.parameters.get("AlarmTypes") or ["MetricAlarm"]
    document = Document(answer.body)
    for kind, key in (("MetricAlarm", "MetricAlarms"), ("CompositeAlarm", "CompositeAlarms")):
        if kind not in types:
            document.root[key] = []
    return changed(answer, document)


def _of_type(arn: str, types: list[str]) -> bool:
    """Whether an ARN is of one of `service` or `service:type`."""
    _, _, service, _, _, resource = arn.split(":", 5)
    kind = resource.replace("/", ":").split(":", 1)[0]
    return service in types or f"{service}:{kind}" in types
