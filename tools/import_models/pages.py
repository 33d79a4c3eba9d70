"""How an operation's pages follow each other, where botocore has no paginator for it."""

# What a token for the next page is called.
TOKENS = ("NextToken", "nextToken", "NextMarker", "nextMarker", "NextPageToken", "nextPageToken", "Marker", "marker", "position")
LIMITS = ("MaxResults", "maxResults", "MaxRecords", "MaxItems", "maxItems", "Limit", "limit", "PageSize", "pageSize")
LISTS = ("list", "map")


def derived_paginator(model: dict, operation: dict) -> dict | None:
    """A paginator in botocore's words; None for an operation whose members name no further page."""
    given, taken = _members(model, operation, "output"), _members(model, operation, "input")
    more = next((name for name in ("IsTruncated", "isTruncated") if _type(model, given.get(name)) == "boolean"), None)
    tokens = {token: name for token in given if (name := _asked_by(token, given, taken, more is not None))}
    results = _lists(model, given, tokens)
    if not tokens or not results:
        return None
    paginator: dict = {
        "derived": True,
        "input_token": _one_or_all([*tokens.values()]),
        "output_token": _one_or_all([*tokens]),
        "result_key": _one_or_all(results),
    }
    if more:
        paginator["more_results"] = more
    if limit := next((name for name in LIMITS if name in taken), None):
        paginator["limit_key"] = limit
    return paginator


def _asked_by(token: str, given: dict, taken: dict, says_more: bool) -> str | None:
    """The input member that takes what the output member `token` gives; None when that is no token."""
    if token in taken:
        # Beside `NextX`, an `X` repeats what was asked. A name, region or id does so, too: only markers go on.
        is_token = token in TOKENS or token.endswith("Marker")
        return token if is_token and not any(f"{word}{token}" in given for word in ("Next", "next")) else None
    if not token.startswith(("Next", "next")):
        return None
    rest = token[4:]
    # `NextX` of a stream leads on for ever; of a list that says when it ends, it does not.
    if not says_more and token not in TOKENS and not rest.endswith(("Token", "Marker")):
        return None
    return next((name for name in (rest, rest[:1].lower() + rest[1:], f"Start{rest}") if name in taken), None)


def _lists(model: dict, given: dict, tokens: dict[str, str]) -> list[str]:
    """The lists of an answer, or else those of its structures."""
    found = [name for name, body in given.items() if _type(model, body) in LISTS]
    if found:
        return found
    return [
        f"{name}.{inner}"
        for name, body in given.items()
        if name not in tokens and _type(model, body) == "structure"
        for inner, reference in model["shapes"][body["shape"]].get("members", {}).items()
        if _type(model, reference) in LISTS
    ]


def _members(model: dict, operation: dict, side: str) -> dict:
    return model["shapes"][operation[side]["shape"]].get("members", {}) if side in operation else {}


def _type(model: dict, reference: dict | None) -> str | None:
    return model["shapes"][reference["shape"]]["type"] if reference else None


def _one_or_all(names: list[str]) -> str | list[str]:
    return names[0] if len(names) == 1 else names
