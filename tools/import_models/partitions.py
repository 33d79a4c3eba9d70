"""Partitions with their regions, and the endpoints that have names of their own."""

from .source import Source

PARTITIONS = ("aws", "aws-cn", "aws-us-gov")


def partitions(source: Source) -> dict[str, dict]:
    """Each partition: how its host names are made and which regions it has."""
    given = by_name(source)
    return {name: partition(given[name]) for name in PARTITIONS}


def endpoints(source: Source, prefix: str) -> dict[str, dict]:
    """What is special about a service's endpoints, by partition; usually nothing."""
    given = by_name(source)
    return {name: found for name in PARTITIONS if (found := in_partition(given[name], prefix))}


def by_name(source: Source) -> dict[str, dict]:
    return {body["partition"]: body for body in source.endpoints()["partitions"]}


def partition(body: dict) -> dict:
    return {
        "dnsSuffix": body["dnsSuffix"],
        "host": body["defaults"]["hostname"],
        "regionPattern": body["regionRegex"],
        "regions": {name: region["description"] for name, region in sorted(body["regions"].items())},
    }


def in_partition(body: dict, prefix: str) -> dict:
    """The one endpoint of a global service, or the regions whose host is not what the partition's pattern gives."""
    service = body["services"].get(prefix)
    if service is None:
        return {}
    if service.get("isRegionalized") is False:
        only = service["endpoints"][service["partitionEndpoint"]]
        return {"global": {"host": only["hostname"], "region": only["credentialScope"]["region"]}}
    hosts = {}
    for region, endpoint in sorted(service.get("endpoints", {}).items()):
        if region not in body["regions"]:
            continue
        usual = host(body["defaults"]["hostname"], prefix, region, body["dnsSuffix"])
        pattern = endpoint.get("hostname") or service.get("defaults", {}).get("hostname") or usual
        found = host(pattern, prefix, region, body["dnsSuffix"])
        if found != usual:
            hosts[region] = found
    return {"hosts": hosts} if hosts else {}


def host(pattern: str, prefix: str, region: str, suffix: str) -> str:
    return pattern.format(service=prefix, region=region, dnsSuffix=suffix)
