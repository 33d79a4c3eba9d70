"""Corrections of the answers of ECS, EKS, API Gateway, CloudFront and IAM."""

from __future__ import annotations

import hashlib
from typing import Any

from world import ages
from world.calls import Call
from world.corrections import correction
from world.documents import Element, put
from world.networks import network_of


def _digest(*parts: str) -> str:
    return hashlib.sha256("/".join(parts).encode()).hexdigest()


@correction(("ecs", "DescribeServices"))
def _services(_: Call, root: Any) -> None:
    """Tasks run, deployments end; moto's are pending for ever."""
    for item in root.get("services", []):
        born = round(ages.born(item["serviceArn"]), 3)
        item.update(
            createdAt=born,
            runningCount=item["desiredCount"],
            pendingCount=0,
            platformVersion="1.4.0",
            platformFamily="Linux",
            enableExecuteCommand=False,
        )
        item["events"] = [
            {
                "id": _digest(item["serviceArn"], str(number))[:32],
                "createdAt": round(ages.born(item["serviceArn"], 0.1 / (number + 1)), 3),
                "message": f"(service {item['serviceName']}) has reached a steady state.",
            }
            for number in reversed(range(12))
        ]
        for deployment in item.get("deployments", []):
            deployment.update(
                createdAt=born,
                updatedAt=born,
                runningCount=item["desiredCount"],
                pendingCount=0,
                rolloutState="COMPLETED",
                rolloutStateReason=f"ECS deployment {deployment['id']} completed.",
            )


@correction(("eks", "DescribeCluster"))
def _cluster(call: Call, root: Any) -> None:
    item = root["cluster"]
    key = _digest(call.account, call.region, item["name"]).upper()
    network = item["resourcesVpcConfig"]
    item.update(
        createdAt=round(ages.born(item["arn"]), 3),
        endpoint=f"https://{key[:32]}.gr7.{call.region}.eks.amazonaws.com",
        identity={"oidc": {"issuer": f"https://oidc.eks.{call.region}.amazonaws.com/id/{key[:32]}"}},
        certificateAuthority={"data": "LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0t"},
        platformVersion="eks.16",
        health={"issues": []},
        accessConfig={"authenticationMode": "API_AND_CONFIG_MAP"},
        upgradePolicy={"supportType": "STANDARD"},
        deletionProtection=call.account != "123456789012",
    )
    if home := network_of(call, network["subnetIds"][0]):
        network["vpcId"] = home
    network["publicAccessCidrs"] = ["203.0.113.0/24"] if network.setdefault("endpointPublicAccess", True) else []


@correction(("apigateway", "GetRestApis"))
def _apis(_: Call, root: Any) -> None:
    """What this protocol calls `items` is `item` on the wire."""
    for item in root.get("item", root.get("items", [])):
        item["createdDate"] = round(ages.born(item["id"]))
        item["apiStatus"] = "AVAILABLE"


@correction(("apigateway", "GetStages"))
def _stages(_: Call, root: Any) -> None:
    for item in root.get("item", []):
        item["createdDate"] = item["lastUpdatedDate"] = round(ages.born(item["deploymentId"]))


@correction(("apigatewayv2", "GetApis"))
def _http_apis(_: Call, root: Any) -> None:
    """WebSocket APIs have another scheme."""
    for item in root.get("items", []):
        item["createdDate"] = ages.iso(ages.born(item["apiId"]))
        if item["protocolType"] == "WEBSOCKET":
            item["apiEndpoint"] = item["apiEndpoint"].replace("https:", "wss:")


@correction(("apigatewayv2", "GetStages"))
def _http_stages(call: Call, root: Any) -> None:
    for item in root.get("items", []):
        item["createdDate"] = item["lastUpdatedDate"] = ages.iso(ages.born(call.parameters["apiId"], 0.5))


@correction(("apigateway", "GetDomainNames"))
def _domains(call: Call, root: Any) -> None:
    for item in root.get("item", root.get("items", [])):
        token = _digest(call.account, call.region, item["domainName"])[:10]
        item["regionalDomainName"] = f"d-{token}.execute-api.{call.region}.amazonaws.com"
        item["certificateUploadDate"] = round(ages.born(item["domainName"]))
        item["domainNameArn"] = f"arn:aws:apigateway:{call.region}::/domainnames/{item['domainName']}"
        item["domainNameStatusMessage"] = ""
        for name in ("distributionDomainName", "distributionHostedZoneId", "certificateName"):
            item.pop(name, None)


@correction(("apigatewayv2", "GetApiMappings"))
def _mappings(call: Call, root: Any) -> None:
    """The newer API knows what names lead to REST APIs too."""
    from moto.apigateway.models import apigateway_backends

    known = apigateway_backends[call.account][call.region].base_path_mappings
    for mapping in known.get(call.parameters["domainName"], {}).values():
        key = "" if mapping.base_path == "(none)" else mapping.base_path
        made = _digest(mapping.rest_api_id, key)[:6]
        root["items"].append(
            {"apiId": mapping.rest_api_id, "apiMappingId": made, "apiMappingKey": key, "stage": mapping.stage}
        )


@correction(("cloudfront", "ListDistributions"))
def _distributions(_: Call, root: Element) -> None:
    for item in root.iter("DistributionSummary"):
        put(item, "LastModifiedTime", ages.iso(ages.born(item.findtext("Id") or "", 0.3)))


@correction(("iam", "ListRoles"))
def _roles(_: Call, root: Element) -> None:
    """This list has neither tags nor the last use of a role."""
    for item in root.iterfind(".//Roles/member"):
        put(item, "CreateDate", ages.iso(ages.born(item.findtext("RoleId") or "")))
        for name in ("Tags", "RoleLastUsed", "PermissionsBoundary"):
            found = item.find(name)
            if found is not None:
                item.remove(found)
