"""F4: regions that are not enabled, services that are not there, and names that nobody knows."""

from __future__ import annotations

from faulty.aws import unknown_key
from faulty.case import Case, fails
from faulty.wire import KINDS, Call, error

REGIONAL = ("volume", "group", "table", "log-group", "function")


def cases() -> list[Case]:
    """What AWS says of each, and names that do not resolve."""
    # A call, and the question to STS whether the key is good elsewhere: nothing is hammered.
    disabled = fails("not-enabled", "region-disabled", calls=1)
    unsupported = fails("not-enabled", "unsupported", calls=1)
    made = [Case("F4", f"{kind}, region not enabled", kind, lambda aws, call: unknown_key(call), (disabled,)) for kind in REGIONAL]
    for kind, status, code, expect in (
        ("group", 403, "OptInRequired", unsupported), ("volume", 401, "OptInRequired", unsupported),
        ("table", 400, "SubscriptionRequiredException", unsupported), ("function", 403, "RegionDisabledException", disabled),
        ("log-group", 400, "UnknownOperationException", unsupported),
    ):
        made.append(Case("F4", f"{kind}, {code}", kind, _says(kind, status, code, "You are not subscribed to this service"), (expect,)))
    made.append(Case("F4", "group, not in this region", "group", _says("group", 400, "InvalidRequest", "The service is not supported in this region"), (unsupported,)))
    for kind in ("table", "zone", "function"):
        made.append(
            Case(
                "F4", f"{kind}, no such host", kind, None, (fails("error", "unreachable"),), alone=True, never_good=True, server="network",
                endpoint=f"https://{KINDS[kind].service}.nowhere.invalid",
            )
        )
    return made


def _says(kind: str, status: int, code: str, message: str):  # noqa: ANN202
    def script(aws, call: Call):  # noqa: ANN001, ANN202
        return error(kind, status, code, message)

    return script
