package import Document

/// A lens's own part of config.yaml: the lens brings its schema, this room the file, the places and the wording.
package struct ConfigurationSection: Sendable {
    /// The top-level key.
    package let name: String
    /// Its keys, for the reference page; paths begin with `name`.
    package let keys: [ConfigurationKey]
    /// Turns the section into the lens's own value, and reports what is wrong with it.
    package let read: @Sendable (_ node: YAMLNode, _ reading: inout ConfigurationReading) -> (any Sendable)?

    package init(
        name: String, keys: [ConfigurationKey],
        read: @escaping @Sendable (_ node: YAMLNode, _ reading: inout ConfigurationReading) -> (any Sendable)?
    ) {
        self.name = name
        self.keys = keys
        self.read = read
    }
}
