"""F7: throttled, by fourteen codes in five protocols, by statuses alone, and with advice on when to come back."""

from __future__ import annotations

from faulty.aws import ScriptedAWS
from faulty.case import Case, Expect, fails, works
from faulty.wire import KINDS, Call, Reply, error

CODES = (
    "Throttling", "ThrottlingException", "ThrottledException", "RequestThrottledException", "TooManyRequestsException",
    "ProvisionedThroughputExceededException", "TransactionInProgressException", "RequestLimitExceeded", "BandwidthLimitExceeded",
    "LimitExceededException", "RequestThrottled", "SlowDown", "PriorRequestNotComplete", "EC2ThrottledException",
)
#: One kind for each protocol; the last two statuses are those of older services.
ONE_EACH = ("volume", "group", "table", "zone", "function")
ADVICE = ("50", "1500", "-5", "soon", "1e3", "99999999999")


def cases() -> list[Case]:
    """Every code in every protocol; statuses; advice good and bad; throttling that passes within a scan."""
    made = []
    for kind in ONE_EACH:
        for number, code in enumerate(CODES):
            status = (400, 503, 429)[number % 3]
            made.append(Case("F7", f"{kind}, {code}", kind, _always(kind, status, code), (_throttled(kind),)))
    for kind in ("log-group", "volume"):
        for status, code in ((429, "throttled"), (509, "throttled"), (503, "service-error")):
            expect = fails("throttled" if code == "throttled" else "error", code, calls=_attempts(kind))
            made.append(Case("F7", f"{kind}, status {status} alone", kind, lambda aws, call, status=status: Reply(status), (expect,)))
    for number, advice in enumerate(ADVICE):
        kind = tuple(KINDS)[number]
        made.append(Case("F7", f"{kind}, come back in {advice}", kind, _always(kind, 400, "ThrottlingException", advice), (_throttled(kind),)))
        made.append(Case("F7", f"{kind}, twice and then no more, {advice}", kind, _twice(kind, advice), (works(calls=3),)))
    return made


def _attempts(kind: str) -> int:
    return 4 if KINDS[kind].service == "dynamodb" else 3


def _throttled(kind: str) -> Expect:
    return fails("throttled", "throttled", calls=_attempts(kind))


def _always(kind: str, status: int, code: str, advice: str | None = None):  # noqa: ANN202
    headers = {"x_amz_retry_after": advice} if advice else {}
    return lambda aws, call: error(kind, status, code, "Rate exceeded", **headers)


def _twice(kind: str, advice: str):  # noqa: ANN202
    def script(aws: ScriptedAWS, call: Call) -> Reply | None:
        return error(kind, 400, "ThrottlingException", "Rate exceeded", x_amz_retry_after=advice) if call.attempt <= 2 else None

    return script
