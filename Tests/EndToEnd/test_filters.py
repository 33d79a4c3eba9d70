"""Every operator of the filter language over every form of column, against an oracle that looks at each row by itself.

The oracle knows the rows as AWS gave them and what docs/filters.md says; it shares nothing with the program.
"""

from __future__ import annotations

import csv
import io
import ipaddress
import random
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote

import pytest
from fake import Fake
from running import Elastatus, run
from things import ADDRESSES, KEYS, NOW, TEXTS, serving, stamp, things

ROWS = things()
#: Generated operands for each operator and form.
CASES = 8


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Elastatus]:
    """elastatus over the things."""
    fake = Fake()
    server = Elastatus(serving(fake, tmp_path_factory.mktemp("filters"), ROWS))
    server.settle("/main/us-east-1/thing.json")
    yield server
    server.end()
    fake.end()


def ids(site: Elastatus, text: str, more: str = "") -> set[str]:
    """The rows that a filter keeps; a filter with a problem has no CSV."""
    answer = site.get(f"/main/us-east-1/thing.csv?q={quote(text, safe='')}{more}")
    assert answer.status == 200, f"{text}: {answer.text}"
    return {row["id"] for row in csv.DictReader(io.StringIO(answer.text, newline=""))}


# What a row has, by form: its value as JSON has it, and the single values in it.


def tag_values(row: dict[str, Any], key: str) -> list[str] | None:
    return [tag["Value"] for tag in row["tags"] if tag["Key"].lower() == key.lower()] or None


FORMS: dict[str, tuple[str, Callable[[dict[str, Any]], Any]]] = {
    "string": ("word:", lambda row: row["word"]),
    "number": ("count:", lambda row: row["count"]),
    "percent": ("load:", lambda row: row["load"]),
    "size": ("size:", lambda row: None if row["size"] is None else row["size"] * 2**20),
    "duration": ("period:", lambda row: row["period"]),
    "time": ("seen_at:", lambda row: row["seen_at"]),
    "age": ("age:", lambda row: row["created"]),
    "list": ("words:", lambda row: row["words"]),
    "boolean": ("on:", lambda row: row["on"]),
    "address": ("address:", lambda row: row["address"]),
    "tag": ("tag:team=", lambda row: tag_values(row, "team")),
    "stack tag": ('tag:"aws:cloudformation:stack-name"=', lambda row: tag_values(row, "aws:cloudformation:stack-name")),
}
NUMERIC = ("number", "percent", "size", "duration")
TIMES = ("time", "age")


def leaves(value: Any) -> list[Any]:
    return [] if value is None else value if isinstance(value, list) else [value]


def text_of(leaf: Any) -> str:
    if isinstance(leaf, bool):
        return "true" if leaf else "false"
    return str(int(leaf)) if isinstance(leaf, float) and leaf.is_integer() else str(leaf)


def natural(left: str, right: str) -> int:
    """Digits as numbers, all else by its bytes; what is equal so is told apart by its bytes."""

    def parts(text: str) -> list[Any]:
        return re.findall(rb"\d+|[^\d]", text.lower().encode(), re.S)

    for a, b in zip(parts(left), parts(right), strict=False):
        if a.isdigit() and b.isdigit():
            if int(a) != int(b):
                return -1 if int(a) < int(b) else 1
        elif a != b:
            return -1 if a[:1] < b[:1] else 1
    shorter = len(parts(left)) - len(parts(right))
    if shorter:
        return -1 if shorter < 0 else 1
    a, b = left.lower().encode(), right.lower().encode()
    return (a > b) - (a < b)


