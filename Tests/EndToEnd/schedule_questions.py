"""Random questions about schedules: definitions as people write them, instants where calendars and clocks are odd."""

from __future__ import annotations

import json
import random
import subprocess
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from running import PATIENCE, ROOT, binary

#: Half-hour clocks, both hemispheres, and one that changes at midnight.
ZONES = ["Europe/London", "America/New_York", "Australia/Lord_Howe", "America/Santiago", "Pacific/Auckland"]
DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
LONG = ["January", "FEBRUARY", "Wednesday", "SUNDAY"]


class Maker:
    """Makes questions from one seed."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.changes = {zone: self._changes(zone) for zone in ZONES}

    @staticmethod
    def _changes(name: str) -> list[datetime]:
        """The hours, from 2024 to 2032, in which the clocks of a zone change."""
        zone = ZoneInfo(name)
        found, at = [], datetime(2024, 1, 1, tzinfo=UTC)
        while at.year < 2032:
            after = at + timedelta(hours=1)
            if at.astimezone(zone).utcoffset() != after.astimezone(zone).utcoffset():
                found.append(at)
            at = after
        return found

    def question(self) -> dict[str, Any]:
        """One question, whole in itself."""
        choose = self.random
        periods = [self._period(f"p{place}") for place in range(choose.randint(1, 4))]
        names = [period["name"] for period in periods]
        if choose.random() < 0.3:
            names = [f"{name}@{choose.choice(['m5.large', 't3.nano'])}" if choose.random() < 0.5 else name for name in names]
        zone = choose.choice([*ZONES, *ZONES, "UTC", "Asia/Kolkata", None])
        schedule = {"periods": names, "timezone": zone}
        if choose.random() < 0.05:
            schedule["override_status"] = choose.choice(["running", "stopped", "Running", None, ""])
        return {"periods": periods, "schedule": schedule, "at": self._instant(zone, periods)}

    def _period(self, name: str) -> dict[str, Any]:
        choose = self.random
        period: dict[str, Any] = {"name": name}
        if choose.random() < 0.8:
            period["begintime"] = self._clock()
        if choose.random() < 0.8:
            period["endtime"] = self._clock()
        if period.get("begintime", "") > period.get("endtime", "99"):
            period["begintime"], period["endtime"] = period["endtime"], period["begintime"]
        if choose.random() < 0.5:
            period["weekdays"] = self._some(self._weekdays)
        if choose.random() < 0.35:
            period["monthdays"] = self._some(self._monthdays)
        if choose.random() < 0.25:
            period["months"] = self._some(self._months)
        if len(period) == 1:
            period["weekdays"] = ["mon-fri"]
        return period

    def _some(self, make: Any) -> list[str]:
        return [make() for _ in range(self.random.choice([1, 1, 1, 2, 3]))]

    def _clock(self) -> str:
        choose = self.random
        if choose.random() < 0.6:
            # Close together, so that periods touch, overlap and lie around changes of the clocks.
            return choose.choice(["00:00", "00:01", "01:00", "01:30", "02:00", "02:01", "02:30", "03:00", "12:00", "12:01", "23:59"])
        return f"{choose.randint(0, 23):02}:{choose.randint(0, 59):02}"

    def _weekdays(self) -> str:
        choose = self.random
        day, other, number = choose.choice(DAYS), choose.choice(DAYS), choose.randint(0, 6)
        return choose.choice([
            day, f"{day}-{other}", f"{number}-{other}", f"{day}#{choose.randint(1, 5)}", f"{day}L", "L", "*", "?",
            f"{day}/{choose.randint(1, 7)}", f"{day}-{other}/{choose.randint(1, 4)}", f"{day},{other}", str(number),
            choose.choice(LONG[2:]), f" {day.upper()} - {other} ", f"{number}l", "mon-fri", "mon-fri",
        ])  # fmt: skip

    def _monthdays(self) -> str:
        choose = self.random
        low = choose.randint(1, 31)
        high = choose.randint(low, 31)
        return choose.choice([
            str(low), f"{low}-{high}", "L", f"{low}-L", f"{choose.randint(1, 28)}W", f"{choose.randint(1, 28)}w", "*",
            f"{low}/{choose.randint(1, 9)}", f"{low}-{high}/{choose.randint(1, 9)}", f"{low},{high}", "29-31", "28-L",
            # Instance Scheduler reads the last digit of a step.
            f"{low}/{choose.choice([11, 12, 15, 27])}",
        ])  # fmt: skip

    def _months(self) -> str:
        choose = self.random
        month, other = choose.choice(MONTHS), choose.choice(MONTHS)
        return choose.choice([
            month, f"{month}-{other}", f"{month}/{choose.randint(1, 9)}", f"{month}-{other}/{choose.randint(1, 5)}",
            str(choose.randint(1, 12)), f"{choose.randint(1, 12)}-{other}", "*", choose.choice(LONG[:2]), "feb", "nov-feb",
        ])  # fmt: skip

    def _instant(self, zone: str | None, periods: list[dict[str, Any]]) -> str:
        """An instant on a day of changing clocks, a leap day, the end of a month, at an edge of a period, or any."""
        choose = self.random
        lot = choose.random()
        at = datetime(2024, 1, 1, tzinfo=UTC) + timedelta(seconds=choose.randint(0, 8 * 366 * 86400))
        if lot < 0.3 and zone in self.changes:
            at = choose.choice(self.changes[zone]) + timedelta(minutes=choose.randint(-240, 300), seconds=choose.choice([0, 0, 1, 59]))
        elif lot < 0.4:
            at = datetime(choose.choice([2024, 2028]), 2, 28, 12, tzinfo=UTC) + timedelta(minutes=choose.randint(0, 3000))
        elif lot < 0.5:
            at = datetime(at.year, at.month, 1, tzinfo=UTC) + timedelta(minutes=choose.randint(-1600, 1600))
        if choose.random() < 0.35:
            edges = [edge for period in periods for edge in (period.get("begintime"), period.get("endtime")) if edge]
            if edges:
                hour, minute = choose.choice(edges).split(":")
                wall = at.astimezone(ZoneInfo(zone or "UTC")).replace(
                    hour=int(hour), minute=int(minute), second=choose.choice([0, 0, 1, 30, 59]), fold=choose.choice([0, 1]))
                at = wall.astimezone(UTC) + timedelta(minutes=choose.choice([-1, 0, 0, 0, 1]))
        return at.strftime("%Y-%m-%dT%H:%M:%SZ")


def answers(lines: list[str]) -> list[dict[str, Any]]:
    """What the program answers to lines of questions."""
    asked = subprocess.run(
        [str(binary()), "schedules", "eval"],
        input="\n".join(lines) + "\n", capture_output=True, text=True, timeout=5 * PATIENCE, cwd=ROOT, check=True,
    )  # fmt: skip
    return [json.loads(line) for line in asked.stdout.splitlines()]
