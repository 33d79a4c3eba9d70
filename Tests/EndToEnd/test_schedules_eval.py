"""`elastatus schedules eval` against a naive evaluator that shares nothing with it, on random questions."""

from __future__ import annotations

import json
import subprocess
from collections import Counter
from typing import Any

import naive_schedules as naive
from running import PATIENCE, ROOT, binary
from schedule_questions import Maker

CASES = 100_000
#: Of so many the next change is looked for minute by minute, so many days ahead.
COUNTED, DAYS_AHEAD = 1_500, 3
SEED = 4711


def answers(lines: list[str]) -> list[dict[str, Any]]:
    """What the program answers to lines of questions."""
    asked = subprocess.run(
        [str(binary()), "schedules", "eval"],
        input="\n".join(lines) + "\n", capture_output=True, text=True, timeout=5 * PATIENCE, cwd=ROOT, check=True,
    )  # fmt: skip
    return [json.loads(line) for line in asked.stdout.splitlines()]


def test_agrees_with_a_naive_evaluator_on_100000_questions() -> None:
    maker = Maker(SEED)
    questions = [maker.question() for _ in range(CASES)]
    given = answers([json.dumps(question) for question in questions])
    assert len(given) == CASES
    seen: Counter[str] = Counter()
    for question, answer in zip(questions, given, strict=True):
        expected = naive.decide(question, naive.instant(question["at"]))
        assert (answer.get("desired"), answer.get("type"), answer.get("active_period")) == expected, (question, answer)
        seen[expected[0]] += 1
    # A test of one state alone would prove little.
    assert min(seen[state] for state in ("running", "stopped", "any")) > CASES / 50, seen


def test_next_changes_are_those_that_counting_minutes_finds() -> None:
    maker = Maker(SEED + 1)
    questions = [maker.question() for _ in range(COUNTED)]
    given = answers([json.dumps(question) for question in questions])
    found = 0
    for question, answer in zip(questions, given, strict=True):
        at = naive.instant(question["at"])
        expected = naive.next_change(question, at, DAYS_AHEAD)
        change = answer["next_change"] and naive.instant(answer["next_change"])
        if expected is None:
            assert change is None or (change - at).total_seconds() > DAYS_AHEAD * 86400 - 60, (question, answer)
        else:
            assert (change, answer["next_state"]) == expected, (question, answer)
            found += 1
    assert found > COUNTED / 2


def test_every_line_has_its_answer() -> None:
    good = {
        "periods": [{"name": "p", "weekdays": "mon-fri"}],
        "schedule": {"periods": ["p"]},
        "at": "2026-01-05T00:00:00Z",
    }
    lines = ["{", "", json.dumps({**good, "periods": []}), "x" * (2 << 20), "\0", json.dumps(good)]
    codes = [answer.get("error", {}).get("code", answer.get("desired")) for answer in answers(lines)]
    assert codes == ["malformed-question", "malformed-question", "undefined-period", *["malformed-question"] * 2, "running"]


def test_a_partner_gets_each_answer_before_it_asks_on() -> None:
    question = {"schedule": {"override_status": "running"}, "at": "2026-01-05T00:00:00Z"}
    with subprocess.Popen(
        [str(binary()), "schedules", "eval"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
    ) as partner:
        assert partner.stdin and partner.stdout
        for _ in range(3):
            partner.stdin.write(json.dumps(question) + "\n")
            partner.stdin.flush()
            assert json.loads(partner.stdout.readline())["desired"] == "running"
        partner.stdin.close()
    assert partner.returncode == 0
