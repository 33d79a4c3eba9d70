extension BadFile {
    /// Keys, profiles and roles that do not go together.
    static let credentials: [BadFile] = [
        .part(
            "key id without secret", "accounts:\n  prod:\n    aws_access_key_id: AKIAIOSFODNN7EXAMPLE",
            "3:5: error: aws_access_key_id needs aws_secret_access_key"),
        .part(
            "secret without key id", "accounts:\n  prod:\n    aws_secret_access_key: hunter2",
            "3:5: error: aws_secret_access_key needs aws_access_key_id"),
        .part(
            "secret empty", "accounts:\n  prod:\n    aws_access_key_id: hunter1\n    aws_secret_access_key:",
            "4:5: error: aws_secret_access_key is empty"),
        .part(
            "space in a secret",
            "accounts:\n  prod:\n    aws_access_key_id: hunter1\n    aws_secret_access_key: 'hunter2 '",
            "4:28: error: aws_secret_access_key has white space"),
        .part(
            "secret as a list",
            "accounts:\n  prod:\n    aws_access_key_id: hunter1\n    aws_secret_access_key: [hunter2]",
            "4:28: error: aws_secret_access_key must be a single value, not a list"),
        .part(
            "reference to no variable",
            "accounts:\n  prod:\n    aws_access_key_id: env:KEY\n    aws_secret_access_key: 'env:9-x'",
            "4:28: error: aws_secret_access_key is env: and no name of a variable, like env:PROD_SECRET"),
        .part(
            "token without key id", "accounts:\n  prod:\n    profile: p\n    aws_session_token: env:TOKEN",
            "4:5: error: aws_session_token needs aws_access_key_id"),
        .part(
            "keys and profile",
            "accounts:\n  prod:\n    profile: p\n    aws_access_key_id: hunter1\n    aws_secret_access_key: hunter2",
            "3:5: error: profile and keys exclude each other: one account has one source"
        ),
        .part(
            "keys and source",
            "accounts:\n  a: { profile: p }\n  b:\n    aws_access_key_id: hunter1\n    aws_secret_access_key: hunter2\n"
                + "    role_arn: arn:aws:iam::222222222222:role/r\n    source_account: a",
            "7:5: error: source_account and the account's own keys or profile exclude each other"),
        .part(
            "external id without a role", "accounts:\n  prod:\n    profile: p\n    external_id: hunter2",
            "4:5: error: external_id needs role_arn"),
        .part(
            "source without a role", "accounts:\n  a: { profile: p }\n  b:\n    source_account: a",
            "4:5: error: source_account needs role_arn"),
        .part(
            "role as a name", "accounts:\n  prod:\n    role_arn: ReadOnly",
            "3:15: error: role_arn must be the ARN of an IAM role, like arn:aws:iam::123456789012:role/elastatus"),
        .part("role empty", "accounts:\n  prod:\n    role_arn: ''", "3:5: error: role_arn is empty"),
        .part(
            "ARN of a user", "accounts:\n  prod:\n    role_arn: arn:aws:iam::222222222222:user/me",
            "3:15: error: role_arn must be the ARN of an IAM role, like arn:aws:iam::123456789012:role/elastatus"),
        .part(
            "ARN of a session", "accounts:\n  prod:\n    role_arn: arn:aws:sts::222222222222:assumed-role/r/session",
            "3:15: error: role_arn must be the ARN of an IAM role, like arn:aws:iam::123456789012:role/elastatus"
        ),
        .part(
            "ARN with a short account", "accounts:\n  prod:\n    role_arn: arn:aws:iam::2222222222:role/r",
            "3:15: error: role_arn must be the ARN of an IAM role, like arn:aws:iam::123456789012:role/elastatus"),
        .part(
            "ARN of an unknown partition", "accounts:\n  prod:\n    role_arn: arn:amazon:iam::222222222222:role/r",
            "3:15: error: role_arn must be the ARN of an IAM role, like arn:aws:iam::123456789012:role/elastatus"),
        .part(
            "ARN without a role name", "accounts:\n  prod:\n    role_arn: arn:aws:iam::222222222222:role/",
            "3:15: error: role_arn must be the ARN of an IAM role, like arn:aws:iam::123456789012:role/elastatus"),
        .part(
            "ARN with a region", "accounts:\n  prod:\n    role_arn: arn:aws:iam:eu-west-1:222222222222:role/r",
            "3:15: error: role_arn must be the ARN of an IAM role, like arn:aws:iam::123456789012:role/elastatus"),
        .part(
            "unknown source",
            "accounts:\n  hub: { profile: p }\n  b:\n    role_arn: arn:aws:iam::222222222222:role/r\n    source_account: hbu",
            #"5:21: error: unknown account "hbu" (did you mean "hub"?)"#),
        .part(
            "source is itself",
            "accounts:\n  b:\n    role_arn: arn:aws:iam::222222222222:role/r\n    source_account: b",
            "4:21: error: source_account names this account itself"),
        .part(
            "sources in a circle",
            "accounts:\n  a:\n    role_arn: arn:aws:iam::111111111111:role/r\n    source_account: b\n"
                + "  b:\n    role_arn: arn:aws:iam::222222222222:role/r\n    source_account: a",
            "4:21: error: source_account leads back to this account",
            "7:21: error: source_account leads back to this account"),
        .part(
            "environment twice", "accounts:\n  a:\n  b: {}",
            #"3:3: warning: "b" has the credentials of "a": what they read is listed twice"#),
        .part(
            "profile twice", "accounts:\n  a: { profile: p }\n  b: { profile: p }",
            #"3:3: warning: "b" has the credentials of "a": what they read is listed twice"#),
        .part(
            "key twice under two names",
            "accounts:\n  a: { aws_access_key_id: hunter1, aws_secret_access_key: hunter2 }\n"
                + "  b: { aws_access_key_id: hunter1, aws_secret_access_key: hunter2 }",
            #"3:3: warning: "b" has the credentials of "a": what they read is listed twice"#),
    ]
}
