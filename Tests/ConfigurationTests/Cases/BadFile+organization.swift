extension BadFile {
    /// The organization whose members are accounts.
    static let organization: [BadFile] = [
        .part(
            "organization without an account", "organization: { role: elastatus }",
            "1:1: error: organization names no account"),
        .part(
            "organization without a role", "organization: { account: prod }", "1:1: error: organization names no role"),
        .part(
            "organization through an unknown account", "organization: { account: prd, role: elastatus }",
            #"1:26: error: unknown account "prd" (did you mean "prod"?)"#),
        .part(
            "organization with a role's ARN",
            "organization: { account: prod, role: 'arn:aws:iam::111111111111:role/team/reader' }",
            #"1:38: error: role is the name that the role has in every account, not an ARN (did you mean "team/reader"?)"#
        ),
        .part(
            "organization with a bad role", "organization: { account: prod, role: 'a b' }",
            "1:38: error: role must be the name of an IAM role"),
        .part(
            "organization listed too often", "organization: { account: prod, role: r, every: 5s }",
            "1:48: error: every must be between 60s and 24h"),
        .part(
            "organization with an unknown key", "organization: { account: prod, role: r, excludes: [a] }",
            #"1:41: warning: unknown key "excludes" is ignored (did you mean "exclude"?)"#),
        .part(
            "organization's exclusions as text", "organization: { account: prod, role: r, exclude: Sandbox }",
            #"1:50: error: exclude must be a list, not a single value (did you mean "[Sandbox]"?)"#),
        .whole(
            "organization without regions",
            "accounts: { prod: { profile: p, regions: [eu-west-1] } }\norganization: { account: prod, role: r }",
            "1:1: error: regions is missing: name some, such as ['eu-west-1'] or ['*']"),
    ]
}
