"""One thing that somebody does to the server, and what must come of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from serving.stage import Stage

#: What a case finds wrong, in words; nothing when all is well.
Judge = Callable[["Stage"], list[str]]


@dataclass(frozen=True)
class Case:
    """One case: which row of the fault matrix, what is done, and what was wrong with what came of it."""

    row: str
    name: str
    play: Judge
    #: Cases that stand alone because they take all of the server, or minutes.
    is_heavy: bool = False


@dataclass(frozen=True)
class Finding:
    """Something that was wrong."""

    case: Case
    what: str
    words: str
