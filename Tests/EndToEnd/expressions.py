"""Makes up JMESPath expressions and documents, the same ones for the same seed.

What docs/jmespath.md lists as different on purpose is not made up: references (`&x`) stand only where functions take
them, `merge` gets objects after its first argument, texts are neither `nan` nor numbers beyond doubles.
"""

from __future__ import annotations

import json
import random
from typing import Any

NAMES = ["a", "b", "c", "Tags", "é", "x-y"]
TEXTS = ["", "a", "b", "prod", "10.0.0.1", "12", "-3.5", "grün", "😀", "a\nb", 'say "x"', "it's", "Ünï", "true"]
NUMBERS = [0, 1, -1, 2, 3, 10, 100, 0.5, -2.25, 1e3, 12345678901, 3.0]
#: How many arguments each function takes, by what they are: v value, n name of a list, & reference.
FUNCTIONS = {
    "abs": "v", "avg": "v", "ceil": "v", "contains": "vv", "ends_with": "vv", "floor": "v", "join": "vv", "keys": "v",
    "length": "v", "map": "&v", "max": "v", "max_by": "v&", "merge": "vo", "min": "v", "min_by": "v&", "not_null": "vv",
    "reverse": "v", "sort": "v", "sort_by": "v&", "starts_with": "vv", "sum": "v", "to_array": "v", "to_number": "v",
    "to_string": "v", "type": "v", "values": "v",
}  # fmt: skip


class Maker:
    """The source of cases."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def document(self, depth: int = 4) -> Any:
        """Any JSON value."""
        pick = self.random.random()
        if depth == 0 or pick < 0.25:
            return self.scalar()
        if pick < 0.65:
            names = self.random.sample(NAMES, self.random.randint(2, 6))
            return {name: self.document(depth - 1) for name in names}
        if pick < 0.8:
            # Lists of one sort are what functions want.
            sort = self.random.choice([NUMBERS, TEXTS])
            return [self.random.choice(sort) for _ in range(self.random.randint(0, 5))]
        if pick < 0.9:
            return [{"a": self.random.choice(NUMBERS), "b": self.random.choice(TEXTS), "c": self.document(1)} for _ in range(3)]
        return [self.document(depth - 1) for _ in range(self.random.randint(0, 4))]

    def scalar(self) -> Any:
        """A value that holds no other."""
        return self.random.choice([None, True, False, self.random.choice(NUMBERS), self.random.choice(TEXTS)])

    def name(self) -> str:
        """A member's name as expressions write it."""
        name = self.random.choice(NAMES)
        plain = name.isascii() and name.isalpha()
        return name if plain and self.random.random() < 0.9 else json.dumps(name)

    def literal(self) -> str:
        """A literal in one of its spellings."""
        if self.random.random() < 0.4:
            text = self.random.choice(TEXTS).replace("'", "\\'")
            return f"'{text}'"
        return "`" + json.dumps(self.document(1), ensure_ascii=self.random.random() < 0.5).replace("`", "\\`") + "`"

    def object_literal(self) -> str:
        """An object."""
        return "`" + json.dumps({name: self.scalar() for name in self.random.sample("abcd", 2)}).replace("`", "\\`") + "`"

    def call(self, depth: int) -> str:
        """A call of a function, with as many arguments as it takes."""
        name, takes = self.random.choice(list(FUNCTIONS.items()))
        made = {"v": self.expression, "&": lambda d: "&" + self.path(d), "o": lambda _: self.object_literal()}
        return f"{name}({', '.join(made[kind](depth - 1) for kind in takes)})"

    def wrong_call(self, depth: int) -> str:
        """A call of no function, or with too many arguments."""
        if self.random.random() < 0.5:
            return f"{self.random.choice(['nope', 'lenght', 'to_json'])}({self.expression(depth - 1)})"
        name = self.random.choice(["abs", "keys", "length", "join", "contains"])
        return f"{name}({', '.join('a' for _ in range(self.random.choice([3, 4])))})"

    def bracket(self, depth: int) -> str:
        """What stands in brackets behind something."""
        pick = self.random.randrange(5)
        if pick == 0:
            return f"[{self.random.randint(-3, 4)}]"
        if pick == 1:
            ends = [self.random.choice(["", str(self.random.randint(-4, 5))]) for _ in range(2)]
            step = self.random.choice(["", ":1", ":2", ":-1", ":-2", ":0", ":"])
            return f"[{ends[0]}:{ends[1]}{step}]"
        if pick == 2:
            return f"[?{self.condition(depth - 1)}]"
        return self.random.choice(["[]", "[*]"])

    def condition(self, depth: int) -> str:
        """What is true or false."""
        if depth <= 0 or self.random.random() < 0.6:
            operator = self.random.choice(["==", "!=", "<", "<=", ">", ">="])
            return f"{self.path(depth)} {operator} {self.random.choice([self.literal(), self.path(depth)])}"
        pick = self.random.randrange(3)
        if pick == 0:
            return f"!{self.path(depth - 1)}"
        operator = "&&" if pick == 1 else "||"
        return f"{self.condition(depth - 1)} {operator} {self.condition(depth - 1)}"

    def path(self, depth: int) -> str:
        """Names, brackets and projections in a row."""
        parts = [self.random.choice([self.name(), self.name(), "@"])]
        for _ in range(self.random.randint(0, 3)):
            pick = self.random.random()
            if pick < 0.45:
                parts.append("." + self.name())
            elif pick < 0.8:
                parts.append(self.bracket(depth))
            elif pick < 0.87:
                parts.append(".*")
            elif pick < 0.95 and depth > 0:
                parts.append("." + self.selection(depth))
        return "".join(parts)

    def selection(self, depth: int) -> str:
        """A multi-select."""
        if self.random.random() < 0.5:
            return "[" + ", ".join(self.expression(depth - 1) for _ in range(self.random.randint(1, 3))) + "]"
        members = [f"{self.name()}: {self.expression(depth - 1)}" for _ in range(self.random.randint(1, 3))]
        return "{" + ", ".join(members) + "}"

    def expression(self, depth: int = 3) -> str:
        """Any expression."""
        pick = self.random.random()
        if depth <= 0 or pick < 0.4:
            return self.path(depth)
        if pick < 0.6:
            return self.call(depth)
        if pick < 0.68:
            return self.literal()
        if pick < 0.76:
            return self.selection(depth)
        if pick < 0.84:
            return f"{self.expression(depth - 1)} | {self.expression(depth - 1)}"
        if pick < 0.92:
            return self.condition(depth)
        return f"({self.expression(depth - 1)}){self.bracket(depth)}"

    def broken(self) -> str:
        """An expression with one letter lost, doubled or put in."""
        text = self.expression()
        place = self.random.randrange(len(text) + 1)
        pick = self.random.randrange(3)
        if pick == 0:
            return text[:place] + text[place + 1 :]
        if pick == 1:
            return text[:place] + self.random.choice(".[](){}|!=<>,:*@'\"`#;") + text[place:]
        return text[:place] + text[place : place + 1] + text[place:]

    def case(self) -> tuple[str, Any]:
        """An expression and a document."""
        pick = self.random.random()
        if pick < 0.8:
            return self.expression(), self.document()
        if pick < 0.85:
            return self.wrong_call(2), self.document()
        return self.broken(), self.document()
