"""Small changes to single items of answers: what moto cannot be told to say.

An edit is a JSON object: `account`, `region`, `service`, `operation`, `item` (the text of a member of the item, its id
usually), `member` (the path of that member, such as `Target/Id`; any direct one by default, and always so in JSON
answers) and `set` (paths within the item such as `instanceState/name`, and their new values; in JSON answers a value
may be of any type).
"""

from __future__ import annotations

import threading
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any
from xml.etree import ElementTree

from world.calls import Call
from world.documents import Document, Element, changed
from world.errors import Answer


@dataclass
class Edit:
    """A change to one item wherever it stands in an operation's answers."""

    account: str
    region: str
    service: str
    operation: str
    item: str
    member: str = "*"
    set: dict[str, Any] = field(default_factory=dict)


class Edits:
    """The edits in force, by cell and operation. Safe to use from the server's threads."""

    def __init__(self) -> None:
        self._edits: dict[tuple[str, str, str, str], list[Edit]] = defaultdict(list)
        self._lock = threading.Lock()

    def add(self, edits: list[dict[str, Any]]) -> None:
        """Adds edits; of the same path the last one wins. Raises TypeError for a bad one, and then adds none."""
        made = [Edit(**edit) for edit in edits]
        with self._lock:
            for edit in made:
                self._edits[edit.account, edit.region, edit.service, edit.operation].append(edit)

    def clear(self) -> None:
        """Forgets all edits."""
        with self._lock:
            self._edits.clear()

    def applied(self, call: Call, answer: Answer) -> Answer:
        """`answer` with the edits for its cell and operation."""
        with self._lock:
            edits = list(self._edits.get((call.account, call.region, call.service, call.operation), []))
        if not edits or answer.status != 200:
            return answer
        document = Document(answer.body)
        for edit in edits:
            (_edit_xml if document.is_xml else _edit_json)(document.root, edit)
        return changed(answer, document)


def _edit_xml(root: Element, edit: Edit) -> None:
    for item in list(root.iter()):
        if any(found.text == edit.item and not len(found) for found in item.iterfind(edit.member)):
            for path, value in edit.set.items():
                _set_xml(item, path, str(value))


def _set_xml(item: Element, path: str, value: str) -> None:
    """Sets the text at a path, making the elements that are not there."""
    for name in path.split("/"):
        found = item.find(name)
        item = ElementTree.SubElement(item, name) if found is None else found
    item.text = value


def _edit_json(node: Any, edit: Edit) -> None:
    if isinstance(node, list):
        for element in node:
            _edit_json(element, edit)
    elif isinstance(node, dict):
        if edit.item in node.values():
            for path, value in edit.set.items():
                _set_json(node, path, value)
        for value in list(node.values()):
            _edit_json(value, edit)


def _set_json(node: dict[str, Any], path: str, value: Any) -> None:
    *parents, last = path.split("/")
    for name in parents:
        node = node.setdefault(name, {})
    node[last] = value
