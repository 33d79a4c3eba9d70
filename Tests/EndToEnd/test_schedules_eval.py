"""`elastatus schedules eval` against a naive evaluator that shares nothing with it, on random questions."""

from __future__ import annotations

import json
import subprocess
from collections import Counter

import naive_schedules as naive
from running import ROOT, binary
from schedule_questions import Maker, answers

CASES = 100_000
SEED = 4711


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
