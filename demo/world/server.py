"""The simulated AWS as a server of its own: threads, keep-alive, loopback."""

from __future__ import annotations

import argparse
import logging
import signal
import sys
from pathlib import Path
from typing import Any

import yaml
from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from world import control
from world.application import World

#: Imported ahead of their first call: moto's slowest modules, and what every demo asks.
_WARM = ["ec2", "elb", "elbv2", "autoscaling", "rds", "cloudformation", "route53", "sqs", "sns", "dynamodb", "iam"]


class Handler(WSGIRequestHandler):
    """Answers with HTTP/1.1 on connections that stay open (werkzeug's own handler closes each)."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1

    def run_wsgi(self) -> None:
        """Answers one request."""
        if self.headers.get("Expect", "").strip().lower() == "100-continue":
            self.wfile.write(b"HTTP/1.1 100 Continue\r\n\r\n")
            self.wfile.flush()
        world: World = self.server.app  # type: ignore[assignment]
        answer = world.respond(self.make_environ())
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(answer.body)))
        if answer.cut_after is not None:
            self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.body[: answer.cut_after])
        self.wfile.flush()

    def log_request(self, *_: Any) -> None:
        """Calls are counted, not logged."""


def serve(world: World, host: str, port: int) -> BaseWSGIServer:
    """A listening server; its port is `.server_port`."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = make_server(host, port, world, threaded=True, request_handler=Handler)  # type: ignore[arg-type]
    server.daemon_threads = True  # type: ignore[attr-defined]
    return server


def main(arguments: list[str] | None = None) -> None:
    """Runs a world until a signal ends it."""
    parser = argparse.ArgumentParser(description="A simulated AWS: moto, and what moto lacks.")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
    parser.add_argument("--port", type=int, default=5555, help="port, 0 for any free one (default: %(default)s)")
    parser.add_argument("--print-port", action="store_true", help="print the port on a line of its own when ready")
    parser.add_argument("--settings", type=Path, help="YAML or JSON: faults, placements, edits, roles, keys")
    parser.add_argument("--seed", type=int, default=42, help="of the made-up ids (default: %(default)s)")
    options = parser.parse_args(arguments)

    world = World(options.seed)
    if options.settings:
        try:
            control.configure(world, yaml.safe_load(options.settings.read_text()) or {})
        except (OSError, TypeError, ValueError, yaml.YAMLError) as problem:
            parser.error(f"{options.settings}: {problem}")
    server = serve(world, options.host, options.port)
    world.backend.warm(_WARM)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: sys.exit(0))
    if options.print_port:
        print(server.server_port, flush=True)
    else:
        print(f"simulated AWS on http://{options.host}:{server.server_port}", file=sys.stderr, flush=True)
    server.serve_forever()
