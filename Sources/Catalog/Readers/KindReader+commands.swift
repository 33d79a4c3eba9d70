import Document
import Inventory

extension KindReader {
    /// Reads `commands`: what people may run themselves.
    mutating func commands(_ node: YAMLNode) -> (show: Kind.Command?, change: [Kind.Command]) {
        guard let fields = Fields(node, of: "commands", known: ["show", "change"], problems: &problems) else {
            return (nil, [])
        }
        let show = command(fields["show"], title: "Show", "show")
        var change: [Kind.Command] = []
        if let node = fields["change"], let entries = Fields(node, of: "change", problems: &problems) {
            for (key, value) in entries.entries {
                guard let title = problems.text(key, "the title of a command", limit: Defaults.titleLength) else {
                    continue
                }
                if let command = command(value, title: title, "a command") { change.append(command) }
            }
        }
        return (show, change)
    }

    private mutating func command(_ node: YAMLNode?, title: String, _ what: String) -> Kind.Command? {
        problems.text(node, what, limit: Defaults.commandLength).map {
            Kind.Command(title: title, format: Kind.Format(template: $0))
        }
    }
}
