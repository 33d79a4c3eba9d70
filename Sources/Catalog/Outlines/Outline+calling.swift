import JMESPath

extension Outline {
    /// What the function `name` gives for `arguments`, each followed too.
    func calling(_ name: String, _ arguments: [Syntax]) throws(PathFault) -> Outline {
        var outlines: [Outline] = []
        for argument in arguments { outlines.append(try following(argument)) }
        let first = outlines.first ?? .unknown
        switch name {
        case "to_string", "join", "type", "tag", "dns_unescape", "host", "scheme": return .scalar(.text)
        case "length", "to_number", "sum", "avg", "abs", "ceil", "floor", "percent": return .scalar(.number)
        case "contains", "starts_with", "ends_with": return .scalar(.truth)
        case "split", "keys", "match": return .list(.scalar(.text))
        case "sort", "reverse": return first
        case "max", "min": return first.element ?? .unknown
        case "to_array": return first.element == nil ? .list(first) : first
        case "not_null": return .either(outlines)
        case "merge":
            return outlines.dropFirst().reduce(first) { merged, next in
                guard case .record(_, let members) = next.opened else { return .unknown }
                return merged.adding(members)
            }
        case "sort_by", "max_by", "min_by":
            guard case .reference(let key)? = arguments.last, let element = first.element else { return .unknown }
            _ = try element.following(key)
            return name == "sort_by" ? .list(element) : element
        case "map":
            guard case .reference(let each)? = arguments.first, let element = outlines.last?.element else {
                return .unknown
            }
            return .list(try element.following(each))
        default: return .unknown
        }
    }
}