UNITS = {"": 1, "k": 2**10, "KiB": 2**10, "kB": 10**3, "MiB": 2**20, "MB": 10**6, "GiB": 2**30, "GB": 10**9}
SPANS = {"s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800}


def amount(written: str, form: str) -> float:
    number, unit = re.fullmatch(r"([-+.\d]+)(.*)", written).groups()  # type: ignore[union-attr]
    if form == "size":
        return float(number) * UNITS[unit]
    return float(number) * (SPANS[unit or "s"] if form == "duration" else 1)


def moment(text: str) -> datetime:
    return datetime.strptime(text + "0000-01-01T00:00:00Z"[len(text):], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)


def order(leaf: Any, written: str, form: str) -> int | None:
    """How a value stands to an operand."""
    if form in NUMERIC:
        wanted = amount(written, form)
        return (leaf > wanted) - (leaf < wanted)
    if form in TIMES:
        if span := re.fullmatch(r"(\d+)([smhdw])", written):
            age = (datetime.now(UTC) - moment(leaf)).total_seconds()
            wanted = float(span[1]) * SPANS[span[2]]
            return (age > wanted) - (age < wanted)
        return (moment(leaf) > moment(written)) - (moment(leaf) < moment(written))
    if form == "address":
        # As everywhere, version 4 stands before version 6.
        a, b = ipaddress.ip_address(leaf), ipaddress.ip_address(written)
        left, right = (a.version, int(a)), (b.version, int(b))
        return (left > right) - (left < right)
    return natural(leaf, written)


def wildcard(pattern: str, some: str, one: str) -> re.Pattern[str]:
    return re.compile("".join(".*" if c == some else "." if c == one else re.escape(c) for c in pattern.lower()), re.S)


def equal(leaf: Any, written: str, form: str) -> bool:
    if form in TIMES:
        return leaf.startswith(written.upper())
    if form == "boolean":
        words = {"true": True, "yes": True, "on": True, "1": True, "false": False, "no": False, "off": False, "0": False}
        return leaf is words.get(written.lower())
    if form == "address":
        try:
            network = ipaddress.ip_network(written)
        except ValueError:
            return False
        address = ipaddress.ip_address(leaf)
        return address.version == network.version and address in network
    if form in NUMERIC and re.fullmatch(r"[-+.\d]+\w*", written) and order(leaf, written, form) == 0:
        return True
    return text_of(leaf).lower() == written.lower()


def said(text: str) -> str:
    """Any text, as it is."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def said_pattern(pattern: str, some: str, one: str) -> str:
    """A pattern in the language's own signs, all else in quotes."""
    return "".join("*" if c == some else "?" if c == one else said(c) for c in pattern)


#: By name: how a filter says it with an operand, and whether a single value passes.
Operator = tuple[Callable[[str, str], str], Callable[[Any, str, str], bool]]
POSITIVE: dict[str, Operator] = {
    "exact": (lambda f, o: f + said(o), equal),
    "contains": (lambda f, o: f"{f}*{said(o)}*", lambda leaf, o, _: o.lower() in text_of(leaf).lower()),
    "startswith": (lambda f, o: f"{f}{said(o)}*", lambda leaf, o, _: text_of(leaf).lower().startswith(o.lower())),
    "endswith": (lambda f, o: f"{f}*{said(o)}", lambda leaf, o, _: text_of(leaf).lower().endswith(o.lower())),
    "gt": (lambda f, o: f"{f}>{said(o)}", lambda leaf, o, form: order(leaf, o, form) == 1),
    "gte": (lambda f, o: f"{f}>={said(o)}", lambda leaf, o, form: order(leaf, o, form) in (0, 1)),
    "lt": (lambda f, o: f"{f}<{said(o)}", lambda leaf, o, form: order(leaf, o, form) == -1),
    "lte": (lambda f, o: f"{f}<={said(o)}", lambda leaf, o, form: order(leaf, o, form) in (0, -1)),
    "like": (
        lambda f, o: f + said_pattern(o, "%", "_"), lambda leaf, o, _: bool(wildcard(o, "%", "_").fullmatch(text_of(leaf).lower())),
    ),
    "glob": (
        lambda f, o: f + said_pattern(o, "*", "?"), lambda leaf, o, _: bool(wildcard(o, "*", "?").fullmatch(text_of(leaf).lower())),
    ),
    "arraycontains": (lambda f, o: f + said(o), equal),
    "in": (
        lambda f, o: f + ",".join(said(part) for part in o.split("\n")),
        lambda leaf, o, form: any(equal(leaf, part, form) for part in o.split("\n")),
    ),
    "date": (lambda f, o: f + o, lambda leaf, o, _: leaf.startswith(o)),
}
NEGATIVE = {
    "not": "exact", "notcontains": "contains", "notlike": "like", "notglob": "glob", "notin": "in",
    "arraynotcontains": "arraycontains", "notdate": "date",
}
COMPARING = ("gt", "gte", "lt", "lte")


def operand(chance: random.Random, name: str, form: str) -> str:
    """A generated operand; most of them are taken from the rows, so that they hit."""
    value = text_of(chance.choice([leaf for row in ROWS for leaf in leaves(FORMS[form][1](row))]))
    if name == "in":
        return "\n".join(operand(chance, "exact", form) for _ in range(chance.randrange(1, 4)))
    if name == "date":
        return value[:10]
    if name in COMPARING or (name == "exact" and form in NUMERIC + TIMES + ("address",)):
        if form == "size":
            return chance.choice([value, "1MiB", "0.5GiB", "2048k", "100GB", "1.5GiB", "5"])
        if form == "duration":
            return chance.choice([value, "90s", "1.5m", "2h", "1d", "1w"])
        if form in TIMES:
            spans = ["1d", "30d", "6w", "48h"] if name in COMPARING else ["2025", "2026-01"]
            return chance.choice([value, value[:10], value[:16], stamp(NOW - timedelta(days=20))[:10], *spans])
        if form == "address" and name == "exact":
            return chance.choice([value, "10.0.0.0/8", "10.2.0.0/16", "2001:db8::/32", "::/0", "0.0.0.0/0", "192.0.2.8"])
        if form in NUMERIC:
            return chance.choice([value, value + ".0" if "." not in value else value + "0", str(float(value) + 0.25)])
        if form == "address":
            return chance.choice(ADDRESSES)
        return chance.choice(["web-3", "web-100", value, value.upper(), "m"]) or "a"
    if name in ("exact", "arraycontains"):
        return chance.choice([value, value.upper(), value + "x", value[:-1]])
    start = chance.randrange(0, len(value) + 1)
    part = value[start:chance.randrange(start, len(value) + 1)]
    if name == "contains":
        return part
    if name == "startswith":
        return value[:start]
    if name == "endswith":
        return value[start:]
    some, one = ("%", "_") if name == "like" else ("*", "?")
    masked = "".join(one if chance.random() < 0.2 else c for c in value)
    return chance.choice([masked, some + masked[start:], masked[:start] + some, some + part + some, value[:1] + some + value[-1:]])


def meant(name: str, form: str, operand: str) -> set[str]:
    """What the oracle keeps."""
    value_of = FORMS[form][1]
    passes = POSITIVE[NEGATIVE.get(name, name)][1]
    kept = {row["id"] for row in ROWS if any(passes(leaf, operand, form) for leaf in leaves(value_of(row)))}
    return {row["id"] for row in ROWS} - kept if name in NEGATIVE else kept


def written(name: str, form: str, operand: str) -> str:
    """The term of the language."""
    term = POSITIVE[NEGATIVE.get(name, name)][0](FORMS[form][0], operand)
    return "-" + term if name in NEGATIVE else term


def applies(name: str, form: str) -> bool:
    base = NEGATIVE.get(name, name)
    if base == "date":
        return form in TIMES
    if base == "arraycontains":
        return form == "list"
    return not (base in COMPARING and form == "boolean")


PAIRS = [(name, form) for name in [*POSITIVE, *NEGATIVE] for form in FORMS if applies(name, form)]


@pytest.mark.parametrize(("name", "form"), PAIRS, ids=[f"{name}-{form}" for name, form in PAIRS])
def test_an_operator_keeps_what_the_oracle_keeps(site: Elastatus, name: str, form: str) -> None:
    chance = random.Random(f"{name} {form}")
    hits = 0
    for _ in range(CASES):
        base = NEGATIVE.get(name, name)
        given = operand(chance, base, form)
        if base in ("like", "glob") and not given:
            continue
        text, wanted = written(name, form, given), meant(name, form, given)
        assert ids(site, text) == wanted, text
        hits += 0 < len(wanted) < len(ROWS)
    assert hits > 0


@pytest.mark.parametrize("form", FORMS)
def test_null_and_blank(site: Elastatus, form: str) -> None:
    field, value_of = FORMS[form]
    every = {row["id"] for row in ROWS}
    null = {row["id"] for row in ROWS if value_of(row) is None}
    blank = null | {row["id"] for row in ROWS if value_of(row) in ("", [])}
    if form.endswith("tag"):
        blank |= {row["id"] for row in ROWS if set(leaves(value_of(row))) == {""}}
    for name, text, wanted in (
        ("isnull", f"{field}null", null), ("notnull", f"-{field}null", every - null),
        ("isblank", f"{field}blank", blank), ("isblank", field, blank),
        ("notblank", f"-{field}blank", every - blank), ("notblank", f"-{field}", every - blank),
    ):
        assert ids(site, text) == wanted, (name, text)
    assert form == "age" or 0 < len(null) < len(ROWS)
    assert form not in ("string", "list", "tag") or null < blank


def test_a_tag_that_is_there(site: Elastatus) -> None:
    for key in [*KEYS, "nosuch"]:
        wanted = {row["id"] for row in ROWS if tag_values(row, key) is not None}
        assert ids(site, f"tag:{said(key)}") == wanted
        assert ids(site, f"-tag:{said(key)}") == {row["id"] for row in ROWS} - wanted


def test_terms_and_free_words_together(site: Elastatus) -> None:
    chance = random.Random(7)
    some = 0
    for _ in range(150):
        terms, wanted = [], {row["id"] for row in ROWS}
        for _ in range(chance.randrange(1, 4)):
            name, form = chance.choice(PAIRS)
            given = operand(chance, NEGATIVE.get(name, name), form) or "a"
            terms.append(written(name, form, given))
            wanted &= meant(name, form, given)
        assert ids(site, " ".join(terms)) == wanted, terms
        some += bool(wanted)
    assert some > 40


def test_free_words_match_every_visible_column(site: Elastatus) -> None:
    chance = random.Random(8)
    columns = ["word", "count", "load", "size", "period", "seen_at", "words", "on", "address"]
    for _ in range(60):
        added = chance.sample(columns[2:], chance.randrange(0, 4))
        hidden = chance.sample(["word", "count"], chance.randrange(0, 3))
        seen = {"word", "count", *added} - set(hidden)
        more = "".join(f"&_col={name}" for name in added) + "".join(f"&_nocol={name}" for name in hidden)
        word = chance.choice([*TEXTS, "1048576", "82.5", "10.2", "2001:db8", "T", "main", "us-east", "t00", "rue", "team", "cloudform"])

        def texts(row: dict[str, Any], seen: set[str] = seen) -> list[str]:
            known = [row["id"], row["name"], "main", "us-east-1", *(part for tag in row["tags"] for part in tag.values())]
            of = {FORMS[form][0].rstrip(":"): FORMS[form][1] for form in FORMS}
            return known + [text_of(leaf) for name in seen for leaf in leaves(of[name](row))]

        wanted = {row["id"] for row in ROWS if any(word.lower() in text.lower() for text in texts(row))}
        assert ids(site, said(word), more) == wanted, (word, more)
        assert ids(site, "-" + said(word), more) == {row["id"] for row in ROWS} - wanted


@pytest.mark.parametrize(("text", "offset", "length", "words"), [
    ("web cuont:>3", 4, 5, "did you mean 'count'?"), ("count:>many", 7, 4, "it is a number"), ("size:>5xy", 6, 3, "a size like 100GiB"),
    ("on:>1", 4, 1, "true or false"), ("seen_at:>soon", 9, 4, "a time like"), ("age:>30", 5, 2, "an age like 30d"),
    ("address:<x", 9, 1, "an address like"), ('word:"open', 5, 5, "never closed"), ("tag:=x", 4, 1, "a tag's key is missing"),
])
def test_what_cannot_be_understood_is_named_with_its_place(
    site: Elastatus, text: str, offset: int, length: int, words: str
) -> None:
    answer = site.get(f"/main/us-east-1/thing.json?q={quote(text, safe='')}").json
    (problem,) = answer["problems"]
    assert (problem["offset"], problem["length"]) == (offset, length)
    assert words in problem["message"] and problem["message"] in answer["problem"]
    # Where there is no room to say so, rows that were not asked for would look as if they had been.
    for form in ("csv", "jsonl", "md"):
        refused = site.get(f"/main/us-east-1/thing.{form}?q={quote(text, safe='')}")
        assert refused.status == 400 and words in refused.text, form
        assert form != "jsonl" or refused.json["problems"] == answer["problems"]
    page = site.get(f"/main/us-east-1/thing?q={quote(text, safe='')}").text
    under = re.search(r'<pre class="where">(.*?)</pre>', page, re.S)
    assert under
    before, at = under[1].split("<mark>")[0], under[1].split("<mark>")[1].split("<span")[0]
    assert len(re.sub("<[^>]*>", "", before).replace("&gt;", ">").replace("&lt;", "<")) == offset
    assert at.replace("&quot;", '"').replace("&#39;", "'") == text[offset:offset + length]
    assert '<span class="caret" aria-hidden="true">^</span>' in under[1]


def test_the_command_line_points_at_it(tmp_path: Any) -> None:
    fake = Fake()
    done = run("list", "thing", "web", "cuont:>3", "-q", "-o", "json", "--config", serving(fake, tmp_path, ROWS))
    fake.end()
    assert done.returncode == 2
    assert done.stderr.splitlines()[:3] == [
        "elastatus: there is no field 'cuont', did you mean 'count'? (character 5)", "  web cuont:>3", "      ^^^^^",
    ]
