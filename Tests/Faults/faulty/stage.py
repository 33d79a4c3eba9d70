"""One elastatus over one scripted AWS, with as many accounts as the cases need and healthy ones between them."""

from __future__ import annotations

import json
import os
import re
import secrets
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from faulty.aws import ScriptedAWS
from faulty.case import REGION, Account, Case
from faulty.proxy import Proxy
from faulty.wire import DETAILED, KINDS
from running import ROOT, Answer, ask, binary

#: After so many accounts with faults comes one without.
HEALTHY_EVERY = 4
#: Cases in one account, each in a cell of its own.
CASES_IN_ACCOUNT = 3
#: The servers that read everything from one endpoint; the others have a profile for each account.
PLAIN = {"main", "held", "large", "hostile", "details"}
#: What the services are called in profiles.
PROFILE_NAMES = {
    "ec2": "ec2", "autoscaling": "auto_scaling", "dynamodb": "dynamodb", "logs": "cloudwatch_logs", "route53": "route_53",
    "lambda": "lambda",
}
#: Short, so that slow cases are soon over; what is honest here comes within milliseconds.
TIMEOUTS = "timeouts: { connect: 2s, first_byte: 3s, stall: 3s, call: 20s }"

#: How often a read is asked for, in seconds: more than the time in which elastatus does not read a cell again.
AGAIN = 6
Cell = tuple[str, str, str]


