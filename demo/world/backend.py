"""moto's server as a function from a request to an answer, in this process."""

from __future__ import annotations

import io
import os
import threading
from typing import Any

from world.errors import Answer

# Read by moto when it is imported: no public images (they would show as own snapshots).
os.environ.setdefault("MOTO_EC2_LOAD_DEFAULT_AMIS", "false")

#: Headers of moto's answers that are the server's own business here.
_DROPPED = {"connection", "content-length", "date", "server", "transfer-encoding"}


class Backend:
    """All of moto. Its state is one per process, not per instance."""

    def __init__(self) -> None:
        from moto.server import DomainDispatcherApplication, create_backend_app

        self._application = DomainDispatcherApplication(create_backend_app)

    def ask(self, environ: dict[str, Any], body: bytes) -> Answer:
        """moto's answer to a request."""
        started: list[tuple[str, list[tuple[str, str]]]] = []

        def start_response(status: str, headers: list[tuple[str, str]], _: object = None) -> None:
            started.append((status, headers))

        request = environ | {"wsgi.input": io.BytesIO(body), "CONTENT_LENGTH": str(len(body))}
        chunks = self._application(request, start_response)
        try:
            content = b"".join(chunks)
        finally:
            getattr(chunks, "close", lambda: None)()
        status, headers = started[-1]
        return Answer(
            int(status.split(" ", 1)[0]),
            content,
            {name: value for name, value in headers if name.lower() not in _DROPPED},
        )

    def warm(self, services: list[str]) -> threading.Thread:
        """Imports the backends of services ahead of their first call."""

        def load() -> None:
            from moto.backends import get_backend

            for service in services:
                get_backend(service)  # type: ignore[arg-type]

        thread = threading.Thread(target=load, daemon=True)
        thread.start()
        return thread
