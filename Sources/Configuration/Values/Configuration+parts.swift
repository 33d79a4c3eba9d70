extension Configuration {
    /// One drop-down of services.
    package struct Menu: Sendable, Hashable {
        package var title: String
        /// Words of views or kinds, as written and known.
        package var entries: [String]

        package init(title: String, entries: [String]) {
            self.title = title
            self.entries = entries
        }
    }

    /// The configured zone: what the `route53` menu entry opens, and what is read when listing zones is denied.
    package struct Route53: Sendable, Hashable {
        package var account: String
        package var domain: String?
        package var zoneID: String?

        package init(account: String, domain: String?, zoneID: String?) {
            self.account = account
            self.domain = domain
            self.zoneID = zoneID
        }
    }

    /// The AWS access portal of IAM Identity Center, by which people get into the AWS console.
    package struct ConsoleAccess: Sendable, Hashable {
        /// Its address, such as `https://example.awsapps.com/start`; `https`, without query and fragment.
        package var portal: String?
        /// The permission set with which the console is opened; nil leaves the choice to the portal.
        package var role: String?

        package init(portal: String? = nil, role: String? = nil) {
            self.portal = portal
            self.role = role
        }
    }

    /// How long AWS may take before a call counts as failed; nil leaves it to the program.
    package struct Timeouts: Sendable, Hashable {
        /// Name, connection and TLS together.
        package var connect: Duration?
        /// From the request's end to the answer's first byte.
        package var firstByte: Duration?
        /// The longest time in which an answer does not get on.
        package var stall: Duration?
        /// One call with its pages and retries.
        package var call: Duration?

        package init() {}
    }

    /// One rule that names a resource's environment; the first that matches counts.
    package enum EnvironmentRule: Sendable, Hashable {
        /// The value of the first of these tags (keys compared without case).
        case tags([String])
        /// `environment` where the stack's name matches the RE2 pattern.
        case stack(pattern: String, environment: String)
        /// `environment` where the resource's name matches the RE2 pattern.
        case name(pattern: String, environment: String)
    }
}
