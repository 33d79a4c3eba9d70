"""One service model, reduced to what the wire needs.

The words are botocore's own. A reference to a shape is the shape's name, or an object when the place adds facts; a
scalar shape without facts of its own is its type (`string`). An operation without `http` is a POST to `/`.
"""

from .pages import derived_paginator
from .rules import CREDENTIALS, Rules

# The protocols that elastatus speaks, best first.
PROTOCOLS = ("json", "rest-json", "rest-xml", "query", "ec2")

METADATA = (
    "serviceId", "apiVersion", "endpointPrefix", "globalEndpoint", "jsonVersion", "signingName", "targetPrefix", "xmlNamespace",
)
SCALARS = {
    "string", "character", "integer", "long", "float", "double", "boolean", "timestamp", "blob", "biginteger",
    "bigdecimal",
}
# Facts of a shape or of a place that refers to one.
TRAITS = (
    "contextParam", "document", "eventstream", "flattened", "hostLabel", "jsonvalue", "location", "locationName", "payload",
    "queryName", "timestampFormat", "union", "xmlAttribute", "xmlNamespace",
)
# Shapes of Route 53 whose values answers give with a path before them (`/hostedzone/Z1`) and requests take without.
LAST_SEGMENT = {"route53": {"ResourceId", "DelegationSetId", "ChangeId"}}
# Headers without which a service answers in another form.
HEADERS = {"apigateway": {"Accept": "application/json"}}


class Extraction:
    """What is kept of one service."""

    def __init__(self, service: str, model: dict, paginators: dict, version: str, rules: Rules, full: bool):
        self.service = service
        self.model = model
        self.rules = rules
        self.full = full
        self.shapes: dict[str, dict] = {}
        self.operations = {
            name: self._operation(name, body)
            for name, body in sorted(model["operations"].items())
            if full or rules.is_kept(service, name)
        }
        self.pagination = self._pagination(paginators)
        self.metadata = self._metadata(version)

    def sections(self) -> dict[str, dict]:
        return {
            "metadata": self.metadata,
            "operations": self.operations,
            "pagination": self.pagination,
            "shapes": dict(sorted(self.shapes.items())),
        }

    def _pagination(self, paginators: dict) -> dict[str, dict]:
        """By operation: botocore's own words, else derived ones, for a first page must never pass for the whole."""
        found = {}
        for name in self.operations:
            if name in paginators:
                found[name] = body_of(paginators[name])
            elif derived := derived_paginator(self.model, self.model["operations"][name]):
                found[name] = derived
        return found

    def _metadata(self, version: str) -> dict:
        given = self.model["metadata"]
        kept = {"service": self.service, "source": f"botocore {version}", "protocol": self._protocol()}
        kept |= {key: given[key] for key in METADATA if given.get(key)}
        if "awsQueryCompatible" in given:
            kept["awsQueryCompatible"] = True
        if self.service in HEADERS:
            kept["headers"] = HEADERS[self.service]
        return kept

    def _protocol(self) -> str:
        given = self.model["metadata"]
        offered = given.get("protocols") or [given["protocol"]]
        for protocol in PROTOCOLS:
            if protocol in offered:
                return protocol
        raise SystemExit(f"{self.service}: speaks only {', '.join(offered)}")

    def _operation(self, name: str, body: dict) -> dict:
        kept: dict = {}
        http = {key: body["http"][key] for key in ("method", "requestUri") if key in body["http"]}
        if self.service == "s3" and "requestUri" in http:
            # The endpoint rules put the bucket into the host or before the path.
            http["requestUri"] = http["requestUri"].replace("/{Bucket}", "", 1)
        if http != {"method": "POST", "requestUri": "/"}:
            kept["http"] = http
        if (self.service, name) in CREDENTIALS:
            kept["credentials"] = True
        if prefix := body.get("endpoint", {}).get("hostPrefix"):
            kept["endpoint"] = {"hostPrefix": prefix}
        if given := body.get("staticContextParams"):
            kept["staticContextParams"] = {key: value["value"] for key, value in given.items()}
        if "operationContextParams" in body and not self.full:
            raise SystemExit(f"{self.service}:{name}: where it goes depends on parts of members")
        for side in ("input", "output"):
            if side in body:
                kept[side] = self._reference(body[side], also=("resultWrapper",))
        return kept

    def _reference(self, given: dict, also: tuple[str, ...] = (), withheld: bool = False) -> str | dict:
        name = given["shape"]
        shape = self.model["shapes"][name]
        facts = {key: given[key] for key in (*TRAITS, *also) if key in given}
        if "contextParam" in facts:
            facts["contextParam"] = facts["contextParam"]["name"]
        if withheld:
            facts["withheld"] = True
        if name in LAST_SEGMENT.get(self.service, ()):
            facts["lastSegment"] = True
        if shape["type"] in SCALARS and not any(key in shape for key in TRAITS):
            name = shape["type"]
        else:
            self._keep(name)
        return {"shape": name, **facts} if facts else name

    def _keep(self, name: str) -> None:
        if name in self.shapes:
            return
        if name in SCALARS and self.model["shapes"][name]["type"] != name:
            raise SystemExit(f"{self.service}: shape {name} is not what it is called")
        given = self.model["shapes"][name]
        kept: dict = {"type": given["type"]}
        self.shapes[name] = kept  # before its members: shapes may hold themselves
        kept |= {key: given[key] for key in TRAITS if key in given}
        if given["type"] == "structure":
            if given.get("exception"):
                kept["exception"] = True
            if given.get("required") and (self.full or name in self._inputs()):
                kept["required"] = given["required"]
            kept["members"] = {
                member: self._reference(body, withheld=self._is_withheld(name, member))
                for member, body in given.get("members", {}).items()
            }
        for part in ("member", "key", "value"):
            if part in given:
                kept[part] = self._reference(given[part], withheld=self._is_withheld(name, part))

    def _is_withheld(self, shape: str, member: str) -> bool:
        return not self.full and f"{self.service}:{shape}.{member}" in self.rules.withheld

    def _inputs(self) -> set[str]:
        return {body["input"]["shape"] for body in self.model["operations"].values() if "input" in body}


def body_of(paginator: dict) -> dict:
    keys = ("input_token", "output_token", "result_key", "non_aggregate_keys", "limit_key", "more_results")
    return {key: paginator[key] for key in keys if key in paginator}
