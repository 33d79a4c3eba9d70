"""Plays all cases of one stage: a good round, faults on, faults off; and says what was wrong."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from faulty.case import Case, Expect, Finding, judge, works
from faulty.stage import AGAIN, Cell, Stage

#: What a page says of a cell that is not fresh.
WORDS = {"denied": "denied", "error": "failed", "throttled": "throttled", "not-enabled": "not enabled", "held": "unconfirmed"}
#: How long one round may take, in seconds: a bound for failures.
PATIENCE = 240
#: The name under which what is wrong with healthy accounts is counted.
HEALTHY = Case("healthy", "healthy account", "")


@dataclass
class Outcome:
    """What came of a stage."""

    cases: list[Case] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    healthy_cells: int = 0
    leaks: list[str] = field(default_factory=list)
    peak_memory: int = 0
    #: What of the pages took the longest, and the twentieth part of them, in seconds.
    slowest: tuple[float, float] = (0, 0)
    seconds: dict[str, float] = field(default_factory=dict)


def mark(cell: dict[str, Any]) -> tuple[Any, ...]:
    """Changes when a cell is read."""
    error = cell["error"] or {}
    return (cell["fetched_at"], error.get("code"), error.get("since"), error.get("next_try"))


class Play:
    """One run of one stage."""

    def __init__(self, folder: Path, server: str, cases: list[Case], env: dict[str, str] | None = None) -> None:
        self.stage = Stage(folder, server, cases, env)
        self.outcome = Outcome(cases)
        self.places: dict[Cell, Case] = {}
        for account in self.stage.accounts:
            for case in account.case:
                self.places[account.name, case.cell_region, case.kind] = case
        self.suffering = {account.name for account in self.stage.accounts if any(case.alone for case in account.case)}
        self.owners = {account.name: account for account in self.stage.accounts}

    def run(self) -> Outcome:
        """Plays it to its end."""
        try:
            self._timed("good round", self._begin)
            scans = max((len(case.expects) for case in self.outcome.cases), default=0)
            for scan in range(scans):
                self._timed(f"faults, scan {scan + 1}", lambda scan=scan: self._strike(scan))
            self._timed("recovery", self._heal)
            self.outcome.leaks = self.stage.leaks()
            self.outcome.peak_memory = self.stage.peak_memory()
            times = sorted(self.stage.seconds)
            self.outcome.slowest = (times[-1], times[len(times) * 19 // 20])
        except OSError as failure:
            self._crash(f"{failure}")
        finally:
            died = self.stage.child.poll()
            code = self.stage.end()
            if died is not None or code != 0:
                self._crash(f"exit code {code if died is None else died}")
        return self.outcome

    def _crash(self, words: str) -> None:
        tail = self.stage.log.read_text(errors="replace")[-1500:]
        self.outcome.findings.append(Finding(HEALTHY, "crash", f"{words}\n{tail}"))

    def _timed(self, name: str, work: Any) -> None:
        began = time.monotonic()
        work()
        self.outcome.seconds[name] = round(time.monotonic() - began, 1)

    def _add(self, case: Case, what: str, words: str) -> None:
        self.outcome.findings.append(Finding(case, what, words))

    def _begin(self) -> None:
        cells = set(self.stage.cells())
        late = self.stage.wait(lambda cell: cell["status"] not in ("never", "refreshing"), cells, PATIENCE)
        cells_now = self.stage.cells()
        self.before = self.stage.rows()
        self.cells = cells
        for cell in cells_now:
            case = self.places.get(cell, HEALTHY)
            suffers = cell[0] in self.suffering and any(one.never_good for one in self.owners[cell[0]].case)
            if not case.never_good and not suffers and (cell in late or cells_now[cell]["status"] != "fresh"):
                self._add(case, "wrong", f"not fresh before the faults: {cells_now[cell]}")
        self.healthy = [cell for cell in cells if cell not in self.places and cell[0] not in self.suffering]
        self.outcome.healthy_cells = len(self.healthy)

    def _strike(self, scan: int) -> None:
        stage = self.stage
        marks = {cell: mark(found) for cell, found in stage.cells().items()}
        wanted = {cell for cell, case in self.places.items() if scan < len(case.expects)}
        if scan == 0:
            stage.aws.switch(True)
            stage.proxy.switch(True)
            for (name, _, _), case in self.places.items():
                if case.strike:
                    case.strike(stage, self.owners[name])
            wanted |= set(self.healthy)
        stage.aws.scan = scan + 1
        stage.aws.hits.clear()
        # A cell whose credentials are refused is asked of STS, not of its service: it was read when its error is new.
        hits: dict[Cell, int] = {}

        def count(ended: set[Cell]) -> None:
            # At once: a cell that failed is read again by itself after a minute.
            for cell in ended:
                hits[cell] = stage.aws.hits[self.owners[cell[0]].number, stage.kinds[cell[2]].operation]

        time.sleep(AGAIN)
        late = stage.wait(lambda cell: mark(cell) != marks[cell["account"], cell["region"], cell["kind"]], wanted, PATIENCE, True, count)
        cells, rows = stage.cells(), stage.rows()
        for cell in sorted(wanted):
            case = self.places.get(cell, HEALTHY)
            if cell in late:
                self._add(case, "wrong", f"was not read again: {cells[cell]}")
                continue
            expect = case.expects[scan] if case is not HEALTHY else works()
            self.outcome.findings += judge(case, expect, cells[cell], self.before.get(cell, {}), rows.get(cell, {}), hits[cell])
            if case is not HEALTHY:
                self._check_page(cell, case)

    def _check_page(self, cell: Cell, case: Case) -> None:
        path = "/" + "/".join(cell)
        # Between two looks a cell may have been read once more: both must show it in the same state.
        for _ in range(5):
            twin, page, again = self.stage.get(path + ".json"), self.stage.get(path), self.stage.get(path + ".json")
            if (twin.status, page.status) != (200, 200):
                self._add(case, "wrong", f"{path} answers {twin.status} and {page.status}")
                return
            found = twin.json["cells"][0]
            if mark(found) == mark(again.json["cells"][0]):
                break
        is_whole = found["status"] == "fresh" and not found["error"] and not found.get("unread_parents")
        if twin.json["complete"] != is_whole:
            self._add(case, "hidden" if not is_whole else "wrong", f"{path}.json says complete: {twin.json['complete']} while {found['status']}")
        word = WORDS.get(found["status"])
        if word and word not in page.text.lower():
            self._add(case, "hidden", f"{path} does not say {word!r}")
        plain = next((name for name in sorted(row["id"] for row in twin.json["rows"]) if re.fullmatch(r"[\w-]+", name)), "")
        if plain not in page.text:
            self._add(case, "lost", f"{path} does not show {plain}")

    def _heal(self) -> None:
        stage = self.stage
        marks = {cell: mark(found) for cell, found in stage.cells().items()}
        stage.aws.switch(False)
        stage.proxy.switch(False)
        for (name, _, _), case in self.places.items():
            if case.heal:
                case.heal(stage, self.owners[name])
        wanted = {cell for cell, case in self.places.items() if not case.never_good or case.heal} | set(self.healthy)
        stage.aws.scan = 0

        def is_well(cell: dict[str, Any]) -> bool:
            return cell["status"] == "fresh" and not cell["error"] and mark(cell) != marks[cell["account"], cell["region"], cell["kind"]]

        time.sleep(AGAIN)
        late = stage.wait(is_well, wanted, PATIENCE, again=True)
        cells, rows = stage.cells(), stage.rows()
        for cell in sorted(wanted):
            case = self.places.get(cell, HEALTHY)
            if cell in late:
                self._add(case, "wrong", f"does not recover: {cells[cell]}")
            elif case.never_good:
                continue
            else:
                self.outcome.findings += [
                    Finding(one.case, one.what, f"after the faults: {one.words}")
                    for one in judge(case, Expect(frozenset({"fresh"})), cells[cell], self.before.get(cell, {}), rows.get(cell, {}), 0)
                ]
