package import Document

/// The tree of an expression, as the parser makes it.
///
/// - Shape: at most `Parser.maximumDepth` levels; names of called functions are in the table it was compiled with.
package indirect enum Syntax: Sendable, Hashable {
    /// `@`, or the place where nothing is written (`[]`'s list).
    case current
    /// `Name`
    case field(String)
    /// Backtick JSON or a raw string.
    case literal(Value)
    /// `[0]`, `[-1]`
    case index(Int)
    /// `[start:stop:step]`
    case slice(start: Int?, stop: Int?, step: Int?)
    /// `a.b.c`: each is applied to what the one before gave.
    case path([Syntax])
    /// `a[0][1]`: as `path`, with indices and slices after the first.
    case indexed([Syntax])
    /// `a | b`
    case pipe(Syntax, Syntax)
    /// `list[*].each`, and what follows a slice or a flatten.
    case projection(list: Syntax, each: Syntax)
    /// `object.*.each`
    case valueProjection(object: Syntax, each: Syntax)
    /// `list[?condition].each`
    case filter(list: Syntax, condition: Syntax, each: Syntax)
    /// `list[]`
    case flatten(Syntax)
    case comparison(Comparator, Syntax, Syntax)
    case or(Syntax, Syntax)
    case and(Syntax, Syntax)
    case not(Syntax)
    /// `[a, b]`
    case multiSelectList([Syntax])
    /// `{name: a}`
    case multiSelectHash([HashMember])
    /// `name(arguments)`
    case call(String, [Syntax])
    /// `&expression`, an argument of a function only.
    case reference(Syntax)
}

/// One `name: expression` of a multi-select hash.
package struct HashMember: Sendable, Hashable {
    package let name: String
    package let value: Syntax
}

/// The comparison operators.
package enum Comparator: String, Sendable, CaseIterable {
    case equal = "=="
    case notEqual = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
}
