"""A second evaluator of schedules, as slow and plain as the documented rules read: it lists days and counts minutes.

Written from the documentation of AWS Instance Scheduler (periods, weekdays, monthdays, months, adjacent periods).
It shares nothing with elastatus: days come from `calendar`, clocks from `zoneinfo`.
"""

from __future__ import annotations

import calendar
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
MONTHS = [name.lower() for name in calendar.month_name[1:]]


def number(word: str, names: list[str], first: int) -> int:
    """What a word of a field stands for."""
    word = word.strip()
    if word.isdecimal():
        return int(word)
    return first + next(place for place, name in enumerate(names) if word in (name, name[:3]))


def listed(text: str, names: list[str], first: int, last: int, goes_round: bool) -> set[int]:
    """The numbers of `5`, `2-5`, `2-5/2`, `2/3`, `L` and `*` among `first` to `last`."""
    text = text.strip().lower()
    if text in ("*", "?"):
        return set(range(first, last + 1))
    if text == "l":
        return {last}
    base, slash, step_text = text.partition("/")
    # The scheduler reads one digit of a step, the last.
    step = int(step_text[-1]) if slash else 1
    if "-" in base:
        start_text, end_text = base.split("-")
        start = number(start_text, names, first)
        end = last if end_text.strip() == "l" else number(end_text, names, first)
    else:
        start = number(base, names, first)
        end = last if slash else start
    if start > last:
        return set()
    if start > end and goes_round:
        line = [*range(start, last + 1), *range(first, end + 1)]
    else:
        line = list(range(start, min(end, last) + 1))
    return set(line[::step])


@lru_cache(maxsize=None)
def days_of_month(year: int, month: int, weekdays: tuple[str, ...], monthdays: tuple[str, ...]) -> frozenset[int]:
    """The days of a month that both fields allow; a field without texts allows every day."""
    length = calendar.monthrange(year, month)[1]
    weekday_of = {day: calendar.weekday(year, month, day) for day in range(1, length + 1)}
    by_weekday: set[int] = set() if weekdays else set(weekday_of)
    for text in ",".join(weekdays).split(",") if weekdays else []:
        text = text.strip().lower()
        if "#" in text:
            name, place = text.split("#")
            alike = [day for day, weekday in weekday_of.items() if weekday == number(name, DAYS, 0)]
            by_weekday |= set(alike[int(place) - 1 : int(place)])
        elif text.endswith("l") and text != "l":
            by_weekday.add(max(day for day, weekday in weekday_of.items() if weekday == number(text[:-1], DAYS, 0)))
        else:
            wanted = listed(text, DAYS, 0, 6, goes_round=True)
            by_weekday |= {day for day, weekday in weekday_of.items() if weekday in wanted}
    by_monthday: set[int] = set() if monthdays else set(weekday_of)
    for text in ",".join(monthdays).split(",") if monthdays else []:
        text = text.strip().lower()
        if text.endswith("w"):
            target = int(text[:-1])
            working = [day for day, weekday in weekday_of.items() if weekday < 5]
            by_monthday.add(min(working, key=lambda day: (abs(day - target), day)))
        else:
            by_monthday |= listed(text, [], 1, length, goes_round=False)
    return frozenset(by_weekday & by_monthday)


def texts(value: Any) -> tuple[str, ...]:
    """The texts of a field."""
    return tuple(value or ())


def period_state(period: dict[str, Any], wall: datetime) -> str:
    """What one period says at a time on the wall."""
    months = texts(period.get("months"))
    allowed: set[int] = set() if months else set(range(1, 13))
    for text in ",".join(months).split(",") if months else []:
        allowed |= listed(text, MONTHS, 1, 12, goes_round=True)
    days = days_of_month(wall.year, wall.month, texts(period.get("weekdays")), texts(period.get("monthdays")))
    if wall.month not in allowed or wall.day not in days:
        return "stopped"
    clock, begin, end = wall.strftime("%H:%M"), period.get("begintime"), period.get("endtime")
    if begin is None and end is None:
        return "running"
    if begin is None:
        return "stopped" if clock >= end else "any"
    if end is None:
        return "running" if clock >= begin else "any"
    return "running" if begin <= clock < end else "stopped"


def decide(question: dict[str, Any], at: datetime) -> tuple[str, str | None, str | None]:
    """State, type and period that a question's schedule asks for at an instant."""
    schedule = question["schedule"]
    if override := schedule.get("override_status"):
        return override.lower(), None, "override_status"
    periods = {period["name"]: period for period in question["periods"]}
    wall = at.astimezone(ZoneInfo(schedule.get("timezone") or "UTC")).replace(tzinfo=None)

    def plain(wall: datetime) -> tuple[str, str | None, str | None]:
        running, states = [], set()
        for entry in schedule["periods"]:
            name, _, kind = entry.partition("@")
            state = period_state(periods[name], wall)
            states.add(state)
            if state == "running":
                running.append((periods[name].get("begintime") or "", kind or None, name))
        if running:
            latest = max(begin for begin, _, _ in running)
            return "running", *next((kind, name) for begin, kind, name in running if begin == latest)
        return ("any" if "any" in states else "stopped"), None, None

    now = plain(wall)
    if now[0] == "stopped" and len(schedule["periods"]) > 1:
        before, after = plain(wall - timedelta(minutes=1)), plain(wall + timedelta(minutes=1))
        if before[0] == after[0] == "running":
            return after
    return now


def next_change(question: dict[str, Any], at: datetime, days: int) -> tuple[datetime, str] | None:
    """The first minute within so many days at which the state is another, found by counting minutes."""
    current = decide(question, at)[0]
    minute = at.replace(second=0)
    for _ in range(days * 1440):
        minute += timedelta(minutes=1)
        if (state := decide(question, minute)[0]) != current:
            return minute, state
    return None


def instant(text: str) -> datetime:
    """An ISO 8601 text as an instant."""
    return datetime.fromisoformat(text.replace("Z", "+00:00")).astimezone(UTC)
