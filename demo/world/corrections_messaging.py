"""Corrections of the answers of MSK and Amazon MQ."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from world import ages
from world.calls import Call
from world.corrections import correction
from world.fixtures import local_token

#: The ways to connect that a cluster offers: the member of the answer, and the port of each broker.
_WAYS = {"tls": ("bootstrapBrokerStringTls", 9094), "scram": ("bootstrapBrokerStringSaslScram", 9096), "iam": ("bootstrapBrokerStringSaslIam", 9098)}


def _iso(name: str) -> str:
    return datetime.fromtimestamp(round(ages.born(name), 3), UTC).isoformat().replace("+00:00", "Z")


@correction(("kafka", "ListClustersV2"))
def _clusters(call: Call, root: Any) -> None:
    """Clusters are ready, have an age and say who may connect."""
    for item in root.get("clusterInfoList", []):
        item.update(state="ACTIVE", creationTime=_iso(item["clusterName"]))
        item.pop("stateInfo", None)
        item.pop("activeOperationArn", None)
        made = item.get("provisioned")
        if not made:
            continue
        made["clientAuthentication"] = {
            "sasl": {"scram": {"enabled": True}, "iam": {"enabled": True}},
            "tls": {"enabled": False, "certificateAuthorityArnList": []},
            "unauthenticated": {"enabled": False},
        }
        made["encryptionInfo"] = {
            "encryptionAtRest": {"dataVolumeKMSKeyId": f"arn:aws:kms:{call.region}:{call.account}:key/2f1c8d0e-6b7a-4c3d-9e8f-0a1b2c3d4e5f"},
            "encryptionInTransit": {"clientBroker": "TLS", "inCluster": True},
        }
        made["brokerNodeGroupInfo"]["connectivityInfo"] = {"publicAccess": {"type": "DISABLED"}}
        # Brokers of new clusters agree among themselves.
        del made["zookeeperConnectString"], made["zookeeperConnectStringTls"]


@correction(("kafka", "GetBootstrapBrokers"))
def _brokers(call: Call, root: Any) -> None:
    """Three brokers at the most are told, with a part that nobody can guess; a serverless cluster has one name."""
    from moto.kafka.models import kafka_backends

    cluster = kafka_backends[call.account][call.region].clusters.get(call.parameters["clusterArn"])
    if cluster is None:
        return
    token = local_token(call.account, call.region, 6)
    if cluster.cluster_type == "SERVERLESS":
        root["bootstrapBrokerStringSaslIam"] = f"boot-{token}.c2.kafka-serverless.{call.region}.amazonaws.com:9098"
        return
    hosts = [
        f"b-{number}.{cluster.cluster_name.replace('-', '')}.{token}.c2.kafka.{call.region}.amazonaws.com"
        for number in range(1, min(3, cluster.number_of_broker_nodes) + 1)
    ]
    for way in ("iam", "scram"):
        member, port = _WAYS[way]
        root[member] = ",".join(f"{host}:{port}" for host in hosts)


@correction(("mq", "ListBrokers"))
def _summaries(_: Call, root: Any) -> None:
    for item in root.get("brokerSummaries", []):
        item["created"] = _iso(item["brokerName"])


@correction(("mq", "DescribeBroker"))
def _broker(call: Call, root: Any) -> None:
    """Names of brokers are made of their ids; instances have addresses of the network, and a rabbit is one name."""
    identity = root["brokerId"]
    root["created"] = _iso(root["brokerName"])
    domain = f"mq.{call.region}.amazonaws.com"
    is_rabbit = root["engineType"].upper() == "RABBITMQ"
    for number, instance in enumerate(root["brokerInstances"], 1):
        host = f"{identity}.{domain}" if is_rabbit else f"{identity}-{number}.{domain}"
        port = "" if is_rabbit else ":8162"
        instance["consoleURL"] = f"https://{host}{port}"
        instance["endpoints"] = [endpoint.replace("mockmq", host) for endpoint in instance["endpoints"]]
        if is_rabbit:
            del instance["ipAddress"]
        else:
            instance["ipAddress"] = f"10.10.144.{40 + number}"