class Stage:
    """Everything that runs; ends with `end`."""

    def __init__(self, folder: Path, server: str, cases: list[Case], env: dict[str, str] | None = None) -> None:
        self.folder, self.env = folder, env or {}
        self.has_profiles = server not in PLAIN
        self.kinds = DETAILED if server == "details" else KINDS
        self.canary = f"CANARY{secrets.token_hex(8)}"
        hosts = ("127.0.0.1", *(f"127.0.2.{number}" for number in range(1, 41))) if self.has_profiles else ("127.0.0.1",)
        self.aws = ScriptedAWS(self.canary, hosts)
        self.proxy = Proxy(self.aws.port)
        self.accounts: list[Account] = []
        self.profiles: dict[str, dict[str, str]] = {}
        self.services: dict[str, dict[str, str]] = {}
        self.lines: dict[str, list[str]] = {}
        self.pages: list[Answer] = []
        #: How long each of them took.
        self.seconds: list[float] = []
        self._hosts = iter(hosts[1:])
        self._place(cases)
        for account in self.accounts:
            for case in account.case:
                if case.script:
                    self.aws.scripts[account.number, case.operation or self.kinds[case.kind].operation] = case.script
                if case.setup:
                    case.setup(self.aws, account)
        self._install()
        self._start()

    # Accounts

    def _place(self, cases: list[Case]) -> None:
        open_accounts: list[Account] = []
        for case in cases:
            account = None
            has_own = case.alone or case.source != "keys" or case.toxic or case.tls or case.endpoint or case.region != REGION
            if not has_own:
                account = next((one for one in open_accounts if all(other.kind != case.kind for other in one.case)), None)
            if account is None:
                account = self._account(case)
                if not has_own:
                    open_accounts.append(account)
            account.case.append(case)
            if len(account.case) == CASES_IN_ACCOUNT and account in open_accounts:
                open_accounts.remove(account)
        self._account(None)

    def _account(self, case: Case | None) -> Account:
        if case and len(self.accounts) % (HEALTHY_EVERY + 1) == HEALTHY_EVERY:
            self._account(None)
        number = str(600_000_000_000 + len(self.accounts))
        name = f"{'a' if case else 'healthy-'}{len(self.accounts):04d}"
        account = Account(name, number, f"AKIA{number}", f"{self.canary}/secret/{number}", region=case.region if case else REGION)
        self.accounts.append(account)
        self.aws.keys[account.key] = number
        self._configure(account, case)
        return account

    def _configure(self, account: Account, case: Case | None) -> None:
        source = case.source if case else "keys"
        lines = [f"regions: [{account.region}]"] if account.region != REGION else []
        if source == "profile" or self.has_profiles:
            lines.append(f"profile: {account.name}")
            self.profiles[account.name] = {"aws_access_key_id": account.key, "aws_secret_access_key": account.secret}
        elif source in ("keys", "role"):
            lines += [f"aws_access_key_id: {account.key}", f"aws_secret_access_key: '{account.secret}'"]
        if source == "role":
            lines.append(f"role_arn: arn:aws:iam::{account.number}:role/elastatus")
        if self.has_profiles:
            self.profiles[account.name]["endpoint_url"] = self.aws.url
        if case:
            lines += [f"{key}: {value.format(number=account.number)}" for key, value in case.config.items()]
            if case.profile:
                made = {key: value.replace("{key}", account.key).replace("{canary}", self.canary) for key, value in case.profile.items()}
                self.profiles[account.name] = self.profiles.get(account.name, {}) | made
            endpoint = case.endpoint
            if case.toxic or case.tls:
                endpoint = f"{'https' if case.tls else 'http'}://127.0.0.1:{self.proxy.route(case.toxic, case.tls).port}"
            if endpoint and "{host}" in endpoint:
                endpoint = endpoint.replace("{host}", f"{next(self._hosts)}:{self.aws.port}")
            if endpoint and case.whole:
                self.profiles[account.name]["endpoint_url"] = endpoint
            elif endpoint:
                service = PROFILE_NAMES[KINDS[case.kind].service]
                self.services[account.name] = {service: endpoint}
                self.profiles[account.name]["services"] = account.name
        self.lines[account.name] = lines

    def write_profiles(self) -> None:
        """Writes the shared AWS file anew."""
        text = "".join(
            f"[profile {name}]\n" + "".join(f"{key} = {value}\n" for key, value in profile.items() if value) for name, profile in self.profiles.items()
        )
        for name, services in self.services.items():
            text += f"[services {name}]\n" + "".join(f"{service} =\n  endpoint_url = {url}\n" for service, url in services.items())
        path = self.folder / "aws-config"
        (self.folder / "aws-config.new").write_text(text)
        (self.folder / "aws-config.new").chmod(0o600)
        os.replace(self.folder / "aws-config.new", path)

    # Elastatus

    def _install(self) -> None:
        place = self.folder / "program"
        shutil.copytree(ROOT / "Tests" / "Faults" / ("kinds" if self.kinds is KINDS else "details"), place / "kinds")
        for name in ("models", "templates", "static"):
            (place / name).symlink_to(ROOT / name)
        try:
            os.link(binary(), place / "elastatus")
        except OSError:
            shutil.copy(binary(), place / "elastatus")
        config = "".join(f"  {name}:\n" + "".join(f"    {line}\n" for line in lines) for name, lines in self.lines.items())
        more = [f"regions: [{REGION}]", TIMEOUTS]
        if not self.has_profiles:
            more.append(f"endpoint_url: {self.aws.url}")
        path = self.folder / "config.yaml"
        path.write_text("accounts:\n" + config + "\n".join(more) + "\n")
        path.chmod(0o600)
        self.write_profiles()

    def _start(self) -> None:
        home = self.folder / "home"
        home.mkdir()
        env = {name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "HTTP", "HTTPS", "NO_PROXY"))}
        env |= {
            "HOME": str(home), "AWS_CONFIG_FILE": str(self.folder / "aws-config"),
            "AWS_SHARED_CREDENTIALS_FILE": str(self.folder / "none"),
            "AWS_ACCESS_KEY_ID": "AKIAENVIRONMENT", "AWS_SECRET_ACCESS_KEY": f"{self.canary}/env-secret",
            "AWS_SESSION_TOKEN": f"{self.canary}/env-token",
        } | self.env
        self.log = self.folder / "log"
        with self.log.open("wb") as log:
            self.child = subprocess.Popen(
                [self.folder / "program" / "elastatus", "serve", "--config", self.folder / "config.yaml", "--listen", "127.0.0.1:0"],
                stdout=log, stderr=subprocess.STDOUT, env=env, cwd=home,
            )
        found = None
        until = time.monotonic() + 60
        while not found:
            text = self.log.read_text(errors="replace")
            found = re.search(r"(http://127\.0\.0\.1:\d+)", text)
            assert self.child.poll() is None and time.monotonic() < until, text
            time.sleep(0.05)
        self.url = found.group(1)

    def end(self) -> int | None:
        """Ends everything; the exit code of elastatus, negative for a signal."""
        self.child.terminate()
        try:
            code = self.child.wait(20)
        except subprocess.TimeoutExpired:
            self.child.kill()
            code = None
        self.proxy.end()
        self.aws.end()
        return code

    # What it shows

    def get(self, path: str) -> Answer:
        """Asks for a page, which is kept to be searched for secrets."""
        began = time.monotonic()
        answer = ask(self.url + path)
        self.seconds.append(time.monotonic() - began)
        self.pages.append(answer)
        return answer

    def cells(self) -> dict[Cell, dict[str, Any]]:
        """Every cell, by account, region and kind."""
        answer = ask(self.url + "/matrix?_format=json")
        assert answer.status == 200, answer.text
        return {(cell["account"], cell["region"], cell["kind"]): cell for cell in answer.json["cells"]}

    def rows(self) -> dict[Cell, dict[str, dict[str, Any]]]:
        """The rows of every cell, by id."""
        found: dict[Cell, dict[str, dict[str, Any]]] = {}
        for kind in self.kinds:
            answer = self.get(f"/all/all/{kind}.json")
            assert answer.status == 200, answer.text
            for row in answer.json["rows"]:
                found.setdefault((row["account"], row["region"], kind), {})[row["id"]] = row
        return found

    def refresh(self, cells: set[Cell]) -> None:
        """Asks for these cells to be read again, and for no others: calls are counted."""
        for kind in self.kinds:
            accounts = sorted({account for account, _, of in cells if of == kind})
            # Not so many at once that the address becomes too long.
            for start in range(0, len(accounts), 200):
                names = ",".join(accounts[start : start + 200])
                answer = ask(f"{self.url}/-/refresh?of=%2F{names}%2Fall%2F{kind}", "POST", b"", {"Origin": self.url})
                assert answer.status == 303, answer.text

    def wait(
        self, done: Callable[[dict[str, Any]], bool], wanted: set[Cell], seconds: float, again: bool = False,
        seen: Callable[[set[Cell]], None] = lambda cells: None,
    ) -> set[Cell]:
        """Waits until `done` holds for the wanted cells and tells `seen` which; those for which it never did.

        With `again` they are asked for until they are read: what was read a moment ago is not read at once.
        """
        until, asked = time.monotonic() + seconds, 0.0
        while True:
            if again and wanted and time.monotonic() - asked > 4 * AGAIN:
                self.refresh(wanted)
                asked = time.monotonic()
            cells = self.cells()
            ended = {cell for cell in wanted if cell in cells and done(cells[cell])}
            seen(ended)
            wanted = wanted - ended
            if not wanted or time.monotonic() > until or self.child.poll() is not None:
                return wanted
            time.sleep(0.5)

    def peak_memory(self) -> int:
        """The most memory elastatus ever had, in bytes."""
        status = Path(f"/proc/{self.child.pid}/status").read_text()
        found = re.search(r"VmHWM:\s*(\d+) kB", status)
        assert found
        return int(found.group(1)) << 10

    def leaks(self) -> list[str]:
        """Where a secret stands that must not: pages, log, files, the process's own words."""
        for path in ("/-/metrics", "/-/healthy", "/matrix", "/overview", "/", "/all/all/volume.csv"):
            self.get(path)
        needle = self.canary.encode()
        found = [f"a page of {len(page.body)} bytes" for page in self.pages if needle in page.body or self.canary in json.dumps(page.headers)]
        written = {self.folder / "config.yaml", self.folder / "aws-config"}
        for path in self.folder.rglob("*"):
            if path.is_file() and not path.is_symlink() and path not in written and needle in path.read_bytes():
                found.append(str(path))
        if needle in Path(f"/proc/{self.child.pid}/cmdline").read_bytes():
            found.append("the command line")
        return found
