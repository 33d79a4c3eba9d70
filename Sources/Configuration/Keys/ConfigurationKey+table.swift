extension ConfigurationKey {
    /// Every key that elastatus itself reads, in the order of the reference page.
    package static let table: [ConfigurationKey] = [
        .init(
            "accounts", "mapping", fallback: "required",
            "The accounts, each under the name that menus, URLs and commands use."),
        .init(
            "accounts.<name>", "mapping", fallback: "the environment's credentials",
            "One account; with nothing in it, it is read with the credentials of the environment."),
        .init(
            "accounts.<name>.aws_access_key_id", "text", fallback: "none",
            "The access key of a read-only user; needs `aws_secret_access_key`. `env:NAME` takes the value of the environment variable `NAME`, here and in the next two."
        ),
        .init("accounts.<name>.aws_secret_access_key", "text", fallback: "none", "The secret of that access key."),
        .init(
            "accounts.<name>.aws_session_token", "text", fallback: "none",
            "The session token of a temporary access key."),
        .init(
            "accounts.<name>.profile", "text", fallback: "none",
            "A profile of the shared AWS files, in place of keys."),
        .init(
            "accounts.<name>.role_arn", "ARN of an IAM role", fallback: "none",
            "The role to assume, with this account's own keys or profile, else those of `source_account`, else those of the environment."
        ),
        .init(
            "accounts.<name>.source_account", "name of another account", fallback: "none",
            "The account whose credentials assume `role_arn`."),
        .init(
            "accounts.<name>.external_id", "text", fallback: "none",
            "The external id that the role's trust policy asks for."),
        .init(
            "accounts.<name>.account_id", "12 digits", fallback: "not checked",
            "The AWS account that must answer; another one disables this account and says so."),
        .init(
            "accounts.<name>.regions", "list of regions or patterns", fallback: "`regions`",
            "The regions of this account."),
        .init("accounts.<name>.group", "text", fallback: "none", "The heading under which menus list the account."),
        .init(
            "accounts.<name>.environment", "text", fallback: "none",
            "The environment of everything in the account that no rule of `environments` names."),
        .init(
            "accounts.<name>.fips", "true or false", fallback: "`AWS_USE_FIPS_ENDPOINT`, the profile, false",
            "Whether the account is read over AWS's FIPS endpoints; where there is none, that is an error."),
        .init(
            "accounts.<name>.dual_stack", "true or false", fallback: "`AWS_USE_DUALSTACK_ENDPOINT`, the profile, false",
            "Whether the account is read over AWS's endpoints that have IPv6 addresses too."),
        .init(
            "accounts.<name>.console_portal", "https URL", fallback: "`console_portal`",
            "The AWS access portal through which people open this account's AWS console."),
        .init(
            "accounts.<name>.console_role", "text", fallback: "`console_role`",
            "The permission set with which they do."),
        .init(
            "accounts.<name>.cli_profile", "text", fallback: "`profile`",
            "The profile by which people's own `aws` knows this account, for the commands that pages give to copy."),
        .init(
            "organization", "mapping", fallback: "none",
            "The accounts of an AWS organization, read without being named one by one."),
        .init(
            "organization.account", "name of an account", fallback: "required",
            "The account that may list the others (`organizations:ListAccounts`); its credentials assume their role."),
        .init(
            "organization.role", "name of an IAM role", fallback: "required",
            "The role to assume in every member account."),
        .init(
            "organization.external_id", "text", fallback: "none",
            "The external id that the role's trust policy asks for."),
        .init(
            "organization.regions", "list of regions or patterns", fallback: "`regions`",
            "The regions of the member accounts."),
        .init(
            "organization.group", "text", fallback: "none", "The heading under which menus list the member accounts."),
        .init(
            "organization.exclude", "list of ids, names or patterns of names", fallback: "none",
            "Member accounts that are not read; the matrix page says so."),
        .init(
            "organization.every", "duration of 60s to 24h", fallback: "1h", "The time between two listings."),
        .init(
            "regions", "list of regions or patterns",
            fallback: "`AWS_REGION`, else required unless every account has its own",
            "The regions to read; `*` stands for any text, so `'*'` is every enabled region and `eu-*` those of Europe."
        ),
        .init(
            "aws", "mapping", fallback: "every view",
            "The service menus: Compute, Database, App Services and Deployments, then menus of your own."),
        .init(
            "aws.<menu>", "list of views or kinds", fallback: "no such menu",
            "The entries of one menu; an unknown one is left out with a warning."),
        .init(
            "default_account", "name of an account, or `all`", fallback: "the first",
            "The account that `/` opens. Without any of these three keys `/` is the overview."),
        .init("default_region", "region, or `all`", fallback: "the account's first", "The region that `/` opens."),
        .init("default_service", "view or kind", fallback: "the first menu entry", "The view that `/` opens."),
        .init("views", "list of views", fallback: "none", "Tables with names: the menu Views."),
        .init("views[].name", "text", fallback: "required", "The name in the menu."),
        .init("views[].table", "view or kind", fallback: "required", "What is listed."),
        .init("views[].accounts", "list of accounts or patterns", fallback: "all", "The accounts of the table."),
        .init("views[].regions", "list of regions or patterns", fallback: "all", "The regions of the table."),
        .init("views[].filter", "filter", fallback: "none", "The rows, as in the box above a table (docs/filters.md)."),
        .init(
            "views[].sort", "column, or `-` and a column", fallback: "account, region, id",
            "The order; `-` is descending."),
        .init(
            "views[].columns", "list of columns", fallback: "none",
            "What is shown besides the usual columns; `tag:Owner` is a tag."),
        .init("views[].hide", "list of columns", fallback: "none", "Usual columns that are left out."),
        .init(
            "console_portal", "https URL", fallback: "the console's own login",
            "The AWS access portal of IAM Identity Center, like `https://example.awsapps.com/start`: links to the AWS console lead through it, into the right account."
        ),
        .init(
            "console_role", "text", fallback: "the portal asks",
            "The permission set with which links open the AWS console; needs `console_portal`."),
        .init("route53", "mapping", fallback: "every zone", "What the menu entry `route53` opens."),
        .init(
            "route53.account", "name of an account", fallback: "required where the menus name `route53`",
            "The account that holds the zone."),
        .init("route53.domain", "text", fallback: "every zone", "The name of the zone."),
        .init(
            "route53.zone_id", "text", fallback: "none",
            "The id of the zone, read alone where listing the zones is denied."),
        .init("refresh", "mapping", fallback: "each kind's own", "How often kinds are read, where that differs."),
        .init(
            "refresh.<kind>", "duration of 5s to 168h: `60s`, `5m`, `1h`", fallback: "the kind's own",
            "The time between two reads of a kind, or of every kind of a view."),
        .init(
            "environments", "list of rules", fallback: "the tags `environment`, `env` and `stage`",
            "How the environment of a resource is told; the first rule that matches counts."),
        .init(
            "environments[].tags", "list of text", fallback: "none",
            "The environment is the value of the first of these tags, whatever the case of their keys."),
        .init(
            "environments[].stack", "RE2 pattern", fallback: "none",
            "The rule counts where the pattern is found in the name of the resource's CloudFormation stack."),
        .init(
            "environments[].name", "RE2 pattern", fallback: "none",
            "The rule counts where the pattern is found in the resource's name."),
        .init(
            "environments[].environment", "text", fallback: "required with `stack` and `name`",
            "The environment of what the rule matches."),
        .init(
            "timeouts", "mapping", fallback: "below",
            "How long AWS may take before a call counts as failed; what was read before stays."),
        .init(
            "timeouts.connect", "duration of 1s to 10m", fallback: "`5s`",
            "From the name of the host to a trusted connection."),
        .init(
            "timeouts.first_byte", "duration of 1s to 10m", fallback: "`20s`",
            "From the request to the first byte of the answer."),
        .init(
            "timeouts.stall", "duration of 1s to 10m", fallback: "`15s`",
            "The longest time in which an answer does not get on."),
        .init(
            "timeouts.call", "duration of 1s to 10m", fallback: "`60s`",
            "One call with all its pages and retries. Of most services five pages a second are asked for: a list of more than 300 needs more."
        ),
        .init(
            "kinds_dir", "directory", fallback: "none",
            "A folder of your own kinds, read after the built-in ones; relative to this file."),
        .init(
            "models_dir", "directory", fallback: "none",
            "A folder of your own service models; relative to this file."),
        .init("listen", "host:port", fallback: "`127.0.0.1:5000`", "Where pages are served."),
        .init(
            "base_path", "path", fallback: "none",
            "What stands before every address, for a proxy that passes on a part of a site: `/aws`."),
        .init(
            "trusted_proxies", "list of IP addresses and ranges", fallback: "none",
            "The proxies whose `Forwarded` or `X-Forwarded-…` headers are believed; nobody else's are."),
        .init(
            "allowed_hosts", "list of names", fallback: "loopback names on a loopback address, else any",
            "The names that the Host header may have, without ports."),
        .init(
            "endpoint_url", "http or https URL", fallback: "AWS",
            "Takes the place of every AWS endpoint, for a simulated AWS."),
    ]
}
