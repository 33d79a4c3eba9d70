"""Where botocore sends calls, for every service in models/, by the rules of the installed release."""

import itertools

from botocore.endpoint_provider import EndpointProvider
from botocore.exceptions import EndpointResolutionError

# Buckets that S3's rules tell apart, and what else they look at.
BUCKETS = (
    None, "bucket-name", "my.bucket.name", "Under_Score", "ab", "bucket name", "192.168.1.1",
    "arn:aws:s3:us-west-2:123456789012:accesspoint/access", "arn:aws:s3:us-west-2:123456789012:accesspoint:a:b",
    "arn:aws-cn:s3:cn-north-1:123456789012:accesspoint/access", "arn:aws:s3::123456789012:accesspoint:mrap.alias",
    "arn:aws:s3-outposts:us-west-2:123456789012:outpost/op-1/accesspoint/access", "arn:aws:sqs:us-west-2:1:queue",
    "name--usw2-az1--x-s3", "name-e0000--op-s3", "arn:", "x" * 64,
)  # fmt: skip
TABLES = (None, "table", "arn:aws:dynamodb:us-west-2:123456789012:table/t", "arn:aws:s3:us-west-2:1:table/t")
REPLACEMENTS = (None, "https://example.com", "http://127.0.0.1:4566/base", "https://example.com?query")


class Endpoints:
    """Asks botocore for the endpoints of one service."""

    def __init__(self, service: str, rules: dict, partitions: dict):
        self.service = service
        self.names = set(rules["parameters"])
        self.regions = [name for partition in partitions["partitions"] for name in partition["regions"]]
        self.provider = EndpointProvider(rules, partitions)

    def cases(self, constants: list[dict]):
        """Cases for every region and flag with each of the operations' `constants`."""
        flags = [{"UseFIPS": fips, "UseDualStack": dual} for fips in (False, True) for dual in (False, True)]
        own = {"s3": [{"Bucket": name} for name in BUCKETS], "dynamodb": [{"ResourceArn": name} for name in TABLES]}
        regions = [*self.regions, "eu-newer-7", "nowhere"]
        if self.service in own:
            # The rules ask the same of all regions of a partition but the special ones.
            regions = ["us-east-1", "us-west-2", "cn-north-1", "us-gov-west-1", "eusc-de-east-1", "aws-global", "local"]
        replacements = [{"Endpoint": url} for url in REPLACEMENTS]
        path_styles = [{"ForcePathStyle": value} for value in (False, True)] if self.service == "s3" else [{}]
        for region, *parts in itertools.product(
            regions, flags, constants, own.get(self.service, [{}]), replacements, path_styles
        ):
            if "Endpoint" in parts[3] and region != "us-west-2" and parts[3]["Endpoint"]:
                continue
            given = {"Region": region}
            for part in parts:
                given |= {key: value for key, value in part.items() if value is not None and key in self.names}
            yield self.case(given)

    def case(self, given: dict) -> dict:
        try:
            found = self.provider.resolve_endpoint(**given)
        except EndpointResolutionError as error:
            return {"service": self.service, "params": given, "error": str(error)}
        return {"service": self.service, "params": given, "url": found.url, "properties": found.properties or {}}
