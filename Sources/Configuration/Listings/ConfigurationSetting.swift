/// One setting with its value and where it comes from, safe to show.
package struct ConfigurationSetting: Sendable, Hashable {
    /// Who decided it.
    package enum Source: Sendable, Hashable {
        /// The configuration file, 1-based.
        case file(String, line: Int, column: Int)
        /// A variable of the environment.
        case environment
        /// A profile of the shared AWS files.
        case profile(String)
        /// Several of these together.
        case derived
        /// Nobody.
        case fallback
    }

    /// Where it stands (`accounts.prod.role_arn`), or the variable's name.
    package let path: String
    /// Its value; secrets are masked.
    package let value: String
    package let source: Source

    package init(path: String, value: String, source: Source) {
        self.path = path
        self.value = value
        self.source = source
    }
}

extension ConfigurationSetting.Source: CustomStringConvertible {
    package var description: String {
        switch self {
        case .file(let name, let line, let column): "\(Shown.escaped(name)):\(line):\(column)"
        case .environment: "environment"
        case .profile(let name): "profile \(Shown.escaped(name))"
        case .derived: "derived"
        case .fallback: "default"
        }
    }
}
