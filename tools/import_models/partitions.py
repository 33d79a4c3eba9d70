"""Partitions with their regions, and the services that have no regions."""

from .source import Source


def partitions(source: Source) -> dict[str, dict]:
    """What the endpoint rules ask of each partition, and its regions with their titles."""
    return {body["id"]: partition(body) for body in source.partitions()}


def partition(body: dict) -> dict:
    facts = ("dnsSuffix", "dualStackDnsSuffix", "implicitGlobalRegion", "supportsFIPS", "supportsDualStack")
    return {
        **{key: body["outputs"][key] for key in facts},
        "regionRegex": body["regionRegex"],
        "regions": {name: region.get("description", name) for name, region in sorted(body["regions"].items())},
    }


def global_in(source: Source, prefix: str) -> list[str]:
    """The partitions where a service has one endpoint for all regions; nothing for services with regions."""
    found = []
    for body in source.endpoints()["partitions"]:
        service = body["services"].get(prefix)
        if service and service.get("isRegionalized") is False:
            found.append(body["partition"])
    return found
