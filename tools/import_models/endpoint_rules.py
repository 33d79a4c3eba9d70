"""A service's endpoint rules, without what nobody evaluates.

The words are Smithy's own. Left out are documentation, what is empty, and the type of a rule: a rule with `rules` is a
tree, one with `endpoint` an endpoint, one with `error` an error.
"""

from .source import Source
from .text import line

# What elastatus can evaluate (Sources/AWS/EndpointRules).
FUNCTIONS = {
    "aws.isVirtualHostableS3Bucket", "aws.parseArn", "aws.partition", "booleanEquals", "getAttr", "isSet",
    "isValidHostLabel", "not", "parseURL", "stringEquals", "substring", "uriEncode",
}  # fmt: skip


def endpoint_rules(source: Source, service: str) -> str:
    """The text of models/endpoints/<service>.json, one parameter or rule a line."""
    given = source.endpoint_rules(service)
    if unknown := functions(given["rules"]) - FUNCTIONS:
        raise SystemExit(f"{service}: its endpoint rules use {', '.join(sorted(unknown))}")
    parameters = ",\n".join(
        f"{line(name)}:{line({key: body[key] for key in ('builtIn', 'type', 'default') if key in body})}"
        for name, body in given["parameters"].items()
    )
    rules = ",\n".join(map(rule, given["rules"]))
    return f'{{\n"source":{line(f"botocore {source.version}")},\n"parameters":{{\n{parameters}\n}},\n"rules":[\n{rules}\n]\n}}\n'


def rule(given: dict) -> str:
    kept = {"conditions": given["conditions"]} if given.get("conditions") else {}
    if "rules" in given:
        head = f"{line(kept)[:-1]}," if kept else "{"
        return f'{head}"rules":[\n' + ",\n".join(map(rule, given["rules"])) + "\n]}"
    if "error" in given:
        return line(kept | {"error": given["error"]})
    return line(kept | {"endpoint": {key: value for key, value in given["endpoint"].items() if value}})


def functions(given: object) -> set[str]:
    """The functions that are called somewhere in `given`."""
    if isinstance(given, list):
        return set().union(*map(functions, given))
    if isinstance(given, dict):
        own = {given["fn"]} if "fn" in given else set()
        return own.union(*map(functions, given.values()))
    return set()
