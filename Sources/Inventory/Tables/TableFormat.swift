import Document
package import FoundationEssentials

/// What a table can be given as, besides a page: one list for addresses, `list -o` and documentation.
package enum TableFormat: String, Sendable, CaseIterable {
    case json, jsonl, csv, yaml, md
    /// Host blocks of OpenSSH's client configuration, one for each row with an address.
    case sshConfig = "ssh_config"
    /// An Ansible inventory in YAML.
    case ansible
    /// Targets for file_sd of Prometheus, in JSON.
    case prometheus

    /// The type of the answer.
    package var mediaType: String {
        switch self {
        case .json, .prometheus: "application/json"
        case .jsonl: "application/jsonl"
        case .csv: "text/csv; charset=utf-8"
        case .yaml, .ansible: "application/yaml"
        case .md: "text/markdown; charset=utf-8"
        case .sshConfig: "text/plain; charset=utf-8"
        }
    }

    /// What follows the word in an address (`ec2.csv`); false for those that `_format` asks for.
    package var isSuffix: Bool {
        switch self {
        case .json, .jsonl, .csv, .yaml, .md: true
        case .sshConfig, .ansible, .prometheus: false
        }
    }

    /// Whether it has room to say what is wrong with the filter; in the others, rows that were not asked for would pass for
    /// what was.
    package var tellsProblems: Bool {
        switch self {
        case .json, .yaml: true
        case .jsonl, .csv, .md, .sshConfig, .ansible, .prometheus: false
        }
    }

    /// The name a browser saves it under; nil for what browsers show.
    package func fileName(_ word: String) -> String? {
        switch self {
        case .json, .yaml: nil
        case .csv, .jsonl, .md: "\(word).\(rawValue)"
        case .sshConfig: "ssh_config"
        case .ansible: "inventory.yaml"
        case .prometheus: "targets.json"
        }
    }
}

extension Table {
    /// The table as `format`.
    ///
    /// - Parameters:
    ///   - format: What as.
    ///   - word: The view or kind that was asked for.
    ///   - generation: That of the snapshot.
    ///   - now: The instant from which ages are counted.
    ///   - output: How JSON, YAML and CSV are written.
    /// - Returns: The whole document.
    package func bytes(
        as format: TableFormat, word: String, generation: Int, now: Date, output: TableOutput = TableOutput()
    ) -> [UInt8] {
        switch format {
        case .json: value(word: word, generation: generation, shape: output.shape).json()
        case .yaml: value(word: word, generation: generation, shape: output.shape).yaml()
        case .jsonl: rowObjects().flatMap { Value.object($0).json() + [UInt8(ascii: "\n")] }
        case .csv: csv(output)
        case .md: markdown(now: now)
        case .sshConfig: HostList(self).sshConfiguration(word: word)
        case .ansible: HostList(self).ansibleInventory.yaml()
        case .prometheus: HostList(self).prometheusTargets.json(pretty: true)
        }
    }
}
