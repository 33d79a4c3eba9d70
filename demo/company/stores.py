"""File systems, search domains and clusters in memory."""

from __future__ import annotations

from company.cells import SHARED, Cell, pairs


def fill(cell: Cell) -> None:
    """Makes the file systems, search domains and MemoryDB clusters of a cell."""
    if cell.account is SHARED:
        _file_system(cell, "build-cache", "platform", 38_214_905_856)
        return
    _file_system(cell, "catalog-media", "catalog", 1_893_220_483_072)
    _file_system(cell, "legacy-homes", "legacy", 6_144)
    _search(cell)
    _memory(cell)
    if cell.busy:
        made = cell.client("efs").create_file_system(CreationToken="new", Tags=pairs({"Name": "payments-vault"}))
        cell.edit("efs:DescribeFileSystems", made["FileSystemId"], {"LifeCycleState": "creating"})


def _file_system(cell: Cell, name: str, service: str, size: int) -> None:
    efs = cell.client("efs")
    made = efs.create_file_system(
        CreationToken=name,
        Encrypted=service != "legacy",
        ThroughputMode="bursting" if service == "legacy" else "elastic",
        Tags=pairs(cell.tags(service, Name=name)),
    )
    identifier = made["FileSystemId"]
    for subnet in cell.private_subnets[:2]:
        target = efs.create_mount_target(FileSystemId=identifier, SubnetId=subnet, SecurityGroups=[cell.groups["database"]])
        words = f"EFS mount target for {identifier} ({target['MountTargetId']})"
        told = {"description": words, "requesterManaged": "true", "interfaceType": "efs"}
        cell.edit("ec2:DescribeNetworkInterfaces", target["NetworkInterfaceId"], told, member="networkInterfaceId")
    efs.create_access_point(
        ClientToken=name,
        FileSystemId=identifier,
        PosixUser={"Uid": 1000, "Gid": 1000},
        RootDirectory={"Path": f"/{service}"},
        Tags=pairs({"Name": service}),
    )
    sizes = {"Value": size, "ValueInIA": size // 3, "ValueInStandard": size - size // 3, "ValueInArchive": 0}
    cell.edit("efs:DescribeFileSystems", identifier, {f"SizeInBytes/{key}": value for key, value in sizes.items()})


def _search(cell: Cell) -> None:
    opensearch = cell.client("opensearch")
    production = cell.account.environment == "production"
    opensearch.create_domain(
        DomainName="product-search",
        EngineVersion="OpenSearch_2.17",
        ClusterConfig={
            "InstanceType": "r7g.large.search" if production else "t3.medium.search",
            "InstanceCount": 3 if production else 1,
            "DedicatedMasterEnabled": production,
            "DedicatedMasterType": "m7g.large.search",
            "DedicatedMasterCount": 3,
            "ZoneAwarenessEnabled": production,
            "ZoneAwarenessConfig": {"AvailabilityZoneCount": 3},
        },
        EBSOptions={"EBSEnabled": True, "VolumeType": "gp3", "VolumeSize": 200},
        VPCOptions={"SubnetIds": cell.private_subnets, "SecurityGroupIds": [cell.groups["search-app"]]},
        DomainEndpointOptions={
            "EnforceHTTPS": True,
            "TLSSecurityPolicy": "Policy-Min-TLS-1-2-2019-07",
            "CustomEndpointEnabled": cell.busy,
            "CustomEndpoint": "search.shop.example.com",
        },
        EncryptionAtRestOptions={"Enabled": True},
        NodeToNodeEncryptionOptions={"Enabled": True},
    )
    opensearch.create_domain(
        DomainName="app-logs",
        EngineVersion="Elasticsearch_7.10",
        ClusterConfig={"InstanceType": "m5.large.search", "InstanceCount": 2},
        EBSOptions={"EBSEnabled": True, "VolumeType": "gp2", "VolumeSize": 512},
    )
    if cell.busy:
        opensearch.create_domain(DomainName="catalog-vectors", EngineVersion="OpenSearch_2.19")
        creating = {"Created": False, "Processing": True, "Endpoint": None, "DomainProcessingStatus": "Creating"}
        cell.edit("opensearch:DescribeDomains", "catalog-vectors", creating)


def _memory(cell: Cell) -> None:
    memory = cell.client("memorydb")
    memory.create_subnet_group(SubnetGroupName="private", SubnetIds=cell.private_subnets)
    memory.create_cluster(
        ClusterName="carts-live",
        Description="Carts that must survive a restart",
        NodeType="db.r7g.large",
        ACLName="open-access",
        NumShards=2,
        NumReplicasPerShard=1,
        SubnetGroupName="private",
        SecurityGroupIds=[cell.groups["cache"]],
        Tags=pairs(cell.tags("orders")),
    )
