"""Corrections of S3's answers."""

from __future__ import annotations

from world import ages
from world.calls import Call
from world.corrections import correction
from world.documents import Element, put


@correction(("s3", "ListBuckets"))
def _buckets(call: Call, root: Element) -> None:
    """Regions are named only where the call has a parameter, as with AWS."""
    from moto.s3.models import s3_backends

    buckets = s3_backends[call.account]["aws"].buckets
    for item in root.iter("Bucket"):
        name = item.findtext("Name") or ""
        put(item, "CreationDate", ages.iso(ages.born(name)))
        if {"max-buckets", "prefix", "continuation-token", "bucket-region"} & call.parameters.keys() and name in buckets:
            put(item, "BucketRegion", buckets[name].region_name)
