"""Writes models so that a diff shows what changed: one operation, paginator or shape a line."""

import json


def line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def by_lines(sections: dict[str, dict], one_line: frozenset[str] = frozenset({"metadata"})) -> str:
    """The object with the entries of each section on lines of their own."""
    parts = []
    for name, entries in sections.items():
        if name in one_line or not entries:
            parts.append(f"{line(name)}:{line(entries)}")
        else:
            body = ",\n".join(f"{line(key)}:{line(value)}" for key, value in entries.items())
            parts.append(f"{line(name)}:{{\n{body}\n}}")
    return "{\n" + ",\n".join(parts) + "\n}\n"
