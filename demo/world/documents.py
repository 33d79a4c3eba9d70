"""XML, JSON and CBOR answers as trees: read, join, change, write."""

from __future__ import annotations

import json
import re
from typing import Any
from xml.etree import ElementTree

from world import cbor
from world.errors import Answer

Element = ElementTree.Element
_XMLNS = re.compile(rb'\sxmlns="([^"]*)"')


class Document:
    """The tree of one answer; `root` is an Element for XML, a dict for JSON and CBOR."""

    def __init__(self, body: bytes) -> None:
        self.namespace: str | None = None
        self.is_cbor = False
        self.root: Any
        if body.lstrip()[:1] == b"<":
            if found := _XMLNS.search(body):
                self.namespace = found.group(1).decode()
                body = _XMLNS.sub(b"", body, count=1)
            self.root = ElementTree.fromstring(body)
        elif body.lstrip()[:1] == b"{":
            self.root = json.loads(body)
        else:
            self.root = cbor.decode(body)
            self.is_cbor = True

    @property
    def is_xml(self) -> bool:
        """Whether the answer is XML (else JSON or CBOR)."""
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
        if self.is_cbor:
            return cbor.encode(self.root)
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
            _join_json(self.root, _timed(other.root) if self.is_cbor and not other.is_cbor else other.root)


def collections(result: Element) -> list[Element]:
    """The children of a result that are lists of structures."""
    return [child for child in result if len(child) and child.tag != "ResponseMetadata"]


def _join_xml(mine: Element, other: Element) -> None:
    for collection in collections(other):
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


def _timed(value: Any, name: str = "") -> Any:
    """JSON as CBOR has it: times are tagged there."""
    if isinstance(value, dict):
        return {key: _timed(item, key) for key, item in value.items()}
    if isinstance(value, list):
        return [_timed(item) for item in value]
    return cbor.Tagged(1, value) if isinstance(value, float) and name.endswith(("Time", "Timestamp")) else value


def changed(answer: Answer, document: Document) -> Answer:
    """`answer` with the document as its body."""
    return Answer(answer.status, document.encoded(), answer.headers)


def put(item: Element, name: str, value: str) -> None:
    """Sets the text of a member, which is made where it is missing."""
    found = item.find(name)
    if found is None:
        found = ElementTree.SubElement(item, name)
    found.text = value
