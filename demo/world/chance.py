"""Made-up ids that depend on the cell alone: the same in every run, in whatever order cells are filled."""

from __future__ import annotations

import random
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from world.calls import Call

_current = threading.local()


class _ByCell(random.Random):
    """A generator that hands on to the one of the call at hand, in whatever thread it is answered."""

    def random(self) -> float:
        """The next number of the call's cell."""
        return _generator().random()

    def getrandbits(self, k: int, /) -> int:
        """The next bits of the call's cell."""
        return _generator().getrandbits(k)


class Chance:
    """One generator for each account, region and service."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._generators: dict[tuple[str, str, str], random.Random] = {}
        self._lock = threading.Lock()
        _take_over()

    @contextmanager
    def of(self, call: Call) -> Iterator[None]:
        """While this lasts, moto makes up ids for `call`'s cell in this thread."""
        key = (call.account, call.region, call.service)
        with self._lock:
            _current.generator = self._generators.setdefault(key, random.Random(f"{self._seed}/{'/'.join(key)}"))
        try:
            yield
        finally:
            _current.generator = None


def _generator() -> random.Random:
    return getattr(_current, "generator", None) or _fallback


def _take_over() -> None:
    """Makes moto's one generator hand on to ours; moto's modules all hold that same object."""
    from moto.moto_api._internal import mock_random

    kind = type(mock_random)
    if not issubclass(kind, _ByCell):
        mock_random.__class__ = type("MotoRandomByCell", (_ByCell, kind), {})


_fallback = random.Random(0)
