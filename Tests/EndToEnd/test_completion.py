"""Completion in the shells themselves, and the manual page: both made from the parser's own table."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from running import ROOT, binary, run

CONFIG = """
accounts:
  production: {profile: a}
  staging: {profile: b}
  "two words": {profile: c}
regions: [us-east-1, 'eu-central-*']
"""

#: A half-written line, what must be offered for its end, and what must not.
LINES = [
    ("elastatus ser", {"serve"}, {"list"}),
    ("elastatus ", {"serve", "list", "config", "kinds", "help", "completion"}, {"complete", "check]"}),
    ("elastatus config ", {"check", "show"}, {"serve"}),
    ("elastatus help ki", {"kinds"}, {"list"}),
    ("elastatus --v", {"--version"}, {"--help"}),
    ("elastatus list --acc", {"--account"}, {"--region"}),
    ("elastatus list ec2 -a st", {"staging"}, {"production"}),
    ("elastatus list ec2 --account=pro", {"production"}, {"staging"}),
    ("elastatus list ec2 -a production,", {"production,staging"}, {"production,production", "production,all", "staging"}),
    ("elastatus list ec2 -r ", {"us-east-1", "eu-central-1", "all"}, {"eu-west-1"}),
    ("elastatus list elast", {"elasticache", "elasticache-cluster"}, {"ec2"}),
    ("elastatus show sns-t", {"sns-topic"}, {"sns"}),
    ("elastatus list ec2 -o ", {"table", "json", "csv"}, {"production"}),
    ("elastatus list ec2 --output=js", {"json", "jsonl"}, {"csv"}),
    ("elastatus api r", {"rds", "route53"}, {"ec2"}),
    ("elastatus api rds describe-db-ins", {"describe-db-instances"}, {"describe-db-clusters"}),
    ("elastatus check pro", {"production"}, {"staging"}),
    ("elastatus completion ", {"bash", "zsh", "fish"}, {"sh"}),
    ("elastatus serve --log-format ", {"text", "json"}, {"xml"}),
    ("elastatus iam-policy -k ec2,sq", {"ec2,sqs"}, {"ec2,ec2"}),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "config.yaml").write_text(CONFIG)
    (tmp_path / "config.yaml").chmod(0o600)
    (tmp_path / "other.yaml").write_text(CONFIG.replace("staging", "stable"))
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "elastatus").symlink_to(binary())
    return tmp_path


def shell(folder: Path, *words: str, given: str = "") -> str:
    """What a shell says that finds elastatus in its path."""
    environment = {"PATH": f"{folder}/bin:/usr/bin:/bin", "HOME": str(folder), "TERM": "dumb", "LC_ALL": "C.UTF-8"}
    done = subprocess.run(words, input=given, capture_output=True, text=True, cwd=folder, env=environment, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout


def in_bash(folder: Path, line: str) -> set[str]:
    """The replies of the completion function, called as readline calls it."""
    script = f"""
source <(elastatus completion bash)
COMP_LINE={line!r}; COMP_POINT=${{#COMP_LINE}}
# Readline parts words at = and :, and takes them for words of their own.
read -ra words <<< "$(sed 's/[=:]/ & /g' <<< "$COMP_LINE")"
COMP_WORDS=("${{words[@]}}"); [[ $COMP_LINE == *[[:space:]=] ]] && COMP_WORDS+=("")
COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1))
_elastatus
printf '%s\\n' "${{COMPREPLY[@]}}"
"""
    return set(shell(folder, "bash", "-c", script).split("\n")) - {""}


def in_zsh(folder: Path, line: str) -> set[str]:
    """What zsh's own completion system offers, taken where it is added."""
    script = f"""
autoload -Uz compinit && compinit -u -D
source <(elastatus completion zsh)
compadd() {{ local array; array="${{@[-1]}}"; print -rl -- "${{(@P)array}}"; }}
words=(${{(z):-{line!r}}}); [[ {line!r} == *' ' ]] && words+=("")
CURRENT=$#words
_elastatus
"""
    return {word for word in shell(folder, "zsh", "-f", "-c", script).split("\n") if word}


