extension BadFile {
    /// Keys that nothing reads, that stand twice, or that are missing.
    static let keys: [BadFile] = [
        .part(
            "unknown key with a near word", "acounts: {}",
            #"1:1: warning: unknown key "acounts" is ignored (did you mean "accounts"?)"#),
        .part(
            "unknown key in other case", "Listen: 127.0.0.1:1",
            #"1:1: warning: unknown key "Listen" is ignored (did you mean "listen"?)"#),
        .part(
            "unknown key with a dash", "kinds-dir: kinds.d",
            #"1:1: warning: unknown key "kinds-dir" is ignored (did you mean "kinds_dir"?)"#),
        .part(
            "key of a fork", "stormpath:\n  id: abc\n  secret: hunter2",
            #"1:1: warning: unknown key "stormpath" is ignored"#),
        .part(
            "more keys of a fork",
            "sgaudit: { cache_timeout: 600 }\nadmin: { username: admin, password: hunter2 }\njobs: { enabled: False }",
            #"1:1: warning: unknown key "sgaudit" is ignored"#, #"2:1: warning: unknown key "admin" is ignored"#,
            #"3:1: warning: unknown key "jobs" is ignored"#),
        .part("merge key", "<<: {}", #"1:1: warning: unknown key "<<" is ignored"#),
        .part("empty key", "'': 1", #"1:1: warning: unknown key "" is ignored"#),
        .part(
            "forged line in a key", "\"a\\nconfig.yaml:1:1: error\": 1",
            #"1:1: warning: unknown key "a\u{a}config.yaml:1:1: error" is ignored"#),
        .part(
            "long key", "\(String(repeating: "long ", count: 40)): 1",
            #"1:1: warning: unknown key "long long long long long long long long long long long long long…" is ignored"#
        ),
        .part(
            "access key as a key", "AKIAIOSFODNN7EXAMPLE: 1",
            "1:1: warning: unknown key (20 characters, not shown) is ignored"),
        .part(
            "key twice", "listen: 127.0.0.1:1\nlisten: 127.0.0.1:2",
            #"2:1: error: "listen" stands here twice (first in line 1)"#),
        .part(
            "key three times", "listen: 127.0.0.1:1\nlisten: 127.0.0.1:2\nlisten: 127.0.0.1:3",
            #"2:1: error: "listen" stands here twice (first in line 1)"#,
            #"3:1: error: "listen" stands here twice (first in line 1)"#),
        .part(
            "key twice in flow", "route53: { account: prod, account: prod }",
            #"1:27: error: "account" stands here twice (first in line 1)"#),
        .part(
            "quoted and plain key", "refresh:\n  ec2: 60s\n  'ec2': 5m",
            #"3:3: error: "ec2" stands here twice (first in line 2)"#),
        .part(
            "key twice in an unknown block", "stormpath:\n  id: a\n  id: b",
            #"1:1: warning: unknown key "stormpath" is ignored"#,
            #"3:3: error: "id" stands here twice (first in line 2)"#),
        .part(
            "misspelled key in an account", "accounts:\n  prod:\n    role_anr: x",
            #"3:5: warning: unknown key "role_anr" is ignored (did you mean "role_arn"?)"#),
        .part(
            "secret under a misspelled key", "accounts:\n  prod:\n    aws_secret_acces_key: hunter2",
            #"3:5: warning: unknown key "aws_secret_acces_key" is ignored (did you mean "aws_secret_access_key"?)"#),
        .part(
            "misspelled key in route53", "route53:\n  account: prod\n  zoneid: Z1",
            #"3:3: warning: unknown key "zoneid" is ignored (did you mean "zone_id"?)"#),
        .part(
            "misspelled key in a rule", "environments:\n  - tag: [env]",
            "2:5: error: a rule of environments needs tags, stack or name",
            #"2:5: warning: unknown key "tag" is ignored (did you mean "tags"?)"#),
        .whole("accounts missing", "regions: [eu-west-1]\n", "1:1: error: accounts is missing: name at least one"),
        .whole(
            "accounts empty", "accounts:\nregions: [eu-west-1]\n", "1:1: error: accounts is missing: name at least one"),
        .whole(
            "accounts without an account", "accounts: {}\nregions: [eu-west-1]\n",
            "1:1: error: accounts names no account"),
        .whole(
            "regions missing", "accounts: { prod: { profile: p } }\n",
            "1:1: error: regions is missing: name some, such as ['eu-west-1'] or ['*']"),
        .whole(
            "regions missing for one", "accounts:\n  a: { profile: a, regions: [eu-west-1] }\n  b: { profile: b }\n",
            "1:1: error: regions is missing: name some, such as ['eu-west-1'] or ['*']"),
        .whole(
            "regions empty", "accounts: { prod: { profile: p } }\nregions:\n",
            "2:1: error: regions is missing: name some, such as ['eu-west-1'] or ['*']"),
        .whole(
            "everything at once",
            """
            acounts: {}
            accounts:
              a/b: { profile: p }
              prod: { account_id: 123 }
            regions: [eu-west-9, eu-west-1]
            aws: { compute: [ec3] }
            default_account: prd
            listen: 5000

            """, #"1:1: warning: unknown key "acounts" is ignored (did you mean "accounts"?)"#,
            #"3:3: error: the account name "a/b" has a slash, which separates the parts of a URL"#,
            "4:23: error: account_id must have 12 digits",
            #"5:11: error: unknown region "eu-west-9" (did you mean "eu-west-1"?)"#,
            #"6:18: warning: unknown menu entry "ec3" is left out (did you mean "ec2"?)"#,
            #"7:18: error: unknown account "prd" (did you mean "prod"?)"#,
            #"8:9: error: listen must be host:port, with a port up to 65535 (did you mean "127.0.0.1:5000"?)"#),
    ]
}
