"""When `elastatus schedules eval` says that a state changes, against a naive evaluator that counts minutes."""

from __future__ import annotations

import json

import naive_schedules as naive
from schedule_questions import Maker, answers

#: Of so many questions the next change is looked for minute by minute, so many days ahead.
COUNTED, DAYS_AHEAD = 1_500, 3
SEED = 4712


def test_next_changes_are_those_that_counting_minutes_finds() -> None:
    maker = Maker(SEED)
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