def in_fish(folder: Path, line: str) -> set[str]:
    """What fish offers."""
    script = f"elastatus completion fish | source; complete -C {line!r}"
    return {word.split("\t")[0] for word in shell(folder, "fish", "--no-config", "-c", script).splitlines()}


@pytest.mark.parametrize("ask", [in_bash, in_zsh, in_fish])
def test_a_shell_offers_what_may_stand_there(folder: Path, ask) -> None:
    for line, wanted, unwanted in LINES:
        offered = ask(folder, line)
        if "=" in line.split()[-1]:
            # Shells differ in whether the part before the sign is repeated.
            offered |= {word.partition("=")[2] for word in offered}
        assert wanted <= offered, (line, offered)
        assert not unwanted & offered, (line, offered)


def test_names_with_spaces_are_quoted_in_bash(folder: Path) -> None:
    assert r"two\ words" in in_bash(folder, "elastatus list ec2 -a ")


def test_another_configuration_counts(folder: Path) -> None:
    assert "stable" in in_bash(folder, "elastatus list ec2 -c other.yaml -a st")


def test_files_are_left_to_the_shell(folder: Path) -> None:
    assert "other.yaml" in in_bash(folder, "elastatus list ec2 -c oth")
    assert "other.yaml" in in_fish(folder, "elastatus list ec2 -c oth")


def test_without_a_configuration_nothing_is_said(tmp_path: Path) -> None:
    done = run("complete", "--", "list", "ec2", "-a", "", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    (tmp_path / "config.yaml").write_bytes(b"\xff{")
    done = run("complete", "--", "list", "ec2", "-a", "", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("name", ["bash", "zsh", "fish"])
def test_the_script_is_in_the_shells_own_grammar(tmp_path: Path, name: str) -> None:
    path = tmp_path / "script"
    path.write_text(run("completion", name).stdout)
    checked = subprocess.run([name, "-n", str(path)], capture_output=True, text=True)
    assert (checked.returncode, checked.stderr) == (0, "")


def test_every_command_and_option_is_offered_and_stands_in_the_manual(folder: Path) -> None:
    """The help lists them from the same table."""
    manual = run("man").stdout
    shown = run("--help").stdout
    commands = re.findall(r"^  (\w[\w-]*(?: \w[\w-]*)?)  +\w", shown.partition("Commands:")[2].partition("elastatus COMMAND")[0], re.M)
    assert len(commands) > 12 and "complete" not in commands
    for command in commands:
        name = f'"{command}"' if " " in command else command
        assert re.search(rf"^\.Ss {re.escape(name)}(?: |$)", manual, re.M), command
        options = re.findall(r"^  (?:-\w, |    )--([\w-]+)", run(*command.split(), "--help").stdout, re.M)
        offered = in_bash(folder, f"elastatus {command} --")
        assert {f"--{option}" for option in options} == offered, command
        section = manual.partition(f".Ss {name}")[2].partition(".Ss ")[0].partition(".Sh ")[0]
        assert all(f"Fl -{option}" in section for option in options if option != "help"), command


def test_the_manual_page_is_without_fault() -> None:
    page = run("man").stdout
    checked = subprocess.run(["mandoc", "-Tlint", "-Wall"], input=page, capture_output=True, text=True)
    said = [line for line in (checked.stdout + checked.stderr).splitlines() if "referenced manual not found" not in line]
    assert said == []
    shown = subprocess.run(["mandoc", "-Tutf8"], input=page, capture_output=True, text=True).stdout
    plain = re.sub(r".\x08", "", shown)
    for words in ("ELASTATUS(1)", "EXIT STATUS", "iam-policy", "--next-free-port", "/etc/elastatus/config.yaml", "130"):
        assert words in plain, words


def test_install_puts_them_where_shells_and_man_look(tmp_path: Path) -> None:
    done = subprocess.run([ROOT / "tools" / "install", tmp_path, binary()], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    share = tmp_path / "share"
    assert (share / "man/man1/elastatus.1").read_text() == run("man").stdout
    for name, place in (
        ("bash", "bash-completion/completions/elastatus"), ("zsh", "zsh/site-functions/_elastatus"),
        ("fish", "fish/vendor_completions.d/elastatus.fish"),
    ):
        assert (share / place).read_text() == run("completion", name).stdout
