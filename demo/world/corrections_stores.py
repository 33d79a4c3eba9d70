"""Corrections of the answers of EFS, OpenSearch and MemoryDB."""

from __future__ import annotations

import hashlib
from typing import Any

from world import ages
from world.calls import Call
from world.corrections import correction
from world.fixtures import local_token
from world.networks import network_of


@correction(("efs", "DescribeFileSystems"))
def _file_systems(_: Call, root: Any) -> None:
    for item in root.get("FileSystems", []):
        item["CreationTime"] = round(ages.born(item["FileSystemId"]), 3)
        item["FileSystemProtection"] = {"ReplicationOverwriteProtection": "ENABLED"}


@correction(("opensearch", "ListDomainNames"))
def _names(_: Call, root: Any) -> None:
    """Elasticsearch domains are told apart (by name here: the answer holds no version)."""
    for item in root.get("DomainNames", []):
        if item["DomainName"].endswith("-logs"):
            item["EngineType"] = "Elasticsearch"


@correction(("opensearch", "DescribeDomains"))
def _domains(call: Call, root: Any) -> None:
    """Hosts are told apart by where they are reached from, and each has a part that nobody can guess."""
    for item in root.get("DomainStatusList", []):
        name = item["DomainName"]
        token = hashlib.sha256(f"{call.account}/{call.region}/{name}".encode()).hexdigest()[:26]
        network = item.get("VPCOptions")
        host = f"{'vpc' if network else 'search'}-{name}-{token}.{call.region}.es.amazonaws.com"
        if network:
            item["Endpoints"] = {"vpc": host}
            network["VPCId"] = network_of(call, network["SubnetIds"][0])
        else:
            item["Endpoint"] = host
        item["DomainProcessingStatus"] = "Active"
        item["AutoTuneOptions"] = {"State": "ENABLED"}
        item["ServiceSoftwareOptions"] = {
            "CurrentVersion": "OpenSearch_2_17_R20250403",
            "NewVersion": "" if network else "Elasticsearch_7_10_R20250625",
            "UpdateAvailable": not network,
            "UpdateStatus": "COMPLETED" if network else "ELIGIBLE",
            "Cancellable": False,
            "OptionalDeployment": True,
        }
        if not item.get("AccessPolicies"):
            item.pop("AccessPolicies", None)


@correction(("memorydb", "DescribeClusters"))
def _clusters(call: Call, root: Any) -> None:
    """Slots are shared out, nodes have an age, and names a part of the account and region."""
    token = local_token(call.account, call.region, 6)
    for item in root.get("Clusters", []):
        item.update(Engine="valkey", EngineVersion="7.3", EnginePatchVersion="7.3.0", NetworkType="ipv4")
        item["ClusterEndpoint"]["Address"] = item["ClusterEndpoint"]["Address"].replace(".aoneci.", f".{token}.")
        shards = item.get("Shards", [])
        for number, shard in enumerate(shards):
            first, last = 16384 * number // len(shards), 16384 * (number + 1) // len(shards) - 1
            shard["Slots"] = f"{first}-{last}"
            for node in shard["Nodes"]:
                node["Endpoint"]["Address"] = node["Endpoint"]["Address"].replace(".aoneci.", f".{token}.")
                node["CreateTime"] = round(ages.born(item["Name"]), 3)
