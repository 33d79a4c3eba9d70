"""F12: rows that come twice, or move between pages while they are read."""

from __future__ import annotations

import random

from faulty.aws import ScriptedAWS
from faulty.case import Account, Case, works
from faulty.wire import KINDS, Call, Reply, Row, page_of, rows_of

#: The column that shows a row's size, and what one of it is worth.
SIZES = {"volume": ("size", 1 << 30), "group": ("desired", 1), "log-group": ("size", 1), "zone": ("records", 1), "function": ("memory", 1 << 20)}
ROWS = 12


def cases() -> list[Case]:
    """Fifty orders, each from its own seed."""
    return [_case(tuple(KINDS)[seed % len(KINDS)], seed) for seed in range(50)]


def _case(kind: str, seed: int) -> Case:
    chance = random.Random(seed)
    order = [*range(ROWS), *(chance.randrange(ROWS) for _ in range(chance.randint(1, 9)))]
    chance.shuffle(order)
    listed = [(number, chance.randint(9, 99)) for number in order]
    pages = chance.randint(2, 6)
    cuts = sorted(chance.sample(range(1, len(listed)), pages - 1))
    parts = [listed[start:end] for start, end in zip([0, *cuts], [*cuts, len(listed)])]
    case = Case("F12", f"{kind}, seed {seed}", kind)

    def script(aws: ScriptedAWS, call: Call) -> Reply:
        own = rows_of(call.account, kind, ROWS)
        rows = [Row(own[number].id, own[number].tags, size) for number, size in parts[call.page]]
        return Reply(200, page_of(kind, rows, f"p{call.page + 1}" if call.page + 1 < pages else None, call.account))

    def setup(aws: ScriptedAWS, account: Account) -> None:
        own = aws.contents[account.number, kind] = rows_of(account.number, kind, ROWS)
        changed = {}
        if kind in SIZES:
            column, unit = SIZES[kind]
            # Of what comes twice, the last counts.
            changed = {own[number].id: {column: size * unit} for number, size in listed}
        case.expects = (works(changed=changed),)

    case.script, case.setup, case.expects = script, setup, (works(),)
    return case
