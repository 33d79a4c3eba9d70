"""A config.yaml as elastatus had it from 2014 to 2016, and what may be taken away from it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fake import Fake, volumes
from running import Elastatus, World, run

#: The keys and the form of the original's file, its typo included.
ORIGINAL = """\
accounts:
    account1:
        aws_access_key_id: 'AKIAIOSFODNN7EXAMPLE'
        aws_secret_access_key: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'
    data_science:
        aws_access_key_id: 'AKIAIOSFODNN7EXAMPLE'
        aws_secret_access_key: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'

regions: ['eu-west-1','us-east-1']

aws:\x20
    compute: ['ec2','ebs','snapshots', elb', 'autoscale']
    database: ['rds','dynamodb', 'elasticache', 'redshift']
    deployments: ['cloudformation']
    services: ['route53', 'sqs', 'sns', 'cloudwatch']


default_account: 'account1'
default_region: 'eu-west-1'
default_service: 'ec2'


route53:
    account: 'account1'
    domain: 'mydomain'
    zone_id: 'myzoneid'
"""
TYPO = r"""config\.yaml:12:\d+: warning: unknown menu entry "elb'" is left out \(did you mean "elb"\?\)"""


def _menu(page: str) -> str:
    """The text of a page without tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", page))


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("original") / "config.yaml"
    path.write_text(ORIGINAL)
    path.chmod(0o600)
    return path


@pytest.fixture(scope="module")
def server(path: Path, world: World, config: Path) -> Iterator[Elastatus]:
    """elastatus over the company, with the original's file and nothing else but where AWS is."""
    server = Elastatus(path, env={"AWS_ENDPOINT_URL": world.url})
    server.settle("/all/all/ec2.json", "/all/all/route53.json")
    yield server
    server.end()


def test_the_file_is_right_but_for_its_typo(path: Path) -> None:
    done = run("config", "check", path)
    assert done.returncode == 0
    said = [line for line in (done.stdout + done.stderr).splitlines() if "warning:" in line or "error:" in line]
    # That both accounts are one is said, too; the company has no second key.
    assert len(said) == 2 and 'has the credentials of "account1"' in said[0] and re.search(TYPO, said[1]), said
    assert run("config", "check", "--strict", path).returncode == 4


def test_every_old_address_is_a_page(server: Elastatus) -> None:
    for view in "ec2 ebs snapshots elb autoscale rds dynamodb elasticache redshift cloudformation route53 sqs sns cloudwatch".split():
        for account in ("account1", "data_science"):
            answer = server.get(f"/{account}/eu-west-1/{view}")
            assert answer.status in (200, 302, 303, 307, 308), (account, view)
            if answer.status != 200:
                assert server.get(answer.headers["location"]).status == 200
    assert {row["account"] for row in server.rows("/all/all/ec2.json")} == {"account1", "data_science"}


def test_menus_are_those_of_the_file(server: Elastatus) -> None:
    page = _menu(server.get("/account1/eu-west-1/ec2").text)
    for title in ("Compute", "Database", "App Services", "Deployments", "Account1", "Data Science"):
        assert title in page, title
    assert "elb'" not in page and "elb&#39;" not in page
    links = server.get("/account1/eu-west-1/ec2").text
    assert "/data_science/eu-west-1/ec2" in links


def test_the_front_page_leads_to_the_defaults(server: Elastatus) -> None:
    front = server.get("/")
    assert (front.status, front.headers["location"]) == (302, "/account1/eu-west-1/ec2")
    assert server.get("/overview").status == 200


def test_the_placeholder_zone_hides_no_zone(server: Elastatus) -> None:
    zones = {row["zone"] for row in server.rows("/account1/global/route53-record.json")}
    assert any("shop.example.com" in zone for zone in zones)


@pytest.mark.parametrize(
    "change",
    [
        *[(f"{line}\n", "") for line in re.findall(r"^    (?:compute|database|deployments|services): .*$", ORIGINAL, re.M)],
        *[(entry, "") for entry in ("'ec2',", "'rds',", "'sqs', ", ", 'autoscale'", "'cloudformation'", ", 'cloudwatch'")],
        (ORIGINAL[ORIGINAL.index("aws:") : ORIGINAL.index("default_account")], ""),
        (ORIGINAL[ORIGINAL.index("default_account") : ORIGINAL.index("route53:\n")], ""),
        ("route53:\n", "stormpath:\n    api_key_id: 'x'\n    api_key_secret: 'y'\nroute53:\n"),
    ],
    ids=lambda change: change[0].strip()[:20] if isinstance(change, tuple) else "",
)
def test_anything_may_be_taken_away(tmp_path: Path, change: tuple[str, str]) -> None:
    text = ORIGINAL.replace(*change)
    assert text != ORIGINAL
    path = tmp_path / "config.yaml"
    path.write_text(text)
    done = run("config", "check", path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "error:" not in done.stdout + done.stderr


def test_menus_without_an_entry_and_with_a_forks_block_serve(tmp_path: Path) -> None:
    fake = Fake()
    fake.on("DescribeVolumes", volumes("vol-1"))
    path = tmp_path / "config.yaml"
    text = ORIGINAL.replace("    database: ['rds','dynamodb', 'elasticache', 'redshift']\n", "").replace("'route53', ", "")
    path.write_text(f"{text}\nstormpath:\n    api_key_id: 'hunter2'\nendpoint_url: {fake.url}\n")
    server = Elastatus(path)
    try:
        assert any("stormpath" in line and "warning" in line for line in server.said)
        assert not any("hunter2" in line for line in server.said)
        server.settle("/account1/us-east-1/ebs.json")
        page = server.get("/account1/us-east-1/ebs").text
        assert "vol-1" in page and "/account1/us-east-1/sqs" in page
        assert "Database" not in page and "/account1/us-east-1/dynamodb" not in page and "/global/route53" not in page
        # What has no menu has its address still.
        assert server.get("/account1/us-east-1/dynamodb").status == 200
        assert server.get("/account1/global/route53-record").status == 200
    finally:
        server.end()
        fake.end()
