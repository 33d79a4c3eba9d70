"""Corrections of RDS's answers."""

from __future__ import annotations

import hashlib

from world.calls import Call
from world.corrections import correction
from world.documents import Element, put
from world.fixtures import local_token

_LICENSES = {"postgres": "postgresql-license", "sqlserver-se": "license-included", "oracle-se2": "license-included"}


@correction(("rds", "DescribeDBInstances"))
def _instances(call: Call, root: Element) -> None:
    token = local_token(call.account, call.region, 12)
    for item in root.iter("DBInstance"):
        name = item.findtext("DBInstanceIdentifier") or ""
        for address in item.iterfind("Endpoint/Address"):
            address.text = (address.text or "").replace(".aaaaaaaaaa.", f".{token}.")
        put(item, "LicenseModel", _LICENSES.get(item.findtext("Engine") or "", "general-public-license"))
        put(item, "KmsKeyId", f"arn:aws:kms:{call.region}:{call.account}:key/2f1c8d0e-6b7a-4c3d-9e8f-0a1b2c3d4e5f")
        put(item, "CACertificateIdentifier", "rds-ca-rsa2048-g1")
        put(item, "DbiResourceId", f"db-{hashlib.sha256(name.encode()).hexdigest()[:26].upper()}")
        put(item, "DbInstancePort", "0")
        put(item, "MaxAllocatedStorage", str(2 * int(item.findtext("AllocatedStorage") or 0)))
        if item.findtext("StorageType") == "gp3" and item.find("Iops") is None:
            put(item, "Iops", "3000")
            put(item, "StorageThroughput", "125")
        if item.findtext("MultiAZ") == "true":
            put(item, "SecondaryAvailabilityZone", f"{call.region}b")
