/// A word of elastatus's menus: a table over one or several kinds.
package struct View: Sendable, Hashable {
    package let name: String
    package let title: String
    /// The heading under which menus show it when the configuration names no groups (`Compute`).
    package let group: String
    /// One tab each, in order.
    package let kinds: [String]
    /// Whether the view opens with the rows of all its kinds together and a Kind column.
    package let isMerged: Bool

    package init(name: String, title: String, group: String, kinds: [String], isMerged: Bool) {
        self.name = name
        self.title = title
        self.group = group
        self.kinds = kinds
        self.isMerged = isMerged
    }
}

/// All kinds and views, by name.
package struct KindSet: Sendable {
    /// In the order of the views, then by name.
    package let kinds: [Kind]
    package let views: [View]
    private let kindsByName: [String: Kind]
    private let viewsByName: [String: View]

    package init(kinds: [Kind], views: [View]) {
        self.kinds = kinds
        self.views = views
        kindsByName = Dictionary(kinds.map { ($0.name, $0) }, uniquingKeysWith: { $1 })
        viewsByName = Dictionary(views.map { ($0.name, $0) }, uniquingKeysWith: { $1 })
    }

    package func kind(_ name: String) -> Kind? { kindsByName[name] }
    package func view(_ name: String) -> View? { viewsByName[name] }

    /// The kinds a word in a URL or on the command line stands for, and whether they are shown together.
    package func kinds(of word: String) -> [Kind] {
        if let view = viewsByName[word] { return view.kinds.compactMap { kindsByName[$0] } }
        return kindsByName[word].map { [$0] } ?? []
    }

    /// The view in which `kind` is a tab.
    package func view(showing kind: String) -> View? { views.first { $0.kinds.contains(kind) } }
}
