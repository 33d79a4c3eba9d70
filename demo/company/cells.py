"""The accounts and regions of the company, and the clients to seed them with."""

from __future__ import annotations

import json
import threading
import urllib.request
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import boto3
from botocore.config import Config
from botocore.credentials import Credentials

#: The keys of AWS's own documentation; the simulated AWS takes any.
ACCESS_KEY = "AKIAIOSFODNN7EXAMPLE"
SECRET_KEY = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
EXTERNAL_ID = "elastatus-demo-7421"
#: Busy, less busy, empty.
REGIONS = ("us-east-1", "eu-west-1", "ap-southeast-2")


@dataclass(frozen=True)
class Account:
    """One account: its name in the configuration, its number, and its value of the tag Environment."""

    name: str
    number: str
    environment: str

    @property
    def role(self) -> str | None:
        """The role to assume; the account of the keys has none."""
        return None if self is SHARED else f"arn:aws:iam::{self.number}:role/elastatus"


SHARED = Account("shared_services", "123456789012", "shared")
PRODUCTION = Account("production", "483920175566", "production")
STAGING = Account("staging", "719204838112", "staging")
ACCOUNTS = (PRODUCTION, STAGING, SHARED)


@dataclass
class World:
    """The simulated AWS as the seed sees it."""

    endpoint: str
    _session: boto3.session.Session = field(default_factory=boto3.session.Session)
    _keys: dict[str, dict[str, str]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def client(self, account: Account, region: str, service: str) -> Any:
        """A client of a service, with the account's credentials. Safe to call from threads, unlike boto3's own."""
        with self._lock:
            return self._session.client(
                service,
                region_name=region,
                endpoint_url=self.endpoint,
                config=Config(retries={"max_attempts": 0}, parameter_validation=False),
                **self._credentials(account),
            )

    def credentials_of(self, account: Account) -> Credentials:
        """The credentials that belong to an account at present."""
        given = self._credentials(account)
        return Credentials(given["aws_access_key_id"], given["aws_secret_access_key"], given.get("aws_session_token"))

    def tell(self, what: str, value: Any) -> None:
        """Posts to the control interface."""
        request = urllib.request.Request(
            f"{self.endpoint}/-/world/{what}", json.dumps(value).encode(), {"Content-Type": "application/json"}
        )
        with urllib.request.urlopen(request) as answer:
            answer.read()

    def _credentials(self, account: Account) -> dict[str, str]:
        own = {"aws_access_key_id": ACCESS_KEY, "aws_secret_access_key": SECRET_KEY}
        if not account.role:
            return own
        if account.name not in self._keys:
            sts = self._session.client("sts", region_name=REGIONS[0], endpoint_url=self.endpoint, **own)
            answer = sts.assume_role(RoleArn=account.role, RoleSessionName="seed", ExternalId=EXTERNAL_ID)
            given = answer["Credentials"]
            self._keys[account.name] = {
                "aws_access_key_id": given["AccessKeyId"],
                "aws_secret_access_key": given["SecretAccessKey"],
                "aws_session_token": given["SessionToken"],
            }
        return self._keys[account.name]


class Cell:
    """One account and region while it is being filled; later steps read what earlier ones left."""

    def __init__(self, world: World, account: Account, region: str) -> None:
        self.world = world
        self.account = account
        self.region = region
        self.vpc = ""
        self.public_subnets: list[str] = []
        self.private_subnets: list[str] = []
        #: Security groups by short name.
        self.groups: dict[str, str] = {}
        #: Ids of machine images by name.
        self.images: dict[str, str] = {}
        #: Instance ids by fleet.
        self.instances: dict[str, list[str]] = {}
        #: Target group ARNs by name.
        self.target_groups: dict[str, str] = {}
        #: (DNS name, hosted zone id) of load balancers by name.
        self.balancers: dict[str, tuple[str, str]] = {}
        #: ARNs of load balancers by name.
        self.balancer_arns: dict[str, str] = {}
        #: ARN of the certificate of HTTPS listeners.
        self.certificate = ""
        self.client = cache(lambda service: world.client(account, region, service))

    @property
    def busy(self) -> bool:
        """Whether this is production's first region, where the rarest things stand."""
        return self.account is PRODUCTION and self.region == REGIONS[0]

    def arn(self, service: str, resource: str) -> str:
        """An ARN in this cell."""
        return f"arn:aws:{service}:{self.region}:{self.account.number}:{resource}"

    def tags(self, service: str, **more: str) -> dict[str, str]:
        """The company's usual tags."""
        return {
            "Service": service,
            "Environment": self.account.environment,
            "Owner": OWNERS.get(service, "platform"),
        } | more

    def edit(self, call: str, item: str, values: dict[str, Any], member: str = "*") -> None:
        """Changes the item of the simulated AWS's answers to `service:Operation` whose `member` is `item`."""
        service, operation = call.split(":")
        where = {"account": self.account.number, "region": self.region, "service": service, "operation": operation}
        self.world.tell("edits", where | {"item": item, "member": member, "set": values})


OWNERS = {"orders": "team-orders", "payments": "team-payments", "catalog": "team-catalog", "search": "team-search"}


def pairs(tags: dict[str, str], key: str = "Key", value: str = "Value") -> list[dict[str, str]]:
    """Tags as most services take them."""
    return [{key: name, value: text} for name, text in tags.items()]


def ec2_tags(kind: str, tags: dict[str, str]) -> list[dict[str, Any]]:
    """Tags as EC2 takes them at creation."""
    return [{"ResourceType": kind, "Tags": pairs(tags)}]
