"""XML and JSON answers as trees: read, join, change, write."""

from __future__ import annotations

import json
import re
from typing import Any
from xml.etree import ElementTree

from world.errors import Answer

Element = ElementTree.Element
_XMLNS = re.compile(rb'\sxmlns="([^"]*)"')


class Document:
    """The tree of one answer; `root` is an Element for XML, a dict for JSON."""

    def __init__(self, body: bytes) -> None:
        self.namespace: str | None = None
        self.root: Any
        if body.lstrip()[:1] == b"<":
            if found := _XMLNS.search(body):
                self.namespace = found.group(1).decode()
                body = _XMLNS.sub(b"", body, count=1)
            self.root = ElementTree.fromstring(body)
        else:
            self.root = json.loads(body)

    @property
    def is_xml(self) -> bool:
        """Whether the answer is XML (else JSON)."""
        return isinstance(self.root, Element)

    @property
    def result(self) -> Any:
        """The part that holds the members: `…Result` of a query answer, else the whole."""
        if self.is_xml:
            for child in self.root:
                if child.tag.endswith("Result"):
                    return child
        return self.root

    def encoded(self) -> bytes:
        """The answer's bytes."""
        if not self.is_xml:
            return json.dumps(self.root, ensure_ascii=False).encode()
        if self.namespace:
            self.root.set("xmlns", self.namespace)
        return b'<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(self.root, encoding="utf-8")

    def join(self, other: Document) -> None:
        """Adds the listed items of `other` to the lists of this answer."""
        if self.is_xml:
            _join_xml(self.result, other.result)
        else:
            _join_json(self.root, other.root)

    def keep(self, path: str, value: str) -> None:
        """Drops the items of the first list whose member `path` is not `value`."""
        if self.is_xml:
            for collection in _collections(self.result):
                for item in [item for item in collection if item.findtext(path) != value]:
                    collection.remove(item)
        else:
            for key, items in self.root.items():
                if isinstance(items, list):
                    self.root[key] = [item for item in items if not isinstance(item, dict) or item.get(path) == value]


def _collections(result: Element) -> list[Element]:
    """The children of a result that are lists of structures."""
    return [child for child in result if len(child) and child.tag != "ResponseMetadata"]


def _join_xml(mine: Element, other: Element) -> None:
    for collection in _collections(other):
        target = mine.find(collection.tag)
        if target is None:
            mine.insert(0, collection)
        else:
            target.extend(list(collection))


def _join_json(mine: dict[str, Any], other: dict[str, Any]) -> None:
    for key, value in other.items():
        if isinstance(value, list):
            mine.setdefault(key, []).extend(value)
        else:
            mine.setdefault(key, value)


def changed(answer: Answer, document: Document) -> Answer:
    """`answer` with the document as its body."""
    return Answer(answer.status, document.encoded(), answer.headers)
