extension BadFile {
    /// `refresh` and `environments`.
    static let rules: [BadFile] = [
        .part(
            "number as a duration", "refresh: { ec2: 60 }",
            #"1:17: error: refresh of "ec2" must be a duration such as 60s, 5m or 1h (did you mean "60s"?)"#),
        .part(
            "long unit", "refresh: { ec2: 5 minutes }",
            #"1:17: error: refresh of "ec2" must be a duration such as 60s, 5m or 1h (did you mean "5m"?)"#),
        .part(
            "unknown unit", "refresh: { ec2: 2d }",
            #"1:17: error: refresh of "ec2" must be a duration such as 60s, 5m or 1h (did you mean "48h"?)"#),
        .part(
            "two units", "refresh: { ec2: 1h30m }",
            #"1:17: error: refresh of "ec2" must be a duration such as 60s, 5m or 1h"#),
        .part(
            "negative duration", "refresh: { ec2: -5s }",
            #"1:17: error: refresh of "ec2" must be a duration such as 60s, 5m or 1h"#),
        .part(
            "fraction", "refresh: { ec2: 0.5h }",
            #"1:17: error: refresh of "ec2" must be a duration such as 60s, 5m or 1h"#),
        .part(
            "word as a duration", "refresh: { ec2: often }",
            #"1:17: error: refresh of "ec2" must be a duration such as 60s, 5m or 1h"#),
        .part("too short", "refresh: { ec2: 1s }", #"1:17: error: refresh of "ec2" must be between 5s and 168h"#),
        .part("too long", "refresh: { ec2: 169h }", #"1:17: error: refresh of "ec2" must be between 5s and 168h"#),
        .part(
            "far too long", "refresh: { ec2: 99999999999999999999s }",
            #"1:17: error: refresh of "ec2" must be a duration such as 60s, 5m or 1h"#),
        .part("duration empty", "refresh:\n  ec2:", #"2:7: error: refresh of "ec2" is empty"#),
        .part(
            "unknown kind", "refresh: { ec3: 60s }",
            #"1:12: warning: unknown key "ec3" is ignored (did you mean "ec2"?)"#),
        .part("refresh as text", "refresh: 60s", "1:10: error: refresh must be a mapping, not a single value"),
        .part(
            "timeout too long", "timeouts: { call: 11m }", "1:19: error: timeouts.call must be between 1s and 10m"),
        .part(
            "timeout without a unit", "timeouts: { connect: 5 }",
            #"1:22: error: timeouts.connect must be a duration such as 60s, 5m or 1h (did you mean "5s"?)"#),
        .part(
            "unknown timeout", "timeouts: { read: 5s }",
            #"1:13: warning: unknown key "read" is ignored"#),
        .part("timeouts as text", "timeouts: 5s", "1:11: error: timeouts must be a mapping, not a single value"),
        .part(
            "rules as a mapping", "environments: { tags: [env] }",
            "1:15: error: environments must be a list, not a mapping"),
        .part(
            "rule as text", "environments: [env]",
            "1:16: error: a rule of environments must be a mapping, not a single value"),
        .part(
            "rule without a test", "environments:\n  - environment: qa",
            "2:5: error: a rule of environments needs tags, stack or name"),
        .part(
            "rule with two tests", "environments:\n  - stack: a\n    name: b\n    environment: qa",
            "3:5: error: a rule of environments has only one of tags, stack and name"),
        .part(
            "stack without an environment", "environments:\n  - stack: ^live-",
            "2:5: error: a rule with stack needs environment: what its matches belong to"),
        .part(
            "tags with an environment", "environments:\n  - tags: [env]\n    environment: qa",
            "3:5: error: a rule with tags takes the environment from the tag: it names none"),
        .part(
            "tags as text", "environments:\n  - tags: env",
            #"2:11: error: tags must be a list, not a single value (did you mean "[env]"?)"#),
        .part("no tags", "environments:\n  - tags: []", "2:11: error: tags names no tag"),
        .part(
            "bad pattern", "environments:\n  - name: '(qa'\n    environment: qa",
            "2:11: error: name is not an RE2 pattern: missing )"),
        .part(
            "long pattern", "environments:\n  - name: \(String(repeating: "a", count: 1_001))\n    environment: qa",
            "2:11: error: name is longer than 1000 characters"),
        .part("pattern empty", "environments:\n  - name: ''\n    environment: qa", "2:11: error: name is empty"),
        .part(
            "environment of a rule empty", "environments:\n  - name: qa\n    environment:",
            "3:5: error: environment is empty"),
    ]
}
