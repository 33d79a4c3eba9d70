"""What the tests of this folder have in common: windows, pages, and what a browser must not do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlsplit

from playwright.sync_api import BrowserContext, Page

DESK = {"width": 1280, "height": 900}
PHONE = {"width": 360, "height": 800}
#: A cell that the company may not read.
DENIED = "/staging/eu-west-1/dynamodb"
DENIED_ACTION = "dynamodb:ListTables"
#: The pages of `places`.
PLACES = (
    "overview", "account", "region", "table", "merged", "everything", "filtered out", "empty", "denied", "detail", "odd detail",
    "security group", "stack", "template", "find", "find answers", "find nothing", "find way", "environments", "environment",
    "comparison", "matrix", "failing cells", "schedules", "404", "document", "accounts", "stacks", "addresses",
)


@dataclass
class Seen:
    """What a browser did besides showing pages, and must not have."""

    origin: str
    dialogs: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    #: Whether the page's own status says that it does not exist.
    may_be_missing: bool = False

    def watch(self, context: BrowserContext) -> None:
        """Notes everything that happens in a context."""
        context.on("dialog", self._dialog)
        context.on("console", lambda said: self.errors.append(said.text) if said.type in ("error", "warning") else None)
        context.on("weberror", lambda error: self.errors.append(str(error.error)))
        context.on("request", lambda request: self.requests.append(request.url))

    def _dialog(self, dialog: Any) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def check(self) -> None:
        """Fails when anything was asked elsewhere, ran that should not, or was refused by the policy."""
        assert self.dialogs == []
        strangers = [url for url in self.requests if url.split("/", 3)[:3] != self.origin.split("/")]
        assert strangers == []
        # Chromium says so in the console when a page's own status is an error: that is what a 404 is for.
        errors = [text for text in self.errors if not (self.may_be_missing and "status of 404" in text)]
        assert errors == []


Visit = Callable[..., Page]
Look = Callable[..., Page]


def path_of(row: dict[str, Any]) -> str:
    """The address of a row's page."""
    return "".join("/" + quote(row[part], safe="") for part in ("account", "region", "kind", "id"))


def query(page: Page) -> str:
    """The query of the address that a browser shows."""
    return urlsplit(page.url).query
