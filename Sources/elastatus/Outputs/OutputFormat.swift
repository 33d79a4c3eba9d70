import Document

/// How a command prints.
enum OutputFormat: String, Sendable, CaseIterable {
    case table, text, json, jsonl, csv, yaml, md
    case sshConfig = "ssh_config"
    case ansible, prometheus

    /// The format that `--output` names, the first of `formats` by default.
    init(_ arguments: Arguments, among formats: [OutputFormat]) throws(CommandFailure) {
        guard let name = arguments["output"] else {
            self = formats.first ?? .table
            return
        }
        guard let format = OutputFormat(rawValue: name), formats.contains(format) else {
            let known = formats.map(\.rawValue)
            let hint = nearest(to: name, among: known).first.map { " (did you mean \"\($0)\"?)" } ?? ""
            throw CommandFailure(
                .usage, "no output \"\(Terminal.plain(name))\"\(hint); one of \(known.joined(separator: ", "))")
        }
        self = format
    }
}
