/// What a resource says of the things to which it leads: a load balancer's group of its targets.
struct HealthWords {
    /// By the thing's id, host or address, in lower case.
    private var words: [String: [String]] = [:]

    /// Reads the column that the kind names: texts of a thing and, after a space, how it is.
    init(of resource: Resource, _ kind: Kind) {
        guard let name = kind.health, let (place, _) = kind.column(name) else { return }
        for text in resource.column(place).texts {
            let parts = text.split(separator: " ", maxSplits: 1)
            guard parts.count == 2 else { continue }
            let thing = parts[0].lowercased()
            let said = parts[1].split(separator: " ").joined(separator: " ")
            if words[thing]?.contains(said) != true { words[thing, default: []].append(said) }
        }
    }

    /// How `thing` is; several where it is there several times, as on several ports.
    func words(about thing: String) -> String? { words[thing.lowercased()]?.joined(separator: ", ") }
}
