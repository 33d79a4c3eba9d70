"""Credentials from every place that AWS's own command line knows, of one program over real files, programs and sockets."""

from __future__ import annotations

import hashlib
import json
import os
import socket
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from fake import Call, Fake, Reply, result, volumes
from running import run

END = "2099-01-01T00:00:00Z"
ROLE = "arn:aws:iam::111122223333:role/elastatus"
CANARY = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"


def _session(key: str) -> str:
    return (
        f"<Credentials><AccessKeyId>{key}</AccessKeyId><SecretAccessKey>{CANARY}</SecretAccessKey>"
        f"<SessionToken>{CANARY}</SessionToken><Expiration>{END}</Expiration></Credentials>"
    )


@pytest.fixture(scope="module")
def aws() -> Iterator[Fake]:
    """An AWS in which each key sees one volume, called like it."""
    fake = Fake()
    fake.on("DescribeVolumes", lambda call: volumes(f"vol-of-{call.key}")(call))
    fake.on("AssumeRole", lambda call: Reply(200, result(call, _session(f"ROLE-BY-{call.key}")).encode()))
    fake.on("AssumeRoleWithWebIdentity", _web_identity)
    fake.on("Get", _sign_on)
    yield fake
    fake.end()


def _web_identity(call: Call) -> Reply:
    assert not call.key, "the call is not signed"
    return Reply(200, result(call, _session("WEB-" + call.parameters["WebIdentityToken"])).encode())


def _sign_on(call: Call) -> Reply:
    assert call.parameters["path"] == "/federation/credentials?role_name=Reader&account_id=111122223333"
    given = {"accessKeyId": "SSO", "secretAccessKey": CANARY, "sessionToken": CANARY, "expiration": 4070908800000}
    return Reply(200, json.dumps({"roleCredentials": given}).encode())


@pytest.fixture(scope="module")
def agents() -> Iterator[str]:
    """The agents of a container service and of an instance."""

    class Handler(BaseHTTPRequestHandler):
        def do_PUT(self) -> None:
            self._say("imds-token")

        def do_GET(self) -> None:
            place = "CONTAINER" if self.path == "/container" else "INSTANCE"
            if place == "CONTAINER" and self.headers["Authorization"] != "container-token":
                return self.send_error(401)
            if place == "INSTANCE" and self.headers["X-aws-ec2-metadata-token"] != "imds-token":
                return self.send_error(401)
            if self.path.endswith("/security-credentials/"):
                return self._say("role")
            given = {"AccessKeyId": place, "SecretAccessKey": CANARY, "Token": CANARY, "Expiration": END}
            self._say(json.dumps({"Code": "Success", **given}))

        def _say(self, text: str) -> None:
            self.send_response(200)
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text.encode())

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()


@pytest.fixture
def home(tmp_path: Path, agents: str) -> Path:
    """A home folder with a profile for every source."""
    cache = tmp_path / ".aws" / "sso" / "cache"
    cache.mkdir(parents=True)
    (cache / f"{hashlib.sha1(b'work').hexdigest()}.json").write_text(
        json.dumps({"accessToken": "bearer", "expiresAt": END})
    )
    (tmp_path / "jwt").write_text("token")
    (tmp_path / "container-token").write_text("container-token")
    tool = tmp_path / "a tool.py"
    tool.write_text(
        "import json, sys\n"
        f"print(json.dumps(dict(Version=1, AccessKeyId=sys.argv[1], SecretAccessKey='{CANARY}', Expiration='{END}')))"
    )
    (tmp_path / "failing.py").write_text(f"import sys; sys.exit('no login, secret={CANARY}')")
    (tmp_path / ".aws" / "credentials").write_text(
        f"[keys]\naws_access_key_id = KEYS\naws_secret_access_key = {CANARY}\n"
    )
    (tmp_path / ".aws" / "config").write_text(
        f"""
[profile process]
credential_process = {sys.executable} "{tool}" PROCESS
[profile failing]
credential_process = {sys.executable} "{tmp_path / 'failing.py'}"
[profile web]
role_arn = {ROLE}
web_identity_token_file = ~/jwt
[profile sso]
sso_session = work
sso_account_id = 111122223333
sso_role_name = Reader
[sso-session work]
sso_start_url = https://example.awsapps.com/start
sso_region = eu-west-1
[profile old]
sso_start_url = https://nobody.awsapps.com/start
sso_region = eu-west-1
sso_account_id = 111122223333
sso_role_name = Reader
[profile chain]
role_arn = {ROLE}
source_profile = second
[profile second]
role_arn = {ROLE}
source_profile = process
[profile container]
role_arn = {ROLE}
credential_source = EcsContainer
[profile instance]
role_arn = {ROLE}
credential_source = Ec2InstanceMetadata
[profile broken]
{CANARY}
"""
    )
    return tmp_path


