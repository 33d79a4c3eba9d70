extension BadFile {
    /// YAML that cannot be read: one problem, at its place.
    static let syntax: [BadFile] = [
        .whole(
            "unclosed list", "regions: ['eu-west-1', 'us-east-1'\nlisten: a:1\n",
            "2:1: error: while parsing a flow sequence started at 1:10: did not find expected ',' or ']'"),
        .whole(
            "unclosed mapping", "accounts: { prod: {}\n",
            "2:1: error: while parsing a flow mapping started at 1:11: did not find expected ',' or '}'"),
        .whole(
            "unclosed quote", "accounts:\n  prod:\n    profile: 'abc\n",
            "4:1: error: while scanning a quoted scalar started at 3:14: found unexpected end of stream"),
        .whole(
            "bad escape", "accounts:\n  prod:\n    profile: \"a\\qb\"\n",
            "3:16: error: while parsing a quoted scalar started at 3:14: found unknown escape character"),
        .whole("tab as indentation", "accounts:\n\tprod: {}\n", "2:1: error: a tab cannot indent a line: use spaces"),
        .whole("two colons", "accounts: prod: {}\n", "1:15: error: mapping values are not allowed in this context"),
        .whole(
            "wrong indentation", "accounts:\n    prod: {}\n  dev: {}\n",
            "3:3: error: while parsing a block mapping started at 1:1: did not find expected key"),
        .whole(
            "no colon", "accounts:\n  prod: {}\nregions\n",
            "4:1: error: while scanning a simple key started at 3:1: could not find expected ':'"),
        .whole(
            "bare star", "accounts: { prod: }\nregions: [*]\n",
            #"2:12: error: a pattern that begins with * needs quotes (did you mean "'*'"?)"#),
        .whole(
            "bare pattern", "accounts: { prod: }\nregions:\n  - *-west-1\n",
            #"3:5: error: a pattern that begins with * needs quotes (did you mean "'*-west-1'"?)"#),
        .whole(
            "alias", "accounts: { prod: }\nregions: *home\n",
            "2:10: error: aliases are not supported; write the value out"),
        .whole(
            "anchor", "accounts: &all\n  prod:\nregions: [eu-west-1]\n",
            "1:11: error: anchors are not supported; write the value out"),
        .whole("tag", "accounts: !!map\n  prod:\nregions: [eu-west-1]\n", "1:11: error: tags are not supported"),
        .whole("own tag", "accounts:\n  prod:\n    profile: !secret x\n", "3:14: error: tags are not supported"),
        .whole("list as a key", "accounts:\n  [a, b]: {}\n", "2:3: error: a key must be plain text"),
        .whole(
            "two documents", "accounts: { prod: }\n---\nregions: [eu-west-1]\n",
            "2:1: error: the file holds more than one document"),
        .whole(
            "control character", "accounts:\n  prod:\n    profile: a\u{7}b\n",
            "3:15: error: control characters are not allowed"),
        .whole("NUL", "accounts:\n  pr\0od: {}\n", "2:5: error: control characters are not allowed"),
        .whole("template mark", "accounts: {{ accounts }}\n", "1:12: error: a key must be plain text"),
        .whole(
            "percent sign", "accounts:\n  prod:\n    profile: %p\n",
            #"3:14: error: a word that begins with "%" needs quotes"#),
        .whole(
            "at sign", "accounts:\n  prod:\n    profile: @p\n",
            #"3:14: error: a word that begins with "@" needs quotes"#),
        .whole(
            "merge conflict", "<<<<<<< HEAD\naccounts: {}\n=======\n",
            "2:9: error: mapping values are not allowed in this context"),
        .whole("depth", String(repeating: "[", count: 100), "1:65: error: values are nested too deep"),
        .whole("a list", "- accounts\n- regions\n", "1:1: error: the file must be a mapping, not a list"),
        .whole("one word", "accounts\n", "1:1: error: the file must be a mapping, not a single value"),
        .whole(
            "empty", "", "1:1: error: accounts is missing: name at least one",
            "1:1: error: regions is missing: name some, such as ['eu-west-1'] or ['*']"),
        .whole(
            "comments alone", "# nothing\n\n", "1:1: error: accounts is missing: name at least one",
            "1:1: error: regions is missing: name some, such as ['eu-west-1'] or ['*']"),
        .whole(
            "nothing but a start mark", "---\n", "1:1: error: accounts is missing: name at least one",
            "1:1: error: regions is missing: name some, such as ['eu-west-1'] or ['*']"),
        .whole(
            "carriage returns", "accounts:\r\n  prod:\r\n    profil: p\r\nregions: [eu-west-1]\r\n",
            #"3:5: warning: unknown key "profil" is ignored (did you mean "profile"?)"#),
        .whole(
            "byte order mark", "\u{FEFF}account: {}\naccounts: { prod: }\nregions: [eu-west-1]\n",
            #"1:1: warning: unknown key "account" is ignored (did you mean "accounts"?)"#),
    ]
}
