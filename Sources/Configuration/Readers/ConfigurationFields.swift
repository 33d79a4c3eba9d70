package import Document

/// The pairs of one mapping, by key; of a repeated key the first.
package struct ConfigurationFields {
    /// One pair as written.
    package struct Field {
        package let name: String
        package let key: YAMLNode
        package let value: YAMLNode
    }

    /// Where the mapping stands.
    package let node: YAMLNode
    /// In the order written.
    package let all: [Field]
    private let index: [String: Int]

    init(_ node: YAMLNode, pairs: [(key: YAMLNode, value: YAMLNode)]) {
        self.node = node
        var all: [Field] = []
        var index: [String: Int] = [:]
        for (key, value) in pairs {
            guard let name = key.text, index[name] == nil else { continue }
            index[name] = all.count
            all.append(Field(name: name, key: key, value: value))
        }
        self.all = all
        self.index = index
    }

    /// The pair with this key; nil when it is absent.
    package subscript(name: String) -> Field? { index[name].map { all[$0] } }

    /// The pair with this key unless nothing is written after the colon.
    package func written(_ name: String) -> Field? { self[name].flatMap { $0.value.isNothing ? nil : $0 } }
}
