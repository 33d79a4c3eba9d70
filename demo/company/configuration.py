"""elastatus's configuration for the company."""

from __future__ import annotations

from company.cells import ACCESS_KEY, ACCOUNTS, EXTERNAL_ID, REGIONS, SECRET_KEY
from company.dns import DOMAIN
from company.schedules import HUB, HUB_REGION, TABLE

_GROUPS = {"production": "shop", "staging": "shop", "shared_services": "platform"}


def text(endpoint: str, zone: str) -> str:
    """The text of config.yaml."""
    accounts = []
    for account in ACCOUNTS:
        lines = [
            f"  {account.name}:",
            f"    aws_access_key_id: '{ACCESS_KEY}'",
            f"    aws_secret_access_key: '{SECRET_KEY}'",
            f"    account_id: '{account.number}'",
            f"    group: {_GROUPS[account.name]}",
        ]
        if account.role:
            lines += [f"    role_arn: {account.role}", f"    external_id: {EXTERNAL_ID}"]
        accounts.append("\n".join(lines))
    return _TEMPLATE.format(
        accounts="\n".join(accounts),
        regions=", ".join(f"'{region}'" for region in REGIONS),
        endpoint=endpoint,
        zone=zone,
        domain=DOMAIN,
        hub=HUB.name,
        hub_region=HUB_REGION,
        table=TABLE,
    )


_TEMPLATE = """\
# Written by demo/seed.py for a simulated AWS: the keys open nothing.
accounts:
{accounts}

regions: [{regions}]

aws:
  compute: ['ec2', 'ami', 'launch-template', 'ebs', 'snapshots', 'elb', 'target-group', 'autoscale', 'lambda', 'ecs-service', 'eks-cluster']
  network: ['vpc', 'subnet', 'nat-gateway', 'eip', 'eni', 'sg', 'api-gateway', 'http-api', 'api-domain', 'cloudfront']
  storage: ['s3', 'efs']
  database: ['rds', 'dynamodb', 'elasticache', 'memorydb', 'opensearch', 'redshift', 'redshift-serverless']
  security: ['acm', 'iam-role']
  services: ['route53', 'sqs', 'sns', 'msk', 'mq', 'cloudwatch']
  deployments: ['cloudformation']

route53:
  account: 'shared_services'
  domain: '{domain}'
  zone_id: '{zone}'

schedules:
  table: {{account: '{hub}', region: '{hub_region}', name: '{table}'}}
  periods:
    night: {{begintime: '01:00', endtime: '05:30'}}
  schedules:
    night-batch: {{description: Batches by night, periods: [night], timezone: Europe/Berlin}}

endpoint_url: '{endpoint}'
"""
