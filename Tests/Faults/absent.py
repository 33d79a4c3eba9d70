"""The rows of the fault matrix that nothing can be played against yet, and the parts of rows that are played elsewhere. None of them counts as passed."""

from __future__ import annotations

#: What a row needs before it can be played.
NOT_APPLICABLE = {
    "F22 F23 F25 F27 F29 F30": "there is no store on disk: nothing is written that could tear, fill up, lock or be shared",
    "F44 F45 F46 F47 F49 F50 F54 F55 F56": "there is no login: no sessions, cookies, passwords, tokens or rights (what a refresh asks of its origin is in Tests/EndToEnd/test_proxy.py)",
    "F60 F61 F62 F63": "there is no SQL",
    "F71": "there is no database to upgrade; addresses of the first elastatus are in Tests/EndToEnd/test_original_config.py",
    "F75": "nothing is sent to anybody",
    "F66, secrets in compressed pages": "there is no login, so no page has a secret beside what it reflects",
    "F67, users": "there is no login, so all see the same",
    "F24, database": "there is no store on disk; the log is played",
}
#: What plays these instead.
ELSEWHERE = {
    "F18 F20 F21": "Tests/ConfigurationTests and Tests/EndToEnd/test_reload.py, in `make test`",
    "F43, parsers of XML, JSON, YAML, JMESPath, answers and filters": "`make fuzz`, ten minutes each; HTTP is played here",
    "F53 F57 F58 F59 F64 F72 F73 F74": "`make test`",
    "F69, races": "`make sanitize`, ThreadSanitizer over the Swift tests; the server under load is played here",
    "F70, half an hour": "nowhere yet; what is played here are the minutes of all other cases",
}


def words() -> str:
    """For the end of the report."""
    lines = ["not applicable yet, and counted nowhere:"]
    lines += [f"  {row}: {why}" for row, why in NOT_APPLICABLE.items()]
    lines += ["not played here, and counted nowhere:"]
    return "\n".join(lines + [f"  {row}: {where}" for row, where in ELSEWHERE.items()])
