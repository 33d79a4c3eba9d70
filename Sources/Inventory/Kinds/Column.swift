package import JMESPath

/// One column of a kind: header, path, form, help and unit are this one declaration.
package struct Column: Sendable, Hashable {
    /// The snake_case word in JSON, CSV, filters and SQL.
    package let name: String
    package let title: String
    /// One sentence for people, with the unit where there is one.
    package let help: String
    package let value: Expression
    package let form: Form
    /// What AWS counts in; nil when the value is taken as it is.
    package let unit: Unit?
    /// Whether what it links to refers to this resource, and not this one to that.
    package let isBack: Bool

    package init(
        name: String, title: String, help: String, value: Expression, form: Form, unit: Unit?, isBack: Bool = false
    ) {
        self.name = name
        self.title = title
        self.help = help
        self.value = value
        self.form = form
        self.unit = unit
        self.isBack = isBack
    }

    /// Whether its path goes through the member `name`.
    package func reads(_ name: String) -> Bool { value.names(name) }
}