def _environment(home: Path, agents: str) -> dict[str, str]:
    return {
        "HOME": str(home),
        "AWS_EC2_METADATA_DISABLED": "",
        "AWS_EC2_METADATA_SERVICE_ENDPOINT": agents,
        "AWS_CONTAINER_CREDENTIALS_FULL_URI": f"{agents}/container",
        "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE": str(home / "container-token"),
    }


def _config(path: Path, aws: Fake, accounts: dict[str, dict[str, str]]) -> Path:
    path.write_text(json.dumps({"accounts": accounts, "regions": ["us-east-1"], "endpoint_url": aws.url}))
    return path


def test_every_source_gives_its_own_credentials(aws: Fake, home: Path, agents: str) -> None:
    keys = {
        "keys": "KEYS", "process": "PROCESS", "web": "WEB-token", "sso": "SSO",
        "chain": "ROLE-BY-ROLE-BY-PROCESS", "container": "ROLE-BY-CONTAINER", "instance": "ROLE-BY-INSTANCE",
    }
    accounts = {name: {"profile": name} for name in keys}
    accounts["machine"] = {}
    accounts["reference"] = {"aws_access_key_id": "env:MY_KEY", "aws_secret_access_key": "env:MY_SECRET"}
    config = _config(home / "config.yaml", aws, accounts)
    env = _environment(home, agents) | {"MY_KEY": "REFERRED", "MY_SECRET": CANARY}
    done = run("list", "ebs", "-c", config, "-o", "json", env=env)
    assert done.returncode == 0, done.stderr
    found = {row["account"]: row["id"].removeprefix("vol-of-") for row in json.loads(done.stdout)["rows"]}
    assert found == keys | {"machine": "CONTAINER", "reference": "REFERRED"}
    assert CANARY not in done.stdout + done.stderr


def test_a_source_that_fails_fails_its_account_alone_and_says_what_to_do(aws: Fake, home: Path, agents: str) -> None:
    accounts = {name: {"profile": name} for name in ("keys", "failing", "old", "broken", "none")}
    accounts["reference"] = {"aws_access_key_id": "env:MY_KEY", "aws_secret_access_key": "env:MY_SECRET"}
    config = _config(home / "config.yaml", aws, accounts)
    done = run("list", "ebs", "-c", config, "-o", "json", env=_environment(home, agents))
    assert done.returncode == 3, done.stderr
    answer = json.loads(done.stdout)
    assert [row["id"] for row in answer["rows"]] == ["vol-of-KEYS"]
    errors = {cell["account"]: cell["error"] for cell in answer["cells"] if cell["error"]}
    assert {name: error["code"] for name, error in errors.items()} == {
        "failing": "cred-missing", "old": "cred-expired", "broken": "cred-missing", "none": "cred-missing",
        "reference": "cred-missing",
    }
    assert "ended with code 1: no login, secret=***" in errors["failing"]["message"]
    assert errors["old"]["message"] == "nobody has signed on by SSO yet: run `aws sso login --profile old`"
    assert f"{home}/.aws/config:" in errors["broken"]["message"]
    assert errors["none"]["message"] == "the profile none does not exist"
    assert "the environment variable MY_KEY, which is not set" in errors["reference"]["message"]
    assert CANARY not in done.stdout + done.stderr


def test_without_any_credentials_the_error_names_every_place(aws: Fake, tmp_path: Path) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        endpoint = f"http://127.0.0.1:{closed.getsockname()[1]}"
        config = _config(tmp_path / "config.yaml", aws, {"main": {}})
        env = {
            "HOME": str(tmp_path), "AWS_EC2_METADATA_DISABLED": "false", "AWS_EC2_METADATA_SERVICE_ENDPOINT": endpoint
        }
        assert not any(name in os.environ for name in ("AWS_ACCESS_KEY_ID", "AWS_PROFILE"))
        done = run("list", "ebs", "-c", config, "-o", "json", env=env)
    error = json.loads(done.stdout)["cells"][0]["error"]
    assert error["code"] == "cred-missing"
    for part in (
        "AWS_ACCESS_KEY_ID is not set", "there is no profile default", "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
        f"the instance metadata service at {endpoint} cannot be reached",
    ):
        assert part in error["message"]
