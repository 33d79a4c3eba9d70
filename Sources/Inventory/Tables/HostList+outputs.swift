import Document

extension HostList {
    /// Host blocks for `~/.ssh/config`.
    ///
    /// - Source: ssh_config(5).
    func sshConfiguration(word: String) -> [UInt8] {
        var text = "# \(hosts.count) hosts of \(HostList.word(word)), made by elastatus\n"
        for host in hosts {
            text += "\nHost \(host.name)"
            let id = HostList.word(host.resource.key.id)
            if id != host.name { text += " \(id)" }
            text += "\n    HostName \(host.address)\n"
        }
        return Array(text.utf8)
    }

    /// An inventory with groups by account, region, environment and state.
    ///
    /// - Source: Ansible's YAML inventory plugin; group names are Python identifiers.
    /// - Shape: tags that Ansible would run as templates are left out.
    var ansibleInventory: Value {
        var all: Object = [:]
        var groups: [String: Object] = [:]
        for host in hosts {
            let key = host.resource.key
            var variables: Object = [
                "ansible_host": .string(host.address), "aws_account": .string(key.account),
                "aws_region": .string(key.region),
                "aws_id": .string(Self.isTemplate(key.id) ? HostList.word(key.id) : key.id),
                "aws_kind": .string(key.kind),
            ]
            var tags: Object = [:]
            for tag in host.resource.tags where !Self.isTemplate(tag.key) && !Self.isTemplate(tag.value) {
                tags[tag.key] = .string(tag.value)
            }
            if !tags.isEmpty { variables["aws_tags"] = .object(tags) }
            all[host.name] = .object(variables)
            var names = ["account_\(key.account)", "region_\(key.region)"]
            if let env = host.resource.environment { names.append("env_\(env)") }
            if let state = host.resource.state { names.append("state_\(state)") }
            for name in names { groups[Self.identifier(name), default: [:]][host.name] = .object([:]) }
        }
        var children: Object = [:]
        for name in groups.keys.sorted() { children[name] = ["hosts": .object(groups[name] ?? [:])] }
        return ["all": ["hosts": .object(all), "children": .object(children)]]
    }

    /// Whether Ansible would run a variable of this text as a program: it takes every variable of an inventory for a template.
    private static func isTemplate(_ text: String) -> Bool {
        ["{{", "{%", "{#"].contains { text.utf8.firstRange(of: $0.utf8) != nil }
    }

    /// The port of Prometheus's own exporter for hosts; relabelling changes it.
    private static let exporterPort = 9100

    /// One entry for each host, with labels as service discovery names its own.
    ///
    /// - Source: Prometheus documentation, `file_sd_config`; label names match `[a-zA-Z_][a-zA-Z0-9_]*`.
    var prometheusTargets: Value {
        .array(
            hosts.map { host in
                let key = host.resource.key
                var labels: Object = [
                    "name": .string(host.name), "account": .string(key.account), "region": .string(key.region),
                    "kind": .string(key.kind), "id": .string(key.id),
                ]
                if let env = host.resource.environment { labels["env"] = .string(env) }
                if let state = host.resource.state { labels["state"] = .string(state) }
                for tag in host.resource.tags { labels["tag_" + Self.identifier(tag.key)] = .string(tag.value) }
                let address = host.address.contains(":") ? "[\(host.address)]" : host.address
                return ["targets": [.string("\(address):\(Self.exporterPort)")], "labels": .object(labels)]
            })
    }

    /// `text` with `_` for everything but ASCII letters, digits and underscores.
    private static func identifier(_ text: String) -> String {
        String(
            decoding: text.utf8.prefix(128).map { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
                    byte
                default: UInt8(ascii: "_")
                }
            }, as: UTF8.self)
    }
}
