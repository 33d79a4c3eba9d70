#!/usr/bin/env python3
"""A page that asks AWS each time it is opened, as the first elastatus did: Flask and boto3, with warm clients.

    .build/peers/venv/bin/python bench/peers/live.py --endpoint http://127.0.0.1:5556
"""

from __future__ import annotations

import argparse
import logging
import socket

import boto3
import flask
from werkzeug.serving import make_server

PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>EC2</title></head><body><h1>EC2 instances</h1>
<table><thead><tr><th>Name</th><th>Id</th><th>State</th><th>Type</th><th>Zone</th><th>Private</th><th>Public</th><th>Launched</th></tr></thead>
<tbody>{% for i in instances %}<tr><td>{{ i.name }}</td><td>{{ i.InstanceId }}</td><td>{{ i.State.Name }}</td><td>{{ i.InstanceType }}</td>
<td>{{ i.Placement.AvailabilityZone }}</td><td>{{ i.PrivateIpAddress }}</td><td>{{ i.PublicIpAddress }}</td><td>{{ i.LaunchTime }}</td></tr>
{% endfor %}</tbody></table></body></html>"""


def application(endpoint: str) -> flask.Flask:
    """One page."""
    app = flask.Flask("live")
    client = boto3.client(
        "ec2", region_name="us-east-1", endpoint_url=endpoint, aws_access_key_id="AKIA123456789012", aws_secret_access_key="secret"
    )
    template = app.jinja_env.from_string(PAGE)

    @app.get("/ec2")
    def page() -> str:
        instances = []
        for answer in client.get_paginator("describe_instances").paginate():
            for reservation in answer["Reservations"]:
                for instance in reservation["Instances"]:
                    name = next((tag["Value"] for tag in instance.get("Tags", []) if tag["Key"] == "Name"), "")
                    instances.append({**instance, "name": name})
        return template.render(instances=sorted(instances, key=lambda instance: instance["name"]))

    return app


def main() -> None:
    """Serves until it is ended."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--endpoint", required=True)
    options = parser.parse_args()
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = make_server("127.0.0.1", 0, application(options.endpoint), threaded=True)
    server.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    print(server.server_port, flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
