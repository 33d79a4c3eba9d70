"""S3 buckets: an account's are listed together, whatever region they are in."""

from __future__ import annotations

from typing import Any

from company.cells import PRODUCTION, REGIONS, SHARED, Cell


def fill(cell: Cell) -> None:
    """Makes the buckets that are in a cell's region. Names are unique in all the world."""
    what = ["terraform-state", "ci-artifacts"] if cell.account is SHARED else ["media", "order-exports", "access-logs"]
    names = [f"shop-{one}-{cell.account.environment}-{cell.region}" for one in what]
    if cell.busy:
        names.append("static.shop.example.com")
    if cell.account is PRODUCTION:
        names.append(f"aws-cloudtrail-logs-{cell.account.number}-{cell.region}")
    place: dict[str, Any] = {"CreateBucketConfiguration": {"LocationConstraint": cell.region}}
    for name in names:
        cell.client("s3").create_bucket(Bucket=name, **(place if cell.region != REGIONS[0] else {}))
