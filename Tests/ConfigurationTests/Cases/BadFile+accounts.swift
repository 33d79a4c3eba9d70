extension BadFile {
    /// Account names, ids and the shape of an account.
    static let accounts: [BadFile] = [
        .part("accounts as a list", "accounts: [prod, dev]", "1:11: error: accounts must be a mapping, not a list"),
        .part("accounts as text", "accounts: prod", "1:11: error: accounts must be a mapping, not a single value"),
        .part(
            "an account as text", "accounts:\n  prod: AKIAIOSFODNN7EXAMPLE",
            "2:9: error: an account must be a mapping, not a single value"),
        .part(
            "an account as a list", "accounts:\n  prod: [a, b]", "2:9: error: an account must be a mapping, not a list"),
        .part(
            "account twice", "accounts:\n  prod: { profile: a }\n  prod: { profile: b }",
            #"3:3: error: "prod" stands here twice (first in line 2)"#),
        .part(
            "account twice, composed differently", "accounts:\n  \u{FC}: { profile: a }\n  u\u{308}: { profile: b }",
            #"3:3: error: "ü" stands here twice (first in line 2)"#
        ),
        .part(
            "reserved name", "accounts:\n  all: { profile: a }",
            #"2:3: error: the account name "all" is reserved: a page has that address"#),
        .part(
            "name of a lens", "accounts:\n  find: { profile: a }",
            #"2:3: error: the account name "find" is reserved: a page has that address"#),
        .part(
            "dash", "accounts:\n  '-': { profile: a }",
            #"2:3: error: the account name "-" is reserved: a page has that address"#),
        .part("dot", "accounts:\n  .: { profile: a }", #"2:3: error: the account name "." means a folder in a URL"#),
        .part(
            "two dots", "accounts:\n  ..: { profile: a }", #"2:3: error: the account name ".." means a folder in a URL"#
        ),
        .part(
            "comma", "accounts:\n  'a,b': { profile: a }",
            #"2:3: error: the account name "a,b" has a comma, which separates accounts in a URL"#),
        .part(
            "slash", "accounts:\n  a/b: { profile: a }",
            #"2:3: error: the account name "a/b" has a slash, which separates the parts of a URL"#),
        .part("no name", "accounts:\n  '': { profile: a }", #"2:3: error: the account name "" is empty"#),
        .part(
            "line break in a name", "accounts:\n  \"a\\nb\": { profile: a }",
            #"2:3: error: the account name "a\u{a}b" has control characters"#),
        .part(
            "direction mark in a name", "accounts:\n  \"a\\u202Eb\": { profile: a }",
            #"2:3: error: the account name "a\u{202e}b" has control characters"#),
        .part(
            "long name", "accounts:\n  \(String(repeating: "a-", count: 65)): { profile: a }",
            #"2:3: error: the account name "a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-…" is longer than 128 characters"#
        ),
        .part(
            "account id too short", "accounts:\n  prod:\n    profile: p\n    account_id: 12345670123",
            #"4:17: error: account_id must have 12 digits (did you mean "012345670123"?)"#),
        .part(
            "account id with dashes", "accounts:\n  prod:\n    profile: p\n    account_id: 1234-5678-9012",
            #"4:17: error: account_id must have 12 digits (did you mean "123456789012"?)"#),
        .part(
            "account id as a name", "accounts:\n  prod:\n    profile: p\n    account_id: production",
            "4:17: error: account_id must have 12 digits"),
        .part(
            "account id as a list", "accounts:\n  prod:\n    profile: p\n    account_id: [1]",
            "4:17: error: account_id must be a single value, not a list"),
        .part(
            "account id of another script", "accounts:\n  prod:\n    profile: p\n    account_id: ١٢٣٤٥٦٧٨٩٠١٢",
            "4:17: error: account_id must have 12 digits"),
        .part(
            "account id twice",
            "accounts:\n  a: { profile: a, account_id: 012345670123 }\n  b: { profile: b, account_id: '012345670123' }",
            #"3:32: warning: account_id is that of "a" too: everything in it is listed twice"#),
        .part(
            "account id not of the role",
            "accounts:\n  a:\n    role_arn: arn:aws:iam::222222222222:role/r\n    account_id: 111111111111",
            "4:17: error: account_id is 111111111111, but role_arn is of account 222222222222"),
        .part("group empty", "accounts:\n  prod:\n    profile: p\n    group:", "4:5: error: group is empty"),
        .part(
            "group as a mapping", "accounts:\n  prod:\n    profile: p\n    group: { a: b }",
            "4:12: error: group must be a single value, not a mapping"),
        .part(
            "environment empty", "accounts:\n  prod: { profile: p, environment: '' }",
            "2:23: error: environment is empty"),
        .part(
            "line break in a value", "accounts:\n  prod:\n    profile: |\n      p\n",
            "3:14: error: profile has control characters or line breaks"),
    ]
}
